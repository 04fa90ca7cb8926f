"""The addresses under which publishers serve one work: its page, its PDF, its DOI.

Each form is a pattern over an address as `web_address.normalise` writes it (`host/path?query`) and
what stands for all of that form, with `$1` for the first group. Both are written so that Python
and JavaScript read them alike, for the page of the knowledge base compares addresses too.
"""

import re
from functools import cache

FORMS: tuple[tuple[str, str], ...] = (
    # openreview.net/pdf?id=X, /forum?id=X&noteId=Y
    (r"openreview\.net/(?:forum|pdf)\?(?:.*&)?id=([^&]+)(?:&.*)?", "openreview.net/forum?id=$1"),
    # The ACL registers its DOIs by its own ids.
    (r"(?:dx\.)?doi\.org/10\.18653/v1/([^/?]+)(?:\?.*)?", "aclanthology.org/$1"),
    # dl.acm.org/doi/abs/10.1145/X, and all that have copied its paths: Wiley, Science, Taylor.
    (r"(?:[^/?]+)/doi/(?:[A-Za-z]+/)?(10\.\d{4,9}/[^?]+?)(?:\.pdf)?(?:\?.*)?", "doi.org/$1"),
    (r"(?:dx\.)?doi\.org/(10\.\d{4,9}/[^?]+)(?:\?.*)?", "doi.org/$1"),
    (
        r"link\.springer\.com/(?:article|chapter|book|content/pdf)/(10\.\d{4,9}/[^?]+?)(?:\.pdf)?(?:\?.*)?",
        "doi.org/$1",
    ),
    # aclanthology.org/X, /X.pdf, /X v2.pdf, and where the anthology stood before.
    (
        r"(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers?)/(?:[A-Z]/[A-Z]\d\d/)?"
        r"([A-Z]\d\d-\d{4,5}|\d{4}\.[a-z0-9_-]+\.\d+)(?:v\d+)?(?:\.pdf)?(?:\?.*)?",
        "aclanthology.org/$1",
    ),
    # proceedings.mlr.press/v97/X.html and /v97/X/X.pdf
    (
        r"proceedings\.mlr\.press/(v\d+|r\d+)/([a-z0-9-]+)(?:\.html|/\2\.pdf|\.pdf)?(?:\?.*)?",
        "proceedings.mlr.press/$1/$2",
    ),
    # …/paper_files/paper/2023/hash/H-Abstract-Conference.html and …/file/H-Paper-Conference.pdf
    (
        r"(?:papers\.nips\.cc|papers\.neurips\.cc|proceedings\.neurips\.cc)/(?:paper_files/)?paper/"
        r"(\d{4})/(?:hash|file)/([0-9a-f]{16,})-[A-Za-z_-]+\.(?:html|pdf)(?:\?.*)?",
        "proceedings.neurips.cc/paper/$1/$2",
    ),
    (
        r"(?:papers\.nips\.cc|papers\.neurips\.cc|proceedings\.neurips\.cc)/paper/"
        r"(\d+-[^/?.]+)(?:\.pdf|\.html)?(?:\?.*)?",
        "proceedings.neurips.cc/paper/$1",
    ),
    # openaccess.thecvf.com/content/CVPR2021/html/X_paper.html and /papers/X_paper.pdf
    (
        r"openaccess\.thecvf\.com/+(content[^/?]*(?:/[^/?]+)?)/(?:html|papers)/(?:w\d+/)?"
        r"([^/?]+_paper)\.(?:html|pdf)(?:\?.*)?",
        "openaccess.thecvf.com/$1/$2",
    ),
)  # fmt: skip

_DOI = "doi.org/"
_GROUP = re.compile(r"\$(\d)")


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    # Not at import: a search that names no address need not wait for it.
    return tuple([(re.compile(pattern), form) for pattern, form in FORMS])


def canonical(address: str) -> str:
    """Return the form that stands for all addresses of one work at its publisher.

    An address of another form is returned as it is. DOIs have no case.
    """
    for pattern, form in _compiled():
        found = pattern.fullmatch(address)
        if found is not None:
            groups = found.groups()
            text = _GROUP.sub(lambda group: groups[int(group[1]) - 1], form)  # noqa: B023
            return text.lower() if text.startswith(_DOI) else text
    return address
