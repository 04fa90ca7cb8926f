"""Asking for many addresses: several hosts at once, each of them one request after the other."""

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from aiev.sources.links.outcome import NO_TIME, Outcome, Verdict
from aiev.sources.links.probe import THROTTLED, Ask, asker, probe

_HOSTS_AT_ONCE = 8
_CONNECT_TIMEOUT_S, _READ_TIMEOUT_S = 10.0, 20.0
_POLL_S = 0.2
_UNASKABLE = Outcome(Verdict.UNKNOWN, "an address that cannot be asked")


def ask_all(
    urls: Sequence[str],
    into: dict[str, Outcome],
    *,
    delay_s: float,
    limit_s: float,
    new_ask: Callable[[], Ask] = lambda: asker(
        connect_timeout_s=_CONNECT_TIMEOUT_S, read_timeout_s=_READ_TIMEOUT_S
    ),
    show: Callable[[int], None] = lambda _count: None,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Put into a dictionary what becomes of each address, as the answers come.

    A host is asked one request at a time, with a pause of `delay_s` after each; one that says 429
    is asked no more. After `limit_s` seconds in all the addresses left are unknown. An interrupt
    ends the asking at once, and what was answered by then is in the dictionary. `show` is called
    with the count of answers now and then.
    """
    groups = _by_host(urls)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in groups:
        waiting.put(group)
    ended: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
    stop = threading.Event()

    def work() -> None:
        try:
            ask = new_ask()
            while not stop.is_set():
                for url, outcome in _of_host(waiting.get_nowait(), ask, delay_s, stop):
                    into[url] = outcome
        except queue.Empty:
            ended.put(None)
        except BaseException as error:
            ended.put(error)  # Raised again where somebody sees it.

    count = min(_HOSTS_AT_ONCE, len(groups))
    for _ in range(count):
        # An interrupt must not wait for a server that never ends its answer.
        threading.Thread(target=work, name="aiev-links", daemon=True).start()
    end_s = clock() + limit_s
    try:
        while count and (left_s := end_s - clock()) > 0:
            try:
                error = ended.get(timeout=min(_POLL_S, left_s))
            except queue.Empty:
                show(len(into))
                continue
            if error is not None:
                raise error
            count -= 1
    finally:
        stop.set()
    for url in urls:
        into.setdefault(url, Outcome(Verdict.UNKNOWN, NO_TIME))


def host_of(url: str) -> str:
    """Return the host and port of an address, empty where it has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _by_host(urls: Sequence[str]) -> list[list[str]]:
    """Return the addresses of each host, those with the most first: they take longest."""
    groups: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        groups[host_of(url)].append(url)
    return sorted(groups.values(), key=len, reverse=True)


def _of_host(
    urls: Sequence[str], ask: Ask, delay_s: float, stop: threading.Event
) -> Iterator[tuple[str, Outcome]]:
    is_throttled = False
    for place, url in enumerate(urls):
        if is_throttled:
            yield url, Outcome(Verdict.UNKNOWN, THROTTLED)
            continue
        if place and stop.wait(delay_s):
            return
        try:
            outcome = probe(url, ask)
        except ValueError:
            # An address that urllib takes apart in no way: `http://[x`.
            outcome = _UNASKABLE
        is_throttled = outcome.reason == THROTTLED
        yield url, outcome
