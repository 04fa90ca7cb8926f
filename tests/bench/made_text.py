"""Made-up titles and abstracts from a seed: phrases of the field among words drawn by Zipf's law.

The phrases are those that the search itself knows as long forms of acronyms, so that words which go
together in life go together here too, and queries of the field find something.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from aiev.query.acronyms import UNAMBIGUOUS

_SMALL = (
    "the", "of", "and", "a", "to", "in", "we", "for", "on", "with", "is", "that", "are", "by",
    "this", "as", "an", "from", "be", "which", "our", "can", "it", "model", "models", "learning",
    "data", "method", "results", "show", "propose", "paper", "based", "using", "training",
)  # fmt: skip
_SYLLABLES = (
    "ra", "to", "mi", "ne", "ku", "lo", "sha", "ver", "ti", "on", "al", "ex", "pro", "con", "der",
    "mu", "lin", "qua", "fer", "so",
)  # fmt: skip
_QUERIED = (
    "mixture of experts", "expert offloading", "pipeline parallelism", "cache eviction",
    "quantization", "speculative decoding", "chunked prefill", "long context attention",
    "code generation", "federated learning", "knowledge distillation", "video generation",
    "prompt injection",
)  # fmt: skip
PHRASES = tuple(dict.fromkeys([*_QUERIED, *(long[0] for long in UNAMBIGUOUS.values())]))


@dataclass(frozen=True)
class Drawer:
    """Draws words, each as often as its rank says, from a random source of its own."""

    rng: random.Random
    words: Sequence[str]
    weights: Sequence[float]

    def draw(self, count: int) -> list[str]:
        """Return so many words."""
        return self.rng.choices(self.words, cum_weights=self.weights, k=count)

    def text(self, phrases: Sequence[str], *, count: int) -> str:
        """Return about so many words with the phrases somewhere among them."""
        words = self.draw(count)
        for phrase in phrases:
            words.insert(self.rng.randrange(len(words) + 1), phrase)
        return " ".join(words)

    def names(self, count: int) -> list[str]:
        """Return so many names of persons."""
        return [f"{one.title()} {other.title()}" for one, other in zip(
            self.rng.choices(self.words[-2000:], k=count),
            self.rng.choices(self.words[-9000:], k=count), strict=True,
        )]  # fmt: skip


def drawer(seed: int, *, words: int = 40_000) -> Drawer:
    """Return what draws small words most, then words of the field, then made-up ones."""
    rng = random.Random(seed)
    field = sorted({word for phrase in PHRASES for word in phrase.split()} - set(_SMALL))
    rng.shuffle(field)
    drawn = {"".join(rng.choices(_SYLLABLES, k=rng.randint(2, 5))) for _ in range(words)}
    ranked = [*_SMALL, *field, *sorted(drawn, key=lambda word: (len(word), word))]
    return Drawer(rng, ranked, list(accumulate(1 / (rank + 2) for rank in range(len(ranked)))))


def texts(count: int, *, seed: int = 1) -> list[tuple[str, str]]:
    """Return so many titles with their abstracts, each about one or two phrases."""
    made = drawer(seed)
    found = []
    for _ in range(count):
        about = made.rng.sample(PHRASES, k=made.rng.choice((1, 1, 2)))
        title = made.text(about, count=6)
        found.append((title.capitalize(), made.text(about * 2, count=made.rng.randint(80, 220))))
    return found
