"""CSL-JSON, which pandoc, Zotero and citation processors read: one array of items.

The `id` of an item is the citation key that the BibTeX export gives the same paper.
"""

import json
from collections.abc import Iterable, Iterator

from aiev.domain.knowledge import Json, Paper
from aiev.domain.person_name import PersonName
from aiev.exporters.bibliography import maths_html
from aiev.exporters.bibliography.citation import Citation, iter_citations
from aiev.exporters.bibliography.publication import Form, Publication
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.plain_text import one_line
from aiev.sources.arxiv import tex_maths

# Source: https://docs.citationstyles.org/en/stable/specification.html (appendix III; preprints are
# of the type `article`).
_TYPES = {
    Form.ARTICLE: "article-journal",
    Form.CONFERENCE: "paper-conference",
    Form.PREPRINT: "article",
    # Zotero refuses a whole file in which one item is of CSL's newer type `software`.
    Form.SOFTWARE: "webpage",
    Form.WEB: "webpage",
    Form.DOCUMENT: "document",
}


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the array, an item at a time."""
    before = "[\n"
    for citation in iter_citations(papers, request.citation_keys):
        yield before + json.dumps(item(citation), ensure_ascii=False, indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def entries(citations: Iterable[Citation]) -> str:
    """Return the array that holds these works."""
    items = (json.dumps(item(one), ensure_ascii=False, indent=2) for one in citations)
    return "[\n{}\n]\n".format(",\n".join(items))


def item(citation: Citation) -> Json:
    """Return one work's item; what is not known is left out."""
    paper, published = citation.paper, citation.publication
    is_preprint = published.form is Form.PREPRINT
    fields: Json = {
        "id": citation.key,
        "citation-key": citation.key,
        "type": _TYPES[published.form],
        "title": _title(citation.title),
        # CSL has no word for further authors: each would be cited as a person, `others` too.
        "author": [_name(name) for name in citation.authors],
        "issued": _issued(published),
        "container-title": published.container,
        "volume": published.volume,
        "issue": published.number,
        "page": published.pages.replace("--", "-"),
        "publisher": "arXiv" if is_preprint else "",
        "genre": "Preprint" if is_preprint else "",
        "number": f"arXiv:{paper.arxiv_id}" if is_preprint else "",
        "DOI": citation.doi,
        "URL": citation.url,
        "abstract": one_line(paper.abstract or ""),
        "note": "\n".join(filter(None, (_at_arxiv(paper), "Withdrawn" * paper.is_withdrawn))),
    }
    return {name: value for name, value in fields.items() if value}


def _at_arxiv(paper: Paper) -> str:
    """Return the line in which Zotero keeps where a paper stands at arXiv."""
    if not paper.arxiv_id:
        return ""
    place = f" [{paper.primary_category}]" if paper.primary_category else ""
    return f"arXiv:{paper.arxiv_id}{place}"


def _title(text: str) -> str:
    """Return a title with its maths as markup, out of reach of styles, which give words capitals.

    Maths that has no such form stays as it is. What looks like the markup of CSL, and was none, is
    parted by a character that nobody sees, as processors know no other way to write it.
    Source: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html.
    """
    pieces = tex_maths.split(text)
    pieces[::2] = map(maths_html.without_markup, pieces[::2])
    pieces[1::2] = [f'<span class="nocase">{_maths(piece)}</span>' for piece in pieces[1::2]]
    return "".join(pieces)


def _maths(piece: str) -> str:
    found = maths_html.find(tex_maths.body(piece))
    return piece if found is None else found


def _name(name: PersonName) -> Json:
    if name.is_group:
        return {"literal": name.family}
    parts: Json = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _issued(published: Publication) -> Json:
    parts = [part for part in (published.year, published.month, published.day) if part]
    return {"date-parts": [parts]} if parts else {}


EXPORTER = Exporter(
    name="csl-json",
    suffix=".json",
    description="citations for pandoc, Zotero and citation processors",
    render=render,
    needs_keys=True,
)
