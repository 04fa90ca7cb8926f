"""Papers that several of the lists at hand hold: for whoever keeps a list in several files."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from aiev.domain import paper
from aiev.domain.finding import Finding
from aiev.domain.paper import TOPIC_SEPARATOR, Kind
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.services.checks import checked, new_findings
from aiev.services.checks.checked import Checked, ListFinding
from aiev.store.reading import entry_keys
from aiev.value import replace, value


def _is_old(_entry: ListedEntry) -> bool:
    return True


@value
class Compared:
    """A list under the name that the user gave it.

    Where only new findings are asked for, `earlier` is the version before and `is_old` says which
    entries stood in it.
    """

    name: str
    parsed: ParsedList
    earlier: ParsedList | None = None
    is_old: Callable[[ListedEntry], bool] = _is_old


def with_findings(
    found: Checked, lists: Sequence[Compared], *, off: Collection[str], is_new: bool = False
) -> Checked:
    """Return what was found, and what the lists hold among them twice, by list and line.

    With `is_new` only what is new; the rest is counted as old.
    """
    told = _told(lists, off=off)
    old = 0
    if is_new:
        before = _told([_before(one) for one in lists], off=off)
        new = {
            one.name: [*new_findings.only_new(told[one.name], before[one.name])] for one in lists
        }
        old = sum(len(told[name]) - len(new[name]) for name in new)
        told = new
    findings: list[ListFinding] = []
    for name, _ in found.links:
        own = [*(each for each in found.findings if each.list == name), *told.get(name, ())]
        findings += sorted(own, key=lambda each: each.finding.line)
    return replace(found, findings=tuple(findings), old=found.old + old)


def _before(one: Compared) -> Compared:
    return Compared(one.name, one.earlier if one.earlier is not None else one.parsed)


def _told(lists: Sequence[Compared], *, off: Collection[str]) -> dict[str, list[ListFinding]]:
    found = _find(lists)
    return {
        one.name: checked.of_list(one.name, one.parsed, found[at], off=off)
        for at, one in enumerate(lists)
    }


def _find(lists: Sequence[Compared]) -> dict[int, list[Finding]]:
    """Return the findings of each list: one for each list beyond the first that holds a paper.

    The first is one where the paper is old, so that the finding is at what was added.
    """
    entries = [(at, entry) for at, one in enumerate(lists) for entry in one.parsed.entries]
    works: dict[str, dict[int, list[ListedEntry]]] = defaultdict(lambda: defaultdict(list))
    for (at, entry), identity in zip(
        entries, entry_keys.identities([entry for _, entry in entries]), strict=True
    ):
        if paper.kind(entry.arxiv_id, entry.url) != Kind.PLACEHOLDER:
            works[identity][at].append(entry)
    found: dict[int, list[Finding]] = defaultdict(list)
    for places in works.values():
        # The new entry of a list that had it already is that list's own affair.
        old = {at: any(map(lists[at].is_old, each)) for at, each in places.items()}
        first, *others = sorted(places, key=lambda at: (not old[at], at))
        there = places[first][0]
        topic = TOPIC_SEPARATOR.join(there.topic) or "no topic"
        for at in others:
            here = places[at][0]
            name = here.arxiv_id.value if here.arxiv_id is not None else here.url
            message = f"{name} stands in {lists[first].name}:{there.line} too ({topic})"
            found[at].append(Finding(here.line, "in-several-lists", message))
    return found
