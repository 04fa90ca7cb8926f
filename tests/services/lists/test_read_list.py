"""Importing: the shipped list to the number, an unchanged list without a trace, edits as edits."""

import pytest

import knowledge
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.domain.reference import Reference
from aiev.errors import InputError
from aiev.services.arxiv.enrich import enrich
from aiev.services.lists import read_list as imports
from aiev.services.lists.add_paper import add_papers
from aiev.services.lists.words_to_add import Words
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_for_dry_run, open_writer

A_LIST = """\
# A List

## One

- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024 | MIT
- [Plover](https://arxiv.org/abs/2402.00002)
- [page](https://example.org/page)

## Two

- [Kite](https://arxiv.org/abs/2403.00003)
- [Avocet]()
"""


@pytest.fixture
def writer(tmp_path):
    with open_writer(tmp_path / "import.db") as writer:
        yield writer


def entries_of(writer, columns="entry.id, label"):
    return knowledge.rows(writer.path, f"select {columns} from entry order by entry.position")


def ids_by_label(writer):
    return {label: key for key, label in entries_of(writer)}


def test_the_shipped_list_is_stored_to_the_number(tmp_path):
    path = tmp_path / "seed.db"
    with open_writer(path) as writer:
        seed = knowledge.store_list(writer, knowledge.SEED.read_bytes())
    assert (seed.entries, seed.arxiv_papers, seed.dated, seed.papers) == (174, 114, 75, 168)
    assert (seed.topics, seed.tables, seed.added, seed.pending) == (43, 1, 174, 114)
    count = "select count(*) from "
    for what, number in (
        ("entry", 174),
        ("paper", 168),
        ("topic", 43),
        ("paper where arxiv_id is not null", 114),
        ("entry where listed_date is not null", 75),
        ("entry where url is null", 24),
        ("block where kind = 'table'", 1),
        ("paper where kind = 'placeholder'", 24),
    ):
        assert knowledge.rows(path, count + what) == [(number,)], what
    twice = "select arxiv_id from paper join entry on paper_id = paper.id group by 1" \
        " having arxiv_id is not null and count(*) > 1"  # fmt: skip
    assert {value for (value,) in knowledge.rows(path, twice)} == {
        "2405.01814", "2410.13276", "2405.04434", "2305.13245", "2504.02263"}  # fmt: skip
    unknown = [f.message for f in seed.findings if f.code == "unknown-organization"]
    assert len(unknown) == 1
    assert "UK Univesity" in unknown[0]
    with open_reader(path) as reader:
        assert reader.list_content("small") == knowledge.SEED.read_bytes()


def test_importing_twice_changes_nothing_at_all(tmp_path):
    path = tmp_path / "seed.db"
    with open_writer(path) as writer:
        knowledge.store_list(writer, knowledge.SEED.read_bytes())
    before = knowledge.dump(path)
    with open_writer(path) as writer:
        again = knowledge.store_list(writer, knowledge.SEED.read_bytes())
    assert (again.added, again.updated, again.removed) == (0, 0, 0)
    assert knowledge.dump(path) == before


def test_findings_name_the_lines_that_an_editor_shows(writer):
    text = (
        "# L\n\n## T\n"
        "- [Herons in Winter](https://arxiv.org/abs/2401.00001) | 3 Jan 2024 | Nowhere Univ X\n"
        "- [Herons in Winter](https://arxiv.org/pdf/2401.00001v2)\n"
        "- [Quite another thing](https://arxiv.org/abs/2401.00001)\n- [Gap]()\n-\n"
    )
    found = [(f.line, f.code) for f in knowledge.store_list(writer, text).findings]
    assert found == [
        (4, "unknown-organization"),
        (5, "repeated-entry"),
        (6, "unlike-titles"),
        (7, "empty-link"),
        (8, "empty-entry"),
    ]


