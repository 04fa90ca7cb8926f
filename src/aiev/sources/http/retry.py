"""Requests that are tried again, politely: after which answers, when, and when to stop."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from aiev.errors import SourceError
from aiev.sources.http.answer import Answer, Cause, NoAnswer
from aiev.sources.http.deadline import Deadline
from aiev.sources.http.host import ARXIV, Host, without_secret
from aiev.sources.http.pace import LONGEST_WAIT_S, Pace
from aiev.sources.http.redirects import why_refused

if TYPE_CHECKING:
    from aiev.sources.http.transport import Transport

T = TypeVar("T")

TRIES = 4
REDIRECTS = 3

_LONGEST_BACKOFF_S = 60.0
_RECONNECT_S = 1.0
_IMPOSSIBLE = (Cause.IMPOSSIBLE, Cause.ENVIRONMENT)
_NEVER_ARRIVED = (Cause.UNREACHABLE, *_IMPOSSIBLE)
_ENVIRONMENT_HINT = (
    "look at https_proxy, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE in your environment, where they are"
    " set"
)
_REDIRECTED = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The server will not answer this request: asking the same again is of no use.

    An answer above the size limit has the status 413, as if the server had refused it; `reason`
    then says that it was aiev who stopped reading.
    """

    status: int
    body: bytes
    reason: str | None = None


class ServerFaultError(SourceError):
    """The server answered one request with errors of its own, time after time."""


def anywhere(_url: str) -> None:
    """Allow any address: for hosts that the user names."""


