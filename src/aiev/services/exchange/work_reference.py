"""A record's journal or proceedings as one journal reference, and what kind of work it is of.

The reference is written so that exports cut it into the same parts again.
"""

from aiev import lazy_regex as re
from aiev.domain import paper
from aiev.domain.paper import Kind
from aiev.domain.work_record import WorkRecord
from aiev.exporters.bibliography import publication
from aiev.exporters.bibliography.publication import Form

# As BibTeX, biblatex, RIS, CSL, Zotero and Crossref name them, in lower case.
_ARTICLES = frozenset(
    (
        *("article", "jour", "ejour", "jfull", "mgzn", "article-journal", "article-magazine"),
        *("journalarticle", "magazinearticle", "journal-article"),
    )
)
_PAPERS = frozenset(
    (
        *_ARTICLES,
        *("inproceedings", "conference", "incollection", "inbook", "conf", "cpaper", "chap"),
        *("echap", "paper-conference", "chapter", "conferencepaper", "booksection"),
        *("proceedings-article", "book-chapter", "phdthesis", "mastersthesis", "thesis", "thes"),
        *("techreport", "report", "rprt", "unpublished", "unpb", "preprint", "posted-content"),
        *("article", "manuscript", "mansct", "paper", "book", "dissertation", "monograph"),
    )
)
_CODE = frozenset(("software", "comp", "computerprogram"))
_PAGES = re.compile(r"\s*(?:--|[-–—])+\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def kind_of(record: WorkRecord) -> Kind:
    """Return what a record is of: by its type where that says so, else by its address."""
    if record.arxiv_id is not None:
        return Kind.PAPER
    kind = (record.type or "").casefold()
    at = paper.kind(None, record.url) if record.url else Kind.PAPER
    if kind in _CODE:
        return Kind.CODE
    if record.doi or (kind in _PAPERS and at is not Kind.CODE):
        return Kind.PAPER
    return at


def journal_reference(record: WorkRecord) -> str | None:
    """Return where the work appeared, or None where that is nowhere but on a preprint server."""
    container = record.container
    if record.reference:
        return record.reference
    if container is None or not record.is_published:
        return None
    year = str(record.date.year) if record.date else ""
    if _YEAR.search(container):
        year = ""
    pages = _PAGES.sub("-", record.pages or "")
    if (record.type or "").casefold() in _ARTICLES:
        return _of_article(container, record, pages, year)
    named = f"pages {pages}" if re.fullmatch(r"\d+-\d+", pages) else ""
    # A year of its own is told where the paper may be dated by its preprint.
    years = [year] if record.arxiv_id else ["", year]
    for start in ("", "In: "):
        for one in years:
            told = ", ".join(part for part in (f"{start}{container}", named, one) if part)
            if publication.of_reference(told).form is Form.CONFERENCE:
                return told
    return container


def _of_article(container: str, record: WorkRecord, pages: str, year: str) -> str:
    number = f"({record.number})" if record.number and record.volume else ""
    volume = f" {record.volume}{number}" if record.volume else ""
    told = f"{container}{volume}"
    if pages and volume:
        told += f", {pages}"
    if not year or not (record.arxiv_id or volume):
        return told
    return f"{told} ({year})" if volume else f"{told}, {year}"
