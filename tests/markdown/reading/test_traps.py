"""What makes real lists hard to read: each trap once, in a list of our own."""

import pytest

from aiev.markdown.reading import document

ID = "https://arxiv.org/abs/2401.0000"


def read(text):
    return document.parse(text, is_organization=lambda name: name in ("Google", "MIT"))


def labels(text):
    return [entry.label for entry in read(text).entries]


def test_the_contents_are_no_entries_but_what_stands_below_them_is():
    listed = read(
        "# L\n\n## Contents\n\n- [Papers](#papers)\n  - [Sub](#sub)\n\n"
        f"### Papers\n\n- [Deep Scheduling]({ID}1)\n- [back to top](#l)\n"
    )
    assert [entry.label for entry in listed.entries] == ["Deep Scheduling"]
    assert listed.entries[0].topic == ("Contents", "Papers")


def test_links_to_the_lists_own_files_are_no_entries():
    assert labels(
        f"## Papers\n- [Deep Scheduling]({ID}1)\n- [More papers](./more.md)\n"
        "- [How to help](https://github.com/me/list/blob/main/CONTRIBUTING.md)\n"
        "- [All of them](docs/all.md) and more\n- [Kept paper](file/kept.pdf)\n"
    ) == ["Deep Scheduling", "Kept paper"]


def test_news_contributors_and_citation_are_no_entries():
    assert labels(
        f"# L\n## 📢 News\n- [2024/03] We release [Deep Order]({ID}1)!\n"
        f"### 2024-02\n- added [Deep Chaos]({ID}2)\n"
        f"## Latest Papers\n- [Deep Scheduling]({ID}3)\n"
        f"## Fake News Detection\n- [Deep Fakes]({ID}4)\n"
        "## Contributors\n- [Ada](https://github.com/ada)\n"
        "## Star History\n[![Star](https://api.star-history.com/svg?x)](https://star-history.com/#x)\n"
        f"## Citation\n```bibtex\n@misc{{x, url={{{ID}5}}}}\n```\n"
    ) == ["Deep Scheduling", "Deep Fakes"]


def test_comments_hold_dead_entries():
    listed = read(
        f"# L\n<!-- - [Dead]({ID}1) -->\n- [Alive]({ID}2) <!-- [Dead]({ID}3) -->\n"
        f"<!--\n- [Dead]({ID}4)\n\n- [Dead]({ID}5)\n-->\n- [Alive Too]({ID}6)\n\n"
        f"<div>\n<!-- hidden\n\n- [Dead]({ID}7)\n\n-->\n</div>\n\n- [Alive Still]({ID}8)\n"
    )
    assert [(e.label, e.group) for e in listed.entries] == [
        ("Alive", None),
        ("Alive Too", None),
        ("Alive Still", None),
    ]
    assert all(not entry.links for entry in listed.entries)


def test_summaries_are_topics_only_in_a_list_without_headings():
    folded = (
        f"<details>\n<summary><b>Before 2024</b></summary>\n\n- [One]({ID}1)\n\n</details>\n"
        f"<details><summary>2024</summary>\n\n- [Two]({ID}2)\n\n</details>\n\n- [Three]({ID}3)\n"
    )
    bare = read("# L\n" + folded).entries
    assert [(e.topic, e.group) for e in bare[:2]] == [(("Before 2024",), None), (("2024",), None)]
    headed = read("# L\n## Papers\n" + folded + "## Tools\n").entries
    assert [(e.topic, e.group) for e in headed] == [
        (("Papers",), "Before 2024"),
        (("Papers",), "2024"),
        (("Papers",), None),
    ]


@pytest.mark.parametrize(
    ("summary", "topic"),
    [
        ("Open Problems", "Open Problems"),
        ("Open-Source Kites", "Open-Source Kites"),
        ("View Synthesis", "View Synthesis"),
        ("Show, Fly and Tell", "Show, Fly and Tell"),
        ("Click to open Kites", "Kites"),
        ("Click to expand the Kites table", "Kites"),
        ("点击展开2024", "2024"),
        ("View the Kites list", "Kites"),
        ("Kites (12 papers)", "Kites"),
    ],
)
def test_a_subject_that_begins_with_a_verb_is_no_call_to_open_what_is_folded(summary, topic):
    """`Open Problems` is about problems that are open; only `Click to open …` calls on anybody."""
    text = f"# L\n<details><summary>{summary}</summary>\n\n- [One]({ID}1)\n\n</details>\n"
    assert [entry.topic for entry in read(text).entries] == [(topic,)]


def test_lone_bold_lines_are_topics_only_in_a_list_without_headings():
    bold = f"**Order:**\n\n- [One]({ID}1)\n\n**Chaos**\n- [Two]({ID}2)\n"
    assert [e.topic for e in read(bold).entries] == [("Order",), ("Chaos",)]
    headed = read("# L\n## A\n## B\n" + bold).entries
    assert [(e.topic, e.group) for e in headed] == [(("B",), "Order"), (("B",), "Chaos")]


