"""Web addresses: what kind of work they lead to and when two of them are one."""

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_CODE_HOSTS = ("github.com", "gitlab.com", "gitee.com", "bitbucket.org", "codeberg.org")
_PAPER_HOSTS = (
    "aclanthology.org", "openreview.net", "usenix.org", "dl.acm.org", "doi.org", "ieee.org",
    "ieeexplore.ieee.org", "proceedings.mlr.press", "proceedings.neurips.cc", "papers.nips.cc",
    "proceedings.mlsys.org", "openaccess.thecvf.com", "biorxiv.org", "link.springer.com",
    "sciencedirect.com", "nature.com", "science.org", "semanticscholar.org", "eprint.iacr.org",
    "ijcai.org", "vldb.org", "jmlr.org", "ojs.aaai.org", "isca-speech.org",
)  # fmt: skip


def normalise(url: str) -> str:
    """Answer the form that two spellings of one address share.

    Scheme, `www.`, a trailing slash, a fragment, tracking parameters and the order of parameters
    do not tell addresses apart; the case of the path does.
    """
    text = url.strip()
    if "//" not in text.partition("?")[0]:
        text = "//" + text
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted((k, v) for k, v in pairs if not k.lower().startswith("utm_"))
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    if host in _CODE_HOSTS:
        path = path.removesuffix(".git")
    return f"{host}{port}{path}" + (f"?{urlencode(kept)}" if kept else "")


def kind(url: str) -> str:
    """Answer `paper`, `code` or `web` for an address that is not arXiv's."""
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "web"
    path = parts.path.lower()
    if path.endswith(".pdf") or any(host == h or host.endswith("." + h) for h in _PAPER_HOSTS):
        return "paper"
    if host in _CODE_HOSTS or (host == "huggingface.co" and path.count("/") == 2):
        return "code"
    return "web"
