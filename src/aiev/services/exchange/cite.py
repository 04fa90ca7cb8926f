"""Citing papers, each under the key that it has in every bibliography of the knowledge base."""

from collections.abc import Callable, Mapping, Sequence

from aiev.errors import UsageError
from aiev.exporters.bibliography import bibtex, citation, citation_key, csl_json, ris
from aiev.exporters.bibliography.citation import Citation
from aiev.exporters.bibliography.key_pattern import KeyPattern
from aiev.services.exchange.find_papers import find_papers
from aiev.store.reading import citation_facts
from aiev.store.reading.reader import Reader

FORMATS: Mapping[str, Callable[[Sequence[Citation]], str]] = {
    "bibtex": lambda cited: "\n".join(map(bibtex.entry, cited)),
    "csl-json": csl_json.entries,
    "ris": lambda cited: "".join(map(ris.entry, cited)),
}
"""The formats of data, which programs read; any other format is a citation style, for people."""


def cite(reader: Reader, texts: Sequence[str]) -> tuple[Citation, ...]:
    """Return the citations of the papers that the texts name, under the keys that exports give.

    Raises as `find_papers` does, and UsageError for a placeholder, which nobody can cite.
    """
    # Papers and keys are read from one state of the database, even if somebody writes meanwhile.
    reader.connection.execute("begin")
    papers = find_papers(reader, texts)
    for paper in papers:
        if not citation.is_citable(paper):
            raise UsageError(f"a placeholder has no address to cite: {paper.title}")
    keys = citation_keys(reader, tuple(paper.id for paper in papers))
    return tuple(citation.of(paper, keys) for paper in papers)


def citation_keys(
    reader: Reader, ids: Sequence[int], pattern: KeyPattern | None = None
) -> Mapping[int, str]:
    """Return the citation keys of these papers, and of some more.

    A paper that came with a key of the user's has that one; with a `pattern` all keys are made by
    it. A key depends on all papers with a lower number, chosen or not: otherwise one key could name
    two papers. A key begins with a name and the year, so that only papers of the same years are
    read, and those without a year; what a pattern makes may begin with anything. They are read
    while keys are asked for.
    """
    years = None if pattern else citation_facts.years(reader.connection, ids)
    rivals = citation_facts.iter_citation_facts(
        reader.connection,
        last=max(ids, default=0),
        years=None if years is None or "" in years else {*years, ""},
    )
    citable = filter(citation.is_citable, rivals)
    if pattern is not None:
        return citation_key.Keys(citable, wanted=pattern.key)
    return citation_key.Keys(citable, own=_own_keys(reader))


def _own_keys(reader: Reader) -> Mapping[int, str]:
    """Return the first key of the user's for each paper that has one, no two of them the same."""
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for paper_id, own in citation_facts.own_keys(reader.connection).items():
        key = next((one for one in own if citation_key.is_usable(one)), None)
        if key is not None and key.casefold() not in taken:
            taken.add(key.casefold())
            keys[paper_id] = key
    return keys
