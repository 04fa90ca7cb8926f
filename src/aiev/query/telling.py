"""The words of a paper, or of several, that tell them from others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt

from aiev.query import tokens
from aiev.query.expand import STOP_WORDS
from aiev.query.stem import stem
from aiev.value import value

_TITLE_WEIGHT = 3
_SHORTEST = 3
_FEW = 3
# What abstracts of any field say; a small base is too small to show that by itself.
_FILLERS = frozenset(
    (
        "achieve", "achieves", "across", "addition", "additionally", "address", "almost",
        "also", "although", "analysis", "applications", "approach", "approaches", "art",
        "based", "best", "better", "challenge", "challenges", "challenging", "compared",
        "comprehensive", "current", "demonstrate", "demonstrates", "different", "due", "each",
        "effective", "effectively", "efficient", "enable", "enabled", "enables", "end",
        "especially", "evaluate", "evaluation", "existing", "experiments", "extensive", "field",
        "first", "framework", "further", "furthermore", "general", "however", "improve",
        "improved", "improves", "improving", "including", "introduce", "introduces", "large",
        "leading", "less", "literature", "make", "many", "method", "methods", "model", "models",
        "more", "moreover", "most", "much", "need", "new", "not", "novel", "number", "often",
        "one", "only", "other", "paper", "performance", "potential", "present", "presents",
        "previous", "problem", "propose", "proposed", "proposes", "provide", "provides",
        "recent", "recently", "renowned", "research", "respectively", "result", "results",
        "scenarios", "several", "show", "showing", "shown", "shows", "significant",
        "significantly", "some", "state", "study", "successfully", "such", "systems", "task",
        "tasks", "technique", "techniques", "than", "through", "time", "times", "two", "up",
        "use", "used", "uses", "using", "various", "well", "work", "works",
    )
)  # fmt: skip
_IGNORED = STOP_WORDS | _FILLERS


@value
class Term:
    """A word as the paper writes it, and how much it says about it."""

    word: str
    weight: float


def words(title: str, abstract: str) -> dict[str, tuple[str, int]]:
    """Answer for each stem of the text its commonest word and how often it stands.

    A word of the title counts three times. Stop words, numbers and single letters are left out.
    """
    counted = Counter(tokens.tokens(abstract))
    for word in tokens.tokens(title):
        counted[word] += _TITLE_WEIGHT
    answer: dict[str, tuple[str, int]] = {}
    for word, count in counted.most_common():
        if len(word) < _SHORTEST or word.isdigit() or word in _IGNORED:
            continue
        first, before = answer.get(stem(word), (word, 0))
        answer[stem(word)] = (first, before + count)
    return answer


def shared_words(papers: Iterable[Mapping[str, tuple[str, int]]]) -> dict[str, tuple[str, int]]:
    """Answer the `words` of several papers as one: what many of them say counts by far the most.

    How often each says it does not matter. What a single paper says counts only where hardly any
    word is said by two.
    """
    saying: dict[str, list[str]] = {}
    for each in papers:
        for root, (word, _) in each.items():
            saying.setdefault(root, []).append(word)
    least = 2 if sum(len(written) > 1 for written in saying.values()) >= _FEW else 1
    return {
        root: (Counter(written).most_common(1)[0][0], len(written) ** 2)
        for root, written in saying.items()
        if len(written) >= least
    }


def most_telling(
    found: Mapping[str, tuple[str, int]],
    *,
    frequencies: Mapping[str, int],
    papers: int,
    limit: int,
) -> tuple[Term, ...]:
    """Answer the most telling of `words`: often here, rare elsewhere, but not only here."""
    terms = [
        Term(word, sqrt(count) * log((papers + 1) / (frequencies[word] + 0.5)))
        for word, count in found.values()
        if frequencies.get(word, 0) > 1 and frequencies[word] <= papers / 2
    ]
    return tuple(sorted(terms, key=lambda term: (-term.weight, term.word))[:limit])
