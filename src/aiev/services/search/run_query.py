"""Running a query on the knowledge base: text and filters in, ranked papers out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from aiev.domain.knowledge import Paper
from aiev.errors import UsageError
from aiev.query import plan
from aiev.query.filters import Filters
from aiev.query.highlights import Highlighter, Snippet, Span
from aiev.query.rank import Part, Score
from aiev.query.tree import OneOf, leaves, render
from aiev.services.search.advice import NO_ADVICE, Advice
from aiev.services.search.question import Question, understand
from aiev.store.reading import search as store
from aiev.store.reading import search_lookup
from aiev.store.reading.reader import Reader
from aiev.store.reading.search import Order, Ranked, Sort
from aiev.value import value

NO_FILTERS = Filters()


@value
class Hit:
    """A paper that was found; `score` is None where the order is not by relevance.

    `lacks` are the words of the query that it has not: none but for one that only comes close.
    """

    paper: Paper
    score: float | None = None
    snippet: Snippet | None = None
    title_marks: tuple[Span, ...] = ()
    lacks: tuple[str, ...] = ()
    told: Score | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the score is made of."""
        return self.told.parts if self.told is not None else ()


@value
class SearchResult:
    """One page of what was found.

    `matched` papers have all words; where `is_total_exact` is false there are more than that.
    `close` ones lack a word, and are among the hits where `has_close`. `parsed` and `plan` say how
    the query was understood and answered.
    """

    query: str
    matched: int
    hits: tuple[Hit, ...]
    close: int = 0
    has_close: bool = False
    is_total_exact: bool = True
    advice: Advice = NO_ADVICE
    parsed: str = ""
    plan: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many papers all pages have."""
        return self.matched + (self.close if self.has_close else 0)


@value
class Selection:
    """The numbers of all papers of a query, in order, and what to tell of it."""

    ids: tuple[int, ...]
    advice: Advice = NO_ADVICE


_UNRANKED = Ranked((), {}, frozenset(), None, ())


def search(
    reader: Reader,
    text: str,
    *,
    filters: Filters = NO_FILTERS,
    sort: Sort = "relevance",
    limit: int = 20,
    offset: int = 0,
    is_reversed: bool = False,
    has_close: bool | None = True,
    is_marked: bool = True,
    is_counted: bool = False,
    today: date,
) -> SearchResult:
    """Return the page of hits from `offset`; without words to rank by, newest first.

    Papers that lack a word stand among them by their score, and not at all without `has_close`;
    with None they are given where no paper has all words. With `is_reversed` an order by date,
    title or citations is turned round. Without `is_marked` the hits have no snippets and no marks,
    which only people need. With `is_counted` the count is exact, however long counting takes.

    Raises QueryError for text and UsageError for filters that cannot be read, and for an order by
    relevance turned round.
    """
    question = understand(reader, text, filters=filters, today=today, is_bounded=True)
    connection, condition = reader.connection, question.condition
    if sort == "relevance" and condition.match is not None:
        if is_reversed:
            raise UsageError(
                "what is ranked has no other end",
                hint="--reverse goes with --sort date, title or citations",
            )
        ranked = _rank(reader, question)
        whole = _count(reader, question, ranked)
        has_close = bool(ranked.partial) and (not whole if has_close is None else has_close)
        ids = store.everything(connection, condition, ranked, has_close=has_close)
        ids = islice(ids, offset, offset + limit)
        if is_counted and whole > plan.COUNTED_UP_TO:
            whole = search_lookup.count(connection, condition)
    else:
        ranked, has_close = _UNRANKED, False
        ids = _in_order(reader, question, sort, is_reversed=is_reversed, limit=limit, offset=offset)
        whole = search_lookup.count(connection, condition)
    is_exact = is_counted or ranked is _UNRANKED or whole <= plan.COUNTED_UP_TO
    return SearchResult(
        text,
        whole if is_exact else plan.COUNTED_UP_TO,
        _hits(reader, question, tuple(ids), ranked, is_marked=is_marked),
        close=len(ranked.partial),
        has_close=has_close,
        is_total_exact=is_exact,
        advice=_advise(reader, question, whole=whole, partial=len(ranked.partial)),
        parsed=render(question.tree),
        plan=ranked.plan,
    )


def select(
    reader: Reader,
    text: str,
    *,
    filters: Filters = NO_FILTERS,
    sort: Sort = "relevance",
    today: date,
) -> Selection:
    """Return all papers that have all that is asked for.

    Raises as `search` does.
    """
    question = understand(reader, text, filters=filters, today=today, is_bounded=False)
    if sort != "relevance" or question.condition.match is None:
        ids = tuple(_in_order(reader, question, sort))
    else:
        ranked = _rank(reader, question)
        ids = tuple(
            store.everything(reader.connection, question.condition, ranked, has_close=False)
        )
    return Selection(ids, _advise(reader, question, whole=len(ids)))


def everything(reader: Reader, text: str, *, today: date) -> Selection:
    """Return the papers of all pages of `search` in its order, and its corrections.

    The papers have all words; where none has, they are those that come close.

    Raises as `search` does.
    """
    question = understand(reader, text, filters=NO_FILTERS, today=today, is_bounded=True)
    if question.condition.match is None:
        ids = tuple(_in_order(reader, question, "date"))
    else:
        ranked = _rank(reader, question)
        has_close = not _count(reader, question, ranked)
        found = store.everything(reader.connection, question.condition, ranked, has_close=has_close)
        ids = tuple(found)
    return Selection(ids, Advice(question.corrections, question.suggestions))


def _rank(reader: Reader, question: Question) -> Ranked:
    return store.rank(
        reader.connection, question.tree, written=question.words, named=question.named
    )


def _count(reader: Reader, question: Question, ranked: Ranked) -> int:
    if ranked.whole is not None:
        return ranked.whole
    return search_lookup.count(reader.connection, question.condition, limit=plan.COUNTED_UP_TO + 1)


def _advise(reader: Reader, question: Question, *, whole: int, partial: int = 0) -> Advice:
    if whole and not any(isinstance(leaf, OneOf) for leaf in leaves(question.tree)):
        return Advice(question.corrections, question.suggestions)
    # What looks for names like those of a query is not loaded where all is well.
    from aiev.services.search.advising import advise  # noqa: PLC0415

    return advise(
        reader,
        question.written,
        question.tree,
        corrections=question.corrections,
        suggestions=question.suggestions,
        whole=whole,
        partial=partial,
    )


def _in_order(
    reader: Reader,
    question: Question,
    sort: Sort,
    *,
    is_reversed: bool = False,
    limit: int = -1,
    offset: int = 0,
) -> Iterator[int]:
    order: Order = "date" if sort == "relevance" else sort
    return store.in_order(
        reader.connection,
        question.condition,
        order,
        is_reversed=is_reversed,
        limit=limit,
        offset=offset,
    )


def _hits(
    reader: Reader,
    question: Question,
    ids: tuple[int, ...],
    ranked: Ranked,
    *,
    is_marked: bool,
) -> tuple[Hit, ...]:
    highlighter = Highlighter(question.concepts) if is_marked else None
    count = len(question.concepts)
    return tuple(_hit(paper, highlighter, ranked, concepts=count) for paper in reader.papers(ids))


def _hit(paper: Paper, highlighter: Highlighter | None, ranked: Ranked, *, concepts: int) -> Hit:
    score = ranked.scores.get(paper.id)
    snippet = highlighter.snippet(paper.abstract or "") if highlighter else None
    marks = highlighter.spans(paper.title) if highlighter else ()
    if score is None:
        return Hit(paper, None, snippet, marks)
    lacks = _lacking(score, concepts) if paper.id in ranked.partial else ()
    return Hit(paper, score.total, snippet, marks, lacks, score)


def _lacking(score: Score, concepts: int) -> tuple[str, ...]:
    """Return the words that add nothing to a score, whose first parts are those of the concepts."""
    return tuple(part.text for part in score.parts[:concepts] if not part.score)
