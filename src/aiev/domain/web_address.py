"""Web addresses: what kind of work they lead to, and when two of them are the same."""

from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from aiev import lazy_regex as re

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|//")
# `mailto:` and the like; but digits after the colon are the port of a host without a scheme.
_NO_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![/0-9])")
# `/#/paper/1`, `/#!x`, `/#A#1`: a fragment that the page's own script reads as a path.
_ROUTE = re.compile(r"[/!].|[^#]+#.")
# `https://ada:secret@host/`; what a path or a query has before an @ is no name.
_CREDENTIALS = re.compile(r"(?<=://)[^\s/?#\[\]()<>\"']*@")
_TRACKING = ("fbclid", "gclid", "mc_cid", "mc_eid")
CODE_HOSTS = (
    "github.com", "gist.github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org",
)  # fmt: skip
# On the hub, `/owner/name` is a model; these are pages of its own.
_HUB_PAGES = ("blog", "docs", "papers", "spaces", "datasets", "collections", "learn", "posts")
_PAPER_HOSTS = frozenset((
    "aclanthology.org", "openreview.net", "usenix.org", "dl.acm.org", "doi.org", "ieee.org",
    "ieeexplore.ieee.org", "proceedings.mlr.press", "proceedings.neurips.cc", "papers.nips.cc",
    "proceedings.mlsys.org", "openaccess.thecvf.com", "biorxiv.org", "link.springer.com",
    "sciencedirect.com", "nature.com", "science.org", "semanticscholar.org", "eprint.iacr.org",
    "ijcai.org", "vldb.org", "jmlr.org", "ojs.aaai.org", "isca-speech.org",
))  # fmt: skip


def without_credentials(text: str) -> str:
    """Return an address, or a text with addresses, without the names and passwords in them."""
    return _CREDENTIALS.sub("", text) if "@" in text else text


@lru_cache(maxsize=4096)
def normalise(url: str) -> str:
    """Return the form that two spellings of one address share.

    Scheme, `www.`, a trailing slash, a place within the page, tracking parameters and the order of
    parameters do not tell addresses apart; the case of the path and a route in the fragment do. A
    work's page, PDF and DOI at one publisher are one address (`FORMS`).
    """
    if _NO_HOST.match(url.strip()):
        return url.strip()
    try:
        parts = _split(url)
        host = (parts.hostname or "").strip()
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    # A place within the page, `#moe`, or a path of its own site.
    if not host:
        return url.strip()
    while host.startswith("www."):
        host = host.removeprefix("www.")
    if ":" in host:
        host = f"[{host}]"
    # Bytes that are no UTF-8 survive the round trip; `replace` would make two addresses one.
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    kept = sorted((k, v) for k, v in pairs if not _is_tracking(k.lower()))
    path = unquote(parts.path, errors="surrogateescape")
    path = quote(path, safe="/:@!$&'()*+,;=~-._", errors="surrogateescape").rstrip("/")
    if host in CODE_HOSTS:
        path = path.removesuffix(".git")
    query = urlencode(kept, errors="surrogateescape")
    address = f"{host}{port}{path}" + (f"?{query}" if query else "")
    if _ROUTE.match(parts.fragment):
        return f"{address}#{unquote(parts.fragment, errors='surrogateescape')}"
    return canonical(address)


@lru_cache(maxsize=4096)
def kind(url: str) -> str:
    """Return `paper`, `code` or `web` for an address that is not arXiv's."""
    try:
        parts = _split(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "web"
    path = parts.path.lower().rstrip("/")
    if path.endswith(".pdf") or _is_paper_host(host):
        return "paper"
    if host in CODE_HOSTS:
        return "code"
    is_model = host == "huggingface.co" and path.count("/") == 2
    return "code" if is_model and path.split("/")[1] not in _HUB_PAGES else "web"


def _is_paper_host(host: str) -> bool:
    while host and host not in _PAPER_HOSTS:
        host = host.partition(".")[2]
    return bool(host)


def _split(url: str) -> SplitResult:
    """Split an address, with or without a scheme; raises ValueError where it cannot be one."""
    text = url.strip()
    return urlsplit(text if _SCHEME.match(text) else "//" + text)


def _is_tracking(parameter: str) -> bool:
    return parameter.startswith("utm_") or parameter in _TRACKING


# The addresses under which publishers serve one work: its page, its PDF, its DOI. Each form is a
# pattern over an address as `normalise` writes it (`host/path?query`) and what stands for all of
# that form, with `$1` for the first group; written so that Python and JavaScript read them alike,
# as the page of the knowledge base compares addresses too.
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
_GROUP = r"\$(\d)"


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
            text = re.sub(_GROUP, lambda group: groups[int(group[1]) - 1], form)  # noqa: B023
            return text.lower() if text.startswith(_DOI) else text
    return address
