"""Several edits at once come to what each by itself comes to, and are proved by one reading."""

import functools
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiev.domain.partial_date import PartialDate
from aiev.errors import AievError, UsageError
from aiev.markdown.reading import document, reread
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry
from aiev.markdown.writing.steps import State, take
from edits import SEED, known
from fuzz import markdown_lists

OWN = Path(__file__).parents[2] / "data" / "lists"
TEXTS = {"seed": SEED} | {p.stem: p.read_bytes().decode() for p in sorted(OWN.rglob("*.md"))}


def read(text):
    return document.read(text, is_organization=known)


real = functools.cache(lambda name: read(TEXTS[name]))


def added(new, topic, state, read, *, asked=frozenset()):
    return State(edit.add(state.listed, new, topic=topic, asked=asked, read=read))


def changed(label, work, state, read):
    """Do something with the first entry of this name, if there still is one."""
    entry = next((e for e in state.listed.entries if e.label == label), None)
    return state if entry is None else State(work(state.listed, entry, read=read))


titles = st.sampled_from(["Kite: Papers over Water", "arXiv:2509.00001", "[Odd] *x* | y", "Zork"])
new_entries = st.builds(
    NewEntry,
    label=titles,
    url=st.integers(0, 99).map(lambda n: f"https://arxiv.org/abs/2509.000{n:02}"),
    date=st.sampled_from([None, PartialDate(2025, 9), PartialDate(2025, 9, 3)]),
    organizations=st.sampled_from([None, "MIT", "Zork Labs"]),
    authors=st.sampled_from([(), ("Ada Bee", "Cay Dee")]),
    keywords=st.sampled_from([None, "sky, wind"]),
)


@st.composite
def pending(draw, listed):
    """Draw edits of a list, some of which may be refused."""
    topics = list(dict.fromkeys(entry.topic for entry in listed.entries))
    found = []
    for _ in range(draw(st.integers(1, 6))):
        label = draw(st.sampled_from(listed.entries)).label
        match draw(st.sampled_from(["add", "add", "change", "move", "remove"])):
            case "add":
                new, topic = draw(new_entries), draw(st.sampled_from(topics))
                asked = {"keywords"} if new.keywords else frozenset()
                found.append(partial(added, new, topic, asked=asked))
            case "change":
                field, value = draw(
                    st.sampled_from(
                        [
                            ("label", "Other"),
                            ("date", "2024-05"),
                            ("note", "a word"),
                            ("organizations", None),
                            ("url", "https://arxiv.org/abs/2401.00009"),
                        ]
                    )
                )
                found.append(
                    partial(changed, label, partial(edit.change, field=field, value=value))
                )
            case "move":
                topic = draw(st.sampled_from(topics))
                found.append(partial(changed, label, partial(edit.move, topic=topic)))
            case _:
                found.append(partial(changed, label, edit.remove))
    return found


def one_by_one(listed, edits):
    """As it was before: the whole list is read again for each edit."""
    state = State(listed)
    for step in edits:
        state = step(state, document.read_again)
    return state.listed


def outcome(work, *given):
    try:
        return work(*given)
    except AievError as error:
        return type(error), str(error)


def check(listed, edits):
    assert outcome(take, listed, edits) == outcome(one_by_one, listed, edits)


@settings(max_examples=25)
@given(data=st.data(), name=st.sampled_from(sorted(TEXTS)))
def test_edits_of_real_shapes_are_what_they_are_one_by_one(data, name):
    listed = real(name)
    check(listed, data.draw(pending(listed)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data(), text=markdown_lists.texts)
def test_edits_of_drawn_lists_are_what_they_are_one_by_one(data, text):
    listed = read(text)
    if listed.entries:
        check(listed, data.draw(pending(listed)))


@pytest.fixture
def readings(monkeypatch):
    """The texts that are read as a whole, whoever asked for it."""
    texts = []
    parse = document.parse

    def counting(text, **named):
        texts.append(text)
        return parse(text, **named)

    monkeypatch.setattr(document, "parse", counting)
    return texts


def many(listed, count):
    topic = listed.entries[40].topic
    news = [NewEntry(f"Paper {n} of Kites", f"{ID}{n:02}") for n in range(count)]
    return [partial(added, new, topic) for new in news]


ID = "https://arxiv.org/abs/2509.000"


def test_twenty_additions_are_proved_by_one_reading(readings):
    listed = read(SEED)
    readings.clear()
    after = take(listed, many(listed, 20))
    assert len(after.entries) == len(listed.entries) + 20
    assert len(readings) == 1


def test_what_no_neighbour_has_is_proved_by_the_same_reading(readings):
    """Keywords that are asked for are put in by a change of their own, once the entry stands."""
    listed = read(SEED)
    topic = listed.entries[40].topic
    news = [NewEntry(f"Kites {n}", f"{ID}{n:02}", keywords="sky, wind") for n in range(5)]
    readings.clear()
    after = take(listed, [partial(added, new, topic, asked={"keywords"}) for new in news])
    assert [entry.keywords for entry in after.entries].count("sky, wind") == 5
    assert len(readings) == 1


def test_what_a_reading_of_the_whole_refuses_is_found_by_halves(readings):
    """A step whose own lines read well, and which the whole list does not hold."""

    def lying(state, read):
        if read is document.read_again:
            raise UsageError("the list cannot hold it")
        return State(replace(state.listed, entries=state.listed.entries[:-1]))

    listed = read(SEED)
    edits = many(listed, 30)
    with pytest.raises(UsageError, match="the list cannot hold it"):
        take(listed, [*edits[:20], lying, *edits[20:]])
    assert len(readings) < 8


def test_what_is_wrong_nearby_and_right_in_the_whole_is_kept(readings):
    def doubting(state, read):
        if read is not document.read_again:
            raise UsageError("it does not look so")
        return state

    listed = read(SEED)
    edits = many(listed, 4)
    after = take(listed, [*edits[:2], doubting, *edits[2:]])
    assert after.text == take(listed, edits).text


def test_words_below_a_heading_that_is_an_entry_are_read_with_it():
    """A part that begins below the heading would not know whose words they are."""
    text = "# L\n\n## A\n\n### [Kite](https://arxiv.org/abs/2401.00001)\n\n- **Task:** sky\n"
    listed = read(text)
    assert reread.near(listed, text.replace("sky", "wind")) is None
