"""What a list has in one place of its entries: a word there is what its neighbours are.

`*QRZ*` names a venue where all others have `*ICML*` and `*arXiv*` there, and nobody's name where
they have `*Ada Bee*`. The list itself tells so by what is known of it, whatever its form.
"""

from collections import Counter
from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.markdown.reading.details import Candidate, Details
from aiev.markdown.reading.place_log import WITH_YEAR, YEAR
from aiev.markdown.reading.words import affiliations, author_names, phrases, venues

_FEWEST, _SHARE = 5, 3
_BETWEEN_NAMES = re.compile(r", | and | & ")
_FULL_YEAR = 4


def settle(entries: Sequence[Details]) -> None:
    """Take words for the venue or the authors where that stands in their place nearly always.

    Three of four that stand there are known to be such, and five at least.
    """
    told = Counter(pair for details in entries for pair in {*details.told})
    total = Counter[str]()
    for (place, _), count in told.items():
        total[place] += count
    habits = {
        (kind, place)
        for (place, kind), known in told.items()
        if known >= _FEWEST
        # Hardly anything but a venue has a year beside it.
        and known >= (1 if place.endswith(WITH_YEAR) else _SHARE) * (total[place] - known)
    }
    places = {place for _, place in habits}
    for details in entries:
        if not any(candidate.place in places for candidate in details.candidates):
            details.candidates.clear()
            continue
        taken = set()
        # In a place for names behind a title `Ada Bee` is likelier to be somebody's than a venue's.
        for candidate in sorted(details.candidates, key=lambda one: one.kind):
            if (
                (candidate.kind, candidate.place) in habits
                and candidate.span not in taken
                and may_be(candidate, details)
                and details.take_candidate(candidate, year=_year(candidate))
            ):
                taken.add(candidate.span)
        details.candidates.clear()


def may_be(candidate: Candidate, details: Details) -> bool:
    """Return whether words have the form of what their place may tell that they are."""
    text = candidate.text
    if candidate.kind == "authors":
        names = _BETWEEN_NAMES.split(text.removesuffix(", others"))
        return author_names.may_be(text) and not any(_is_word(name, details) for name in names)
    name = YEAR.sub("", text).strip(" ,-")
    is_name = venues.may_be(text) or (name != text and venues.may_be(name))
    return bool(name) and is_name and not _is_word(name, details)


def _year(candidate: Candidate) -> int | None:
    found = YEAR.search(candidate.text)
    if candidate.year is not None or found is None:
        return candidate.year
    digits = "".join(char for char in found.group() if char.isdigit())
    return int(digits) if len(digits) == _FULL_YEAR else 2000 + int(digits)


def _is_word(text: str, details: Details) -> bool:
    """Return whether a text is a word of lists or a known organization, and no name of else."""
    return (
        phrases.is_note_word(text)
        or phrases.is_generic(text)
        or affiliations.is_service(text)
        or details.is_organization(text)
        or partial_date.find_span(text) is not None
    )
