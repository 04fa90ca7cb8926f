"""What became of addresses, kept in a file: a week for what was well, a day for what was dead."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiev import private_files, unfinished
from aiev.sources.links.outcome import UNREACHABLE_AGAIN, Outcome, Verdict
from aiev.value import value

_SCHEMA = 1
_FRESH = {
    Verdict.ALIVE: timedelta(days=7),
    Verdict.MOVED: timedelta(days=7),
    # Who has put a page back wants to hear so soon.
    Verdict.DEAD: timedelta(days=1),
}
# A server may be away for a moment: only when it still is after that is the address dead.
_AWAY_FOR_GOOD = timedelta(hours=1)
_KEPT = timedelta(days=30)


@value
class _Kept:
    """An outcome, when it came, and since when no server answers, if none does."""

    outcome: Outcome
    at: datetime
    away_since: datetime | None


class LinkCache:
    """A file of outcomes by address; one that cannot be read or written counts as none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = self._read()

    def find(self, url: str, *, now: datetime) -> Outcome | None:
        """Return what became of an address, where that is fresh."""
        kept = self._kept.get(url)
        if kept is None:
            return None
        fresh = _FRESH.get(kept.outcome.verdict)
        return kept.outcome if fresh and timedelta(0) <= now - kept.at < fresh else None

    def weigh(self, url: str, outcome: Outcome, *, now: datetime) -> Outcome:
        """Note an outcome, and return it; where no server answers again, the address is dead."""
        away_since = None
        if outcome.verdict is Verdict.UNREACHABLE:
            before = self._kept.get(url)
            away_since = before.away_since if before is not None else None
            away_since = away_since or now
            if now - away_since >= _AWAY_FOR_GOOD:
                outcome = Outcome(Verdict.DEAD, UNREACHABLE_AGAIN)
        self._kept[url] = _Kept(outcome, now, away_since)
        return outcome

    def save(self, *, now: datetime) -> None:
        """Write the file, whole or not at all; what others wrote into it meanwhile stays."""
        merged = {**self._read(), **self._kept}
        body = {
            "schema": _SCHEMA,
            "links": {u: _plain(k) for u, k in merged.items() if now - k.at < _KEPT},
        }
        with suppress(OSError):
            private_files.make_folder(self._path.parent)
            unfinished.write_private(self._path, json.dumps(body, ensure_ascii=True))

    def _read(self) -> dict[str, _Kept]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            if found["schema"] != _SCHEMA:
                return {}
            return {str(url): _kept(one) for url, one in found["links"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}


def _plain(kept: _Kept) -> Mapping[str, str | None]:
    return {
        "verdict": kept.outcome.verdict.value,
        "reason": kept.outcome.reason,
        "moved_to": kept.outcome.moved_to,
        "at": kept.at.astimezone(UTC).isoformat(timespec="seconds"),
        "away_since": kept.away_since.astimezone(UTC).isoformat(timespec="seconds")
        if kept.away_since
        else None,
    }


def _kept(plain: Any) -> _Kept:
    since, to = plain["away_since"], plain["moved_to"]
    return _Kept(
        Outcome(Verdict(plain["verdict"]), str(plain["reason"]), str(to) if to else None),
        _moment(plain["at"]),
        _moment(since) if since else None,
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
