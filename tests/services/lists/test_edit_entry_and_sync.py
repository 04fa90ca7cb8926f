"""A list and its file stay one: edits are spliced, and changes in the file are read."""

import json
import os
import stat
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiev.errors import OutputError
from aiev.services.lists.sync import sync
from aiev.store.writing.writer import open_writer
from running import make_home, run_here, run_process
from services.lists.small_list import LIST, changed_lines, put


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ["2401.00001", "--title", "Alpha: The [Server]"],
            "* [Alpha: The \\[Server\\]](https://arxiv.org/pdf/2401.00001) | 3 Jan 2024 | Google\n",
        ),
        (
            ["2401.00001", "--date", "2024-02"],
            "* [Alpha: A Server](https://arxiv.org/pdf/2401.00001) | Feb 2024 | Google\n",
        ),
        (
            ["2401.00001", "--org", "MIT", "--org", "CMU"],
            "* [Alpha: A Server](https://arxiv.org/pdf/2401.00001) | 3 Jan 2024 | MIT\\&CMU\n",
        ),
        (
            ["2403.00003", "--note", "The Third"],
            "* [Gamma](https://arxiv.org/pdf/2403.00003): The Third | 7 Mar 2024 |\n",
        ),
        (
            ["https://github.com/example/epsilon", "--url", "https://github.com/example/eps"],
            "* [Epsilon](https://github.com/example/eps) | Google\n",
        ),
    ],
)
def test_one_changed_field_changes_its_own_line_only(aiev, listed, words, line):
    assert aiev("edit", *words).code == 0
    gone, came = changed_lines(LIST, aiev("export", "source").out)
    assert len(gone) == 1
    assert came == [line]


def test_a_link_that_leads_nowhere_is_mended_though_the_file_changes_elsewhere(home, aiev):
    """The file says the address that is asked for, and the edit waits until it is a link."""
    broken = "[Alpha: A Server] (https://arxiv.org/pdf/2401.00001)"
    text = LIST.replace(broken.replace("] (", "]("), broken)
    path = put(home, aiev, text)
    assert aiev("edit", "2401.00001", "--url", "https://arxiv.org/pdf/2401.00001").code == 0
    path.write_text(text.replace("| MIT", "| CMU"), encoding="utf-8")
    for _ in range(2):
        assert aiev("sync", path).code == 0
        assert path.read_text(encoding="utf-8") == LIST.replace("| MIT", "| CMU")
    path.write_text(text, encoding="utf-8")
    assert aiev("sync", path).code == 0
    assert path.read_text(encoding="utf-8") == text, "the edit ended once it was written"


def test_a_removed_paper_takes_its_line_and_stays_away(aiev, listed):
    assert aiev("remove", "2402.00002").code == 0
    gone, came = changed_lines(LIST, aiev("export", "source").out)
    assert (len(gone), came) == (1, [])
    assert aiev("import", listed, "--no-enrich").code == 0
    assert aiev("show", "2402.00002").code == 1
    assert aiev("search", '"beta"').out == ""


def test_a_moved_entry_is_one_line_less_and_one_more(aiev, listed):
    assert aiev("edit", "2401.00001", "--topic", "Training").code == 0
    gone, came = changed_lines(LIST, aiev("export", "source").out)
    assert gone == came
    assert len(gone) == 1
    assert "Training" in aiev("show", "2401.00001").out


def test_a_placeholder_that_gets_an_address_becomes_its_paper(aiev, listed):
    [zeta] = [row for row in aiev("search", "zeta").rows if "Zeta" in row]
    assert aiev("add", zeta[0], "--tag", "later", "--no-enrich").code == 0
    assert aiev("edit", zeta[0], "--url", "https://arxiv.org/abs/2405.00005").code == 0
    paper = json.loads(aiev("show", "2405.00005", "--json").out)
    assert (paper["title"], paper["tags"]) == ("Zeta", ["later"])
    assert aiev("show", zeta[0]).code == 1
    assert "* [Zeta](https://arxiv.org/abs/2405.00005)\n" in aiev("export", "source").out


