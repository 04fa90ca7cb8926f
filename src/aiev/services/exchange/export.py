"""Exporting papers: which, in which order, and with what else the format needs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from aiev import value as values
from aiev.domain.knowledge import Outline, Paper
from aiev.errors import NotFoundError
from aiev.exporters.bibliography.key_pattern import KeyPattern
from aiev.exporters.exporter import Exporter, ExportRequest, FolderExporter, FolderFile
from aiev.query import syntax
from aiev.query.filters import Filters
from aiev.query.tree import And, Name, Node, OneOf, Or, conjunction, disjunction
from aiev.services.exchange import cite
from aiev.services.search.advice import Advice
from aiev.services.search.nearest import Nearest
from aiev.services.search.run_query import select
from aiev.store.reading import catalog, name_lookup, organization_names, search_lookup
from aiev.store.reading.reader import Reader
from aiev.store.reading.search import Sort
from aiev.value import value

Tell = Callable[[Advice], None]
"""Is called with what the user should be told about the query."""

Progress = Callable[[int, float], None]
"""Is called with how many papers are done, and their share of all, from 0 to 1."""

_TOLD_EVERY = 100
_SIMILAR = 5

_T = TypeVar("_T")


@value
class Choice:
    """Which papers are exported, and in which order: without `sort`, in the format's own.

    `limit` takes the first of them; where the format has no order, the best or the newest.
    With `is_strict`, a topic or organization that does not exist is an error and not an empty
    export, which might be written over a good file. With `cited` only these papers are meant, by
    their ids, each under the citation key that goes with it, or with `has_all` all and these under
    their keys; `key_pattern` makes all other keys.
    """

    text: str
    filters: Filters
    sort: Sort | None
    today: date
    limit: int | None = None
    is_strict: bool = False
    cited: Mapping[int, str] | None = None
    has_all: bool = False
    key_pattern: KeyPattern | None = None

    @property
    def is_all(self) -> bool:
        """Whether no word, no filter and no limit leaves papers out."""
        return not self.text.strip() and self.filters == Filters() and self.limit is None


@value
class _NamedParts:
    """The topics (whole paths) and organizations that an export was asked for, if any."""

    topics: frozenset[str]
    organizations: frozenset[str]


class _Papers:
    """The chosen papers, read anew at each iteration, so that none need stay in memory."""

    def __init__(
        self,
        reader: Reader,
        ids: tuple[int, ...],
        progress: Progress,
        *,
        readings: int,
        lists: tuple[str, ...] = (),
    ) -> None:
        self._reader, self._ids, self._progress, self._lists = reader, ids, progress, lists
        self._readings = readings
        self._before = 0

    def __iter__(self) -> Iterator[Paper]:
        for paper in self.told(self._reader.iter_papers(self._ids)):
            yield _of_lists(paper, self._lists) if self._lists else paper

    def told(self, each: Iterable[_T]) -> Iterator[_T]:
        """Yield what is worked out for each paper, and tell how far all of the work is."""
        for number, one in enumerate(each, self._before):
            if not number % _TOLD_EVERY:
                done = number / self._readings
                self._progress(int(done), done / len(self._ids))
            yield one
        self._before += len(self._ids)


def export(
    reader: Reader,
    exporter: Exporter,
    request: ExportRequest,
    choice: Choice,
    *,
    tell: Tell,
    progress: Progress,
    count: Callable[[int], None] = lambda _: None,
) -> Iterator[str]:
    """Yield the document; all papers without words and filters, in the order of their rows.

    `count` is told of how many papers it is.

    Raises QueryError and UsageError as search does, NotFoundError as the choice wants.
    """
    lists = _lists(reader, choice.filters)
    named = _named(reader, choice.text, choice.filters, today=choice.today)
    request = replace(
        request,
        is_filtered=not choice.is_all,
        question=_question(choice),
        today=request.today or choice.today,
        topics=named.topics,
        organizations=named.organizations,
    )
    is_added = exporter.tells_added and not request.is_by_issued and choice.sort is None
    if is_added:
        ids = _chosen(reader, values.replace(choice, limit=None), tell, usual=None)
        ids = catalog.last_added(reader, ids)[: choice.limit]
    else:
        ids = _chosen(reader, choice, tell, usual="date" if exporter.newest is not None else None)
    if choice.sort is None:
        ids = ids[: exporter.newest]
    if exporter.needs_outline:
        request = replace(request, outline=_frame(reader, lists))
    if exporter.needs_names:
        request = replace(
            request,
            organization_keys=organization_names.by_key(reader.connection),
            compounds=search_lookup.compounds(reader.connection),
        )
    if exporter.needs_keys:
        # All is read from one state of the database, even if somebody writes to it meanwhile.
        reader.connection.execute("begin")
        if choice.cited is not None and not choice.has_all:
            ids = tuple([one for one in ids if one in choice.cited])
        keys = cite.citation_keys(reader, ids, choice.key_pattern)
        request = replace(request, citation_keys={**keys, **choice.cited} if choice.cited else keys)
    count(len(ids))
    readings = (2 if exporter.reads_twice else 1) + 2 * exporter.needs_similar
    papers = _Papers(reader, ids, progress, readings=readings, lists=lists)
    if exporter.needs_similar:
        request = replace(request, similar=_similar(papers))
    return exporter.render(papers, request)


def export_folder(
    reader: Reader,
    exporter: FolderExporter,
    request: ExportRequest,
    choice: Choice,
    *,
    tell: Tell,
    progress: Progress,
    count: Callable[[int], None] = lambda _: None,
) -> Iterator[FolderFile]:
    """Yield the files of a folder; what goes into them is chosen as for a document."""
    lists = _lists(reader, choice.filters)
    ids = _chosen(reader, choice, tell, usual="date" if exporter.is_newest_first else None)
    count(len(ids))
    # As for a document, keys and papers are read from one state of the database.
    reader.connection.execute("begin")
    readings = 2 + 2 * exporter.needs_similar
    papers = _Papers(reader, ids, progress, readings=readings, lists=lists)
    return exporter.render(
        papers,
        replace(
            request,
            similar=_similar(papers) if exporter.needs_similar else {},
            today=request.today or choice.today,
            outline=_frame(reader, lists),
            is_filtered=not choice.is_all,
            organization_keys=organization_names.by_key(reader.connection),
            compounds=search_lookup.compounds(reader.connection),
            citation_keys=cite.citation_keys(reader, ids) if exporter.needs_keys else None,
        ),
    )


def _similar(papers: _Papers) -> dict[int, tuple[int, ...]]:
    nearest = Nearest()
    for paper in papers:
        nearest.add(paper)
    return dict(papers.told(nearest.to_each(_SIMILAR)))


def _of_lists(paper: Paper, lists: tuple[str, ...]) -> Paper:
    """Return the paper as these lists have it, without what others say of it."""
    entries = tuple(entry for entry in paper.entries if entry.list in lists)
    here = {entry.topic for entry in entries}
    elsewhere = {entry.topic for entry in paper.entries} - here
    topics = tuple(topic for topic in paper.topics if topic not in elsewhere)
    return values.replace(paper, entries=entries, topics=topics)


def _named(reader: Reader, text: str, filters: Filters, *, today: date) -> _NamedParts:
    """Return the topics and organizations that words and filters name, but not those left out."""
    tree = conjunction((syntax.parse(text, today=today), filters.tree(today=today)))
    named = tuple(_iter_named(_known(reader, tree)))
    return _NamedParts(
        *(
            frozenset(name for one in named if one.field == field for name in one.values)
            for field in ("topic", "org")
        )
    )


def _iter_named(node: Node) -> Iterator[OneOf]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _iter_named(part)
    elif isinstance(node, OneOf):
        yield node


def _chosen(reader: Reader, choice: Choice, tell: Tell, *, usual: Sort | None) -> tuple[int, ...]:
    sort = choice.sort or usual
    if choice.is_all and sort is None:
        return reader.all_ids()
    found = select(
        reader,
        choice.text,
        filters=choice.filters,
        sort=sort or "relevance",
        today=choice.today,
    )
    tell(found.advice)
    if choice.is_strict and not found.ids and found.advice.unknown_names:
        raise NotFoundError("nothing is written, as no paper is meant")
    return found.ids[: choice.limit]


def _question(choice: Choice) -> str:
    """Return the words and filters in a form that stays the same, whatever their order."""
    plain = Filters()
    given = [
        f"{name}={sorted(value) if isinstance(value, tuple) else value}"
        for name in sorted(Filters.__annotations__)
        if (value := getattr(choice.filters, name)) != getattr(plain, name)
    ]
    return "; ".join([" ".join(choice.text.split()), *given])


def _lists(reader: Reader, filters: Filters) -> tuple[str, ...]:
    """Return the lists that the filters name, by their whole names."""
    tree = disjunction(tuple(Name("list", text) for text in filters.lists))
    return tuple(name for one in _iter_named(_known(reader, tree)) for name in one.values)


def _known(reader: Reader, tree: Node) -> Node:
    return name_lookup.resolve_names(reader.connection, tree)


def _frame(reader: Reader, lists: tuple[str, ...]) -> Outline:
    # Another's bytes of a list that is here too are kept beside it, without entries.
    held = {one.name for one in catalog.lists(reader) if one.entries}
    wanted = lists or held
    return tuple(one for one in catalog.outline(reader) if not wanted or one.name in wanted)
