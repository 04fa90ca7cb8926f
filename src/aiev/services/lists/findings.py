"""What is wrong or doubtful in a list beyond its markup: repeats, wrong links, organizations."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from aiev.domain import paper, partial_date
from aiev.domain.finding import Finding
from aiev.domain.organizations.directory import Directory
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.domain.title_likeness import contradict, is_nickname
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.store.reading import entry_keys
from aiev.value import value

# Time zones, and lists that give the day on which they saw a preprint.
_SLACK = timedelta(days=7)


@value
class Known:
    """What arXiv says of a paper."""

    title: str
    published: str | None


def find_all(
    parsed: ParsedList,
    directory: Directory,
    *,
    known: Mapping[str, Known] | None = None,
    is_old: Callable[[ListedEntry], bool] = lambda _entry: True,
) -> tuple[Finding, ...]:
    """Return all findings of a list in the order of its lines.

    `known` is what arXiv says of papers by their ids, as far as it was asked. Where two entries
    cannot both be right, the finding is at the one that is not old.
    """
    findings = {
        *parsed.findings,
        *_organizations(parsed, directory),
        *_repeats(parsed, known or {}, is_old),
        *_dates(parsed, known or {}),
    }
    findings |= set(_shared_addresses(parsed, is_old))
    return tuple(sorted(findings, key=lambda f: (f.line, f.code, f.message)))


def _organizations(parsed: ParsedList, directory: Directory) -> Iterator[Finding]:
    for entry in parsed.entries:
        if entry.organizations is None:
            continue
        for unknown in directory.resolve(entry.organizations).unknown:
            message = f"organization not known: {unknown.text}"
            if unknown.suggestions:
                message += f" (near: {', '.join(unknown.suggestions)})"
            yield Finding(entry.line, "unknown-organization", message)


def _repeats(
    parsed: ParsedList, known: Mapping[str, Known], is_old: Callable[[ListedEntry], bool]
) -> Iterator[Finding]:
    by_id: dict[str, list[ListedEntry]] = defaultdict(list)
    for entry in sorted(parsed.entries, key=lambda entry: not is_old(entry)):
        if entry.arxiv_id is not None:
            by_id[entry.arxiv_id.value].append(entry)
    for arxiv_id, entries in by_id.items():
        if len(entries) == 1:
            continue
        title = known[arxiv_id].title if arxiv_id in known else None
        wrong = odd_ones_out([entry.label for entry in entries], title)
        right = [entry for place, entry in enumerate(entries) if place not in wrong]
        for place in wrong:
            entry = entries[place]
            if right:
                other = f"“{right[0].label}” in line {right[0].line}"
            else:
                other = f"“{title}” at arXiv"
            yield Finding(
                entry.line,
                "unlike-titles",
                f"{arxiv_id} is called “{entry.label}” here and {other}",
            )
        for entry in right[1:]:
            yield Finding(
                entry.line,
                "repeated-entry",
                f"{arxiv_id} stands in line {right[0].line} too"
                f" ({TOPIC_SEPARATOR.join(right[0].topic) or 'no topic'})",
            )


def odd_ones_out(labels: Sequence[str], title: str | None) -> tuple[int, ...]:
    """Return the places of the labels that cannot be right for one paper.

    Those that contradict its title; where that is not known, those that contradict the label that
    most agree with, the first of several. A nickname contradicts nothing.
    """
    if title is None:
        agreeing = [sum(not contradict(one, other) for other in labels) for one in labels]
        named = [n if not is_nickname(labels[at]) else 0 for at, n in enumerate(agreeing)]
        title = labels[named.index(max(named))]
    return tuple(at for at, label in enumerate(labels) if contradict(label, title))


def _dates(parsed: ParsedList, known: Mapping[str, Known]) -> Iterator[Finding]:
    """Yield dates that precede the paper: by arXiv's own date, else by the month in its id."""
    for entry in parsed.entries:
        if entry.date is None or entry.arxiv_id is None or "date" not in entry.fields:
            continue
        # An id follows the announcement: 2407.06182 was sent in on 10 June.
        month = entry.arxiv_id.month().interval()[0]
        earliest = (month - timedelta(days=1)).replace(day=1)
        told = known.get(entry.arxiv_id.value)
        if told is not None and told.published is not None:
            earliest = min(earliest, partial_date.parse(told.published).interval()[0] - _SLACK)
        if entry.date.interval()[1] <= earliest:
            message = f"listed {entry.date}, before the month of arXiv:{entry.arxiv_id.value}"
            yield Finding(entry.line, "impossible-date", message)


def _shared_addresses(
    parsed: ParsedList, is_old: Callable[[ListedEntry], bool]
) -> Iterator[Finding]:
    """Yield a finding for each address that several works share, at the first that is not old."""
    works: dict[str, dict[str, ListedEntry]] = defaultdict(dict)
    for entry, identity in zip(parsed.entries, entry_keys.identities(parsed.entries), strict=True):
        works[paper.plain_identity(identity)].setdefault(identity, entry)
    for named in works.values():
        first, *others = sorted(named.values(), key=is_old)
        if others:
            lines = ", ".join(str(entry.line) for entry in others)
            yield Finding(
                first.line,
                "shared-address",
                f"{len(named)} works share one address, told apart by their titles"
                f" (lines {lines} too): {first.url}",
            )
