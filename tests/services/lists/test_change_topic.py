"""Topics renamed and sorted wait in the knowledge base, and reach the list's file."""

import json

import pytest

from services.lists.small_list import LIST, changed_lines, put

CONTENTS = """# Kites

![](https://img.shields.io/badge/papers-5-blue)

- [🪁 Nets](#-nets) (3 papers)
- [2. Tails](#2-tails)
  - [Paper](#paper)

## 🪁 Nets

1. [Slow Knots](https://arxiv.org/abs/2403.00001)
2. [Old Knots](https://arxiv.org/abs/2401.00002)
   - a note below
3. [No Date](https://n.example/x)

See [tails](#2-tails).

## 2. Tails

### Paper

- [Tails of Paper](https://arxiv.org/abs/2401.00003)
- [Unlinked]()
"""


@pytest.fixture
def kites(home, aiev):
    return put(home, aiev, CONTENTS)


def test_a_rename_is_seen_at_once_and_reaches_the_file_and_its_contents(aiev, kites):
    assert aiev("rename", "tails", "Ends").rows == [["small", "renamed", "2. Tails", "2. Ends"]]
    assert kites.read_text() == CONTENTS
    assert {row[0] for row in aiev("topics").rows} >= {"2. Ends", "2. Ends > Paper"}
    assert len(aiev("search", "--topic", "2. Ends > Paper").rows) == 2
    # What is said under the new name waits with it.
    aiev("add", "2405.00009", "--topic", "Ends > Paper", "--title", "New", "--no-enrich")
    aiev("add", "2405.00008", "--topic", "Ends", "--title", "Newer", "--no-enrich")
    aiev("edit", "2403.00001", "--topic", "2. Ends > Paper")
    aiev("remove", "2401.00003", "--topic", "2. Ends > Paper")
    answer = aiev("sync", kites)
    assert (answer.code, answer.err) == (0, "")
    text = kites.read_text()
    head, _, tail = text.partition("## 2. Ends\n")
    assert head == CONTENTS.partition("## 2. Tails\n")[0].replace(
        "[2. Tails](#2-tails)", "[2. Ends](#2-ends)"
    ).replace("[tails](#2-tails)", "[ends](#2-ends)").replace("(3 papers)", "(2 papers)").replace(
        "papers-5", "papers-6"
    ).replace("1. [Slow Knots](https://arxiv.org/abs/2403.00001)\n", "")
    assert tail == (
        "\n- [Newer](https://arxiv.org/abs/2405.00008)\n\n### Paper\n\n- [Unlinked]()\n"
        "- [Slow Knots](https://arxiv.org/abs/2403.00001)\n"
        "- [New](https://arxiv.org/abs/2405.00009)\n"
    )
    again = json.loads(aiev("sync", kites, "--json").out)
    assert again["into_file"] == {"lines_added": 0, "lines_removed": 0}
    assert kites.read_text() == text


@pytest.mark.parametrize("is_synced", [False, True])
def test_renaming_back_gives_the_same_bytes_and_leaves_nothing_waiting(aiev, kites, is_synced):
    aiev("rename", "🪁 Nets", "Ropes")
    if is_synced:
        aiev("sync", kites)
        assert "- [🪁 Ropes](#-ropes) (3 papers)\n" in kites.read_text()
    aiev("rename", "Ropes", "Nets")
    assert aiev("export", "source").out == CONTENTS
    assert aiev("sync", kites).code == 0
    assert kites.read_text() == CONTENTS
    assert json.loads(aiev("sync", kites, "--json").out)["from_file"]["updated"] == 0


def test_a_dry_run_and_json_tell_and_store_nothing(aiev, kites):
    answer = json.loads(aiev("rename", "Nets", "Ropes", "--dry-run", "--json").out)
    assert answer == {
        "schema": 1, "list": "small", "topic": "Nets", "renamed": "Ropes", "lines": 2, "told": [],
    }  # fmt: skip
    answer = json.loads(aiev("sort", "Nets", "--reverse", "--dry-run", "--json").out)
    assert (answer["entries"], answer["moved"], answer["without"]) == (3, 0, ["No Date"])
    assert aiev("sort", "Nets", "--dry-run").rows == [["small", "would sort", "Nets", "3", "2"]]
    assert aiev("export", "source").out == CONTENTS
    assert {row[0] for row in aiev("topics").rows} == {"Nets", "2. Tails", "2. Tails > Paper"}
    # Said once, however many entries it is about.
    answer = aiev("sort", "Nets", "--by", "venue")
    assert answer.err == "aiev: no entry has a venue, so all stay where they are\n"


