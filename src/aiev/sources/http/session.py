"""One run's way to a server: its connection, its turns and its deadline, opened together."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiev.sources.http.deadline import Deadline
from aiev.sources.http.host import Host
from aiev.sources.http.pace import Pace
from aiev.sources.http.retry import Client, anywhere

TIMEOUT_S = 1800.0
"""So long a run may take unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """How a server is asked.

    `state_folder` keeps the time of the last request, for every aiev process of this user.
    """

    state_folder: Path
    delay_s: float = 3.0
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 60.0
    response_timeout_s: float = 120.0
    deadline_s: float = TIMEOUT_S


def quiet(_message: str) -> None:
    """Say nothing: for callers that show no progress."""


@contextmanager
def open_client(
    host: Host,
    settings: SessionSettings,
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.time,
    report: Callable[[str], None] = quiet,
    trace: Callable[[str], None] = quiet,
    headers: Mapping[str, str] | None = None,
    allow: Callable[[str], None] = anywhere,
    largest_bytes: int | None = None,
) -> Iterator[Client]:
    """Yield a client of `host` and close its connection at the end; the deadline runs from now.

    `headers` go with each request, and to no other host. With `largest_bytes` so much of an answer
    is read, and what is behind is left.
    """
    # It loads requests, which what is answered without a server does not need.
    from aiev.sources.http.transport import Transport  # noqa: PLC0415

    deadline = Deadline.start(settings.deadline_s, clock=clock, sleep=sleep, host=host)
    transport = Transport(
        connect_timeout_s=settings.connect_timeout_s,
        read_timeout_s=settings.read_timeout_s,
        headers=headers,
        most_bytes=largest_bytes,
    )
    pace = Pace(
        settings.state_folder,
        delay_s=settings.delay_s,
        deadline=deadline,
        report=report,
        host=host,
    )
    with closing(transport):
        yield Client(
            transport,
            pace,
            deadline,
            delay_s=settings.delay_s,
            response_timeout_s=settings.response_timeout_s,
            report=report,
            trace=trace,
            host=host,
            is_bound=bool(headers),
            allow=allow,
        )
