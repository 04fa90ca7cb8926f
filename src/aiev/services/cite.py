"""Citing one paper: the key that a whole bibliography gives it, and a document of it alone."""

from collections.abc import Callable, Mapping

from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.errors import UsageError
from aiev.exporters import bibtex, citation, citation_key, csl_json, ris
from aiev.exporters.citation import Citation
from aiev.services.find_paper import find_paper
from aiev.store.reader import Reader

FORMATS: Mapping[str, Callable[[Citation], str]] = {
    "bibtex": bibtex.entry,
    "csl-json": csl_json.entry,
    "ris": ris.entry,
}
"""What renders one citation as data; every other format is a style for people."""


def cite(reader: Reader, text: str) -> Citation:
    """Answer the citation of the paper that `text` names, under the key that the export gives it.

    Raises as `find_paper` does, and UsageError for a placeholder, which nobody can cite.
    """
    paper = find_paper(reader, text)
    if paper.kind == Kind.PLACEHOLDER:
        raise UsageError(f"a placeholder has no address to cite: {paper.title}")
    return citation.of(paper, citation_key.assign(_rivals(reader, paper)))


def _rivals(reader: Reader, paper: Paper) -> tuple[Paper, ...]:
    """Answer the papers that could have the same key: by the same first author, or by nobody."""
    if paper.authors:
        rows = reader.connection.execute(
            "select paper_id from authorship join author on author.id = author_id"
            " where position = 0 and name = ?",
            (paper.authors[0],),
        )
    else:
        rows = reader.connection.execute(
            "select id from paper where authors = '' and title = ?", (paper.title,)
        )
    rivals = reader.papers(sorted({row[0] for row in rows} | {paper.id}))
    return tuple([one for one in rivals if one.kind != Kind.PLACEHOLDER])
