"""`aiev merge A B`: one work at several addresses is one paper with all of them."""

import json

import knowledge

LIST = """# L

## A

- [Steady sails in a changing wind](https://arxiv.org/abs/2401.00001)

## B

- [Steady Sails in a Changing Wind](https://openreview.net/forum?id=sAil), 2024, MIT
- [Another work of theirs](https://conf.example/other)
"""
ELSEWHERE = "https://openreview.net/pdf?id=sAil"


def put(home, aiev):
    path = home.folder / "l.md"
    path.write_text(LIST, encoding="utf-8")
    assert aiev("import", path, "--no-enrich").code == 0
    return path


def shown(aiev, name):
    return json.loads(aiev("show", name, "--json").out)


def test_two_papers_become_one_and_nothing_is_lost(home, aiev):
    path = put(home, aiev)
    aiev("add", ELSEWHERE, "--tag", "mine", "--note", "a note", "--no-enrich")
    assert " same-work: " in aiev("check", "--level", "info").out
    answer = aiev("merge", ELSEWHERE, "2401.00001")
    assert (answer.code, answer.err) == (0, "")
    one = shown(aiev, "2401.00001")
    assert one == shown(aiev, ELSEWHERE)
    assert one["addresses"] == [
        "https://arxiv.org/abs/2401.00001",
        "https://openreview.net/forum?id=sAil",
    ]
    assert [entry["line"] for entry in one["entries"]] == [5, 9]
    assert (one["tags"], one["notes"], one["topics"]) == (["mine"], ["a note"], ["A", "B"])
    assert one["organizations"] == ["Massachusetts Institute of Technology"]
    assert aiev("export", "source").out == LIST
    assert " same-work: " not in aiev("check", "--level", "info").out
    found = aiev("search", f"id:{ELSEWHERE}").rows
    assert [row[0] for row in found] == ["2401.00001"]

    before = knowledge.dump(home.database)
    assert "nothing changed" in aiev("import", path, "--no-enrich").out
    assert knowledge.dump(home.database)["entry"] == before["entry"]
    assert shown(aiev, ELSEWHERE) == one


def test_a_list_that_changes_finds_the_one_paper_again(home, aiev):
    path = put(home, aiev)
    aiev("merge", "2401.00001", ELSEWHERE)
    path.write_text("# L\n\n## B\n\n- [Steady Sails](https://openreview.net/pdf?id=sAil)\n")
    aiev("import", path, "--no-enrich")
    assert shown(aiev, "2401.00001")["entries"][0]["label"] == "Steady Sails"


def test_what_cannot_be_one_is_refused(home, aiev):
    put(home, aiev)
    aiev("add", "2402.00002", "--no-enrich")
    before = knowledge.dump(home.database)
    for pair, code in (
        (("2401.00001", "2402.00002"), 2),
        (("2401.00001", "2401.00001"), 2),
        (("2401.00001", "2409.09999"), 1),
        (("2401.00001", "999"), 1),
    ):
        answer = aiev("merge", *pair)
        assert (answer.code, answer.out) == (code, ""), answer
        assert answer.err.startswith("aiev: error:")
    assert aiev("merge", "2401.00001", ELSEWHERE, "--dry-run").code == 0
    assert knowledge.dump(home.database) == before
