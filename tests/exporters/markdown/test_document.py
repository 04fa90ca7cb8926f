"""The generated list: its headings, items and options."""

import shutil
import subprocess

import pytest
from markdown_it import MarkdownIt

from aiev.domain.knowledge import Block, OutlineList, OutlineTopic
from aiev.exporters.exporter import ExportRequest, Field, GroupBy, MarkdownOptions
from aiev.exporters.markdown.document import render
from aiev.exporters.plain_text import is_linkable
from aiev.markdown.reading import document
from exporters.sample_papers import OUTLINE, PAPERS, entry, paper


def write(papers=PAPERS, outline=OUTLINE, **fields):
    is_filtered = fields.pop("is_filtered", False)
    title = fields.pop("title", None)
    options = MarkdownOptions(**fields)
    request = ExportRequest(title=title, outline=outline, is_filtered=is_filtered, markdown=options)
    return "".join(render(papers, request))


def headings(text):
    return [line for line in text.split("\n") if line.startswith("#")]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JavaScript:x", "\x01javascript:x", "data:text/html,x", "", None]
)
def test_an_address_that_could_run_a_script_is_no_link(url):
    assert not is_linkable(url)
    assert write([paper(1, "Evil", url=url)], ()).endswith("- Evil\n")


def test_headings_are_the_topics_in_order_without_gaps_and_without_the_old_contents():
    assert headings(write()) == [
        "# Awesome Made-Up [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)",
        "## Models",
        "## Systems",
        "### GPU",
        "### Offloading",
        "## Other",
    ]


def test_a_choice_of_papers_leaves_out_prose_and_topics_without_any_of_them():
    text = write(PAPERS[2:3], is_filtered=True)
    assert headings(text)[1:] == ["## Systems", "### Offloading"]
    assert "prose" not in text
    assert "| chip |" not in text


def test_a_table_stays_with_its_topic_when_papers_are_chosen():
    gpu = paper(9, "On X1", entries=(entry(9, "Systems > GPU", "On X1"),))
    assert "| X1   |  80GB  | [page](https://x.test/1) |" in write([gpu], is_filtered=True)


def test_lists_stand_one_after_another_under_their_titles():
    other = OutlineList("other-list", None, (OutlineTopic("Models", "Models", 1),))
    one = paper(9, "Theirs", entries=(entry(9, "Models", "Theirs", list="other-list"),))
    text = write((*PAPERS, one), (*OUTLINE, other))
    assert headings(text) == [
        "# Awesome Papers [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)",
        "## Awesome Made-Up",
        "### Models",
        "### Systems",
        "#### GPU",
        "#### Offloading",
        "### Other",
        "## Other List",
        "### Models",
        "## Other",
    ]


def test_an_outline_of_one_list_leaves_the_entries_in_others_out():
    both = paper(
        9, "Both", entries=(entry(8, "Models", "Both"), entry(9, "X", "Both", list="other-list"))
    )
    assert headings(write([both], is_filtered=True))[1:] == ["## Models"]


def test_without_an_outline_the_entries_bring_their_topics():
    text = write(outline=())
    assert "### Offloading" in text
    assert "## Models" in text


def test_a_paper_twice_under_one_topic_is_one_item():
    twice = paper(
        9, "Twice", url="https://x.test", entries=(entry(1, "A", "Twice"), entry(2, "A", "II"))
    )
    assert write([twice], ()).count("Twice") == 1


def test_a_paper_under_two_topics_has_its_address_once_and_links_twice():
    """awesome-lint's double-link rule; the reference keeps both items linked."""
    text = write()
    assert text.count("(https://arxiv.org/abs/2411.00001)") == 1
    links = [
        child.attrs["href"]
        for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text)
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert links.count("https://arxiv.org/abs/2411.00001") == 2


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"issued": "2024-11-18", "organizations": ("A", "B")},
            "- [T](https://t.test) - 2024-11-18, A, B.",
        ),
        ({"issued": "2024"}, "- [T](https://t.test) - 2024."),
        ({"organizations": ("xAI",)}, "- [T](https://t.test) - By xAI."),
        ({"organizations": ("Foo Inc.",)}, "- [T](https://t.test) - By Foo Inc."),
        ({}, "- [T](https://t.test)"),
        (
            {"entries": (entry(1, "A", "T", listed_organizations="UK Univesity"),)},
            "- [T](https://t.test) - By UK Univesity.",
        ),
    ],
)
def test_an_item_says_date_and_organizations_as_far_as_known(fields, expected):
    assert write([paper(1, "T", url="https://t.test", **fields)], ()).split("\n")[4] == expected


