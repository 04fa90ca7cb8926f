"""A section put in order: each entry with its lines, and nothing else is touched."""

from collections import Counter
from pathlib import Path

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.errors import NotFoundError
from aiev.markdown.reading import document
from aiev.markdown.writing.topics import sorting
from aiev.markdown.writing.topics.sorting import Order
from edits import SEED

REAL = Path(__file__).parents[5] / "shared" / "lists"


def named(text):
    return document.read(text, is_organization=lambda _: False)


def by(text, topic, key="title", *, is_reversed=False, issued=lambda _: None):
    return sorting.sort(named(text), topic, Order(key, is_reversed), issued=issued)


def sorted_text(body, key="title", **more):
    below = "### Below\n\n- [Z](https://z.example)\n- [A](https://a.example)\n"
    text = f"# List\n\n## Topic\n\n{body}\n\n{below}"
    after = by(text, ("Topic",), key, **more).listed.text
    head, _, rest = after.partition("## Topic\n\n")
    inner, mark, tail = rest.partition("\n\n### Below")
    assert head + "## Topic\n\n" + body + mark + tail == text
    return inner


U = "https://arxiv.org/abs/2401.0000"

CASES = {
    "blank lines and rules stay, appended lines go along": (
        f"- [B]({U}2)\n  &nbsp; [![Stars](https://s.example/b)](https://s.example)\n\n---\n"
        f"\n- [A]({U}1)\n> said of A\n- [C]({U}3)",
        f"- [A]({U}1)\n> said of A\n\n---\n"
        f"\n- [B]({U}2)\n  &nbsp; [![Stars](https://s.example/b)](https://s.example)\n- [C]({U}3)",
    ),
    "numbers count anew, and lines below stay below": (
        f"9. [B]({U}2)\n   - by Bee\n10. [A]({U}1)\n    - by Ada",
        f"9. [A]({U}1)\n    - by Ada\n10. [B]({U}2)\n    - by Bee",
    ),
    "anchored numbers too": (
        f'<a id="2">[2]</a> [B]({U}2)\n\n<a id="1">[1]</a> [A]({U}1)',
        f'<a id="2">[2]</a> [A]({U}1)\n\n<a id="1">[1]</a> [B]({U}2)',
    ),
    "rows of a table": (
        f"| # | Title | Link |\n|---|---|---|\n| 1 | B | [pdf]({U}2) |\n| 2 | A | [pdf]({U}1) |",
        f"| # | Title | Link |\n|---|---|---|\n| 1 | A | [pdf]({U}1) |\n| 2 | B | [pdf]({U}2) |",
    ),
    "rows of HTML": (
        f'<table>\n<tr><td><a href="{U}2">B</a></td></tr>\n'
        f'<tr><td><a href="{U}1">A</a></td></tr>\n</table>',
        f'<table>\n<tr><td><a href="{U}1">A</a></td></tr>\n'
        f'<tr><td><a href="{U}2">B</a></td></tr>\n</table>',
    ),
    "nested entries go along": (
        f"- [B]({U}2)\n  - [A of B]({U}4)\n- [A]({U}1)",
        f"- [A]({U}1)\n- [B]({U}2)\n  - [A of B]({U}4)",
    ),
    "words between entries part them": (
        f"- [C]({U}3)\n- [B]({U}2)\n\nWords that are no label of anything here.\n\n- [A]({U}1)",
        f"- [B]({U}2)\n- [C]({U}3)\n\nWords that are no label of anything here.\n\n- [A]({U}1)",
    ),
    "groups stay": (
        f"**2024**\n\n- [D]({U}4)\n- [C]({U}3)\n\n**2023**\n\n- [B]({U}2)\n- [A]({U}1)",
        f"**2024**\n\n- [C]({U}3)\n- [D]({U}4)\n\n**2023**\n\n- [A]({U}1)\n- [B]({U}2)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_entries_change_places_with_all_their_lines(case):
    body, expected = CASES[case]
    assert sorted_text(body) == expected


def test_links_to_a_number_follow_the_entry():
    text = (
        "# List\n\nBest of all: [2](#2).\n\n## Topic\n\n"
        f'<a id="1">[1]</a> [B]({U}2)\n\n<a id="2">[2]</a> [A]({U}1)\n\n## End\n'
    )
    after = by(text, ("Topic",)).listed.text
    assert "Best of all: [1](#1).\n" in after
    assert f'<a id="1">[1]</a> [A]({U}1)' in after


def test_dates_are_the_lists_else_known_else_those_of_ids_and_equal_ones_keep_their_order():
    body = (
        "- [None](https://x.example)\n- [Known](https://k.example)\n"
        "- [Id](https://arxiv.org/abs/2302.00001)\n- [May](https://m.example) | May 2023\n"
        "- [Late](https://l.example) | 2023-12-24\n- [Day](https://d.example) | 2023-05-01"
    )
    listed = named(f"## Topic\n\n{body}\n\n## End\n\n- [E](https://e.example)\n")

    def issued(entry):
        return PartialDate(2023, 8) if entry.label == "Known" else None

    def order(*, is_reversed):
        found = sorting.sort(listed, ("Topic",), Order("date", is_reversed), issued=issued)
        assert [entry.label for entry in found.without] == ["None"]
        return [e.label for e in found.listed.entries if e.topic == ("Topic",)]

    assert order(is_reversed=False) == ["Id", "May", "Day", "Known", "Late", "None"]
    assert order(is_reversed=True) == ["Late", "Known", "May", "Day", "Id", "None"]


def test_a_topic_that_is_not_there_is_told():
    with pytest.raises(NotFoundError):
        by("## Topic\n\n- [A](https://a.example)\n", ("Nowhere",))


@pytest.mark.parametrize("key", sorting.KEYS)
@pytest.mark.parametrize(
    "path", [None, *sorted(REAL.glob("*__*.md"))], ids=lambda p: p.stem[:9] if p else "seed"
)
def test_on_real_lists_sorting_twice_is_sorting_once_and_loses_nothing(path, key):
    listed = named(path.read_bytes().decode() if path else SEED)
    sizes = Counter(entry.topic for entry in listed.entries)
    for topic in [topic for topic, count in sizes.most_common(8) if count < 60][:1]:
        order = Order(key, is_reversed=True)
        once = sorting.sort(listed, topic, order, issued=lambda _: None).listed
        assert sorting.sort(once, topic, order, issued=lambda _: None).listed.text == once.text
        outside = [e.label for e in listed.entries if e.topic != topic]
        assert [e.label for e in once.entries if e.topic != topic] == outside
        assert Counter(map(hash_of, once.entries)) == Counter(map(hash_of, listed.entries))


def hash_of(entry):
    return entry.label, entry.url, entry.note, entry.topic, entry.authors, entry.venue
