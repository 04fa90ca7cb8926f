"""The records of one file that are of one work, made one: a preprint and its published form."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from aiev.domain import title_likeness, work_likeness
from aiev.domain.finding import Finding
from aiev.domain.work_record import WorkRecord

Identities = Callable[[WorkRecord], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The works of a file, each once, in the order of their first records; and what was found."""

    records: tuple[WorkRecord, ...]
    findings: tuple[Finding, ...]
    repeated: int


def grouped(records: Iterable[WorkRecord], identities: Identities) -> Grouped:
    """Return the works of these records; what one leaves out, the next one of the work fills in.

    Records are of one work by an id, a DOI or an address under titles that do not contradict, or
    by title, authors and year.
    """
    found: list[WorkRecord] = []
    findings: list[Finding] = []
    by_identity: dict[str, list[int]] = {}
    by_title: dict[str, list[int]] = {}
    repeated = 0
    for record in records:
        key = title_likeness.key(record.title or "")
        own = identities(record)
        at = _same(record, own, found, by_identity, findings)
        if at is None:
            at = next((n for n in by_title.get(key, ()) if _agree(record, found[n])), None)
        if at is None:
            at = len(found)
            found.append(record)
        else:
            repeated += 1
            told = f"the same work as on line {found[at].line}: {record.title or own[0]}"
            findings.append(Finding(record.line, "repeated-entry", told))
            found[at] = combined(found[at], record)
        for identity in own:
            places = by_identity.setdefault(identity, [])
            if at not in places:
                places.append(at)
        if work_likeness.is_found_by_title(record.title, record.authors):
            places = by_title.setdefault(key, [])
            if at not in places:
                places.append(at)
    return Grouped(tuple(found), tuple(findings), repeated)


def combined(first: WorkRecord, second: WorkRecord) -> WorkRecord:
    """Return what both say of one work: the first where both speak; every key, word and file."""
    is_named_twice = second.key is not None and first.key not in (None, second.key)
    own_key = (("citation key", second.key),) if is_named_twice and second.key else ()
    gaps = {
        name: getattr(first, name) or getattr(second, name)
        for name in (
            *("title", "authors", "date", "arxiv_id", "category", "doi", "url", "abstract"),
            *("publisher", "key", "reference"),
        )
    }
    named = first if first.authors else second
    # Parts of two references would make a third one.
    where = second if second.is_published and not first.is_published else first
    return replace(
        first,
        **gaps,
        name_parts=named.name_parts,
        has_more_authors=named.has_more_authors,
        tex_abstract=first.tex_abstract if first.abstract else second.tex_abstract,
        tex_title=first.tex_title if first.title else second.tex_title,
        type=where.type or first.type or second.type,
        container=where.container,
        volume=where.volume,
        number=where.number,
        pages=where.pages,
        keywords=_both(first.keywords, second.keywords),
        groups=_both(first.groups, second.groups),
        notes=_both(first.notes, second.notes),
        files=_both(first.files, second.files),
        is_withdrawn=first.is_withdrawn or second.is_withdrawn,
        more=tuple(dict.fromkeys((*first.more, *own_key, *second.more))),
    )


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _same(
    record: WorkRecord,
    identities: Sequence[str],
    found: Sequence[WorkRecord],
    by_identity: dict[str, list[int]],
    findings: list[Finding],
) -> int | None:
    for identity in identities:
        for at in by_identity.get(identity, ()):
            other = found[at]
            if _ids_contradict(record, other):
                continue
            is_unlike = (
                record.title
                and other.title
                and title_likeness.contradict(record.title, other.title)
            )
            if not is_unlike:
                return at
            is_id = identity.startswith(("arxiv:", "url:doi.org/"))
            shown = identity.partition(":")[2]
            told = f"{shown} is “{other.title}” on line {other.line} and “{record.title}” here"
            code = "unlike-titles" if is_id else "shared-address"
            findings.append(Finding(record.line, code, told))
            if is_id:
                return at
    return None


def _agree(record: WorkRecord, other: WorkRecord) -> bool:
    years = [one.date.year if one.date else None for one in (record, other)]
    return (
        not _ids_contradict(record, other)
        and work_likeness.authors_agree(record.authors, other.authors)
        and work_likeness.years_agree(*years, is_preprint=bool(record.arxiv_id or other.arxiv_id))
    )


def _ids_contradict(record: WorkRecord, other: WorkRecord) -> bool:
    if record.arxiv_id and other.arxiv_id and record.arxiv_id.value != other.arxiv_id.value:
        return True
    return bool(record.doi and other.doi and record.doi.lower() != other.doi.lower())
