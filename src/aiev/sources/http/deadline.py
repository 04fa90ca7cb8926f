"""The time that one run may take; every wait asks it first, so that nothing waits for ever."""

from collections.abc import Callable
from dataclasses import dataclass

from aiev.errors import SourceError
from aiev.sources.http.host import ARXIV, Host


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on `clock` after which no wait and no request begins."""

    at_s: float
    limit_s: float
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    host: Host = ARXIV

    @classmethod
    def start(
        cls,
        limit_s: float,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        host: Host = ARXIV,
    ) -> "Deadline":
        """Return the deadline `limit_s` seconds from now."""
        return cls(clock() + limit_s, limit_s, clock, sleep, host)

    def left_s(self) -> float:
        """Return the seconds that are left; raises SourceError where there are none."""
        left_s = self.at_s - self.clock()
        if left_s <= 0:
            raise self._passed()
        return left_s

    def check(self) -> None:
        """Raise SourceError where no time is left."""
        self.left_s()

    def pause(self, seconds: float) -> None:
        """Sleep; raises SourceError at once where the sleep would outlast the deadline."""
        if seconds > self.left_s():
            raise self._passed()
        self.sleep(seconds)

    def _passed(self) -> SourceError:
        return SourceError(
            f"{self.host.name} did not answer everything within {self.limit_s:g} s",
            hint=f"what was fetched is kept; run `{self.host.command}` to go on",
        )
