"""Exporting papers: what is chosen, in which order, with the frame that the format wants."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from aiev.domain.knowledge import Outline, Paper
from aiev.domain.paper_json import Json
from aiev.exporters.exporter import Exporter, ExportRequest, FolderExporter, FolderFile
from aiev.query.filters import Filters
from aiev.services import chosen_names
from aiev.services.advice import Advice
from aiev.services.search import select
from aiev.store import organization_keys
from aiev.store.backup import reader as backup_reader
from aiev.store.outline import outline
from aiev.store.reader import Reader
from aiev.store.search import Sort

Tell = Callable[[Advice], None]
"""Takes what is to be told of the query."""


class _Papers:
    """The chosen papers, read anew at each iteration, so that none need stay in memory."""

    def __init__(self, reader: Reader, ids: tuple[int, ...]) -> None:
        self._reader, self._ids = reader, ids

    def __iter__(self) -> Iterator[Paper]:
        return self._reader.iter_papers(self._ids)


def export(
    reader: Reader,
    exporter: Exporter,
    request: ExportRequest,
    *,
    text: str,
    filters: Filters,
    sort: Sort | None,
    today: date,
    tell: Tell,
) -> Iterator[str]:
    """Yield the document; all papers without words and filters, in the order of their rows.

    Raises QueryError and UsageError as search does.
    """
    is_filtered = _is_filtered(text, filters)
    if sort is None and exporter.newest is not None:
        ids = _chosen(reader, text, filters, sort="date", today=today, tell=tell)
        ids = ids[: exporter.newest]
    else:
        ids = _chosen(reader, text, filters, sort=sort, today=today, tell=tell)
    named = chosen_names.find(reader, text, filters, today=today)
    request = replace(
        request,
        is_filtered=is_filtered,
        topics=named.topics,
        organizations=named.organizations,
    )
    if exporter.needs_outline:
        request = replace(request, outline=_frame(reader, filters))
    if exporter.needs_names:
        request = replace(request, organization_keys=organization_keys.by_key(reader.connection))
    if exporter.is_backup:
        # One view of the database from the first record to the last, whoever writes meanwhile.
        reader.connection.execute("begin")
        if sort is None:
            ids = backup_reader.ids_by_identity(reader, ids if is_filtered else None)
        request = replace(
            request,
            records=_records(reader, text, filters),
            provenance=backup_reader.Provenance(reader, ids),
        )
    return exporter.render(_Papers(reader, ids), request)


def export_folder(
    reader: Reader,
    exporter: FolderExporter,
    request: ExportRequest,
    *,
    text: str,
    filters: Filters,
    sort: Sort | None,
    today: date,
    tell: Tell,
) -> Iterator[FolderFile]:
    """Yield the files of a folder; what goes into them is chosen as for a document."""
    if sort is None and exporter.is_newest_first:
        sort = "date"
    ids = _chosen(reader, text, filters, sort=sort, today=today, tell=tell)
    return exporter.render(
        _Papers(reader, ids),
        replace(
            request,
            outline=_frame(reader, filters),
            is_filtered=_is_filtered(text, filters),
            organization_keys=organization_keys.by_key(reader.connection),
        ),
    )


def _is_filtered(text: str, filters: Filters) -> bool:
    return bool(text.strip()) or filters != Filters()


def _chosen(
    reader: Reader, text: str, filters: Filters, *, sort: Sort | None, today: date, tell: Tell
) -> tuple[int, ...]:
    if not _is_filtered(text, filters) and sort is None:
        return reader.all_ids()
    found = select(reader, text, filters=filters, sort=sort or "relevance", today=today)
    tell(found.advice)
    return found.ids


def _frame(reader: Reader, filters: Filters) -> Outline:
    frame = outline(reader)
    return tuple(one for one in frame if not filters.lists or one.name in filters.lists)


def _records(reader: Reader, text: str, filters: Filters) -> Iterator[Json]:
    """Answer what goes before the papers: all of it, these lists, or nothing for a choice."""
    if not _is_filtered(text, filters):
        return backup_reader.records(reader)
    if filters.lists and not text.strip() and filters == Filters(lists=filters.lists):
        return backup_reader.records(reader, lists=filters.lists)
    return iter(())
