"""What is wrong in a list is told with its line, and read as far as it can be."""

import pytest

from aiev.markdown.reading import document

ID = "https://arxiv.org/abs/2401.0000"


def read(text):
    return document.parse(text, is_organization=lambda name: name in ("Google", "MIT"))


def codes(text):
    return [(finding.line, finding.code) for finding in read(text).findings]


def test_unusual_characters_stand_inside_lines():
    text = (
        "\ufeff# L\r\n\r\n##\tTopic\r\n\r\n"
        f"-\t[Deep\u2028Scheduling]({ID}1)\t|\tGoogle\x0b\r\n* [Deep Order]({ID}2)"
    )
    listed = read(text)
    assert [(e.label, e.line) for e in listed.entries] == [
        ("Deep Scheduling", 5),
        ("Deep Order", 6),
    ]
    assert listed.entries[0].organizations == "Google"
    assert listed.title == "L"
    assert listed.text == text
    assert text[slice(*listed.entries[1].span)] == f"* [Deep Order]({ID}2)"
    assert codes(text) == [(5, "control-character")]


BROKEN = [
    (f"- (Deep Scheduling)[{ID}1]", "Deep Scheduling", "2401.00001"),
    (f"- Deep Scheduling [[Paper({ID}2)]", "Deep Scheduling", "2401.00002"),
    (
        "- [Deep Scheduling](https://https//arxiv.org/abs/2401.00003)",
        "Deep Scheduling",
        "2401.00003",
    ),
    (f"- Deep Scheduling [[paper]]({ID}4) [code]", "Deep Scheduling", "2401.00004"),
    ("- [Deep Scheduling](https://arxiv.org/abs/xxxx.xxxxx)", "Deep Scheduling", None),
    (f"- Deep Scheduling [[{ID}5)]", "Deep Scheduling", "2401.00005"),
    (f"- [[Paper({ID}7)] Broken title", "Broken title", "2401.00007"),
    (f"- [[Paper({ID}8)] Mamba", "Mamba", "2401.00008"),
    (
        f"- Deep Scheduling [Website] (https://x.io/) [[pdf]]({ID}6)",
        "Deep Scheduling",
        "2401.00006",
    ),
]


@pytest.mark.parametrize(("text", "label", "identifier"), BROKEN)
def test_broken_markup_is_read_and_reported(text, label, identifier):
    (entry,) = read(text).entries
    assert entry.label == label
    assert (entry.arxiv_id.value if entry.arxiv_id else None) == identifier
    assert entry.note is None
    assert codes(text) == [(1, "broken-link")]


def test_a_bullet_without_its_blank_is_reported():
    assert codes(f"- [One]({ID}1)\n-[Lost]({ID}2)\n") == [
        (1, "several-papers"),
        (2, "broken-link"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- [js](javascript:alert(1))",
        "- [js](<JavaScript:alert(1).pdf>)",
        "- [js](&#106;avascript:alert(1))",
        "- [js](vbscript:run)",
        "- [js](data:text/html;base64,PHNj)",
        "- [js](file:///etc/paper.pdf)",
        '<a href="javascript:run()">js</a>',
        '<table><tr><td><a href="javascript:run()">js</a></td></tr></table>',
        "[js](javascript:run)",
        "| T | U |\n| - | - |\n| [js](javascript:run) | x |",
    ],
)
def test_an_address_that_runs_something_is_a_finding_and_no_entry(line):
    text = f"- [One]({ID}1)\n\n{line}\n"
    listed = read(text)
    assert all(entry.url is None or "arxiv.org" in entry.url for entry in listed.entries)
    assert all("script" not in link.url for entry in listed.entries for link in entry.links)
    assert [code for _, code in codes(text)].count("broken-link") == 1
    assert listed.text == text


@pytest.mark.parametrize(
    "line",
    [
        "- [T](https//a.test/1)",
        "- [T](https:/a.test/1)",
        "- [T](https:///a.test)",
        "- [T](htps://a.test)",
        "- [T](ttps://a.test)",
        "- [T](https:https://a.test)",
        "- [T](https://https://a.test)",
        "- [T]([https://a.test/1])",
        '<a href="https//a.test">T</a>',
        "- [Two](https://a.test) ([code](http//a.test/code))",
    ],
)
def test_a_garbled_address_is_a_finding(line):
    text = f"- [One]({ID}1)\n\n{line}\n"
    assert codes(text) == [(3, "broken-link")]
    assert read(text).text == text


