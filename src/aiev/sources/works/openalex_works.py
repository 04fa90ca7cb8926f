"""OpenAlex: what it knows of many works at once, by their DOIs.

Source: https://developers.openalex.org (GET /works?filter=doi:a|b, 100 values at the most; a list
leaves out what it calls `xpac` unless it is asked for). The answer is in an order of its own, what
is not known is left out, and a work may stand under another DOI than the one asked for.
"""

import dataclasses
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar
from urllib.parse import quote, urlencode

from aiev.domain import arxiv_id as arxiv_ids
from aiev.domain import doi as dois
from aiev.domain import published_work, title_likeness, venue_names
from aiev.domain.affiliation import Outcome
from aiev.domain.published_work import Work, WorkQuestion, WorkReply
from aiev.sources.http.host import OPENALEX, Host
from aiev.sources.http.retry import Client, Refusal, ServerFaultError
from aiev.sources.http.session import SessionSettings, open_client, quiet
from aiev.sources.works import batches, json_values
from aiev.sources.works.batches import Refused, Replies
from aiev.sources.works.json_values import Json, address, items, mapping, number, read, text
from aiev.value import replace

MOST_DOIS = 100
LONGEST_FILTER_BYTES = 3_500
"""So long may the DOIs of a request be: a request line of 4,094 bytes was the limit for years."""
FIELDS = (
    "id", "doi", "ids", "title", "publication_year", "publication_date", "type", "cited_by_count",
    "primary_location", "best_oa_location", "locations", "authorships",
)  # fmt: skip
HOST: Host = dataclasses.replace(OPENALEX, command="aiev enrich --citations")

# They divide, negate or quote in a filter, so a DOI with one is asked for alone.
_SPECIAL = frozenset(",|!\"'")
_MOST_AUTHORS = 100
T = TypeVar("T")


def iter_replies(
    questions: Sequence[WorkQuestion],
    url: str,
    *,
    settings: SessionSettings,
    mailto: str | None = None,
    key: str | None = None,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.time,
    report: Callable[[str], None] = quiet,
    trace: Callable[[str], None] = quiet,
) -> Iterator[Replies]:
    """Yield the replies of each request, lazily: store them before asking for the next.

    `url` is the address before `/works`. Raises SourceError when the source cannot be reached,
    wants a pause of more than two minutes (its budget is a day's), or the deadline passes; papers
    without a reply are still open.
    """
    options = {"select": ",".join(FIELDS)}
    if mailto:
        options["mailto"] = mailto
    if key:
        options["api_key"] = key
    with open_client(
        HOST, settings, sleep=sleep, clock=clock, report=report, trace=trace
    ) as client:
        source = _Source(client, url, options)
        together = [one for one in questions if names(one) and not _is_single(one)]
        for part in _iter_parts(together):
            yield from batches.iter_settled(source.ask_together, part)
        for question in questions:
            if not names(question):
                reason = "no DOI that OpenAlex takes"
                yield (WorkReply(question, Outcome.UNUSABLE, reason=reason),)
            elif _is_single(question):
                yield from batches.iter_settled(source.ask_alone, [question])


def names(question: WorkQuestion) -> tuple[str, ...]:
    """Return the DOIs to ask by: those of a publication, then arXiv's own."""
    own = (dois.of_arxiv(question.arxiv_id),) if question.arxiv_id else ()
    return tuple(dict.fromkeys((*question.dois, *own)))


def _is_single(question: WorkQuestion) -> bool:
    return any(_SPECIAL & set(doi) for doi in names(question))


def _iter_parts(questions: Sequence[WorkQuestion]) -> Iterator[list[WorkQuestion]]:
    """Yield the questions in batches, by the number of their DOIs and by their length."""
    part: list[WorkQuestion] = []
    count = size = 0
    for question in questions:
        asked = names(question)
        more = sum(len(quote(doi, safe="/")) + len("%7C") for doi in asked)
        if part and (count + len(asked) > MOST_DOIS or size + more > LONGEST_FILTER_BYTES):
            yield part
            part, count, size = [], 0, 0
        part.append(question)
        count += len(asked)
        size += more
    if part:
        yield part


class _Source:
    """OpenAlex at `url`, asked with these options."""

    def __init__(self, client: Client, url: str, options: Mapping[str, str]) -> None:
        self._client = client
        self._url = url
        self._options = options

    def ask_together(self, questions: Sequence[WorkQuestion]) -> Replies | Refused:
        asked = dict.fromkeys(doi for one in questions for doi in names(one))
        options = {
            "filter": f"doi:{'|'.join(asked)}",
            "per-page": str(MOST_DOIS),
            "include_xpac": "true",
            **self._options,
        }
        answer = self._get(f"{self._url}/works?{urlencode(options, safe='/:')}", _page)
        if isinstance(answer, Refused):
            return answer
        works, is_whole = answer
        by_name: dict[str, list[Json]] = {}
        for work in works:
            for name in _names_of(work):
                by_name.setdefault(name, []).append(work)
        return tuple(_reply(one, by_name, is_whole=is_whole) for one in questions)

    def ask_alone(self, questions: Sequence[WorkQuestion]) -> Replies | Refused:
        (question,) = questions
        for doi in names(question):
            where = f"{self._url}/works/doi:{quote(doi, safe='/')}?{urlencode(self._options)}"
            answer = self._get(where, _object)
            if isinstance(answer, Refused):
                if answer.outcome is Outcome.UNKNOWN:
                    continue
                return answer
            # It was found by this DOI, whatever it says of itself.
            return (_reply(question, {doi: [answer]}, is_whole=True),)
        return (WorkReply(question, Outcome.UNKNOWN),)

    def _get(self, address: str, read: Callable[[bytes], T]) -> T | Refused:
        try:
            answer = self._client.get(address, read)
        except ServerFaultError as error:
            return Refused(str(error), error=error)
        if not isinstance(answer, Refusal):
            return answer
        if answer.status in (404, 410):
            return Refused("OpenAlex does not know it", Outcome.UNKNOWN)
        return Refused(f"OpenAlex refuses the question: {_reason(answer)}")


