"""`aiev backup - | aiev import -`: two knowledge bases become one."""

import json

import pytest

import knowledge
from running import make_home, run_here, run_shell

OTHER = "# Other\n\n- [Snipe](https://arxiv.org/abs/2407.00044) | Jul 2024 | MIT\n"


def other_home(tmp_path, closed_url):
    folder = tmp_path / "other"
    folder.mkdir()
    home = make_home(folder, arxiv_url=closed_url)
    (folder / "other.md").write_text(OTHER)
    assert run_here(home, "import", folder / "other.md", "--no-enrich").code == 0
    assert run_here(home, "add", "2405.00011", "--tag", "theirs", "--no-enrich").code == 0
    return home


def test_a_pipe_merges(aiev, small, home, tmp_path, closed_url):
    other = other_home(tmp_path, closed_url)
    line = f"aiev --db '{other.database}' backup - | aiev import -"
    done = run_shell(home, line)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "2 papers read: 1 added, 1 changed; 1 entry, 1 list and 0 organizations added\n"
    )
    assert aiev("export", "source", "--list", "other").out == OTHER
    assert aiev("search", "--tag", "theirs").rows[0][0] == "2405.00011"
    before = knowledge.dump(small)
    again = run_shell(home, line)
    assert "0 added, 0 changed; 0 entries" in again.out
    assert knowledge.dump(small) == before


def test_a_file_and_json(aiev, small, home, tmp_path, closed_url):
    other = other_home(tmp_path, closed_url)
    run_here(other, "backup", home.folder / "other.jsonl")
    said = json.loads(aiev("import", home.folder / "other.jsonl", "--json", "--dry-run").out)
    assert said == {
        "schema": 1, "papers": 2, "new_papers": 1, "changed_papers": 1, "new_entries": 1,
        "new_lists": 1, "new_organizations": 0, "conflicts": [], "findings": [],
    }  # fmt: skip
    assert knowledge.rows(small, "select count(*) from list") == [(1,)]


def test_a_dry_run_on_nothing_makes_no_database(aiev, home, tmp_path, closed_url):
    other = other_home(tmp_path, closed_url)
    text = run_here(other, "backup", "-").out
    done = aiev("import", "-", "--dry-run", stdin=text.encode())
    assert done.code == 0
    assert "2 papers read: 2 would be added" in done.out
    assert not home.database.exists()


def test_conflicts_are_told_and_the_code_says_so(aiev, small, tmp_path, closed_url):
    other = other_home(tmp_path, closed_url)
    run_here(other, "edit", "2405.00011", "--title", "Theirs")
    aiev("edit", "2405.00011", "--title", "Ours")
    text = run_here(other, "backup", "-").out
    done = aiev("import", "-", stdin=text.encode())
    assert done.code == 5
    assert "conflict in title of 2405.00011: here “Ours”, there “Theirs”; yours is kept" in done.err


@pytest.mark.parametrize(
    ("option", "ours", "theirs", "field"),
    [
        ("--date", "2024-05-03", "2024-05-09", "date"),
        ("--title", "Kite: Paged Caches for Long Answers", "Theirs", "title"),
    ],
)
def test_what_was_confirmed_here_is_kept(
    aiev, small, home, tmp_path, closed_url, option, ours, theirs, field
):
    """Said in the list's own words it is no edit, but the user's word all the same."""
    path = home.folder / "small.md"
    path.write_bytes(knowledge.SMALL_LIST.encode())
    other = make_home(tmp_path / "theirs", arxiv_url=closed_url)
    run_here(other, "import", path, "--no-enrich", "--name", "small")
    run_here(other, "edit", "2405.00011", option, theirs)
    aiev("edit", "2405.00011", option, ours)
    source = aiev("export", "source").out
    done = aiev("import", "-", stdin=run_here(other, "backup", "-").out.encode())
    assert f"conflict in {field} of 2405.00011: here “{ours}”, there “{theirs}”" in done.err
    assert "yours is kept" in done.err
    assert aiev("export", "source").out == source
    entries = json.loads(aiev("show", "2405.00011", "--json").out)["entries"]
    assert theirs not in json.dumps(entries)


def test_what_was_not_said_here_is_taken(aiev, small, home, tmp_path, closed_url):
    path = home.folder / "small.md"
    path.write_bytes(knowledge.SMALL_LIST.encode())
    other = make_home(tmp_path / "theirs", arxiv_url=closed_url)
    run_here(other, "import", path, "--no-enrich", "--name", "small")
    run_here(other, "edit", "2405.00011", "--date", "2024-05-09")
    done = aiev("import", "-", stdin=run_here(other, "backup", "-").out.encode())
    assert "conflict" not in done.err
    assert "9 May 2024" in aiev("export", "source").out


def test_a_broken_line_is_told_with_its_number(aiev, home, tmp_path, closed_url):
    text = run_here(other_home(tmp_path, closed_url), "backup", "-").out
    done = aiev("import", "-", stdin=text.encode() + b'{"kind": "pap')
    assert done.code == 5
    assert f"line {text.count(chr(10)) + 1}: unreadable-record" in done.err


def test_a_list_that_begins_with_a_brace_is_still_a_list(aiev, home):
    done = aiev("import", "-", "--no-enrich", "--name", "x", stdin=b"{a}\n\n- [T](https://a.b/c)\n")
    assert done.code == 0
    assert done.out.startswith("x: 1 entry, 1 paper ")


@pytest.mark.parametrize(
    ("given", "code", "message"),
    [
        (b'{"id": 1}\n', 2, "this file is no markdown list but JSON: standard input"),
        (b"", 1, "there is nothing on standard input"),
    ],
)
def test_what_is_neither_a_list_nor_a_knowledge_base_is_refused(aiev, home, given, code, message):
    """A pipe of which the first command failed had left an empty list behind."""
    done = aiev("import", "-", "--no-enrich", stdin=given)
    assert (done.code, home.database.exists()) == (code, False)
    assert message in done.err


def test_a_name_for_a_whole_knowledge_base_is_refused(aiev, home, tmp_path, closed_url):
    text = run_here(other_home(tmp_path, closed_url), "backup", "-").out
    done = aiev("import", "-", "--name", "x", stdin=text.encode())
    assert (done.code, home.database.exists()) == (2, False)