def test_fields_are_what_is_asked_for_in_that_order():
    text = write(
        fields=(Field.VENUE, Field.AUTHORS, Field.TAGS, Field.LINKS, Field.NOTE), outline=OUTLINE
    )
    assert (
        " - OSDI'25, *Ada van der Berg, José García-Núñez, Robert Low Jr.*, to-read, blog." in text
    )
    assert "to-read, [code](https://c.test/f(o)o)." in text


def test_an_abstract_is_folded_as_text_that_no_browser_obeys():
    text = write(has_abstracts=True)
    assert (
        "  <details><summary>Abstract</summary>"
        "We serve experts. It is 50% faster &amp; &lt;fast&gt;.</details>\n"
    ) in text


def test_contents_lead_to_the_headings_as_github_names_them():
    text = write(has_contents=True)
    assert (
        "\n## Contents\n\n- [Models](#models)\n- [Systems](#systems)\n"
        "  - [GPU](#gpu)\n  - [Offloading](#offloading)\n- [Other](#other)\n"
    ) in text


def test_equal_headings_get_numbered_anchors():
    topics = tuple(OutlineTopic(path, "C++ & Co", 2) for path in ("a", "b", "c"))
    text = write((), (OutlineList("l", "L", topics),), has_contents=True)
    assert "(#c--co)" in text
    assert "(#c--co-1)" in text
    assert "(#c--co-2)" in text


def test_years_stand_newest_first_and_the_undated_last():
    assert headings(write(group_by=GroupBy.YEAR))[1:] == [
        "## 2024",
        "## 2023",
        "## 2003",
        "## Undated",
    ]


def test_organizations_stand_by_name_and_the_unknown_last():
    assert headings(write(group_by=GroupBy.ORGANIZATION))[1:] == [
        "## \\<b>Evil\\</b> & Co",
        "## d-Matrix",
        "## Example University",
        "## Foo Labs, Inc",
        "## Unknown Organization",
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"Models"}, ["Models"]),
        ({"Systems", "Systems > Offloading"}, ["Systems", "Offloading"]),
        (set(), ["Systems", "Offloading", "Models"]),
        ({"Elsewhere"}, ["Systems", "Offloading", "Models"]),
    ],
)
def test_who_asks_for_a_topic_gets_no_other(asked, told):
    """A paper that stands under other topics too is not told there; none is lost for it."""
    one = paper(
        1, "Both", arxiv_id="2405.00001", topics=("Systems > Offloading", "Models"),
        entries=(entry(1, "Systems > Offloading", "Both"), entry(2, "Models", "Both")),
    )  # fmt: skip
    frame = OutlineList(
        "made-up", "Made Up",
        (
            OutlineTopic("Systems", "Systems", 2),
            OutlineTopic("Systems > Offloading", "Offloading", 3),
            OutlineTopic("Models", "Models", 2),
        ),
    )  # fmt: skip
    request = ExportRequest(outline=(frame,), is_filtered=True, topics=frozenset(asked))
    text = "".join(render((one,), request))
    assert [line.strip("# ") for line in headings(text)[1:]] == told


NEW = paper(3, "New", issued="2024-03", entries=(entry(3, "Models", "New", line=None),))
GROUPED = (
    NEW,
    paper(1, "First", issued="2024-01", entries=(entry(1, "Models", "First", line=3),)),
    paper(
        2, "Second", issued="2024-02",
        entries=(entry(2, "Models", "Second", line=7, group="Classics"),),
    ),
)  # fmt: skip


