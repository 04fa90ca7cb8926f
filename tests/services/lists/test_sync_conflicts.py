"""Changed here and in the file: both values are told, neither is lost, what is alike passes."""

import pytest

from services.lists.small_list import LIST, changed_lines


def test_a_conflict_is_told_with_both_values_and_neither_is_lost(aiev, listed):
    aiev("edit", "2404.00004", "--date", "2024-04-10")
    listed.write_text(LIST.replace("9 Apr 2024", "11 Apr 2024"), encoding="utf-8")
    for _ in range(2):
        answer = aiev("sync", listed)
        assert answer.code == 5
        assert "2024-04-11" in answer.err
        assert "2024-04-10" in answer.err
        assert "11 Apr 2024" in listed.read_text(encoding="utf-8")
        assert "issued\t2024-04-10" in aiev("show", "2404.00004").out
    aiev("edit", "2404.00004", "--date", "2024-04-12")
    assert aiev("sync", listed).code == 0
    assert "12 Apr 2024" in listed.read_text(encoding="utf-8")


def test_what_was_removed_here_and_changed_in_the_file_is_a_conflict(aiev, listed):
    aiev("remove", "2404.00004")
    listed.write_text(LIST.replace("Delta:", "Delta Two:"), encoding="utf-8")
    answer = aiev("sync", listed)
    assert answer.code == 5
    assert "“Delta Two: A Trainer”, you removed the entry, which said “Delta: A T" in answer.err
    assert "; it stays in the list" in answer.err
    assert "Delta Two" in listed.read_text(encoding="utf-8")
    assert aiev("sync", listed).code == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "9 Apr 2024",
            "11 Apr 2024",
            "date of “Delta: A Trainer”: the file says “2024-04-11”,"
            " you removed the entry, which said “2024-04-09”",
        ),
        ("| Microsoft", "| Meta", "organizations of “Delta: A Trainer”: the file says “Meta”"),
        ("2404.00004)", "2404.00004): read it", "note of “Delta: A Trainer”: the file says “read"),
        ("2404.00004", "2405.00005", "url of “Delta: A Trainer”: the file says"),
        ("/pdf/2404.00004", "/abs/2404.00004", "url of “Delta: A Trainer”: the file says"),
        (
            "2404.00004)",
            "2404.00004) [[code]](https://example.org/c)",
            "links of “Delta: A Trainer”: the file says “code https://example.org/c”,"
            " you removed the entry, which said “”",
        ),
    ],
)
@pytest.mark.parametrize("words", [(), ("--topic", "Training")])
def test_a_change_in_the_file_of_what_was_removed_here_is_a_conflict(
    aiev, listed, words, old, new, told
):
    """Whatever the file says anew of it: the removal was of something else, and is told."""
    aiev("remove", "2404.00004", *words)
    text = LIST.replace(old, new)
    listed.write_text(text, encoding="utf-8")
    dry = aiev("sync", listed, "--dry-run")
    answer = aiev("sync", listed)
    assert (answer.code, dry.code) == (5, 5)
    assert told in answer.err
    assert told in dry.err
    assert listed.read_text(encoding="utf-8") == text
    assert aiev("sync", listed).code == 0
    removed = "2405.00005" if "2405.00005" in new else "2404.00004"
    assert aiev("remove", removed).code == 0
    assert aiev("sync", listed).code == 0
    assert changed_lines(text, listed.read_text(encoding="utf-8"))[1] == []
    assert "Delta" not in listed.read_text(encoding="utf-8")


def test_a_move_in_the_file_of_what_was_removed_here_is_a_conflict(aiev, listed):
    line = next(line for line in LIST.splitlines(True) if "Delta" in line)
    aiev("remove", "2404.00004")
    text = LIST.replace(line, "").replace("## Empty\n", f"## Empty\n\n{line}")
    listed.write_text(text, encoding="utf-8")
    answer = aiev("sync", listed)
    assert answer.code == 5
    assert "topic of “Delta: A Trainer”: the file says “Empty”" in answer.err
    assert "which said “Training”" in answer.err
    assert listed.read_text(encoding="utf-8") == text