class Client:
    """Asks one server, in turn with every other aiev process of this user.

    `report` is called with a sentence about each wait, `trace` with one about each request. `allow`
    raises SourceError for an address that is not to be asked, redirected to or not. With `is_bound`
    a redirect to another host is refused: the requests hold what is for this one only.
    """

    def __init__(
        self,
        transport: "Transport",
        pace: Pace,
        deadline: Deadline,
        *,
        delay_s: float,
        response_timeout_s: float,
        report: Callable[[str], None],
        trace: Callable[[str], None],
        host: Host = ARXIV,
        is_bound: bool = False,
        allow: Callable[[str], None] = anywhere,
    ) -> None:
        self._host = host
        self._is_bound = is_bound
        self._transport = transport
        self._pace = pace
        self._deadline = deadline
        self._delay_s = delay_s
        self._response_timeout_s = response_timeout_s
        self._report = report
        self._trace = trace
        self._allow = allow
        self.arrived = 0
        """How many requests have reached the server, answered or not."""

    def get(
        self, url: str, read: Callable[[bytes], T], *, body: bytes | None = None
    ) -> T | Refusal:
        """Ask until `read` accepts the body, and return what it made of it.

        `read` raises ValueError for a body that is unusable, which is asked for again. With `body`,
        which is JSON, the request is a POST.

        Raises SourceError after four failures, after as many throttled answers as the host's
        `throttled_tries`, when the server cannot be reached twice, when it wants a pause of more
        than two minutes, or at the deadline; ServerFaultError where all failures were its own.
        """
        host = self._host
        failures = throttled = faults = unreachable = redirects = 0
        led_to = ""
        while True:
            self._allow(url)
            answer = self._once(url, body)
            if isinstance(answer, NoAnswer):
                if answer.cause is Cause.TOO_LARGE:
                    return Refusal(413, b"", answer.reason)
                if answer.cause in _IMPOSSIBLE:
                    is_address = answer.cause is Cause.IMPOSSIBLE
                    raise SourceError(
                        f"{host.name} cannot be asked: {_place(url)}: {answer.reason}",
                        hint=host.address_hint if is_address else _ENVIRONMENT_HINT,
                    )
                if answer.cause is Cause.UNREACHABLE:
                    unreachable += 1
                    self._pace.forgive()
                    if unreachable == 2:
                        raise SourceError(
                            f"{host.name} cannot be reached: {_place(url)}: {answer.reason}",
                            hint=f"run `{host.command}` to go on once it can be reached",
                        )
                    self._deadline.pause(_RECONNECT_S)
                    continue
                reason, wanted_s = answer.reason, 0.0
            elif answer.status == 200:
                try:
                    return read(answer.body)
                except ValueError as error:
                    reason, wanted_s = f"the answer is unusable: {error}{led_to}", 0.0
            elif answer.status in host.refused:
                return Refusal(answer.status, answer.body)
            elif answer.status in _REDIRECTED:
                redirects += 1
                url = _redirected(url, answer, redirects, host=host, is_bound=self._is_bound)
                led_to = f" (redirected to {_place(url)})"
                continue
            elif answer.status in host.throttled or answer.status >= 500:
                reason, wanted_s = f"HTTP {answer.status}", self._wanted_s(answer.retry_after)
                throttled += answer.status in host.throttled
            else:
                raise SourceError(
                    f"{host.name} answered with HTTP {answer.status}: {_place(url)}",
                    hint=host.hint_of(answer.status),
                )
            failures += 1
            faults += isinstance(answer, Answer) and answer.status >= 500
            self._check(
                reason,
                failures=failures,
                throttled=throttled,
                wanted_s=wanted_s,
                is_fault=faults == failures,
            )
            self._back_off(reason, failures=failures, wanted_s=wanted_s)

    def _once(self, url: str, body: bytes | None) -> Answer | NoAnswer:
        with self._pace.turn():
            started_s = self._deadline.clock()
            limit_s = min(self._response_timeout_s, self._deadline.left_s())
            answer = self._transport.get(url, limit_s=limit_s, body=body)
        if not (isinstance(answer, NoAnswer) and answer.cause in _NEVER_ARRIVED):
            self.arrived += 1
        took_s = self._deadline.clock() - started_s
        said = (
            f"{answer.status}, {len(answer.body):,} bytes"
            if isinstance(answer, Answer)
            else answer.reason
        )
        verb = "GET" if body is None else "POST"
        self._trace(f"{verb} {without_secret(url)}: {said}, {took_s:.1f} s")
        return answer

    def _check(
        self, reason: str, *, failures: int, throttled: int, wanted_s: float, is_fault: bool
    ) -> None:
        name, command = self._host.name, self._host.command
        if wanted_s > LONGEST_WAIT_S:
            self._pace.postpone(wanted_s)
            raise SourceError(
                f"{name} asks for a pause of {wanted_s:,.0f} s ({reason})",
                hint=f"what was fetched is kept; run `{command}` after that time",
            )
        if throttled == self._host.throttled_tries:
            self._pace.postpone(max(self._backoff_s(failures), wanted_s))
            times = "the third time" if throttled == 3 else f"{throttled} times"
            raise SourceError(
                f"{name} is too busy for us: {reason}, {times} in a row",
                hint=f"what was fetched is kept; wait some minutes, then run `{command}`",
            )
        if failures - throttled == self._host.tries or failures == max(
            self._host.throttled_tries + 1, self._host.tries
        ):
            kind = ServerFaultError if is_fault else SourceError
            raise kind(
                f"{name} failed {failures} times in a row, at last: {reason}",
                hint=f"run `{command}` to go on once the source can be reached",
            )

    def _back_off(self, reason: str, *, failures: int, wanted_s: float) -> None:
        self._report(f"{self._host.name}: {reason}")
        self._pace.postpone(max(self._backoff_s(failures), wanted_s))

    def _backoff_s(self, failures: int) -> float:
        """Return a pause that doubles with each failure, with jitter so that clients spread out."""
        grown_s = self._delay_s * 2.0**failures
        return min(grown_s, _LONGEST_BACKOFF_S) * random.uniform(1.0, 1.5)

    def _wanted_s(self, retry_after: str | None) -> float:
        """Return the seconds that a Retry-After header asks for: a number or an HTTP date."""
        text = (retry_after or "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):  # The latter for a day or year of twenty digits.
            return 0.0
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        now = datetime.fromtimestamp(self._deadline.clock(), tz=UTC)
        return max((moment - now).total_seconds(), 0.0)


def _redirected(url: str, answer: Answer, redirects: int, *, host: Host, is_bound: bool) -> str:
    if answer.location is None or redirects > REDIRECTS:
        raise SourceError(
            f"{host.name} redirects without end: {_place(url)}", hint=host.address_hint
        )
    try:
        target = urljoin(url, answer.location)
        scheme = urlsplit(target).scheme
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        raise SourceError(
            f"{host.name} redirects to what is no web address:"
            f" {without_secret(answer.location)[:200]!r}",
            hint=host.address_hint,
        )
    if why := why_refused(url, target):
        raise SourceError(
            f"{host.name} redirects {why}: {_place(target)[:200]}",
            hint="look whether this network wants you to sign in first",
        )
    if is_bound and urlsplit(target).netloc != urlsplit(url).netloc:
        raise SourceError(
            f"{host.name} redirects to another host, which is not to have the key:"
            f" {_place(target)[:200]}",
            hint=host.address_hint,
        )
    return target


def _place(url: str) -> str:
    return without_secret(url.partition("?")[0])
