"""The words that tell the papers of a topic from all other papers."""

from collections.abc import Mapping, Sequence
from math import log

from aiev.query import key_terms
from aiev.query.key_terms import Term
from aiev.value import value

# A title says what a paper is about; an abstract also says what it is not.
_IN_ABSTRACT = 0.4
# Of so few papers each word may be the topic's; of more, one that a single paper holds is its own.
_FEW = 3


@value
class Share:
    """A word, as most papers write it, with how much of the topic holds it: from 0 to 1."""

    word: str
    share: float


def shares(papers: Sequence[tuple[str, str]]) -> dict[str, Share]:
    """Return by stem the words that papers, given as title and abstract, have in common.

    A word counts once in a paper, and less if only the abstract has it. Words of a single paper are
    left out, unless there are hardly more papers.
    """
    counted: dict[str, tuple[dict[str, int], float, int]] = {}
    for title, abstract in papers:
        in_title = key_terms.count(title, "")
        for root, (word, _) in key_terms.count(title, abstract).items():
            spelled, total, held = counted.get(root, ({}, 0.0, 0))
            spelled[word] = spelled.get(word, 0) + 1
            counted[root] = (spelled, total + (1 if root in in_title else _IN_ABSTRACT), held + 1)
    least = 2 if len(papers) > _FEW else 1
    return {
        root: Share(max(spelled, key=lambda word: (spelled[word], word)), total / len(papers))
        for root, (spelled, total, held) in counted.items()
        if held >= least
    }


def most_distinctive(
    found: Mapping[str, Share], *, frequencies: Mapping[str, int], papers: int, limit: int
) -> tuple[Term, ...]:
    """Return the words that are common in the topic and rare in general, the best first.

    `frequencies` says for each word in how many of all `papers` it stands. The weight is the
    topic's share of a word times how many times larger it is than that of all papers.
    """
    terms = [
        Term(each.word, each.share * log(each.share * (papers + 1) / (frequency + 1)))
        for each, frequency in ((e, frequencies.get(e.word, 0)) for e in found.values())
        if each.share * (papers + 1) > frequency + 1
    ]
    return tuple(sorted(terms, key=lambda term: (-term.weight, term.word))[:limit])