def test_a_changed_label_and_date_keep_the_row_of_the_entry(writer):
    knowledge.store_list(writer, A_LIST)
    before = ids_by_label(writer)
    edited = A_LIST.replace("[Heron]", "[Grey Heron]").replace("3 Jan 2024", "4 Jan 2024")
    change = knowledge.store_list(writer, edited)
    assert (change.added, change.updated, change.removed) == (0, 1, 0)
    after = ids_by_label(writer)
    assert after["Grey Heron"] == before["Heron"]
    assert {k: v for k, v in after.items() if k != "Grey Heron"} == {
        k: v for k, v in before.items() if k != "Heron"
    }
    with open_reader(writer.path) as reader:
        (paper,) = reader.papers([reader.paper_id(arxiv_id="2401.00001")])
    assert (paper.title, paper.issued) == ("Grey Heron", "2024-01-04")


def test_a_line_above_moves_the_others_without_changing_them(writer):
    knowledge.store_list(writer, A_LIST)
    before = ids_by_label(writer)
    edited = A_LIST.replace("## One\n", "## One\n\n- [New](https://arxiv.org/abs/2404.00004)\n")
    change = knowledge.store_list(writer, edited)
    assert (change.added, change.updated, change.removed) == (1, 0, 0)
    after = ids_by_label(writer)
    assert {label: after[label] for label in before} == before
    assert entries_of(writer, "line") == [(5,), (7,), (8,), (9,), (13,), (14,)]


def test_an_entry_that_moves_keeps_its_row(writer):
    knowledge.store_list(writer, A_LIST)
    before = ids_by_label(writer)
    plover = "- [Plover](https://arxiv.org/abs/2402.00002)\n"
    moved = A_LIST.replace(plover, "") + plover
    change = knowledge.store_list(writer, moved)
    assert (change.added, change.updated, change.removed) == (0, 1, 0)
    assert ids_by_label(writer) == before
    with open_reader(writer.path) as reader:
        (paper,) = reader.papers([reader.paper_id(arxiv_id="2402.00002")])
    assert paper.topics == ("Two",)


def test_a_renamed_heading_keeps_the_rows_of_its_entries(writer):
    knowledge.store_list(writer, A_LIST)
    before = ids_by_label(writer)
    change = knowledge.store_list(writer, A_LIST.replace("## Two", "## Deux"))
    assert (change.added, change.removed) == (0, 0), "a placeholder follows its topic"
    after = ids_by_label(writer)
    assert after["Kite"] == before["Kite"]
    topics = knowledge.rows(writer.path, "select path from topic order by position")
    assert topics == [("One",), ("Deux",)]


def test_a_vanished_entry_goes_and_what_the_user_added_stays(writer):
    knowledge.store_list(writer, A_LIST)
    kite = Reference(arxiv_id=ArxivId("2403.00003"))
    words = Words(tags=("mine",), note="Read again.", organizations=("CMU",))
    add_papers(writer, [kite], words, now=knowledge.NOW)
    new = Reference(arxiv_id=ArxivId("2405.00005"))
    add_papers(writer, [new], Words(topic="Two"), now=knowledge.NOW)
    gone = A_LIST[: A_LIST.index("## Two")]

    change = knowledge.store_list(writer, gone)
    assert (change.added, change.updated, change.removed) == (0, 0, 2)
    with open_reader(writer.path) as reader:
        (paper,) = reader.papers([reader.paper_id(arxiv_id="2403.00003")])
        (added,) = reader.papers([reader.paper_id(arxiv_id="2405.00005")])
    assert paper.entries == ()
    assert paper.topics == ()
    assert paper.title == "Kite"
    assert (paper.tags, paper.notes) == (("mine",), ("Read again.",))
    assert paper.organizations == ("Carnegie Mellon University",)
    assert added.topics == ("Two",), "a topic that holds the user's entry stays"
    assert [(e.line, e.topic) for e in added.entries] == [(None, "Two")]


