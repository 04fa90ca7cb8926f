"""A heading renamed keeps all but its words, and what leads to it follows."""

from pathlib import Path

import pytest

from aiev.errors import NotFoundError, UsageError
from aiev.markdown.reading import anchors, document
from aiev.markdown.writing import edit
from aiev.markdown.writing.topics import renaming
from edits import SEED, changed, read

OWN = Path(__file__).parents[3] / "data" / "lists"
REAL = Path(__file__).parents[5] / "shared" / "lists"
PAPER = "\n\n- [A Kite](https://arxiv.org/abs/2401.00001)\n\n## Other\n\n- [B](https://b.example)\n"


def named(text):
    return document.read(text, is_organization=lambda _: False)


def renamed(text, path, new):
    return renaming.rename(named(text), {path: new}).text


@pytest.mark.parametrize(
    ("heading", "name", "expected"),
    [
        ("## Kites", "Kites", "## Dragons & More"),
        ("### 🪁 Kites 🔥", "Kites", "### 🪁 Dragons & More 🔥"),
        ("## 2. 🪁 Kites", "2. Kites", "## 2. 🪁 Dragons & More"),
        ("## 1.2 Kites", "1.2 Kites", "## 1.2 Dragons & More"),
        ("## **Kites**", "Kites", "## **Dragons & More**"),
        ("## Kites in *Storms*", "Kites in Storms", "## Dragons & More"),
        ("## Kites ([back](#top)) ##", "Kites", "## Dragons & More ([back](#top)) ##"),
        ('## <a id="k"></a>Kites (2 papers)', "Kites",
         '## <a id="k"></a>Dragons & More (2 papers)'),
        ("Kites\n-----", "Kites", "Dragons & More\n-----"),
        ('<h2 align="center">🪁 Kites</h2>', "Kites",
         '<h2 align="center">🪁 Dragons &amp; More</h2>'),
    ],
)  # fmt: skip
def test_only_the_words_of_a_heading_change(heading, name, expected):
    other = PAPER.replace("## Other", "## 9. Other") if name[0].isdigit() else PAPER
    assert renamed(heading + other, (name,), "Dragons & More") == expected + other


def test_a_number_is_the_lists_unless_the_new_name_has_one():
    text = "## 1. One\n\n- [A](https://a.example)\n\n## 2. Two\n\n- [B](https://b.example)\n"
    assert renamed(text, ("2. Two",), "Deux").count("## 2. Deux") == 1
    assert renamed(text, ("2. Two",), "3. Drei").count("## 3. Drei") == 1
    assert renamed(text, ("2. Two",), "Two").count("## Two") == 1, "then the number is to go"


CONTENTS = """\
# List

- [🪁 Kites](#-kites) (2)
  - [Kites at sea](#kites-at-sea)
- [Kites](#kites) and [kites](#kites-1)
1. [Other](#other)

<ul><li><a href="#kites">Kites</a></li></ul>

| [Kites](#Kites) |
|---|

## 🪁 Kites

See [below](#kites), [the seas](#kites-at-sea) and [here][k].

[k]: #kites

### Kites at sea

- [A](https://a.example)

## Kites

- [B](https://b.example)

## Other

### Kites

- [C](https://c.example)
"""


def test_links_to_the_heading_follow_and_say_its_name():
    after = renamed(CONTENTS, ("Kites",), "Birds of Prey")
    out, put = changed(CONTENTS, after)
    assert put == [
        "- [Birds of Prey](#birds-of-prey) and [kites](#kites)",
        '<ul><li><a href="#birds-of-prey">Birds of Prey</a></li></ul>',
        "| [Birds of Prey](#Birds-of-Prey) |",
        "See [below](#birds-of-prey), [the seas](#kites-at-sea) and [here][k].",
        "[k]: #birds-of-prey",
        "## Birds of Prey",
    ]
    assert len(out) == len(put)
    assert not list(anchors.find_dead(after))
    assert renamed(after, ("Birds of Prey",), "Kites") == CONTENTS


def test_contents_that_a_tool_writes_are_as_it_would_write_them():
    block = "<!-- toc -->\n- [Kites](#kites)\n<!-- tocstop -->\n"
    text = block + "\n# List\n\n## Kites" + PAPER
    after = renamed(text, ("Kites",), "Dragons")
    assert after.startswith(block.replace("Kites", "Dragons").replace("kites", "dragons"))


def test_a_name_that_is_taken_or_says_nothing_is_refused():
    text = "## Kites" + PAPER
    with pytest.raises(UsageError, match="of this name already"):
        renamed(text, ("Kites",), "Other")
    with pytest.raises(NotFoundError):
        renamed(text, ("Nowhere",), "Other")
    with pytest.raises(UsageError):
        renamed(text, ("Kites",), "Contributing")


def texts():
    yield "seed", SEED
    for path in [*sorted(OWN.rglob("*.md"))[:6], *sorted(REAL.glob("*__*.md"))]:
        yield path.stem, path.read_bytes().decode()


@pytest.mark.parametrize(("name", "text"), [*texts()], ids=lambda value: str(value)[:20])
def test_renaming_and_back_gives_the_same_bytes_and_kills_no_link(name, text):
    before = named(text)
    paths = list(dict.fromkeys(h.path for h in before.headings if h.path and not h.is_furniture))
    dead = len(list(anchors.find_dead(text)))
    # Links in a heading's words go with them.
    short = [path for path in paths if len(path[-1]) < 60]
    for path in short[len(short) // 2 :][:1]:
        after = renaming.rename(before, {path: "Quite Another Name"})
        assert len(list(anchors.find_dead(after.text))) <= dead
        new = renaming.paths(before, after)[path]
        assert new[-1].endswith("Quite Another Name")
        assert renaming.rename(after, {new: path[-1]}).text == text


def test_a_list_whose_topics_stand_as_written_can_be_renamed_too():
    text = "## 🪁 Kites" + PAPER
    assert renaming.rename(read(text), {("🪁 Kites",): "Dragons"}).text.startswith(
        "## 🪁 Dragons\n"
    )


def test_links_in_a_box_get_the_new_words_and_a_new_one_has_a_box():
    line = "**Go to**: [[Kites]](#kites) [[Other]](#other)\n\n"
    text = f"# List\n\n{line}## Kites{PAPER}"
    after = renamed(text, ("Kites",), "Dragons")
    assert "[[Dragons]](#dragons) [[Other]](#other)" in after
    more = edit.add_topic(read(text), "Birds", parent=()).text
    assert "[[Other]](#other) [[Birds]](#birds)\n" in more
