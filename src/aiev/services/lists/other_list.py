"""Moving an entry from one list to another: it goes with all that it says, in the other's style."""

from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import NotFoundError, UsageError
from aiev.services.lists import made_topic
from aiev.services.lists.chosen import refuse_colophon
from aiev.services.lists.entry_work import Work
from aiev.services.search.topic_names import find_topic, parts
from aiev.store.reading import catalog
from aiev.store.reading.paper_places import Place
from aiev.store.writing import entry_removal, paper_places, topic_writer, user_fields
from aiev.store.writing.writer import reader_within

_OPTIONAL = {
    "venue": "venue",
    "listed_authors": "authors",
    "short_name": "short_name",
    "keywords": "keywords",
}
"""The columns that a list may have no place for, and what its entries call them."""


def move(
    work: Work, paper_id: int, place: Place, name: str, text: str, *, can_create: bool
) -> None:
    """Move an entry under a topic of the list called `name`; both lists are written later.

    What no entry of that list gives is left out and told. Raises NotFoundError for a topic or list
    that there is not, UsageError where the paper stands under the topic already.
    """
    reader = reader_within(work.session)
    list_id = next((one.id for one in catalog.lists(reader) if one.name == name), None)
    if list_id is None:
        raise NotFoundError(f"no list has this name: {name}", hint="`aiev lists` shows the names")
    try:
        topic = find_topic(catalog.topics(reader, list_name=name), text, is_whole=can_create)
        topic_id, path = topic.id, topic.path
    except NotFoundError:
        refuse_colophon(text)
        path = TOPIC_SEPARATOR.join(parts(text))
        if not can_create or not path:
            raise
        path, told = made_topic.find(work.session, name, path, work.lists)
        work.told += told
        topic_id = topic_writer.make(work.session, list_id, path)
    listed = work.listed(place)
    there = work.lists.read(paper_places.content(work.session, list_id))
    said = user_fields.words_of(work.session, place.entry_id)
    if said["listed_authors"] is None and listed is not None:
        said["listed_authors"] = listed.authors
    if listed is not None and listed.abstract:
        # No edit writes an abstract of a list's own: its words go along in the note.
        said["note"] = "; ".join(
            text for text in (said["note"], listed.abstract.rstrip(". ")) if text
        )
    for column, field in _OPTIONAL.items():
        if said[column] is not None and not any(getattr(one, field) for one in there.entries):
            work.told.append(f"{name} gives no {field.replace('_', ' ')}: {said[column]}")
            said[column] = None
    if not user_fields.file_copy(work.session, paper_id, place.entry_id, list_id, topic_id, said):
        raise UsageError(f"the paper stands under {path} of {name} already")
    entry = work.in_own_words(place, listed) if listed is not None else None
    entry_removal.remove(work.session, place.entry_id, entry)
    work.told.append(f"moved from {place.list}: sync both lists")