def test_edits_outlive_an_import_of_the_unchanged_file(aiev, listed):
    aiev("edit", "2401.00001", "--title", "Mine", "--date", "2023-12-31", "--org", "Meta")
    before = aiev("show", "2401.00001", "--json").out
    assert "nothing changed" in aiev("import", listed, "--no-enrich").out
    assert aiev("show", "2401.00001", "--json").out == before
    assert (
        "[Mine](https://arxiv.org/pdf/2401.00001) | 31 Dec 2023 | Meta"
        in aiev("export", "source").out
    )


def test_what_cannot_be_edited_is_said_and_nothing_changes(aiev, listed):
    before = aiev("backup", "-").out
    for words, code in [
        (["2401.00001"], 2),
        (["2401.00001", "--date", "next week"], 2),
        (["2401.00001", "--title", " "], 2),
        (["2401.00001", "--topic", "Nowhere"], 1),
        (["2401.00001", "--date", "2024", "--from", "Training"], 1),
        (["2401.99999", "--title", "x"], 1),
        (["what", "--title", "x"], 2),
    ]:
        answer = aiev("edit", *words)
        assert answer.code == code, words
        assert answer.err.startswith("aiev: error: ")
    assert aiev("backup", "-").out == before


def test_sync_reads_the_file_and_writes_what_was_done_here(aiev, listed):
    listed.chmod(0o640)
    aiev("add", "2406.00006", "--title", "Eta: New", "--topic", "Serving", "--date", "2024-06-01",
         "--org", "Google", "--no-enrich")  # fmt: skip
    aiev("edit", "2404.00004", "--date", "2024-04-10")
    text = LIST.replace("Beta: Another Server", "Beta: An Other Server")
    listed.write_text(text, encoding="utf-8")
    answer = aiev("sync", listed)
    assert (answer.code, answer.err) == (0, "")
    gone, came = changed_lines(text, listed.read_text(encoding="utf-8"))
    assert gone == [
        "* [Delta: A Trainer](https://arxiv.org/pdf/2404.00004) | 9 Apr 2024 | Microsoft\n"
    ]
    assert came == [
        "* [Eta: New](https://arxiv.org/pdf/2406.00006) | 1 Jun 2024 | Google\n",
        "* [Delta: A Trainer](https://arxiv.org/pdf/2404.00004) | 10 Apr 2024 | Microsoft\n",
    ]
    assert stat.S_IMODE(listed.stat().st_mode) == 0o640
    assert "An Other Server" in aiev("search", "beta").out
    again = aiev("sync", listed, "--json")
    assert json.loads(again.out)["into_file"] == {"lines_added": 0, "lines_removed": 0}
    assert aiev("export", "source").out == listed.read_text(encoding="utf-8")


def test_a_trial_sync_shows_the_diff_and_writes_nothing(aiev, home, listed):
    aiev("edit", "2404.00004", "--date", "2024-04-10")
    before = aiev("backup", "-").out
    answer = aiev("sync", listed, "--diff", "--dry-run")
    assert "-* [Delta: A Trainer](https://arxiv.org/pdf/2404.00004) | 9 Apr 2024" in answer.out
    assert "+* [Delta: A Trainer](https://arxiv.org/pdf/2404.00004) | 10 Apr 2024" in answer.out
    assert "into the file: 1 line would be added, 1 removed" in answer.err
    assert listed.read_text(encoding="utf-8") == LIST
    assert aiev("backup", "-").out == before


# Root may write everything, as long as it has CAP_DAC_OVERRIDE (1): PR_CAPBSET_DROP (24) takes it
# from what is executed next. Nobody else has it to lose.
WITHOUT_ROOTS_WAY = """
import ctypes, os, sys
if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, 1, 0, 0, 0):
    sys.exit("the capability cannot be dropped")
os.execv(sys.executable, [sys.executable, "-m", "aiev", *sys.argv[1:]])
"""


