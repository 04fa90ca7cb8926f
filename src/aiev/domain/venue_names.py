"""Acronyms of conferences and journals, by the names that sources give them in full."""

from aiev import lazy_regex as re

_CONFERENCES = (
    ("ICLR", r"learning representations"),
    ("ICML", r"international conference on machine learning(?! and)"),
    ("NeurIPS", r"neural information processing systems"),
    ("MLSys", r"machine learning and systems|\bmlsys\b"),
    ("AISTATS", r"artificial intelligence and statistics"),
    ("UAI", r"uncertainty in artificial intelligence"),
    ("COLT", r"conference on learning theory|computational learning theory"),
    ("COLM", r"conference on language modeling"),
    ("CoRL", r"conference on robot learning"),
    ("AAAI", r"aaai conference on artificial intelligence"),
    ("IJCAI", r"international joint conferences? on artificial intelligence"),
    ("ECAI", r"european conference on artificial intelligence"),
    ("NAACL", r"north american chapter of the association for computational linguistics"),
    ("EACL", r"european chapter of the association for computational linguistics"),
    ("AACL", r"asia-pacific chapter of the association for computational linguistics"),
    ("ACL", r"annual meeting of the association for computational linguistics"),
    ("EMNLP", r"empirical methods in natural language processing"),
    ("COLING", r"international conference on computational linguistics"),
    ("CoNLL", r"computational natural language learning"),
    ("INTERSPEECH", r"\binterspeech\b"),
    ("ICASSP", r"acoustics,? speech,? and signal processing"),
    ("CVPR", r"computer vision and pattern recognition(?! workshops)"),
    ("ICCV", r"international conference on computer vision(?! workshops)"),
    ("ECCV", r"european conference on computer vision"),
    ("WACV", r"winter conference on applications of computer vision"),
    ("BMVC", r"british machine vision conference"),
    ("ICRA", r"international conference on robotics and automation"),
    ("IROS", r"intelligent robots and systems"),
    ("RSS", r"robotics: science and systems"),
    ("KDD", r"knowledge discovery (?:and|&) data mining"),
    ("WWW", r"the web conference|world wide web conference"),
    ("SIGIR", r"research and development in information retrieval"),
    ("CIKM", r"information and knowledge management"),
    ("WSDM", r"web search and data mining"),
    ("SOSP", r"symposium on operating systems principles"),
    ("OSDI", r"operating systems design and implementation"),
    ("NSDI", r"networked systems design and implementation"),
    ("EuroSys", r"european conference on computer systems"),
    ("ASPLOS", r"architectural support for programming languages and operating systems"),
    ("USENIX ATC", r"usenix annual technical conference"),
    ("USENIX Security", r"usenix security symposium"),
    ("FAST", r"file and storage technologies"),
    ("ISCA", r"international symposium on computer architecture"),
    ("HPCA", r"high.performance computer architecture"),
    ("MICRO", r"international symposium on microarchitecture|micro-?architecture"),
    ("DAC", r"design automation conference(?!.*asia)"),
    ("PPoPP", r"principles (?:and|&) practice of parallel programming"),
    ("SC", r"high performance computing,? networking,? storage,? and analysis"),
    ("SIGCOMM", r"\bsigcomm\b"),
    ("SIGMOD", r"management of data"),
    ("ICSE", r"international conference on software engineering$"),
    ("PLDI", r"programming language design and implementation"),
    ("CHI", r"human factors in computing systems"),
    ("CCS", r"computer and communications security"),
)
_JOURNALS = (
    ("TMLR", r"transactions on machine learning research|^trans\.? mach\.? learn\.? res"),
    ("JMLR", r"^journal of machine learning research|^j\.? mach\.? learn\.? res"),
    ("TACL", r"transactions of the association for computational linguistics"),
    ("PVLDB", r"proceedings of the vldb endowment|^proc\.? vldb endow"),
)
_FINDINGS = re.compile(r"^findings of\b|\bfindings\b", re.IGNORECASE)
_WORKSHOP = re.compile(r"\bworkshops?\b|\btutorials?\b|\bcompanion\b", re.IGNORECASE)
# The ACL registers its DOIs by the ids of its anthology, which tell more than any source.
_ANTHOLOGY = re.compile(
    r"10\.18653/v1/(?P<year>20\d\d)\.(?P<findings>findings-)?(?P<venue>[a-z]+)"
    r"(?:-(?P<part>[a-z]+))?\.\d+"
)
_AT_ANTHOLOGY = {name.lower(): name for name, _ in _CONFERENCES} | {"tacl": "TACL"}
# DBLP's names of venues, where they are not the acronym.
_AT_DBLP = {
    **{name.lower(): name for name, _ in (*_CONFERENCES, *_JOURNALS)},
    "nips": "NeurIPS",
    "usenix": "USENIX ATC",
    "uss": "USENIX Security",
}
# Their findings go under the same name at DBLP and Semantic Scholar, and are another venue.
_WITH_FINDINGS = ("ACL", "EMNLP", "NAACL", "EACL", "AACL")
_DBLP = re.compile(r"(?P<kind>conf|journals)/(?P<stream>[a-z0-9-]+)/.*?(?P<year>\d\d)?[a-z]{0,2}")


def acronym(name: str) -> str | None:
    """Return the acronym of a venue that is given in full; None for one that is not known.

    A workshop at a conference is not the conference, and findings are not its main papers.
    """
    if _WORKSHOP.search(name):
        return None
    found = next(
        (short for short, words in (*_CONFERENCES, *_JOURNALS) if re.search(words, name, re.I)),
        None,
    )
    if found and _FINDINGS.search(name):
        return f"Findings of {found}"
    return found


def of_anthology(doi: str | None) -> tuple[str, int] | None:
    """Return the venue and the year that a DOI of the ACL Anthology tells.

    None for a volume of workshops, demonstrations and the like.
    """
    found = _ANTHOLOGY.fullmatch(doi) if doi else None
    name = _AT_ANTHOLOGY.get(found["venue"]) if found else None
    if found is None or name is None:
        return None
    if found["findings"]:
        return f"Findings of {name}", int(found["year"])
    is_main = found["part"] in (None, "main", "long", "short")
    return (name, int(found["year"])) if is_main else None


def of_dblp(key: str | None) -> tuple[str | None, str | None, int | None]:
    """Return the kind of venue, its acronym and the year that a key of DBLP's tells.

    `conf/iclr/DoeR25` is of ICLR 2025; `journals/corr/…` is a preprint, which tells nothing.
    """
    found = _DBLP.fullmatch(key) if key else None
    if found is None or found["stream"] == "corr":
        return None, None, None
    kind = "conference" if found["kind"] == "conf" else "journal"
    digits = found["year"]
    year = None if digits is None else (2000 if int(digits) < 60 else 1900) + int(digits)
    return kind, _AT_DBLP.get(found["stream"]), year


def is_doubtful(name: str, doi: str | None) -> bool:
    """Return whether a venue may be the conference or its findings: only a DOI tells them apart."""
    return acronym(name) in _WITH_FINDINGS and of_anthology(doi) is None
