"""An added entry looks as if the list's keeper had typed it, in every shape that lists have."""

from pathlib import Path

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import document
from aiev.markdown.values import Link
from aiev.markdown.writing import edit
from aiev.markdown.writing.additions import wording
from aiev.markdown.writing.forms import new_entry
from aiev.markdown.writing.forms.new_entry import NewEntry

SHAPES = Path(__file__).parents[3] / "data" / "lists" / "by_shape"
ID = "https://arxiv.org/abs/2401.0000"
NEW = "https://arxiv.org/abs/2510.01234"
KNOWN = {"google", "microsoft", "mit", "openai", "cmu", "stanford"}


def known(name):
    return name.casefold() in KNOWN


def read(text):
    return document.parse(text, is_organization=known)


def put(text, topic=("T",), **fields):
    """The lines that an addition puts in; it takes none out."""
    given = {"label": "Kite: A New Thing", "url": NEW, "date": PartialDate(2025, 10, 3), **fields}
    before = read(text)
    after = edit.add(before, NewEntry(**given), topic=topic).text
    start = 0
    while before.text[start : start + 1] == after[start : start + 1] != "":
        start += 1
    size = len(after) - len(before.text)
    start = min(start, len(before.text))
    while before.text[start:] != after[start + size :]:
        start -= 1
    # An insertion may be cut in several places; the one that begins a line is meant.
    while (
        start and after[start - 1 : start] != "\n" and after[start - 1] == after[start + size - 1]
    ):
        start -= 1
    return after[start : start + size].strip("\n").split("\n")


def given_by_neighbours(listed, topic, **fields):
    near = [entry for entry in listed.entries if entry.topic == topic]
    return {name: v for name, v in fields.items() if wording.gives(listed, near, name)}


@pytest.mark.parametrize("path", sorted(SHAPES.glob("*.md")), ids=lambda path: path.stem)
def test_every_shape_is_taken_up(golden, path):
    """The golden file was read by eye, line by line beside the neighbours."""
    listed = read(path.read_bytes().decode())
    found = []
    for topic in dict.fromkeys(entry.topic for entry in listed.entries):
        usual = given_by_neighbours(
            listed, topic, date=PartialDate(2024, 6, 13), organizations="Stanford & Google"
        )
        new = NewEntry(
            "Kite: Things that Fly on Strings",
            "https://arxiv.org/abs/2406.09999",
            authors=("Lou Mae", "Ned Oak", "Pia Qu"),
            **usual,
        )
        after = edit.add(listed, new, topic=topic)
        lines = listed.text.split("\n")
        found.append(f"## {topic[-1]}")
        found += [line for line in after.text.split("\n") if line and line not in lines]
        assert len(after.entries) == len(listed.entries) + 1
    golden(f"lists/by_shape/{path.stem}.added.txt", "\n".join(found) + "\n")


@pytest.mark.parametrize(
    ("rows", "fields", "expected"),
    [
        # As precise as the neighbours' dates, in their form.
        ([f"- [One]({ID}1) | 2024.07"] * 3, {}, f"- [Kite: A New Thing]({NEW}) | 2025.10"),
        ([f"- [One]({ID}1) | 2024"] * 3, {}, f"- [Kite: A New Thing]({NEW}) | 2025"),
        ([f"- [One]({ID}1), 07/2024"] * 3, {}, f"- [Kite: A New Thing]({NEW}), 10/2025"),
        # A short name where the others have one that begins their titles.
        (
            [f'- **Ant**: "Ant: A Thing of Old", *arXiv, Jul 2024*. [[Paper]({ID}1)]'] * 3,
            {},
            f'- **Kite**: "Kite: A New Thing", *arXiv, Oct 2025*. [[Paper]({NEW})]',
        ),
        (
            [f"- [Ada Bee] [Thoughts on Ants]({ID}1)", f"- [Cay Dee] [Musings on Bees]({ID}2)"],
            {"date": None},
            f"- [Kite: A New Thing]({NEW})",
        ),
        # Organizations are joined as theirs; a list that names none gets none.
        (
            [f"- [One]({ID}1) | Google&MIT", f"- [Two]({ID}2) | CMU&OpenAI"],
            {"organizations": "MIT & CMU", "date": None},
            f"- [Kite: A New Thing]({NEW}) | MIT&CMU",
        ),
        (
            [f"- [One]({ID}{n}), 2024" for n in range(4)],
            {"organizations": "MIT"},
            f"- [Kite: A New Thing]({NEW}), 2025",
        ),
        # A description, and the stop that ends it, are that entry's own.
        (
            ["- **[One](https://a.io).** A tool for things.", "- **[Two](https://b.io).** Others."],
            {"date": None},
            f"- **[Kite: A New Thing]({NEW}).**",
        ),
    ],
)
def test_one_line_is_written_like_its_neighbours(rows, fields, expected):
    assert put("## T\n\n" + "\n".join(rows) + "\n", **fields) == [expected]


