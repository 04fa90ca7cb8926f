"""Saved questions where a command takes words: `@NAME` stands for what was saved under it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from aiev.cli.run import Run
from aiev.query.filters import Filters
from aiev.services.search import saved_questions
from aiev.store.reading.reader import open_reader

if TYPE_CHECKING:
    # What asks arXiv is loaded by `discover` alone.
    from aiev.services.arxiv.discover import Question

_OURS = {
    "--org": "organizations",
    "--kind": "kinds",
    "--tag": "tags",
    "--min-citations": "min_citations",
    "--state": "states",
    "--rating": "rating",
}


def asked(run: Run, text: str, filters: Filters) -> tuple[str, Filters]:
    """Return the text and the filters of a search, with a question in the place of its name.

    Raises NotFoundError for a name under which none is saved, UsageError for several names.
    """
    if not saved_questions.is_named(text):
        return text, filters
    with open_reader(run.settings.database_path) as reader:
        return saved_questions.resolve(reader, text, filters)


def asked_of_arxiv(run: Run, question: "Question") -> "Question":
    """Return the question to arXiv with a saved one in the place of its name.

    What arXiv does not know of papers, such as tags and organizations, is left out and told.
    """
    text, filters = asked(run, question.words, Filters())
    if text == question.words:
        return question
    topics, lists = filters.topics, filters.lists
    words = [text, *(f"category:{one}" for one in filters.categories)]
    words += [f'author:"{one}"' for one in filters.authors]
    words += [f"until:{filters.until}"] if filters.until else []
    words += [f"date:{filters.year}"] if filters.year else []
    told = [
        *(("--topic",) if len(topics) > 1 else ()),
        *(("--list",) if len(lists) > 1 else ()),
        *(option for option, given in _OURS.items() if getattr(filters, given)),
    ]
    if told:
        run.output.message(f"aiev: left out, as arXiv cannot be asked for it: {', '.join(told)}")
    return replace(
        question,
        words=" ".join(filter(None, words)),
        topic=question.topic or (topics[0] if len(topics) == 1 else None),
        list=question.list or (lists[0] if len(lists) == 1 else None),
        since=question.since or filters.since,
    )
