"""A small arXiv on loopback: the recorded shapes of its query API, and its faults by script.

In tests: `with ArxivServer(PAPERS) as arxiv: … arxiv.url …`; a process under test finds it by
`AIEV_ARXIV_URL=arxiv.url`. By hand: `python tests/arxiv_server.py --port 8099 --papers FILE`.
"""

import argparse
import base64
import contextlib
import hashlib
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

_ID = re.compile(
    r"(?:arxiv:)?(?P<value>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v(?P<version>\d+))?",
    re.IGNORECASE,
)
_HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"\
 xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
"""


@dataclass(frozen=True)
class Paper:
    """A paper of our own making; what is None or empty is left out of the entry."""

    arxiv_id: str
    title: str | None = "On Answers"
    abstract: str | None = "We answer what is asked."
    authors: tuple[str | tuple[str, ...], ...] = ("Ada Asker", ("Bob Boole", "Loopback University"))
    version: int = 1
    published: str | None = "2024-11-18T17:59:46Z"
    updated: str | None = "2024-11-18T17:59:46Z"
    categories: tuple[str, ...] = ("cs.DC", "cs.LG")
    comment: str | None = None
    doi: str | None = None
    journal_ref: str | None = None

    def entry(self) -> str:
        """Render the entry as the backend of 2026 does."""
        name = f"{self.arxiv_id}v{self.version}"
        lines = [
            f"<id>http://arxiv.org/abs/{name}</id>",
            _element("title", self.title),
            _element("updated", self.updated),
            f'<link href="https://arxiv.org/abs/{name}" rel="alternate" type="text/html"/>',
            f'<link href="https://arxiv.org/pdf/{name}" rel="related" type="application/pdf"'
            ' title="pdf"/>',
            _element("summary", self.abstract),
            *(
                f'<category term={quoteattr(one)} scheme="http://arxiv.org/schemas/atom"/>'
                for one in self.categories
            ),
            _element("published", self.published),
            _element("arxiv:comment", self.comment),
            *(f"<arxiv:primary_category term={quoteattr(one)}/>" for one in self.categories[:1]),
            _element("arxiv:journal_ref", self.journal_ref),
        ]
        for author in self.authors:
            person, *places = (author,) if isinstance(author, str) else author
            places = [_element("arxiv:affiliation", place) for place in places]
            lines.append("<author>" + _element("name", person) + "".join(places) + "</author>")
        lines.append(_element("arxiv:doi", self.doi))
        body = "\n".join("    " + one for one in lines if one)
        return f"  <entry>\n{body}\n  </entry>\n"


@dataclass(frozen=True)
class Request:
    """One request as it arrived; `at` and `until` are `time.monotonic()`."""

    path: str
    ids: tuple[str, ...]
    max_results: int
    user_agent: str
    at: float


@dataclass
class Exchange:
    """What a fault has in hand: the request, the good answer and the raw connection."""

    handler: BaseHTTPRequestHandler
    request: Request
    papers: list[Paper]
    stopping: threading.Event
    status: int = 200
    body: bytes = b""

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """Answer; header names take `_` for `-`."""
        self.handler.send_response(status)
        given = {"Content_Type": "application/atom+xml; charset=utf-8", **headers}
        for name, value in given.items():
            self.handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.handler.send_header("Content-Length", str(len(body)))
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def drop(self) -> None:
        """End the connection after this exchange."""
        self.handler.close_connection = True


Fault = Callable[[Exchange], None]


def answer(status: int, body: bytes = b"Rate exceeded.", **headers: str) -> Fault:
    """Answer with this status, body and headers (`Retry_After="5"`)."""
    return lambda exchange: exchange.send(status, body, **{"Content_Type": "text/plain", **headers})


def good(exchange: Exchange) -> None:
    """Answer as if there were no fault."""
    exchange.send(exchange.status, exchange.body)


def empty(exchange: Exchange) -> None:
    """Answer with a sound feed that lacks every entry."""
    exchange.send(200, feed([], query="", total=0, size=exchange.request.max_results))


def truncated(exchange: Exchange) -> None:
    """Answer with half of the XML, as if it were all."""
    exchange.send(200, exchange.body[: len(exchange.body) // 2])


def html(exchange: Exchange) -> None:
    """Answer 200 with a page for people."""
    exchange.send(
        200, b"<!DOCTYPE html>\n<html><body>Sign in to use the network", Content_Type="text/html"
    )


def broken_body(exchange: Exchange) -> None:
    """Promise more bytes than come."""
    exchange.send(200, exchange.body[:400], Content_Length=str(len(exchange.body)))
    exchange.drop()


def reset(exchange: Exchange) -> None:
    """Reset the connection without an answer."""
    linger = struct.pack("ii", 1, 0)
    exchange.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    exchange.handler.connection.close()
    exchange.drop()


def silence(exchange: Exchange) -> None:
    """Accept the request and say nothing until the server stops."""
    exchange.stopping.wait()
    exchange.drop()


def trickle(exchange: Exchange) -> None:
    """Send a byte now and then, for ever."""
    _send_without_end(exchange, b" ", pause_s=0.02)


def flood(exchange: Exchange) -> None:
    """Send sound XML as fast as it goes, for ever."""
    _send_without_end(exchange, b"<!-- " + b"x" * 65_000 + b" -->")


def flooding_redirect(exchange: Exchange) -> None:
    """Redirect, with a body without end."""
    _send_without_end(exchange, b"x" * 65_000, status=302, Location="/elsewhere")


def _send_without_end(
    exchange: Exchange, piece: bytes, *, pause_s: float = 0.0, status: int = 200, **headers: str
) -> None:
    exchange.drop()
    exchange.handler.send_response(status)
    for name, value in headers.items():
        exchange.handler.send_header(name, value)
    exchange.handler.end_headers()
    exchange.handler.wfile.write(_HEAD.encode())
    while not exchange.stopping.wait(pause_s):
        exchange.handler.wfile.write(piece)


@dataclass
class ArxivServer:
    """The server; `script` gives faults by the number of the request, counted from 1.

    `always` is the fault of every request that the script does not name.
    """

    papers: Iterable[Paper] = ()
    script: dict[int, Fault] = field(default_factory=dict)
    always: Fault = good
    port: int = 0
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.catalogue = {paper.arxiv_id: paper for paper in self.papers}
        self._stopping = threading.Event()
        self._lock = threading.Lock()

    def add(self, *papers: Paper) -> None:
        """Put papers into the catalogue, or newer versions of them."""
        self.catalogue.update((paper.arxiv_id, paper) for paper in papers)

    @property
    def url(self) -> str:
        """The address to ask: what AIEV_ARXIV_URL should be."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/query"

    def __enter__(self) -> "ArxivServer":
        arxiv = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                try:
                    arxiv._serve(self)
                except ConnectionError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        query = {key: values[0] for key, values in parse_qs(urlsplit(handler.path).query).items()}
        ids = tuple(one for one in query.get("id_list", "").split(",") if one)
        request = Request(
            handler.path,
            ids,
            int(query.get("max_results", "10")),
            handler.headers.get("User-Agent", ""),
            time.monotonic(),
        )
        with self._lock:
            self.requests.append(request)
            fault = self.script.get(len(self.requests), self.always)
        exchange = Exchange(handler, request, self._find(ids), self._stopping)
        bad = next((one for one in ids if not _ID.fullmatch(one)), None)
        if bad is not None:
            exchange.status, exchange.body = 400, error_feed(f"incorrect id format for {bad}")
        else:
            start = int(query.get("start", "0"))
            exchange.body = feed(
                exchange.papers[start : start + request.max_results],
                query=urlsplit(handler.path).query,
                total=len(exchange.papers),
                size=request.max_results,
            )
        fault(exchange)

    def _find(self, ids: Iterable[str]) -> list[Paper]:
        found = []
        for one in ids:
            match = _ID.fullmatch(one)
            paper = self.catalogue.get(match["value"]) if match else None
            if paper and (match["version"] is None or int(match["version"]) <= paper.version):
                version = int(match["version"] or paper.version)
                found.append(Paper(**{**paper.__dict__, "version": version}))
        # By score, which is not the order of the question.
        return sorted(found, key=lambda paper: hashlib.sha1(paper.arxiv_id.encode()).digest())


