"""Titles in references: `Title. Authors. Venue Year`, `Authors. Title. Venue`, `Authors (2021). …`.

Or with commas alone: `Ada Bee, Cay Dee, Eva Eff, Title of Things, ICML, 2024`.

A dot alone ends no title (`Mixtral 8x7B. Technical report`): people must stand beside it.
"""

from itertools import islice, pairwise

from aiev import lazy_regex as re
from aiev.markdown.reading.words import author_names

_LONGEST, _FEW, _FEWEST_NAMES = 1500, 12, 3
_COMMA = re.compile(r",\s+")
_END = re.compile(r"[.?!;][\"”’)]?\s+(?=\S)")
_SHORTENED = re.compile(
    r"(?:\b[A-Z]|\b(?:vs|dr|mr|mrs|ms|st|no|vol|cf|fig|prof|jr|sr|inc|proc|conf|int|e\.g|i\.e|etc))\Z"
)
_YEAR_OF = re.compile(
    r"(?P<people>[^()\n]{3,300}?)[\s,.]*\(\s*(?:19|20)\d\d[a-z]?\s*\)\s*[.,:]?\s+(?=\S)"
)
_NEXT_TITLE = re.compile(r"[\s:.]*(?=[\"“”A-Z0-9])")
_YEAR_END = re.compile(r"[\s,.]+\(?(?:19|20)\d\d\)?[\s.]*\Z")


def find(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the title stands among several authors, venue and date; None if they do not."""
    dated = _YEAR_OF.match(text, start, end) if text.find("(", start, end) > start else None
    # `Tall Kites Outfly Gliders (2023) [Paper](u)` has no title behind its year: it is the title.
    is_before = dated is not None and any(map(str.isalpha, text[dated.end() : end]))
    if dated is not None and is_before and author_names.are_people(dated["people"], least=1):
        return dated.end(), _title_end(text, dated.end(), end)
    turned = author_names.find_turned_end(text, start, end)
    behind = _NEXT_TITLE.match(text, turned, end) if turned is not None else None
    if behind is not None and _title_end(text, behind.end(), end) < end:
        return behind.end(), _title_end(text, behind.end(), end)
    sentences = _sentences(text, start, end)
    listed = _after_people(text, start, end)
    if listed is not None:
        return listed, _title_end(text, listed, end)
    if len(sentences) < 2:
        return None
    if author_names.are_people(text[slice(*sentences[0])], least=2):
        begin = sentences[1][0]
        return begin, _title_end(text, begin, end)
    for before, sentence in pairwise(sentences):
        # `Title. Bee et al. 2022`
        if author_names.are_people(_YEAR_END.sub("", text[slice(*sentence)]), least=2):
            return start, before[1]
    return None


def _after_people(text: str, start: int, end: int) -> int | None:
    """Return where the title begins behind three names or more, commas between all of them.

    `Ada Bee, Cay Dee, and Eva Eff, Deep Scheduling of Things, ICML, 2024`
    """
    at, count = start, 0
    while (part := _COMMA.search(text, at, end)) is not None:
        name = text[at : part.start()].strip().removeprefix("and ")
        if not author_names.is_name(name) or not author_names.has_no_title_words(name):
            break
        at, count = part.end(), count + 1
    rest = text[at:end].lstrip()
    if rest.startswith("and "):
        # `Ada Bee, Cay Dee, and E. F. Hay`: the last of them.
        return None
    return at if count >= _FEWEST_NAMES and len(rest.split()) >= _FEWEST_NAMES else None


def find_doubtful(text: str, start: int, end: int) -> int | None:
    """Return where a title may end: before a sentence that could be its only author."""
    sentences = _sentences(text, start, end)
    for before, sentence in pairwise(sentences):
        if author_names.are_people(text[slice(*sentence)], least=1):
            return before[1]
    return None


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at full stops, question and exclamation marks, not at initials and shortened words."""
    end = min(end, start + _LONGEST)
    found, at = [], start
    for match in islice(_END.finditer(text, start, end), 4 * _FEW):
        stop = match.start()
        if text[stop] == "." and _SHORTENED.search(text, max(at, stop - 6), stop):
            continue
        if text[max(at, stop - 3) : stop] == " al" and not text[match.end()].isupper():
            continue
        # A question mark belongs to its sentence, a full stop does not.
        found.append((at, stop + (text[stop] in "?!")))
        at = match.end()
        if len(found) == _FEW:
            break
    found.append((at, end))
    return found


def _title_end(text: str, start: int, end: int) -> int:
    for _, stop in _sentences(text, start, end):
        if text[stop - 1 : stop] not in ("?", "!"):
            return stop
    return end
