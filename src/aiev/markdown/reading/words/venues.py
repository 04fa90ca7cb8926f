"""Where papers appear: names of conferences, journals and preprint servers as lists write them."""

from functools import lru_cache
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.markdown.reading.words import trie

_ACRONYMS = (
    "AAAI", "AAMAS", "ACL", "AISTATS", "ANCS", "APNet", "APSys", "ARR", "ASE", "ASP-DAC", "ASPDAC",
    "ASPLOS", "ASRU", "ATC", "BMVC", "CAV", "CCGrid", "CCS", "CF", "CGO", "CHI", "CICC", "CIDR",
    "CIKM", "CLOUD", "CLuster", "CLUSTER", "COLING", "COLM", "COLT", "CoLLAs", "CoNEXT", "CoNLL",
    "CoRL", "CoRR", "CSCW", "CVPR", "CVPRW", "DAC", "DATE", "DSN", "EACL", "ECAI", "ECCV", "ECCVW",
    "ECIR", "EMNLP", "EMSOFT", "ESEC/FSE", "ESWEEK", "EuroSys", "EUROSYS", "FAccT", "FAST", "FCCM",
    "FPGA", "FPL", "FSE", "GECCO", "GLOBECOM", "HiPC", "HotCarbon", "HotCloud", "HotInfra",
    "HotMobile", "HotNets", "HotOS", "HotStorage", "HPCA", "HPDC", "HRI", "ICAPS", "ICASSP", "ICC",
    "ICCAD", "ICCD", "ICCV", "ICCVW", "ICDAR", "ICDCS", "ICDE", "ICDM", "ICLR", "ICME", "ICML",
    "ICMR", "ICNP", "ICPP", "ICPR", "ICRA", "ICS", "ICSE", "ICWSM", "IISWC", "IJCAI", "IJCNLP",
    "IJCNN", "IJCV", "IMC", "INFOCOM", "INTERSPEECH", "Interspeech", "IPDPS", "IROS", "ISCA",
    "ISLPED", "ISMAR", "ISPASS", "ISSCC", "ISSTA", "ISWC", "ITSC", "IUI", "JAIR", "JMLR", "JSSC",
    "KDD", "L4DC", "LREC", "LREC-COLING", "MASCOTS", "MICCAI", "Middleware", "MICRO", "MLHC",
    "MLSys", "MLSYS", "MM", "MobiCom", "MobiSys", "NAACL", "NDSS", "NeurIPS", "NeurIPSW", "NIPS",
    "NSDI", "OOPSLA", "OSDI", "PACT", "PAKDD", "PLDI", "PMLR", "PODC", "POPL", "PPoPP", "PVLDB",
    "RA-L", "RAL", "RecSys", "ROBIO", "RO-MAN", "RSS", "RTAS", "RTSS", "SC", "SDM", "SEC",
    "SenSys", "SIGCOMM", "SIGGRAPH", "SIGGRAPH Asia", "SIGIR", "SIGMETRICS", "SIGMOD",
    "SIGSPATIAL", "SIGKDD", "SoCC", "SOSP", "SPAA", "STOC", "TACL", "TACO", "TASLP", "TC", "TCAD",
    "TIST", "TIP", "TKDD", "TKDE", "TMC", "TMLR", "TMM", "TNNLS", "TODAES", "TOIS", "TOG", "TPAMI",
    "TPDS", "T-RO", "TRO", "TVCG", "UAI", "UbiComp", "UIST", "USENIX", "USENIX ATC",
    "USENIX Security", "VLDB", "VLSI", "WACV", "WSDM", "WWW", "TheWebConf", "Web Conf", "S&P",
    "CHIL", "ML4H", "EAAI", "SaTML", "LoG", "AutoML", "CPAL", "ICTAI", "ICONIP", "Humanoids",
    "CASE", "CDC", "ACC", "IV", "SMC", "ISER", "WAFR", "SIGDIAL", "SemEval", "BlackboxNLP",
    "ACL-IJCNLP", "EMNLP-IJCNLP", "NAACL-HLT", "EAMT", "EuroVis", "PacificVis", "VIS", "EDBT",
    "AACL", "ACMMM", "ACML", "ACSAC", "AIED", "BIBM", "CGF", "CHIIR", "CogSci", "CoG", "CVIU",
    "DASFAA", "ECML", "ECML-PKDD", "ECML PKDD", "EDM", "EuroS&P", "FOCS", "IEEE S&P", "ISBI",
    "ISPRS", "IWSLT", "JBHI", "MedIA", "MIDL", "MMM", "MSR", "RAID", "SANER", "SIGCSE", "SLT",
    "SODA", "T-PAMI", "TCSVT", "TGRS", "TMI", "TOMM", "TOSEM", "TSE", "TVLSI", "3DV",
    "BigData", "CoDS", "ICTIR", "BioNLP", "WMT", "TSP", "MLArchSys", "ES-FoMo", "ENLSP",
    "CoLM", "Sensys", "EMSE", "JSS", "TDSC", "ISSRE", "ICPC", "ICSME", "TrustCom", "ESEM",
    "ISMIR", "PRICAI", "NLPCC", "Eurographics", "PRCV", "ICIP", "ACCV", "ICANN", "ESWC",
)  # fmt: skip
_WORDS = (
    "arxiv", "arxiv preprint", "biorxiv", "medrxiv", "openreview", "techrxiv", "preprint",
    "nature", "nature communications", "nature medicine", "nature machine intelligence",
    "nature methods", "science", "science robotics", "science advances", "science bulletin",
    "cell", "patterns", "pnas", "neural networks", "neurocomputing", "the web conference",
    "findings", "ieee access", "acm mm", "acm multimedia", "acm csur", "acm computing surveys",
    "csur", "ieee micro", "comm. acm", "cacm", "proceedings of the ieee",
    "robotics: science and systems", "sustainability", "sensors", "ssrn", "plos one",
    "information fusion", "pattern recognition", "neural computation", "nature biotechnology",
    "nature computational science", "expert systems with applications", "knowledge-based systems",
    "ai open", "artificial intelligence review", "bioinformatics", "briefings in bioinformatics",
    "npj digital medicine", "jamia", "lancet digital health",
)  # fmt: skip
_NAME = f"(?:{trie.pattern(_ACRONYMS)}|(?i:{trie.pattern(_WORDS)}))"
_YEAR = r"(?:[\s,]*['’‘`´]?\s*(?P<year>(?:19|20)\d\d|(?<!\d)\d\d(?!\d))['’]?)"
_EXTRA = (
    r"(?:[\s,;:/(\[@-]*(?:(?i:oral|spotlight|poster|highlight|findings|main"
    r"|workshops?|w|demo|demos|track"
    r"|best paper|best student paper|outstanding paper|award|honorable mention|notable"
    r"|featured certification"
    r"|top[- ]?\d+%?|long|short|industry|d&b|datasets? and benchmarks?|system demonstrations?"
    r"|(?:conference )?papers?|survey|tutorials?|accepted|early access|submission"
    r"|conference|competition|challenge|runner[- ]up|candidate|finalist|tiny papers?"
    r"|blogpost|extended abstract"
    r"|cycle \d|fall|spring|summer|winter|round \d|vol\.? ?\d+|no\.? ?\d+|part \w+))[)\].]*)*"
)
_PREFIX = (
    r"(?:(?i:in|at|proc\.?(?: of)?|proceedings of(?: the)?|accepted (?:by|to|at)"
    r"|to appear (?:in|at)|published (?:in|at)|presented at|under review (?:at|in)|submitted to"
    r"|acm|ieee|ieee/acm|acm/ieee|ieee/cvf|usenix|the|findings of(?: the)?"
    r"|annual meeting of(?: the)?) )*"
)
_VENUE = re.compile(
    rf"{_PREFIX}{_NAME}{_YEAR}?{_EXTRA}{_YEAR.replace('year', 'late')}?"
    rf"(?:(?:\s*[&/+,]\s*|\s+and\s+){_NAME}{_YEAR.replace('year', 'other')}?{_EXTRA})*"
)
# `In ICML 2024`: the preposition is the sentence's.
_LEAD = re.compile(r"\A(?:in|at)\s+(?:the\s+)?", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(?P<year>(?:19|20)\d\d)\s+{_NAME}{_EXTRA}")
_LONG_WORDS = (
    "Conference", "Symposium", "Workshop", "Proceedings", "Transactions", "Journal", "Letters",
    "Annual Meeting", "Congress", "Magazine",
)  # fmt: skip
_LONG = re.compile(rf"(?=[A-Z0-9])(?=.{{0,120}}$)(?=[^:?!]*\b(?:{'|'.join(_LONG_WORDS)})\b).*")
_UNKNOWN = re.compile(
    r"(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{2,})(?:[-/ ][A-Z][A-Za-z]*)?"
    r"\s*['’‘`´]\s*(?P<year>\d\d|20\d\d)(?!\d)" + _EXTRA
)
# `DEEM@SIGMOD2018`: a workshop and where it was held.
_AT_VENUE = re.compile(r"[A-Za-z][\w&-]{1,14}@(?P<venue>[A-Z][\w&-]+ ?(?:(?:19|20)\d\d|['’]\d\d))")
_LONGEST_NAME = 100
_CAPITAL = r"[A-Z][\w+!’'.]*"
_ANY_NAME = re.compile(
    rf"(?:npj|[a-z]?{_CAPITAL})(?:(?:[ /@:-]| & |: )(?:{_CAPITAL}|of|on|in|and|for|the)){{0,8}}"
    rf"(?:[ ,-]*['’‘]?(?:19|20)?\d\d)?(?: {_CAPITAL})?"
)
# Words that name a venue though the others begin small, or are Chinese.
_SAID = re.compile(
    r"[A-Z](?=.*\b(?i:symposium|workshops?|conference|journal|handbook|proceedings)\b)"
    r"(?!.*(?:[.!?,] |\bet al\b)).*"
    r"|(?:[A-Z][A-Z/& ]* ?)?[\u4e00-\u9fff·、]{2,24}(?:会议|大会|研讨会|学报|期刊|杂志)"
)
# `H Leung. Systems` begins with a name, the others say who wrote or published it.
_NO_VENUE = re.compile(
    r"\A[A-Z] [A-Z]|\b(?:Blogs?|Team|Group|Website|Homepage|Course|Spring|Summer|Fall|Winter)\b"
)
_AT_END = re.compile(
    r"\s(?P<venue>[A-Z][A-Za-z&-]*[A-Z][A-Za-z&-]*\s?(?:(?:19|20)\d\d|['’‘`´]\s?\d\d))\s*\Z"
)
_PREPOSITION = re.compile(
    r"\b(?:at|of|on|in|for|from|to|with|the|and|an?|by|via|&)\s*\Z|/\w+\s*\Z", re.IGNORECASE
)
# No acronym with its year and the word before it is longer.
_LONGEST_END = 48


class Venue(NamedTuple):
    """A venue as written; `year` is None where none stands beside it."""

    text: str
    year: int | None


@lru_cache(maxsize=4096)
def find(text: str) -> Venue | None:
    """Return the venue that the whole of `text` names (`SOSP' 24`, `ICLR 2024 Oral`), or None."""
    text = text.strip()
    if (
        not text
        or len(text) > 140
        or not (text[0].isalpha() or any(char.isalpha() for char in text))
    ):
        return None
    match = _VENUE.fullmatch(text) or _YEAR_FIRST.fullmatch(text) or _UNKNOWN.fullmatch(text)
    if match is not None:
        parts = match.groupdict()
        text = _LEAD.sub("", text)
        return Venue(text, _full_year(parts.get("year") or parts.get("late")))
    if (workshop := _AT_VENUE.fullmatch(text)) is not None:
        at = find(workshop["venue"])
        return at and Venue(text, at.year)
    if not any(word in text for word in _LONG_WORDS) or _LONG.fullmatch(text) is None:
        return None
    year = re.search(r"\b(?:19|20)\d\d\b", text)
    return Venue(text, int(year.group()) if year else None)


def may_be(text: str) -> bool:
    """Return whether a text has the form of a venue's name, known or not: `QRZ`, `Kites & Knots`.

    So have names of people and of much else: its place has to tell.
    """
    return (
        len(text) <= _LONGEST_NAME
        and (_ANY_NAME.fullmatch(text) or _SAID.fullmatch(text)) is not None
        and _NO_VENUE.search(text) is None
    )


def find_at_end(text: str) -> int | None:
    """Return where an acronym with its year begins that ends a text without a comma before it.

    `Deep Scheduling of Things IJCAI 2019`; in `The Findings of WMT 2020` it is a part of the words.
    """
    if not text.rstrip()[-1:].isdigit():
        return None
    low = max(0, len(text) - _LONGEST_END)
    match = _AT_END.search(text[low:])
    if (
        match is None
        or find(match["venue"]) is None
        or _PREPOSITION.search(text[low : low + match.start()])
    ):
        return None
    return low + match.start("venue")


def _full_year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return (
        int(digits)
        if len(digits) == 4
        else 2000 + int(digits)
        if int(digits) < 60
        else 1900 + int(digits)
    )
