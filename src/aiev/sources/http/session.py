"""One run's way to a host: its connection, its turns and its deadline, opened together."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from aiev.sources.arxiv.api import ApiSettings, quiet
from aiev.sources.http.deadline import Deadline
from aiev.sources.http.host import Host
from aiev.sources.http.pace import Pace
from aiev.sources.http.retry import Asker
from aiev.sources.http.transport import Transport


@contextmanager
def open_asker(
    host: Host,
    settings: ApiSettings,
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.time,
    report: Callable[[str], None] = quiet,
    trace: Callable[[str], None] = quiet,
) -> Iterator[Asker]:
    """Yield an asker of `host`; the deadline runs from now."""
    deadline = Deadline.start(settings.deadline_s, clock=clock, sleep=sleep, host=host)
    transport = Transport(
        connect_timeout_s=settings.connect_timeout_s, read_timeout_s=settings.read_timeout_s
    )
    pace = Pace(
        settings.state_folder,
        delay_s=settings.delay_s,
        deadline=deadline,
        report=report,
        host=host,
    )
    with closing(transport):
        yield Asker(
            transport,
            pace,
            deadline,
            delay_s=settings.delay_s,
            response_timeout_s=settings.response_timeout_s,
            report=report,
            trace=trace,
            host=host,
        )
