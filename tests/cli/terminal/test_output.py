"""A terminal obeys what it reads: nothing from outside reaches it raw, and colour is optional."""

import json
import re
from io import BytesIO, TextIOWrapper

import pytest

import knowledge
from aiev.cli.terminal import output
from running import ESCAPE, run_here

HOSTILE = (
    "\x1b[5;66mHa\x1b]0;owned\x07 \x9b31m [bold]not[/bold] [/x] :smile: \r\x08"
    " \u202etxet\u2066 \x00end"
)
COMMANDS = (
    ["search"], ["search", "end"], ["search", "--explain", "end"], ["show", "1"],
    ["show", "2405.00011"], ["show", "end2"], ["topics"], ["topics", "end"], ["orgs"], ["authors"],
    ["lists"], ["stats"], ["search", "--json"], ["topics", "end", "--json"],
)  # fmt: skip
COLOURED = ("search avocet", "show 1", "topics")
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(small):
    """The small knowledge base with hostile text in every place that is shown."""
    columns = {
        "paper": ("title", "abstract", "comment", "journal_ref", "doi", "url"),
        "entry": ("label", "note", "group_label", "venue", "listed_organizations", "listed_date"),
        "list": ("name", "title", "path"),
        "block": ("text",),
        "entry_link": ("text", "url"),
    }
    with knowledge.closing(knowledge.sqlite3.connect(small)) as connection:
        for table, names in columns.items():
            for name in names:
                connection.execute(f"update {table} set {name} = ?", (HOSTILE,))
        for table, name in (("author", "name"), ("organization", "name")):
            connection.execute(f"update {table} set {name} = ? || id", (HOSTILE,))
        connection.execute("update topic set title = ?1, path = ?1 || ' > end' || id", (HOSTILE,))
        connection.execute("update block set cells = ? where kind = 'table'",
                           (json.dumps([[HOSTILE, "b"], [HOSTILE, "d"]]),))  # fmt: skip
        connection.execute("insert into note (paper_id, text, created_at) values (1, ?, '')",
                           (HOSTILE,))  # fmt: skip
        connection.commit()
    return small


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_control_character_from_outside_reaches_a_terminal(on_terminal, hostile, words):
    shown = on_terminal(*words, "--no-color")
    assert shown.code == 0
    assert UNSAFE.findall(shown.out) == []
    assert words[-1] == "--json" or "\x1b" not in shown.out


@pytest.mark.parametrize("words", [["search", "end"], ["show", "1"], ["topics", "end"]])
def test_colour_is_ours_alone(on_terminal, hostile, words):
    shown = on_terminal(*words)
    assert "\x1b[" in shown.out, "a terminal gets colour"
    assert "\x1b[5" not in shown.out
    assert "\x1b]0" not in shown.out
    assert "[bold]" in ESCAPE.sub("", shown.out), "markup is text"
    assert ":smile:" in ESCAPE.sub("", shown.out)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_pipe_gets_one_row_a_line(home, hostile, words):
    done = run_here(home, *words)
    assert done.code == 0
    if "--json" in words:
        json.loads(done.out)
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f]", done.out) == []


@pytest.mark.parametrize("line", COLOURED)
@pytest.mark.parametrize(
    ("words", "changes"),
    [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})],
    ids=["--no-color", "NO_COLOR", "TERM=dumb"],
)
def test_who_wants_no_colour_gets_none(on_terminal, small, line, words, changes):
    assert "\x1b" not in on_terminal(*line.split(), *words, **changes).out


def test_a_dumb_terminal_is_as_wide_as_it_says(on_terminal, small):
    shown = on_terminal("search", "avocet", "--long", columns=130, TERM="dumb").out
    assert {len(line) for line in shown.splitlines() if "─" in line} == {130}


def test_hits_are_marked(on_terminal, small):
    shown = on_terminal("search", "avocet").out
    assert re.search(r"\x1b\[[0-9;]*m\s*Avocet\x1b\[0m", shown)


def test_an_error_message_is_harmless(on_terminal, small):
    done = on_terminal("show", "\x1b[5;66m2499")
    assert done.code == 2
    assert UNSAFE.findall(done.out) == []


def test_a_topic_of_several_lines_stands_as_far_in_as_its_first(on_terminal, seed):
    """At 40 columns the words were cut, and went on where the top topics stand."""
    shown = ESCAPE.sub("", on_terminal("topics", columns=40).out).splitlines()
    [at] = [at for at, line in enumerate(shown) if "Heterogeneous" in line]
    start = shown[at].index("Heterogeneous")
    assert shown[at + 1].startswith(" " * start + "Speculative Decoding ")


def test_what_is_told_stands_on_a_line_of_its_own(on_terminal, seed):
    """It had been `asking arXiv: 0 of 2 papers0 of 2 papers enriched`."""
    shown = on_terminal("enrich", AIEV_ARXIV_URL="http://127.0.0.1:1/")
    lines = shown.out.splitlines()
    [asking] = [at for at, line in enumerate(lines) if line.startswith("asking arXiv")]
    assert lines[asking] == "asking arXiv: 0 of 114 papers"
    assert " enriched, " in lines[asking + 1]


def test_progress_shows_on_a_terminal_only(on_terminal, aiev, home, arxiv):
    from arxiv_feed import Paper

    arxiv.add(Paper("2411.11217"))
    shown = on_terminal("add", "2411.11217", AIEV_ARXIV_URL=arxiv.url)
    assert "asking arXiv: 1 of 1 paper\n" in shown.out
    home.database.unlink()
    assert aiev("add", "2411.11217", AIEV_ARXIV_URL=arxiv.url).err == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_json_is_json_whatever_the_stream_can_write(encoding):
    """What a stream could not write came in Python's own escapes, which no JSON has."""
    written = BytesIO()
    stream = TextIOWrapper(written, encoding=encoding, errors="backslashreplace")
    value = {"title": "Café 🔥 \N{RIGHTWARDS ARROW} 深度"}
    output.Output(stream, stream, is_plain=True).json(value)
    stream.flush()
    assert json.loads(written.getvalue().decode(encoding)) == value


def test_credentials_in_addresses_are_neither_printed_nor_published(aiev, home):
    """A list's own bytes keep them, in `source` and in a backup; what is made of it does not."""
    path = home.folder / "l.md"
    path.write_text(
        "# L\n\n## T\n\n- [Heron](https://ada:s3cret@birds.test/heron)"
        " [[code](https://ada:s3cret@code.test/x)]\n"
        "- [Avocet](https://ada:s3cret@birds.test/avocet)\n"
        "- [Avocet](https://ada:s3cret@birds.test/avocet)\n"
    )
    assert aiev("import", path, "--no-enrich").code == 0
    for line in (
        "search", "search --json", "show 1", "show 1 --json", "check", "check --json", "cite 1",
        "export csv", "export markdown", "export bibtex", "export csl-json",
        "export ris", "export atom", "export html",
    ):  # fmt: skip
        done = aiev(*line.split())
        assert "s3cret" not in done.out + done.err, line
    assert "birds.test/heron" in aiev("export", "csv").out
    assert aiev("export", "source").out == path.read_text()