def test_a_line_that_only_moved_down_stays_removed(aiev, listed):
    aiev("remove", "2404.00004")
    added = "## Training\n\n* [Eta](https://arxiv.org/pdf/2406.00006) | Google\n"
    text = LIST.replace("## Training\n\n", added)
    listed.write_text(text, encoding="utf-8")
    assert aiev("sync", listed).code == 0
    assert changed_lines(text, listed.read_text(encoding="utf-8"))[1] == []
    assert "Delta" not in listed.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--title", "Delta Two"), "label of “Delta Two”: the file removed the entry, you said"),
        (("--url", "https://example.org/d"), "url of “Delta: A Trainer”: the file removed the"),
        (("--org", "Meta"), "organizations of “Delta: A Trainer”: the file removed the entry"),
        (("--topic", "Serving"), "the file removed the entry, you said “Serving”"),
    ],
)
def test_whatever_was_changed_of_what_the_file_removed_is_told(aiev, listed, words, told):
    aiev("edit", "2404.00004", *words)
    text = "".join(line for line in LIST.splitlines(True) if "Delta" not in line)
    listed.write_text(text, encoding="utf-8")
    answer = aiev("sync", listed)
    assert answer.code == 5
    assert told in answer.err
    assert listed.read_text(encoding="utf-8") == text
    assert aiev("sync", listed).code == 0


def test_one_of_two_entries_of_a_paper_may_go_on_both_sides(aiev, listed):
    """The other one comes in no place of the first."""
    other = "* [Zeta]()\n* [Delta again](https://arxiv.org/pdf/2404.00004)\n"
    listed.write_text(LIST.replace("* [Zeta]()\n", other), encoding="utf-8")
    assert aiev("sync", listed).code == 0
    aiev("remove", "2404.00004")
    text = listed.read_text(encoding="utf-8").replace(other.splitlines(True)[1], "")
    listed.write_text(text, encoding="utf-8")
    assert aiev("sync", listed).code == 0
    assert "2404.00004" not in listed.read_text(encoding="utf-8")


def test_two_entries_alike_that_were_removed_are_no_conflict(aiev, home):
    """They are called the same under one topic, and each links another page of the paper."""
    path = home.folder / "twice.md"
    one = "- [Alpha](https://arxiv.org/abs/2401.00001) | 3 Jan 2024\n"
    two = "- [Alpha](https://arxiv.org/html/2401.00001v1) | Google\n"
    rest = "- [Beta](https://arxiv.org/abs/2402.00002)\n"
    path.write_text(f"## Things\n\n{one}{rest}{two}", encoding="utf-8")
    aiev("import", path, "--no-enrich")
    assert aiev("remove", "2401.00001").code == 0
    answer = aiev("sync", path)
    assert (answer.code, "conflict" in answer.err) == (0, False)
    assert path.read_text(encoding="utf-8") == f"## Things\n\n{rest}"


def test_what_was_changed_here_and_removed_in_the_file_is_a_conflict(aiev, listed):
    aiev("edit", "2404.00004", "--note", "read it first", "--date", "2024-04-10")
    lines = LIST.splitlines(True)
    listed.write_text("".join(line for line in lines if "Delta" not in line), encoding="utf-8")
    answer = aiev("sync", listed)
    assert answer.code == 5
    assert "the file removed the entry, you said “read it first”" in answer.err
    assert "the file removed the entry, you said “2024-04-10”" in answer.err
    shown = aiev("show", "2404.00004").out
    assert "read it first" in shown
    assert "issued\t2024-04-10" in shown
    assert aiev("sync", listed).code == 0


def test_a_conflict_is_a_finding_until_it_is_settled(aiev, listed):
    aiev("edit", "2404.00004", "--date", "2024-04-10")
    listed.write_text(LIST.replace("9 Apr 2024", "11 Apr 2024"), encoding="utf-8")
    aiev("sync", listed)
    assert "edit-conflict" in aiev("check").out
    aiev("edit", "2404.00004", "--date", "2024-04-11")
    assert "edit-conflict" not in aiev("check").out
