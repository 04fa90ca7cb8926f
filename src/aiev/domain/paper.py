"""A paper's identity, kind, title and issued date: rules that all parts of aiev share.

What makes the identity stands in `identity`, and is found here too.
"""

from collections.abc import Sequence
from enum import StrEnum

from aiev import lazy_regex as re
from aiev.domain import web_address
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.identity import TOPIC_SEPARATOR as TOPIC_SEPARATOR
from aiev.domain.identity import identified as identified
from aiev.domain.identity import identity as identity
from aiev.domain.identity import plain_identity as plain_identity
from aiev.domain.identity import shared_identity as shared_identity
from aiev.domain.identity import shared_range as shared_range
from aiev.domain.identity import titled_identity as titled_identity
from aiev.domain.partial_date import PartialDate

_LONGEST_NAME, _SHORTEST_REST, _SURE_REST = 4, 3, 5
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
# `Keyword: a, b`, several pieces or several sentences are remarks about the paper.
_REMARK = re.compile(r"^[\w-]+(?: [\w-]+)?: |; |[.!?] [A-Z]")


def topic_titles(path: str) -> tuple[str, ...]:
    """Return the titles of a topic's path, from the outermost heading; none for an empty path."""
    return tuple(path.split(TOPIC_SEPARATOR)) if path else ()


class Kind(StrEnum):
    """What a work is."""

    PAPER = "paper"
    CODE = "code"
    WEB = "web"
    PLACEHOLDER = "placeholder"


class State(StrEnum):
    """How far a reader is with a paper."""

    TO_READ = "to-read"
    READING = "reading"
    READ = "read"
    SKIPPED = "skipped"


RATINGS = range(1, 6)
"""What a reader can give a paper, the best last."""


class Enrichment(StrEnum):
    """How far a paper's metadata has come."""

    PENDING = "pending"
    DONE = "done"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


def kind(arxiv_id: ArxivId | None, url: str | None) -> Kind:
    """Return what an entry with this id and address stands for."""
    if arxiv_id is not None:
        return Kind.PAPER
    return Kind(web_address.kind(url)) if url else Kind.PLACEHOLDER


def title(label: str, note: str | None, *, arxiv_id: str | None, url: str | None) -> str:
    """Return the title of a paper that only a list describes.

    `[HAP](doi): SPMD Training on Clusters` links only a name, and the rest of the title follows as
    a note: both together are the title. Where arXiv has the paper, its title comes from there;
    until then the words behind a name count only where they are many and written as titles are.
    """
    if note is None or not url or (arxiv_id is None and kind(None, url) != Kind.PAPER):
        return label
    is_name = len(label.split()) <= _LONGEST_NAME and ":" not in label
    rest = note.removeprefix(f"{label}: ")
    if not is_name or _REMARK.search(rest) or not (rest[:1].isupper() or rest[:1].isdigit()):
        return label
    if rest != note:
        return note
    count = len(note.split())
    if arxiv_id is None:
        is_rest = count >= _SHORTEST_REST
    else:
        is_rest = count >= _SURE_REST and is_written_as_title(note)
    return f"{label}: {note}" if is_rest else label


def fullest(titles: Sequence[str]) -> str:
    """Return the first of the titles by which lists call a paper, or the longest that begins so.

    `WeLM` is the short name of `WeLM: A Well-Read Model`; titles that are unlike stay as they are.
    """
    first = titles[0].casefold()
    return max((t for t in titles if _begins(t.casefold(), first)), key=len, default=titles[0])


def _begins(title: str, words: str) -> bool:
    """Return whether a title begins with some words, the last of them whole."""
    behind = title[len(words) : len(words) + 1]
    return title.startswith(words) and not (behind.isalnum() or behind == "_")


def is_written_as_title(text: str) -> bool:
    """Return whether most of the longer words begin with a capital, as they do in titles."""
    found = _LONG_WORD.findall(text)
    capital = sum(1 for word in found if word[0].isupper())
    return len(found) >= _SHORTEST_REST and 5 * capital >= 3 * len(found)


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
