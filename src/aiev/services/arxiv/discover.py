"""Finding papers on arXiv that the knowledge base lacks: what to ask, and what fits."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from aiev.domain.arxiv_record import ArxivRecord
from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import NotFoundError, UsageError
from aiev.query import arxiv_query, key_terms, syntax, topic_terms
from aiev.query.expand import expand
from aiev.query.filters import Filters
from aiev.query.key_terms import Term
from aiev.query.plan import concepts as concepts_of
from aiev.query.plan import words as words_of
from aiev.query.rank import Scorer
from aiev.query.stemmer import stem
from aiev.query.tree import (
    Alternative,
    Concept,
    Name,
    Node,
    Text,
    conjunction,
    disjunction,
)
from aiev.services.search.run_query import search
from aiev.services.search.topic_names import find_topic, nearest
from aiev.store.reading import catalog, search_lookup
from aiev.store.reading.reader import Reader

PAGES = 3
"""At most so many requests are made for one question."""

_MODELS = 200
_SEARCHED = 30
_TERMS = 16
# One of these beside the topic's own name makes a paper worth a look; more only rank it.
_ASKED_TERMS = 6
_CATEGORIES = 5
_SHOWN = 4
# What the nearest single paper counts beside all of them together.
_NEAREST = 0.4


@dataclass(frozen=True, slots=True)
class Question:
    """What the user wants to discover; `since` is text as the user wrote it."""

    words: str
    topic: str | None = None
    list: str | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How a question is answered: the `query` for arXiv, and the papers (`models`) to rank by.

    A found paper ranks high where it is like the models. `undated` is the query without its dates,
    which change from day to day.
    """

    question: Question
    topic: str | None
    query: str
    undated: str
    models: tuple[Paper, ...]
    terms: tuple[Term, ...]
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper that the knowledge base lacks; `score` is at most 1.

    `shared` are telling words that it shares with the models, `like` is the nearest model.
    """

    record: ArxivRecord
    score: float
    shared: tuple[str, ...]
    like: Paper | None


FetchPage = Callable[[int], Sequence[ArxivRecord]]
"""Returns a page of what arXiv finds, from a place on; a page that is not full is the last."""


def plan(reader: Reader, question: Question, *, today: date) -> Plan:
    """Return how to answer a question.

    The query is made of the words; without words, of what tells the topic's papers from others.
    Raises QueryError and UsageError for what cannot be read or asked, NotFoundError for an unknown
    topic.
    """
    written = syntax.parse(question.words, today=today)
    has_words = bool(question.words.strip())
    if not has_words and question.topic is None:
        raise UsageError("discover what? give words, --topic, or both")
    topic, models = _models(reader, question, today=today)
    terms = _terms(reader, models)
    wanted: Node = expand(written, arxiv_query.as_written(question.words))
    concepts = concepts_of(wanted)
    if not has_words:
        concepts = _anchors(topic or "", terms)
        wanted = _of_topic(concepts, models, terms)
    dated = conjunction((wanted, expand(Filters(since=question.since).tree(today=today))))
    return Plan(
        question,
        topic,
        query=arxiv_query.render(dated, today=today),
        undated=arxiv_query.render(wanted, today=today),
        models=models,
        terms=terms,
        concepts=concepts,
    )


def gather(
    reader: Reader, fetch: FetchPage, *, page_size: int, limit: int
) -> tuple[ArxivRecord, ...]:
    """Return what arXiv finds, page after page, until `limit` of it is new or nothing is left."""
    found: dict[str, ArxivRecord] = {}
    for page in range(PAGES):
        records = fetch(page * page_size)
        for record in records:
            found.setdefault(record.arxiv_id.value, record)
        if len(records) < page_size or len(lacking(reader, tuple(found.values()))) >= limit:
            break
    return tuple(found.values())


def lacking(reader: Reader, records: Sequence[ArxivRecord]) -> tuple[ArxivRecord, ...]:
    """Return the papers that the knowledge base does not have and that are not withdrawn."""
    return tuple(
        record
        for record in records
        if not record.is_withdrawn and reader.paper_id(arxiv_id=record.arxiv_id.value) is None
    )


def rank(reader: Reader, wanted: Plan, records: Sequence[ArxivRecord]) -> tuple[Candidate, ...]:
    """Return the papers by likeness to the plan's models, best first; equals in arXiv's order."""
    asked = {stem(word) for word in words_of(wanted.concepts)}
    terms = [term for term in wanted.terms if stem(term.word) not in asked]
    concepts = (*wanted.concepts, *(_concept(term.word) for term in terms))
    best = max((term.weight for term in wanted.terms), default=1.0)
    weights = [*(best for _ in wanted.concepts), *(term.weight for term in terms)]
    frequencies = search_lookup.frequencies(reader.connection, words_of(concepts))
    statistics = search_lookup.statistics(reader.connection)
    scorer = Scorer(concepts, frequencies=frequencies, statistics=statistics, titled=0.0)

    def weighed(title: str, abstract: str | None, authors: Iterable[str]) -> list[float]:
        parts = scorer.score((title, abstract or "", "\n".join(authors), "", "", "")).parts
        return [part.score * weight for part, weight in zip(parts, weights, strict=False)]

    models = [
        (paper, weighed(paper.title, paper.abstract, paper.authors)) for paper in wanted.models
    ]
    rows = [
        (each, weighed(each.title, each.abstract, [author.name for author in each.authors]))
        for each in records
    ]
    most = max((sum(row) for _, row in (*models, *rows)), default=0.0) or 1.0
    names = [concept.alternatives[0].text for concept in concepts]
    found = [_candidate(record, row, models, names, most) for record, row in rows]
    return tuple(sorted(found, key=lambda each: -each.score))


def _models(
    reader: Reader, question: Question, *, today: date
) -> tuple[str | None, tuple[Paper, ...]]:
    if question.topic is None:
        filters = Filters(lists=(question.list,) if question.list else ())
        hits = search(reader, question.words, filters=filters, limit=_SEARCHED, today=today).hits
        return None, _papers([hit.paper for hit in hits])
    topics = catalog.topics(reader, list_name=question.list)
    try:
        topic = find_topic(topics, question.topic)
    except NotFoundError as error:
        near = "; ".join(nearest(topics, question.topic))
        hint = f"the nearest are: {near}" if near else "`aiev topics` shows those there are"
        raise NotFoundError(str(error), hint=hint) from None
    below = [
        each.id
        for each in topics
        if each.list == topic.list
        and (each.path + TOPIC_SEPARATOR).startswith(topic.path + TOPIC_SEPARATOR)
    ]
    # The last of a topic are mostly the newest.
    return topic.path, _papers(reader.papers(reader.papers_under(below)[-_MODELS:]))


def _papers(found: Sequence[Paper]) -> tuple[Paper, ...]:
    # A repository or a gap of the list says little; it counts where there is nothing else.
    return tuple(paper for paper in found if paper.kind == "paper") or tuple(found)


def _terms(reader: Reader, models: Sequence[Paper]) -> tuple[Term, ...]:
    """Return the words that the models share and other papers lack, the most telling first."""
    found = topic_terms.shares([(paper.title, paper.abstract or "") for paper in models])
    frequencies = search_lookup.frequencies(
        reader.connection, (each.word for each in found.values())
    )
    papers = search_lookup.statistics(reader.connection).papers
    return topic_terms.most_distinctive(found, frequencies=frequencies, papers=papers, limit=_TERMS)


def _anchors(topic: str, terms: Sequence[Term]) -> tuple[Concept, ...]:
    """Return the words that stand for the topic itself.

    These are the words of its name that its papers use too, and the most telling word of theirs;
    where the papers use none of the name, the whole name.
    """
    title = topic.rpartition(TOPIC_SEPARATOR)[2]
    names = {root: word for root, (word, _) in key_terms.count(title, "").items()}
    roots = {stem(term.word): term.word for term in terms}
    used = {root: word for root, word in names.items() if root in roots}
    if used:
        used |= dict(list(roots.items())[:1])
    words = used or names or dict(list(roots.items())[:1])
    return tuple(_concept(word) for word in words.values())


def _of_topic(anchors: Sequence[Concept], models: Sequence[Paper], terms: Sequence[Term]) -> Node:
    """Return a search for the topic itself together with what its papers share."""
    roots = {stem(word) for word in words_of(anchors)}
    others = [_plain(term.word) for term in terms if stem(term.word) not in roots]
    counted = Counter(paper.primary_category for paper in models if paper.primary_category)
    fields = [Name("category", name) for name, _ in counted.most_common(_CATEGORIES)]
    parts: tuple[Sequence[Node], ...] = (anchors, others[:_ASKED_TERMS], fields)
    return conjunction(tuple(disjunction(tuple(part)) for part in parts if part))


def _plain(word: str) -> Concept:
    return Concept((Alternative(word),))


def _concept(word: str) -> Concept:
    concept = expand(Text(word))
    assert isinstance(concept, Concept), "a word is a concept"
    return concept


def _candidate(
    record: ArxivRecord,
    row: Sequence[float],
    models: Sequence[tuple[Paper, Sequence[float]]],
    names: Sequence[str],
    most: float,
) -> Candidate:
    like, near = None, 0.0
    for paper, other in models:
        shared = sum(min(a, b) for a, b in zip(row, other, strict=True))
        if shared > near:
            like, near = paper, shared
    told = sorted(zip(row, names, strict=False), reverse=True)
    return Candidate(
        record,
        score=round(((1 - _NEAREST) * sum(row) + _NEAREST * near) / most, 4),
        shared=tuple(dict.fromkeys(name for worth, name in told if worth > 0))[:_SHOWN],
        like=like,
    )
