"""How a user names a paper: an arXiv id in any form, a web address or aiev's own number."""

import re
from urllib.parse import unquote, urlsplit

from aiev.domain import arxiv_id
from aiev.domain.arxiv_id import ArxivId
from aiev.errors import UsageError
from aiev.value import value

_ADDRESS = re.compile(r"(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,}/\S*)", re.IGNORECASE)


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
    if _ADDRESS.fullmatch(text):
        return Reference(url=text if "//" in text else f"https://{text}")
    raise UsageError(
        f"neither an arXiv id, a web address nor a number of aiev's: {text}",
        hint="write it like 2411.11217, https://arxiv.org/abs/2411.11217 or 57",
    )


def title_of(url: str) -> str:
    """Return what a work may be called of which only the address is known."""
    parts = urlsplit(url)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    return last.rpartition(".")[0] or last or (parts.hostname or url)
