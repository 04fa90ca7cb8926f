"""A field that an entry lacks goes where others have it, else in a plain form; and out again."""

import pytest

from aiev.errors import UsageError
from aiev.markdown.reading import document
from aiev.markdown.values import Link
from aiev.markdown.writing import edit
from edits import ID, read

BADGE = "![Publish](https://img.shields.io/badge/Conference-{}-blue)"
LISTS = {
    "brackets": (
        f"- **[Ant]** [One]({ID}1) (ICML 2023) [[code](https://github.com/a/one)]\n"
        "  - Ada Bee, Cay Dee\n  - Keyword: old, thing\n"
        f"- **[Bug]** [Two]({ID}2) (ICLR 2024) [[code](https://github.com/a/two)]\n"
        "  - Eva Eff, Gus Hay\n  - Keyword: new, thing\n",
        f"- [Three]({ID}3)\n",
    ),
    "bars": (
        f"* [One]({ID}1) | 2024 | MIT\n* [Two]({ID}2) | 2023 | Google\n",
        f"* [Three]({ID}3) | 2024 | MIT\n",
    ),
    "table": (
        "| Title | Venue | Code |\n|---|---|---|\n"
        f"| [One]({ID}1) | ICML 2023 | [[code]](https://github.com/a/one) |\n"
        f"| [Two]({ID}2) | ICLR 2024 | - |\n",
        f"| [Three]({ID}3) |  | - |\n",
    ),
    "badges": (
        "| Title | Links |\n|--|--|\n"
        f"| {BADGE.format('ICML%202023')} <br> **One** | [pdf]({ID}1) |\n"
        f"| {BADGE.format('ICLR%202024')} <br> **Two** | [pdf]({ID}2) |\n",
        f"| **Three** | [pdf]({ID}3) |\n",
    ),
}
PUT = {
    "venue": "NeurIPS 2024",
    "short_name": "KiteX",
    "keywords": "kites",
    "authors": "Ida Jay, Kim Lee",
}
CASES = [
    ("brackets", "venue", f"- [Three]({ID}3) (NeurIPS 2024)\n"),
    ("brackets", "short_name", f"- **[KiteX]** [Three]({ID}3)\n"),
    ("brackets", "keywords", f"- [Three]({ID}3)\n  - Keyword: kites\n"),
    ("brackets", "authors", f"- [Three]({ID}3)\n  - Ida Jay, Kim Lee\n"),
    ("bars", "venue", f"* [Three]({ID}3) | 2024 | MIT | NeurIPS 2024\n"),
    ("bars", "short_name", f"* **[KiteX]** [Three]({ID}3) | 2024 | MIT\n"),
    ("bars", "keywords", f"* [Three]({ID}3) | 2024 | MIT\n  - Keywords: kites\n"),
    ("bars", "authors", f"* [Three]({ID}3) *Ida Jay, Kim Lee* | 2024 | MIT\n"),
    ("table", "venue", f"| [Three]({ID}3) | NeurIPS 2024 | - |\n"),
    ("table", "keywords", f"| [Three]({ID}3)<br>Keywords: kites |  | - |\n"),
    ("badges", "venue", f"| {BADGE.format('NeurIPS%202024')} <br> **Three** | [pdf]({ID}3) |\n"),
]


@pytest.mark.parametrize(("name", "field", "line"), CASES)
def test_a_field_is_put_in_and_taken_out_again(name, field, line):
    before, own = LISTS[name]
    listed = read(f"## T\n\n{before}{own}")
    after = edit.change(listed, listed.entries[2], field=field, value=PUT[field])
    assert after.text == f"## T\n\n{before}{line}"
    again = edit.change(after, after.entries[2], field=field, value=None)
    assert getattr(again.entries[2], field) is None
    assert "badge" in name or again.text.replace(" ", "") == listed.text.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("brackets", f"- [Three]({ID}3) [[code](https://github.com/b/kite)]\n"),
        ("bars", f"* [Three]({ID}3) [[code](https://github.com/b/kite)] | 2024 | MIT\n"),
        ("table", f"| [Three]({ID}3) |  | [[code]](https://github.com/b/kite) |\n"),
    ],
)
def test_a_link_is_put_in_led_elsewhere_and_taken_out(name, line):
    before, own = LISTS[name]
    listed = read(f"## T\n\n{before}{own}")
    after = edit.change_links(
        listed, listed.entries[2], [Link("Github", "https://github.com/b/kite")]
    )
    if name != "bars":
        assert after.text == f"## T\n\n{before}{line}"
    elsewhere = edit.change_links(
        after, after.entries[2], [Link("code", "https://github.com/b/string")]
    )
    assert elsewhere.text == after.text.replace("b/kite", "b/string")
    assert edit.change_links(elsewhere, elsewhere.entries[2], []).text == listed.text


