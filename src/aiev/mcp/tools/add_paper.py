"""`add_paper`: a paper by id or address, under a topic of a list."""

from typing import TYPE_CHECKING

from aiev import config
from aiev.mcp.answers import Answer, clean, without_gaps, written
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiev.domain.arxiv_id import ArxivId
    from aiev.services.lists.add_paper import Added
    from aiev.sources.arxiv.api_values import Batch
    from aiev.store.writing.writer import Writer

_DEADLINE_S = 20.0


def _run(context: Context, given: Given) -> Answer:
    from aiev.domain import reference
    from aiev.services.lists.add_paper import add_papers, with_titles
    from aiev.services.lists.words_to_add import Words
    from aiev.services.lists.written_fields import read_date, read_link
    from aiev.store.writing.writer import open_for_dry_run, open_writer

    is_dry_run = given.flag("dry_run")
    words = Words(
        topic=given.text("topic"),
        list=given.text("list"),
        date=read_date(given.text("date")),
        note=given.text("note"),
        tags=given.texts("tags"),
        title=given.text("title"),
        venue=given.text("venue"),
        links=tuple(read_link(text) for text in given.texts("links")),
    )
    named = reference.parse(given.text("id") or "")
    told: list[str] = []
    with (open_for_dry_run if is_dry_run else open_writer)(context.base.path) as writer:
        outcome = add_papers(
            writer,
            [named],
            words,
            now=context.now(),
            can_create_topic=given.flag("create_topic"),
            is_dry_run=is_dry_run,
        )
        if not is_dry_run and context.can_network and named.arxiv_id is not None:
            told = _ask_arxiv(context, writer, outcome.papers[0].id)
            outcome = with_titles(writer, outcome)
    told = [*outcome.told, *told]
    return Answer((_told(outcome.papers[0], told, is_dry_run=is_dry_run),))


def _told(added: "Added", told: list[str], *, is_dry_run: bool) -> str:
    return written(
        without_gaps(
            {
                "done": "would add" if is_dry_run else "added" if added.is_new else "known before",
                "id": added.arxiv_id or (None if is_dry_run and added.is_new else str(added.id)),
                "title": clean(added.title, 60),
                "filed_under": clean(added.filed_under, 60),
                "stands_under": clean(added.stands_under, 60),
                "told": [clean(one, 100) for one in told[:10]],
            }
        )
    )


def _ask_arxiv(context: Context, writer: "Writer", paper_id: int) -> list[str]:
    """Fill the paper with what arXiv says; return what is to be told where it does not answer."""
    from aiev.services.arxiv.enrich import enrich
    from aiev.sources.arxiv import api
    from aiev.sources.arxiv.api_values import ApiSettings

    settings = ApiSettings(
        state_folder=config.data_folder(),
        url=context.settings.arxiv_url,
        delay_s=context.settings.arxiv_delay_s,
        connect_timeout_s=_DEADLINE_S / 2,
        read_timeout_s=_DEADLINE_S,
        deadline_s=_DEADLINE_S,
    )

    def fetch(ids: "Iterable[ArxivId]") -> "Iterator[Batch]":
        return api.iter_batches(ids, settings=settings)

    done = enrich(writer, fetch, clock=context.now, among=[paper_id])
    if done.unknown or done.unknown_before:
        return ["arXiv has no such paper"]
    if done.error is not None or done.failed.count:
        why = done.error or "no usable answer"
        return [f"title and abstract are still lacking ({why}): `aiev enrich` asks again"]
    return []


TOOL = Tool(
    "add_paper",
    "Add a paper",
    "Add by arXiv id, DOI or URL, or tell more of a known one. note, tags: the user's own.",
    {
        "id": Parameter("string", is_required=True),
        "topic": Parameter("string"),
        "list": Parameter("string"),
        "create_topic": Parameter("boolean"),
        "title": Parameter("string"),
        "date": Parameter("string"),
        "venue": Parameter("string"),
        "note": Parameter("string"),
        "tags": Parameter("strings", maximum=20),
        "links": Parameter("strings", "name=URL", maximum=20),
        "dry_run": Parameter("boolean"),
    },
    _run,
    changes=True,
)
