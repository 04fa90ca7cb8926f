"""DOIs: found in a text, and as a web address."""

import re

from aiev.domain import arxiv_id

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_DOI_END = ".,;:'"
_OPEN, _CLOSED = "(", ")"


def find_doi(text: str | None) -> str | None:
    """Return the DOI in a text as it is written there; one of arXiv's own is none of these.

    A closing bracket that was opened before the DOI does not belong to it.
    """
    found = _DOI.search(text) if text else None
    if found is None:
        return None
    doi = found[0].rstrip(_DOI_END)
    while doi.endswith(_CLOSED) and doi.count(_CLOSED) > doi.count(_OPEN):
        doi = doi[:-1].rstrip(_DOI_END)
    return None if arxiv_id.find(f"https://doi.org/{doi}") else doi


def address_of(doi: str) -> str:
    """Return the web address of a DOI."""
    return f"https://doi.org/{doi}"
