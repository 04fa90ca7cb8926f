"""Asking who knows a work: Crossref and DataCite by its DOI, else its own page.

The first that knows it is believed. A source that cannot be reached is left alone for the rest of
the run, and the others go on.
"""

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from aiev.domain.doi import find_doi
from aiev.domain.work_record import WorkRecord
from aiev.errors import SourceError
from aiev.sources.http.host import CROSSREF, DATACITE, PAGES, Host
from aiev.sources.http.public_host import Resolve, require_public, resolved
from aiev.sources.http.retry import Client, Refusal, anywhere
from aiev.sources.http.session import SessionSettings, open_client, quiet
from aiev.sources.works import crossref, datacite, page
from aiev.sources.works.affiliation_api import Json, mapping

LARGEST_PAGE_BYTES = 2_000_000
"""So much of a page is read; what it says of its work stands at its beginning."""

_ABSENT = (404, 410)
_VERSION = re.compile(r"v\d+(?:\.(?:full|abstract|pdf|full\.pdf)(?:\+html)?)?$")
# ACM numbers what has no DOI so.
_NO_DOI = "10.5555/"


@dataclass(frozen=True, slots=True)
class Asked:
    """A work to ask for, by its address; `paper_id` tells the answers apart."""

    paper_id: int
    url: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question: a record and who gave it; none of a work that nobody knows.

    `reason` says why there is neither.
    """

    asked: Asked
    record: WorkRecord | None = None
    source: str = ""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """Who is asked; an address that is None means that this one is not.

    `pages_url` is put before the addresses of pages, which are then asked of that server alone.
    """

    session: SessionSettings
    crossref_url: str | None
    datacite_url: str | None
    asks_pages: bool
    pages_url: str | None
    mailto: str | None
    crossref_delay_s: float
    datacite_delay_s: float
    pages_delay_s: float


class LookUp:
    """Asks the sources for works; to be used within `with`."""

    def __init__(
        self,
        sources: Sources,
        *,
        today: date,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
        report: Callable[[str], None] = quiet,
        trace: Callable[[str], None] = quiet,
        resolve: Resolve = resolved,
    ) -> None:
        self._sources, self._today, self._resolve = sources, today, resolve
        self._how = {"sleep": sleep, "clock": clock, "report": report, "trace": trace}
        self._stack = ExitStack()
        self._clients: dict[str, Client] = {}
        self.errors: dict[str, SourceError] = {}
        """The sources that could not be reached, by their names, and why."""

    def __enter__(self) -> "LookUp":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def can_ask(self, url: str) -> bool:
        """Return whether there is anybody to ask for a work at this address."""
        chosen = self._sources
        registries = (chosen.crossref_url, chosen.datacite_url)
        return chosen.asks_pages or (doi_of(url) is not None and any(registries))

    def iter_answers(self, questions: Sequence[Asked]) -> Iterator[Answered]:
        """Yield what came of each question, in order, lazily: store it before the next is asked."""
        for asked in questions:
            yield self._answer(asked)

    def _answer(self, asked: Asked) -> Answered:
        doi, reasons, is_known = doi_of(asked.url), list[str](), False
        for name, ask in self._ways(asked.url, doi):
            if name in self.errors:
                reasons.append(str(self.errors[name]))
                continue
            try:
                record = ask()
            except SourceError as error:
                # A page is one of many hosts: what is wrong with one is not wrong with the next.
                if name != PAGES.name:
                    self.errors[name] = error
                reasons.append(str(error))
                continue
            except ValueError as error:
                reasons.append(f"{name}: {error}")
                continue
            if record is not None and record.title:
                shown = urlsplit(asked.url).hostname or name if name == PAGES.name else name
                source = (shown or "").removeprefix("www.").casefold()
                return Answered(asked, replace(record, doi=record.doi or doi), source)
            is_known = is_known or record is not None
        reason = "; ".join(dict.fromkeys(reasons)) or None
        if reason is None and is_known:
            reason = "no source tells its title"
        return Answered(asked, reason=reason)

    def _ways(
        self, url: str, doi: str | None
    ) -> Iterator[tuple[str, Callable[[], WorkRecord | None]]]:
        chosen = self._sources
        if doi is not None and chosen.crossref_url is not None:
            at = crossref.address(chosen.crossref_url, doi, mailto=chosen.mailto)
            yield CROSSREF.name, lambda: self._of_registry(CROSSREF, at, crossref.read, doi)
        if doi is not None and chosen.datacite_url is not None:
            there = datacite.work_address(chosen.datacite_url, doi, mailto=chosen.mailto)
            yield DATACITE.name, lambda: self._of_registry(DATACITE, there, datacite.read_work, doi)
        if chosen.asks_pages:
            yield PAGES.name, lambda: self._of_page(url)

    def _of_registry(
        self, host: Host, url: str, read: Callable[[Json], WorkRecord], doi: str
    ) -> WorkRecord | None:
        delay_s = (
            self._sources.crossref_delay_s if host is CROSSREF else self._sources.datacite_delay_s
        )
        answer = self._client(host, delay_s).get(url, lambda body: read(_object(body)))
        if isinstance(answer, Refusal):
            if answer.status in _ABSENT:
                return None
            raise ValueError(answer.reason or f"HTTP {answer.status}")
        if answer.doi is None or answer.doi.casefold() != doi.casefold():
            raise ValueError(f"the answer is about another DOI: {answer.doi}")
        return answer

    def _of_page(self, url: str) -> WorkRecord | None:
        before = self._sources.pages_url
        at = f"{before}{url}" if before is not None else url
        client = self._client(PAGES, self._sources.pages_delay_s)
        # What cannot be read of a page is not asked again, so it is read behind the client's back.
        answer = client.get(at, bytes)
        if isinstance(answer, Refusal):
            if answer.status in _ABSENT:
                return None
            raise ValueError(answer.reason or f"HTTP {answer.status}")
        return page.read(answer, url, today=self._today)

    def _client(self, host: Host, delay_s: float) -> Client:
        if host.name not in self._clients:
            settings = replace(self._sources.session, delay_s=delay_s)
            is_page = host is PAGES
            self._clients[host.name] = self._stack.enter_context(
                open_client(
                    host,
                    settings,
                    allow=self._allow if is_page else anywhere,
                    largest_bytes=LARGEST_PAGE_BYTES if is_page else None,
                    **self._how,  # type: ignore[arg-type]  # each by its name
                )
            )
        return self._clients[host.name]

    def _allow(self, url: str) -> None:
        before = self._sources.pages_url
        if before is None or urlsplit(url)[:2] != urlsplit(before)[:2]:
            require_public(url, resolve=self._resolve)


def doi_of(url: str) -> str | None:
    """Return the DOI that an address is of: a resolver's, or one in the publisher's own path."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").lower()
    if host == "nature.com" and parts.path.startswith("/articles/"):
        name = parts.path.split("/")[2].removesuffix(".pdf")
        return f"10.1038/{name}" if name else None
    doi = find_doi(parts.path)
    if doi is None:
        return None
    if host in ("biorxiv.org", "medrxiv.org"):
        doi = _VERSION.sub("", doi)
    elif host not in ("doi.org", "dx.doi.org"):
        doi = doi.removesuffix(".pdf")
    return None if doi.startswith(_NO_DOI) and host == "dl.acm.org" else doi


def _object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        is_page = body.lstrip()[:1] == b"<"
        raise ValueError("an HTML page" if is_page else "JSON that is cut off or broken") from None
    return mapping(value, "JSON object")
