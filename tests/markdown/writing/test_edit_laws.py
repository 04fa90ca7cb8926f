"""Laws of edits: a random edit of a random entry changes that entry, its lines, and no more."""

import difflib
import functools
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aiev.domain.partial_date import PartialDate
from aiev.errors import UsageError
from aiev.markdown.reading import document
from aiev.markdown.reading.words import exclusions
from aiev.markdown.values import Shape
from aiev.markdown.writing import edit
from aiev.markdown.writing.changes import note_words
from aiev.markdown.writing.forms.new_entry import NewEntry
from edits import lines
from fuzz import markdown_lists

SEED = (Path(__file__).parents[3] / "seeds" / "awesome-ai-everything.md").read_bytes().decode()
OWN = Path(__file__).parents[2] / "data" / "lists"
REAL = Path(__file__).parents[4] / "shared" / "lists"
KNOWN = {"google", "microsoft", "mit", "openai", "uc berkeley", "nvidia", "cmu", "stanford", "meta"}
FIELDS = ("label", "url", "date", "organizations", "note")
FURTHER = ("venue", "authors", "short_name", "keywords")


def known(name):
    return name.casefold() in KNOWN


def read(text):
    return document.parse(text, is_organization=known)


LISTED = {"seed": read(SEED)} | {
    path.stem: read(path.read_bytes().decode()) for path in sorted(OWN.rglob("*.md"))
}
real = pytest.mark.skipif(not REAL.is_dir(), reason="the shared lists are not here")
# Names, not lists: Hypothesis replays a failure to tell it, and stumbles over so long a repr.
here = st.sampled_from(sorted(LISTED))


@functools.cache
def real_list(path):
    return read(path.read_bytes().decode())


there = st.sampled_from(sorted(REAL.glob("*__*.md")))
values = {
    "label": st.sampled_from(
        ["A Title", "A [Title] of *Stars*", "x | y: z_1", "中文 Title & More"]
    ),
    "url": st.sampled_from(["https://arxiv.org/abs/2510.01234", "https://x.io/a_(b)?c=d&e"]),
    "date": st.dates(date(2015, 1, 1), date(2029, 12, 31)).map(str)
    | st.sampled_from(["2024", "2023-07"]),
    "organizations": st.sampled_from(["MIT", "Google&Microsoft", "UC Berkeley"]),
    "note": st.sampled_from(["a short note", "Attention and More"]),
    "venue": st.sampled_from(["ICML 2025", "NeurIPS'24", "arXiv"]),
    "authors": st.sampled_from(["Ada Bee, Cay Dee", "Ida Jay, Kim Lee, Max Nil"]),
    "short_name": st.sampled_from(["KiteX", "T-Net 2"]),
    "keywords": st.sampled_from(["kites", "kites, long strings"]),
}


def said(entry):
    return replace(entry, line=0, span=(0, 0), fields={}, shape=Shape.ITEM)


def is_linked_item(listed, entry):
    """Whether an entry is `[T](u)` in one line of a list: such a one holds every title."""
    label, url = entry.fields.get("label"), entry.fields.get("url")
    return (
        entry.shape is Shape.ITEM
        and label is not None
        and url is not None
        and listed.text[label[1] : url[0]] == "]("
    )


def touched(before, after):
    """The lines of `before` that a diff to `after` takes out or puts lines beside."""
    matcher = difflib.SequenceMatcher(None, lines(before), lines(after), autojunk=False)
    found = set()
    for tag, low, high, _, _ in matcher.get_opcodes():
        if tag != "equal":
            found |= set(range(low, high))
    return found


def own_lines(listed, entry):
    first = len(lines(listed.text[: entry.span[0]])) - 1
    return set(range(first, first + len(lines(listed.text[slice(*entry.span)]))))


def check_change(listed, data):
    index = data.draw(st.integers(0, len(listed.entries) - 1))
    field = data.draw(st.sampled_from((*FIELDS, *FURTHER)))
    entry = listed.entries[index]
    value = data.draw(values[field] if field == "label" else st.none() | values[field])
    if field == "note":
        value = note_words.whole_notes(entry, value)[0]
    try:
        after = edit.change(listed, entry, field=field, value=value)
    except UsageError:
        # A list's markup cannot hold every value; then nothing is written at all.
        assert not is_linked_item(listed, entry) or field not in ("label", "url") or value is None
        return
    assert len(after.entries) == len(listed.entries)
    changed = after.entries[index]
    found = getattr(changed, field)
    assert (str(found) if field == "date" and found else found) == value
    assert changed.asides == entry.asides or field == "label"
    for name in (*FIELDS, *FURTHER, "links"):
        # An address says the month, a venue the year; a link may become the entry's own.
        if name != field and not (name in ("date", "links") and field in ("url", "venue")):
            assert getattr(changed, name) == getattr(entry, name) or name == "short_name"
    for other, same in zip(listed.entries, after.entries, strict=True):
        assert other is entry or said(other) == said(same)
    assert touched(listed.text, after.text) <= own_lines(listed, entry)


