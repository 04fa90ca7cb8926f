"""Saved questions: a name stands for words and filters, and what is new for it is told once."""

import json

import pytest

import knowledge
from aiev.store.reading import questions

LIST = """# L

## Waders

- [Heron at dawn](https://arxiv.org/abs/2401.00001) | 3 Jan 2024
- [Stork at noon](https://birds.example/stork) | May 2024
"""


def test_a_name_stands_for_the_words_and_filters(aiev, small):
    saved = aiev("save", "caches", "cache", "OR", "experts", "--kind", "paper", "--since", "2024")
    asked = "cache OR experts --kind paper --since 2024"
    assert saved.rows == [["caches", "saved", "2", asked]]
    assert aiev("save").rows == [["caches", asked]]
    plain = aiev("search", "cache OR experts", "--kind", "paper", "--since", "2024")
    assert aiev("search", "@caches").out == plain.out
    narrowed = aiev("search", "@caches", "avocet", "--no-close")
    assert [row[0] for row in narrowed.rows] == ["2501.00033"]
    assert aiev("search", "@caches", "--since", "2025").rows == narrowed.rows
    assert len(aiev("export", "jsonl", "@caches").out.splitlines()) == 2
    assert json.loads(aiev("stats", "@caches", "--json").out)["papers"] == 2
    assert len(aiev("edit", "--query", "@caches", "--state", "read", "--yes").rows) == 2


def test_another_question_takes_the_name_and_is_told(aiev, small):
    aiev("save", "q", "cache")
    assert aiev("save", "@q", "cache").rows[0][1] == "unchanged"
    done = aiev("save", "q", "experts", "--json")
    assert done.err == "aiev: @q was: cache\n"
    assert json.loads(done.out) == {
        "schema": 1,
        "name": "q",
        "words": "experts",
        "filters": {},
        "papers": 2,
        "before": {"name": "q", "words": "cache", "filters": {}},
    }
    assert aiev("save", "q", "--remove", "--dry-run").rows == [["q", "would remove"]]
    assert aiev("save", "q", "--remove").rows == [["q", "removed"]]
    assert json.loads(aiev("save", "--json").out) == {"schema": 1, "questions": []}


def test_a_quoted_sign_and_one_within_a_word_are_words(aiev, small):
    assert aiev("search", '"@kite"', "--count").code == 0
    assert aiev("search", "kite@home", "--count").code == 0
    assert aiev("search", "@kite").code == 1


def test_two_questions_at_once_are_refused(aiev, small):
    aiev("save", "a", "kite")
    aiev("save", "b", "avocet")
    done = aiev("search", "@a", "@b")
    assert (done.code, "@a, @b" in done.err) == (2, True)


def test_what_came_in_is_told_once(aiev, small):
    aiev("save", "caches", "cache")
    assert (aiev("new").out, aiev("new").code) == ("", 0)
    aiev("add", "2502.00001", "--title", "A cache of caches", "--no-enrich")
    wanted = [["caches", "new", "2502.00001", "2025-02", "A cache of caches", ""]]
    assert aiev("new", "--keep").rows == wanted
    told = json.loads(aiev("new", "--keep", "--json").out)["questions"]
    assert [(one["name"], [p["arxiv_id"] for p in one["new"]]) for one in told] == [
        ("caches", ["2502.00001"])
    ]
    assert aiev("new", "caches").rows == wanted
    assert aiev("new").out == ""


def test_a_paper_that_answers_only_now_has_come_too(aiev, small):
    """A watch by the day of adding would never tell of a paper that is described later."""
    aiev("save", "sails", "sails")
    aiev("edit", "2406.00022", "--title", "Plover and its sails")
    assert [row[1:3] for row in aiev("new").rows] == [["new", "2406.00022"]]


def test_what_changed_at_arxiv_is_told_once(aiev, small):
    aiev("save", "caches", "cache", "--kind", "paper")
    knowledge.change(
        small,
        "insert into paper_change (paper_id, version, field, before, after, noticed_at)"
        " values (1, 4, 'version', '3', '4', '2025-01-01T00:00:00')",
        "insert into paper_change (paper_id, version, field, before, after, noticed_at)"
        " values (1, 4, 'doi', null, '10.1/x', '2025-01-01T00:00:00')",
    )
    [row] = aiev("new", "--keep").rows
    assert (row[1:3], row[-1]) == (["changed", "2405.00011"], "version; doi")
    [told] = json.loads(aiev("new", "--json").out)["questions"][0]["changed"]
    assert [change["after"] for change in told["changes"]] == ["4", "10.1/x"]
    assert aiev("new").out == ""