def test_numbers_count_on_at_the_end_and_no_line_below_changes():
    nine = "".join(
        f"{n}. **Thing {n} of All**\n\n   *Ada Bee, Cay Dee.* [[abs]({ID}{n})], 2026.{n}\n\n"
        for n in range(9, 0, -1)
    )
    # The numbers run against the dates here: 9 first, newest first.
    counted = put(f"## T\n\n{nine}", authors=("Eva Eff",))
    assert counted[0] == "2. **Kite: A New Thing**"
    rising = "".join(
        f"{n}. **Thing {n} of All**\n\n   *Ada Bee, Cay Dee.* [[abs]({ID}{n})], 2024.{n}\n\n"
        for n in range(1, 10)
    )
    text = f"## T\n\n{rising}## U\n"
    assert put(text, authors=("Eva Eff", "Gus Haw")) == [
        "10. **Kite: A New Thing**",
        "",
        f"    *Eva Eff, Gus Haw.* [[abs]({NEW})], 2025.10",
    ]
    assert put(
        f"## T\n\n1. [One]({ID}1), 2026\n1. [Two]({ID}2), 2024\n1. [Six]({ID}6), 2023\n"
    ) == [f"1. [Kite: A New Thing]({NEW}), 2025"]


def test_a_number_of_another_topic_is_not_counted_on():
    text = f"## S\n\n1. [One]({ID}1)\n2. [Two]({ID}2)\n\n## T\n\n1. [Six]({ID}6)\n"
    assert put(text, date=None) == [f"2. [Kite: A New Thing]({NEW})"]


def test_stars_are_not_given_and_a_missing_link_is_marked():
    text = (
        "## T\n\n|Date|Title|Paper|Code|Recom|\n|:-:|:-:|:-:|:-:|:-:|\n"
        f"|2024.01|[**Ant**] Ant: One|[[pdf]({ID}1)]|[[ant]](https://x.io)|⭐️⭐️|\n"
        f"|2024.02|[**Bee**] Bee: Two|[[pdf]({ID}2)]|⚠️|⭐️|\n"
        f"|2024.03|[**Cow**] Cow: Three|[[pdf]({ID}3)]|⚠️|⭐️⭐️|\n"
    )
    assert put(text) == [f"|2025.10|[**Kite**] Kite: A New Thing|[[pdf]({NEW})]|⚠️||"]


def test_one_entry_out_of_order_does_not_draw_the_new_one_along():
    dates = (
        "2026.01",
        "2020.01",
        "2021.01",
        "2022.01",
        *(f"2023.0{n}" for n in range(1, 9)),
        "2026.02",
    )
    site = "https://x.io/"
    text = "## T\n\n" + "".join(f"- [P{n}]({site}{n}) | {date}\n" for n, date in enumerate(dates))
    after = edit.add(
        read(text), NewEntry("Kite", NEW, PartialDate(2025, 10)), topic=("T",))  # fmt: skip
    labels = [entry.label for entry in after.entries]
    assert labels.index("Kite") == len(dates) - 1


