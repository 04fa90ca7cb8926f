"""The exported page over the live database: made when it is asked for, and anew when that changed.

Of many papers it is a folder and takes minutes to make: that is done beside the answers, and until
then a page says how far it is. What stood before is answered until the new one is there.
"""

import threading
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from aiev.errors import AievError
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.query.filters import Filters
from aiev.services.exchange.export import Choice, export, export_folder
from aiev.store.reading import catalog
from aiev.store.reading.reader import open_reader
from aiev.value import value
from aiev.web.answers import state

MOST_AT_ONCE = 3000
"""So many papers at most are made into a page while its reader waits."""

_KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}


@value
class Answer:
    """What is sent for an address: its text, and what kind of text that is."""

    body: bytes
    kind: str = "text/html"
    status: int = 200


class _StoppedError(Exception):
    """The server ends while a page is being made."""


class LivePage:
    """The page of one database; `close` ends what is being made."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._door = threading.Lock()
        self._stamp = ""
        self._files: dict[str, Path | bytes] = {}
        self._folders: list[TemporaryDirectory[str]] = []
        self._making: threading.Thread | None = None
        self._failure: AievError | None = None
        self._share = 0.0
        self._is_closed = False

    def stamp(self) -> str:
        """Return what tells one state of the database from another, as pages show it by the day."""
        told = f"{state(self._database)} {date.today()}"
        return sha256(told.encode()).hexdigest()[:12]

    def answer(self, path: str) -> Answer | None:
        """Return what stands at an address below `/`, or None for none of the page's.

        Raises AievError where the database cannot be read.
        """
        if path == "changes":
            return Answer(self.stamp().encode(), kind="text/plain")
        if path == "":
            self._renew()
            path = "index.html"
        found = self._files.get(path)
        if found is None:
            return self._waiting() if path == "index.html" else None
        body = found if isinstance(found, bytes) else found.read_bytes()
        return Answer(body, kind=_KINDS.get(Path(path).suffix, "text/plain"))

    def close(self) -> None:
        """End what is being made, and take away what was."""
        self._is_closed = True
        if self._making is not None:
            self._making.join()
        for folder in self._folders:
            folder.cleanup()

    def _renew(self) -> None:
        with self._door:
            stamp = self.stamp()
            if stamp == self._stamp or (self._making is not None and self._making.is_alive()):
                return
            if self._failure is not None:
                failure, self._failure = self._failure, None
                raise failure
            with open_reader(self._database) as reader:
                papers = catalog.count_papers(reader)
            if papers <= MOST_AT_ONCE:
                self._make_file(stamp)
                return
            self._making = threading.Thread(target=self._make_folder, args=(stamp,), daemon=True)
            self._making.start()

    def _make_file(self, stamp: str) -> None:
        with open_reader(self._database) as reader:
            text = "".join(
                export(
                    reader,
                    registry.load("html"),
                    ExportRequest(served=stamp),
                    _choice(),
                    tell=lambda _: None,
                    progress=self._progress,
                )
            )
        self._files, self._stamp = {"index.html": text.encode("utf-8", "replace")}, stamp

    def _make_folder(self, stamp: str) -> None:
        folder = TemporaryDirectory(prefix="aiev-page-")
        self._folders.append(folder)
        files: dict[str, Path | bytes] = {}
        try:
            with open_reader(self._database) as reader:
                made = export_folder(
                    reader,
                    registry.load_folder("html"),
                    ExportRequest(served=stamp),
                    _choice(),
                    tell=lambda _: None,
                    progress=self._progress,
                )
                for file in made:
                    path = Path(folder.name) / file.path
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(file.text, encoding="utf-8", errors="replace")
                    files[file.path] = path
        except _StoppedError:
            return
        except AievError as error:
            self._failure = error
            return
        self._files, self._stamp, self._share = files, stamp, 0.0
        # What was answered before may be asked for by pages that are open.
        for old in self._folders[:-2]:
            old.cleanup()
        del self._folders[:-2]

    def _progress(self, _count: int, share: float) -> None:
        self._share = share
        if self._is_closed:
            raise _StoppedError

    def _waiting(self) -> Answer:
        share = escape(f"{self._share:.0%}")
        text = (
            '<!doctype html><html lang="en"><meta charset="utf-8">'
            '<meta http-equiv="refresh" content="2"><meta name="color-scheme" content="light dark">'
            "<title>aiev</title><body style='font: 1rem/1.5 system-ui; margin: 3rem auto;"
            f" max-width: 34rem; padding: 0 1rem'><h1>The page is being made</h1><p>{share} done."
            ' This page looks again every two seconds.</p><p><a href="/data/">The data</a> is there'
            " already.</p></body></html>"
        )
        return Answer(text.encode(), status=503)


def _choice() -> Choice:
    return Choice("", Filters(), None, date.today())


Look = Callable[[str], Answer | None]
"""Returns what stands at a path below the root, without its slash."""
