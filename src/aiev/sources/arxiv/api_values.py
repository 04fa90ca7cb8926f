"""How arXiv is asked and what it settles, as values: without the package that asks, which is slow.

What only reads a snapshot or a kept answer needs no more than these.
"""

from dataclasses import dataclass

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord
from aiev.sources.http.session import SessionSettings

URL = "https://export.arxiv.org/api/query"
PAGE_SIZE = 100
"""So many papers are on a page of arXiv's search."""


@dataclass(frozen=True, slots=True)
class ApiSettings(SessionSettings):
    """How arXiv is asked, and at which address."""

    url: str = URL


@dataclass(frozen=True, slots=True)
class Failure:
    """An id that arXiv answered for in a way that cannot be used."""

    arxiv_id: ArxivId
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What one request settled; each id asked for is in at most one of the four fields.

    `unknown`: arXiv has no such paper, asked twice. `invalid`: no id that arXiv accepts.
    `failed`: may well exist, ask again another day.
    """

    records: tuple[ArxivRecord, ...] = ()
    unknown: tuple[ArxivId, ...] = ()
    invalid: tuple[ArxivId, ...] = ()
    failed: tuple[Failure, ...] = ()
