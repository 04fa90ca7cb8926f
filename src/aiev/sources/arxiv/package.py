"""The `arxiv` package: its queries asked by our HTTP client, its results as our records."""

import logging
import re
from dataclasses import dataclass
from datetime import date, datetime

import arxiv

from aiev.domain import arxiv_id, partial_date
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.sources.arxiv import atom, record_text, tex_reading
from aiev.sources.http.retry import Client, Refusal

# Without a handler, logging prints the package's warnings on the user's terminal.
logging.getLogger("arxiv").addHandler(logging.NullHandler())

_NO_DAY = datetime.fromisoformat(atom.NO_DAY).date()
# The API mixes MSC and ACM classes (68T05, I.2.6) into the categories.
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")


def ask(
    client: Client, url: str, search: arxiv.Search, *, size: int, start: int = 0
) -> list[arxiv.Result] | Refusal:
    """Return one page of at most `size` results, from the one at `start`, of the address `url`.

    The search must have no limit of its own, or the package would not look at the whole page.
    """
    session = _Session(client)
    theirs = arxiv.Client(page_size=size, delay_seconds=0.0, num_retries=0)
    # The package puts the address through str.format.
    theirs.query_url_format = url.replace("{", "{{").replace("}", "}}") + "?{}"
    theirs._session = session
    try:
        return list(theirs.results(search, offset=start))
    except arxiv.HTTPError:
        assert session.refusal is not None
        return session.refusal


def find_record(result: arxiv.Result) -> ArxivRecord | None:
    """Return the record that `result` holds, or None where its id cannot be read.

    What arXiv did not tell is None or empty, the title too.
    """
    identifier = arxiv_id.find(result.entry_id)
    if identifier is None:
        return None
    comment = record_text.line(result.comment)
    abstract = record_text.paragraphs(result.summary)
    title, tex_title = tex_reading.read(record_text.line(result.title) or "")
    told, tex_abstract = tex_reading.read(abstract or "")
    return ArxivRecord(
        arxiv_id=identifier,
        title=title,
        abstract=told or None,
        authors=_authors(result.authors),
        published=_day(result.published),
        updated=_day(result.updated),
        primary_category=record_text.line(result.primary_category),
        categories=tuple(
            dict.fromkeys(one for one in result.categories if _CATEGORY.fullmatch(one))
        ),
        doi=record_text.line(result.doi),
        journal_ref=record_text.line(result.journal_ref),
        comment=comment,
        is_withdrawn=record_text.is_withdrawn(comment=comment, abstract=abstract),
        tex_title=tex_title,
        tex_abstract=tex_abstract,
    )


class _Session:
    """Stands in for the package's HTTP session.

    The package knows no timeout, drops the body of an error and takes any 200 for a feed.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self.refusal: Refusal | None = None

    def get(self, url: str, headers: dict[str, str]) -> "_Reply":
        """Return a status and a body that the package can trust; its `headers` are not sent."""
        answer = self._client.get(url, atom.parse)
        if not isinstance(answer, Refusal) and atom.find_error(answer) is not None:
            answer = Refusal(400, atom.render(answer))
        if isinstance(answer, Refusal):
            self.refusal = answer
            return _Reply(answer.status, b"")
        return _Reply(200, atom.render(answer))


@dataclass(frozen=True, slots=True)
class _Reply:
    """The part of an HTTP response that the package looks at."""

    status_code: int
    content: bytes


def _authors(authors: "list[arxiv.Result.Author]") -> tuple[Author, ...]:
    found = []
    for author in authors:
        name = record_text.line(author.name)
        if name:
            places = (record_text.line(place) for place in author.affiliation)
            found.append(Author(name, tuple(place for place in places if place)))
    return tuple(found)


def _day(moment: datetime) -> date | None:
    day = moment.date()
    return None if day == _NO_DAY or day.year > partial_date.LAST_YEAR else day
