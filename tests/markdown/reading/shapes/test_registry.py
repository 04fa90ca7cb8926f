"""Every shape in which lists write an entry, on small lists of our own."""

import pytest

from aiev.markdown.reading import document
from aiev.markdown.values import Shape

KNOWN = {"google", "microsoft", "mit", "openai", "stanford university", "nvidia", "cmu"}
ONE = "https://arxiv.org/abs/2401.00001"
TWO = "https://arxiv.org/abs/2401.00002"
CODE = "https://github.com/ada/lovelace"


def read(text):
    return document.parse(text, is_organization=lambda name: name.casefold() in KNOWN)


def facts(entry):
    """What an entry says, without what it does not say."""
    said = {
        "label": entry.label,
        "url": entry.url,
        "group": entry.group,
        "date": str(entry.date) if entry.date else None,
        "organizations": entry.organizations,
        "authors": entry.authors,
        "venue": entry.venue,
        "note": entry.note,
        "short_name": entry.short_name,
        "links": [(link.text, link.url) for link in entry.links],
    }
    return {name: value for name, value in said.items() if value}


# What each entry says besides its address and, unless told, the label `Deep Scheduling`.
ENTRIES = {
    Shape.ITEM: [
        (f"- [Deep Scheduling]({ONE})", {}),
        (f"- [NSDI'23] [Deep Scheduling]({ONE})", {"venue": "NSDI'23"}),
        (
            f"* (*OSDI'22*) [Deep Scheduling]({ONE}) [[code]]({CODE})",
            {"venue": "OSDI'22", "links": [("code", CODE)]},
        ),
        (f"+ [Deep Scheduling]({ONE}) | SOSP' 25", {"venue": "SOSP' 25"}),
        (f"- [Deep Scheduling]({ONE}), 2024", {"date": "2024"}),
        (f"- **[2024/05]** [Deep Scheduling]({ONE})", {"date": "2024-05"}),
        (
            f"- [Deep]({ONE}): Scheduling All Things | Google, MIT",
            {"label": "Deep", "note": "Scheduling All Things", "organizations": "Google, MIT"},
        ),
        (
            f"- [Deep Scheduling]({ONE}) – OpenAI (Jun 2024)",
            {"organizations": "OpenAI", "date": "2024-06"},
        ),
        (
            f"- [Deep Scheduling]({ONE}) - 2024-11-18, University of California, Berkeley.",
            {"date": "2024-11-18", "organizations": "University of California, Berkeley"},
        ),
        (f"- [Deep Scheduling]({ONE}) - Puts things in order.", {"note": "Puts things in order"}),
        (f"- [OpenAI] [Deep Scheduling]({ONE})", {"organizations": "OpenAI"}),
        (
            f"1. [Deep Scheduling]({ONE}), Ada Bee, Cay Dee, Eva Eff. ICLR 2024.",
            {"authors": "Ada Bee, Cay Dee, Eva Eff", "venue": "ICLR 2024"},
        ),
        (
            f"- **Deep Scheduling**, Ada Bee, Cay Dee, ICML 2023 [[paper]]({ONE}) [[code]]({CODE})",
            {"authors": "Ada Bee, Cay Dee", "venue": "ICML 2023", "links": [("code", CODE)]},
        ),
        (
            f"- Deep Scheduling of Things [[ICML 2023]]({ONE})",
            {"label": "Deep Scheduling of Things", "venue": "ICML 2023"},
        ),
        (
            f"- [[ICML]({ONE})] Deep Scheduling of Things",
            {"label": "Deep Scheduling of Things", "venue": "ICML"},
        ),
        (f"- Deep Scheduling (SC'20) [link to paper]({ONE})", {"venue": "SC'20"}),
        (
            f'- Ada Bee et al. "Deep Scheduling, Again". NeurIPS 2021. [[pdf]]({ONE})',
            {
                "label": "Deep Scheduling, Again",
                "authors": "Ada Bee et al",
                "venue": "NeurIPS 2021",
            },
        ),
        (
            f'- **AHA**: "Deep Scheduling of Robots", *arXiv, Dec 2025*. [[Paper]({ONE})]',
            {
                "label": "Deep Scheduling of Robots",
                "venue": "arXiv",
                "date": "2025-12",
                "short_name": "AHA",
            },
        ),
        (f"3. Deep Scheduling of Things. [[pdf]]({ONE})", {"label": "Deep Scheduling of Things"}),
        (
            f"- **Offloading**:\n  * Disk\n    * [Deep Scheduling]({ONE}) | Google",
            {"group": "Offloading > Disk", "organizations": "Google"},
        ),
    ],
    Shape.ITEM_LINES: [
        (
            f"- [Deep Scheduling]({ONE})\n  Ada Bee, Cay Dee\n  NeurIPS 2023\n  [code]({CODE})",
            {"authors": "Ada Bee, Cay Dee", "venue": "NeurIPS 2023", "links": [("code", CODE)]},
        ),
        (
            f"- [Deep Scheduling]({ONE})\n"
            "  - Authors: Ada Bee, Cay Dee\n"
            "  - Institution: MIT\n"
            "  - Published: Jan 2024\n"
            f"  - Code: [official]({CODE})\n"
            "  > It is good.",
            {
                "authors": "Ada Bee, Cay Dee",
                "organizations": "MIT",
                "date": "2024-01",
                "note": "It is good",
                "links": [("official", CODE)],
            },
        ),
        (
            f"2. **Deep Scheduling**\n\n   *Ada Bee.* [[abs]({ONE})] [[code]({CODE})], 2024.1",
            {"authors": "Ada Bee", "date": "2024-01", "links": [("code", CODE)]},
        ),
        (
            f"- Deep Scheduling of Things\n  - Ada Bee, Cay Dee\n  - [[paper]]({ONE})",
            {"label": "Deep Scheduling of Things", "authors": "Ada Bee, Cay Dee"},
        ),
    ],
    Shape.SECTION: [
        (f"[**Deep Scheduling**]({ONE}) （**2024.05.28**）", {"date": "2024-05-28"}),
        (
            f"**Deep Scheduling of Things** [[paper]]({ONE}) [[code]]({CODE})",
            {"label": "Deep Scheduling of Things", "links": [("code", CODE)]},
        ),
    ],
    Shape.PARAGRAPH: [
        (
            f"**Deep Scheduling of Things** \\\nAda Bee, Cay Dee \\\n[[paper]]({ONE}) ICML 2023",
            {
                "label": "Deep Scheduling of Things",
                "authors": "Ada Bee, Cay Dee",
                "venue": "ICML 2023",
            },
        ),
    ],
    Shape.ITEM_PART: [
        (
            f"- Category\n\n  **Deep Scheduling of Things** [[paper]]({ONE})\n",
            {"label": "Deep Scheduling of Things", "group": "Category"},
        ),
    ],
    Shape.HTML: [
        (
            f'<table>\n<tr><td><a href="{ONE}">Deep Scheduling</a></td><td>2024</td>\n'
            f'<td><a href="{CODE}">code</a></td></tr>\n</table>',
            {"date": "2024", "links": [("code", CODE)]},
        ),
    ],
}


