"""Where a paper appeared: as it is told, and the conference or journal without year and number."""

import re
from collections import Counter
from collections.abc import Mapping

from aiev.domain.knowledge import Paper
from aiev.exporters.plain_text import one_line

_YEAR_FIRST = re.compile(r"\A(?:the )?(?:19|20)\d\d\s+", re.IGNORECASE)
# From the first number on that is no part of a name, as in L4DC and 3DV: `OSDI'25`, `ICML 2025
# oral`, `Phys. Rev. B 79, 064520 (2009)`.
_NUMBERED = re.compile(r"[\s,;:(\[]*['’‘`´]?\s*(?<![A-Za-z\d-])\d.*", re.DOTALL)
# `Phys.Rev.D79` joins its letter and number.
_JOINED = re.compile(r"(?<=\.[A-Z])\d.*", re.DOTALL)
_TAIL = re.compile(
    r"[\s,;:.(\[–—'’‘`´-]*(?:\b(?:vol(?:ume)?|no|pp?|issue|pages?)\.?)?[\s,;:(\[–—'’‘`´-]*\Z",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[\W_]+")
_MANY = 300


def told(paper: Paper) -> tuple[str, ...]:
    """Return where the paper appeared, as lists and arXiv name it, else as a service does."""
    venues = [*(entry.venue for entry in paper.entries), paper.journal_ref]
    named = dict.fromkeys(filter(None, (one_line(text or "") for text in venues)))
    if not named and paper.published_in:
        named[one_line(paper.published_in)] = None
    return tuple(named)


def series(text: str) -> str:
    """Return what the venues of other years have in common with this one; empty for none."""
    name = _YEAR_FIRST.sub("", text, count=1)
    number = _NUMBERED.search(name, 1)
    name = _JOINED.sub("", name[: number.start()] if number else name)
    name = _TAIL.sub("", name)
    return name if _LETTERS.sub("", name) and not name.isdigit() else ""


def places(counted: Counter[str]) -> Mapping[str, int]:
    """Return the place of each series, the most frequent first; spellings of one share theirs.

    Of very many, those of one paper are no choice.
    """
    spelt: dict[str, Counter[str]] = {}
    for name, papers in counted.items():
        spelt.setdefault(key(name), Counter())[name] += papers
    groups = [(sum(names.values()), names.most_common(1)[0][0], names) for names in spelt.values()]
    if len(groups) > _MANY:
        groups = [group for group in groups if group[0] > 1]
    groups.sort(key=lambda group: (-group[0], group[1].casefold()))
    return {name: at for at, (_, _, names) in enumerate(groups) for name, _ in names.most_common()}


def key(name: str) -> str:
    """Return what spellings of one series share."""
    return _LETTERS.sub("", name).casefold()
