"""arXiv's search on loopback: a small reading of its query language over papers of our own.

Knows prefixes, words, phrases, `*`, AND, OR, ANDNOT, parentheses and submittedDate ranges, and
answers 400 with an error feed to what it cannot read, as arXiv does.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

from arxiv_feed import Paper, error_feed, feed
from arxiv_server import ArxivServer, Exchange, Request

_TOKEN = re.compile(
    r"\s*(?:(\(|\))|(ANDNOT|AND|OR)\b|submittedDate:\[(\d{12}) TO (\d{12})\]"
    r'|(all|ti|abs|au|cat):(?:"([^"]*)"|([^\s()"]+)))'
)

Test = Callable[[Paper], bool]


@dataclass
class ArxivSearchServer(ArxivServer):
    """Answers searches; `queries` are the texts of `search_query` in the order they came."""

    queries: list[str] = field(default_factory=list)

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        text = urlsplit(handler.path).query
        query = {key: values[0] for key, values in parse_qs(text).items()}
        if "search_query" not in query:
            super()._serve(handler)
            return
        size, start = int(query.get("max_results", "10")), int(query.get("start", "0"))
        agent = handler.headers.get("User-Agent", "")
        request = Request(handler.path, (), size, agent, time.monotonic())
        with self._lock:
            self.requests.append(request)
            self.queries.append(query["search_query"])
            fault = self.script.get(len(self.requests), self.always)
        exchange = Exchange(handler, request, [], self._stopping, self.sent_bytes)
        try:
            test = parse(query["search_query"])
        except ValueError as error:
            exchange.status, exchange.body = 400, error_feed(f"malformed query: {error}")
        else:
            found = [paper for paper in self.catalogue.values() if test(paper)]
            if query.get("sortBy") == "submittedDate":
                found.sort(key=lambda paper: paper.published or "", reverse=True)
            exchange.papers = found
            page = found[start : start + size]
            exchange.body = feed(page, query=text, total=len(found), size=size)
        fault(exchange)


def parse(text: str) -> Test:
    """Return which papers a query finds; raises ValueError for one that cannot be read."""
    parts = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"at {at}: {text[at : at + 20]}")
        parts.append(match)
        at = match.end()
    test, rest = _any(parts)
    if rest:
        raise ValueError("something is left over")
    return test


def _any(parts: list[re.Match[str]]) -> tuple[Test, list[re.Match[str]]]:
    first, rest = _all(parts)
    tests = [first]
    while rest and rest[0][2] == "OR":
        one, rest = _all(rest[1:])
        tests.append(one)
    return (lambda paper: any(test(paper) for test in tests)), rest


def _all(parts: list[re.Match[str]]) -> tuple[Test, list[re.Match[str]]]:
    first, rest = _one(parts)
    tests = [first]
    while rest and rest[0][2] in ("AND", "ANDNOT"):
        is_barred = rest[0][2] == "ANDNOT"
        one, rest = _one(rest[1:])
        tests.append((lambda paper, one=one: not one(paper)) if is_barred else one)
    return (lambda paper: all(test(paper) for test in tests)), rest


def _one(parts: list[re.Match[str]]) -> tuple[Test, list[re.Match[str]]]:
    if not parts or parts[0][2] or parts[0][1] == ")":
        raise ValueError("a term is missing")
    match, rest = parts[0], parts[1:]
    if match[1] == "(":
        test, rest = _any(rest)
        if not rest or rest[0][1] != ")":
            raise ValueError("a parenthesis is open")
        return test, rest[1:]
    if match[3]:
        low, high = match[3], match[4]
        return (lambda paper: low <= re.sub(r"\D", "", paper.published or "")[:12] <= high), rest
    return _term(match[5], match[6] or match[7]), rest


def _term(prefix: str, text: str) -> Test:
    if prefix == "cat":
        return lambda paper: any(re.fullmatch(text.replace("*", ".*"), c) for c in paper.categories)
    words = " ".join(re.findall(r"\w+", text.casefold())) + ("" if text.endswith("*") else r"s?\b")
    pattern = re.compile(r"\b" + words)

    def test(paper: Paper) -> bool:
        texts = {
            "ti": paper.title,
            "abs": paper.abstract,
            "au": " ".join(one if isinstance(one, str) else one[0] for one in paper.authors),
        }
        asked = texts.values() if prefix == "all" else [texts[prefix]]
        return any(
            pattern.search(" ".join(re.findall(r"\w+", (t or "").casefold()))) for t in asked
        )

    return test
