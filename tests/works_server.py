"""A small Semantic Scholar and OpenAlex on loopback: batches as both answer; faults by script.

`with WorksServer() as server: … server.papers["ARXIV:2405.00011"] = paper(…)`, and OpenAlex's works
in `server.works`. `server.url` is the address before `/paper/batch` and `/works`.

What is known of the real ones, and how, is told at the place where it is done here.
"""

import json
import re
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, unquote, urlsplit

from arxiv_server import ArxivServer, Exchange, Fault, Request

_FIELDS = frozenset((
    "paperId", "externalIds", "title", "authors", "venue", "publicationVenue", "journal", "year",
    "publicationDate", "abstract", "citationCount", "influentialCitationCount", "isOpenAccess",
    "openAccessPdf", "publicationTypes",
))  # fmt: skip
_SELECTED = frozenset((
    "id", "doi", "ids", "title", "display_name", "publication_year", "publication_date", "type",
    "cited_by_count", "primary_location", "best_oa_location", "locations", "authorships",
))  # fmt: skip
_READABLE = re.compile(r"(?:ARXIV|arXiv):\S+|DOI:10\.\S+|[0-9a-f]{40}|CorpusId:\d+")
_LONGEST_LINE_BYTES = 4_094


def good(exchange: Exchange) -> None:
    """Return as if there were no fault."""
    exchange.send(exchange.status, exchange.body, Content_Type="application/json")


def reordered(exchange: Exchange) -> None:
    """Return the list the other way round."""
    exchange.send(200, json.dumps(json.loads(exchange.body)[::-1]).encode())


def short(exchange: Exchange) -> None:
    """Return a list that lacks its first element, where it has more than one."""
    found = json.loads(exchange.body)
    exchange.send(200, json.dumps(found[1:] if len(found) > 1 else found).encode())


def timed_out(exchange: Exchange) -> None:
    """Return the first half of the results, marked as OpenAlex marks a slow question."""
    found = json.loads(exchange.body)
    found["results"] = found["results"][: len(found["results"]) // 2]
    found["meta"]["timed_out"] = True
    exchange.send(200, json.dumps(found).encode())


def spent(exchange: Exchange) -> None:
    """Return that the day's budget is spent: OpenAlex then wants a pause of hours."""
    body = {
        "error": "Rate limit exceeded",
        "message": "Insufficient budget. Resets at midnight UTC.",
        "retryAfter": 57_505,
        "dailyRemainingUsd": 0,
    }
    exchange.send(429, json.dumps(body).encode(), Retry_After="57505")


def busy(exchange: Exchange) -> None:
    """Return what Semantic Scholar says when it is busy: `code` is a text, no Retry-After."""
    body = {"message": "Too Many Requests. Please wait and try again.", "code": "429"}
    exchange.send(429, json.dumps(body).encode())


@dataclass
class WorksServer(ArxivServer):
    """Answers both services; `script` and `always` as those of ArxivServer.

    With `key` a request to Semantic Scholar with another key is refused. `keys` are those that
    came. `hidden` are the works that a list leaves out without `include_xpac`.
    """

    always: Fault = good
    papers: dict[str, object] = field(default_factory=dict)
    works: list[dict[str, object]] = field(default_factory=list)
    hidden: list[dict[str, object]] = field(default_factory=list)
    key: str | None = None
    keys: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def asked(self) -> list[tuple[str, ...]]:
        """The ids of each request, in order."""
        return [request.ids for request in self.requests]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length)
        ids: tuple[str, ...] = ()
        if parts.path == "/paper/batch":
            ids = tuple(json.loads(body)["ids"])
            status, answer = self._batch(handler, ids, asked)
        elif parts.path == "/works":
            ids = tuple(asked["filter"].removeprefix("doi:").split("|"))
            status, answer = self._list(handler, ids, asked)
        else:
            doi = unquote(parts.path.removeprefix("/works/doi:")).lower()
            ids = (doi,)
            status, answer = self._single(doi)
        request = Request(
            handler.path, ids, 0, handler.headers.get("User-Agent", ""), time.monotonic()
        )
        with self._lock:
            self.requests.append(request)
            self.keys.append(handler.headers.get("x-api-key"))
            fault = self.script.get(len(self.requests), self.always)
        exchange = Exchange(handler, request, [], self._stopping, self.sent_bytes, status, answer)
        fault(exchange)

    def _batch(
        self, handler: BaseHTTPRequestHandler, ids: tuple[str, ...], asked: dict[str, str]
    ) -> tuple[int, bytes]:
        if self.key is not None and handler.headers.get("x-api-key") != self.key:
            # The gateway's own shape: `message`, not `error`.
            return 403, b'{"message":"Forbidden"}'
        strange = [one for one in asked["fields"].split(",") if one not in _FIELDS]
        if strange:
            why = f"Unrecognized or unsupported fields: {strange}"
            return 400, json.dumps({"error": why}).encode()
        found = [self.papers.get(one) for one in ids]
        is_readable = all(map(_READABLE.fullmatch, ids)) and len(ids) <= 500
        if not is_readable or not any(found):
            return 400, b'{"error":"No valid paper ids given"}\n'
        return 200, json.dumps(found).encode() + b"\n"

    def _list(
        self, handler: BaseHTTPRequestHandler, ids: tuple[str, ...], asked: dict[str, str]
    ) -> tuple[int, bytes]:
        if len(handler.requestline) > _LONGEST_LINE_BYTES:
            return 400, b"<html><body>Bad Request</body></html>"
        if len(ids) > 100:
            return 400, _invalid("Maximum number of values exceeded for doi")
        if "," in asked["filter"]:
            return 400, _invalid("a filter without a value")
        strange = set(asked.get("select", "").split(",")) - _SELECTED - {""}
        if strange:
            return 400, _invalid(f"{strange} is not a valid select field")
        wanted = {one.lower() for one in ids}
        shown = [*self.works, *(self.hidden if asked.get("include_xpac") == "true" else ())]
        found = [one for one in shown if _doi(one) in wanted]
        # Sorted by the server: not in the order of the question.
        found.sort(key=lambda one: str(one["id"]), reverse=True)
        size = int(asked.get("per-page", "25"))
        meta = {"count": len(found), "page": 1, "per_page": size, "cost_usd": 0.0001}
        answer = {"meta": meta, "results": found[:size], "group_by": []}
        return 200, json.dumps(answer).encode()

    def _single(self, doi: str) -> tuple[int, bytes]:
        for one in (*self.works, *self.hidden):
            if _doi(one) == doi:
                return 200, json.dumps(one).encode()
        # The framework's page, not JSON.
        return 404, b"<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>"


