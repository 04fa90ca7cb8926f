"""Semantic Scholar: what it knows of many papers at once.

Source: https://api.semanticscholar.org/api-docs/graph (POST /paper/batch, 500 ids at the most; the
answer is a list as long as the ids, in their order, with null for what is not known). Nothing in it
repeats the id that was asked for, so place tells; what is found there is looked at all the same.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence

from aiev.domain import arxiv_id as arxiv_ids
from aiev.domain import doi as dois
from aiev.domain import published_work, title_likeness, venue_names
from aiev.domain.affiliation import Outcome
from aiev.domain.published_work import Work, WorkQuestion, WorkReply
from aiev.sources.http.host import SEMANTIC_SCHOLAR
from aiev.sources.http.retry import Client, Refusal, ServerFaultError
from aiev.sources.http.session import SessionSettings, open_client, quiet
from aiev.sources.works import batches, json_values
from aiev.sources.works.batches import Refused, Replies
from aiev.sources.works.json_values import Json, address, items, mapping, number, read, text

MOST_IDS = 500
FIELDS = (
    "externalIds", "title", "authors", "venue", "publicationVenue", "journal", "year",
    "publicationDate", "citationCount", "influentialCitationCount", "openAccessPdf",
    "publicationTypes",
)  # fmt: skip

_NONE_KNOWN = "no valid paper ids"
_MOST_AUTHORS = 100


def iter_replies(
    questions: Sequence[WorkQuestion],
    url: str,
    *,
    settings: SessionSettings,
    key: str | None = None,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.time,
    report: Callable[[str], None] = quiet,
    trace: Callable[[str], None] = quiet,
) -> Iterator[Replies]:
    """Yield the replies of each request, lazily: store them before asking for the next.

    `url` is the address before `/paper`. Raises SourceError when the source cannot be reached,
    refuses the key, stays busy, or the deadline passes; papers without a reply are still open.
    """
    headers = {"x-api-key": key} if key else {}
    with open_client(
        SEMANTIC_SCHOLAR,
        settings,
        sleep=sleep,
        clock=clock,
        report=report,
        trace=trace,
        headers=headers,
    ) as client:
        for start in range(0, len(questions), MOST_IDS):
            part = questions[start : start + MOST_IDS]
            yield from batches.iter_settled(lambda asked: _ask(client, url, asked), part)


def paper_id(question: WorkQuestion) -> str | None:
    """Return the id to ask by, without a version; None where there is none that it could know.

    One id that cannot be read spoils the whole batch.
    """
    if question.arxiv_id is not None:
        found = arxiv_ids.find(question.arxiv_id)
        if found is not None and found.value == question.arxiv_id:
            return f"ARXIV:{question.arxiv_id}"
    doi = next((one for one in question.dois if dois.find(one) == one), None)
    return f"DOI:{doi}" if doi else None


def _ask(client: Client, url: str, questions: Sequence[WorkQuestion]) -> Replies | Refused:
    by_id: dict[str, list[WorkQuestion]] = {}
    replies: list[WorkReply] = []
    for question in questions:
        name = paper_id(question)
        if name is None:
            reason = "no id that Semantic Scholar takes"
            replies.append(WorkReply(question, Outcome.UNUSABLE, reason=reason))
        else:
            by_id.setdefault(name, []).append(question)
    if not by_id:
        return tuple(replies)
    body = json.dumps({"ids": list(by_id)}).encode()
    try:
        answer = client.get(f"{url}/paper/batch?fields={','.join(FIELDS)}", _items, body=body)
    except ServerFaultError as error:
        return Refused(str(error), error=error)
    if isinstance(answer, Refusal):
        return _refused(answer)
    if len(answer) != len(by_id):
        # Place is all that tells which answer is whose.
        return Refused(f"Semantic Scholar sent {len(answer)} answers to {len(by_id)} questions")
    firsts = [asked[0] for asked in by_id.values()]
    for asked, reply in zip(by_id.values(), _matched(firsts, answer), strict=True):
        replies += [WorkReply(one, reply.outcome, reply.work, reply.reason) for one in asked]
    return tuple(replies)


def _items(body: bytes) -> list[object]:
    found = read(body)
    if not isinstance(found, list):
        raise ValueError("no list of papers")
    return found


def _refused(answer: Refusal) -> Refused:
    told = json_values.reason(answer.body, "error", "message")
    why = told or answer.reason or f"HTTP {answer.status}"
    is_unknown = answer.status == 404 or (answer.status == 400 and _NONE_KNOWN in why.casefold())
    outcome = Outcome.UNKNOWN if is_unknown else Outcome.UNUSABLE
    return Refused(f"Semantic Scholar refuses the question: {why}", outcome)


def _matched(questions: Sequence[WorkQuestion], answer: Sequence[object]) -> Iterator[WorkReply]:
    """Yield the reply at each place, unless it is about another paper.

    Where one is about another paper that was asked for, the answer is out of order: each then goes
    where its ids say, and a null at a place says nothing of the paper asked for there.
    """
    places = {}
    for at, question in enumerate(questions):
        for name in (question.arxiv_id, *question.dois):
            if name:
                places[name] = at
    moved: dict[int, Json] = {}
    strangers = set()
    for at, (question, found) in enumerate(zip(questions, answer, strict=True)):
        if isinstance(found, dict) and not _is_of(question, found):
            strangers.add(at)
            for name in _ids(found):
                if places.get(name, at) != at:
                    moved[places[name]] = found
    for at, (question, found) in enumerate(zip(questions, answer, strict=True)):
        if at in moved and (at in strangers or found is None):
            yield _reply(question, moved[at])
        elif at in strangers:
            called = text(found.get("title")) if isinstance(found, dict) else None
            reason = f"Semantic Scholar answers with another paper: {called or 'without a title'}"
            yield WorkReply(question, Outcome.UNUSABLE, reason=reason)
        elif found is None and moved:
            reason = "Semantic Scholar's answers are out of order"
            yield WorkReply(question, Outcome.UNUSABLE, reason=reason)
        elif found is None:
            yield WorkReply(question, Outcome.UNKNOWN)
        elif isinstance(found, dict):
            yield _reply(question, found)
        else:
            reason = "Semantic Scholar's answer is no object"
            yield WorkReply(question, Outcome.UNUSABLE, reason=reason)


def _ids(found: Json) -> tuple[str, ...]:
    ids = mapping(found.get("externalIds"))
    named = text(ids.get("ArXiv"))
    doi = dois.find(text(ids.get("DOI")))
    return tuple(one for one in (named, doi, dois.arxiv_id_in(doi)) if one)


def _is_of(question: WorkQuestion, found: Json) -> bool:
    """Return whether an id or the title says that an answer is about the paper."""
    if {question.arxiv_id, *question.dois} & set(_ids(found)):
        return True
    title = text(found.get("title"))
    alike = title_likeness.are_the_same if question.is_titled else title_likeness.are_alike
    return title is not None and alike(question.title, title)


def _reply(question: WorkQuestion, found: Json) -> WorkReply:
    title = text(found.get("title"))
    if title is None:
        reason = "Semantic Scholar's answer has no title"
        return WorkReply(question, Outcome.UNUSABLE, reason=reason)
    return WorkReply(question, Outcome.FOUND, _work(question, title, found))


def _work(question: WorkQuestion, title: str, found: Json) -> Work:
    ids = mapping(found.get("externalIds"))
    key = text(ids.get("DBLP"))
    doi = published_work.published_doi(text(ids.get("DOI")))
    kind, short, year = venue_names.of_dblp(key)
    given = mapping(found.get("publicationVenue"))
    journal = mapping(found.get("journal"))
    in_journal = published_work.venue(text(journal.get("name")))
    names = (found.get("venue"), given.get("name"), journal.get("name"))
    venue = next(filter(None, map(published_work.venue, map(text, names))), None)
    if venue is not None and key is not None and kind is None and doi is None:
        # All that DBLP knows is the preprint: the venue is a guess.
        venue = None
    if venue is not None and venue_names.is_doubtful(venue, doi):
        venue = None
    at_anthology = venue_names.of_anthology(doi)
    if at_anthology is not None:
        short, year = at_anthology
    elif short is None and venue is not None:
        short = venue_names.acronym(venue) or _acronym(given)
    if year is None and published_work.is_of_publication(
        text(found.get("publicationDate")), question
    ):
        year = number(found.get("year"))
    free = mapping(found.get("openAccessPdf"))
    is_published = venue is not None or doi is not None
    return Work(
        title=title,
        authors=_authors(found.get("authors")),
        citations=number(found.get("citationCount")),
        influential=number(found.get("influentialCitationCount")),
        venue=venue,
        short_venue=short if venue else None,
        kind=(kind or _kind(given, found, doi)) if is_published else None,
        volume=text(journal.get("volume")) if in_journal else None,
        pages=_pages(journal.get("pages")) if in_journal else None,
        doi=doi,
        year=year if is_published else None,
        open_url=address(free.get("url")),
    )


def _kind(given: Json, found: Json, doi: str | None) -> str | None:
    named = text(given.get("type"))
    if named in ("conference", "journal"):
        return named
    told = items(found.get("publicationTypes"))
    if "Conference" in told:
        return "conference"
    # A preprint is called an article, too.
    return (
        "journal" if doi and {"JournalArticle", "Journal Article"} & set(map(str, told)) else None
    )


def _acronym(given: Json) -> str | None:
    """Return the one of a venue's other names that is written as an acronym."""
    for name in items(given.get("alternate_names")):
        found = text(name) or ""
        is_one = 2 <= len(found) <= 12 and found.replace("-", "").isalnum()
        if is_one and sum(map(str.isupper, found)) > 1:
            return found
    return None


def _authors(value: object) -> tuple[str, ...]:
    found = (text(mapping(one).get("name")) for one in items(value))
    return tuple(one for one in found if one)[:_MOST_AUTHORS]


def _pages(value: object) -> str | None:
    found = text(value)
    # It breaks them as a printed page does: `1-\n          12`.
    return "".join(found.split()) if found else None