@pytest.fixture
def kept(aiev, home, listed):
    """A list with an edit that waits, in a folder of its own."""
    path = home.folder / "kept" / "small.md"
    path.parent.mkdir()
    path.write_bytes(listed.read_bytes())
    aiev("import", path, "--no-enrich", "--name", "small")
    aiev("edit", "2404.00004", "--date", "2024-04-10")
    return path


needs_refusal = pytest.mark.skipif(
    os.geteuid() == 0 and sys.platform != "linux", reason="root may write everything"
)


@needs_refusal
def test_a_file_that_is_read_only_is_left_alone(aiev, home, kept):
    before = aiev("backup", "-").out
    kept.chmod(0o444)
    command = (sys.executable, "-c", WITHOUT_ROOTS_WAY)
    answer = run_process(home, "sync", kept, command=command)
    assert answer.code == 1, answer.err
    assert "Permission denied" in answer.err
    assert kept.read_text(encoding="utf-8") == LIST
    assert [each.name for each in kept.parent.iterdir()] == ["small.md"]
    assert aiev("backup", "-").out == before
    kept.chmod(0o644)
    assert run_process(home, "sync", kept, command=command).code == 0
    assert "10 Apr 2024" in kept.read_text(encoding="utf-8")


@needs_refusal
def test_in_a_folder_that_is_read_only_a_file_is_written_in_place(home, kept):
    kept.parent.chmod(0o555)
    command = (sys.executable, "-c", WITHOUT_ROOTS_WAY)
    answer = run_process(home, "sync", kept, command=command)
    kept.parent.chmod(0o755)
    assert answer.code == 0, answer.err
    assert "10 Apr 2024" in kept.read_text(encoding="utf-8")
    assert [each.name for each in kept.parent.iterdir()] == ["small.md"]
    (copy,) = home.database.parent.glob("small.md.*.before")
    assert copy.read_text(encoding="utf-8") == LIST
    assert str(copy) in answer.err


def test_a_file_that_cannot_be_written_leaves_the_knowledge_base_as_it_was(aiev, home, listed):
    aiev("add", "2406.00006", "--topic", "Serving", "--no-enrich")
    before = aiev("backup", "-").out

    def write(_content: bytes) -> None:
        raise OutputError("the disk is full")

    text = LIST.replace("Beta:", "Bet:").encode()
    with open_writer(home.database) as writer, pytest.raises(OutputError):
        sync(writer, text, path=listed, name=None, write=write, now=datetime.now(UTC))
    assert aiev("backup", "-").out == before


def test_several_lists_share_a_paper_and_keep_their_own_entries(aiev, home, listed):
    other = home.folder / "other.md"
    other.write_text(
        "## Things\n\n- [Alpha!](https://arxiv.org/abs/2401.00001v2)\n", encoding="utf-8"
    )
    aiev("import", other, "--no-enrich")
    paper = json.loads(aiev("show", "2401.00001", "--json").out)
    assert [entry["list"] for entry in paper["entries"]] == ["small", "other"]
    assert len(aiev("search", "--list", "other").rows) == 1
    aiev("edit", "2401.00001", "--date", "2024-01-04", "--list", "small")
    assert aiev("export", "source", "--list", "other").out == other.read_text(encoding="utf-8")
    aiev("remove", "2401.00001", "--list", "small")
    assert [e["list"] for e in json.loads(aiev("show", "2401.00001", "--json").out)["entries"]] == [
        "other"
    ]


TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["2401.00001", "2402.00002", "2403.00003", "2404.00004"]),
        st.one_of(
            st.tuples(
                st.just("--title"),
                st.text(
                    st.characters(codec="utf-8", exclude_categories=["C", "Z"]),
                    min_size=1,
                    max_size=12,
                ),
            ),
            st.tuples(st.just("--date"), st.sampled_from(["2020", "2024-04", "2024-12-24"])),
            st.tuples(st.just("--org"), st.sampled_from(["Google", "MIT", "Zork Labs"])),
            st.tuples(st.just("--topic"), st.sampled_from(["Serving", "Training", "Empty"])),
        ),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_after_a_sync_the_file_says_what_the_knowledge_base_says(
    tmp_path_factory, closed_url, edits
):
    """Whatever was edited: importing the written file elsewhere gives the same entries."""
    home = make_home(tmp_path_factory.mktemp("sync"), arxiv_url=closed_url)
    path = home.folder / "small.md"
    path.write_text(LIST, encoding="utf-8")
    run_here(home, "import", path, "--no-enrich")
    for reference, (option, text) in edits:
        answer = run_here(home, "edit", reference, f"{option}={text}")
        assert answer.code in (0, 2), answer.err
    assert run_here(home, "sync", path).code == 0
    rest = make_home(tmp_path_factory.mktemp("other"), arxiv_url=closed_url)
    copy = rest.folder / "small.md"
    copy.write_bytes(path.read_bytes())
    run_here(rest, "import", copy, "--no-enrich")
    assert entries_of(home) == entries_of(rest)


def entries_of(home) -> list[tuple[object, ...]]:
    papers = [json.loads(line) for line in run_here(home, "export", "jsonl").out.splitlines()]
    return sorted(
        (entry["topic"] or "", entry["line"], entry["label"], entry["listed_date"], entry["url"])
        for paper in papers
        for entry in paper["entries"]
    )


def test_a_wider_number_takes_the_lines_below_along(home, aiev):
    """Moved from 2. to 10., the authors' line must still stand under its title."""
    rows = "".join(f"{n}. [T{n}](https://arxiv.org/abs/2401.0000{n})\n" for n in range(1, 10))
    moving = "1. [Moving](https://arxiv.org/abs/2402.00001)\n\n   *Ada Asker, Bob Boole.*\n"
    text = f"## Long\n\n{rows}\n## Short\n\n{moving}"
    path = home.folder / "numbered.md"
    path.write_text(text, encoding="utf-8")
    aiev("import", path, "--no-enrich")
    assert aiev("edit", "2402.00001", "--topic", "Long").code == 0
    moved = aiev("export", "source").out
    assert (
        "10. [Moving](https://arxiv.org/abs/2402.00001)\n\n    *Ada Asker, Bob Boole.*\n" in moved
    )


def test_another_address_keeps_the_paper_that_was_there(aiev, listed):
    aiev("edit", "2401.00001", "--url", "https://example.org/alpha")
    assert aiev("show", "2401.00001").code == 0
    assert aiev("show", "https://example.org/alpha").code == 0


def test_a_paper_without_a_title_fits_into_a_table(home, aiev):
    row = "| 2024.01 | Alpha Beta | [[pdf]](https://arxiv.org/pdf/2401.00001) |\n"
    table = f"| Date | Title | Paper |\n|---|---|---|\n{row}"
    path = home.folder / "table.md"
    path.write_text("## T\n\n" + table, encoding="utf-8")
    aiev("import", path, "--no-enrich")
    aiev("add", "2402.00002", "--topic", "T", "--no-enrich")
    gone, came = changed_lines(path.read_text(encoding="utf-8"), aiev("export", "source").out)
    assert (gone, len(came), "2402.00002" in came[0]) == ([], 1, True)


def test_another_text_on_standard_input_does_not_take_the_place_of_the_first(aiev):
    assert aiev("import", "-", "--no-enrich", stdin=b"## A\n\n- [x](https://x.y/1)\n").code == 0
    assert aiev("import", "-", "--no-enrich", stdin=b"## A\n\n- [x](https://x.y/1)\n").code == 0
    assert aiev("import", "-", "--no-enrich", stdin=b"## B\n\n- [z](https://x.y/2)\n").code == 2
