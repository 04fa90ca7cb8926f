"""How the words beside an entry are changed: note, venue, authors, short name, keywords, links."""

from collections.abc import Sequence

from aiev.errors import NotFoundError, UsageError
from aiev.markdown.reading.words import phrases
from aiev.markdown.values import Link, ListedEntry
from aiev.markdown.writing import edit
from aiev.markdown.writing.additions import wording
from aiev.markdown.writing.changes import broken_links, link_changes, note_words
from aiev.services.lists.entry_work import Work, change, set_value
from aiev.store.reading import entry_keys
from aiev.store.reading.paper_places import Place
from aiev.store.writing import entry_edit


def set_text(work: Work, places: Sequence[Place], field: str, text: str) -> None:
    """Give the entries another venue, short name or keywords; an empty text takes them out.

    Raises UsageError where the paper has no entry.
    """
    _needs_entry(places)
    set_value(work, places, field, text.strip() or None)


def set_authors(work: Work, places: Sequence[Place], names: Sequence[str]) -> None:
    """Name other authors at the entries, as their neighbours name theirs; none without a name.

    Raises UsageError where the paper has no entry.
    """
    _needs_entry(places)
    given = [name for name in names if name.strip()]
    for place in places:
        text = ", ".join(given) or None
        entry = work.listed(place)
        if entry is not None and given:
            listed = work.list_of(place)
            near = [one for one in listed.entries if one.topic == entry.topic]
            text = wording.authors_like(listed, given, near)
        set_value(work, [place], "authors", text)


def set_links(
    work: Work, places: Sequence[Place], put: Sequence[Link], taken: Sequence[str]
) -> None:
    """Put further links into the entries, and take out those of some names.

    A link of a name or kind that an entry has leads elsewhere then. Raises UsageError where the
    paper has no entry or a list cannot hold a link, NotFoundError where no entry has a link that is
    to be taken out.
    """
    _needs_entry(places)
    before = {
        place: [Link(*pair) for pair in entry_edit.links(work.session, place.entry_id)]
        for place in places
    }
    for name in taken:
        if not any(link_changes.named(links, name) for links in before.values()):
            known = dict.fromkeys(one.text for links in before.values() for one in links)
            raise NotFoundError(
                f"no further link is called so: {name}",
                hint=f"there are: {', '.join(known)}" if known else "there is none",
            )
    for place in places:
        wanted = [
            link
            for link in before[place]
            if not any(link in link_changes.named(before[place], name) for name in taken)
        ]
        for link in put:
            twin = next(iter(link_changes.named(wanted, link.text)), None)
            if twin is None:
                wanted.append(link)
            else:
                wanted[wanted.index(twin)] = Link(twin.text, link.url)
        entry, listed, is_broken = work.listed(place), None, False
        if entry is not None:
            urls = entry_keys.addresses_of(entry, "links")
            is_broken = broken_links.are_in(work.list_of(place).text, entry, urls)
            listed = entry_keys.values_of(entry)["links"]
            # The list has words of its own for a link, and an order.
            index = work.list_of(place).entries.index(entry)
            wanted = list(
                edit.change_links(work.list_of(place), entry, wanted).entries[index].links
            )
        pairs = [(link.text, link.url) for link in wanted]
        entry_edit.change_links(
            work.session, place.entry_id, pairs, listed=listed, is_broken=is_broken
        )


def _needs_entry(places: Sequence[Place]) -> None:
    if not places:
        raise UsageError(
            "the paper stands in no list, so there is no entry to change",
            hint="`aiev add ID --topic TOPIC` files it in a list",
        )


def set_note(work: Work, paper_id: int, places: Sequence[Place], text: str) -> None:
    """Give the entries another note; `Keywords: a, b` gives them other keywords.

    Raises UsageError where the paper has no entry or a list's markup holds no note there.
    """
    if not places:
        raise UsageError(
            "the paper stands in no list, so there is no entry to note it at",
            hint=f"`aiev edit {paper_id} --add-note TEXT` keeps a note of yours",
        )
    words = text.strip() or None
    label = phrases.find_label(words) if words else None
    if words and label is not None and label[0] == "keywords":
        set_text(work, places, "keywords", words[label[2] :])
        return
    for place in places:
        entry = work.listed(place)
        if entry is None:
            change(work, place, "note", {"note": words})
            continue
        keywords = note_words.with_aside(entry, words)
        if keywords is not None:
            change(work, place, "note", {"note": keywords})
            continue
        before = note_words.free_words(entry)
        if before not in (None, words):
            work.told.append(f"the note it had in {place.list}, line {entry.line}: {before}")
        if entry.asides and words != before:
            kept = "; ".join(entry.asides)
            work.told.append(f"kept beside it in {place.list}, line {entry.line}: {kept}")
        change(work, place, "note", {"note": writable_note(work, place, entry, words)})


def writable_note(work: Work, place: Place, entry: ListedEntry, words: str | None) -> str | None:
    """Return the whole note with other free words in the order that the list's markup can hold."""
    listed = work.list_of(place)
    *others, last = note_words.whole_notes(entry, words)
    for whole in others:
        try:
            edit.change(listed, entry, field="note", value=whole)
        except UsageError:
            continue
        return whole
    return last
