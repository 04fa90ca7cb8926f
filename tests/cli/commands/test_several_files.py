"""`aiev import` and `aiev sync` of several files: one answer, and no file waits for another."""

import json

import pytest

A = "# A\n\n## Kites\n\n- [One](https://arxiv.org/abs/2401.00001) | 2024-01 | MIT\n"
B = (
    "# B\n\n## Preprints\n\n* [Three](https://arxiv.org/abs/2402.00003), 2024-02\n"
    "* [One](https://arxiv.org/abs/2401.00001), 2024-02\n"
)


@pytest.fixture
def files(home):
    for name, text in (("A.md", A), ("B.md", B)):
        (home.folder / name).write_text(text, encoding="utf-8")
    return [home.folder / "A.md", home.folder / "B.md"]


def test_lists_are_imported_and_told_of_each_and_together(aiev, files):
    answer = aiev("import", *files, "--no-enrich")
    assert (answer.code, answer.err) == (0, "")
    last = answer.out.splitlines()[-1]
    assert last == (
        "2 lists: 3 entries, 2 papers, 1 of them in several lists;"
        " 3 entries added, 0 changed, 0 removed"
    )
    told = json.loads(aiev("import", *files, "--no-enrich", "--json").out)
    assert [one["list"] for one in told["lists"]] == ["A", "B"]
    assert (told["failed"], len(told["in_several"])) == ([], 1)


def test_what_stands_in_several_lists_is_told_with_both_lines(home, aiev, files):
    place = {"list": "B", "line": 6, "message": "2401.00001 stands in A:5 too (Kites)"}
    said = f"  B:6: {place['message']}"
    assert aiev("check", *files, "--format", "lines").out == (
        f"{files[1]}:6: info in-several-lists: 2401.00001 stands in {files[0]}:5 too (Kites)\n"
    )
    assert said in aiev("import", *files, "--no-enrich").out.splitlines()
    assert said in aiev("sync", *files).out.splitlines()
    for words in (("import", *files, "--no-enrich"), ("sync", *files)):
        told = json.loads(aiev(*words, "--json").out)
        assert told["findings"] == [place | {"code": "in-several-lists"}]
        assert json.loads(aiev(*words, "--json", "--dry-run").out)["findings"] is None
    stored = json.loads(aiev("check", "--json").out)["findings"]
    assert [(one["code"], one["line"], one["about"]) for one in stored] == [
        ("in-several-lists", 6, "arXiv:2401.00001")
    ]
    assert json.loads(aiev("check", "B", "--json").out)["findings"] == []


def test_what_fails_with_one_file_keeps_no_other_from_being_done(home, aiev, files):
    gone = home.folder / "gone.md"
    answer = aiev("import", files[0], gone, files[1], "--no-enrich", "--json")
    assert answer.code == 5
    assert answer.err == f"aiev: error: {gone}: no file at this path: {gone}\n"
    told = json.loads(answer.out)
    assert [one["list"] for one in told["lists"]] == ["A", "B"]
    assert [one["file"] for one in told["failed"]] == [str(gone)]
    assert aiev("import", gone, home.folder / "too.md", "--no-enrich").code == 1


def test_several_lists_are_synced_both_ways(home, aiev, files):
    aiev("import", *files, "--no-enrich")
    aiev("add", "2403.00004", "--title", "Four", "--topic", "Preprints", "--no-enrich")
    files[0].write_text(A.replace("One", "The One"), encoding="utf-8")
    answer = aiev("sync", *files, home.folder / "gone.md")
    assert answer.code == 5
    assert answer.out.splitlines()[-3:] == [
        "2 lists:",
        "  from the files: 0 entries added, 1 changed, 0 removed",
        "  into the files: 1 line added, 0 removed",
    ]
    assert "* [Four](https://arxiv.org/abs/2403.00004), 2024-03\n" in files[1].read_text()
    told = json.loads(aiev("sync", *files, "--json", "--diff").out)
    assert [one["diff"] for one in told["lists"]] == ["", ""]


def test_a_name_is_one_lists_and_a_backup_comes_alone(home, aiev, files):
    for command in (["import", "--no-enrich"], ["sync"]):
        assert aiev(*command, *files, "--name", "x").code == 2
    aiev("import", files[0], "--no-enrich")
    backup = home.folder / "all.jsonl"
    backup.write_text(aiev("backup", "-").out, encoding="utf-8")
    answer = aiev("import", files[1], backup, "--no-enrich")
    assert answer.code == 5
    assert "import it by itself" in answer.err
