"""`edit_paper`: a paper's entries in its lists, and what the user keeps beside it."""

from aiev.errors import UsageError
from aiev.mcp.answers import Answer, clean, without_gaps, written
from aiev.mcp.tools.rows import reference
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool
from aiev.store.connection import open_for_reading

_OF_LISTS: dict[str, Parameter] = {
    "topic": Parameter("string"),
    "list": Parameter("string"),
    "date": Parameter("string"),
    "venue": Parameter("string"),
    "link": Parameter("string", "name=URL"),
}
_OF_USERS: dict[str, Parameter] = {
    "tag": Parameter("string"),
    "note": Parameter("string"),
    "state": Parameter("string", "to-read|reading|read|skipped"),
}
"""What is kept beside the paper, and in no list."""


def _run(context: Context, given: Given) -> Answer:
    from aiev.services.curation.edit_papers import edit_papers
    from aiev.services.curation.judged import Curation, Where
    from aiev.services.lists.changes import Changes
    from aiev.services.lists.written_fields import read_link
    from aiev.store.writing.writer import open_writer

    changing = [name for name in (*_OF_LISTS, *_OF_USERS) if name != "list"]
    if not any(given.text(name) for name in changing):
        raise UsageError("nothing to change", hint=f"give {', '.join(changing)}")
    is_dry_run = given.flag("dry_run")
    # Nothing is edited in a database that is not there, and none is made for it.
    open_for_reading(context.base.path).close()
    link, tag, note = given.text("link"), given.text("tag"), given.text("note")
    with open_writer(context.base.path) as writer:
        (edited,) = edit_papers(
            writer,
            (given.text("id") or "",),
            Changes(
                topic=given.text("topic"),
                date=given.text("date"),
                venue=given.text("venue"),
                links=(read_link(link),) if link else (),
            ),
            Curation(add_tags=(tag,) if tag else (), add_note=note, state=given.text("state")),
            Where(list_name=given.text("list")),
            now=context.now(),
            is_dry_run=is_dry_run,
        )
    with context.base.reading() as reader:
        (paper,) = reader.papers((edited.id,))
    told = {
        "done": ("would change" if is_dry_run else "changed") if edited.is_changed else "unchanged",
        "id": reference(paper),
        "title": clean(edited.title, 60),
        "entries": [
            without_gaps({"list": clean(one.list, 30), "topic": clean(one.topic, 60)})
            for one in edited.places[:10]
        ],
        "told": [clean(one, 100) for one in edited.told[:10]],
    }
    return Answer((written(without_gaps(told)),))


TOOL = Tool(
    "edit_paper",
    "Edit a paper",
    "Change topic (move), date, venue, link in lists; add tag, note, state, the user's own.",
    {
        "id": Parameter("string", is_required=True),
        **_OF_LISTS,
        **_OF_USERS,
        "dry_run": Parameter("boolean"),
    },
    _run,
    changes=True,
    is_destructive=True,
)
