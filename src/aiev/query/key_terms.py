"""The words of a paper, or of several, that tell them from others."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from aiev.query import tokens
from aiev.query.expand import STOP_WORDS
from aiev.query.stemmer import stem
from aiev.value import value

_TITLE_WEIGHT = 3
_SHORTEST = 3
_FEW = 3
# What a word counts that the topics say too, and one that stands in the paper's name alone.
_OF_TOPIC, _OF_NAME = 1.5, 1.0
# What a short form counts beside its long form.
_OF_SHORT = 0.5
_LONGEST_NAME = 6
# `state space models (SSMs)`: a word with two capitals in brackets.
_SHORT = re.compile(r"\(([\w-]*[A-Z][\w-]*[A-Z][\w-]*)\)")
# What abstracts of any field say; a small base is too small to show that by itself.
_FILLERS = frozenset(
    (
        "ability", "about", "achieve", "achieves", "across", "addition", "additional",
        "additionally", "address", "after", "all", "almost", "along", "alongside", "already",
        "also", "although", "always", "among", "analysis", "any", "applications", "approach",
        "approaches", "argue", "argues", "art", "aspects", "based", "because", "become",
        "becomes", "best", "better", "both", "brings", "certain", "challenge", "challenges",
        "challenging", "come", "comes", "common", "commonly", "compared", "comprehensive",
        "consequently", "considerable", "create", "critical", "crucial", "current",
        "demonstrate", "demonstrates", "different", "difficult", "difficulty", "directly",
        "discuss", "diverse", "due", "during", "each", "effective", "effectively", "efficient",
        "either", "enable", "enabled", "enables", "end", "ensuring", "equal", "especially",
        "establish", "evaluate", "evaluation", "example", "excellent", "excels", "exceptional",
        "existing", "experiments", "extensive", "extreme", "extremely", "far", "few", "fewer",
        "field", "finally", "first", "focus", "focused", "followed", "four", "framework",
        "frequent", "frequently", "fully", "fundamental", "further", "furthermore", "future",
        "gains", "general", "given", "greatly", "hence", "high", "higher", "highly", "hope",
        "however", "huge", "hundreds", "idea", "illustrate", "immense", "important", "improve",
        "improved", "improves", "improving", "inability", "including", "increase", "increases",
        "increasing", "increasingly", "insights", "inspired", "instead", "introduce",
        "introduces", "issue", "issues", "just", "keep", "keeping", "known", "lack", "large",
        "last", "leading", "leads", "least", "led", "less", "like", "literature", "mainly",
        "make", "making", "many", "may", "mean", "meaning", "means", "meanwhile", "method",
        "methods", "minor", "model", "models", "more", "moreover", "most", "much", "need",
        "negligible", "nevertheless", "new", "not", "novel", "number", "obtain", "offer",
        "offers", "often", "one", "only", "other", "over", "overall", "own", "paper",
        "particularly", "past", "performance", "popular", "possible", "potential", "practical",
        "preliminary", "presence", "present", "presents", "prevalent", "previous", "prior",
        "problem", "promising", "propose", "proposed", "proposes", "provide", "provides",
        "rapidly", "rather", "reaching", "real", "recent", "recently", "relatively", "remaining",
        "remarkable", "renowned", "require", "requires", "research", "respectively", "result",
        "results", "same", "scenarios", "seamlessly", "second", "seeks", "several", "should",
        "show", "showing", "shown", "shows", "significant", "significantly", "similar", "simple",
        "simply", "since", "some", "specific", "specifically", "state", "strong", "struggle",
        "study", "substantial", "substantially", "success", "successfully", "such", "suffer",
        "sufficient", "sufficiently", "suggest", "suggesting", "superior", "support",
        "surpasses", "surpassing", "systems", "task", "tasks", "technique", "techniques", "tens",
        "than", "then", "therefore", "thoroughly", "though", "thousands", "three", "through",
        "throughout", "thus", "time", "times", "together", "towards", "traditional",
        "tremendous", "turn", "turns", "two", "typically", "ultimate", "ultimately", "under",
        "unfortunately", "unprecedented", "up", "upon", "usage", "use", "used", "uses", "using",
        "utilizing", "various", "vast", "via", "well", "wide", "widely", "widespread", "within",
        "without", "work", "works", "years", "yet", "yielding",
    )
)  # fmt: skip
_IGNORED = STOP_WORDS | _FILLERS


@value
class Term:
    """A word as the paper writes it, with how well it tells the paper from others."""

    word: str
    weight: float


def count(title: str, abstract: str) -> dict[str, tuple[str, int]]:
    """Return for each stem of the text its commonest word and how often it stands.

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


