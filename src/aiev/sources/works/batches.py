"""Questions to a source in batches: a refused one is divided until what can be answered is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aiev.domain.affiliation import Outcome
from aiev.domain.published_work import WorkQuestion, WorkReply
from aiev.errors import SourceError

Questions = Sequence[WorkQuestion]
Replies = tuple[WorkReply, ...]

_PARTS = 4


@dataclass(frozen=True, slots=True)
class Refused:
    """A batch was refused as a whole, for this reason.

    `outcome` is what that says of its papers where parts of it are refused alike. An `error` is
    the server's own: it ends the run where nothing of the batch was answered.
    """

    reason: str
    outcome: Outcome = Outcome.UNUSABLE
    error: SourceError | None = None


Ask = Callable[[Questions], Replies | Refused]


def iter_settled(ask: Ask, questions: Questions) -> Iterator[Replies]:
    """Yield the replies to a batch, in parts where it is refused as a whole.

    One paper can spoil a batch, and a batch of which nothing is known may be refused too. So a
    refused one is asked in four parts. Where all of them are refused, so is each of its papers;
    else the refused ones are divided again, down to single papers.
    """
    answer = ask(questions)
    if isinstance(answer, Refused):
        yield from _divided(ask, questions, answer, is_alone=True)
    else:
        yield answer


def _divided(ask: Ask, questions: Questions, why: Refused, *, is_alone: bool) -> Iterator[Replies]:
    """Yield the replies to the parts of a refused batch; `is_alone` where no other was answered."""
    if len(questions) == 1:
        yield _alike(questions, why, is_alone=is_alone)
        return
    size = -(-len(questions) // _PARTS)
    refused: list[tuple[Questions, Refused]] = []
    for start in range(0, len(questions), size):
        part = questions[start : start + size]
        found = ask(part)
        if isinstance(found, Refused):
            refused.append((part, found))
        else:
            is_alone = False
            yield found
    is_each = len(refused) * size >= len(questions)
    for part, reason in refused:
        if is_each:
            yield _alike(part, reason, is_alone=is_alone)
        else:
            yield from _divided(ask, part, reason, is_alone=False)


def _alike(questions: Questions, why: Refused, *, is_alone: bool) -> Replies:
    if why.error is not None and is_alone:
        raise why.error
    reason = None if why.outcome is Outcome.UNKNOWN else why.reason
    return tuple(WorkReply(one, why.outcome, reason=reason) for one in questions)
