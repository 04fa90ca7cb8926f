"""Citing one paper, alone and under the key that a whole bibliography gives it."""

from collections.abc import Callable, Mapping

from aiev.errors import UsageError
from aiev.exporters.bibliography import bibtex, citation, csl_json, ris
from aiev.exporters.bibliography.citation import Citation
from aiev.services.exchange import citation_keys
from aiev.services.search.find_paper import find_paper
from aiev.store.reading.reader import Reader

FORMATS: Mapping[str, Callable[[Citation], str]] = {
    "bibtex": bibtex.entry,
    "csl-json": csl_json.entry,
    "ris": ris.entry,
}
"""What renders one citation as data; every other format is a style for people."""


def cite(reader: Reader, text: str) -> Citation:
    """Return the citation of the paper that `text` names, under the key that the export gives it.

    Raises as `find_paper` does, and UsageError for a placeholder, which nobody can cite.
    """
    # One view of the database, in which the paper found has a key, whoever writes meanwhile.
    reader.connection.execute("begin")
    paper = find_paper(reader, text)
    if not citation.is_citable(paper):
        raise UsageError(f"a placeholder has no address to cite: {paper.title}")
    return citation.of(paper, citation_keys.of(reader, (paper.id,)))