def _invalid(message: str) -> bytes:
    return json.dumps({"error": "Invalid query parameters error.", "message": message}).encode()


def _doi(work: dict[str, object]) -> str:
    return str(work["doi"] or "").removeprefix("https://doi.org/")


def paper(arxiv_id: str | None, title: str, **changes: object) -> dict[str, object]:
    """Return a preprint as Semantic Scholar tells it; `changes` replace values by their names.

    `dblp` and `doi` go into the external ids, `authors` are names.
    """
    ids = {"CorpusId": 900_000_001}
    for name, value in (
        ("ArXiv", arxiv_id),
        ("DOI", changes.pop("doi", arxiv_id and f"10.48550/arXiv.{arxiv_id}")),
        ("DBLP", changes.pop("dblp", None)),
    ):
        if value:
            ids[name] = value
    names = changes.pop("authors", ("Ada Asker",))
    return {
        "paperId": "a" * 40,
        "externalIds": ids,
        "title": title,
        "authors": [{"authorId": None, "name": name} for name in names],
        "venue": "arXiv.org",
        "publicationVenue": None,
        "journal": {"name": "ArXiv", "volume": f"abs/{arxiv_id}"},
        "publicationTypes": ["JournalArticle"],
        "publicationDate": "2024-05-02",
        "year": 2024,
        "citationCount": 7,
        "influentialCitationCount": 1,
        "openAccessPdf": {"url": "", "status": None, "license": None},
        **changes,
    }


ICLR = {
    "dblp": "conf/iclr/AskerB25",
    "venue": "International Conference on Learning Representations",
    "publicationVenue": {
        "id": "00000000-0000-0000-0000-000000000001",
        "name": "International Conference on Learning Representations",
        "type": "conference",
        "alternate_names": ["Int Conf Learn Represent", "ICLR"],
    },
    "publicationTypes": ["JournalArticle", "Conference"],
}
"""What a mixed record says of a publication: its date, year and DOI stay the preprint's."""


def work(doi: str, title: str, **changes: object) -> dict[str, object]:
    """Return a preprint as OpenAlex tells it; `changes` replace values by their names."""
    names = changes.pop("authors", ("Ada Asker",))
    arxiv_id = doi.lower().partition("10.48550/arxiv.")[2]
    place = {
        "id": f"pmh:oai:arXiv.org:{arxiv_id}",
        "landing_page_url": f"http://arxiv.org/abs/{arxiv_id}",
        "source": {"display_name": "arXiv (Cornell University)", "type": "repository"},
        "version": "submittedVersion",
        "is_published": False,
    }
    return {
        "id": f"https://openalex.org/W{len(title)}{doi[-3:]}",
        "doi": f"https://doi.org/{doi.lower()}",
        "ids": {"doi": f"https://doi.org/{doi.lower()}"},
        "title": title,
        "publication_year": 2024,
        "publication_date": "2024-05-02",
        "type": "preprint",
        "cited_by_count": 5,
        "primary_location": place,
        "best_oa_location": None,
        "locations": [place] if arxiv_id else [],
        "authorships": [
            {"author_position": "first", "author": {"display_name": name}, "raw_author_name": name}
            for name in names
        ],
        **changes,
    }


def journal(name: str = "Journal of Loops", kind: str = "journal") -> dict[str, object]:
    """Return a place of publication."""
    return {
        "id": "doi:10.5555/loop.1",
        "landing_page_url": "https://doi.org/10.5555/loop.1",
        "source": {"display_name": name, "type": kind},
        "version": "publishedVersion",
        "is_published": True,
    }
