"""What checking lists found: each finding with its list, its line and what it is about."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from aiev.domain.finding import CODES, LEVELS, Finding
from aiev.errors import UsageError
from aiev.markdown import source
from aiev.markdown.values import Links, ListedEntry, ParsedList
from aiev.value import value

ADDED_AGAIN = "repeated-entry"


@value
class ListFinding:
    """A finding of a list, which is named as the user named it: by its name or its file's path.

    `about` tells what it is about, at whatever line that stands: the arXiv id of the entry, else
    its address, else its label; outside of entries the words of the line. `text` is the line.
    """

    list: str
    finding: Finding
    about: str
    text: str


@value
class Unasked:
    """Of how many addresses nothing is known: papers at arXiv, and by the reason for each other."""

    at_arxiv: int
    reasons: tuple[tuple[str, int], ...]


@value
class Checked:
    """What was found, by list and line, and the account of the links of each list.

    Where only new findings are asked for, `old` counts the others and `unknown_before` names the
    lists of which no earlier version was there. Where addresses were asked, `unasked` counts those
    that gave no answer.
    """

    findings: tuple[ListFinding, ...]
    links: tuple[tuple[str, Links], ...]
    old: int = 0
    unknown_before: tuple[str, ...] = ()
    unasked: Unasked | None = None


def refuse_unknown_codes(off: Collection[str]) -> None:
    """Raise UsageError where the codes that are not wanted hold one that there is not."""
    strange = sorted(set(off) - set(CODES))
    if strange:
        raise UsageError(
            f"AIEV_CHECK_OFF names a code that there is not: {strange[0]}",
            hint=f"the codes are {', '.join(CODES)}",
        )


def of_list(
    name: str, parsed: ParsedList, findings: Iterable[Finding], *, off: Collection[str]
) -> list[ListFinding]:
    """Return the findings of one list in the order of its lines; codes in `off` are left out."""
    places = Places(parsed)
    ordered = sorted(set(findings), key=lambda f: (f.line, f.code, f.message))
    return [
        ListFinding(name, one, places.about(one), places.line(one.line))
        for one in ordered
        if one.code not in off
    ]


def from_level(found: Sequence[ListFinding], level: str) -> tuple[ListFinding, ...]:
    """Return the findings of this level and of the levels above it."""
    least = LEVELS.index(level)
    return tuple(one for one in found if LEVELS.index(one.finding.level) >= least)


def is_bad(found: Sequence[ListFinding], *, level: str | None, is_new: bool) -> bool:
    """Return whether a check has failed: by findings of this level, without one by warnings.

    Where only new findings are told, a paper that was added once more fails it too.
    """
    return bool(from_level(found, level or "warning")) or (
        is_new and level is None and any(one.finding.code == ADDED_AGAIN for one in found)
    )


def entry_name(entry: ListedEntry) -> str:
    """Return what an entry is known by: its arXiv id, else its address, else its label."""
    if entry.arxiv_id is not None:
        return f"arXiv:{entry.arxiv_id.value}"
    return entry.url or entry.label


class Places:
    """The lines of a list and the entries that stand in them."""

    def __init__(self, parsed: ParsedList) -> None:
        self._source = source.read(parsed.text)
        self._entries = sorted(parsed.entries, key=lambda entry: entry.span)
        self._starts = [entry.span[0] for entry in self._entries]
        self._by_line: dict[int, list[ListedEntry]] = defaultdict(list)
        for entry in self._entries:
            self._by_line[entry.line].append(entry)

    def line(self, number: int) -> str:
        """Return a line without its end; empty for one that the list does not have."""
        starts = self._source.line_starts
        if not 1 <= number <= len(starts):
            return ""
        start = starts[number - 1]
        return self._source.text[start : self._source.line_end(start)]

    def about(self, finding: Finding) -> str:
        """Return what a finding is about; of several entries in its line, those that it names."""
        here = self._by_line.get(finding.line) or self._around(finding.line)
        named = [entry for entry in here if entry.label in finding.message]
        if not here:
            return " ".join(self.line(finding.line).split())
        return " | ".join(dict.fromkeys(map(entry_name, named or here)))

    def _around(self, number: int) -> list[ListedEntry]:
        """Return the entry that began in an earlier line and goes on in this one."""
        if not 1 <= number <= len(self._source.line_starts):
            return []
        start = self._source.line_starts[number - 1]
        at = bisect_right(self._starts, start) - 1
        is_within = at >= 0 and start < self._entries[at].span[1]
        return [self._entries[at]] if is_within else []
