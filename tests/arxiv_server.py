"""A small arXiv on loopback: the recorded shapes of its query API, and its faults by script.

In tests: `with ArxivServer(PAPERS) as arxiv: … arxiv.url …`; a process under test finds it by
`AIEV_ARXIV_URL=arxiv.url`. By hand: `python tests/arxiv_server.py --port 8099 --papers FILE`.
"""

import argparse
import contextlib
import hashlib
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from arxiv_feed import HEAD, Paper, error_feed, feed, load

_ID = re.compile(
    r"(?:arxiv:)?(?P<value>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v(?P<version>\d+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Request:
    """One request as it arrived; `at` is `time.monotonic()`."""

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
    sent_bytes: list[int]
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
    """Return with this status, body and headers (`Retry_After="5"`)."""
    return lambda exchange: exchange.send(status, body, **{"Content_Type": "text/plain", **headers})


def good(exchange: Exchange) -> None:
    """Return as if there were no fault."""
    exchange.send(exchange.status, exchange.body)


def empty(exchange: Exchange) -> None:
    """Return with a sound feed that lacks every entry."""
    exchange.send(200, feed([], query="", total=0, size=exchange.request.max_results))


def truncated(exchange: Exchange) -> None:
    """Return with half of the XML, as if it were all."""
    exchange.send(200, exchange.body[: len(exchange.body) // 2])


def html(exchange: Exchange) -> None:
    """Return 200 with a page for people."""
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
    exchange.handler.wfile.write(HEAD.encode())
    while not exchange.stopping.wait(pause_s):
        exchange.handler.wfile.write(piece)
        exchange.sent_bytes[0] += len(piece)


@dataclass
class ArxivServer:
    """The server; `script` gives faults by the number of the request, counted from 1.

    `always` is the fault of every request that the script does not name. `sent_bytes[0]` counts
    what the answers without end have sent.
    """

    papers: Iterable[Paper] = ()
    script: dict[int, Fault] = field(default_factory=dict)
    always: Fault = good
    port: int = 0
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.catalogue = {paper.arxiv_id: paper for paper in self.papers}
        self._stopping = threading.Event()
        self.sent_bytes = [0]
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

            do_POST = do_GET  # noqa: N815  # as the handler is called

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
        exchange = Exchange(handler, request, self._find(ids), self._stopping, self.sent_bytes)
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
            if match is None or match["value"] not in self.catalogue:
                continue
            paper = self.catalogue[match["value"]]
            version = int(match["version"] or paper.version)
            if version <= paper.version:
                found.append(replace(paper, version=version))
        # By score, which is not the order of the question.
        return sorted(found, key=lambda paper: hashlib.sha1(paper.arxiv_id.encode()).digest())


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
