"""Changing papers by hand: what the user keeps of many at once, and the fields of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from unicodedata import normalize

from aiev.domain.paper import RATINGS, State
from aiev.errors import NotFoundError, UsageError
from aiev.services.lists.edit_entry import Changes, Edited, edit_within
from aiev.services.search.find_paper import find_id
from aiev.store.writing import curation_writer, user_words
from aiev.store.writing.writer import Transaction, Writer, reader_within

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


def edit_papers(
    writer: Writer,
    papers: Sequence[str | int],
    changes: Changes,
    curation: Curation,
    where: Where = Where(),  # frozen
    *,
    now: datetime,
    is_dry_run: bool = False,
) -> tuple[Edited, ...]:
    """Change all of the papers or none; papers are named as users do, or by their numbers.

    Without any paper nothing changes: a search may have found none.

    Raises NotFoundError for papers that are not here, UsageError for a value that cannot be read
    and for a field of a list's entry that several papers should get; and as `edit_within`.
    """
    curation = _checked(changes, curation, where)
    with writer.transaction(is_dry_run=is_dry_run) as session:
        ids = _ids(session, papers)
        if not ids:
            return ()
        if len(ids) > 1:
            _refuse_for_several(changes, curation)
        edited: tuple[Edited, ...]
        if changes != Changes():
            edited = (
                edit_within(
                    session,
                    ids[0],
                    changes,
                    under=where.under,
                    list_name=where.list_name,
                    can_create_topic=where.can_create_topic,
                ),
            )
            ids = (edited[0].id,)
        else:
            titles = curation_writer.titles(session, ids)
            edited = tuple([Edited(one, titles[one], (), is_changed=False) for one in ids])
        changed, told = _curate(session, ids, curation, now=now)
        edited = tuple(
            [replace(one, is_changed=one.is_changed or one.id in changed) for one in edited]
        )
        return (replace(edited[0], told=(*edited[0].told, *told)), *edited[1:])


def _checked(changes: Changes, curation: Curation, where: Where) -> Curation:
    """Return what to keep, composed; raises UsageError for what cannot be kept."""
    if changes == Changes() and curation == Curation():
        raise UsageError(
            "nothing to change", hint="say what: --title, --date, --add-tag, --state, …"
        )
    if changes == Changes() and where != Where():
        raise UsageError(
            "--from, --list and --create-topic choose an entry, and no field of one changes",
            hint="tags, notes, state and rating are the paper's, wherever it stands",
        )
    if curation.state and curation.state not in tuple(State):
        raise UsageError(
            f"no such state: {curation.state}",
            hint=f"the states are {', '.join(State)}; an empty one takes it out",
        )
    if curation.rating and curation.rating not in map(str, RATINGS):
        raise UsageError(
            f"no such rating: {curation.rating}", hint=f"give {_RATINGS}; an empty one takes it out"
        )
    added, removed = (
        tuple(dict.fromkeys(_clean(tag, "tag") for tag in tags))
        for tags in (curation.add_tags, curation.remove_tags)
    )
    if both := set(added) & set(removed):
        raise UsageError(f"this tag is to be added and removed: {min(both)}")
    note = curation.add_note
    if note is not None:
        note = normalize("NFC", note).strip()
        if not note:
            raise UsageError("the note is empty", hint="`--remove-note N` takes one out")
    return replace(curation, add_tags=added, remove_tags=removed, add_note=note)


def _clean(text: str, what: str) -> str:
    cleaned = " ".join(normalize("NFC", text).split())
    if not cleaned:
        raise UsageError(f"the {what} is empty: {text!r}")
    return cleaned


def _ids(session: Transaction, papers: Sequence[str | int]) -> tuple[int, ...]:
    """Return the numbers of the papers, each once; raises NotFoundError for all not here."""
    reader = reader_within(session)
    named = {one: one if isinstance(one, int) else find_id(reader, one) for one in papers}
    wanted = [number for number in named.values() if number is not None]
    here = curation_writer.titles(session, wanted)
    missing = [str(text) for text, number in named.items() if number not in here]
    if missing:
        raise NotFoundError(
            f"not in the knowledge base: {', '.join(missing)}",
            hint=None if len(missing) == 1 and len(papers) == 1 else "nothing is changed",
        )
    return tuple(dict.fromkeys(wanted))


def _refuse_for_several(changes: Changes, curation: Curation) -> None:
    """Raise UsageError for what can only be said of one paper."""
    given = [
        _OPTIONS.get(name, f"--{name.replace('_', '-')}")
        for name in Changes.__slots__
        if getattr(changes, name) != getattr(Changes(), name)
    ]
    if curation.remove_note is not None:
        given.append("--remove-note")
    if given:
        raise UsageError(
            f"only for one paper at a time: {', '.join(given)}",
            hint="several papers can get --add-tag, --remove-tag, --state, --rating and --add-note",
        )


def _curate(
    session: Transaction, ids: Sequence[int], curation: Curation, *, now: datetime
) -> tuple[frozenset[int], tuple[str, ...]]:
    """Keep it; return the papers that changed, and sentences about what was not there."""
    changed: set[int] = set()
    told = []
    if curation.state is not None:
        state = State(curation.state) if curation.state else None
        changed |= curation_writer.set_state(session, ids, state)
    if curation.rating is not None:
        rating = int(curation.rating) if curation.rating else None
        changed |= curation_writer.set_rating(session, ids, rating)
    if curation.remove_note is not None:
        # Before a note is added: the numbers are those that the user saw.
        note = curation_writer.remove_note(session, ids[0], curation.remove_note)
        if note is None:
            count = len(curation_writer.kept(session, ids[0]).notes)
            raise NotFoundError(
                f"the paper has no note of this number: {curation.remove_note}",
                hint=f"it has {count}; `aiev show {ids[0]}` numbers them"
                if count
                else "it has none",
            )
        changed.add(ids[0])
        told.append(f"the note that was removed: {note}")
    for tag in curation.remove_tags:
        had = curation_writer.remove_tag(session, ids, tag)
        if not had:
            told.append(f"no tag of {'it' if len(ids) == 1 else 'theirs'} is called so: {tag}")
        changed |= had
    changed |= user_words.add_tags(session, dict.fromkeys(ids, curation.add_tags))
    if curation.add_note is not None:
        changed |= user_words.add_notes(session, dict.fromkeys(ids, (curation.add_note,)), now=now)
    return frozenset(changed), tuple(told)
