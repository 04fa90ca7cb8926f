"""Where and when a paper appeared, as far as its journal reference or its venue says."""

import re
from dataclasses import dataclass
from enum import StrEnum

from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.exporters.bibliography import conference_reference, journal_reference, tex_text
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


_ANY_YEAR = re.compile(
    rf"(?:(?<![\d:.\-–/])|(?<=[(\s]\d\d/))\(?({journal_reference.YEAR})\)?(?![\d\-–])"
)
_SHORT_YEAR = re.compile(r"(?:['’‘`´]\s*|(?<=[A-Z]{2})-)(\d\d)(?!\d)")
# `EuroSys' 26`, which lists write for `EuroSys '26`.
_LOOSE_YEAR = re.compile(r"\s*['’‘`´]\s+(\d\d)(?!\d)")
_IN = re.compile(
    r"^(?:(?:published|accepted|appears|to appear)\s+)?(?:(?:in|at)(?::|\s)\s*|in(?=proceedings))",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\s*[-–]+\s*")
_PREPRINT = re.compile(
    r"arxiv|preprint|openreview|biorxiv|medrxiv|techrxiv|ssrn|\bcorr\b|submitted|under review"
    r"|zenodo|hugging ?face",
    re.IGNORECASE,
)
_DOI = re.compile(r"[\s,.;]*(?:\bdoi:?\s*|https?://(?:dx\.)?doi\.org/)10\.\S+$", re.IGNORECASE)
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
    reference = _DOI.sub("", reference)
    year = _year(reference) or year
    if _is_conference(reference):
        parts = conference_reference.split(reference)
        return Publication(
            Form.CONFERENCE,
            _IN.sub("", parts.container),
            parts.volume,
            parts.number,
            parts.pages,
            year=year,
        )
    found = journal_reference.find(reference)
    if found is None:
        return Publication(Form.ARTICLE, reference, year=year)
    if not found.pages and re.fullmatch(journal_reference.YEAR, found.volume):
        return Publication(Form.ARTICLE, found.journal, year=year)
    return Publication(
        Form.ARTICLE, found.journal, found.volume, found.number, found.pages, year=year
    )


def _is_conference(reference: str) -> bool:
    told = conference_reference.is_conference(reference)
    if told is not None:
        return told
    if _JOURNAL_VENUE.search(reference):
        return False
    # An acronym and a year, where a journal would have its volume.
    reference = conference_reference.without_named_pages(reference)
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