def feed(papers: Iterable[Paper], *, query: str, total: int, size: int) -> bytes:
    """Render a page of results."""
    name = base64.b64encode(hashlib.sha1(query.encode()).digest()).decode().rstrip("=")
    return (
        f"{_HEAD}  <id>https://arxiv.org/api/{name}</id>\n"
        f"  <title>arXiv Query: {escape(query)}</title>\n"
        f"  <updated>2026-11-23T00:00:00Z</updated>\n"
        f"  <link href={quoteattr('https://arxiv.org/api/query?' + query)}"
        ' type="application/atom+xml"/>\n'
        f"  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>\n"
        f"  <opensearch:totalResults>{total}</opensearch:totalResults>\n"
        "  <opensearch:startIndex>0</opensearch:startIndex>\n"
        f"{''.join(paper.entry() for paper in papers)}</feed>\n"
    ).encode()


def error_feed(reason: str) -> bytes:
    """Render what arXiv answers to a question that it does not accept."""
    address = "https://arxiv.org/api/errors#" + reason.replace(" ", "_")
    return (
        f"{_HEAD}  <id>https://arxiv.org/</id>\n  <title>arXiv Search Results</title>\n"
        "  <updated>2026-11-23T00:00:00Z</updated>\n"
        "  <opensearch:itemsPerPage>1</opensearch:itemsPerPage>\n"
        "  <opensearch:totalResults>1</opensearch:totalResults>\n"
        "  <opensearch:startIndex>0</opensearch:startIndex>\n"
        f"  <entry>\n    <id>{escape(address)}</id>\n    <title>Error</title>\n"
        "    <updated>2026-11-23T00:00:00Z</updated>\n"
        f"    <summary>{escape(reason)}</summary>\n"
        "    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>\n</feed>\n"
    ).encode()