notes = st.sampled_from(["x", "(new)", "a; b", "2024", "pdf", "中文", "see this: it flies", "-"])
notes |= st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=12)


def noted(listed, index, words):
    """The list with a note said as `aiev edit` says it; None where it is refused."""
    for whole in note_words.whole_notes(listed.entries[index], words):
        try:
            return edit.change(listed, listed.entries[index], field="note", value=whole)
        except UsageError:
            continue
    return None


def check_notes(listed, data):
    """A note that is written can be written anew and taken out."""
    index = data.draw(st.integers(0, len(listed.entries) - 1))
    first, second = (" ".join(data.draw(notes).split()) or None for _ in range(2))
    after = noted(listed, index, first)
    if after is None:
        return
    assert noted(after, index, None) is not None
    assert noted(listed, index, second) is None or noted(after, index, second) is not None


def check_addition(listed, data):
    paths = {heading.path for heading in listed.headings if heading.path}
    topics = sorted(p for p in paths if not any(exclusions.is_colophon(title) for title in p))
    topic = data.draw(st.sampled_from(topics))
    new = NewEntry(
        label=data.draw(values["label"]),
        url=data.draw(values["url"]),
        date=data.draw(st.sampled_from([None, PartialDate(2025, 3), PartialDate(2025, 3, 9)])),
        organizations=data.draw(st.none() | values["organizations"]),
        note=data.draw(st.none() | values["note"]),
        authors=data.draw(st.sampled_from([(), ("Ada Bee",), ("Ada Bee", "Cay Dee", "Eva Eff")])),
    )
    after = edit.add(listed, new, topic=topic)
    before = [said(entry) for entry in listed.entries]
    extra = [entry for entry in after.entries if said(entry) not in before]
    assert len(after.entries) == len(before) + 1
    assert [entry.topic for entry in extra] == [topic]
    for field in ("label", "url", "note"):
        assert getattr(extra[0], field) == getattr(new, field)
    # What the list has no place for is left out; a date is as precise as the neighbours' dates.
    joined = (extra[0].organizations or new.organizations or "").replace(" & ", "&")
    assert joined == (new.organizations or "").replace(" & ", "&")
    assert extra[0].date is None or str(new.date).startswith(str(extra[0].date))
    assert touched(listed.text, after.text) == set()


def check_move(listed, data):
    entry = data.draw(st.sampled_from(listed.entries))
    topic = data.draw(st.sampled_from(sorted({e.topic for e in listed.entries if e.topic})))
    if topic == entry.topic:
        return
    try:
        after = edit.move(listed, entry, topic=topic)
    except UsageError:
        # A row's further links have no place in an item, nor an item's lines in a row.
        kinds = {e.shape for e in listed.entries if e.topic in (topic, entry.topic)}
        assert len(kinds) > 1 or {Shape.ROW, Shape.HTML} & kinds
        return
    others = [said(e) for e in listed.entries if e is not entry]
    rest = [said(e) for e in after.entries]
    assert len(rest) == len(others) + 1
    # A list that had the paper there already, in the same words, has it twice now.
    moved, *_same = [e for e in rest if rest.count(e) > others.count(e)]
    assert moved.topic == topic
    for field in (*FIELDS, *FURTHER, "links"):
        assert getattr(moved, field) == getattr(entry, field)
    assert lost(listed, after) <= own_text(listed, entry)


def check_removal(listed, data):
    index = data.draw(st.integers(0, len(listed.entries) - 1))
    entry = listed.entries[index]
    after = edit.remove(listed, entry)
    others = [said(e) for e in listed.entries if e is not entry]
    same = others == [said(e) for e in after.entries]
    assert same or (entry.url is None and not entry.links) or has_inner(listed, index)
    assert lost(listed, after) <= own_text(listed, entry)


def lost(before, after):
    """The lines, however often, that went; a blank line or a rule of two may go with an entry."""
    gone = Counter(lines(before.text)) - Counter([*lines(after.text), "---"])
    return Counter({line: n for line, n in gone.items() if line.strip()})


