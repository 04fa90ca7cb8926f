"""What `aiev edit` is asked, judged by a reader before anything that writes is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from aiev.domain.paper import RATINGS, State
from aiev.errors import NotFoundError, UsageError
from aiev.services.lists import chosen
from aiev.services.lists.changes import Changes, checked
from aiev.services.lists.written_fields import read_line
from aiev.services.search.find_paper import find_id
from aiev.services.search.topic_names import find_topic
from aiev.store.reading import catalog
from aiev.store.reading.reader import Reader

_OPTIONS = {
    "organizations": "--org",
    "authors": "--author",
    "links": "--link",
    "no_links": "--no-link",
}
"""The options that are not called as their fields are."""
_RATINGS = f"{RATINGS[0]} to {RATINGS[-1]}"


@dataclass(frozen=True, slots=True)
class Curation:
    """What to keep of papers, as it is written; an empty state or rating takes it out.

    `remove_note` is the number of a note as `show` counts them.
    """

    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    state: str | None = None
    rating: str | None = None
    add_note: str | None = None
    remove_note: int | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Which entries of a paper change: those under a topic or in a list, or all."""

    under: str | None = None
    list_name: str | None = None
    can_create_topic: bool = False


def judge(
    reader: Reader,
    named: Sequence[str | int],
    changes: Changes,
    asked: Curation,
    where: Where,
) -> None:
    """Raise what `edit_papers` would raise for an unknown paper, entry or topic, or a wrong value.

    What only a list's own text tells is left to it.
    """
    asked = curation(changes, asked, where)
    changes = checked(changes)
    ids = tuple(papers(reader, named, changes, asked))
    if not ids or changes == Changes():
        return
    meant = chosen.to_edit(reader, ids[0], changes, where.under, where.list_name)
    if changes.topic is not None:
        to = meant.other_list or chosen.only(meant.places).list
        if not where.can_create_topic:
            find_topic(catalog.topics(reader, list_name=to), changes.topic)


def curation(changes: Changes, asked: Curation, where: Where) -> Curation:
    """Return what to keep, composed; raises UsageError for what cannot be kept."""
    if changes == Changes() and asked == Curation():
        raise UsageError(
            "nothing to change", hint="say what: --title, --date, --add-tag, --state, …"
        )
    if changes == Changes() and where != Where():
        raise UsageError(
            "--from, --list and --create-topic choose an entry, and no field of one changes",
            hint="tags, notes, state and rating are the paper's, wherever it stands",
        )
    if asked.state and asked.state not in tuple(State):
        raise UsageError(
            f"no such state: {asked.state}",
            hint=f"the states are {', '.join(State)}; an empty one takes it out",
        )
    if asked.rating and asked.rating not in map(str, RATINGS):
        raise UsageError(
            f"no such rating: {asked.rating}", hint=f"give {_RATINGS}; an empty one takes it out"
        )
    added, removed = (
        tuple(dict.fromkeys(read_line(tag, "tag") for tag in tags))
        for tags in (asked.add_tags, asked.remove_tags)
    )
    if both := set(added) & set(removed):
        raise UsageError(f"this tag is to be added and removed: {min(both)}")
    note = asked.add_note
    if note is not None:
        note = normalize("NFC", note).strip()
        if not note:
            raise UsageError("the note is empty", hint="`--remove-note N` takes one out")
    return replace(asked, add_tags=added, remove_tags=removed, add_note=note)


def papers(
    reader: Reader, named: Sequence[str | int], changes: Changes, asked: Curation
) -> dict[int, str]:
    """Return the titles of the papers that are named, by their numbers.

    Raises NotFoundError with all that are not here, UsageError where several are named and what is
    asked can only be said of one.
    """
    found = {one: one if isinstance(one, int) else find_id(reader, one) for one in named}
    wanted = dict.fromkeys(number for number in found.values() if number is not None)
    here = reader.titles(tuple(wanted))
    missing = [str(text) for text, number in found.items() if number not in here]
    if missing:
        raise NotFoundError(
            f"not in the knowledge base: {', '.join(missing)}",
            hint=None if len(missing) == 1 and len(named) == 1 else "nothing is changed",
        )
    if len(wanted) > 1:
        _refuse_for_several(changes, asked)
    return {number: here[number] for number in wanted}


def _refuse_for_several(changes: Changes, asked: Curation) -> None:
    """Raise UsageError for what can only be said of one paper."""
    given = [
        _OPTIONS.get(name, f"--{name.replace('_', '-')}")
        for name in Changes.__slots__
        if getattr(changes, name) != getattr(Changes(), name)
    ]
    if asked.remove_note is not None:
        given.append("--remove-note")
    if given:
        raise UsageError(
            f"only for one paper at a time: {', '.join(given)}",
            hint="several papers can get --add-tag, --remove-tag, --state, --rating and --add-note",
        )