@pytest.mark.parametrize("url", ["http.md", "https/intro.md", "http-2/", "tpp.html", "#https"])
def test_a_file_beside_the_list_is_no_garbled_address(url):
    assert codes(f"- [One]({ID}1)\n\nSee [this]({url}).\n") == []


def test_a_script_in_a_comment_or_in_code_is_no_finding():
    assert (
        codes("<!-- [js](javascript:run) <a href='javascript:run'> -->\n\n`[js](javascript:r)`\n")
        == []
    )


def test_empty_bullets_and_links_are_reported():
    assert codes(f"- [One]({ID}1)\n-\n- [Two]()\n") == [(2, "empty-entry"), (3, "empty-link")]


def test_dates_that_cannot_be_are_reported():
    text = (
        f"- [One]({ID}1) | 31 Feb 2024 | MIT\n- [Two]({ID}2) | 3 Mar 2022\n"
        "- [Three](https://arxiv.org/abs/2411.00136) | 31 Oct 2024\n"
    )
    assert codes(text) == [(1, "impossible-date")]
    assert read(text).entries[0].date is None
    assert read(text).entries[0].organizations == "MIT"


@pytest.mark.parametrize(
    ("line", "shown", "linked"),
    [
        (f"- [arXiv:2401.00007]({ID}1) Deep Scheduling", "2401.00007", "2401.00001"),
        (f"- **Deep Scheduling** arXiv:2401.00007 [[pdf]({ID}1)]", "2401.00007", "2401.00001"),
        (f"- [[2401.00007] Deep Scheduling]({ID}1v2)", "2401.00007", "2401.00001"),
        (f"| Deep Scheduling | [2401.00007]({ID}1) |", "2401.00007", "2401.00001"),
        (f'<a href="{ID}1">arXiv:2401.00007</a>', "2401.00007", "2401.00001"),
    ],
)
def test_a_visible_id_that_its_own_link_contradicts_is_told(line, shown, linked):
    """The link leads to the paper; the words were copied from another."""
    head = "| Title | Paper |\n|---|---|\n" if line.startswith("|") else ""
    told = read(f"## A\n\n{head}{line}\n").findings
    assert "several-papers" not in [one.code for one in told]
    found = [one for one in told if "shows" in one.message]
    assert [(one.code, one.message) for one in found] == [
        ("id-contradiction", f"the list shows {shown}, its link leads to {linked}")
    ]


@pytest.mark.parametrize(
    "line",
    [
        f"- [arXiv:2401.00001v3]({ID}1) Deep Scheduling",
        f"- **Deep Scheduling** arXiv:2401.00001 [[pdf]({ID}1)]",
        f"- [Deep Scheduling]({ID}1) (extends arXiv:2401.00009) [[code](https://github.com/a/b)]",
        f"- [Deep Scheduling]({ID}1), arXiv:2401.00009, [slides](https://a.example/s.pdf)",
        f"- [A comment on 2401.00009]({ID}1)",
        f"- [arXiv:2401.00009]({ID}9), [pdf]({ID}1)",
    ],
)
def test_other_ids_beside_a_link_contradict_nothing(line):
    assert "id-contradiction" not in [code for _line, code in codes(f"## A\n\n{line}\n")]


@pytest.mark.parametrize("written", ["[Paper] ({}{})", "[code] [T]({}{})"])
def test_a_lists_habit_is_told_once(written):
    """1,834 alike findings hid all others."""
    lines = [f"- [Deep Scheduling {n}]({ID}{n}) " + written.format(ID, n) for n in range(1, 30)]
    found = [one for one in read("\n".join(lines)).findings if one.code == "broken-link"]
    assert [one.line for one in found] == [1]
    assert "28 times more" in found[0].message


def test_an_address_in_brackets_too_many_is_read_and_told():
    """It leads to a file beside the list, as GitHub renders it."""
    text = (
        "## T\n\n- [Kite]((https://arxiv.org/abs/2401.00001))\n- [A (b)](https://a.example/(b))\n"
    )
    assert codes(text) == [(3, "broken-link")]