@pytest.mark.parametrize(
    ("shape", "text", "said"),
    [(shape, text, said) for shape, cases in ENTRIES.items() for text, said in cases],
)
def test_a_shape_gives_its_parts(shape, text, said):
    (entry,) = read(text).entries
    assert facts(entry) == {"label": "Deep Scheduling", "url": ONE, **said}
    assert entry.shape is shape
    assert entry.arxiv_id.value == "2401.00001"


def test_a_table_gives_its_columns():
    entries = read(
        "| Title | Venue | Date | Code |\n|---|---|---|---|\n"
        f"| [Deep Scheduling]({ONE}) <br> Ada Bee, Cay Dee | ICML | 2024-05 | [Github]({CODE}) |\n"
        "| ![Star](https://img.shields.io/github/stars/x/y.svg) <br> "
        f"[**Deep Order**]({TWO}) | arXiv | 2024/06/01 | - |\n"
    ).entries
    assert [facts(entry) for entry in entries] == [
        {
            "label": "Deep Scheduling",
            "url": ONE,
            "authors": "Ada Bee, Cay Dee",
            "venue": "ICML",
            "date": "2024-05",
            "links": [("Github", CODE)],
        },
        {"label": "Deep Order", "url": TWO, "venue": "arXiv", "date": "2024-06-01"},
    ]
    assert {entry.shape for entry in entries} == {Shape.ROW}


def test_a_plain_title_takes_its_links_from_other_columns():
    entries = read(
        "| Year | Paper | Institute | Link | Recom |\n|:--|:--|--|--|--|\n"
        f"| 2024 | 🔥[**DS**] Deep Scheduling (@MIT etc) |  | [[pdf]({ONE})] | ⭐️ |\n"
        f"| 2024 | This \\| That | Stanford University | [paper]({TWO}) [code]({CODE}) | |\n"
        "| 2025 | Nothing to Link | Google | | |\n"
    ).entries
    assert [facts(entry) for entry in entries] == [
        {
            "label": "Deep Scheduling",
            "url": ONE,
            "date": "2024",
            "organizations": "MIT",
            "short_name": "DS",
        },
        {
            "label": "This | That",
            "url": TWO,
            "date": "2024",
            "organizations": "Stanford University",
            "links": [("code", CODE)],
        },
        {"label": "Nothing to Link", "date": "2025", "organizations": "Google"},
    ]


