"""The names in what a list says of a paper's authors: `Ada Bee*, Cay Dee and Eva Eff et al.`."""

from functools import lru_cache

from aiev import lazy_regex as re
from aiev.markdown.reading.words import author_names, edges

_AND_MORE = re.compile(
    r"[\s,;&]*(?:\band\s+)?(?:\bet\.?\s?al\b|\bothers\b|\betc\b|…|\.{3}|等)[\s.,;*_]*$", re.I
)
_BRACKETS = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]")
_MARKS = " *∗†‡§¶^_.,;:~`'\"“”0123456789⁰¹²³⁴⁵⁶⁷⁸⁹"
_BREAK = re.compile(r"\s*(?:[,;、，；|]|(?<=\s)(?:and|&)(?=\s)|·)\s*")
_BETWEEN_TURNED = re.compile(r"\s*(?:;|(?<=\s)(?:and|&)(?=\s))\s*")
_TURNED = re.compile(r"(?P<family>[^,]+),\s*(?P<given>[^,]+)")
_INITIALS = re.compile(r"[^\W\d_](?:\.[ -]?[^\W\d_]){0,3}\.?")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,6}")


@lru_cache(maxsize=1024)
def split(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the names in a list's words on authors, and whether it says that there are more.

    Each name is as written, the family name last. No name is returned where a part is no clear
    name: a wrong author is worse than none. A single word is one only where others are left out
    (`Bee et al`) or two are named (`Bee and Dee`).
    """
    text = edges.squeeze(_BRACKETS.sub(" ", text)).strip()
    if text.lower().startswith("by "):
        text = text[3:]
    stripped = _AND_MORE.sub("", text)
    has_more = stripped != text
    stripped = stripped.strip(_MARKS)
    parts = [part for part in _BREAK.split(stripped) if part]
    parts = [_bare(part) for part in _turned(stripped, parts)]
    is_short = (len(parts) == 1 and has_more) or (len(parts) == 2 and " and " in stripped)
    if not parts or not all(_is_name(part, is_short=is_short) for part in parts):
        return (), False
    return tuple(dict.fromkeys(parts)), has_more


def _turned(text: str, parts: list[str]) -> list[str]:
    """Return the names with the family name last, of `Bee, Ada and Dee, Cay` or `Bee, A., Dee, C.`.

    Others are returned as they are.
    """
    people = _BETWEEN_TURNED.split(text)
    pairs = [_TURNED.fullmatch(person.strip(" ,")) for person in people]
    if len(people) > 1 and all(pairs):
        return [f"{pair['given'].strip()} {pair['family'].strip()}" for pair in pairs if pair]
    if len(parts) > 1 and len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, parts[1::2])):
        return [
            f"{given.rstrip('.')}. {family}"
            for family, given in zip(parts[::2], parts[1::2], strict=True)
        ]
    return parts


def _bare(name: str) -> str:
    """Return a name without the marks of equal shares and of affiliations at its ends."""
    return " ".join(name.strip(_MARKS).split())


def _is_name(name: str, *, is_short: bool) -> bool:
    if _HAN.fullmatch(name):
        return True
    if not author_names.has_no_title_words(name):
        return False
    return author_names.is_name(name) or (is_short and author_names.is_single(name))
