"""A small Crossref, DataCite and web on loopback; faults by script, as those of ArxivServer.

`with WorkServer() as server: server.crossref[doi] = …; server.pages[url] = "<html>…"`. It is set
for all three: pages are asked for behind its own address, as `AIEV_PAGES_URL` says.
"""

import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote

from arxiv_server import ArxivServer, Exchange, Fault, Request


def good(exchange: Exchange) -> None:
    """Return as if there were no fault."""
    is_json = exchange.body[:1] in (b"{", b"[")
    kind = "application/json" if is_json else "text/html; charset=utf-8"
    exchange.send(exchange.status, exchange.body, Content_Type=kind)


@dataclass
class WorkServer(ArxivServer):
    """Answers with a work of a registry by its DOI in lower case, or with a page by its address."""

    always: Fault = good
    crossref: dict[str, object] = field(default_factory=dict)
    datacite: dict[str, object] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def settings(self) -> dict[str, str]:
        """The environment in which aiev asks this server alone."""
        return {
            **{f"AIEV_{name}": "on" for name in ("CROSSREF", "DATACITE", "PAGES")},
            **{f"AIEV_{name}_DELAY": "0" for name in ("CROSSREF", "DATACITE", "PAGES")},
            "AIEV_CROSSREF_URL": self.url,
            "AIEV_DATACITE_URL": self.url,
            "AIEV_PAGES_URL": f"{self.url}/",
        }

    @property
    def asked(self) -> list[str]:
        """What was asked for, in order, without what follows a DOI."""
        return [request.path for request in self.requests]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        path = unquote(handler.path)
        agent = handler.headers.get("User-Agent", "")
        request = Request(path, (), 0, agent, time.monotonic())
        with self._lock:
            self.requests.append(request)
            fault = self.script.get(len(self.requests), self.always)
        exchange = Exchange(handler, request, [], self._stopping, self.sent_bytes)
        doi = path.split("/", 2)[-1].partition("?")[0].casefold()
        if path.startswith("/works/"):
            # In plain text, as Crossref does it.
            body, status = self.crossref.get(doi), 404
            exchange.body = b"Resource not found."
        elif path.startswith("/dois/"):
            body, status = self.datacite.get(doi), 404
            exchange.body = json.dumps({"errors": [{"status": "404"}]}).encode()
        elif path[1:] in self.moved:
            handler.send_response(302)
            handler.send_header("Location", self.moved[path[1:]])
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        else:
            body, status = self.pages.get(path[1:]), 404
            exchange.body = b"<title>Not found</title>"
        if body is not None:
            status = 200
            exchange.body = (body if isinstance(body, str) else json.dumps(body)).encode()
        exchange.status = status
        fault(exchange)


def crossref_work(doi: str = "10.5555/toy.1", **changes: object) -> object:
    """Return a work as Crossref answers it; invented."""
    message = {
        "DOI": doi,
        "type": "proceedings-article",
        "title": ["A Toy Paper"],
        "subtitle": ["On Blocks &amp; <i>Bricks</i>"],
        "container-title": ["Lecture Notes in Toys", "Proceedings of the 1st Toy Conference"],
        "author": [
            {"given": "Jane", "family": "Doe", "sequence": "first", "affiliation": []},
            {"name": "The Toy Team", "sequence": "additional", "affiliation": []},
        ],
        "published-print": {"date-parts": [[None]]},
        "issued": {"date-parts": [[2024, 5]]},
        "created": {"date-parts": [[2026, 1, 1]]},
        "page": "1-9",
        "relation": {},
        **changes,
    }
    return {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}


def datacite_work(doi: str = "10.5281/zenodo.1", **changes: object) -> object:
    """Return a work as DataCite answers it; invented."""
    attributes = {
        "doi": doi,
        "creators": [{"name": "Doe, Jane", "nameType": "Personal"}],
        "titles": [{"title": "A Toy Model"}],
        "publisher": "Zenodo",
        "container": {},
        "publicationYear": 2024,
        "dates": [
            {"date": "2024-02", "dateType": "Available"},
            {"date": "2024", "dateType": "Issued"},
        ],
        "types": {"resourceTypeGeneral": "Software"},
        "relatedIdentifiers": [],
        **changes,
    }
    return {"data": {"id": doi, "type": "dois", "attributes": attributes}}
