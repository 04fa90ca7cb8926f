"""Citations as all formats need them: which works are cited, with authors, DOI and key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from aiev.domain.knowledge import CitationFacts, Paper
from aiev.domain.paper import Kind
from aiev.domain.person_name import PersonName
from aiev.exporters.bibliography import citation_key, credited, publication, tex_text
from aiev.exporters.bibliography.publication import Publication
from aiev.exporters.plain_text import is_linkable, one_line


@dataclass(frozen=True, slots=True)
class Citation:
    """A work as bibliographies describe it; each text is one line, empty where it is not known.

    With `has_others` there are more authors than these.
    """

    key: str
    paper: Paper
    publication: Publication
    title: str
    authors: tuple[PersonName, ...]
    has_others: bool
    doi: str
    url: str


def iter_citations(
    papers: Iterable[Paper], keys: Mapping[int, str] | None = None
) -> Iterator[Citation]:
    """Yield the papers that can be cited, in their order, under their keys.

    Without `keys` these are unique among these papers alone, which are then held in memory.
    """
    if keys is None:
        papers = tuple(papers)
        keys = citation_key.assign(filter(is_citable, papers))
    for paper in filter(is_citable, papers):
        yield of(paper, keys)


def of(paper: Paper, keys: Mapping[int, str]) -> Citation:
    """Return the citation of one paper under its key among `keys`.

    An address that could run a script is left out.
    """
    url = one_line(paper.url or "") if is_linkable(paper.url) else ""
    return Citation(
        key=keys[paper.id],
        paper=paper,
        publication=publication.of(paper),
        title=one_line(tex_text.title(paper)) or url,
        authors=tuple(credited.iter_credited(paper)),
        has_others=credited.has_others(paper),
        doi=_doi(paper),
        url=url,
    )


def is_citable(paper: Paper | CitationFacts) -> bool:
    """Return whether there is something to cite: a placeholder has a name and no address."""
    return paper.kind != Kind.PLACEHOLDER


def _doi(paper: Paper) -> str:
    """Return the first DOI, without a resolver before it; arXiv allows several.

    Where a paper has no other it is arXiv's own, which every reader keeps.
    Source: https://info.arxiv.org/help/doi.html (all papers have one, those of before 2022 too).
    """
    first = (one_line(paper.doi or paper.published_doi or "").split() or [""])[0]
    if not first:
        return f"10.48550/arXiv.{paper.arxiv_id}" if paper.arxiv_id else ""
    return first[max(first.find("10."), 0) :]