def test_a_topic_that_vanishes_takes_those_below_it_along_without_a_warning(writer):
    deep = "# L\n\n## A\n\n### B\n\n#### C\n\n- [x](https://arxiv.org/abs/2401.00001)\n"
    knowledge.store_list(writer, deep)
    knowledge.store_list(writer, "# L\n")
    assert knowledge.rows(writer.path, "select * from topic") == []


def test_an_entry_of_the_users_becomes_the_lists_once_the_file_has_it(writer):
    knowledge.store_list(writer, A_LIST)
    new = Reference(arxiv_id=ArxivId("2405.00005"))
    words = Words(topic="One", title="My Title", organizations=("MIT",))
    add_papers(writer, [new], words, now=knowledge.NOW)
    ((own,),) = knowledge.rows(writer.path, "select id from entry where origin = 'user'")
    line = "- [My Title](https://arxiv.org/abs/2405.00005) | 2024 | MIT\n"
    change = knowledge.store_list(writer, A_LIST.replace("\n## Two", line + "\n## Two"))
    assert (change.added, change.updated, change.removed) == (0, 1, 0)
    assert knowledge.rows(
        writer.path, "select origin, line, listed_date from entry where id = ?", own
    ) == [("list", 8, "2024")]
    assert knowledge.rows(writer.path, "select id from entry where origin = 'user'") == []


def test_enriched_papers_keep_arxivs_title_when_the_list_changes_its_label(writer):
    knowledge.store_list(writer, A_LIST)
    known = [knowledge.record("2401.00001", title="On Herons")]
    enrich(writer, knowledge.answer(known), clock=lambda: knowledge.NOW)
    knowledge.store_list(writer, A_LIST.replace("[Heron]", "[Grey Heron]"))
    with open_reader(writer.path) as reader:
        (paper,) = reader.papers([reader.paper_id(arxiv_id="2401.00001")])
    assert paper.title == "On Herons"
    assert [entry.label for entry in paper.entries] == ["Grey Heron"]


def test_two_lists_share_a_paper(writer):
    knowledge.store_list(writer, A_LIST, name="a")
    knowledge.store_list(writer, A_LIST.replace("One", "Uno"), name="b")
    with open_reader(writer.path) as reader:
        (paper,) = reader.papers([reader.paper_id(arxiv_id="2401.00001")])
    assert [(e.list, e.topic) for e in paper.entries] == [("a", "One"), ("b", "Uno")]
    knowledge.store_list(writer, "# nothing\n", name="b")
    with open_reader(writer.path) as reader:
        (paper,) = reader.papers([reader.paper_id(arxiv_id="2401.00001")])
    assert [(e.list, e.topic) for e in paper.entries] == [("a", "One")]
    assert paper.organizations == ("Massachusetts Institute of Technology",)


def test_the_users_date_is_not_changed_by_a_list(writer):
    knowledge.store_list(writer, A_LIST)
    heron = Reference(arxiv_id=ArxivId("2401.00001"))
    add_papers(writer, [heron], Words(date=PartialDate(2020)), now=knowledge.NOW)
    knowledge.store_list(writer, A_LIST.replace("3 Jan 2024", "9 Jan 2024"))
    rows = knowledge.rows(writer.path, "select issued from paper where arxiv_id = '2401.00001'")
    assert rows == [("2020",)]


def test_a_trial_leaves_no_trace_where_there_is_no_database(tmp_path):
    path = tmp_path / "deep" / "none.db"
    with open_for_dry_run(path) as writer:
        file = imports.read_file(A_LIST.encode(), path=None, name="l")
        tried = imports.import_list(writer, file, now=knowledge.NOW, is_dry_run=True)
    assert (tried.added, tried.entries) == (5, 5)
    assert list(tmp_path.iterdir()) == []


