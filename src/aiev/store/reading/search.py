"""The queries of a search and its ranking: candidates from the index, then a score of each text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from aiev import json_text
from aiev.light_typing import Literal
from aiev.query import compile as compiler
from aiev.query.compile import Condition
from aiev.query.plan import COUNTED_UP_TO, ENOUGH, Step, concepts, few, lead, lighter, steps, words
from aiev.query.rank import WEIGHTS, Score, Scorer
from aiev.query.tree import Concept, Node
from aiev.store.reading import search_lookup
from aiev.value import value

Sort = Literal["relevance", "date", "title", "citations"]
Order = Literal["date", "title", "citations"]

_COLUMNS = ", ".join(WEIGHTS)
# Negative, so that the best come first. Sorted by SQLite: FTS5 keeps where the words of each paper
# stand while it sorts them by itself, and keeps all where few are wanted.
_BM25 = f"bm25(paper_fts, {', '.join(str(weight) for weight in WEIGHTS.values())})"
_CITED = "(select count from citation where citation.paper_id = paper.id)"
_ORDERS = {
    ("date", False): "paper.issued_low desc, paper.id desc",
    # What has no date is last in either order.
    ("date", True): "paper.issued_low is null, paper.issued_low, paper.id",
    ("title", False): "paper.title collate nocase, paper.id",
    ("title", True): "paper.title collate nocase desc, paper.id desc",
    # What is not counted is last in either order.
    ("citations", False): f"{_CITED} desc, paper.issued_low desc, paper.id desc",
    ("citations", True): f"{_CITED} is null, {_CITED}, paper.issued_low, paper.id",
}


def by_rank(
    connection: sqlite3.Connection, condition: Condition, *, limit: int = -1
) -> Iterator[int]:
    """Yield the papers that meet the condition, which asks for text, best first by bm25."""
    return (row[0] for row in _ranked(connection, condition, limit=limit))


def _ranked(connection: sqlite3.Connection, condition: Condition, *, limit: int) -> sqlite3.Cursor:
    """Return the papers with their scores by bm25, which are negative, best first."""
    joined, where = _joined(condition)
    return connection.execute(
        f"select paper_fts.rowid, {_BM25} as score from paper_fts {joined}"
        f" where paper_fts match ? {where} order by score, paper_fts.rowid limit ?",
        (condition.match, *condition.values, limit),
    )


def by_newest(connection: sqlite3.Connection, condition: Condition, *, limit: int) -> list[int]:
    """Return the papers that meet the condition, which asks for text, last added first."""
    return _by_number(connection, condition, "order by paper_fts.rowid desc", limit=limit)


def first_added(connection: sqlite3.Connection, condition: Condition, *, limit: int) -> list[int]:
    """Return the papers that meet the condition, which asks for text, first added first.

    The index has them in this order.
    """
    return _by_number(connection, condition, "", limit=limit)


def _by_number(
    connection: sqlite3.Connection, condition: Condition, order: str, *, limit: int
) -> list[int]:
    joined, where = _joined(condition)
    cursor = connection.execute(
        f"select paper_fts.rowid from paper_fts {joined}"
        f" where paper_fts match ? {where} {order} limit ?",
        (condition.match, *condition.values, limit),
    )
    return [row[0] for row in cursor.fetchall()]


def count_after(
    connection: sqlite3.Connection, condition: Condition, number: int, *, limit: int
) -> int:
    """Return how many papers after this one meet the condition, counting no further than `limit`.

    The condition asks for text; the index leaps to the paper.
    """
    joined, where = _joined(condition)
    row = connection.execute(
        f"select count(*) from (select 1 from paper_fts {joined}"
        f" where paper_fts match ? and paper_fts.rowid > ? {where} limit ?)",
        (condition.match, number, *condition.values, limit),
    ).fetchone()
    return int(row[0])


def in_order(
    connection: sqlite3.Connection,
    condition: Condition,
    sort: Order,
    *,
    is_reversed: bool = False,
    limit: int = -1,
    offset: int = 0,
) -> Iterator[int]:
    """Yield the papers that meet the condition, newest or most cited first, or by title.

    `is_reversed` turns the order round.
    """
    sql, values = search_lookup.where(condition)
    cursor = connection.execute(
        f"select paper.id from paper {sql} order by {_ORDERS[sort, is_reversed]} limit ? offset ?",
        (*values, limit, offset),
    )
    return (row[0] for row in cursor)


def meeting(
    connection: sqlite3.Connection, condition: Condition, ids: Sequence[int]
) -> frozenset[int]:
    """Return which of the papers meet the condition."""
    sql, values = search_lookup.where(condition)
    among = f"{sql or 'where 1'} and paper.id in (select value from json_each(?))"
    rows = connection.execute(
        f"select paper.id from paper {among}", (*values, json_text.dumps(list(ids)))
    )
    return frozenset(row[0] for row in rows)


def texts(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> list[tuple[int, str, tuple[str, ...]]]:
    """Return for each paper its number, first issued day and indexed columns, by number."""
    rows = connection.execute(
        f"select id, ifnull(issued_low, ''), {_COLUMNS} from paper"
        " where id in (select value from json_each(?)) order by id",
        (json_text.dumps(list(ids)),),
    )
    return [(row[0], row[1], tuple(text or "" for text in row[2:])) for row in rows]


def titles(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, tuple[str, ...]]]:
    """Return for each paper its number and its columns with nothing but the title in them."""
    rows = connection.execute(
        "select id, title from paper where id in (select value from json_each(?))",
        (json_text.dumps(list(ids)),),
    )
    others = ("",) * (len(WEIGHTS) - 1)
    return [(number, (title, *others)) for number, title in rows]


def _joined(condition: Condition) -> tuple[str, str]:
    # A cross join keeps this order: the index first, as it knows the few papers with the words.
    assert condition.match is not None, "only text has a rank"
    if condition.where is None:
        return "", ""
    return "cross join paper on paper.id = paper_fts.rowid", f"and {condition.where}"


def rare_below(papers: int) -> int:
    """Return in how many papers a term stands that is in the table; rarer ones are soon counted."""
    return 1 if papers < 2000 else 2 if papers < 20_000 else 5


# So many titles are soon read. Where more papers match, only the newest of them are.
_ALL_TITLES = 500
_NEWEST_TITLES = 100
_BEST_OF_NEWEST = 20


@value
class Ranked:
    """The best papers in their order with their scores; the `partial` ones lack a word.

    `whole` says how many papers have all words, counted up to one more than COUNTED_UP_TO; None
    where that is not known yet. `plan` says for each step that was taken what it brought.
    """

    order: tuple[int, ...]
    scores: Mapping[int, Score]
    partial: frozenset[int]
    whole: int | None
    plan: tuple[str, ...]


def rank(
    connection: sqlite3.Connection,
    tree: Node,
    *,
    written: Sequence[str] = (),
    named: Concept | None = None,
) -> Ranked:
    """Return the best papers for a compilable tree that asks for text.

    `written` are its bare words; `named` asks for papers that are called so, all in all.
    """
    totals = search_lookup.statistics(connection)
    wanted = concepts(tree)
    frequencies = search_lookup.frequencies(connection, words(wanted))
    scorer = Scorer(
        wanted, frequencies=frequencies, statistics=totals, written=written, named=named
    )
    ways = steps(tree, frequencies=frequencies, papers=totals.papers, named=named)
    found = _Candidates(connection, scorer, frequencies, totals.papers)
    found.take_all_of_few(next(step for step in ways if step.tree == tree))
    for step in ways:
        found.take(step, is_all=step.tree == tree)
    rows = texts(connection, tuple(found.taken))
    told = scorer.scores([columns for _, _, columns in rows])
    scores = {row[0]: score for row, score in zip(rows, told, strict=True)}
    issued = {number: day for number, day, _ in rows}
    order = sorted(scores, reverse=True)
    order.sort(key=lambda number: issued[number], reverse=True)
    order.sort(key=lambda number: scores[number].total, reverse=True)
    lacking = [number for number in order if number not in found.strict]
    close = frozenset(lacking[: max(ENOUGH - len(found.strict), 0)])
    shown = tuple(number for number in order if number in found.strict or number in close)
    return Ranked(shown, scores, close, found.whole, tuple(found.plan))


class _Candidates:
    """What the steps have found so far."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        scorer: Scorer,
        frequencies: Mapping[str, int],
        papers: int,
    ) -> None:
        self._connection = connection
        self._scorer = scorer
        self._lead = partial(lead, frequencies=frequencies, papers=papers)
        self._lighter = partial(lighter, frequencies=frequencies, papers=papers)
        self._frequencies = frequencies
        self._is_cut = self._is_complete = False
        self._begun: list[int] = []
        self.taken: set[int] = set()
        self.strict: set[int] = set()
        self.whole: int | None = None
        self.plan: list[str] = []

    def take_all_of_few(self, step: Step) -> None:
        """Take all papers that the whole query finds, if these are few; `step` asks for them."""
        limit = few(step.tree, frequencies=self._frequencies)
        read = _ALL_TITLES + 1 if step.order == "titles" else limit + 1
        self._begun = first_added(self._connection, compiler.compile(step.tree), limit=read)
        self._is_complete = len(self._begun) <= limit
        if self._is_complete:
            self.whole = len(self._begun)
            self._add("all words", set(self._begun), is_strict=True)

    def take(self, step: Step, *, is_all: bool) -> None:
        """Take a step if it is needed; `is_all` means that its tree is the whole query."""
        if len(self.taken) >= step.until or (step.after_cut and not self._is_cut):
            return
        if step.is_strict and self._is_complete:
            return
        condition = compiler.compile(step.tree)
        if step.order == "titles":
            found = self._by_titles(condition, limit=step.limit)
        else:
            if step.order == "best":
                # All are sorted anyway, and to read them on saves asking again how many they are.
                counted = COUNTED_UP_TO + 1 if is_all else step.limit
                ordered = self._best(step, condition, counted=counted)
            else:
                counted = step.limit
                ordered = self._newest(condition, limit=step.limit)
            found = set(ordered[: step.limit])
            self._is_cut |= step.is_strict and len(ordered) >= step.limit
            if is_all and (len(ordered) < counted or counted > COUNTED_UP_TO):
                self.whole = len(ordered)
        self._add(step.name, found, is_strict=step.is_strict)

    def _add(self, name: str, found: set[int], *, is_strict: bool) -> None:
        self.plan.append(f"{name}: {len(found)} candidates")
        self.taken |= found
        if is_strict:
            self.strict |= found

    def _best(self, step: Step, condition: Condition, *, counted: int) -> list[int]:
        """Return all papers where they are fewer than the step's limit, else the best `counted`."""
        light = self._lighter(step.tree)
        if light is not None:
            whole = set(first_added(self._connection, condition, limit=-1))
            best = by_rank(self._connection, compiler.compile(light))
            return list(islice((number for number in best if number in whole), counted))
        if counted == step.limit:
            # To rank papers takes longer than to find them.
            found = first_added(self._connection, condition, limit=step.limit)
            if len(found) < step.limit:
                return found
        # To tell how many papers have any of the words, all have to be found.
        ahead = self._lead(step.tree) if counted == step.limit else None
        if ahead is not None:
            asked = compiler.compile(ahead.tree)
            scored = _ranked(self._connection, asked, limit=step.limit).fetchall()
            if len(scored) == step.limit and -scored[-1][1] >= ahead.others:
                return [row[0] for row in scored]
        return list(by_rank(self._connection, condition, limit=counted))

    def _newest(self, condition: Condition, *, limit: int) -> list[int]:
        # The index has papers in the order in which they came, and takes twice as long backwards.
        found = first_added(self._connection, condition, limit=limit)
        return found if len(found) < limit else by_newest(self._connection, condition, limit=limit)

    def _by_titles(self, condition: Condition, *, limit: int) -> set[int]:
        seen = self._begun
        self.whole = len(seen)
        self._is_cut = len(seen) > _ALL_TITLES
        if self._is_cut:
            # To count is quicker than to read on, and begins where the reading ended.
            rest = COUNTED_UP_TO + 1 - len(seen)
            self.whole += count_after(self._connection, condition, seen[-1], limit=rest)
            seen = by_newest(self._connection, condition, limit=_NEWEST_TITLES)
            limit = _BEST_OF_NEWEST
        read = titles(self._connection, seen)
        totals = self._scorer.totals([columns for _, columns in read])
        scored = sorted(zip(totals, (number for number, _ in read), strict=True), reverse=True)
        return {number for _, number in scored[:limit]}


def everything(
    connection: sqlite3.Connection, condition: Condition, ranked: Ranked, *, has_close: bool
) -> Iterator[int]:
    """Yield the best papers, then the others that meet the condition, by bm25."""
    yield from (one for one in ranked.order if has_close or one not in ranked.partial)
    if ranked.whole is None or ranked.whole > len(ranked.order) - len(ranked.partial):
        for number in by_rank(connection, condition):
            if number not in ranked.scores:
                yield number
