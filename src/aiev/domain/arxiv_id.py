"""arXiv identifiers in every spelling that lists use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from aiev.light_typing import TYPE_CHECKING
from aiev.value import value

if TYPE_CHECKING:
    from re import Pattern

    from aiev.domain.partial_date import PartialDate

# New style since 2007-04 (YYMM.NNNN, five digits since 2015-01); before, archive/YYMMNNN.
# Source: https://info.arxiv.org/help/arxiv_identifier.html
_NEW = r"(?:07(?!0[1-3])|0[89]|[1-8][0-9])(?:0[1-9]|1[0-2])\.[0-9]{4,5}"
# Every archive that ever gave out an identifier of the old style.
# Source: https://arxiv.org/archive, which names those that were subsumed, too.
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|"
    "nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_NUMBER = r"(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])[0-9]{3}"
_OLD = rf"(?:{_ARCHIVES})(?:\.[a-z-]{{2,9}})?/{_NUMBER}"
_VERSION = r"(?:v(?P<version>[1-9][0-9]{0,3}))?"
_ID = rf"(?P<value>{_NEW}|{_OLD}){_VERSION}"
_END = r"(?![0-9])(?!\.[0-9])"
_PLAIN = rf"(?:arxiv\s*:\s*)?{_ID}(?:\.pdf)?"
_LINK = (
    # No host may end so by chance (notarxiv.org), but any may stand before it (export.arxiv.org).
    r"(?<![\w-])(?:"
    r"arxiv\.org/(?:abs|pdf|html|e-print|src|format|ps|dvi|ftp/[\w.-]{1,40}/papers/[0-9]{4})"
    r"|alphaxiv\.org/(?:\w{2}/)?(?:abs|pdf|overview|html|paper)"
    r"|(?:huggingface\.co|hf\.co)/papers"
    r"|ar5iv\.org/(?:abs|pdf|html)"
    r"|papers\.cool/arxiv"
    r"|(?:scirate\.com/arxiv|emergentmind\.com/papers|arxivxplorer\.com/arxiv)"
    r"|(?:arxiv-vanity\.com|deeplearn\.org/arxiv)(?:/papers)?"
    r")/+(?:arxiv:)?"
    + _ID
    + _END
    # A figure of a paper's HTML page is a picture, not the paper.
    + r"(?![^?#\s]*\.(?:png|jpe?g|gif|svg|webp)\b)"
)
# The old mirror names the archive once and the number later: /ftp/cs/papers/0309/0309136.pdf.
_MIRROR = (
    rf"(?<![\w-])arxiv\.org/ftp/(?P<archive>{_ARCHIVES})/papers/[0-9]{{4}}/"
    rf"(?P<number>{_NUMBER}){_VERSION}{_END}"
)
_DOI = r"10\.48550/arxiv\." + _ID + _END
_DIGITS = r"[0-9][0-9]{3}(?:\.[0-9]{4}|[0-9]{3})"
_PREFIX = r"\barxiv\s*(?::|preprint\s+arxiv:)\s*" + _ID + _END

# Without a link: behind what names arXiv, or a number alone. That one has five digits behind the
# dot since 2015 and four before, and stands at an end of its line or between brackets.
_ALONE = (
    r"(?:(?:1[5-9]|[23][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5}"
    r"|(?:07(?!0[1-3])|0[89]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4})"
)
_NAMED = (
    r"(?:(?<![\w/.])(?:arxiv(?:\.org)?\s?(?:(?:e-?)?print\s|preprint\s|id\s)?(?:abs/|[:：.,#]?\s?)"
    r"|corr,?\s(?:vol(?:ume)?\.?\s)?abs/)|(?:\bdoi\s?[:：]?\s?)?\b10\.48550/arxiv\.)"
)
_BARE = (
    rf"{_NAMED}(?P<named>{_NEW}|{_OLD}){_VERSION}{_END}"
    rf"|(?<![\w./:=#?&%$€£+-])(?P<alone>{_ALONE}|{_OLD})(?:v(?P<later>[1-9][0-9]?))?{_END}"
)
_LINE_START = r"(?:\A|\n)[\s\[(（【]*\Z"
_LINE_END = r"[\s.,;]*(?:\Z|[\n|])|\s?[\])）】]"

WHOLE = _PLAIN
"""The form that is the whole text."""

WITHIN = (_LINK, _DOI, _PREFIX, _MIRROR)
"""The forms that stand anywhere in a text, in the order in which they are looked for."""


@value
class ArxivId:
    """One paper's identifier; `version` is None where no version was named.

    Two spellings of one paper have the same `value`: compare that to compare papers.
    """

    value: str
    version: int | None = None

    def __str__(self) -> str:
        return self.value if self.version is None else f"{self.value}v{self.version}"

    def month(self) -> PartialDate:
        """Return the month in which the identifier was given out."""
        from aiev.domain.partial_date import PartialDate  # noqa: PLC0415

        digits = self.value.rpartition("/")[2]
        year = int(digits[:2])
        # The first identifiers are of 1991.
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


# A list's address is asked for its title, its links and its account.
@lru_cache(maxsize=4096)
def find(text: str) -> ArxivId | None:
    """Return the identifier that `text` is or links to, or None.

    Reads a bare id, `arXiv:ID`, and the links of arXiv (abs, pdf, html, ftp, mirrors), alphaXiv,
    Hugging Face papers, ar5iv and DOI 10.48550, with or without scheme, version and `.pdf`.
    """
    text = text.strip()
    if _is_new(text):
        return ArxivId(text)
    match = _pattern(WHOLE).fullmatch(text)
    if match is None:
        if "%" in text:
            from urllib.parse import unquote  # noqa: PLC0415

            text = unquote(text)
        if not may_hold(text):
            return None
        match = next(filter(None, (_pattern(form).search(text) for form in WITHIN)), None)
    if match is None:
        return None
    parts = match.groupdict()
    value = parts.get("value") or f"{parts['archive']}/{parts['number']}"
    return _identifier(value, match["version"])


def _is_new(text: str) -> bool:
    """Return whether a text is an identifier as arXiv gives them out now: all digits and a dot.

    Most are written so, and it takes no pattern to see.
    """
    month, dot, number = text[:4], text[4:5], text[5:]
    if dot != "." or len(number) not in (4, 5) or not text.isascii():
        return False
    is_number = month.isdigit() and number.isdigit()
    return is_number and "0704" <= month < "9000" and "01" <= month[2:] <= "12"


def may_hold(text: str) -> bool:
    """Return whether a text has as many digits as an identifier; quick, as most texts have not."""
    return _pattern(_DIGITS).search(text) is not None


def _identifier(value: str, version: str | None) -> ArxivId:
    archive, slash, number = value.rpartition("/")
    if slash:
        # Subject classes are no part of an old identifier: math.GT/0309136 is math/0309136.
        value = archive.partition(".")[0].lower() + slash + number
    return ArxivId(value, int(version) if version else None)


def iter_bare(text: str) -> Iterator[tuple[ArxivId, int, int]]:
    """Yield the identifiers that running text shows without a link, and where they stand.

    `arXiv:ID`, `arXiv ID` and `CoRR abs/ID` count anywhere; a number alone only at an end of its
    line or before a closing bracket: `[2101.03961] Title`, `Title (2101.03961)`, all of a cell.
    """
    for match in _pattern(_BARE).finditer(text):
        start, end = match.span()
        if (
            match["named"] is not None
            or _pattern(_LINE_END).match(text, end)
            or _pattern(_LINE_START).search(text[max(0, start - 4) : start])
        ):
            version = match["version"] or match["later"]
            yield _identifier(match["named"] or match["alone"], version), start, end


@cache
def _pattern(form: str) -> Pattern[str]:
    # Compiled when first needed: a search without an id starts sooner.
    import re  # noqa: PLC0415

    return re.compile(form, re.IGNORECASE | re.ASCII)
