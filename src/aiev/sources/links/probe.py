"""Asking for one address: HEAD, then GET where that is not answered well; redirects followed.

Who answers 403, 429 or an error of its own is mostly keeping robots out, so these say nothing of
the page. Link checkers that took them for dead had lists of exceptions without end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from aiev.domain.web_address import without_credentials
from aiev.sources.http.redirects import why_refused
from aiev.sources.http.transport import Session, never_connected, user_agent, why_never
from aiev.sources.links.outcome import Outcome, Verdict

_REDIRECTS = 8
_PERMANENT = (301, 308)
_REDIRECTED = (*_PERMANENT, 302, 303, 307)
_GONE = (404, 410)
THROTTLED = "HTTP 429"
# A resolver's answer is all that a DOI needs: publishers refuse robots.
_RESOLVERS = ("doi.org", "dx.doi.org", "www.doi.org", "hdl.handle.net")
_NOT_THE_PAGE = re.compile(
    r"/(?:log-?in|sign-?in|sign-?up|auth|sso|oauth2?|consent|cookies?|captcha|error|404)\b",
    re.IGNORECASE,
)
_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


@dataclass(frozen=True, slots=True)
class Reply:
    """The head of an answer."""

    status: int
    location: str | None = None


Ask = Callable[[str, str], Reply | Outcome]
"""Takes a method and an address; an outcome is why no answer came."""


def probe(url: str, ask: Ask) -> Outcome:
    """Return what becomes of an address, which has no place within the page (`#…`)."""
    at, moved_to, is_permanent = url, None, True
    for _ in range(_REDIRECTS + 1):
        reply = _reply(at, ask)
        if isinstance(reply, Outcome):
            return reply
        if reply.status not in _REDIRECTED or not reply.location:
            return _judged(reply.status, url, moved_to, at)
        if urlsplit(at).hostname in _RESOLVERS:
            return Outcome(Verdict.ALIVE)
        before = at
        at = without_credentials(urldefrag(urljoin(at, quote(reply.location, safe=_SAFE)))[0])
        if urlsplit(at).scheme not in ("http", "https"):
            return Outcome(Verdict.UNKNOWN, "redirected to no page")
        if why := why_refused(before, at):
            return Outcome(Verdict.UNKNOWN, f"redirected {why}")
        is_permanent = is_permanent and reply.status in _PERMANENT
        if is_permanent:
            moved_to = at
    return Outcome(Verdict.UNKNOWN, "redirected without end")


def _reply(url: str, ask: Ask) -> Reply | Outcome:
    """Return the answer to HEAD; that to GET where a server may not know HEAD or mean it."""
    reply = ask("HEAD", url)
    is_settled = isinstance(reply, Reply) and (
        200 <= reply.status < 300 or reply.status in (*_REDIRECTED, 429)
    )
    no_server = isinstance(reply, Outcome) and reply.verdict is Verdict.UNREACHABLE
    return reply if is_settled or no_server else ask("GET", url)


def _judged(status: int, start: str, moved_to: str | None, at: str) -> Outcome:
    if status in _GONE:
        return Outcome(Verdict.DEAD, f"HTTP {status}")
    if not 200 <= status < 300:
        return Outcome(Verdict.UNKNOWN, f"HTTP {status}")
    if at != start and _is_home(at) and not _is_home(start):
        # What many servers say instead of 404.
        return Outcome(Verdict.UNKNOWN, "redirected to the home page")
    if moved_to is None or moved_to == start or _NOT_THE_PAGE.search(urlsplit(moved_to).path):
        return Outcome(Verdict.ALIVE)
    return Outcome(Verdict.MOVED, moved_to=moved_to)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def asker(*, connect_timeout_s: float, read_timeout_s: float) -> Ask:
    """Return what asks over a connection of its own; bodies are not read."""
    session = Session()
    session.headers.update({"User-Agent": user_agent(), "Accept": "text/html,*/*"})
    timeouts_s = (connect_timeout_s, read_timeout_s)

    def ask(method: str, url: str) -> Reply | Outcome:
        try:
            with session.request(
                method, url, timeout=timeouts_s, stream=True, allow_redirects=False
            ) as response:
                return Reply(response.status_code, response.headers.get("Location"))
        except (requests.RequestException, HTTPError, ValueError, OSError) as error:
            return _why_not(error)

    return ask


def _why_not(error: Exception) -> Outcome:
    if why := why_never(error):
        return Outcome(Verdict.UNKNOWN, why)
    match error:
        case requests.exceptions.SSLError():
            return Outcome(Verdict.UNKNOWN, "no certificate that can be trusted")
        case requests.exceptions.ProxyError():
            return Outcome(Verdict.UNKNOWN, "the proxy does not connect")
        case requests.exceptions.Timeout():
            return Outcome(Verdict.UNKNOWN, "timed out")
        case requests.exceptions.ConnectionError() if never_connected(error):
            return Outcome(Verdict.UNREACHABLE, "no server answers")
        case requests.exceptions.InvalidURL() | requests.exceptions.InvalidSchema() | ValueError():
            return Outcome(Verdict.UNKNOWN, "an address that cannot be asked")
    return Outcome(Verdict.UNKNOWN, "the connection broke")
