"""arXiv identifiers in every spelling that lists use."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from aiev.domain.partial_date import PartialDate

# New style since 2007-04 (YYMM.NNNN, five digits since 2015-01); old style archive/YYMMNNN.
# Source: https://info.arxiv.org/help/arxiv_identifier.html
_NEW = r"(?:0[7-9]|[1-9]\d)(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD = r"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
_ID = rf"(?P<value>{_NEW}|{_OLD})(?:v(?P<version>[1-9]\d*))?"
_END = r"(?![\d])(?!\.\d)"
_PLAIN = re.compile(rf"(?:arxiv\s*:\s*)?{_ID}(?:\.pdf)?", re.IGNORECASE)
_LINK = re.compile(
    r"(?:"
    r"(?:[\w-]+\.)*arxiv\.org/(?:abs|pdf|html|e-print|src|format|ps|dvi|ftp/[\w.-]+/papers/\d{4})"
    r"|(?:www\.)?alphaxiv\.org/(?:\w{2}/)?(?:abs|pdf|overview|html|paper)"
    r"|(?:www\.)?(?:huggingface\.co|hf\.co)/papers"
    r"|(?:[\w-]+\.)*ar5iv\.org/(?:abs|pdf|html)"
    r"|(?:[\w-]+\.)*papers\.cool/arxiv"
    r"|(?:[\w-]+\.)*(?:scirate\.com/arxiv|emergentmind\.com/papers|arxivxplorer\.com/arxiv)"
    r"|(?:[\w-]+\.)*(?:arxiv-vanity\.com|deeplearn\.org/arxiv)(?:/papers)?"
    r")/+(?:arxiv:)?"
    + _ID
    + _END
    # A figure of a paper's HTML page is a picture, not the paper.
    + r"(?![^?#\s]*\.(?:png|jpe?g|gif|svg|webp)\b)",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.48550/arxiv\." + _ID + _END, re.IGNORECASE)
_PREFIX = re.compile(r"\barxiv\s*(?::|preprint\s+arxiv:)\s*" + _ID + _END, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArxivId:
    """One paper's identifier; `version` is None where no version was named.

    Two spellings of one paper have the same `value`: compare that to compare papers.
    """

    value: str
    version: int | None = None

    def __str__(self) -> str:
        return self.value if self.version is None else f"{self.value}v{self.version}"

    def month(self) -> PartialDate:
        """Answer the month in which the identifier was given out."""
        digits = self.value.rpartition("/")[2]
        year = int(digits[:2])
        return PartialDate(1900 + year if year >= 91 else 2000 + year, int(digits[2:4]))

    @property
    def abs_url(self) -> str:
        """The address of the abstract page, of the latest version."""
        return f"https://arxiv.org/abs/{self.value}"

    @property
    def pdf_url(self) -> str:
        """The address of the PDF, of the latest version."""
        return f"https://arxiv.org/pdf/{self.value}"


def parse(text: str) -> ArxivId:
    """Read an identifier, bare or in any link form; raises ValueError for anything else."""
    found = find(text)
    if found is None:
        raise ValueError(f"not an arXiv id: {text}")
    return found


def find(text: str) -> ArxivId | None:
    """Answer the identifier that `text` is or links to, or None.

    Reads a bare id, `arXiv:ID`, and the links of arXiv (abs, pdf, html, ftp, mirrors), alphaXiv,
    Hugging Face papers, ar5iv and DOI 10.48550, with or without scheme, version and `.pdf`.
    """
    text = text.strip()
    match = _PLAIN.fullmatch(text)
    if match is None:
        if "%" in text:
            text = unquote(text)
        match = _LINK.search(text) or _DOI.search(text) or _PREFIX.search(text)
    if match is None:
        return None
    value, version = match["value"], match["version"]
    archive, slash, number = value.rpartition("/")
    if slash:
        # Subject classes are no part of an old identifier: math.GT/0309136 is math/0309136.
        value = archive.partition(".")[0].lower() + slash + number
    return ArxivId(value, int(version) if version else None)