def load(path: Path) -> list[Paper]:
    """Read papers from JSON lines in the field names of arXiv's bulk snapshot."""
    papers = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        days = [
            parsedate_to_datetime(one["created"]).strftime("%Y-%m-%dT%H:%M:%SZ")
            for one in record.get("versions") or ()
        ]
        if not days and record.get("_published_date"):
            days = [record["_published_date"][:10] + "T00:00:00Z"]
        papers.append(
            Paper(
                record["id"],
                record["title"],
                record["abstract"],
                tuple(re.split(r",\s+(?:and\s+)?|\s+and\s+", record["authors"] or "")),
                version=max(len(record.get("versions") or ()), 1),
                published=days[0] if days else None,
                updated=days[-1] if days else None,
                categories=tuple((record["categories"] or "").split()),
                comment=record["comments"],
                doi=record["doi"],
                journal_ref=record["journal-ref"],
            )
        )
    return papers


def _element(name: str, text: str | None) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text is not None else ""


def _main() -> None:
    options = argparse.ArgumentParser(description="Serve papers as arXiv's query API does.")
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--papers", type=Path, help="JSON lines of arXiv's bulk snapshot")
    given = options.parse_args()
    papers = load(given.papers) if given.papers else [Paper("2411.11217")]
    with ArxivServer(papers, port=given.port) as arxiv:
        print(f"export AIEV_ARXIV_URL={arxiv.url}", flush=True)
        seen = 0
        while True:
            time.sleep(0.2)
            for request in arxiv.requests[seen:]:
                print(f"{len(request.ids)} ids asked by {request.user_agent}", flush=True)
            seen = len(arxiv.requests)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        _main()
