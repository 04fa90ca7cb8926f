"""Asking a service for affiliations, one paper at a time: what all JSON services share."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aiev.domain.affiliation import Affiliation, Outcome, Question, Reply
from aiev.errors import SourceError
from aiev.sources.arxiv import record_text
from aiev.sources.http.host import Host
from aiev.sources.http.retry import Client, Refusal
from aiev.sources.http.session import SessionSettings, open_client, quiet

MOST_AFFILIATIONS = 200
"""At most so many affiliations are kept for a paper; large collaborations name more."""

# What is wrong with one paper's answer is not wrong with so many in a row.
_UNUSABLE_IN_A_ROW = 8
_ABSENT = (404, 410)
_LONGEST_TEXT = 1_000

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Service:
    """A service that names affiliations.

    `addresses` are tried in order until one is known and names any; `read` raises ValueError,
    with the reason, for an object that is none of the service's.
    """

    host: Host
    addresses: Callable[[Question], Sequence[str]]
    read: Callable[[Json], Iterable[Affiliation]]


def iter_replies(
    service: Service,
    questions: Sequence[Question],
    *,
    settings: SessionSettings,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.time,
    report: Callable[[str], None] = quiet,
    trace: Callable[[str], None] = quiet,
) -> Iterator[Reply]:
    """Yield a reply for each question in order, lazily: store it before asking for the next.

    Raises SourceError when the service cannot be reached, refuses or the deadline passes, or when
    nine answers in a row are unusable. A question asked in vain has an unusable reply before that;
    what had no reply by then is still open.
    """
    unusable = 0
    with open_client(
        service.host, settings, sleep=sleep, clock=clock, report=report, trace=trace
    ) as client:
        for question in questions:
            before = client.arrived
            try:
                reply = _reply(client, service, question)
            except SourceError as error:
                if client.arrived > before:
                    yield Reply(question, Outcome.UNUSABLE, reason=str(error))
                raise
            yield reply
            unusable = unusable + 1 if reply.outcome is Outcome.UNUSABLE else 0
            if unusable > _UNUSABLE_IN_A_ROW:
                raise SourceError(
                    f"no answer of {service.host.name} is of use, at last: {reply.reason}",
                    hint=service.host.address_hint,
                )


def mapping(value: object, name: str) -> Json:
    """Return an object of an answer; raises ValueError for anything else."""
    if not isinstance(value, Mapping):
        raise ValueError(f"no {name} in it")
    return value


def items(value: object) -> Sequence[object]:
    """Return a list of an answer; what is none counts as empty."""
    return value if isinstance(value, list) else ()


def affiliation(text: object, ror: object = None) -> Affiliation | None:
    """Return an affiliation from what may be one: a text, and a ROR id with or without address."""
    given = record_text.storable(text[:_LONGEST_TEXT]) if isinstance(text, str) else None
    named = record_text.line(given)
    if named is None:
        return None
    found = ror.rstrip("/").rpartition("/")[2].casefold() if isinstance(ror, str) else ""
    return Affiliation(named, found if len(found) == 9 and found.isalnum() else None)


def _reply(client: Client, service: Service, question: Question) -> Reply:
    is_known = False
    reason = None
    for address in service.addresses(question):
        answer = client.get(address, _object)
        if isinstance(answer, Refusal):
            if answer.status not in _ABSENT:
                why = answer.reason or f"HTTP {answer.status}"
                reason = f"{service.host.name} refuses the question: {why}"
            continue
        try:
            found = tuple(dict.fromkeys(service.read(answer)))[:MOST_AFFILIATIONS]
        except ValueError as error:
            reason = f"{service.host.name}'s answer cannot be read: {error}"
            continue
        if found:
            return Reply(question, Outcome.FOUND, found)
        is_known = True
    if reason is not None:
        return Reply(question, Outcome.UNUSABLE, reason=reason)
    return Reply(question, Outcome.NOTHING if is_known else Outcome.UNKNOWN)


def _object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        is_page = body.lstrip()[:1] == b"<"
        raise ValueError("an HTML page" if is_page else "JSON that is cut off or broken") from None
    return mapping(value, "JSON object")
