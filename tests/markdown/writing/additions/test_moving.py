"""An entry that moves between tables and bullets says there what it said, part by part."""

import pytest

from aiev.errors import UsageError
from aiev.markdown.reading import document
from aiev.markdown.writing import edit

A = "https://arxiv.org/abs/2401.0000"
LIST = f"""# Things

## Wide

| Title                     | Date    | Venue     | Code                                 | Stars |
| :------------------------ | :------ | :-------- | :----------------------------------- | :---- |
| [Alpha Serves]({A}1)      | 2024.01 | ICML 2024 | [code](https://github.com/a/alpha)   | 12    |
| [Beta Serves]({A}2)       | 2024.02 | ICLR 2024 | -                                    | -     |
| [Gamma Serves]({A}3)      | 2024.03 |           | -                                    | -     |

## Other

| Month | Venue | Organization | Paper | Links |
| --- | --- | --- | --- | --- |
| 2023-01 | OSDI 2023 | Google | Delta Trains | [[pdf]]({A}4) [[code]](https://github.com/d/delta) |
| 2023-02 | SOSP 2023 | MIT | Eta Trains | [[pdf]]({A}5) |
| 2023-03 | ICLR 2023 | MIT | Theta Trains | [[pdf]]({A}6) [[page]](https://x.io/theta) |

## Narrow

| Paper | Date |
| --- | --- |
| [Iota Thinks]({A}7) | 2024-04 |
| [Kappa Thinks]({A}8) | 2024-05 |

## Bullets

- [Lambda Learns](https://arxiv.org/abs/2407.00010), ICML 2024 [[code](https://github.com/l/l)]
- [Mu Learns](https://arxiv.org/abs/2408.00011), NeurIPS 2024
"""


def known(name):
    return name.casefold() in {"google", "mit"}


LISTED = document.parse(LIST, is_organization=known)


def moved(label, topic):
    """The list after a move; the line that came and the one that went."""
    entry = next(e for e in LISTED.entries if e.label == label)
    after = edit.move(LISTED, entry, topic=("Things", topic)[-1:])
    came = [line for line in after.text.split("\n") if line not in LIST.split("\n")]
    gone = [line for line in LIST.split("\n") if line not in after.text.split("\n")]
    return after, came, gone


@pytest.mark.parametrize(
    ("label", "topic", "expected"),
    [
        ("Beta Serves", "Other", f"| 2024-02 | ICLR 2024 |  | Beta Serves | [[pdf]]({A}2) |"),
        (
            "Iota Thinks",
            "Wide",
            f"| [Iota Thinks]({A}7)       | 2024.04 |           | -{' ' * 36}|       |",
        ),
        ("Gamma Serves", "Narrow", f"| [Gamma Serves]({A}3) | 2024-03 |"),
        ("Iota Thinks", "Bullets", f"- [Iota Thinks]({A}7) | 2024-04"),
        ("Beta Serves", "Narrow", f"| [Beta Serves]({A}2), ICLR 2024 | 2024-02 |"),
        (
            "Lambda Learns",
            "Other",
            "|         | ICML 2024 |  | Lambda Learns | [[pdf]](https://arxiv.org/abs/2407.00010)"
            " [[code]](https://github.com/l/l) |",
        ),
    ],
)
def test_each_part_goes_where_such_parts_stand(label, topic, expected):
    after, came, gone = moved(label, topic)
    assert came == [expected]
    assert len(gone) == 1
    assert label in gone[0]
    assert len(after.entries) == len(LISTED.entries)


@pytest.mark.parametrize("label", [entry.label for entry in LISTED.entries])
@pytest.mark.parametrize("topic", ["Wide", "Other", "Narrow", "Bullets"])
def test_what_moves_keeps_all_that_it_says(label, topic):
    entry = next(e for e in LISTED.entries if e.label == label)
    if entry.topic == (topic,):
        return
    if label == "Alpha Serves":
        with pytest.raises(UsageError, match="no column takes “12” \\(stars\\)"):
            moved(label, topic)
        return
    after = moved(label, topic)[0]
    new = next(e for e in after.entries if e.label == label)
    assert new.topic == (topic,)
    for field in ("url", "date", "venue", "organizations", "note", "authors", "links"):
        assert getattr(new, field) == getattr(entry, field)


def test_a_linked_picture_moves_as_it_is():
    badge = "[![](https://x.io/b.svg)](https://x.io/e)"
    text = LIST.replace(f"[[pdf]]({A}5)", f"[[pdf]]({A}5) {badge}")
    listed = document.parse(text, is_organization=known)
    entry = next(e for e in listed.entries if e.label == "Eta Trains")
    after = edit.move(listed, entry, topic=("Bullets",))
    assert f"- [Eta Trains]({A}5)" in after.text
    assert after.text.count(badge) == 1


def test_what_would_be_lost_is_named():
    raw = "".join(f'<li><a href="{A}{n}">Raw Thing {n}</a></li>\n' for n in (7, 8))
    listed = document.parse(f"{LIST}\n## Raw\n\n<ul>\n{raw}</ul>\n", is_organization=known)
    entry = next(e for e in listed.entries if e.label == "Mu Learns")
    with pytest.raises(UsageError, match="cannot be moved there and keep its venue: Mu Learns"):
        edit.move(listed, entry, topic=("Raw",))


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        (" * [T]({A}1)\n", "* [U]({A}2)\n", "* [T]({A}1)\n"),
        ("7. [T]({A}1)\n   - Ada, Cay Dee\n", "- [U]({A}2)\n", "- [T]({A}1)\n  - Ada, Cay Dee\n"),
        ("- [T]({A}1)\n  - Ada, Cay Dee\n", "4. [U]({A}2)\n", "5. [T]({A}1)\n   - Ada, Cay Dee\n"),
        ("[T]({A}1)\n", "- [U]({A}2)\n- [V]({A}3)\n", "- [T]({A}1)\n"),
    ],
)  # fmt: skip
def test_an_item_takes_the_mark_of_its_new_neighbours(own, others, expected):
    text = f"## A\n\n{own}\n## B\n\n{others}".replace("{A}", A)
    listed = document.parse(text, is_organization=known)
    after = edit.move(listed, listed.entries[0], topic=("B",))
    assert after.text == f"## A\n\n## B\n\n{others}{expected}".replace("{A}", A)


def test_an_entry_written_anew_keeps_its_short_name():
    """It was not handed on to the row, and so the move was refused."""
    items = "".join(f"- **[Deep{n}]** [A Paper about Kites {n}]({A}{n}) | MIT\n" for n in (1, 2))
    rows = "".join(f"| **[Deep{n}]** [A Paper about Kites {n}]({A}{n}) | MIT |\n" for n in (3, 4))
    text = f"## A\n\n{items}\n## B\n\n| Title | Org |\n|---|---|\n{rows}"
    listed = document.parse(text, is_organization=known)
    after = edit.move(listed, listed.entries[1], topic=("B",))
    assert after.text.endswith(f"{rows}| **[Deep2]** [A Paper about Kites 2]({A}2) | MIT |\n")
    assert [e.short_name for e in after.entries] == ["Deep1", "Deep3", "Deep4", "Deep2"]