def test_a_sorted_section_keeps_lines_and_numbers_and_settles(aiev, kites):
    answer = aiev("sort", "Nets", "--by", "date")
    assert answer.rows == [["small", "sorted", "Nets", "3", "2"]]
    assert "without a date, so last: No Date" in answer.err
    assert aiev("sync", kites).code == 0
    lines = (
        "1. [Old Knots](https://arxiv.org/abs/2401.00002)\n   - a note below\n"
        "2. [Slow Knots](https://arxiv.org/abs/2403.00001)\n3. [No Date]"
    )
    assert lines in kites.read_text()
    assert aiev("sort", "Nets", "--by", "date").rows[0][1] == "unchanged"
    # The order was given once: what the file says later is the file's.
    kites.write_text(CONTENTS)
    assert json.loads(aiev("sync", kites, "--json").out)["into_file"]["lines_added"] == 0
    assert kites.read_text() == CONTENTS


def test_the_last_order_counts_and_the_one_before_it_between_equals(home, aiev):
    entries = "- [B](https://b.example) | 2024\n- [A](https://a.example) | 2024\n"
    path = put(home, aiev, f"## T\n\n{entries}- [C](https://c.example) | 2023\n")
    aiev("sort", "T", "--by", "title", "--reverse")
    aiev("sort", "T", "--by", "date")
    aiev("sort", "T", "--by", "title")
    aiev("sort", "T", "--by", "date")
    aiev("sync", path)
    labels = [line[3] for line in path.read_text().splitlines() if line.startswith("- ")]
    assert labels == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("rename", "Tale", "X"), 1, "the nearest are: 2. Tails"),
        (("rename", "Nets", "Tails > Ropes"), 2, "renamed, not moved"),
        (("rename", "Nets", "2. tails"), 2, "of this name already"),
        (("rename", "Nets", " "), 2, "a topic needs a name"),
        (("rename", "Nets", "Contributing"), 2, "about the list"),
        (("rename", "Nets"), 2, "NEW"),
        (("rename", "Nets", "X", "--list", "other"), 1, "no list has this name: other"),
        (("sort", "Tale"), 1, "the nearest are: 2. Tails"),
        (("sort", "2. Tails", "--by", "date"), 2, "no entries stand directly under"),
        (("sort", "Nets", "--by", "size"), 2, "size"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(aiev, kites, words, code, told):
    answer = aiev(*words)
    assert answer.code == code
    assert told in answer.err
    assert "--create-topic" not in answer.err
    assert aiev("export", "source").out == CONTENTS


def test_topics_called_alike_are_told_and_the_list_or_the_path_chooses(home, aiev, kites):
    other = home.folder / "other.md"
    other.write_text(
        "# Other\n\n## Nets\n\n- [X](https://x.example)\n\n## Nets\n\n- [Y](https://y.example)\n"
    )
    aiev("import", other, "--no-enrich")
    assert "Nets (small); Nets (other)" in aiev("rename", "Nets", "Ropes").err
    answer = aiev("rename", "Nets", "Ropes", "--list", "other")
    assert "has this heading 2 times, in lines 3, 7" in answer.err
    assert aiev("export", "source", "--list", "other").out.count("## Ropes\n") == 2
    assert aiev("export", "source", "--list", "small").out == CONTENTS


def test_an_addition_follows_a_heading_that_the_file_corrects(aiev, listed):
    aiev("add", "2405.00009", "--topic", "Serving", "--title", "New", "--no-enrich")
    aiev("add", "2405.00010", "--topic", "Empty", "--title", "Kites", "--no-enrich")
    aiev("remove", "2404.00004")
    aiev("edit", "2403.00003", "--topic", "Training")
    here = LIST.replace("## Serving", "## LLM Serving").replace("## Empty", "## Void")
    here = here.replace("## Training", "## Model Training")
    listed.write_text(here)
    assert aiev("sync", listed).code == 0
    out, put_in = changed_lines(here, listed.read_text())
    assert [line for line in put_in if line.startswith("#")] == []
    assert [line for line in out if line.startswith("#")] == []
    text = listed.read_text()
    assert text.index("2405.00009") < text.index("## Model Training") < text.index("2403.00003")
    assert text.index("## Void") < text.index("2405.00010")
    assert "2404.00004" not in text
    assert {row[0] for row in aiev("topics").rows} == {"LLM Serving", "Model Training", "Void"}


def test_a_heading_that_both_sides_renamed_stays_the_files_and_is_told_once(aiev, listed):
    aiev("rename", "Serving", "Ours")
    aiev("add", "2405.00009", "--topic", "Ours", "--title", "New", "--no-enrich")
    listed.write_text(LIST.replace("## Serving", "## Theirs"))
    answer = aiev("sync", listed)
    assert answer.code == 5
    assert "“Serving”: the file says “Theirs”" in answer.err
    assert "you said “Ours”" in answer.err
    assert "## Theirs\n" in listed.read_text()
    assert "2405.00009" in listed.read_text().partition("## Training")[0]
    assert aiev("sync", listed).code == 0
    aiev("rename", "Theirs", "Ours")
    aiev("sync", listed)
    assert "## Ours\n" in listed.read_text()


def test_what_waits_goes_along_in_a_backup(home, aiev, kites):
    aiev("rename", "2. Tails", "Ends")
    aiev("rename", "2. Ends > Paper", "Cloth")
    aiev("sort", "Nets", "--by", "date")
    aiev("add", "2405.00009", "--topic", "Cloth", "--title", "New", "--no-enrich")
    wanted = aiev("export", "source").out
    assert "## 2. Ends\n\n### Cloth\n" in wanted
    backup = home.folder / "all.jsonl"
    aiev("backup", backup)
    other = ("--db", home.folder / "other.db")
    assert aiev(*other, "import", backup).code == 0
    assert aiev(*other, "export", "source").out == wanted


def test_a_new_topic_takes_the_next_number_below_a_topic_named_as_it_likes(aiev, kites):
    answer = aiev(
        "add", "2405.00009", "--topic", "Strings", "--create-topic", "--title", "New", "--no-enrich"
    )
    assert answer.rows[0][3] == "Strings"
    text = aiev("export", "source").out
    assert "\n- [Strings](#strings)\n" in text
    answer = aiev(
        "add", "2405.00008", "--topic", "tails > Silk", "--create-topic", "--title", "Silk",
        "--no-enrich",
    )  # fmt: skip
    assert answer.rows[0][3] == "2. Tails > Silk"
    assert "\n  - [Silk](#silk)\n" in aiev("export", "source").out


def test_shells_complete_topics_for_both(aiev, kites):
    for command in ("rename", "sort"):
        assert "Nets" in aiev("complete-words", command, "Ne").out
    assert json.loads(aiev("sort", "Nets", "--json").out)["by"] == "date"


def test_contents_that_are_not_kept_in_step_are_told(home, aiev):
    contents = "| [One](#one) | [Two](#two) |\n|---|---|"
    topics = "## One\n\n- [A](https://a.example)\n\n## Two\n\n- [B](https://b.example)\n"
    put(home, aiev, f"# L\n\n{contents}\n\n{topics}")
    answer = aiev("rename", "Two", "Deux")
    assert answer.err == ""
    assert "| [Deux](#deux) |" in aiev("export", "source").out
    answer = aiev(
        "add", "2405.00009", "--topic", "Three", "--create-topic", "--title", "New", "--no-enrich"
    )
    assert "the table of contents of small gets no line for it: Three" in answer.err


def test_contents_of_doctoc_get_the_line_that_doctoc_writes(home, aiev):
    head = "<!-- START doctoc generated TOC please keep comment here to allow auto update -->\n"
    lines = "- [One](#one)\n  - [In One](#in-one)\n- [Two](#two)\n"
    foot = "\n<!-- END doctoc generated TOC please keep comment here to allow auto update -->\n"
    topics = "## One\n\n- [A](https://a.example)\n\n### In One\n\n- [C](https://c.example)\n\n"
    topics += "## Two\n\n- [B](https://b.example)\n"
    put(home, aiev, f"# L\n\n{head}{lines}{foot}\n{topics}")
    words = ("--create-topic", "--title", "New", "--no-enrich")
    assert aiev("add", "2405.00008", "--topic", "One > Sub: 2", *words).err == ""
    assert aiev("add", "2405.00009", "--topic", "Three", *words).err == ""
    wanted = lines.replace("- [Two]", "  - [Sub: 2](#sub-2)\n- [Two]") + "- [Three](#three)\n"
    assert f"{head}{wanted}{foot}" in aiev("export", "source").out
