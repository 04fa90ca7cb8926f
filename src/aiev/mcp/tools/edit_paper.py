"""`edit_paper`: a paper's entries in its lists, and what the user keeps beside it."""

from typing import TYPE_CHECKING

from aiev.errors import UsageError
from aiev.mcp.answers import Answer, clean, without_gaps, written
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool
from aiev.store.connection import open_for_reading

if TYPE_CHECKING:
    from aiev.store.writing.writer import Writer

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
}
"""What is kept beside the paper, and in no list; a reading state has its place here."""


def _run(context: Context, given: Given) -> Answer:
    from aiev.store.writing.writer import open_writer

    if not any(given.text(name) is not None for name in (*_OF_LISTS, *_OF_USERS) if name != "list"):
        raise UsageError("nothing to change", hint=f"give {', '.join((*_OF_LISTS, *_OF_USERS))}")
    is_dry_run = given.flag("dry_run")
    # Nothing is edited in a database that is not there, and none is made for it.
    open_for_reading(context.base.path).close()
    with open_writer(context.base.path) as writer:
        if not is_dry_run:
            # What one half refuses, neither half is to do.
            _change(context, writer, given, is_dry_run=True)
        found = _change(context, writer, given, is_dry_run=is_dry_run)
    return Answer((written({"done": "would change" if is_dry_run else "changed", **found}),))


def _change(
    context: Context, writer: "Writer", given: Given, *, is_dry_run: bool
) -> dict[str, object]:
    """Make the changes and return what to tell of them."""
    from aiev.domain.reference import Reference
    from aiev.services.lists.add_paper import Words, add_papers
    from aiev.services.lists.edit_entry import Changes, edit_paper, named_paper
    from aiev.services.lists.written_fields import read_link

    reference = given.text("id") or ""
    with writer.transaction(is_dry_run=True) as session:
        number = named_paper(session, reference)
    told: dict[str, object] = {"id": str(number)}
    link = given.text("link")
    changes = Changes(
        topic=given.text("topic"),
        date=given.text("date"),
        venue=given.text("venue"),
        links=(read_link(link),) if link else (),
    )
    if changes != Changes():
        edited = edit_paper(
            writer,
            str(number),
            changes,
            list_name=given.text("list"),
            is_dry_run=is_dry_run,
        )
        told |= {
            "title": clean(edited.title, 60),
            "entries": [
                without_gaps({"list": clean(one.list, 30), "topic": clean(one.topic, 60)})
                for one in edited.places[:10]
            ],
            "told": [clean(one, 100) for one in edited.told[:10]],
        }
    tag, note = given.text("tag"), given.text("note")
    if tag or note:
        words = Words(note=note, tags=(tag,) if tag else ())
        outcome = add_papers(
            writer, [Reference(own_id=number)], words, now=context.now(), is_dry_run=is_dry_run
        )
        told |= {"title": clean(outcome.papers[0].title, 60), "tag": tag, "note": clean(note, 60)}
    return without_gaps(told)


TOOL = Tool(
    "edit_paper",
    "Edit a paper",
    "Change topic (move), date, venue, link in lists; add tag or note, the user's own.",
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
