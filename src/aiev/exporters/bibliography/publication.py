"""Where and when a paper appeared, as far as its journal reference or its venue says."""

import re
from dataclasses import dataclass
from enum import StrEnum

from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.exporters.bibliography import journal_reference, tex_text
from aiev.exporters.plain_text import one_line


class Form(StrEnum):
    """The form in which a work is cited."""

    ARTICLE = "article"
    CONFERENCE = "conference"
    PREPRINT = "preprint"
    SOFTWARE = "software"
    WEB = "web"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Publication:
    """How to cite a work; `container` is the journal or the proceedings.

    The date is that of the publication, of which only the year can be known; a work that appeared
    nowhere has its issued date. What is unknown is None or empty.
    """

    form: Form
    container: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None


_ANY_YEAR = re.compile(rf"(?<![\d:.\-–/])\(?({journal_reference.YEAR})\)?(?![\d\-–])")
_SHORT_YEAR = re.compile(r"(?:['’‘`´]\s*|(?<=[A-Z]{2})-)(\d\d)(?!\d)")
# `EuroSys' 26`, which lists write for `EuroSys '26`.
_LOOSE_YEAR = re.compile(r"\s*['’‘`´]\s+(\d\d)(?!\d)")
_NAMED_PAGES = re.compile(r"\bpp?\.?\s*(\d+)\s*[-–]+\s*(\d+)|\bpages?\s+(\d+)\s*[-–]+\s*(\d+)")
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|conference|symposium|workshops?|congress|meeting|neurips|nips)\b"
    r"|advances in neural information processing systems"
    r"|^(?:in:?\s+)?proc\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"^(?:(?:published|accepted|appears|to appear)\s+)?(?:in|at)(?::|\s)\s*", re.IGNORECASE
)
# What nobody writes before the name of a journal.
_INSIDE = re.compile(r"in:\s", re.IGNORECASE)
# Journals that call themselves proceedings.
_NO_PROCEEDINGS = re.compile(
    r"conference series|national academy|royal society|proceedings of the ieee\b", re.IGNORECASE
)
_PAGES = re.compile(r"\s*[-–]+\s*")
_PREPRINT = re.compile(
    r"arxiv|preprint|openreview|biorxiv|medrxiv|techrxiv|ssrn|\bcorr\b|submitted|under review"
    r"|zenodo|hugging ?face",
    re.IGNORECASE,
)
# `ICML 2021`, `MLSys'24`, `AAAI-24`.
_EDITION = re.compile(rf"\(?\b{journal_reference.YEAR}\b\)?|['’-]\d\d(?!\S)")
_JOURNAL_VENUE = re.compile(
    r"(?i:\b(?:journal|transactions|trans\.|letters|magazine|nature|science|patterns|sensors"
    r"|neurocomputing|ieee access)\b)"
    r"|\b(?:JMLR|TMLR|TACL|TPAMI|T-RO|TSE|TPDS|TC|TCAD|TACO|TODAES|TOIS|TKDE|TKDD|TNNLS|TIP|TMM"
    r"|TVCG|TOG|TMC|TIST|TASLP|JAIR|IJCV|JSSC|PVLDB|RA-L|PNAS|CSUR|CACM)\b"
)


def of(paper: Paper) -> Publication:
    """Return how to cite the paper: by its journal reference, else its venue, else its kind.

    The venue is what a list gives, else what a source knows.
    """
    year, month, day = _date(paper.issued)
    reference = one_line(tex_text.plain(paper.journal_ref or ""))
    if reference:
        return of_reference(reference, year=year)
    venues = (one_line(entry.venue or "") for entry in paper.entries)
    venue = next((text for text in venues if text and not _PREPRINT.search(text)), None)
    if venue is not None and paper.kind == Kind.PAPER:
        form = Form.ARTICLE if _JOURNAL_VENUE.search(venue) else Form.CONFERENCE
        container = _LOOSE_YEAR.sub(r" '\1", venue)
        return Publication(form, container, year=_year(venue) or year)
    known = paper.publication
    if known is not None and known.venue and known.year:
        # Its date may be the preprint's: a publication of no known year is cited as that.
        is_article = known.kind == "journal" or _JOURNAL_VENUE.search(known.venue)
        return Publication(
            Form.ARTICLE if known.kind != "conference" and is_article else Form.CONFERENCE,
            one_line(known.venue),
            volume=one_line(known.volume or ""),
            pages=_PAGES.sub("--", one_line(known.pages or "")),
            year=known.year,
        )
    form = Form.PREPRINT if paper.arxiv_id else _FORMS.get(paper.kind, Form.DOCUMENT)
    return Publication(form, year=year, month=month, day=day)


_FORMS = {Kind.CODE.value: Form.SOFTWARE, Kind.WEB.value: Form.WEB}


def of_reference(reference: str, *, year: int | None = None) -> Publication:
    """Return a journal reference in parts; one that cannot be cut is the container as a whole.

    `year` is the paper's own, for a reference without one.
    """
    year = _year(reference) or year
    if _is_conference(reference):
        pages = _NAMED_PAGES.search(reference)
        ends = [end for end in pages.groups() if end] if pages else []
        container = _IN.sub("", _without(pages, reference) if pages else reference)
        return Publication(Form.CONFERENCE, container, pages="--".join(ends), year=year)
    found = journal_reference.find(reference)
    if found is None:
        return Publication(Form.ARTICLE, reference, year=year)
    if not found.pages and re.fullmatch(journal_reference.YEAR, found.volume):
        return Publication(Form.ARTICLE, found.journal, year=year)
    return Publication(
        Form.ARTICLE, found.journal, found.volume, found.number, found.pages, year=year
    )


def _without(pages: re.Match[str], reference: str) -> str:
    """Return a reference without its pages and the signs around them."""
    before = reference[: pages.start()].rstrip(" ,;:.(")
    after = reference[pages.end() :].lstrip(" )")
    return before + (after if after[:1] in ",;.)" else f" {after}").rstrip(" ,;:")


def _is_conference(reference: str) -> bool:
    if _INSIDE.match(reference):
        return True
    if _PROCEEDINGS.search(reference):
        return not _NO_PROCEEDINGS.search(reference)
    if _JOURNAL_VENUE.search(reference):
        return False
    # An acronym and a year, where a journal would have its volume.
    words = [word.strip(",") for word in _EDITION.sub(" ", reference, count=1).split()]
    return (
        _EDITION.search(reference) is not None
        and all(word.replace("&", "").isalpha() for word in words)
        and any(sum(map(str.isupper, word)) > 1 for word in words)
    )


def _year(text: str) -> int | None:
    found = _ANY_YEAR.findall(text)
    if found:
        return int(found[-1])
    short = _SHORT_YEAR.search(text)
    return 2000 + int(short[1]) if short else None


def _date(issued: str | None) -> tuple[int | None, int | None, int | None]:
    parts = [int(part) for part in (issued or "").split("-") if part.isdigit()]
    year, month, day = (*parts, None, None, None)[:3]
    return year, month, day
