"""Whether two titles may name one work: by their words, whatever their case and punctuation."""

from aiev import lazy_regex as re

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 70.0
_NAME = 6
_CLOSE = 95.0
_NICKNAME = 2
_ASCII = 128
_KEYS = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(_ASCII)}
"""What an ASCII sign of a title is in its key; None for one that is left out."""
# A short title (`Introduction`, `Code`) is no ground to take two works for one.
_TELLING_WORDS, _TELLING_LENGTH = 3, 16


def are_alike(title: str, other: str) -> bool:
    """Return whether two labels may name one paper: one in the other, or much alike."""
    words, others = set(words_of(title)), set(words_of(other))
    if words <= others or others <= words:
        return True
    # A name that one writes in a word and another in two: DeepSeekMoE.
    short, long = sorted(("".join(words_of(title)), "".join(words_of(other))), key=len)
    if len(short) >= _NAME and short in long:
        return True
    from rapidfuzz import fuzz  # noqa: PLC0415  # slow to load, and few runs ask

    return fuzz.token_set_ratio(" ".join(words), " ".join(others)) >= _ALIKE


def is_nickname(title: str) -> bool:
    """Return whether a label is only a name, which no title contradicts: `Perseus`, `Llama 2`."""
    words = title.split()
    is_made = any(any(map(str.isdigit, word)) or word[1:] != word[1:].lower() for word in words)
    return len(words) <= 1 or (len(words) == _NICKNAME and is_made)


def contradict(title: str, other: str) -> bool:
    """Return whether two labels cannot both be right for one paper; a nickname never is wrong."""
    return not (is_nickname(title) or is_nickname(other) or are_alike(title, other))


def key(title: str) -> str:
    """Return the letters and digits of a title, by which the same titles are found."""
    if title.isascii():
        # The same at a fifth of the time: all titles of a base are asked.
        return title.translate(_KEYS)
    return "".join(words_of(title))


def is_telling(title: str) -> bool:
    """Return whether a title is long enough that two works hardly share it."""
    return len(words_of(title)) >= _TELLING_WORDS and len(key(title)) >= _TELLING_LENGTH


def are_the_same(title: str, other: str) -> bool:
    """Return whether two titles are equal or all but equal, as by a slip of the hand."""
    one, two = key(title), key(other)
    if one == two:
        return True
    # Numbers tell parts and versions apart: GPT-3, Part 2.
    digits = ["".join(filter(str.isdigit, text)) for text in (one, two)]
    from rapidfuzz import fuzz  # noqa: PLC0415  # slow to load, and few runs ask

    return digits[0] == digits[1] and fuzz.ratio(one, two) >= _CLOSE


def words_of(title: str) -> list[str]:
    """Return the words of a title in lower case, without punctuation."""
    return _WORD.findall(title.casefold())
