"""A paper's identity, kind, title and issued date: rules that all parts of aiev share."""

import re
from enum import StrEnum

from aiev.domain import web_address
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate

TOPIC_SEPARATOR = " > "

# Between the address and the title of a work that shares its address; no address has a blank.
_OF_TITLE = " title:"

_LONGEST_NAME, _SHORTEST_REST = 4, 3
# `Keyword: a, b`, several pieces or several sentences are remarks about the paper.
_REMARK = re.compile(r"^[\w-]+(?: [\w-]+)?: |; |[.!?] [A-Z]")


class Kind(StrEnum):
    """What a work is."""

    PAPER = "paper"
    CODE = "code"
    WEB = "web"
    PLACEHOLDER = "placeholder"


class Enrichment(StrEnum):
    """How far a paper's metadata has come."""

    PENDING = "pending"
    DONE = "done"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


def identity(arxiv_id: ArxivId | None, url: str | None, *, label: str, topic: str) -> str:
    """Return the key under which one work is one row.

    The arXiv id, else the normalised address, else the label within its topic. Where unlike titles
    share one address, `shared_identity` adds the title.
    """
    if arxiv_id is not None:
        return f"arxiv:{arxiv_id.value}"
    if url:
        return f"url:{web_address.normalise(url)}"
    return f"label:{topic}{TOPIC_SEPARATOR}{label}".casefold()


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


def kind(arxiv_id: ArxivId | None, url: str | None) -> Kind:
    """Return what an entry with this id and address stands for."""
    if arxiv_id is not None:
        return Kind.PAPER
    return Kind(web_address.kind(url)) if url else Kind.PLACEHOLDER


def title(label: str, note: str | None, *, arxiv_id: str | None, url: str | None) -> str:
    """Return the title of a paper that only a list describes.

    `[HAP](doi): SPMD Training on Clusters` links only a name, and the rest of the title follows as
    a note: both together are the title. Where arXiv has the paper, its title comes from there.
    """
    if arxiv_id is not None or not url or note is None or kind(None, url) != Kind.PAPER:
        return label
    is_name = len(label.split()) <= _LONGEST_NAME and ":" not in label
    is_rest = len(note.split()) >= _SHORTEST_REST and (note[0].isupper() or note[0].isdigit())
    return f"{label}: {note}" if is_name and is_rest and not _REMARK.search(note) else label


def issued(
    *, published: PartialDate | None, arxiv_id: ArxivId | None, listed: PartialDate | None
) -> PartialDate | None:
    """Return the date that queries use.

    The day of version 1 where arXiv told it; else the month in the arXiv id, with the listed day
    when that lies in the month; else the date as listed.
    """
    if published is not None:
        return published
    if arxiv_id is None:
        return listed
    month = arxiv_id.month()
    return listed if listed is not None and month.covers(listed) else month