def test_headings_in_html_are_topics():
    listed = read(
        "<h1 align=center>Awesome Things</h1>\n\n<h2 id=a>Order &amp; more</h2>\n\n"
        f"- [One]({ID}1)\n\n<details><summary><h2>Chaos</h2></summary>\n\n- [Two]({ID}2)\n"
    )
    assert listed.title == "Awesome Things"
    assert [entry.topic for entry in listed.entries] == [("Order & more",), ("Chaos",)]
    assert [heading.form for heading in listed.headings] == ["html"] * 3


def test_yaml_front_matter_is_no_heading():
    listed = read(f"---\ntitle: x\nlayout: y\n---\n\n# Real\n\n- [One]({ID}1)\n")
    assert [heading.title for heading in listed.headings] == ["Real"]
    assert listed.entries[0].line == 8


def test_duplicate_headings_keep_their_own_paths():
    entries = read(
        f"# L\n## A\n### Training\n- [One]({ID}1)\n## B\n### Training\n- [Two]({ID}2)\n"
    ).entries
    assert [entry.topic for entry in entries] == [("A", "Training"), ("B", "Training")]


def test_a_lone_carriage_return_ends_a_line():
    listed = read(f"# L\r## T\r- [One]({ID}1)\r- [Two]({ID}2)")
    assert [(entry.line, entry.topic) for entry in listed.entries] == [(3, ("T",)), (4, ("T",))]


def test_bars_and_brackets_inside_links_are_theirs():
    first, second = read(
        f"- [A | B: Split]({ID}1) | 2024 | MIT\n"
        "- [Brackets](https://en.wikipedia.org/wiki/X_(y)) | Google\n"
    ).entries
    assert (first.label, str(first.date), first.organizations) == ("A | B: Split", "2024", "MIT")
    assert second.url == "https://en.wikipedia.org/wiki/X_(y)"
    assert second.organizations == "Google"


def test_of_several_ids_the_paper_is_the_first_or_the_titles():
    first, second, third = read(
        f"- **Deep Scheduling** [[paper]]({ID}1) [[follow-up]]({ID}2)\n"
        f"- [Deep Order Again]({ID}2) ([v1]({ID}1))\n"
        f"- [Deep Chaos Again](https://chaos.io) [[arXiv]]({ID}3)\n"
    ).entries
    assert first.arxiv_id.value == "2401.00001"
    assert [link.url for link in first.links] == [f"{ID}2"]
    assert second.arxiv_id.value == "2401.00002"
    assert third.url == "https://chaos.io"
    assert third.arxiv_id.value == "2401.00003"


def test_a_footnote_is_no_entry():
    text = (
        f"# L\n\n## T\n\n- [One]({ID}1)[^a]\n\n"
        f"[^a]: [Another one]({ID}2), 2024.\n[^b-2]: It stands at {ID}3 as well.\n"
    )
    assert [entry.label for entry in read(text).entries] == ["One"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[T](https://arxiv.org/ftp/arxiv/papers/2403/2403.12345.pdf)", "2403.12345"),
        ("[T](arxiv.org/abs/2401.00002v3)", "2401.00002v3"),
        ("[T](https://www.alphaxiv.org/abs/2401.00003)", "2401.00003"),
        ("Deep Scheduling arXiv:2401.00004", "2401.00004"),
        ("Deep Scheduling https://arxiv.org/pdf/2401.00005.pdf", "2401.00005"),
        ("<https://arxiv.org/abs/2401.00006> Deep Scheduling", "2401.00006"),
        ("[T][one]\n\n[one]: https://arxiv.org/abs/2401.00007", "2401.00007"),
        ("[T](https://doi.org/10.48550/arXiv.2401.00008)", "2401.00008"),
    ],
)
def test_ids_are_found_in_all_forms_of_link(written, expected):
    (entry,) = read("- " + written).entries
    assert str(entry.arxiv_id) == expected


def test_figures_and_badges_are_no_papers():
    (entry,) = read(
        "- ![fig](https://arxiv.org/html/2401.00005/x1.png) **Deep Scheduling**"
        f" [![arXiv](https://img.shields.io/badge/arXiv-2401.00002-red)]({ID}2)"
        " [![Stars](https://img.shields.io/github/stars/a/b)](https://github.com/a/b)\n"
    ).entries
    assert entry.label == "Deep Scheduling"
    assert entry.arxiv_id.value == "2401.00002"
    assert [link.url for link in entry.links] == ["https://github.com/a/b"]


def test_prose_with_links_is_no_entry():
    listed = read(
        "# L\n\nThis list grew out of [another](https://x.org).\n\n"
        f"Please see [this paper]({ID}3) for more.\n\n## A\n\n<https://x.org/only-an-address>\n"
    )
    assert listed.entries == ()
    assert [block.kind for block in listed.blocks] == ["prose"] * 3


