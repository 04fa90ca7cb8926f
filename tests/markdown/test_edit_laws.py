"""Laws of edits: a random edit of a random entry changes that entry, its lines, and no more."""

import difflib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiev.domain.partial_date import PartialDate
from aiev.errors import UsageError
from aiev.markdown import document, edit
from aiev.markdown.writing import NewEntry

SEED = (Path(__file__).parents[2] / "seeds" / "awesome-ai-everything.md").read_bytes().decode()
SHAPES = (Path(__file__).parents[1] / "data" / "lists" / "shapes.md").read_bytes().decode()
KNOWN = {"google", "microsoft", "mit", "openai", "uc berkeley", "nvidia", "cmu", "stanford", "meta"}
FIELDS = ("label", "url", "date", "organizations", "note")


def known(name):
    return name.casefold() in KNOWN


def read(text):
    return document.parse(text, is_organization=known)


LISTED = {"seed": read(SEED), "shapes": read(SHAPES)}
values = {
    "label": st.sampled_from(
        ["A Title", "A [Title] of *Stars*", "x | y: z_1", "中文 Title & More"]
    ),
    "url": st.sampled_from(["https://arxiv.org/abs/2510.01234", "https://x.io/a_(b)?c=d&e"]),
    "date": st.dates(date(2015, 1, 1), date(2029, 12, 31)).map(str)
    | st.sampled_from(["2024", "2023-07"]),
    "organizations": st.sampled_from(["MIT", "Google&Microsoft", "UC Berkeley"]),
    "note": st.sampled_from(["a short note", "Attention and More"]),
}


def said(entry):
    return replace(entry, line=0, span=(0, 0), fields={}, grammar="")


def touched(before, after):
    """The lines of `before` that a diff to `after` takes out or puts lines beside."""
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    found = set()
    for tag, low, high, _, _ in matcher.get_opcodes():
        if tag != "equal":
            found |= set(range(low, high))
    return found


def own_lines(listed, entry):
    first = listed.text[: entry.span[0]].count("\n")
    return set(range(first, first + listed.text[slice(*entry.span)].count("\n") + 1))


@given(st.sampled_from(sorted(LISTED)), st.data())
@settings(max_examples=120, deadline=None)
def test_a_change_is_of_one_entry_and_of_its_lines(name, data):
    listed = LISTED[name]
    index = data.draw(st.integers(0, len(listed.entries) - 1))
    field = data.draw(st.sampled_from(FIELDS))
    value = data.draw(values[field])
    entry = listed.entries[index]
    try:
        after = edit.change(listed, entry, field=field, value=value, is_organization=known)
    except UsageError:
        # A list's markup cannot hold every value; then nothing is written at all.
        assert entry.grammar not in ("A", "C") or field not in ("label", "url", "date")
        return
    assert len(after.entries) == len(listed.entries)
    changed = after.entries[index]
    found = getattr(changed, field)
    assert (str(found) if field == "date" else found) == value
    for other, same in zip(listed.entries, after.entries, strict=True):
        assert other is entry or said(other) == said(same)
    assert touched(listed.text, after.text) <= own_lines(listed, entry)


@given(st.sampled_from(sorted(LISTED)), st.data())
@settings(max_examples=60, deadline=None)
def test_an_added_entry_says_what_was_asked(name, data):
    listed = LISTED[name]
    topics = sorted({heading.path for heading in listed.headings if heading.path})
    topic = data.draw(st.sampled_from(topics))
    new = NewEntry(
        label=data.draw(values["label"]),
        url=data.draw(values["url"]),
        date=data.draw(st.sampled_from([None, PartialDate(2025, 3), PartialDate(2025, 3, 9)])),
        organizations=data.draw(st.none() | values["organizations"]),
        note=data.draw(st.none() | values["note"]),
    )
    after = edit.add(listed, new, topic=topic, is_organization=known)
    before = [said(entry) for entry in listed.entries]
    extra = [entry for entry in after.entries if said(entry) not in before]
    assert len(after.entries) == len(before) + 1
    assert len(extra) == 1
    assert extra[0].topic == topic
    for field in ("label", "url", "note"):
        assert getattr(extra[0], field) == getattr(new, field)
    assert (extra[0].organizations or "").replace("&", " & ").split() == (
        (new.organizations or "").replace("&", " & ").split()
    )
    # As precise as the neighbours' dates.
    assert str(new.date).startswith(str(extra[0].date))
    assert touched(listed.text, after.text) == set()


@given(st.sampled_from(sorted(LISTED)), st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_added_and_removed_leaves_no_trace(name, data):
    listed = LISTED[name]
    topic = data.draw(st.sampled_from(sorted({entry.topic for entry in listed.entries})))
    new = NewEntry("A Passing Thing", "https://arxiv.org/abs/2510.09999")
    after = edit.add(listed, new, topic=topic, is_organization=known)
    entry = next(e for e in after.entries if e.label == new.label)
    assert edit.remove(after, entry, is_organization=known).text == listed.text


@pytest.mark.parametrize("name", sorted(LISTED))
def test_without_an_edit_nothing_changes(name):
    listed = LISTED[name]
    for entry in listed.entries:
        same = edit.change(listed, entry, field="label", value=entry.label, is_organization=known)
        assert same.text == listed.text
