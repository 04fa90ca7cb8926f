"""Web addresses: what kind of work they lead to, and when two of them are the same."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from aiev.domain import publisher_forms

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|//")
# `mailto:` and the like; but digits after the colon are the port of a host without a scheme.
_NO_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![/0-9])")
# `/#/paper/1`, `/#!x`, `/#A#1`: a fragment that the page's own script reads as a path.
_ROUTE = re.compile(r"[/!].|[^#]+#.")
_TRACKING = ("fbclid", "gclid", "mc_cid", "mc_eid")
CODE_HOSTS = (
    "github.com", "gist.github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org",
)  # fmt: skip
# On the hub, `/owner/name` is a model; these are pages of its own.
_HUB_PAGES = ("blog", "docs", "papers", "spaces", "datasets", "collections", "learn", "posts")
_PAPER_HOSTS = (
    "aclanthology.org", "openreview.net", "usenix.org", "dl.acm.org", "doi.org", "ieee.org",
    "ieeexplore.ieee.org", "proceedings.mlr.press", "proceedings.neurips.cc", "papers.nips.cc",
    "proceedings.mlsys.org", "openaccess.thecvf.com", "biorxiv.org", "link.springer.com",
    "sciencedirect.com", "nature.com", "science.org", "semanticscholar.org", "eprint.iacr.org",
    "ijcai.org", "vldb.org", "jmlr.org", "ojs.aaai.org", "isca-speech.org",
)  # fmt: skip


def normalise(url: str) -> str:
    """Return the form that two spellings of one address share.

    Scheme, `www.`, a trailing slash, a place within the page, tracking parameters and the order of
    parameters do not tell addresses apart; the case of the path and a route in the fragment do. A
    work's page, PDF and DOI at one publisher are one address (domain.publisher_forms).
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
    return publisher_forms.canonical(address)


def kind(url: str) -> str:
    """Return `paper`, `code` or `web` for an address that is not arXiv's."""
    try:
        parts = _split(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "web"
    path = parts.path.lower().rstrip("/")
    if path.endswith(".pdf") or any(host == h or host.endswith("." + h) for h in _PAPER_HOSTS):
        return "paper"
    if host in CODE_HOSTS:
        return "code"
    is_model = host == "huggingface.co" and path.count("/") == 2
    return "code" if is_model and path.split("/")[1] not in _HUB_PAGES else "web"


def _split(url: str) -> SplitResult:
    """Split an address, with or without a scheme; raises ValueError where it cannot be one."""
    text = url.strip()
    return urlsplit(text if _SCHEME.match(text) else "//" + text)


def _is_tracking(parameter: str) -> bool:
    return parameter.startswith("utm_") or parameter in _TRACKING