def test_one_id_under_unlike_titles_is_as_many_entries():
    entries = read(f"## A\n- [Deep Order]({ID}1)\n## B\n- [Deep Chaos]({ID}1v2)\n").entries
    assert [(e.label, e.topic, e.arxiv_id.value) for e in entries] == [
        ("Deep Order", ("A",), "2401.00001"),
        ("Deep Chaos", ("B",), "2401.00001"),
    ]


@pytest.mark.parametrize(
    ("words", "label"),
    [("Mamba", "Mamba"), ("ICML 2024", "Paper"), ("Oral", "Paper"), ("Jun 2024", "Paper")],
)
def test_a_word_behind_a_link_to_the_paper_is_its_title_unless_lists_use_it_so(words, label):
    (entry,) = read(f"- [[Paper]({ID}1)] {words}\n").entries
    assert entry.label == label


def test_a_label_line_groups_until_prose_or_a_heading():
    listed = read(
        f"## T\n\nSurveys of chips\n\n- [One]({ID}1)\n\nAnd now to something else.\n\n"
        f"- [Two]({ID}2)\n\n1.Not a label at all\n\n- [Three]({ID}3)\n"
    )
    assert [entry.group for entry in listed.entries] == ["Surveys of chips", None, None]


def test_a_month_beside_a_workshop_is_the_date_and_no_part_of_the_venue():
    text = '## T\n\n* "A Thing of Old", *CoRL Workshop, Nov 2023*. [[Paper](https://a.io/b.pdf)]\n'
    [entry] = document.parse(text, is_organization=lambda _: False).entries
    assert (entry.venue, str(entry.date)) == ("CoRL Workshop", "2023-11")


def test_a_way_back_right_below_an_item_is_no_part_of_it():
    """Without a blank line Markdown takes it for the item's own words."""
    text = (
        "# L\n\n## A\n"
        "- [Deep Scheduling](https://arxiv.org/abs/2401.00001) | Google\n"
        "[⬆ back to top](#l)\n\n## B\n"
        "- [Deep Order](https://arxiv.org/abs/2401.00002)\n"
        "  - Ada Bee, Cay Dee\n"
        "**[⬆ back to top](#l)**\n"
    )
    found = read(text).entries
    assert [entry.note for entry in found] == [None, None]
    assert not any("back to top" in text[slice(*entry.span)] for entry in found)


@pytest.mark.parametrize("hard", ["\\", "  ", "<br>"])
def test_a_plain_title_above_a_hard_break_names_the_paper_below_it(hard):
    text = (
        f"# L\n\n## A\n\nDeep Scheduling of Things{hard}\nAda Bee, Cay Dee{hard}\n"
        "[paper](https://arxiv.org/abs/2401.00001)\n"
    )
    (entry,) = read(text).entries
    assert (entry.label, entry.authors) == ("Deep Scheduling of Things", "Ada Bee, Cay Dee")
    assert entry.arxiv_id.value == "2401.00001"


@pytest.mark.parametrize(
    "line",
    [
        "[Subscribe to our newsletter](https://news.io/) for the best papers of the week.",
        "[Follow us on the bird](https://x.com/ada)",
        "[Join our chat server](https://chat.io/ada)",
        "Must-read papers on [deep order](https://arxiv.org/abs/2401.00009) for large models.",
    ],
)
def test_a_line_that_calls_the_reader_is_no_entry(line):
    assert labels(f"# L\n\n{line}\n\n## A\n\n- [Deep Scheduling]({ID}1)\n") == ["Deep Scheduling"]


def test_a_heading_over_a_bold_entry_names_no_paper():
    """`### Overview` stood over one bold title with its venue and was taken for the title."""
    listed = read(
        "# L\n\n## Overview\n"
        "**Deep Scheduling of Sparse Things, EMNLP 2023 Main Conference Paper**."
        f" [[paper]({ID}1)]\n\n## B\n"
    )
    assert [(entry.label, entry.topic) for entry in listed.entries] == [
        ("Deep Scheduling of Sparse Things", ("Overview",))
    ]


def test_a_bold_line_with_a_way_to_elsewhere_is_no_group():
    text = (
        f"# L\n## A\n\n<b>Feel free to see the [page](MORE.md)</b>\n\n- [Deep Order]({ID}1)\n## B\n"
    )
    assert [entry.group for entry in read(text).entries] == [None]


def test_who_made_a_list_is_no_entry_of_it():
    assert labels(
        f"# L\n\n[Order Lab @ Tidy State](https://tidy.edu/lab)\n\n## A\n\n- [Deep Order]({ID}1)\n"
    ) == ["Deep Order"]


def test_a_label_alone_is_of_what_stands_right_below_it():
    """`**Abstract**` over a list of points left its label to the next paragraph there was."""
    listed = read(
        f"# L\n\n## Papers\n\n### Deep Order of Small Things\n\n[paper]({ID}1)\n\n**Abstract**\n\n"
        "> - We order things.\n> - All of them.\n\nThe kite club meets on Monday and flies.\n"
    )
    assert [(entry.label, entry.abstract) for entry in listed.entries] == [
        ("Deep Order of Small Things", None)
    ]
