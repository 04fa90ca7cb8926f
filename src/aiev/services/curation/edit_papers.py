"""Changing papers by hand: what the user keeps of many at once, and the fields of one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from aiev.domain.paper import State
from aiev.errors import NotFoundError
from aiev.services.curation import judged
from aiev.services.curation.judged import Curation, Where
from aiev.services.lists.changes import Changes
from aiev.services.lists.edit_entry import Edited, edit_within
from aiev.store.writing import curation_writer, user_words
from aiev.store.writing.writer import Transaction, Writer, reader_within

_ANYWHERE = Where()


def edit_papers(
    writer: Writer,
    papers: Sequence[str | int],
    changes: Changes,
    curation: Curation,
    where: Where = _ANYWHERE,
    *,
    now: datetime,
    is_dry_run: bool = False,
) -> tuple[Edited, ...]:
    """Change all of the papers or none; papers are named as users do, or by their numbers.

    Without any paper nothing changes: a search may have found none.

    Raises NotFoundError for papers that are not here, UsageError for a value that cannot be read
    and for a field of a list's entry that several papers should get; and as `edit_within`.
    """
    curation = judged.curation(changes, curation, where)
    with writer.transaction(is_dry_run=is_dry_run) as session:
        titles = judged.papers(reader_within(session), papers, changes, curation)
        if not titles:
            return ()
        ids: tuple[int, ...] = tuple(titles)
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
            edited = tuple([Edited(one, titles[one], (), is_changed=False) for one in ids])
        changed, told = _curate(session, ids, curation, now=now)
        edited = tuple(
            [replace(one, is_changed=one.is_changed or one.id in changed) for one in edited]
        )
        return (replace(edited[0], told=(*edited[0].told, *told)), *edited[1:])


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
