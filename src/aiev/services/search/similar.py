"""The papers nearest to one paper or to those of a topic, and what they share with it."""

from collections.abc import Mapping, Sequence
from datetime import date

from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import NotFoundError
from aiev.query import key_terms
from aiev.query.expand import expand
from aiev.query.filters import Filters
from aiev.query.rank import Score, Scorer
from aiev.query.tree import Concept, Text
from aiev.services.search.advice import NO_ADVICE, Advice
from aiev.services.search.advising import unknown_names
from aiev.services.search.run_query import select
from aiev.store.reading import name_lookup, search_lookup, search_similar
from aiev.store.reading.reader import Reader
from aiev.value import value

NO_FILTERS = Filters()

# More papers of a topic say nothing new.
_SEEDS = 300
_TERMS = 16
# Words by which candidates are found; the rest only tell the nearer of them.
_FINDING = 8
_SHOWN = 6
# What a shared topic or author is worth, as parts of the best score that words alone could give.
_TOPIC, _AUTHOR = 0.12, 0.08
_AT_MOST = 2
# From this likeness of words on a shared author counts whole, and without any so little.
_NEAR, _STRANGE = 0.3, 0.25
# Of a paper that says much, one word alone says little: FlashAttention's `seq. length` is in papers
# about biology. With fewer terms than this one may be what it is all about.
_MANY_TERMS = 8
_ONE_WORD = 0.5


@value
class Similar:
    """A near paper, its score (at most 1) and what it shares; the most telling words first."""

    paper: Paper
    score: float
    terms: tuple[str, ...]
    topics: tuple[str, ...]
    authors: tuple[str, ...]


@value
class Near:
    """The near papers, and what to tell the user about the filters."""

    papers: tuple[Similar, ...]
    advice: Advice = NO_ADVICE


@value
class _Origin:
    """What papers are compared with: the seeds' terms, topics and authors, and their best score."""

    terms: tuple[key_terms.Term, ...]
    best: float
    topics: frozenset[str]
    authors: frozenset[str]


def similar(
    reader: Reader,
    seeds: Sequence[Paper],
    *,
    called: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    limit: int = 10,
    today: date,
) -> Near:
    """Return the papers nearest to the seeds among those that the filters leave, nearest first.

    They are compared by the words that the seeds share, and by the names in `called`. The seeds
    themselves are left out. Raises UsageError for filters that cannot be read.
    """
    connection = reader.connection
    statistics = search_lookup.statistics(connection)
    said = [key_terms.count(seed.title, seed.abstract or "") for seed in seeds]
    # A name says as much as two papers do.
    said += [key_terms.count(name, "") for name in called for _ in range(2)]
    found: Mapping[str, tuple[str, float]]
    if len(said) == 1:
        [seed] = seeds
        headings = " ".join(topic.rpartition(TOPIC_SEPARATOR)[2] for topic in seed.topics)
        found = key_terms.about(seed.title, seed.abstract or "", headings)
    else:
        found = key_terms.shared(said)
    frequencies = search_lookup.frequencies(connection, (word for word, _ in found.values()))
    terms = key_terms.most_distinctive(
        found, frequencies=frequencies, papers=statistics.papers, limit=_TERMS
    )
    concepts = [_concept(term.word) for term in terms]
    within = name_lookup.resolve_names(connection, expand(filters.tree(today=today)))
    own = [seed.id for seed in seeds]
    ids = search_similar.candidates(connection, own, concepts[:_FINDING], within)
    scorer = Scorer(concepts, frequencies=frequencies, statistics=statistics, titled=0.0)
    origin = _Origin(
        terms,
        max((_weighted(scorer.score(_columns(seed)), terms) for seed in seeds), default=0.0),
        frozenset(topic for seed in seeds for topic in seed.topics),
        frozenset(author for seed in seeds for author in seed.authors),
    )
    others = reader.papers(ids)
    scores = scorer.scores([_columns(other) for other in others])
    near = [_compared(origin, other, score) for other, score in zip(others, scores, strict=True)]
    near.sort(key=lambda each: (-each.score, each.paper.id))
    return Near(
        tuple(each for each in near if each.score > 0)[:limit],
        Advice(unknown_names=unknown_names(reader, within)),
    )


def papers_of_topics(reader: Reader, names: tuple[str, ...], *, today: date) -> tuple[Paper, ...]:
    """Return the papers under the topics of these names and below, newest first, not too many.

    Raises NotFoundError with the nearest names where a topic is not there or has no paper.
    """
    for name in names:
        found = select(reader, "", filters=Filters(topics=(name,)), sort="date", today=today)
        for unknown in found.advice.unknown_names:
            near = f"the nearest are: {'; '.join(unknown.nearest)}" if unknown.nearest else None
            raise NotFoundError(f"no topic is called so: {name}", hint=near)
        if not found.ids:
            raise NotFoundError(f"no paper is under this topic: {name}")
    every = select(reader, "", filters=Filters(topics=names), sort="date", today=today)
    return reader.papers(every.ids[:_SEEDS])


def _concept(word: str) -> Concept:
    concept = expand(Text(word))
    assert isinstance(concept, Concept), "a word is a concept"
    return concept


def _columns(paper: Paper) -> tuple[str, ...]:
    # Only the paper's own text: what lists say of it is compared as topics.
    return (paper.title, paper.abstract or "", "", "", "", "")


def _weighted(score: Score, terms: Sequence[key_terms.Term]) -> float:
    return sum(part.score * term.weight for part, term in zip(score.parts, terms, strict=False))


def _compared(origin: _Origin, other: Paper, score: Score) -> Similar:
    topics = tuple(topic for topic in other.topics if topic in origin.topics)
    authors = tuple(author for author in other.authors if author in origin.authors)
    shared = sorted(
        (
            (part.score * term.weight, term.word)
            for part, term in zip(score.parts, origin.terms, strict=False)
        ),
        reverse=True,
    )
    words = _weighted(score, origin.terms) / origin.best if origin.best else 0.0
    return Similar(
        other,
        score=likeness(
            words,
            telling=len(origin.terms),
            shared=sum(worth > 0 for worth, _ in shared),
            topics=len(topics),
            authors=len(authors),
        ),
        terms=tuple(word for worth, word in shared if worth > 0)[:_SHOWN],
        topics=topics,
        authors=authors,
    )


def likeness(words: float, *, telling: int, shared: int, topics: int, authors: int) -> float:
    """Return how near a paper is to another, at most 1.

    `words` is the likeness of their words, of which they share so many of the `telling` ones.
    """
    if telling >= _MANY_TERMS and shared == 1:
        words *= _ONE_WORD
    related = _TOPIC * min(topics, _AT_MOST)
    if authors:
        # The same people write about many things: they say most where the words are near.
        nearness = max(min(words / _NEAR, 1.0), _STRANGE)
        related += nearness * _AUTHOR * min(authors, _AT_MOST)
    return min(words, 1.0) * (1 - _AT_MOST * (_TOPIC + _AUTHOR)) + related
