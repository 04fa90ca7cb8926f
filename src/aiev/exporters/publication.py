"""Where and when a paper appeared, as far as its journal reference or its venue says."""

import re
from dataclasses import dataclass
from enum import StrEnum

from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.exporters import tex_text
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


_YEAR = r"(?:19|20)\d\d"
_ANY_YEAR = re.compile(rf"(?<![\d:.\-–/])\(?({_YEAR})\)?(?![\d\-–])")
_SHORT_YEAR = re.compile(r"['’‘`´]\s*(\d\d)(?!\d)")
# `EuroSys' 26`, which lists write for `EuroSys '26`.
_LOOSE_YEAR = re.compile(r"\s*['’‘`´]\s+(\d\d)$")
_JOURNAL = re.compile(
    r"(?P<journal>[^\d:;()]*[^\W\d]\.?)[\s,.:(]*"
    r"(?P<volume>[A-Z]?\d+)(?!\d)(?:\s*\((?P<number>\d{1,3}(?:[-–]\d{1,3})?)\))?(?P<rest>.*)",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"[\s,]+vol(?:ume)?\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:no|issue|number|iss)[.:]?\s*(\d+)", re.IGNORECASE)
_PAGES = re.compile(r"(?<!\w)([A-Za-z]?\d+\s*[-–]+\s*[A-Za-z]?\d+|[A-Za-z]?\d+)(?!\w)(?:\(R\))?")
_NAMED_PAGES = re.compile(r"\bpp?\.?\s*(\d+)\s*[-–]+\s*(\d+)|\bpages?\s+(\d+)\s*[-–]+\s*(\d+)")
_FILLER = re.compile(r"\b(?:pp?|pages?|art|article|id)\b|[\s,.;:()\-–]+", re.IGNORECASE)
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|conference|symposium|workshops?|congress|meeting)\b"
    r"|^(?:in:?\s+)?proc\b",
    re.IGNORECASE,
)
# Journals that call themselves proceedings.
_NO_PROCEEDINGS = re.compile(
    r"conference series|national academy|royal society|proceedings of the ieee\b", re.IGNORECASE
)
_PREPRINT = re.compile(
    r"arxiv|preprint|openreview|biorxiv|medrxiv|techrxiv|ssrn|\bcorr\b|submitted|under review"
    r"|zenodo|hugging ?face",
    re.IGNORECASE,
)
_JOURNAL_VENUE = re.compile(
    r"(?i:\b(?:journal|transactions|trans\.|letters|magazine|nature|science|patterns|sensors)\b)"
    r"|\b(?:JMLR|TMLR|TACL|TPAMI|TPDS|TC|TCAD|TACO|TODAES|TOIS|TKDE|TKDD|TNNLS|TIP|TMM|TVCG|TOG|TMC"
    r"|TIST|TASLP|JAIR|IJCV|JSSC|PVLDB|RA-L|PNAS|CSUR|CACM)\b"
)


def of(paper: Paper) -> Publication:
    """Answer how to cite the paper: by its journal reference, else its venue, else as it stands."""
    year, month, day = _date(paper.issued)
    reference = one_line(tex_text.plain(paper.journal_ref or ""))
    if reference:
        return _from_reference(reference, year=year)
    venues = (one_line(entry.venue or "") for entry in paper.entries)
    venue = next((text for text in venues if text and not _PREPRINT.search(text)), None)
    if venue is not None and paper.kind == Kind.PAPER:
        form = Form.ARTICLE if _JOURNAL_VENUE.search(venue) else Form.CONFERENCE
        container = _LOOSE_YEAR.sub(r" '\1", venue)
        return Publication(form, container, year=_year(venue) or year)
    form = Form.PREPRINT if paper.arxiv_id else _FORMS.get(paper.kind, Form.DOCUMENT)
    return Publication(form, year=year, month=month, day=day)


_FORMS = {Kind.CODE.value: Form.SOFTWARE, Kind.WEB.value: Form.WEB}


def _from_reference(reference: str, *, year: int | None) -> Publication:
    """Cut a journal reference into parts; what cannot be cut whole is the container as written."""
    year = _year(reference) or year
    if _PROCEEDINGS.search(reference) and not _NO_PROCEEDINGS.search(reference):
        pages = _NAMED_PAGES.search(reference)
        ends = [end for end in pages.groups() if end] if pages else []
        container = re.sub(r"^in(?::|\s)\s*", "", reference, flags=re.IGNORECASE)
        return Publication(Form.CONFERENCE, container, pages="--".join(ends), year=year)
    match = _JOURNAL.fullmatch(reference)
    if match is not None:
        rest = _ANY_YEAR.sub(" ", match["rest"], count=1)
        number = match["number"] or ""
        found = None if number else _NUMBER.search(rest)
        if found is not None:
            number = found[1]
            rest = rest[: found.start()] + " " + rest[found.end() :]
        span = _PAGES.search(rest)
        if span is not None:
            rest = rest[: span.start()] + " " + rest[span.end() :]
        if not _FILLER.sub("", rest):
            return Publication(
                Form.ARTICLE,
                container=_VOLUME.sub("", match["journal"]).strip(" ,"),
                volume=match["volume"],
                number=number,
                pages=re.sub(r"\s*[-–]+\s*", "--", span[1]) if span else "",
                year=year,
            )
    return Publication(Form.ARTICLE, reference, year=year)


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
