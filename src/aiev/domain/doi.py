"""DOIs: found in a text, in one form, and told apart from those of preprints."""

import re

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}\\^`]+")
_ARXIV = re.compile(r"10\.48550/arxiv\.(?P<id>.+?)(?:v\d+)?", re.IGNORECASE)
# Of preprint servers: arXiv, bioRxiv and medRxiv (10.1101 is Cold Spring Harbor's journals, too),
# SSRN, Research Square, OSF, ChemRxiv, TechRxiv, Preprints.org, Zenodo.
_PREPRINT = re.compile(
    r"10\.48550/|10\.1101/\d|10\.64898/|10\.2139/ssrn\.|10\.21203/rs\.|10\.31234/osf\.io/"
    r"|10\.31219/osf\.io/|10\.26434/chemrxiv|10\.36227/techrxiv|10\.20944/preprints|10\.5281/zenodo",
    re.IGNORECASE,
)


def find(text: str | None) -> str | None:
    """Return the first DOI of a text in lower case, as DOIs have no case; None without one.

    A bracket that closes and was not opened within, and a sign that ends a sentence, are not of it.
    """
    found = _DOI.search(text) if text else None
    if found is None:
        return None
    doi = found[0].rstrip(".,;:'")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:'")
    return doi.lower()


def of_arxiv(arxiv_id: str) -> str:
    """Return the DOI that arXiv registers for a paper of its own, in lower case."""
    return f"10.48550/arxiv.{arxiv_id}".lower()


def arxiv_id(doi: str | None) -> str | None:
    """Return the arXiv id within one of arXiv's own DOIs, without a version; else None."""
    found = _ARXIV.fullmatch(doi) if doi else None
    return found["id"].lower() if found else None


def is_preprint(doi: str) -> bool:
    """Return whether a DOI is one of a preprint server's: it says of no publication."""
    return _PREPRINT.match(doi) is not None


def url(doi: str) -> str:
    """Return the address at which a DOI is resolved."""
    return f"https://doi.org/{doi}"
