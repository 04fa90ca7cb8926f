"""Ranking in two stages: candidates from the index, then a score from each one's own text."""

import sqlite3
from collections.abc import Iterator, Mapping

from aiev.query import compile as compiler
from aiev.query.compile import Condition
from aiev.query.plan import COUNTED_UP_TO, Step, concepts, steps, words
from aiev.query.rank import Score, Scorer
from aiev.query.tree import Node
from aiev.store.reading import search, search_lookup
from aiev.value import value

# So many titles are soon read. Where more papers match, only the newest of them are.
_ALL_TITLES = 500
_NEWEST_TITLES = 100
_BEST_OF_NEWEST = 20


@value
class Ranked:
    """The best papers in their order with their scores; `partial` ones lack a word.

    `whole` says how many papers have all words, counted up to one more than COUNTED_UP_TO; None
    where that is not known yet. `plan` says for each step that was taken what it brought.
    """

    order: tuple[int, ...]
    scores: Mapping[int, Score]
    partial: frozenset[int]
    whole: int | None
    plan: tuple[str, ...]


def rank(connection: sqlite3.Connection, tree: Node) -> Ranked:
    """Return the best papers for a compilable tree that asks for text."""
    statistics = search.statistics(connection)
    wanted = concepts(tree)
    frequencies = search_lookup.frequencies(connection, words(wanted))
    scorer = Scorer(wanted, frequencies=frequencies, statistics=statistics)
    ways = steps(tree, frequencies=frequencies, papers=statistics.papers)
    found = _Candidates(connection, scorer)
    for step in ways:
        found.take(step, is_all=step.tree == tree)
    rows = search.texts(connection, tuple(found.taken))
    scores = {number: scorer.score(columns) for number, _, columns in rows}
    issued = {number: day for number, day, _ in rows}
    order = sorted(scores, reverse=True)
    order.sort(key=lambda number: issued[number], reverse=True)
    order.sort(key=lambda number: scores[number].total, reverse=True)
    partial = frozenset(found.taken - found.strict)
    return Ranked(tuple(order), scores, partial, found.whole, tuple(found.plan))


class _Candidates:
    """What the steps have found so far."""

    def __init__(self, connection: sqlite3.Connection, scorer: Scorer) -> None:
        self._connection = connection
        self._scorer = scorer
        self._is_cut = False
        self.taken: set[int] = set()
        self.strict: set[int] = set()
        self.whole: int | None = None
        self.plan: list[str] = []

    def take(self, step: Step, *, is_all: bool) -> None:
        """Take a step if it is needed; `is_all` means that its tree is the whole query."""
        if len(self.taken) >= step.until or (step.after_cut and not self._is_cut):
            return
        condition = compiler.compile(step.tree)
        if step.order == "titles":
            found = self._by_titles(condition, limit=step.limit)
        else:
            find = search.by_rank if step.order == "best" else search.by_newest
            found = set(find(self._connection, condition, limit=step.limit))
            if is_all and len(found) < step.limit:
                self.whole = len(found)
        self.plan.append(f"{step.name}: {len(found)} candidates")
        self.taken |= found
        if step.is_strict:
            self.strict |= found

    def _by_titles(self, condition: Condition, *, limit: int) -> set[int]:
        # One pass over the index gives the count too.
        seen = search.by_newest(self._connection, condition, limit=COUNTED_UP_TO + 1)
        self.whole = len(seen)
        self._is_cut = len(seen) > _ALL_TITLES
        if self._is_cut:
            seen, limit = seen[:_NEWEST_TITLES], _BEST_OF_NEWEST
        scored = [
            (self._scorer.total(columns), number)
            for number, columns in search.titles(self._connection, seen)
        ]
        return {number for _, number in sorted(scored, reverse=True)[:limit]}


def everything(
    connection: sqlite3.Connection, condition: Condition, ranked: Ranked
) -> Iterator[int]:
    """Yield the best papers, then the others that meet the condition, by bm25."""
    yield from ranked.order
    if ranked.whole is None or ranked.whole > len(ranked.order) - len(ranked.partial):
        for number in search.by_rank(connection, condition):
            if number not in ranked.scores:
                yield number
