"""Affiliations of a paper's authors, as a source spells them."""

from enum import StrEnum

from aiev.domain.arxiv_id import ArxivId
from aiev.value import value


class Outcome(StrEnum):
    """What became of asking a source about a paper."""

    FOUND = "found"
    NOTHING = "nothing"
    UNKNOWN = "unknown"
    UNUSABLE = "unusable"


@value
class Affiliation:
    """An institution as a source names it; `ror` is its identifier without the address."""

    text: str
    ror: str | None = None


@value
class Question:
    """A paper to ask about; `doi` is the one under which it was published, if any."""

    paper_id: int
    arxiv_id: ArxivId
    doi: str | None = None


@value
class Reply:
    """A source's answer for one paper; `reason` says why an unusable one is."""

    question: Question
    outcome: Outcome
    affiliations: tuple[Affiliation, ...] = ()
    reason: str | None = None
