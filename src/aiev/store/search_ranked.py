"""Ranking in two stages: candidates from the index, then a score from each one's own text."""

import sqlite3
from collections.abc import Iterator, Mapping

from aiev.query import compile as compiler
from aiev.query.compile import Condition
from aiev.query.plan import Step, concepts, steps, words
from aiev.query.rank import Score, Scorer
from aiev.query.tree import Node
from aiev.store import search, search_terms
from aiev.value import value


@value
class Ranked:
    """The best papers in their order with their scores; `partial` ones lack a word.

    Where `is_complete`, no other paper has all words. `plan` says for each step that was taken
    how many candidates it brought.
    """

    order: tuple[int, ...]
    scores: Mapping[int, Score]
    partial: frozenset[int]
    is_complete: bool
    plan: tuple[str, ...]


def rank(connection: sqlite3.Connection, tree: Node) -> Ranked:
    """Answer the best papers for a compilable tree that asks for text."""
    statistics = search.statistics(connection)
    wanted = concepts(tree)
    frequencies = search_terms.frequencies(connection, words(wanted))
    ways = steps(tree, frequencies=frequencies, papers=statistics.papers)
    taken, strict, plan = _candidates(connection, ways)
    scorer = Scorer(wanted, frequencies=frequencies, statistics=statistics)
    rows = search.texts(connection, tuple(taken))
    scores = {number: scorer.score(columns) for number, _, columns in rows}
    issued = {number: day for number, day, _ in rows}
    order = sorted(scores, reverse=True)
    order.sort(key=lambda number: issued[number], reverse=True)
    order.sort(key=lambda number: scores[number].total, reverse=True)
    is_complete = any(step.tree == tree and found < step.limit for step, found in plan)
    told = tuple(f"{step.name}: {found} candidates" for step, found in plan)
    return Ranked(tuple(order), scores, frozenset(taken) - strict, is_complete, told)


def everything(
    connection: sqlite3.Connection, condition: Condition, ranked: Ranked
) -> Iterator[int]:
    """Yield the best papers, then the others that meet the condition, by bm25."""
    yield from ranked.order
    if not ranked.is_complete:
        for number in search.by_rank(connection, condition):
            if number not in ranked.scores:
                yield number


def _candidates(
    connection: sqlite3.Connection, ways: tuple[Step, ...]
) -> tuple[set[int], set[int], list[tuple[Step, int]]]:
    taken: set[int] = set()
    strict: set[int] = set()
    plan = []
    for step in ways:
        if len(taken) >= step.until:
            continue
        find = search.by_rank if step.order == "best" else search.by_newest
        found = set(find(connection, compiler.compile(step.tree), limit=step.limit))
        if step.is_strict:
            strict |= found
        plan.append((step, len(found)))
        taken |= found
    return taken, strict, plan
