"""What arXiv says about one paper, whichever way it was asked."""

from dataclasses import dataclass
from datetime import date

from aiev.domain.arxiv_id import ArxivId


@dataclass(frozen=True, slots=True)
class Author:
    """An author as arXiv spells the name, with the affiliations that the record gives."""

    name: str
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArxivRecord:
    """One paper's metadata; `arxiv_id` carries the version that the record describes.

    What a source does not tell is None or empty: the store never overwrites with that.
    `published` is the day of version 1, `updated` that of the version described. `as_of` is the
    last day on which the metadata was changed, where a source that may be old tells it.
    """

    arxiv_id: ArxivId
    title: str
    abstract: str | None
    authors: tuple[Author, ...]
    published: date | None
    updated: date | None
    primary_category: str | None
    categories: tuple[str, ...]
    doi: str | None
    journal_ref: str | None
    comment: str | None
    is_withdrawn: bool
    as_of: date | None = None
