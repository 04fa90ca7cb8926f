"""One HTTP request, bounded in time and size; its answer, or the reason for none, is a value."""

import queue
import threading
from collections.abc import Mapping
from importlib import metadata

import requests
from urllib3.exceptions import HTTPError, NewConnectionError

from aiev.sources.http.answer import Answer, Cause, NoAnswer

LARGEST_ANSWER_BYTES = 8_000_000
"""A hundred entries are about 250 kB; libxml2 refuses texts above 10 MB."""

_CHUNK_BYTES = 16_384


class Transport:
    """A connection that never waits longer and never reads more than it may.

    `headers` go with each request. An answer above the limit is none; with `most_bytes` it is its
    beginning.
    """

    def __init__(
        self,
        *,
        connect_timeout_s: float,
        read_timeout_s: float,
        headers: Mapping[str, str] | None = None,
        most_bytes: int | None = None,
    ) -> None:
        self._most_bytes = most_bytes
        self._timeouts_s = (connect_timeout_s, read_timeout_s)
        self._headers = headers or {}
        self._session = _session(self._headers)

    def get(self, url: str, *, limit_s: float, body: bytes | None = None) -> Answer | NoAnswer:
        """Ask once, without following redirects, and give up after `limit_s` seconds in all.

        With `body`, which is JSON, it is a POST.

        The timeouts of a socket start anew with each byte, and looking up a name has none. So a
        thread asks while this one watches the time; a thread that is too late is left behind.
        """
        outcomes: queue.SimpleQueue[Answer | NoAnswer | BaseException] = queue.SimpleQueue()
        given_up = threading.Event()
        session = self._session

        def ask() -> None:
            try:
                answer = _get(
                    session,
                    url,
                    body=body,
                    timeouts_s=self._timeouts_s,
                    given_up=given_up,
                    most_bytes=self._most_bytes,
                )
            except BaseException as error:
                outcomes.put(error)  # Raised again where somebody sees it.
            else:
                outcomes.put(answer)

        threading.Thread(target=ask, name="aiev-transport", daemon=True).start()
        try:
            outcome = outcomes.get(timeout=limit_s)
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome
        except queue.Empty:
            self._session = _session(self._headers)
            return NoAnswer(Cause.BROKEN, f"the answer was not whole after {limit_s:g} s")
        finally:
            given_up.set()

    def close(self) -> None:
        """Close the connection."""
        self._session.close()


def user_agent() -> str:
    """Return the name under which aiev asks."""
    try:
        return f"aiev/{metadata.version('aiev')}"
    except metadata.PackageNotFoundError:
        return "aiev"


class Session(requests.Session):
    """A session in which only what is asked for of an answer is read."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Return None: for any other answer requests reads the whole body, however large."""
        return None


def _session(headers: Mapping[str, str]) -> requests.Session:
    session = Session()
    # No compression: a small answer cannot unfold into a large one.
    session.headers.update({"User-Agent": user_agent(), "Accept-Encoding": "identity"})
    session.headers.update(headers)
    return session


def _get(
    session: requests.Session,
    url: str,
    *,
    body: bytes | None,
    timeouts_s: tuple[float, float],
    given_up: threading.Event,
    most_bytes: int | None,
) -> Answer | NoAnswer:
    try:
        with session.request(
            "GET" if body is None else "POST",
            url,
            data=body,
            headers={} if body is None else {"Content-Type": "application/json"},
            timeout=timeouts_s,
            stream=True,
            allow_redirects=False,
        ) as response:
            if response.headers.get("Content-Encoding", "identity").lower() != "identity":
                return NoAnswer(Cause.BROKEN, "the answer is compressed, which was not asked for")
            found = bytearray()
            for chunk in response.iter_content(_CHUNK_BYTES):
                found += chunk
                if most_bytes is not None and len(found) >= most_bytes:
                    del found[most_bytes:]
                    break
                if len(found) > LARGEST_ANSWER_BYTES:
                    return NoAnswer(
                        Cause.TOO_LARGE, f"the answer is above {LARGEST_ANSWER_BYTES:,} bytes"
                    )
                if given_up.is_set():
                    break
            return Answer(
                response.status_code,
                bytes(found),
                response.headers.get("Retry-After"),
                response.headers.get("Location"),
            )
    except (requests.RequestException, HTTPError, ValueError, OSError) as error:
        return _no_answer(error)


def _no_answer(error: Exception) -> NoAnswer:
    match error:
        case requests.exceptions.SSLError():
            return NoAnswer(Cause.ENVIRONMENT, "the server's certificate cannot be trusted")
        case requests.exceptions.ConnectTimeout():
            return NoAnswer(Cause.UNREACHABLE, "no connection in time")
        case requests.exceptions.ProxyError():
            return NoAnswer(Cause.UNREACHABLE, "the proxy does not connect")
        case requests.exceptions.Timeout():
            return NoAnswer(Cause.BROKEN, "the answer stopped coming")
        case requests.exceptions.ConnectionError() if never_connected(error):
            return NoAnswer(Cause.UNREACHABLE, "no connection to the server")
        case (
            requests.exceptions.ConnectionError()
            | requests.exceptions.ChunkedEncodingError()
            | requests.exceptions.ContentDecodingError()
            | HTTPError()
        ):
            return NoAnswer(Cause.BROKEN, "the connection broke")
    if why := why_never(error):
        return NoAnswer(Cause.ENVIRONMENT, why)
    return NoAnswer(Cause.IMPOSSIBLE, "the address cannot be asked")


def why_never(error: Exception) -> str | None:
    """Return what in the user's environment keeps any address from being asked, else None."""
    if isinstance(error, requests.exceptions.InvalidSchema) and "SOCKS" in str(error):
        return "a SOCKS proxy needs `pip install 'aiev[socks]'`"
    is_of_requests = isinstance(error, requests.RequestException)
    if isinstance(error, OSError) and not is_of_requests and "certificate" in str(error):
        # A plain OSError where there is no such file; what a server shows is an SSLError.
        return "REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE names no file of certificates"
    return None


def never_connected(error: BaseException) -> bool:
    """Return whether a refused connection or an unknown name is at the bottom of `error`."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, NewConnectionError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
