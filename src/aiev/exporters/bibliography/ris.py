"""RIS, which Zotero, Mendeley, EndNote and libraries read: a line a value, ended by CR LF."""

from collections.abc import Iterable, Iterator

from aiev.domain.knowledge import Paper
from aiev.domain.person_name import PersonName
from aiev.exporters.bibliography.citation import Citation, iter_citations
from aiev.exporters.bibliography.publication import Form, Publication
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.plain_text import one_line

# RIS has no type for preprints that all readers know: Mendeley, EndNote and JabRef take UNPB for
# unpublished work, and Zotero takes it for an article until `_PREPRINT` tells more.
_TYPES = {
    Form.ARTICLE: "JOUR",
    Form.CONFERENCE: "CPAPER",
    Form.PREPRINT: "UNPB",
    Form.SOFTWARE: "COMP",
    Form.WEB: "ELEC",
    Form.DOCUMENT: "GEN",
}
# Zotero keeps M2 as a line of its field Extra, and makes an item's type of such a line. The number
# at arXiv goes by its DOI: M1 and AN are an issue or a PubMed number to others.
# Source: https://github.com/zotero/translators (RIS.js); https://github.com/zotero/zotero
# (chrome/content/zotero/xpcom/data/item.js).
_PREPRINT = "type: preprint"


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield a record for each paper that can be cited, with an empty line between two."""
    between = ""
    for citation in iter_citations(papers, request.citation_keys):
        yield between + entry(citation)
        between = "\r\n"


def entry(citation: Citation) -> str:
    """Return one work's record."""
    lines = [f"{tag}  - {text}\r\n" for tag, text in _values(citation) if text]
    return "".join(lines) + "ER  - \r\n"


def _values(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield tags and texts in order, empty where nothing is known; `TY` comes first."""
    paper, published = citation.paper, citation.publication
    yield "TY", _TYPES[published.form]
    yield "ID", citation.key
    yield "TI", citation.title
    for name in citation.authors:
        yield "AU", _name(name)
    yield "T2", published.container
    yield "VL", published.volume
    yield "IS", published.number
    first, _, last = published.pages.partition("--")
    yield "SP", first
    yield "EP", last
    yield "PY", f"{published.year:04}" if published.year else ""
    yield "DA", _date(published)
    if published.form is Form.PREPRINT:
        yield "PB", "arXiv"
        yield "M2", _PREPRINT
    yield "DO", citation.doi
    # A semicolon parts two addresses.
    yield "UR", citation.url.replace(";", "%3B")
    yield "L1", one_line(paper.pdf_url or "").replace(";", "%3B")
    for word in (*paper.topics, *paper.tags):
        yield "KW", one_line(word)
    yield "AB", one_line(paper.abstract or "")
    yield "N1", "Withdrawn" if paper.is_withdrawn else ""


def _name(name: PersonName) -> str:
    """Return `van Last, First, Jr.`, and a group's name with a comma, which keeps it in one piece.

    This is the order of RIS; pandoc alone reads three parts in that of BibTeX.
    """
    if name.is_group:
        return name.family.replace(",", "") + ","
    family = f"{name.particle} {name.family}".strip()
    if not name.given:
        return f"{family} {name.suffix}".strip()
    return ", ".join(filter(None, (family, name.given, name.suffix)))


def _date(published: Publication) -> str:
    """Return `YYYY/MM/DD`; the slashes stay where month or day is not known."""
    if not published.year or not published.month:
        return ""
    day = f"{published.day:02}" if published.day else ""
    return f"{published.year:04}/{published.month:02}/{day}"


EXPORTER = Exporter(
    name="ris",
    suffix=".ris",
    description="citations for Zotero, Mendeley and EndNote",
    render=render,
    needs_keys=True,
)