def test_what_another_command_notes_meanwhile_is_told_the_next_time(aiev, small, monkeypatch):
    """It was counted as seen after what is told had been read."""
    aiev("save", "caches", "cache", "--kind", "paper")
    count = questions.counted_changes

    def count_after_another(reader, ids):
        monkeypatch.setattr(questions, "counted_changes", count)
        knowledge.change(
            small,
            "insert into paper_change (paper_id, version, field, before, after, noticed_at)"
            " values (1, 4, 'version', '3', '4', '2025-01-01T00:00:00')",
        )
        return count(reader, ids)

    knowledge.change(
        small,
        "insert into paper_change (paper_id, version, field, before, after, noticed_at)"
        " values (1, 3, 'version', '2', '3', '2024-01-01T00:00:00')",
    )
    monkeypatch.setattr(questions, "counted_changes", count_after_another)
    told = [json.loads(aiev("new", "--json").out)["questions"][0]["changed"] for _ in range(3)]
    assert [[c["after"] for one in each for c in one["changes"]] for each in told] == [
        ["3"],
        ["4"],
        [],
    ]


def test_without_questions_it_says_how_to_save_one(aiev, small):
    done = aiev("new")
    assert (done.code, done.out) == (0, "")
    assert "aiev save" in done.err


def test_arxiv_is_asked_for_a_saved_question(discover, aiev, arxiv):
    aiev("save", "birds", "avocet", "--category", "cs.LG", "--tag", "mine")
    done = discover("@birds", "--json")
    assert done.code == 0, done.err
    assert "left out, as arXiv cannot be asked for it: --tag" in done.err
    plain = discover("avocet", "category:cs.LG", "--json")
    assert json.loads(done.out)["query"] == json.loads(plain.out)["query"]


def test_shells_are_offered_names(aiev, small):
    aiev("save", "caches", "cache")
    aiev("edit", "1", "--add-tag", "mine")
    for words, offered in (
        (("search", "@"), "@caches"),
        (("export", "bibtex", "@ca"), "@caches"),
        (("new", ""), "caches"),
        (("save", "c"), "caches"),
        (("edit", "1", "--remove-tag", ""), "mine"),
        (("search", "--state", "rea"), "reading"),
    ):
        assert offered in [row[0] for row in aiev("complete-words", *words).rows], words


@pytest.mark.parametrize("as_file", [True, False])
def test_two_lists_are_compared(home, aiev, as_file):
    path = home.folder / "l.md"
    path.write_text(LIST, encoding="utf-8")
    other = home.folder / "other.md"
    text = LIST.replace("3 Jan 2024", "9 Jan 2024").replace("| May 2024", "| 2 May 2024")
    other.write_text(f"{text}- [Gull](https://arxiv.org/abs/2402.00002)\n## Gulls\n")
    if not as_file:
        assert aiev("import", path, "--no-enrich").code == 0
    one = path if as_file else "l"
    done = aiev("diff", one, other)
    assert (done.code, done.err) == (0, "")
    assert done.rows == [
        [">", "arXiv:2402.00002", "", "Gull", "Waders"],
        ["~", "arXiv:2401.00001", "2024-01-03 → 2024-01-09", "Heron at dawn", "Waders"],
    ]
    assert aiev("diff", one, other, "--exit-code").code == 1
    assert aiev("diff", other, other, "--exit-code").code == 0
    told = json.loads(aiev("diff", one, other, "--json").out)
    assert (told["both"], len(told["only_first"]), len(told["only_second"])) == (2, 0, 1)
    assert told["unlike"][0]["fields"] == ["date"]
    assert home.database.exists() != as_file


def test_a_work_at_two_addresses_is_one_in_both_lists(home, aiev):
    (home.folder / "l.md").write_text(LIST, encoding="utf-8")
    (home.folder / "m.md").write_text(
        LIST.replace("https://birds.example/stork", "https://stork.example/paper.pdf")
    )
    aiev("import", home.folder / "l.md", home.folder / "m.md", "--no-enrich")
    assert len(aiev("diff", "l", "m").rows) == 2
    aiev("merge", "https://birds.example/stork", "https://stork.example/paper.pdf")
    assert aiev("diff", "l", "m").rows == []


@pytest.mark.parametrize(
    "damage",
    [
        ('"name": "q"', '"name": "q q"'),
        ('"words": "kite"', '"words": "kite since:never"'),
        ('"filters": "{}"', '"filters": "[]"'),
        ('"filters": "{}"', '"filters": "{\\"since\\": 3}"'),
        ('"filters": "{}"', '"filters": "{\\"wings\\": \\"two\\"}"'),
    ],
)
def test_a_question_of_a_backup_that_nobody_could_have_saved_is_told(aiev, small, home, damage):
    aiev("save", "q", "kite")
    text = aiev("backup", "-").out
    assert damage[0] in text
    home.database.unlink()
    done = aiev("import", "-", "--no-enrich", stdin=text.replace(*damage, 1).encode())
    assert (done.code, "unreadable-record" in done.err) == (5, True)
    assert (aiev("save").out, aiev("new").code) == ("", 0)
