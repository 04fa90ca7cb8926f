"""BibTeX, for LaTeX with bibtex or biber, and for every program that reads it.

A work is `@article` or `@inproceedings` where a journal reference or a venue says so, else `@misc`,
as styles of BibTeX know no more. Of the flavor biblatex a preprint is `@online`, as Better BibTeX
writes it, and the fields are biblatex's own.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from aiev.domain.knowledge import Paper
from aiev.domain.person_name import PersonName
from aiev.exporters.bibliography.citation import Citation, iter_citations
from aiev.exporters.bibliography.latex_text import doi, escape, title, verbatim
from aiev.exporters.bibliography.publication import Form
from aiev.exporters.exporter import Exporter, ExportRequest, Flavor

_TYPES = {Form.ARTICLE: "article", Form.CONFERENCE: "inproceedings"}
_BIBLATEX_TYPES = {
    **_TYPES,
    Form.PREPRINT: "online",
    Form.WEB: "online",
    Form.SOFTWARE: "software",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BETWEEN_NAMES = frozenset(("and", "others"))
_WIDTH = len("archivePrefix")


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield an entry for each paper that can be cited, with an empty line between two."""
    between = ""
    for citation in iter_citations(papers, request.citation_keys):
        yield between + entry(citation, request.flavor)
        between = "\n"


def entry(citation: Citation, flavor: Flavor = Flavor.BIBTEX) -> str:
    """Return one work's entry."""
    is_biblatex = flavor is Flavor.BIBLATEX
    types = _BIBLATEX_TYPES if is_biblatex else _TYPES
    kind = types.get(citation.publication.form, "misc")
    # biblatex knows a page only by its address.
    if kind == "online" and not (citation.url or citation.doi):
        kind = "misc"
    texts = _biblatex_texts(citation) if is_biblatex else _texts(citation)
    lines = [f"  {name:{_WIDTH}} = {value},\n" for name, value in _fields(texts)]
    return f"@{kind}{{{citation.key},\n{''.join(lines)}}}\n"


def _fields(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield names and values in order, as they stand in the file; leaves out what is unknown."""
    for name, text in texts:
        if text:
            # The month is a macro, which styles translate; all else is text in braces.
            yield name, text if name == "month" else f"{{{text}}}"


def _texts(citation: Citation) -> Iterator[tuple[str, str]]:
    paper, published = citation.paper, citation.publication
    yield "author", _authors(citation)
    yield "title", title(citation.title)
    yield from _place(citation, journal="journal", has_both=False)
    yield "year", f"{published.year:04}" if published.year else ""
    yield "month", _MONTHS[published.month - 1] if published.month else ""
    if paper.arxiv_id:
        yield "eprint", verbatim(paper.arxiv_id)
        # Styles of BibTeX and arXiv itself read the first, Zotero only the second.
        yield "archivePrefix", "arXiv"
        yield "eprinttype", "arxiv"
        yield "primaryClass", escape(paper.primary_category or "")
    yield from _end(citation)


def _biblatex_texts(citation: Citation) -> Iterator[tuple[str, str]]:
    paper, published = citation.paper, citation.publication
    yield "author", _authors(citation)
    yield "title", title(citation.title)
    yield from _place(citation, journal="journaltitle")
    parts = [f"{part:02}" for part in (published.month, published.day) if part]
    yield "date", "-".join([f"{published.year:04}", *parts]) if published.year else ""
    yield "pubstate", "prepublished" if published.form is Form.PREPRINT else ""
    if paper.arxiv_id:
        yield "eprint", verbatim(paper.arxiv_id)
        yield "eprinttype", "arxiv"
        # An identifier of before April 2007 says itself where it belongs.
        is_old = "/" in paper.arxiv_id
        yield "eprintclass", "" if is_old else escape(paper.primary_category or "")
    yield from _end(citation)


def _place(citation: Citation, *, journal: str, has_both: bool = True) -> Iterator[tuple[str, str]]:
    published = citation.publication
    is_conference = published.form is Form.CONFERENCE
    yield "booktitle" if is_conference else journal, escape(published.container)
    yield "volume", escape(published.volume)
    # BibTeX's styles print one of the two for proceedings, and warn of both.
    is_one = is_conference and bool(published.volume) and not has_both
    yield "number", "" if is_one else escape(published.number)
    yield "pages", escape(published.pages)


def _end(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "doi", doi(citation.doi)
    yield "url", verbatim(citation.url)
    yield "note", "Withdrawn" if citation.paper.is_withdrawn else ""


def _authors(citation: Citation) -> str:
    names = [_name(name) for name in citation.authors]
    return " and ".join([*names, "others"] if names and citation.has_others else names)


def _name(name: PersonName) -> str:
    """Return `von Last, Jr, First`; in braces what is no person or would be read as particles."""
    if name.is_group or (not name.given and not name.family[0].isupper()):
        return f"{{{escape(name.family)}}}"
    family = f"{escape(name.particle)} {_family(name.family)}".strip()
    return ", ".join(part for part in (family, _part(name.suffix), _part(name.given)) if part)


# The parts of names recur.
@lru_cache(maxsize=1 << 15)
def _family(text: str) -> str:
    """Return a family name; in braces with a small word inside, which would end the particles."""
    words = text.split()
    is_one = len(words) == 1 or all(not word[0].islower() for word in words)
    return _part(text) if is_one else f"{{{escape(text)}}}"


@lru_cache(maxsize=1 << 15)
def _part(text: str) -> str:
    """Return a part of a name; in braces when it holds what stands between parts and names."""
    is_open = "," not in text and not _BETWEEN_NAMES.intersection(text.lower().split())
    return escape(text) if is_open else f"{{{escape(text)}}}"


EXPORTER = Exporter(
    name="bibtex",
    suffix=".bib",
    description="a bibliography for LaTeX and reference managers",
    render=render,
    needs_keys=True,
)
