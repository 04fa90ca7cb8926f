"""How a user names a paper: an arXiv id in any form, a DOI, a web address or aiev's number."""

from __future__ import annotations

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.domain.arxiv_id import ArxivId
from aiev.errors import UsageError
from aiev.value import value

_DOI = re.compile(r"(?i:(?:doi\s*:\s*)?10\.\d{4,9}/\S+)")
# Of these the last part of the path says nothing; the query, or what stands before, does.
_SAYS_NOTHING = frozenset(
    (
        *("forum", "pdf", "index", "abstract", "document", "paper", "html", "full", "view"),
        *("article", "abs_all", "stamp", "attachment", "default", "home"),
    )
)
# `.pdf`, but not the numbers of `2024.acl-long.1` and `3600006.3613165`.
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z\d]{1,4}$")
_NUMBER = re.compile(r"[\d.]+")
_ADDRESS = re.compile(r"(?i:https?://\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*)")


@value
class Reference:
    """One paper as named; exactly one field is set."""

    arxiv_id: ArxivId | None = None
    url: str | None = None
    own_id: int | None = None


def parse(text: str) -> Reference:
    """Read a paper's name; raises UsageError for what is neither id nor address."""
    text = text.strip()
    found = arxiv_id.find(text)
    if found is not None:
        return Reference(arxiv_id=found)
    # SQLite's integers end at 2^63.
    if text.isascii() and text.isdigit() and len(text) <= 18:
        return Reference(own_id=int(text))
    # Loaded where no id is named.
    from aiev.domain import doi  # noqa: PLC0415

    if _DOI.fullmatch(text) and (named := doi.find_doi(text)) is not None:
        return Reference(url=doi.address_of(named))
    if _ADDRESS.fullmatch(text):
        return Reference(url=text if "//" in text else f"https://{text}")
    raise UsageError(
        f"neither an arXiv id, a DOI, a web address nor a number of aiev's: {text}",
        hint="write it like 2411.11217, 10.1145/3600006, https://arxiv.org/abs/2411.11217 or 57",
    )


def title_of(url: str) -> str:
    """Return what a work may be called of which only the address is known."""
    from urllib.parse import unquote, urlsplit  # noqa: PLC0415

    from aiev.domain import doi  # noqa: PLC0415

    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if host in ("doi.org", "dx.doi.org") and (named := doi.find_doi(url)) is not None:
        return f"doi:{named}"
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    name = _SUFFIX.sub("", last)
    if name.casefold() in _SAYS_NOTHING or _NUMBER.fullmatch(name):
        asked = f"?{parts.query}" if parts.query else ""
        return f"{host}{parts.path}{asked}"
    return name or host or url


def is_web(url: str) -> bool:
    """Return whether an address is one that can be asked for."""
    return url.lower().startswith(("http://", "https://"))
