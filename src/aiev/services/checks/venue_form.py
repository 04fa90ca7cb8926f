"""The form in which a list writes venues: `ICLR 2025`, `ICLR'25`, or names in full."""

from collections import Counter
from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.domain.knowledge import Publication
from aiev.value import value

_DATED = re.compile(
    r"(?P<name>.*[^\W\d])(?P<between>[\s,]*['’‘`´]?\s*)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"
)
_CAPITALS = re.compile(r"[A-Z]\w*[A-Z]")
_LONGEST_ACRONYM, _LONGEST_WORD = 16, 10


@value
class _Form:
    """How a venue is written: with an acronym or in full, and what stands before its year.

    `digits` of the year are 4, 2, or 0 where none is written.
    """

    is_short: bool
    between: str
    digits: int


_USUAL = _Form(is_short=True, between=" ", digits=4)


def written(publication: Publication, venues: Sequence[str]) -> str | None:
    """Return where a paper appeared as the list writes it, which has these venues.

    What most of them do is done; a venue that stands there already is spelt so. None where only
    the DOI is known.
    """
    forms = [_form(text) for text in venues]
    form = max(forms, key=forms.count, default=_USUAL)
    full, short = publication.venue, publication.short_venue
    name = (short or full) if form.is_short else (full or short)
    if name is None:
        return None
    spelt = Counter(one for one in map(_name, venues) if one.casefold() == name.casefold())
    if spelt:
        name = spelt.most_common(1)[0][0]
    if publication.year is None or not form.digits:
        return name
    if form.is_short and not _is_acronym(name):
        # `Nature'24` is nobody's way to write a name in full.
        form = _USUAL
    return f"{name}{form.between}{publication.year % 10**form.digits:0{form.digits}}"


def _form(text: str) -> _Form:
    found = _DATED.match(text)
    between, digits = (found["between"], len(found["year"])) if found else (" ", 0)
    name = _name(text)
    is_word = len(name) <= _LONGEST_WORD and len(name.split()) == 1
    return _Form(is_word or _is_acronym(name), between, digits)


def _name(text: str) -> str:
    found = _DATED.match(text)
    return (found["name"] if found else text).strip()


def _is_acronym(name: str) -> bool:
    return len(name) <= _LONGEST_ACRONYM and _CAPITALS.search(name) is not None
