"""The papers nearest to one, and what they share with it."""

from collections.abc import Sequence
from datetime import date

from aiev.domain.knowledge import Paper
from aiev.query import telling
from aiev.query.expand import expand
from aiev.query.filters import Filters
from aiev.query.rank import Score, Scorer
from aiev.query.tree import Concept, Text
from aiev.store import search as store
from aiev.store import search_names, search_similar, search_terms
from aiev.store.reader import Reader
from aiev.value import value

NO_FILTERS = Filters()

_TERMS = 16
# Words by which candidates are found; the rest only tell the nearer of them.
_FINDING = 8
_SHOWN = 6
# What a shared topic or author is worth, as parts of the best score that words alone could give.
_TOPIC, _AUTHOR = 0.12, 0.08
_AT_MOST = 2


@value
class Similar:
    """A near paper with its score, at most 1, and what it shares: the most telling words first."""

    paper: Paper
    score: float
    terms: tuple[str, ...]
    topics: tuple[str, ...]
    authors: tuple[str, ...]


def similar(
    reader: Reader,
    paper: Paper,
    *,
    filters: Filters = NO_FILTERS,
    limit: int = 10,
    today: date,
) -> tuple[Similar, ...]:
    """Answer the papers nearest to `paper` among those that the filters leave, nearest first.

    Raises UsageError for filters that cannot be read.
    """
    connection = reader.connection
    statistics = store.statistics(connection)
    found = telling.words(paper.title, paper.abstract or "")
    frequencies = search_terms.frequencies(connection, (word for word, _ in found.values()))
    terms = telling.most_telling(
        found, frequencies=frequencies, papers=statistics.papers, limit=_TERMS
    )
    concepts = [_concept(term.word) for term in terms]
    within = search_names.resolve(connection, expand(filters.tree(today=today)))
    ids = search_similar.candidates(connection, paper.id, concepts[:_FINDING], within)
    scorer = Scorer(concepts, frequencies=frequencies, statistics=statistics)
    weights = [term.weight for term in terms]
    own = _weighted(scorer.score(_columns(paper)), weights)
    near = [
        _compared(paper, other, terms, scorer.score(_columns(other)), own)
        for other in reader.papers(ids)
    ]
    near.sort(key=lambda each: (-each.score, each.paper.id))
    return tuple(each for each in near if each.score > 0)[:limit]


def _concept(word: str) -> Concept:
    concept = expand(Text(word))
    assert isinstance(concept, Concept), "a word is a concept"
    return concept


def _columns(paper: Paper) -> tuple[str, ...]:
    # Only the paper's own text: what lists say of it is compared as topics.
    return (paper.title, paper.abstract or "", "", "", "", "")


def _weighted(score: Score, weights: Sequence[float]) -> float:
    return sum(part.score * weight for part, weight in zip(score.parts, weights, strict=False))


def _compared(
    paper: Paper, other: Paper, terms: Sequence[telling.Term], score: Score, own: float
) -> Similar:
    topics = tuple(topic for topic in other.topics if topic in paper.topics)
    authors = tuple(author for author in other.authors if author in paper.authors)
    shared = sorted(
        (
            (part.score * term.weight, term.word)
            for part, term in zip(score.parts, terms, strict=False)
        ),
        reverse=True,
    )
    likeness = _weighted(score, [term.weight for term in terms]) / own if own else 0.0
    related = _TOPIC * min(len(topics), _AT_MOST) + _AUTHOR * min(len(authors), _AT_MOST)
    return Similar(
        other,
        score=min(likeness, 1.0) * (1 - _AT_MOST * (_TOPIC + _AUTHOR)) + related,
        terms=tuple(word for worth, word in shared if worth > 0)[:_SHOWN],
        topics=topics,
        authors=authors,
    )