def about(title: str, abstract: str, topics: str) -> dict[str, tuple[str, float]]:
    """Return the words of one paper as `count` does, weighed by whether they say what it is about.

    A system's name does not: what stands before the title's colon counts as often as the text says
    it apart from the name, and little where it never does. A short form that the abstract explains
    counts half, as its long form is counted too. A word that the paper's topics say too counts half
    as much again.
    """
    name, colon, rest = title.partition(":")
    named = tokens.tokens(name)
    if not colon or len(named) > _LONGEST_NAME:
        named, rest = [], title
    said = _without(tokens.tokens(abstract), named)
    # By the short form of its name others speak of what it is about.
    initials = "".join(word[0] for word in named)
    short = count("", " ".join(s for s in _SHORT.findall(abstract) if s.lower() != initials))
    filed = count(topics, "")
    weighed = {
        root: (
            word,
            times * (_OF_SHORT if root in short else 1.0) * (_OF_TOPIC if root in filed else 1.0),
        )
        for root, (word, times) in count(rest, said).items()
    }
    for root, (word, _) in count(name if named else "", "").items():
        weighed.setdefault(root, (word, _OF_NAME * (_OF_TOPIC if root in filed else 1.0)))
    return weighed


def _without(words: list[str], named: list[str]) -> str:
    # The words that stand outside of the name.
    text = f" {' '.join(words)} "
    name = f" {' '.join(named)} "
    while named and name in text:
        text = text.replace(name, " ")
    return text


class BulkCounter:
    """Counts words as `about` does, for very many papers: each stem has a number here.

    What is known of a word is looked up, as the words of papers recur.
    """

    def __init__(self) -> None:
        self._roots = _Roots()

    def about(self, title: str, abstract: str, topics: str) -> dict[int, float]:
        """Return the numbers of the stems that tell what a paper is about, weighed."""
        name, colon, rest = title.partition(":")
        named = tokens.tokens(name) if colon else []
        if not colon or len(named) > _LONGEST_NAME:
            named, rest = [], title
        words = tokens.tokens(abstract)
        counted = Counter(_without(words, named).split() if named else words)
        for word in tokens.tokens(rest):
            counted[word] += _TITLE_WEIGHT
        roots = self._roots
        weighed: dict[int, float] = {}
        for word, times in counted.items():
            root = roots[word]
            if root:
                weighed[root] = weighed[root] + times if root in weighed else times
        if "(" in abstract:
            initials = "".join(word[0] for word in named)
            short = [each for each in _SHORT.findall(abstract) if each.lower() != initials]
            for root in self._known(" ".join(short)) & weighed.keys():
                weighed[root] *= _OF_SHORT
        for root in {roots[word] for word in named} - {0}:
            weighed.setdefault(root, _OF_NAME)
        for root in self._known(topics) & weighed.keys():
            weighed[root] *= _OF_TOPIC
        return weighed

    def _known(self, text: str) -> set[int]:
        return set(map(self._roots.__getitem__, tokens.tokens(text)))


class _Roots(dict[str, int]):
    """The number of each word's stem, 0 for a word that tells nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        if len(word) < _SHORTEST or word.isdigit() or word in _IGNORED:
            number = 0
        else:
            number = self._numbers.setdefault(stem(word), len(self._numbers) + 1)
        self[word] = number
        return number


def shared(papers: Iterable[Mapping[str, tuple[str, int]]]) -> dict[str, tuple[str, int]]:
    """Return the words of several papers, each with how many of the papers say it.

    How often one paper says it does not matter. What a single paper says is left out, unless hardly
    any word is said by two.
    """
    saying: dict[str, list[str]] = {}
    for each in papers:
        for root, (word, _) in each.items():
            saying.setdefault(root, []).append(word)
    least = 2 if sum(len(written) > 1 for written in saying.values()) >= _FEW else 1
    return {
        root: (Counter(written).most_common(1)[0][0], len(written))
        for root, written in saying.items()
        if len(written) >= least
    }


def most_distinctive(
    found: Mapping[str, tuple[str, float]],
    *,
    frequencies: Mapping[str, int],
    papers: int,
    limit: int,
) -> tuple[Term, ...]:
    """Return the most distinctive of the counted words, the best first.

    Those stand here often and in few of all `papers`, of which `frequencies` says how many hold a
    word. A word of one paper alone is left out: said by the way it is rare too, and in a small base
    would outweigh the matter.
    """
    terms = [
        Term(word, count * log((papers + 1) / (frequencies[word] + 0.5)))
        for word, count in found.values()
        if frequencies.get(word, 0) > 1 and frequencies[word] <= papers / 2
    ]
    return tuple(sorted(terms, key=lambda term: (-term.weight, term.word))[:limit])