def test_a_table_without_links_is_data():
    listed = read("# L\n\n| GPU | HBM |\n|---|---|\n| H100 | 80GB |\n")
    assert listed.entries == ()
    (table,) = listed.blocks
    assert table.rows == (("GPU", "HBM"), ("H100", "80GB"))


def test_lines_of_one_paragraph_are_entries_each():
    entries = read(f"[Deep Scheduling Anew]({ONE})\n[Deep Order of Things]({TWO})\n").entries
    assert [entry.label for entry in entries] == ["Deep Scheduling Anew", "Deep Order of Things"]
    assert [entry.line for entry in entries] == [1, 2]


def test_nested_papers_are_entries_beside_their_parent():
    entries = read(
        f"- [Deep Scheduling]({ONE})\n  - Ada Bee, Cay Dee\n  - [Deep Order of Things]({TWO})\n"
    ).entries
    assert [entry.label for entry in entries] == ["Deep Scheduling", "Deep Order of Things"]
    assert entries[0].authors == "Ada Bee, Cay Dee"
    assert entries[0].span[1] < entries[1].span[0]


def test_paragraphs_below_an_entry_add_to_it():
    (entry,) = read(
        f"[**Deep Scheduling**]({ONE}) （**New**）\n\n"
        "*Published: 2024-04-14*\n\n"
        "<font color=gray>Ada Bee, Cay Dee, Eva Eff - [arXiv]</font>\n\n"
        f"[![](https://img.shields.io/badge/Stars-9-blue)]({CODE}) "
        "![](https://img.shields.io/badge/Citations-2-9cf)\n\n---\n"
    ).entries
    assert str(entry.date) == "2024-04-14"
    assert entry.authors.startswith("Ada Bee, Cay Dee")
    assert [link.url for link in entry.links] == [CODE]


def test_items_without_a_link_count_only_beside_linked_ones():
    listed = read(
        f"# L\n## S\n- [Linked Thing]({ONE})\n- Unlinked Thing\n- [Empty Thing]()\n"
        "## P\n- This list is prose\n- and so is this\n"
    )
    assert [entry.label for entry in listed.entries] == [
        "Linked Thing",
        "Unlinked Thing",
        "Empty Thing",
    ]
    assert [entry.url for entry in listed.entries[1:]] == [None, None]
    assert len([block for block in listed.blocks if block.kind == "prose"]) == 2


def test_items_without_a_link_are_no_entries_where_prose_parts_them_from_linked_ones():
    text = "## Why\n\n- it is fast\n- it is small\n\nSo we say.\n\n- [T](https://x.io/t)\n"
    assert [entry.label for entry in read(text).entries] == ["T"]


def test_a_table_parts_no_items():
    text = "## GPU\n\n- NVIDIA\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n- [T](https://x.io/t)\n"
    assert [entry.label for entry in read(text).entries] == ["NVIDIA", "T"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024.07", "2024-07"),
        ("（**2024.05.28**）", "2024-05-28"),
        ("(2024-05)", "2024-05"),
        ("Jul 2024", "2024-07"),
        ("(18 Nov, 2024)", "2024-11-18"),
        ("2024/03", "2024-03"),
        ("*arXiv, May 17th 2024*", "2024-05-17"),
    ],
)
def test_dates_are_read_in_their_many_forms(written, expected):
    (entry,) = read(f"- [Deep Scheduling]({ONE}) | {written}").entries
    assert str(entry.date) == expected
    assert entry.note is None


@pytest.mark.parametrize(
    "written",
    [
        "🔥 [✨ Deep Scheduling ✨]({url}) :fire:",
        "[x] [Deep Scheduling.]({url})",
        ":star: **Deep Scheduling:** [[pdf]]({url})",
        "[![Star](https://img.shields.io/x)](https://github.com/a/b) [Deep Scheduling]({url})",
        "[*Deep* `Scheduling`]({url})",
        '"Deep Scheduling", [[Paper]({url})]',
        "(1) Deep Scheduling [paper]({url})",
        "<b>Deep Scheduling</b> [paper]({url})",
        "<a href='{url}'>Deep Scheduling</a>",
        "[Deep\n  Scheduling]({url})",
    ],
)
def test_titles_are_words_and_nothing_else(written):
    (entry,) = read("- " + written.format(url=ONE)).entries
    assert entry.label == "Deep Scheduling"
    assert entry.arxiv_id.value == "2401.00001"