def test_a_year_is_added_to_its_own_group():
    text = (
        "## T\n\n**2025**\n\n" f"- [One]({ID}1)\n- [Two]({ID}2)\n\n"
        "**2026**\n\n" f"- [Three]({ID}3)\n- [Four]({ID}4)\n\n## U\n"
    )  # fmt: skip
    after = edit.add(read(text), NewEntry("Kite", NEW), topic=("T",))
    assert [(e.label, e.group) for e in after.entries][2] == ("Kite", "2025")


def test_a_blank_line_follows_a_heading_where_it_does_elsewhere():
    tight = f"## S\n- [One]({ID}1)\n\n## T\n"
    loose = f"## S\n\n- [One]({ID}1)\n\n## T\n"
    for text, below in ((tight, "## T\n- [Kite]"), (loose, "## T\n\n- [Kite]")):
        after = edit.add(read(text), NewEntry("Kite", NEW), topic=("T",))
        assert below in after.text


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("https://example.org/post", "link"),
        ("https://example.org/report.pdf", "pdf"),
        ("https://openreview.net/pdf?id=abc", "pdf"),
        ("https://openreview.net/forum?id=abc", "paper"),
        ("https://github.com/kite/kite", "code"),
        (NEW, "abs"),
    ],
)
def test_a_link_beyond_arxiv_is_called_what_it_is(url, word):
    rows = "".join(f"- **Thing {n}**, [[abs]]({ID}{n})\n" for n in (1, 2, 3))
    assert put(f"## T\n\n{rows}", url=url, date=None) == [
        f"- **Kite: A New Thing**, [[{word}]]({url})"
    ]
    table = "|Title|Paper|\n|:-|:-|\n" + "".join(
        f"|Thing {n}|[[Abs]]({ID}{n})|\n" for n in (1, 2, 3)
    )
    [found] = put(f"## T\n\n{table}", url=url, date=None)
    assert found.replace(" ", "") == f"|Kite:ANewThing|[[{word.capitalize()}]]({url})|"


def test_a_link_beyond_arxiv_is_called_as_the_list_calls_its_like():
    others = "- **A Talk** [[blog]](https://example.net/talk)\n- **Code** [[repo]](https://github.com/a/b)\n"
    rows = "".join(f"- **Thing {n}** [[pdf]]({ID}{n})\n" for n in (1, 2, 3))
    text = f"## T\n\n{rows}\n## U\n\n{others}"
    for url, word in (("https://example.org/post", "blog"), ("https://github.com/k/k", "repo")):
        assert put(text, url=url, date=None) == [f"- **Kite: A New Thing** [[{word}]]({url})"]


def told_in_lines(rule=""):
    entries = [
        f"[**Thing {n}**]({ID}{n})\n\n*Published: 2024-05-0{n}*\n\n"
        '<font color="gray">Ada Bee, Cay Dee - [arXiv]</font>'
        for n in (1, 2, 3)
    ]
    return "# L\n\n## T\n\n" + f"\n\n{rule}".join(entries) + "\n\n## U\n\nwords\n"


@pytest.mark.parametrize("rule", ["", "---\n\n\n"])
def test_a_line_of_authors_and_arxiv_is_left_out_where_no_author_is_known(rule):
    """Alone, `<font> - [arXiv]</font>` would stand below the entry and say nothing of it."""
    text = told_in_lines(rule)
    lines = put(text)
    assert [line for line in lines if line] == [
        *(["---"] if rule else []),
        f"[**Kite: A New Thing**]({NEW})",
        "*Published: 2025-10-03*",
    ]
    named = put(text, authors=("Gus Haw", "Ian Jay"))
    assert named[-1] == '<font color="gray">Gus Haw, Ian Jay - [arXiv]</font>'


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_rule_between_entries_goes_with_one_of_them(index):
    listed = read(told_in_lines("---\n\n\n"))
    left = edit.remove(listed, listed.entries[index])
    others = [entry.label for entry in listed.entries if entry is not listed.entries[index]]
    assert [entry.label for entry in left.entries] == others
    assert left.text.count("---") == 1
    assert left.text.startswith("# L\n\n## T\n\n[**")
    assert left.text.endswith("</font>\n\n## U\n\nwords\n")


