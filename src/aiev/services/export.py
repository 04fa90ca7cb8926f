"""Exporting papers: what is chosen, in which order, with the frame that the format wants."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.query.filters import Filters
from aiev.services.search import select
from aiev.store.outline import outline
from aiev.store.reader import Reader
from aiev.store.search import Sort


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
) -> Iterator[str]:
    """Yield the document; all papers without words and filters, in the order of their rows.

    Raises QueryError and UsageError as search does.
    """
    is_filtered = bool(text.strip()) or filters != Filters()
    if is_filtered or sort is not None:
        ids = select(reader, text, filters=filters, sort=sort or "relevance", today=today)
    else:
        ids = reader.all_ids()
    frame = outline(reader) if exporter.needs_outline else ()
    if exporter.needs_outline and filters.lists:
        frame = tuple(one for one in frame if one.name in filters.lists)
    return exporter.render(
        _Papers(reader, ids), replace(request, outline=frame, is_filtered=is_filtered)
    )