def own_text(listed, entry):
    all_lines = lines(listed.text)
    return Counter(all_lines[n] for n in own_lines(listed, entry))


def has_inner(listed, index):
    """Whether the next entry stands in the same item or line."""
    entries = listed.entries[index : index + 2]
    return len(entries) == 2 and "\n\n" not in listed.text[entries[0].span[1] : entries[1].span[1]]


@pytest.mark.slow
@given(here, st.data())
@settings(max_examples=160, deadline=None)
def test_a_change_is_of_one_entry_and_of_its_lines(name, data):
    check_change(LISTED[name], data)


@pytest.mark.slow
@given(st.sampled_from(sorted(LISTED.keys() - {"seed"})), st.data())
@settings(max_examples=80, deadline=None)
def test_a_note_that_is_written_can_be_written_anew(name, data):
    check_notes(LISTED[name], data)


@pytest.mark.slow
@given(here, st.data())
@settings(max_examples=100, deadline=None)
def test_an_added_entry_says_what_was_asked(name, data):
    check_addition(LISTED[name], data)


@pytest.mark.slow
@given(here, st.data())
@settings(max_examples=80, deadline=None)
def test_a_moved_entry_says_what_it_said(name, data):
    check_move(LISTED[name], data)


@given(here, st.data())
@settings(max_examples=60, deadline=None)
def test_a_removed_entry_takes_no_other_along(name, data):
    check_removal(LISTED[name], data)


few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@real
@pytest.mark.slow
class TestRealLists:
    @given(path=there, data=st.data())
    @few
    def test_a_change_is_of_one_entry(self, path, data):
        check_change(real_list(path), data)

    # A refusal comes after every way was tried, each a reading of the list.
    @given(path=there, data=st.data())
    @settings(few, max_examples=3)
    def test_a_note_that_is_written_can_be_written_anew(self, path, data):
        check_notes(real_list(path), data)

    @given(path=there, data=st.data())
    @few
    def test_an_added_entry_says_what_was_asked(self, path, data):
        check_addition(real_list(path), data)

    @given(path=there, data=st.data())
    @few
    def test_a_moved_entry_says_what_it_said(self, path, data):
        check_move(real_list(path), data)

    @given(path=there, data=st.data())
    @few
    def test_a_removed_entry_takes_no_other_along(self, path, data):
        check_removal(real_list(path), data)


drawn = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
class TestDrawnLists:
    """Lists of all shapes, mixed as nobody would: an edit is sound there, or refused."""

    @given(markdown_lists.texts, st.data())
    @drawn
    def test_a_change_is_of_one_entry_and_of_its_lines(self, text, data):
        listed = read(text)
        assume(listed.entries)
        check_change(listed, data)

    @given(markdown_lists.texts, st.data())
    @drawn
    def test_an_added_entry_leaves_the_others_as_they_are(self, text, data):
        listed = read(text)
        topic = data.draw(st.sampled_from(sorted({h.path for h in listed.headings if h.path})))
        new = NewEntry(data.draw(values["label"]), data.draw(values["url"]))
        try:
            after = edit.add(listed, new, topic=topic)
        except UsageError:
            return
        before = Counter(repr(said(entry)) for entry in listed.entries)
        assert not before - Counter(repr(said(entry)) for entry in after.entries)
        assert touched(listed.text, after.text) == set()

    @given(markdown_lists.texts, st.data())
    @drawn
    def test_a_moved_entry_says_what_it_said(self, text, data):
        listed = read(text)
        assume(any(entry.topic for entry in listed.entries))
        check_move(listed, data)

    @given(markdown_lists.texts, st.data())
    @drawn
    def test_a_removed_entry_takes_no_other_lines_along(self, text, data):
        listed = read(text)
        assume(listed.entries)
        entry = data.draw(st.sampled_from(listed.entries))
        after = edit.remove(listed, entry)
        assert lost(listed, after) <= own_text(listed, entry)


@given(here, st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_added_and_removed_leaves_no_trace(name, data):
    listed = LISTED[name]
    topic = data.draw(st.sampled_from(sorted({entry.topic for entry in listed.entries})))
    new = NewEntry("A Passing Thing", "https://arxiv.org/abs/2510.09999")
    after = edit.add(listed, new, topic=topic)
    entry = next(e for e in after.entries if e.label == new.label)
    assert edit.remove(after, entry).text == listed.text


@pytest.mark.parametrize("name", sorted(LISTED))
def test_without_an_edit_nothing_changes(name):
    listed = LISTED[name]
    for entry in listed.entries:
        same = edit.change(listed, entry, field="label", value=entry.label)
        assert same.text == listed.text