@pytest.mark.parametrize(
    ("likes", "expected"),
    [
        (["Ada Bee, Cay Dee"], "Gus Haw, Ian Jay, Kim Lee"),
        (["Ada Bee, Cay Dee and Eva Eff"], "Gus Haw, Ian Jay and Kim Lee"),
        (["Ada Bee, Cay Dee, and Eva Eff"], "Gus Haw, Ian Jay, and Kim Lee"),
        (["Ada Bee and Cay Dee and Eva Eff"], "Gus Haw and Ian Jay and Kim Lee"),
        (["Ada Bee et al.", "Cay Dee et al."], "Gus Haw et al"),
        (["Ada Bee, Cay Dee, et al.", "Eva Eff, Gus Haw, et al."], "Gus Haw, Ian Jay, et al"),
        ([], "Gus Haw, Ian Jay, Kim Lee"),
    ],
)
def test_authors_are_listed_as_the_neighbours_list_them(likes, expected):
    assert new_entry.authors_like(("Gus Haw", "Ian Jay", "Kim Lee"), likes=likes) == expected


def test_a_crowd_of_authors_is_cut_short():
    crowd = tuple(f"Ada Bee{n}" for n in range(41))
    assert new_entry.authors_like(crowd, likes=["Ada Bee, Cay Dee"]) == "Ada Bee0, et al"


def test_a_paper_beside_published_ones_has_the_lists_word_for_none():
    """Where all near name a venue, one without would stand there as `, 2025`."""
    published = [f"- T{n}, <ins>ICML, 2024</ins> [[Paper]({ID}{n})]\n" for n in range(4)]
    preprints = [f"- U{n}, <ins>arXiv, 2024</ins> [[Paper]({ID[:-1]}9{n})]\n" for n in range(4)]
    listed = read(f"## A\n\n{''.join(published)}\n## B\n\n{''.join(preprints)}")
    after = edit.add(listed, NewEntry("Kite", NEW, PartialDate(2025)), topic=("A",))
    assert f"- Kite, <ins>arXiv, 2025</ins> [[Paper]({NEW})]" in after.text


def test_a_link_keeps_its_word_where_the_list_has_it_in_another_section():
    """A section of surveys calls what stands in repositories `Paper List`: code is none."""
    surveys = "".join(
        f"- **Survey {n}** [[pdf]]({ID}{n}) [[Paper List]](https://github.com/a/{n})\n"
        for n in (1, 2, 3)
    )
    papers = f"- **Thing** [[pdf]]({ID}4) [[Code]](https://github.com/a/b)\n"
    text = f"## T\n\n{surveys}\n## U\n\n{papers}"
    code = Link("code", "https://github.com/k/k")
    assert put(text, date=None, links=(code,)) == [
        f"- **Kite: A New Thing** [[pdf]]({NEW}) [[Code]](https://github.com/k/k)"
    ]
    assert put(text.partition("## U")[0], date=None, links=(code,)) == [
        f"- **Kite: A New Thing** [[pdf]]({NEW}) [[Paper List]](https://github.com/k/k)"
    ]


def test_a_line_of_badges_that_a_new_entry_lacks_leaves_one_blank_line():
    badge = "![](https://img.shields.io/badge/Citations-1-green)"
    entries = "\n\n".join(
        f"[**Thing {n}**]({ID}{n}) (**2024.06**)\n\n{badge}  \nKeywords: wind, sails"
        for n in (1, 2, 3)
    )
    lines = put(f"# L\n\n## T\n\n{entries}\n", keywords="kites")
    assert [line for line in lines if line] == [
        f"[**Kite: A New Thing**]({NEW}) (**2025.10**)",
        "Keywords: kites",
    ]
    at = lines.index("Keywords: kites")
    assert lines[at - 2 : at] != ["", ""]
