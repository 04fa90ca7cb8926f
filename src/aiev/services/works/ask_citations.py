"""Asking sources how often papers are cited and where they were published."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from aiev.domain.affiliation import Outcome
from aiev.domain.capped_list import CappedList
from aiev.domain.published_work import WorkQuestion, WorkReply
from aiev.errors import SourceError
from aiev.store.writing import citation_writer
from aiev.store.writing.writer import Writer

MOST_TOLD = 1_000

Fetch = Callable[[Sequence[WorkQuestion]], Iterator[Sequence[WorkReply]]]
"""Yields the replies of each request; raises SourceError when it gives up."""


def _told() -> CappedList[tuple[str, str]]:
    return CappedList(MOST_TOLD)


@dataclass(slots=True)
class CitationTally:
    """What came of asking one source; `error` says why it stopped early.

    `counted` papers have a count now. `refused` are answers about another title, `failed` papers
    without a usable answer, each by its name with the reason.
    """

    source: str
    asked: int = 0
    found: int = 0
    counted: int = 0
    unknown: int = 0
    refused: CappedList[tuple[str, str]] = field(default_factory=_told)
    failed: CappedList[tuple[str, str]] = field(default_factory=_told)
    error: SourceError | None = None

    @property
    def answered(self) -> int:
        """How many papers need not be asked about again."""
        return self.found + self.unknown + self.refused.count

    @property
    def left(self) -> int:
        """How many papers it still has to answer for."""
        return self.asked - self.answered


def ask_citations(
    writer: Writer,
    sources: Sequence[tuple[str, Fetch]],
    *,
    clock: Callable[[], datetime],
    known_before: date | None = None,
    limit: int | None = None,
    progress: Callable[[CitationTally], None] = lambda _: None,
) -> tuple[CitationTally, ...]:
    """Ask one source after the other, each about the papers that those before it do not know.

    These are the papers with an arXiv id or a DOI that the source was not asked about yet, with
    `known_before` also those last asked about before that day; at most `limit` of them. Each
    batch is stored before the next is asked for, so that an interruption costs nothing. A
    SourceError ends the work of one source and stands in its tally; the next is asked all the same.
    """
    names = [source for source, _ in sources]
    with writer.transaction() as session:
        waiting = {
            question.paper_id
            for at, source in enumerate(names)
            for question in citation_writer.open_questions(
                session, source, before=names[:at], known_before=known_before
            )
        }
    among = None if limit is None else sorted(waiting)[:limit]
    tallies = []
    for at, (source, fetch) in enumerate(sources):
        with writer.transaction() as session:
            questions = citation_writer.open_questions(
                session, source, before=names[:at], known_before=known_before, among=among
            )
        tally = CitationTally(source, asked=len(questions))
        tallies.append(tally)
        progress(tally)
        try:
            for replies in fetch(questions) if questions else ():
                with writer.transaction() as session:
                    counted = citation_writer.store(session, source, replies, now=clock())
                _count(tally, replies, counted)
                progress(tally)
        except SourceError as error:
            tally.error = error
    return tuple(tallies)


def _count(tally: CitationTally, replies: Sequence[WorkReply], counted: int) -> None:
    tally.counted += counted
    for reply in replies:
        told = (reply.question.name, reply.reason or "no reason given")
        match reply.outcome:
            case Outcome.FOUND:
                tally.found += 1
            case Outcome.NOTHING:
                tally.refused.add([told])
            case Outcome.UNKNOWN:
                tally.unknown += 1
            case Outcome.UNUSABLE:
                tally.failed.add([told])
