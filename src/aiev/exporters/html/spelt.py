"""What a page knows beside the words of its papers: other spellings, and what papers are called.

Compounds are learnt from all papers of the knowledge base; a page needs only those of its papers.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from aiev.domain.knowledge import Paper
from aiev.exporters.plain_text import one_line
from aiev.query import rank, tokens
from aiev.query.expand import MOST_PARTS
from aiev.query.stemmer import stem


class Spelt:
    """The compounds and names of papers, which are added one by one in their order."""

    def __init__(self, known: Mapping[str, tuple[str, int]]) -> None:
        self._known = known
        self._by_parts: dict[tuple[str, ...], list[str]] = {}
        # Of how many parts those are that begin with a stem, as few words of a text begin any.
        self._lengths: dict[str, set[int]] = {}
        for joined, (parts, _) in known.items():
            stems = tuple(map(stem, parts.split()))
            if 0 < len(stems) <= MOST_PARTS:
                self._by_parts.setdefault(stems, []).append(joined)
                self._lengths.setdefault(stems[0], set()).add(len(stems))
        self._stems = _Stems()
        self._parted: Counter[str] = Counter()
        self._words: set[str] = set()
        self._papers = 0
        self._called: dict[str, list[int]] = {}
        self._introduced: dict[str, list[int]] = {}

    def add(self, paper: Paper) -> None:
        """Add the next paper."""
        label = paper.entries[0].label if paper.entries else ""
        for name in sorted(rank.names(paper.title, label)):
            self._called.setdefault(name, []).append(self._papers)
        for name in sorted(rank.introduced(paper.abstract or "")):
            self._introduced.setdefault(name, []).append(self._papers)
        self._papers += 1
        if not self._known:
            return
        parted: set[str] = set()
        for text in (
            paper.title,
            paper.abstract or "",
            *paper.authors,
            *paper.topics,
            *said_by_lists(paper),
        ):
            words = tokens.tokens(text)
            self._words.update(words)
            stems = [self._stems[word] for word in words]
            for at, root in enumerate(stems):
                for length in self._lengths.get(root, ()):
                    parted.update(self._by_parts.get(tuple(stems[at : at + length]), ()))
        self._parted.update(parted)

    def called(self) -> dict[str, tuple[int, ...]]:
        """Return the names of papers, each with the places of those that have it."""
        return {name: tuple(places) for name, places in self._called.items()}

    def introduced(self) -> dict[str, tuple[int, ...]]:
        """Return the names that abstracts introduce, each with the places of these papers."""
        return {name: tuple(places) for name, places in self._introduced.items()}

    def compounds(self) -> dict[str, tuple[str, int, int]]:
        """Return what the page needs of the compounds, by the stems of their joined forms."""
        joined = {self._stems[word] for word in self._words}
        return {
            root: (parts, min(papers, self._parted[root]), int(root in joined))
            for root, (parts, papers) in self._known.items()
            if root in joined or self._parted[root]
        }


class _Stems(dict[str, str]):
    """The stems of words, each worked out once: a large page has more than any cache of theirs."""

    def __missing__(self, word: str) -> str:
        self[word] = root = stem(word)
        return root


def said_by_lists(paper: Paper) -> Iterator[str]:
    """Yield what lists say of a paper and a page is searched by, each text in one line."""
    for entry in paper.entries:
        said = (
            *(entry.label, entry.short_name, entry.note, entry.keywords, entry.group),
            entry.abstract,
        )
        yield from (one_line(text) for text in said if text is not None)
