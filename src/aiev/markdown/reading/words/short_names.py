"""Short names of papers: `DeepX` of `**[DeepX]** Deep Scheduling of Things`.

What stands in that place may be a word of the list's own as well (`[Survey]`, `[Verilog]`), where
a paper appeared, or who wrote it.
"""

from aiev import lazy_regex as re
from aiev.markdown.reading.words import edges, phrases, venues

_MOST_WORDS, _LONGEST = 5, 40
# `MoE` may be a method's name, `Survey` is none.
_YEAR = re.compile(r"(?:19|20)\d\d\b|['’‘`´]\s?\d\d\b")
_MARK = re.compile(r"@|://|:[a-z_]+:")


def may_be(text: str) -> bool:
    """Return whether a text before a title may be the paper's short name: no venue, no label."""
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and any(char.isupper() or char.isdigit() or not char.isascii() for char in text)
        # `[01/22] [T](u)`: the day of a year that a heading names.
        and any(char.isalpha() for char in text)
        and not _YEAR.search(text)
        and not _MARK.search(text)
        # `[💬 Odd Words] T`: a picture marks a label of the list's own.
        and not edges.strip_decoration(text, 0, len(text))
        and venues.find(text) is None
        and (not phrases.is_note_word(text) or not text[1:].islower())
        and not phrases.is_generic(text)
    )
