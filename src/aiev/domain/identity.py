"""The key under which one work is one row, and the SQL that finds it.

Apart from `paper`, as commands that read look papers up and need nothing else of it.
"""

from __future__ import annotations

from aiev.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiev.domain.arxiv_id import ArxivId

TOPIC_SEPARATOR = " > "

# Between the address and the title of a work that shares its address; no address has a blank.
_OF_TITLE = " title:"


def identity(arxiv_id: ArxivId | None, url: str | None, *, label: str, topic: str) -> str:
    """Return the key under which one work is one row.

    The arXiv id, else the normalised address, else the label within its topic. Where unlike titles
    share one address, `shared_identity` adds the title.
    """
    if arxiv_id is not None:
        return f"arxiv:{arxiv_id.value}"
    if url:
        # What reads addresses takes its time to load, and an id needs none of it.
        from aiev.domain import web_address  # noqa: PLC0415

        return f"url:{web_address.normalise(url)}"
    return f"label:{topic}{TOPIC_SEPARATOR}{label}".casefold()


def titled_identity(title_key: str, *, surname: str, year: int | None) -> str:
    """Return the identity of a work of which only title, first author and year are known."""
    return f"title:{title_key} {surname} {year or ''}".strip()


def shared_identity(identity: str, title_key: str) -> str:
    """Return the identity of one of several works that share the address of `identity`.

    `title_key` is title_likeness.key of its title.
    """
    return f"{identity}{_OF_TITLE}{title_key}"


def plain_identity(identity: str) -> str:
    """Return an identity by address alone, without the title that tells works apart there."""
    return identity.partition(_OF_TITLE)[0] if identity.startswith("url:") else identity


def shared_range(identity: str) -> tuple[str, str]:
    """Return the closed-open range of the identities that share the address of `identity`."""
    return f"{identity}{_OF_TITLE}", f"{identity}{_OF_TITLE[:-1]}{chr(ord(_OF_TITLE[-1]) + 1)}"


def identified(identity: str) -> tuple[str, tuple[str, ...]]:
    """Return an SQL condition on papers for what an id or address names, with its values.

    An address may be of several works, and a work may stand at further addresses.
    """
    low, high = shared_range(identity)
    return (
        "paper.id in ("
        "select id from paper where identity = ?"
        " union all select id from paper where identity >= ? and identity < ?"
        " union all select paper_id from paper_address where identity = ?"
        " union all select paper_id from paper_address where identity >= ? and identity < ?)",
        (identity, low, high, identity, low, high),
    )
