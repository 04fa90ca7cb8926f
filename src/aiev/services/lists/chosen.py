"""Which papers, entries and topics a command means: asked of a reader, before and while writing."""

from collections.abc import Sequence

from aiev.domain.knowledge import Topic
from aiev.errors import NotFoundError, UsageError
from aiev.markdown.reading.words import exclusions
from aiev.services.lists.changes import Changes
from aiev.services.search.find_paper import find_id
from aiev.services.search.topic_names import called, find_topic, parts
from aiev.store.reading import catalog, paper_places
from aiev.store.reading.paper_places import Place
from aiev.store.reading.reader import Reader
from aiev.value import value


@value
class Meant:
    """The entries of a paper that a change is about, and the list that one moves to, if so."""

    places: tuple[Place, ...]
    other_list: str | None


def named(reader: Reader, text: str) -> int:
    """Return the number of the paper that a text names.

    Raises NotFoundError for one that is not here, UsageError for an address of several.
    """
    found = find_id(reader, text)
    if found is None or not reader.titles([found]):
        raise NotFoundError(f"not in the knowledge base: {text}")
    return found


def two(reader: Reader, one: str, other: str) -> tuple[int, int]:
    """Return the numbers of two papers that may be one work.

    Raises UsageError where both are one already or both are at arXiv, else as `named`.
    """
    first, second = named(reader, one), named(reader, other)
    if first == second:
        raise UsageError(f"both are one paper already: {one}, {other}")
    ids = [paper.arxiv_id for paper in reader.papers([first, second])]
    if all(ids):
        raise UsageError(
            f"two arXiv papers are two works: {ids[0]}, {ids[1]}",
            hint="`aiev edit ID --url ADDRESS` corrects a wrong link of an entry",
        )
    return first, second


def to_edit(
    reader: Reader, paper_id: int, changes: Changes, under: str | None, list_name: str | None
) -> Meant:
    """Return which entries of a paper change; raises NotFoundError where it does not stand there.

    They are those under a topic or in a list; a list that has none, named beside a topic, is where
    the entry moves to.
    """
    other = _other_list(reader, paper_id, changes, list_name)
    in_list = None if other else list_name
    return Meant(places_of(reader, paper_id, under=under, list_name=in_list), other)


def topic(reader: Reader, text: str, list_name: str | None) -> tuple[Sequence[Topic], Topic]:
    """Return the topics of a list, or of all, and the one of them that `text` names.

    Raises NotFoundError and AmbiguousError as `find_topic` does, and for an unknown list.
    """
    if list_name is not None:
        known_list(reader, list_name, hint="`aiev lists` shows the names")
    topics = catalog.topics(reader, list_name=list_name)
    return topics, find_topic(topics, text, can_make=False)


def topic_for_entries(
    reader: Reader, text: str, *, list_name: str | None, can_create: bool
) -> Topic | None:
    """Return the topic that new entries are to stand under; None for one that is to be made.

    Raises NotFoundError and AmbiguousError as `find_topic` does, and for an unknown list.
    """
    if list_name is not None and not can_create:
        known_list(
            reader, list_name, hint="`aiev lists` shows the names; --create-topic makes a list too"
        )
    topics = catalog.topics(reader, list_name=list_name)
    try:
        return find_topic(topics, text, is_whole=can_create)
    except NotFoundError:
        refuse_colophon(text)
        if not can_create:
            raise
        return None


def refuse_colophon(text: str) -> None:
    """Raise UsageError where `text` names a section about the list: no paper is read there."""
    if any(map(exclusions.is_colophon, parts(text))):
        raise UsageError(f"it is about the list, no paper is read there: {text}")


def known_list(reader: Reader, name: str, *, hint: str) -> None:
    """Raise NotFoundError where no list has this name."""
    if not any(one.name == name for one in catalog.lists(reader)):
        raise NotFoundError(f"no list has this name: {name}", hint=hint)


def places_of(
    reader: Reader, paper_id: int, *, under: str | None, list_name: str | None
) -> tuple[Place, ...]:
    """Return the entries of a paper under a topic or in a list, or all.

    Raises NotFoundError where it does not stand there.
    """
    places = paper_places.places(reader, paper_id)
    chosen = [place for place in places if list_name in (None, place.list)]
    if under is not None:
        meant = called([place.topic for place in chosen], under)
        chosen = [place for place in chosen if place.topic in meant]
    if not chosen and (under is not None or list_name is not None):
        known = "; ".join(f"{one.list}: {one.topic or 'no topic'}" for one in places) or "nowhere"
        raise NotFoundError("the paper does not stand there", hint=f"it stands in: {known}")
    return tuple(chosen)


def only(places: Sequence[Place]) -> Place:
    """Return the one entry that is to move; raises UsageError where it is not clear which."""
    if len(places) != 1:
        where = "; ".join(f"{p.list}: {p.topic or 'no topic'}" for p in places) or "no list"
        raise UsageError(
            f"it is not clear which entry moves: the paper stands in {where}",
            hint="name one with --from TOPIC and --list NAME; `aiev add` files it under a topic",
        )
    return places[0]


def _other_list(
    reader: Reader, paper_id: int, changes: Changes, list_name: str | None
) -> str | None:
    """Return the list that an entry is to move to: one that is named and has none of the paper."""
    if changes.topic is None or list_name is None:
        return None
    held = {place.list for place in paper_places.places(reader, paper_id)}
    known_list(reader, list_name, hint="`aiev lists` shows the names")
    return list_name if held and list_name not in held else None
