"""DOIs: found in a text, as a web address, and told apart from those of preprints."""

from aiev import lazy_regex as re
from aiev.domain import arxiv_id

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}\\^`]+")
_DOI_END = ".,;:'"
_OPEN, _CLOSED = "(", ")"
_ARXIV = re.compile(r"10\.48550/arxiv\.(?P<id>.+?)(?:v\d+)?", re.IGNORECASE)
# Of preprint servers: arXiv, bioRxiv and medRxiv (10.1101 is Cold Spring Harbor's journals, too),
# SSRN, Research Square, OSF, ChemRxiv, TechRxiv, Preprints.org, Zenodo.
_PREPRINT = re.compile(
    r"10\.48550/|10\.1101/\d|10\.64898/|10\.2139/ssrn\.|10\.21203/rs\.|10\.31234/osf\.io/"
    r"|10\.31219/osf\.io/|10\.26434/chemrxiv|10\.36227/techrxiv|10\.20944/preprints|10\.5281/zenodo",
    re.IGNORECASE,
)


def find(text: str | None) -> str | None:
    """Return the first DOI of a text in lower case, as DOIs have no case; None without one."""
    found = _find(text)
    return found.lower() if found else None


def find_doi(text: str | None) -> str | None:
    """Return the DOI in a text as it is written there; one of arXiv's own is none of these."""
    found = _find(text)
    # A bar divides, in what people write.
    found = found.partition("|")[0].rstrip(_DOI_END) if found else None
    return None if found is None or arxiv_id.find(f"https://doi.org/{found}") else found


def _find(text: str | None) -> str | None:
    """Return a DOI without the sign that ends a sentence and a bracket that was opened before."""
    found = _DOI.search(text) if text else None
    if found is None:
        return None
    doi = found[0].rstrip(_DOI_END)
    while doi.endswith(_CLOSED) and doi.count(_CLOSED) > doi.count(_OPEN):
        doi = doi[:-1].rstrip(_DOI_END)
    return doi


def address_of(doi: str) -> str:
    """Return the web address of a DOI."""
    return f"https://doi.org/{doi}"


def of_arxiv(value: str) -> str:
    """Return the DOI that arXiv registers for a paper of its own, in lower case."""
    return f"10.48550/arxiv.{value}".lower()


def arxiv_id_in(doi: str | None) -> str | None:
    """Return the arXiv id within one of arXiv's own DOIs, without a version; else None."""
    found = _ARXIV.fullmatch(doi) if doi else None
    return found["id"].lower() if found else None


def is_preprint(doi: str) -> bool:
    """Return whether a DOI is one of a preprint server's: it says of no publication."""
    return _PREPRINT.match(doi) is not None