def body(text):
    """Return the lines below the title, without what items say after theirs."""
    return [line.split(" - ")[0] for line in text.splitlines()[1:] if line]


def test_what_the_file_does_not_hold_yet_comes_last_in_its_topic():
    later = paper(4, "Later", issued="2024-01", entries=(entry(4, "Models", "Later", line=9),))
    assert body("".join(render((NEW, later), ExportRequest()))) == ["## Models", "- Later", "- New"]


def test_a_label_line_stands_over_its_own_group_only():
    assert body("".join(render(GROUPED, ExportRequest()))) == [
        "## Models", "- First", "- New", "Classics", "- Second",
    ]  # fmt: skip


@pytest.mark.parametrize("by", [GroupBy.YEAR, GroupBy.ORGANIZATION])
def test_label_lines_say_nothing_where_topics_are_no_headings(by):
    request = ExportRequest(markdown=MarkdownOptions(group_by=by))
    assert body("".join(render(GROUPED, request)))[1:] == ["- New", "- First", "- Second"]


def test_who_asks_for_an_organization_gets_no_other():
    one = paper(1, "Both", arxiv_id="2405.00001", organizations=("Foo Labs", "Bar University"))
    options = MarkdownOptions(group_by=GroupBy.ORGANIZATION)
    request = ExportRequest(markdown=options, organizations=frozenset({"Foo Labs"}))
    text = "".join(render((one,), request))
    assert headings(text)[1:] == ["## Foo Labs"]


def test_a_title_that_is_given_heads_the_document():
    assert write(title="My *List*").startswith("# My \\*List\\* [![Awesome]")


def test_windows_line_ends_of_a_block_become_line_feeds():
    block = Block("l", None, "prose", "one\r\ntwo\r\n", (), 0, 1)
    assert "\none\ntwo\n" in write((), (OutlineList("l", "L", (), (block,)),))


@pytest.mark.parametrize("title", ["License", "LICENCE", "License."])
def test_a_section_about_the_license_is_kept_under_another_heading(title):
    """awesome-lint refuses the heading; the words below it are the list's all the same."""
    block = Block("l", title, "prose", "Under CC0.\n", (), 0, 1)
    outline = (OutlineList("l", "L", (OutlineTopic(title, title, 2, (block,)),)),)
    text = write((), outline, has_contents=True)
    assert headings(text)[1:] == ["## Contents", "## Licensing"]
    assert "- [Licensing](#licensing)\n" in text
    assert "Under CC0." in text


def test_contents_of_nothing_are_not_promised():
    """awesome-lint refuses a table of contents without a line."""
    assert "Contents" not in write((), (), has_contents=True, is_filtered=True)


@pytest.mark.parametrize("count", [1, 3, 4])
@pytest.mark.parametrize("fields", [(Field.AUTHORS,), (Field.DATE, Field.AUTHORS, Field.NOTE)])
def test_authors_are_read_back_as_authors(count, fields):
    """They came back as organizations, each with a finding that it is not known."""
    names = ("Weilin Cai", "Yazheng Yang", "Taehoon Kim", "Rhys Compton")[:count]
    one = paper(9, "Counting Sheep Slowly", arxiv_id="2405.00009", issued="2024", authors=names)
    parsed = document.parse(write([one], (), fields=fields), is_organization=lambda _text: False)
    (found,) = parsed.entries
    assert found.organizations is None
    assert names[0] in str(found.authors)


@pytest.mark.skipif(shutil.which("awesome-lint") is None, reason="awesome-lint is not installed")
@pytest.mark.parametrize("has_contents", [False, True])
def test_awesome_lint_misses_only_what_a_repository_has(tmp_path, has_contents):
    safe = [one for one in PAPERS if one.id != 5]
    text = write(safe, has_contents=has_contents, has_abstracts=True)
    (tmp_path / "readme.md").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["awesome-lint", "readme.md"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    rules = {line.split()[-1] for line in done.stdout.split("\n") if "remark-lint:" in line}
    assert rules == {"remark-lint:awesome-github", "remark-lint:awesome-contributing"}
