"""A result of the `arxiv` package as a record of ours."""

import re
from datetime import date, datetime

import arxiv

from aiev.domain import arxiv_id
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.sources.arxiv import atom, record_text

_NO_DAY = datetime.fromisoformat(atom.NO_DAY).date()
# The API mixes MSC and ACM classes (68T05, I.2.6) into the categories.
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")


def find_record(result: arxiv.Result) -> ArxivRecord | None:
    """Return the record that `result` holds, or None where its id cannot be read.

    What arXiv did not tell is None or empty, the title too.
    """
    identifier = arxiv_id.find(result.entry_id)
    if identifier is None:
        return None
    comment = record_text.line(result.comment)
    abstract = record_text.paragraphs(result.summary)
    return ArxivRecord(
        arxiv_id=identifier,
        title=record_text.line(result.title) or "",
        abstract=abstract,
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
    )


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
    return None if day == _NO_DAY else day
