"""Asking sources for the organizations that neither lists nor the user give."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiev.domain.affiliation import Outcome, Question, Reply
from aiev.domain.told_by import ARXIV
from aiev.errors import SourceError
from aiev.services.organizations.resolve import (
    SOURCES,
    apply_affiliations,
    load_affiliation_reader,
    load_directory,
)
from aiev.services.organizations.table import ReadAffiliation
from aiev.store.writing import affiliation_writer, organization_writer
from aiev.store.writing.writer import Writer

Fetch = Callable[[Sequence[Question]], Iterator[Reply]]
"""Yields a reply for each question; raises SourceError when it gives up."""


@dataclass(slots=True)
class Tally:
    """What came of asking one source; `error` says why it stopped early.

    `found` counts the papers for which it named an organization, `unresolved` those for which it
    named only affiliations that the table does not know.
    """

    source: str
    asked: int = 0
    found: int = 0
    unresolved: int = 0
    nothing: int = 0
    unknown: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    error: SourceError | None = None

    @property
    def answered(self) -> int:
        """How many papers need not be asked about again."""
        return self.found + self.unresolved + self.nothing + len(self.unknown)

    @property
    def left(self) -> int:
        """How many papers it still has to answer for."""
        return self.asked - self.answered


def find_organizations(
    writer: Writer,
    sources: Sequence[tuple[str, Fetch]],
    *,
    uses_arxiv: bool,
    clock: Callable[[], datetime],
    is_refresh: bool = False,
    limit: int | None = None,
    progress: Callable[[Tally], None] = lambda _: None,
) -> tuple[Tally, ...]:
    """Ask one source after the other about the papers that still lack an organization.

    Affiliations from arXiv and from earlier answers are resolved first, without a request. `limit`
    is the most papers asked about. Each answer is stored before the next is asked for, so that an
    interrupted run goes on where it stopped. A SourceError ends the work of one source and stands
    in its tally; the next source is asked all the same.
    """
    kept = [source for source in SOURCES if source != ARXIV or uses_arxiv]
    with writer.transaction() as session:
        directory = load_directory(session)
        changed = apply_affiliations(session, directory, sources=kept)
        read = load_affiliation_reader(session, directory)
        waiting = {
            question.paper_id
            for source, _fetch in sources
            for question in affiliation_writer.open_questions(
                session, source, before=(), is_refresh=is_refresh
            )
        }
    among = set(sorted(waiting)[:limit])
    tallies = []
    if uses_arxiv:
        known = changed.get(ARXIV, 0)
        tallies.append(Tally(ARXIV, asked=known, found=known))
    for at, (source, fetch) in enumerate(sources):
        before = [*([ARXIV] if uses_arxiv else []), *(name for name, _ in sources[:at])]
        with writer.transaction() as session:
            questions = [
                question
                for question in affiliation_writer.open_questions(
                    session, source, before=before, is_refresh=is_refresh
                )
                if question.paper_id in among
            ]
        tally = Tally(source, asked=len(questions))
        tallies.append(tally)
        _ask(writer, fetch, questions, tally, read=read, clock=clock, progress=progress)
    return tuple(tallies)


def _ask(
    writer: Writer,
    fetch: Fetch,
    questions: Sequence[Question],
    tally: Tally,
    *,
    read: ReadAffiliation,
    clock: Callable[[], datetime],
    progress: Callable[[Tally], None],
) -> None:
    progress(tally)
    try:
        for reply in fetch(questions) if questions else ():
            found = [name for one in reply.affiliations for name in read(one.text, one.ror)]
            with writer.transaction() as session:
                affiliation_writer.store(session, tally.source, reply, now=clock())
                if reply.outcome is not Outcome.UNUSABLE:
                    papers = {reply.question.paper_id: found}
                    organization_writer.replace(session, papers, source=tally.source)
            _count(tally, reply, is_found=bool(found))
            progress(tally)
    except SourceError as error:
        tally.error = error


def _count(tally: Tally, reply: Reply, *, is_found: bool) -> None:
    arxiv_id = reply.question.arxiv_id.value
    match reply.outcome:
        case Outcome.FOUND:
            tally.found += is_found
            tally.unresolved += not is_found
        case Outcome.NOTHING:
            tally.nothing += 1
        case Outcome.UNKNOWN:
            tally.unknown.append(arxiv_id)
        case Outcome.UNUSABLE:
            tally.failed.append((arxiv_id, reply.reason or "no reason given"))