def test_a_badge_of_stars_follows_its_repository():
    stars = "![](https://img.shields.io/github/stars/{}.svg)"
    text = f"- [One]({ID}1) [[code]](https://github.com/a/one) {stars.format('a/one')}\n"
    listed = read(text)
    after = edit.change_links(listed, listed.entries[0], [Link("code", "https://github.com/b/two")])
    assert after.text == text.replace("a/one", "b/two")


def test_a_venue_that_is_the_text_of_the_link_leaves_it_one():
    text = f"- One of Them [[ICML 2023]]({ID}1)\n- Two of Them [[paper]]({ID}2)\n"
    listed = read(text)
    after = edit.change(listed, listed.entries[0], field="venue", value=None)
    assert after.text == text.replace("ICML 2023", "paper")


def test_what_a_list_cannot_hold_is_refused_with_a_way_out():
    listed = read(f"- [One]({ID}1)\n")
    with pytest.raises(UsageError, match="cannot hold this line of authors: -, -") as refused:
        edit.change(listed, listed.entries[0], field="authors", value="-, -")
    assert "aiev sync" in (refused.value.hint or "")


TABLE = """# L

## T

|Date|Title|Paper|
|:---:|:---:|:---:|
|2024.07| [Summary] Kites of Foundation Models(@Google) | [[pdf]](https://arxiv.org/pdf/2407.09111)|
|2024.08| [Kite] Papers over Water — a fast thing(@Google) | [[pdf]](https://arxiv.org/pdf/2408.09111)|
|2024.09| [Zork] Other over Land — slow words(@MIT etc) | [[pdf]](https://arxiv.org/pdf/2409.09111)|
"""
BULLETS = """# L

## A

- [Kites](https://arxiv.org/abs/2605.23215): Measuring Lines of Paper | MIT
- [STI](https://arxiv.org/abs/2207.05022): Turbocharge Things at the Edge | ASPLOS 23
"""


@pytest.mark.parametrize(
    ("text", "field", "value", "line"),
    [
        # What leads from a note to the next field is there already.
        (
            TABLE,
            "note",
            "Summary; new note",
            "|2024.07| [Summary] Kites of Foundation Models — new note(@Google) |"
            " [[pdf]](https://arxiv.org/pdf/2407.09111)|",
        ),
        # The rest of the title is no place for the authors to stand before.
        (
            BULLETS,
            "authors",
            "Ada Bee, Cay Dee",
            "- [Kites](https://arxiv.org/abs/2605.23215): Measuring Lines of Paper"
            " *Ada Bee, Cay Dee* | MIT",
        ),
        # One name alone reads as an author in slanted letters.
        (
            "# L\n\n## A\n\n- [Heron at Dawn](https://birds.example/h), Eve Fay, Gus Hay. 2024\n",
            "authors",
            "Ada Bee",
            "- [Heron at Dawn](https://birds.example/h) *Ada Bee* 2024",
        ),
        # Slanted letters and the stop in them go with the names.
        (
            "# L\n\n## A\n\n1. **[Herons](https://b.io/h)**\n\n    *Eve Fay, Gus Hay.* ICML'25\n",
            "authors",
            None,
            "    ICML'25",
        ),
        # No colon stays that led on from what is gone.
        (
            '# L\n\n## A\n\n* **Prompts**: "Herons Over Water", [[Paper](https://b.io/h)] [[Prompts](https://b.io/p)]\n',
            "note",
            None,
            '* "Herons Over Water", [[Paper](https://b.io/h)] [[Prompts](https://b.io/p)]',
        ),
        # The year behind a venue goes with it where the new one brings its own.
        (
            "# L\n\n## A\n\n1. **Herons**. *Eve Fay, Gus Hay*. NeuralGen 2019. [[pdf](https://b.io/h)]\n",
            "venue",
            "ICML 2025",
            "1. **Herons**. *Eve Fay, Gus Hay*. ICML 2025. [[pdf](https://b.io/h)]",
        ),
        # The year of the venue is no day of the month behind it.
        (
            '# L\n\n## A\n\n* "Kites", *arXiv, Oct 2022* [[Paper](https://arxiv.org/abs/2210.06407)]\n',
            "venue",
            "SOSP'25",
            '* "Kites", *SOSP\'25, Oct 2022* [[Paper](https://arxiv.org/abs/2210.06407)]',
        ),
    ],
)
def test_a_field_leaves_what_stands_beside_it_whole(text, field, value, line):
    listed = document.parse(text, is_organization=lambda name: name in ("Google", "MIT"))
    after = edit.change(listed, listed.entries[0], field=field, value=value)
    assert line in after.text.splitlines()
