"""Topics are called by their names; headings, places and bytes stay as they are written."""

from aiev.markdown.reading import document

FURNISHED = """\
# Kites

## 📖Contents

- [Nets](#nets)

### 📖Nets/Knots (©️back👆🏻)

- [Slow Knots Hold Longer](https://arxiv.org/abs/2401.00001)

#### 🔥Loose Ends

- [Ends that Meet](https://arxiv.org/abs/2401.00002)

### 📖Tails (©️back👆🏻)

- [Tails of Paper](https://arxiv.org/abs/2401.00003)

## 🎉Contributing

Write to us.

### How to Write

## ⭐ Star History

## Later
"""


def read(text):
    return document.read(text, is_organization=lambda _: False)


def topics(listed):
    return [h.path for h in listed.headings if h.path and not h.is_furniture]


def test_names_have_no_furniture_and_contents_is_no_level():
    listed = read(FURNISHED)
    assert topics(listed) == [
        ("Nets/Knots",), ("Nets/Knots", "Loose Ends"), ("Tails",), ("Later",)
    ]  # fmt: skip
    assert [entry.topic for entry in listed.entries] == [
        ("Nets/Knots",), ("Nets/Knots", "Loose Ends"), ("Tails",)
    ]  # fmt: skip


def test_the_headings_stay_as_written():
    written = document.parse(FURNISHED, is_organization=lambda _: False)
    named = read(FURNISHED)
    assert [h.title for h in named.headings] == [h.title for h in written.headings]
    assert written.entries[0].topic == ("📖Contents", "📖Nets/Knots (©️back👆🏻)")
    assert [e.span for e in named.entries] == [e.span for e in written.entries]


def test_an_edited_text_is_read_as_the_first_was():
    listed = read(FURNISHED)
    assert document.read_again(listed, FURNISHED) == listed
    written = document.parse(FURNISHED, is_organization=lambda _: False)
    assert document.read_again(written, FURNISHED) == written


def test_furniture_that_holds_papers_is_a_topic():
    listed = read("# L\n\n## News\n\n## Citation\n\n- [A Word on Citing](https://a.b/c)\n")
    held = {entry.topic for entry in listed.entries}
    assert held <= set(topics(listed))


def test_two_headings_that_would_get_one_name_keep_what_they_are_called():
    listed = read(
        "# L\n\n## 🔥Kites\n\n- [A](https://a.b/1)\n\n## Kites\n\n- [B](https://a.b/2)\n\n"
        "## 🔥Nets\n\n- [C](https://a.b/3)\n"
    )
    assert topics(listed) == [("🔥Kites",), ("Kites",), ("Nets",)]


def test_contents_that_hold_papers_themselves_are_a_topic():
    listed = read(
        "# L\n\n## Contents\n\n- [A](https://a.b/1)\n\n### Kites\n\n- [B](https://a.b/2)\n"
    )
    assert topics(listed) == [("Contents",), ("Contents", "Kites")]


def test_contents_stay_a_level_where_a_topic_of_theirs_stands_beside_them_too():
    listed = read(
        "# L\n\n## Contents\n\n### Kites\n\n- [A](https://a.b/1)\n\n## Kites\n\n- [B](https://a.b/2)\n"
    )
    assert topics(listed) == [("Contents",), ("Contents", "Kites"), ("Kites",)]


def test_counters_are_told_from_names_by_the_list_s_habit():
    counted = "# L\n\n## A (3)\n\n## B (12)\n\n## C (7)\n"
    assert topics(read(counted)) == [("A",), ("B",), ("C",)]
    assert topics(read("# L\n\n## Kites (2)\n\n## Nets\n\n## Ends\n")) == [
        ("Kites (2)",), ("Nets",), ("Ends",)
    ]  # fmt: skip