def _reason(answer: Refusal) -> str:
    told = json_values.reason(answer.body, "message", "error")
    return told or answer.reason or f"HTTP {answer.status}"


def _object(body: bytes) -> Json:
    found = read(body)
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def _page(body: bytes) -> tuple[list[Json], bool]:
    """Return the works of an answer, and whether it is all that there is."""
    found = _object(body)
    results = found.get("results")
    if not isinstance(results, list):
        raise ValueError("no results in it")
    meta = mapping(found.get("meta"))
    count = meta.get("count")
    is_cut = isinstance(count, int) and count > len(results)
    return [one for one in results if isinstance(one, dict)], not (is_cut or meta.get("timed_out"))


def _names_of(work: Json) -> set[str]:
    """Return the DOIs of a work in lower case, and those of the arXiv ids among its places."""
    given = [work.get("doi"), mapping(work.get("ids")).get("doi")]
    found = {dois.find(text(one)) for one in given}
    for place in _places(work):
        for name in (place.get("landing_page_url"), place.get("id")):
            # `pmh:oai:arXiv.org:2401.01234`, an address of arXiv, or of a DOI.
            given_as = (text(name) or "").removeprefix("pmh:oai:")
            found.add(dois.find(given_as))
            named = arxiv_ids.find(given_as) if "arxiv" in given_as.casefold() else None
            if named is not None:
                found.add(dois.of_arxiv(named.value))
    return {one for one in found if one}


def _reply(
    question: WorkQuestion, by_name: Mapping[str, Sequence[Json]], *, is_whole: bool
) -> WorkReply:
    """Return what the works found say of a paper: those with its title, the most cited first."""
    found = [work for name in names(question) for work in by_name.get(name, ())]
    if not found and is_whole:
        return WorkReply(question, Outcome.UNKNOWN)
    if not found:
        reason = "OpenAlex answered in part only"
        return WorkReply(question, Outcome.UNUSABLE, reason=reason)
    alike = title_likeness.are_the_same if question.is_titled else title_likeness.are_alike
    titled = [(text(work.get("title")), work) for work in found]
    works = [_work(question, title, work) for title, work in titled if title]
    right = [work for work in works if alike(question.title, work.title)]
    if not right:
        # It has had other papers' titles and counts under a DOI of arXiv's.
        called = works[0].title if works else "without a title"
        reason = f"OpenAlex has another title under its DOI: {called}"
        return WorkReply(question, Outcome.NOTHING, reason=reason)
    most = max(right, key=lambda work: work.citations or 0)
    published = next((work for work in right if work.venue or work.doi), most)
    return WorkReply(question, Outcome.FOUND, replace(published, citations=most.citations))


def _work(question: WorkQuestion, title: str, found: Json) -> Work:
    doi = published_work.published_doi(text(found.get("doi")))
    place = next(filter(_is_published, _places(found)), {})
    given = mapping(place.get("source"))
    named = text(given.get("display_name")) or text(place.get("raw_source_name"))
    venue = published_work.venue(named)
    if venue is not None and venue_names.is_doubtful(venue, doi):
        venue = None
    short, year = venue_names.of_anthology(doi) or (
        venue_names.acronym(venue) if venue else None,
        number(found.get("publication_year"))
        if published_work.is_of_publication(text(found.get("publication_date")), question)
        else None,
    )
    kind = text(given.get("type"))
    is_published = venue is not None or doi is not None
    return Work(
        title=title,
        authors=_authors(found),
        citations=number(found.get("cited_by_count")),
        venue=venue,
        short_venue=short if venue else None,
        kind=kind if is_published and kind in ("conference", "journal") else None,
        doi=doi,
        year=year if is_published else None,
        open_url=address(mapping(found.get("best_oa_location")).get("pdf_url")),
    )


def _is_published(place: Json) -> bool:
    kind = mapping(place.get("source")).get("type")
    is_version = place.get("version") == "publishedVersion" or place.get("is_published") is True
    return is_version and kind != "repository"


def _places(work: Json) -> list[Json]:
    places = [work.get("primary_location"), *items(work.get("locations"))]
    return [one for one in places if isinstance(one, dict)]


def _authors(work: Json) -> tuple[str, ...]:
    found = []
    for one in map(mapping, items(work.get("authorships"))):
        author = mapping(one.get("author"))
        found.append(text(author.get("display_name")) or text(one.get("raw_author_name")))
    return tuple(one for one in found if one)[:_MOST_AUTHORS]
