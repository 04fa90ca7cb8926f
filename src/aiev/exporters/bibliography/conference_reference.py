"""References to proceedings as authors type them on arXiv, told from those to journals.

`Interspeech 2024, 100-104` looks like a journal with its volume, and `Proc. Natl. Acad. Sci. 121`
like proceedings. All patterns take time in proportion to the text.
"""

import re
from dataclasses import dataclass

from aiev.exporters.bibliography import journal_reference

# Conferences that people write by an acronym or a short name; none is a journal's name too.
_NAMES = (
    "3DV AACL AAAI AAMAS ACCV ACL ACML ACSAC AISTATS AIED APNet APSys ASE ASPLOS ASRU BMVC CAV CCS"
    " CHI CHIIR CIDR CIKM CLUSTER COLING COLM COLT CSCW CVPR CVPRW CoLLAs CoNEXT CoNLL CoRL DAC"
    " DSN EACL EAMT ECAI ECCV ECIR ECML EDBT EDM EMNLP EuroSys EuroS&P FAccT FCCM FOCS FPGA FSE"
    " GECCO HPCA HPDC HotNets HotOS HotStorage ICAPS ICASSP ICCAD ICCD ICCV ICCVW ICDAR ICDCS ICDE"
    " ICDM ICLR ICME ICML ICMR ICPP ICPR ICRA ICSE ICWSM IISWC IJCAI IJCNLP IJCNN IMC INFOCOM"
    " INTERSPEECH Interspeech IPDPS IROS ISBI ISCA ISIT ISMAR ISMIR ISPASS ISSCC ISSTA ISWC ITSC"
    " IWSLT KDD L4DC LREC MASCOTS MICCAI MICRO MIDL MLHC MLSys MSR MobiCom MobiSys NAACL NDSS NIPS"
    " NSDI NeurIPS OOPSLA OSDI PACT PAKDD PLDI PODC PODS POPL PPoPP RSS RTAS RTSS RecSys SANER SC"
    " SDM SIGCOMM SIGCSE SIGDIAL SIGGRAPH SIGIR SIGKDD SIGMETRICS SIGMOD SIGSPATIAL SLT SODA SOSP"
    " SPAA STOC SaTML SemEval SenSys SoCC TheWebConf UAI UIST USENIX UbiComp WACV WMT WSDM WWW"
)
_NAME = "(?:{})".format("|".join(sorted(map(re.escape, _NAMES.split()), key=len, reverse=True)))
# `EMNLP 2024`, `LREC-COLING 2024`, `SIGCOMM '24`, `CVPR2024`, `ACL (1) 2023`, `AAAI-24`.
_EDITION = (
    rf"(?:\s*\(\d\))?[\s,(]*"
    rf"(?:{journal_reference.YEAR}|['’‘`´]\s?\d\d|(?<=[A-Z])-\d\d|\d\d(?=[\s,]|$))"
)
_STARTS = re.compile(
    r"(?:(?:published|accepted|presented|to appear)\s+)?(?:(?:in|at)\s*:?\s+)?(?:the\s+)?"
    r"(?:findings of(?: the)?\s+|(?:proc\.?|proceedings) of(?: the)?\s+)?"
    r"(?:(?:ACM|IEEE|AAAI|USENIX|IEEE/CVF|ACM/IEEE)\s+)?"
    rf"(?-i:{_NAME})(?:[-/\s](?-i:{_NAME}|Asia|ATC|Security|HLT|PKDD))*"
    rf"(?:\s+(?:findings|main|workshops?|industry|demos?))?{_EDITION}(?!\d)",
    re.IGNORECASE,
)
# What nobody writes before the name of a journal.
_INSIDE = re.compile(r"in:\s", re.IGNORECASE)
_FINDINGS = re.compile(r"(?:in:?\s+)?findings of(?: the)? ", re.IGNORECASE)
# `Vol. 38 No. 1`, `38(1)`, `PMLR 235:`.
_VOLUME = re.compile(
    r"[\s,;(]*\b(?:vol(?:ume)?\.?\s*(\d+)(?:[\s,(]*(?:no|issue|number)\.?\s*(\d+)\)?)?"
    r"|(?<=PMLR )v?(\d{1,4})(?=[\s:,)]|$))|,\s*(\d{1,4})\s*\((\d{1,3})\)",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"\bpp?\.?\s*(\d+)\s*[-–]+\s*(\d+)|\bpages?\s*:?\s*(\d+)\s*[-–]+\s*(\d+)"
    # Without a word for it, pages are a span that goes up and is none of days or years.
    r"|[,:]\s*(\d{1,6})\s*[-–]+\s*(\d{1,6})(?=\s*(?:[,.;(]\s*|$))",
    re.IGNORECASE,
)
# A year of its own at the end, `CVPR, 2024`, which citations tell apart from the name; the year
# of a name, `CVPR 2024`, is the name's, and that of a day the day's.
_YEAR_BEHIND = re.compile(rf"(?:(?<=[^\W\d])|(?<=[^\W\d]\))),\s*{journal_reference.YEAR}\.?$")
_MONTH_BEFORE = re.compile(rf"\b{journal_reference.MONTH}\s*[,:]?\s*$", re.IGNORECASE)
_NO_JOURNAL = re.compile(
    r"\b(?:proceedings|conference|symposium|workshops?|congress|meeting|neurips|nips)\b"
    r"|advances in neural information processing systems"
    r"|^(?:in:?\s+)?proc\b|\bPMLR\b|\blecture notes in\b|\bLNCS\b",
    re.IGNORECASE,
)
# Journals that call themselves proceedings, in full and as they are abbreviated.
_JOURNAL = re.compile(
    r"conference series|national academy|royal society"
    r"|proceedings of the ieee\b(?! (?:20\d\d|19\d\d|\d+(?:st|nd|rd|th)|con|int|sym))"
    r"|\bproc(?:eedings)?\.?\s*(?:of\s+)?(?:the\s+)?(?:vldb\b|natl?\.?\s*acad|roy?\.?\s*soc|r\.?\s*soc"
    r"|(?:am(?:er)?\.?|a\.)\s*(?:math|m)\b|london math|lond\.? math|edinb|camb|indian acad"
    r"|acm\s+(?:program|meas|manag|hum|interact|softw|netw|comput|on\b)"
    r"|ieee\b(?!\S*[\s,]+(?:20\d\d|19\d\d|\d+(?:st|nd|rd|th)|con|int|sym|work|/)))"
    r"|\bproc\.?\s*suppl",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ConferenceReference:
    """Where in proceedings a paper stands; what the reference does not say is empty."""

    container: str
    volume: str
    number: str
    pages: str


def is_conference(text: str) -> bool | None:
    """Return whether a reference is to proceedings; None where neither name nor year tells."""
    if _INSIDE.match(text):
        return True
    if _JOURNAL.search(text):
        return False
    if _NO_JOURNAL.search(text) or _STARTS.match(text) or _FINDINGS.match(text):
        return True
    return None


def without_named_pages(text: str) -> str:
    """Return a reference without pages that are called so: `pp. 1-14`."""
    found = next((one for one in _PAGES.finditer(text) if one[1] or one[3]), None)
    return text if found is None else _without(found, text)


def split(text: str) -> ConferenceReference:
    """Return a reference to proceedings in parts; what belongs to none is the container."""
    pages = _span(text)
    ends = ""
    if pages is not None:
        ends = "--".join(end for end in pages.groups() if end)
        text = _without(pages, text)
    volume = _VOLUME.search(text)
    if volume is None:
        return ConferenceReference(_without_year_behind(text), "", "", ends)
    found = volume[1] or volume[3] or volume[4]
    number = volume[2] or volume[5] or ""
    return ConferenceReference(_without_year_behind(_without(volume, text)), found, number, ends)


def _without_year_behind(text: str) -> str:
    found = _YEAR_BEHIND.search(text)
    if found is None or _MONTH_BEFORE.search(text[: found.start()]):
        return text
    return text[: found.start()]


def _span(text: str) -> re.Match[str] | None:
    """Return the pages: those that are called so, else the last span that can be some."""
    found = list(_PAGES.finditer(text))
    named = [one for one in found if one[1] or one[3]]
    for one in named or reversed(found):
        low, high = [int(end) for end in one.groups() if end]
        is_date = _MONTH_BEFORE.search(text[: one.start() + 1]) if not named else None
        if low <= high and not is_date and (named or not 1900 <= low <= high <= 2100):
            return one
    return None


def _without(part: re.Match[str], text: str) -> str:
    """Return a reference without one of its parts and the signs around it."""
    before = text[: part.start()].rstrip(" ,;:.(")
    after = text[part.end() :].lstrip(" ):")
    return before + (after if after[:1] in (",", ";", ".", ")") else f" {after}").rstrip(" ,;:")
