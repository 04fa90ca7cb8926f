"""A list whose file has moved is the same list: what was added to it waits for it there."""

import json

import pytest

from services.lists.small_list import LIST

NEW = ("2406.00006", "--title", "Eta", "--topic", "Serving", "--no-enrich")


def put(path, text=LIST):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def readme(home, aiev):
    """The small list as the README of a folder, with an addition that its file lacks."""
    path = put(home.folder / "a" / "README.md")
    assert aiev("import", path, "--no-enrich").code == 0
    assert aiev("add", *NEW).code == 0
    return path


def names(aiev):
    return [row[0] for row in aiev("lists").rows]


@pytest.mark.parametrize("command", [["sync"], ["import", "--no-enrich"]], ids=["sync", "import"])
@pytest.mark.parametrize("text", [LIST, LIST.replace("Beta:", "Bet:")], ids=["bytes", "half"])
def test_a_folder_that_moved_takes_its_list_along(home, aiev, readme, command, text):
    readme.parent.rename(home.folder / "c")
    moved = put(home.folder / "c" / "README.md", text)
    answer = aiev(*command, moved, "--json")
    told = json.loads(answer.out)
    assert (told["list"], told["moved_from"]) == ("a", str(readme))
    assert answer.err == f"aiev: the list “a” has moved, it was at {readme}\n"
    assert aiev("sync", moved).code == 0
    assert "[Eta](" in moved.read_text(encoding="utf-8")
    assert names(aiev) == ["a"]


def test_a_fresh_clone_is_the_list_though_the_first_is_still_there(home, aiev, readme):
    clone = put(home.folder / "b" / "README.md")
    assert aiev("sync", clone).code == 0
    assert "[Eta](" in clone.read_text(encoding="utf-8")
    assert names(aiev) == ["a"]


def test_another_readme_is_another_list(home, aiev, readme):
    """The first is still there: that both are called README.md says nothing."""
    other = put(home.folder / "b" / "README.md", LIST.replace("Beta:", "Bet:"))
    assert aiev("import", other, "--no-enrich").code == 0
    assert names(aiev) == ["a", "b"]


def test_what_has_too_little_in_common_is_refused_until_it_is_named(home, aiev, readme):
    readme.parent.rename(home.folder / "c")
    other = put(home.folder / "c" / "README.md", "# B\n\n## X\n\n- [T](https://x.example/1)\n")
    refused = aiev("sync", other)
    assert (refused.code, names(aiev)) == (2, ["a"])
    assert "too little in common" in refused.err
    assert "--name a" in refused.err
    assert aiev("sync", other, "--name", "new").code == 0
    assert names(aiev) == ["a", "new"]


def test_the_same_bytes_of_several_lists_are_no_answer(home, aiev, readme):
    twin = put(home.folder / "twin.md")
    assert aiev("import", twin, "--no-enrich", "--name", "twin").code == 0
    refused = aiev("sync", put(home.folder / "d" / "README.md"))
    assert refused.code == 2
    assert "several lists" in refused.err
    assert "--name" in refused.err


def test_a_file_that_got_a_new_name_and_new_lines_at_once_is_not_guessed(home, aiev, readme):
    moved = readme.with_name("waders.md")
    readme.rename(moved)
    put(moved, LIST.replace("Beta:", "Bet:"))
    refused = aiev("sync", moved)
    assert (refused.code, names(aiev)) == (2, ["a"])
    assert "--name a" in refused.err
    assert aiev("sync", moved, "--name", "a").code == 0
    assert "[Eta](" in moved.read_text(encoding="utf-8")


def test_standard_input_is_no_file_to_sync(aiev, readme):
    refused = aiev("sync", "-")
    assert refused.code == 2
    assert "hint: `aiev import -` reads it" in refused.err
