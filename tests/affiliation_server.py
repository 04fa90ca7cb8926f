"""A small DataCite and OpenAlex on loopback, in the shapes that both document; faults by script.

`with AffiliationServer() as server: … server.datacite[doi] = creators(…)`; keys are DOIs in lower
case. `server.url` is the address before `/dois` and `/works`.
"""

import json
import re
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote, urlsplit

from arxiv_server import ArxivServer, Exchange, Fault, Request

_PATH = re.compile(r"/(?:dois/|works/doi:)(?P<doi>.+)")


def good(exchange: Exchange) -> None:
    """Return as if there were no fault."""
    exchange.send(exchange.status, exchange.body, Content_Type="application/json; charset=utf-8")


@dataclass
class AffiliationServer(ArxivServer):
    """Answers both services; `script` and `always` as those of ArxivServer."""

    always: Fault = good
    datacite: dict[str, object] = field(default_factory=dict)
    openalex: dict[str, object] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def asked(self) -> list[str]:
        """The DOIs asked for, in order, behind the name of the service."""
        return [
            f"{'datacite' if request.path.startswith('/dois') else 'openalex'} {request.ids[0]}"
            for request in self.requests
        ]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        path = urlsplit(handler.path).path
        found = _PATH.fullmatch(unquote(path))
        doi = found["doi"].casefold() if found else ""
        agent = handler.headers.get("User-Agent", "")
        request = Request(handler.path, (doi,), 0, agent, time.monotonic())
        with self._lock:
            self.requests.append(request)
            fault = self.script.get(len(self.requests), self.always)
        exchange = Exchange(handler, request, [], self._stopping, self.sent_bytes)
        known = self.datacite if path.startswith("/dois/") else self.openalex
        if doi in known:
            exchange.body = json.dumps(known[doi]).encode()
        else:
            exchange.status = 404
            absent = {"errors": [{"status": "404", "title": "There is no such resource."}]}
            exchange.body = json.dumps(absent).encode()
        fault(exchange)


def creators(*affiliations: list[object], doi: str = "10.48550/arxiv.2405.00011") -> object:
    """Return what DataCite says of a DOI whose creators have these affiliations, one list each.

    Source: https://support.datacite.org/reference/get_dois-id (JSON:API, `data.attributes`).
    """
    return {
        "data": {
            "id": doi,
            "type": "dois",
            "attributes": {
                "doi": doi,
                "prefix": doi.partition("/")[0],
                "creators": [
                    {
                        "name": f"Asker, Ada {number}",
                        "nameType": "Personal",
                        "givenName": f"Ada {number}",
                        "familyName": "Asker",
                        "affiliation": affiliation,
                        "nameIdentifiers": [],
                    }
                    for number, affiliation in enumerate(affiliations)
                ],
                "titles": [{"title": "On Answers"}],
                "publisher": "arXiv",
                "publicationYear": 2024,
                "types": {"resourceTypeGeneral": "Preprint"},
            },
        }
    }


def named(name: str, ror: str | None = None) -> object:
    """Return an affiliation as DataCite gives it with `affiliation=true`."""
    if ror is None:
        return {"name": name}
    return {
        "name": name,
        "schemeUri": "https://ror.org",
        "affiliationIdentifier": f"https://ror.org/{ror}",
        "affiliationIdentifierScheme": "ROR",
    }


def work(*authorships: object) -> object:
    """Return a work as OpenAlex gives it with `select=id,doi,authorships`.

    Source: https://docs.openalex.org/api-entities/works/work-object/authorship-object.
    """
    return {
        "id": "https://openalex.org/W4400000001",
        "doi": "https://doi.org/10.48550/arxiv.2405.00011",
        "authorships": list(authorships),
    }


def authorship(
    *institutions: tuple[str, str | None], raw: tuple[str, ...] = (), position: str = "first"
) -> object:
    """Return one author's part of a work; institutions are names with their ROR ids."""
    return {
        "author_position": position,
        "author": {
            "id": "https://openalex.org/A5000000001",
            "display_name": "Ada Asker",
            "orcid": None,
        },
        "institutions": [
            {
                "id": f"https://openalex.org/I{number}",
                "display_name": name,
                "ror": f"https://ror.org/{ror}" if ror else None,
                "country_code": "US",
                "type": "education",
                "lineage": [f"https://openalex.org/I{number}"],
            }
            for number, (name, ror) in enumerate(institutions)
        ],
        "countries": ["US"],
        "is_corresponding": False,
        "raw_author_name": "Ada Asker",
        "raw_affiliation_strings": list(raw),
        "affiliations": [{"raw_affiliation_string": text, "institution_ids": []} for text in raw],
    }