def test_a_trial_leaves_an_existing_database_as_it_is(small):
    before = knowledge.dump(small)
    with open_for_dry_run(small) as writer:
        file = imports.read_file(A_LIST.encode(), path=None, name="small")
        tried = imports.import_list(writer, file, now=knowledge.NOW, is_dry_run=True)
    assert tried.removed > 0
    assert knowledge.dump(small) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# ok\n\n- caf\xe9\n", r"not UTF-8 text \(byte 12, line 3\)"),
        (b"%PDF-1.5\n", "binary"),
        (b"\x1f\x8b\x08\0" + bytes(range(200, 255)), "compressed"),
        (b"SQLite format 3\0" + bytes(100), "binary"),
        (b"\xff\xfe#\0 \0l\0i\0s\0t\0" + b"-\0 \0" * 40, "not UTF-8 text"),
        (b"#\0 \0l\0i\0s\0t\0" + b"-\0 \0" * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "binary|not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(content, said):
    with pytest.raises(InputError, match=said):
        imports.read_file(content, path=None, name=None)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("lists/awesome.md", "awesome"),
        ("lists/README.md", "lists"),
        ("lists/readme.markdown", "lists"),
        ("lists/my.long.name.md", "my.long.name"),
    ],
)
def test_a_list_is_named_by_its_file_or_folder(tmp_path, path, name):
    assert imports.read_file(b"", path=tmp_path / path, name=None).name == name
    assert imports.read_file(b"", path=tmp_path / path, name="mine").name == "mine"


def test_odd_lists_are_kept_to_the_byte(writer):
    for number, content in enumerate(
        (b"", b"\n", b"\xef\xbb\xbf# bom\r\n- [a](b)\r\n", b"# no end", b"| a |\n", b"\0- [x](y)\n")
    ):
        knowledge.store_list(writer, content, name=str(number))
        with open_reader(writer.path) as reader:
            assert reader.list_content(str(number)) == content


def test_a_file_does_not_silently_take_the_place_of_another(home, aiev):
    for folder in ("one", "two"):
        (home.folder / folder).mkdir()
        (home.folder / folder / "list.md").write_text(
            f"## T\n\n- [{folder}](https://x.y/{folder})\n"
        )
    assert aiev("import", home.folder / "one" / "list.md", "--no-enrich").code == 0
    refused = aiev("import", home.folder / "two" / "list.md", "--no-enrich")
    assert (refused.code, "--name" in refused.err) == (2, True)
    assert "one" in aiev("search").out
    assert (
        aiev("import", home.folder / "two" / "list.md", "--no-enrich", "--name", "list").code == 0
    )
    assert aiev("export", "source").out.startswith("## T\n\n- [two]")


def test_a_renamed_heading_keeps_its_placeholders(home, aiev):
    path = home.folder / "list.md"
    path.write_text("## Old\n\n- [thing]()\n- [kept]()\n")
    aiev("import", path, "--no-enrich")
    [kept] = [row[0] for row in aiev("search").rows if "kept" in row]
    aiev("add", kept, "--note", "mine", "--no-enrich")
    path.write_text("## New\n\n- [thing]()\n- [kept]()\n")
    aiev("import", path, "--no-enrich")
    titles = sorted(row[2] for row in aiev("search").rows)
    assert titles == ["kept", "thing"]


def test_letters_written_in_two_pieces_are_found_as_one(home, aiev):
    """A Mac's file may hold e and an accent apart; whoever searches types é."""
    path = home.folder / "list.md"
    path.write_text(
        "## Modèles\n\n- [Etude des modèles](https://x.y/1) | École\n".replace("è", "e\u0300")
    )
    aiev("import", path, "--no-enrich")
    assert len(aiev("search", "--topic", "modèles").rows) == 1
    assert "Etude des modèles" in aiev("search", "modèles").out
    assert aiev("add", "2401.00001", "--topic", "Modèles", "--no-enrich").code == 0
    assert aiev("export", "source").out.startswith("## Mode\u0300les\n")
