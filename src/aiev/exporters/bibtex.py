r"""BibTeX, for LaTeX with bibtex or biber, and for every program that reads it.

A work is `@article` or `@inproceedings` where a journal reference or a venue says so, else `@misc`.
Repositories and pages without authors are by their organizations, as groups. A placeholder, which
has no address, is nothing to cite and is left out.
"""

from collections.abc import Iterable, Iterator

from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.exporters import citation_key, latex_text, person_name, publication
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.person_name import PersonName
from aiev.exporters.publication import Form, Publication

_TYPES = {Form.ARTICLE: "article", Form.CONFERENCE: "inproceedings"}
_CONTAINERS = {Form.ARTICLE: "journal", Form.CONFERENCE: "booktitle"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WIDTH = len("archivePrefix")


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield an entry for each paper that can be cited; reads the papers twice, keys first."""
    del request
    if isinstance(papers, Iterator):
        papers = tuple(papers)
    keys = citation_key.assign(filter(is_citable, papers))
    is_first = True
    for paper in filter(is_citable, papers):
        yield entry(paper, keys[paper.id]) if is_first else "\n" + entry(paper, keys[paper.id])
        is_first = False


def is_citable(paper: Paper) -> bool:
    """Say whether there is a work to cite: a name without an address is not."""
    return paper.kind != Kind.PLACEHOLDER


def entry(paper: Paper, key: str) -> str:
    """Answer the paper's entry under this key."""
    published = publication.of(paper)
    kind = _TYPES.get(published.form, "misc")
    lines = [f"  {name:{_WIDTH}} = {value},\n" for name, value in _fields(paper, published)]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _fields(paper: Paper, published: Publication) -> Iterator[tuple[str, str]]:
    """Yield names and values in order, as they stand in the file; leaves out what is unknown."""
    for name, text in _texts(paper, published):
        if text:
            # The month is a macro, which styles translate; all else is text in braces.
            yield name, text if name == "month" else f"{{{text}}}"


def _texts(paper: Paper, published: Publication) -> Iterator[tuple[str, str]]:
    escape, verbatim = latex_text.escape, latex_text.verbatim
    yield "author", _authors(paper)
    yield "title", latex_text.title(paper.title or paper.url or "")
    yield _CONTAINERS.get(published.form, "journal"), escape(published.container)
    yield "volume", escape(published.volume)
    yield "number", escape(published.number)
    yield "pages", escape(published.pages)
    yield "year", f"{published.year:04}" if published.year else ""
    yield "month", _MONTHS[published.month - 1] if published.month else ""
    if paper.arxiv_id:
        yield "eprint", verbatim(paper.arxiv_id)
        yield "archivePrefix", "arXiv"
        yield "primaryClass", escape(paper.primary_category or "")
    yield "doi", verbatim(doi(paper))
    yield "url", verbatim(paper.url or "")
    yield "note", "Withdrawn" if paper.is_withdrawn else ""


def doi(paper: Paper) -> str:
    """Answer the first DOI, without a resolver before it, or nothing; arXiv allows several."""
    first = (paper.doi or "").split()[:1]
    text = first[0] if first else ""
    start = text.find("10.")
    return text[start:] if start >= 0 else text


def _authors(paper: Paper) -> str:
    names, has_others = person_name.find_all(paper.authors)
    if not names and paper.kind in (Kind.CODE, Kind.WEB):
        names = tuple(PersonName(name, is_group=True) for name in paper.organizations)
    texts = [_name(name) for name in names]
    if texts and has_others:
        texts.append("others")
    return " and ".join(texts)


def _name(name: PersonName) -> str:
    """Answer `von Last, Jr, First`; in braces what is no person or would be read as several."""
    family = latex_text.escape(name.family)
    if name.is_group or (not name.given and not name.family[0].isupper()):
        return f"{{{family}}}"
    particle, suffix, given = map(latex_text.escape, (name.particle, name.suffix, name.given))
    return ", ".join(part for part in (f"{particle} {family}".strip(), suffix, given) if part)


EXPORTER = Exporter(
    name="bibtex",
    suffix=".bib",
    description="a bibliography for LaTeX and reference managers",
    render=render,
    reads_twice=True,
)
