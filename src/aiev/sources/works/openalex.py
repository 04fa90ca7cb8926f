"""OpenAlex: the institutions that it has recognized on a paper.

Source: https://developers.openalex.org (GET /works/doi:…, free of charge one by one, also without
a key; `select` narrows the answer; `authorships` hold `institutions` with `display_name` and `ror`,
and the `raw_affiliation_strings` that they were recognized in).
"""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from aiev.domain.affiliation import Affiliation, Question
from aiev.sources.http.host import OPENALEX
from aiev.sources.works.affiliation_api import Json, Service, affiliation, items


def service(url: str, *, mailto: str | None = None, key: str | None = None) -> Service:
    """Return the service at `url`, which is the address before `/works`."""
    options = {"select": "id,doi,authorships"}
    if mailto:
        options["mailto"] = mailto
    if key:
        options["api_key"] = key

    def addresses(question: Question) -> list[str]:
        # A preprint is often merged into what it was published as.
        dois = [question.doi, f"10.48550/arXiv.{question.arxiv_id.value}"]
        return [
            f"{url}/works/doi:{quote(doi, safe='/')}?{urlencode(options)}" for doi in dois if doi
        ]

    return Service(OPENALEX, addresses, _read)


def _read(answer: Json) -> Iterator[Affiliation]:
    authorships = answer.get("authorships")
    if not isinstance(authorships, list):
        raise ValueError("no authorships in it")
    for authorship in authorships:
        if isinstance(authorship, dict):
            yield from _of_author(authorship)


def _of_author(authorship: Json) -> Iterator[Affiliation]:
    found = [
        affiliation(institution.get("display_name"), institution.get("ror"))
        for institution in items(authorship.get("institutions"))
        if isinstance(institution, dict)
    ]
    if not any(found):
        found = [affiliation(text) for text in items(authorship.get("raw_affiliation_strings"))]
    for one in found:
        if one is not None:
            yield one
