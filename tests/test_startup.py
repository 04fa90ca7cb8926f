"""What only reads starts at once: heavy libraries stay unloaded, as a fresh interpreter shows."""

import json
import subprocess
import sys

import pytest

import snapshots
from aiev.exporters import registry
from places import SOURCE
from running import TIMEOUT_S

HEAVY = {
    *("sqlmodel", "sqlalchemy", "alembic", "pydantic", "arxiv", "requests", "feedparser"),
    "pylatexenc",
    "lxml",
}
PRETTY = {"typer", "click", "rich"}
# Of Python's own, what costs a part of a search to load, and what `aiev.light_typing`,
# `lazy_regex`, `json_text` and `path_text` stand in for.
COSTLY = {
    *("typing", "re", "enum", "json", "pathlib", "urllib.parse", "ipaddress", "contextlib"),
    *("dataclasses", "inspect", "importlib.util", "shutil", "tempfile", "argparse", "string"),
}
# A module costs a start some 60 µs, however short: fold what always loads together.
OWN_AT_MOST = {
    ("search", "kite", "offloading"): 51,
    ("search", "kite", "offloading", "--json"): 51,
    ("show", "2405.00011"): 41,
    ("topics",): 37,
    ("lists",): 29,
}

# Runs a command line with its output going nowhere, then names what was loaded.
PROBE = """
import os, sys
shown = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
from aiev.cli import main
code = main.run(sys.argv[1:])
os.write(shown, " ".join([str(code), *sorted(sys.modules)]).encode())
"""


def modules_of(home, *words, expected=0, is_isolated=False):
    """Return the names of all modules that a command line loads; it ends with this exit code.

    With `is_isolated` nothing that is installed beside aiev may load any at the start.
    """
    apart = {"PYTHONPATH": str(SOURCE)} if is_isolated else {}
    done = subprocess.run(
        [sys.executable, *(["-S"] if is_isolated else []), "-c", PROBE, *words],
        capture_output=True,
        env={**home.environment, **apart},
        cwd=home.folder,
        timeout=TIMEOUT_S,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    code, *loaded = done.stdout.decode().split()
    assert int(code) == expected
    return set(loaded)


def loaded_by(home, *words, expected=0):
    """Return the names of the libraries that a command line loads."""
    loaded = modules_of(home, *words, expected=expected)
    return {name.partition(".")[0] for name in loaded}


PLAIN = [
    ["search", "kite", "offloading", "--org", "MIT"],
    ["search", "--json", "kte"],
    ["search", "--topic", "offloading", "--since", "2024"],
    ["show", "2405.00011"],
    ["show", "Offloading"],
    ["topics", "serving"],
    ["orgs"],
    ["authors"],
    ["lists"],
    ["tags"],
    ["tags", "speed"],
    ["save"],
    ["new"],
    ["diff", "small", "small"],
    ["search", "state:read", "has:code", "--rating", ">=4"],
    ["stats", "--json"],
    ["cite", "2405.00011"],
    ["backup", "copy.db"],
    ["check", "small.md"],
    *(["export", name, "kite"] for name in registry.names()),
]


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_a_reading_command_loads_nothing_heavy(home, small, words):
    (home.folder / "small.md").write_text("# Kites\n\n- [Kite](https://kite.example)\n")
    loaded = loaded_by(home, *words)
    assert not loaded & HEAVY
    assert not loaded & PRETTY, "a pipe needs no terminal's library"


@pytest.mark.parametrize("words", [["show", "Offloading"], ["topics", "serving"]], ids=" ".join)
def test_a_topic_is_found_without_what_reads_lists(home, small, words):
    readers = ("aiev.markdown", "aiev.domain.topic_name")
    assert not {name for name in modules_of(home, *words) if name.startswith(readers)}


@pytest.mark.parametrize("words", OWN_AT_MOST, ids=" ".join)
def test_a_reading_command_loads_few_modules(home, small, words):
    """Where the time of a start goes is what it loads: a count cannot be noisy."""
    loaded = modules_of(home, *words, is_isolated=True)
    own = {name for name in loaded if name.partition(".")[0] == "aiev"}
    assert len(own) <= OWN_AT_MOST[words], sorted(own)
    assert not loaded & COSTLY


def test_the_probe_sees_what_is_costly(home, small):
    """The proof proves something: an address is read by what reads addresses."""
    named = modules_of(home, "show", "https://arxiv.org/abs/2405.00011", is_isolated=True)
    assert {"re", "enum"} <= named


def test_completion_of_a_name_loads_few_modules(home, small):
    loaded = modules_of(home, "complete-words", "search", "--topic", "o", is_isolated=True)
    assert not loaded & COSTLY
    assert not {name for name in loaded if name.startswith(("aiev.query", "aiev.services"))}


def test_a_search_for_words_alone_loads_nothing_that_looks_up_names(home, small):
    looking = {"aiev.store.reading.name_lookup", "aiev.services.search.advising"}
    named = modules_of(home, "search", "kite", "--org", "MIT")
    assert looking < named, "the proof proves something"
    assert not looking & modules_of(home, "search", "kite", "offloading")


@pytest.mark.parametrize(
    "words",
    [
        ["import", "l.md", "--no-enrich"],
        ["import", "l.md", "--no-enrich", "--dry-run", "--json"],
        ["sync", "l.md"],
        ["sync", "l.md", "--json", "--diff"],
    ],
    ids=" ".join,
)
def test_a_list_that_is_stored_as_it_is_loads_neither_the_parser_nor_the_writer(home, words):
    (home.folder / "l.md").write_text("# L\n\n## A\n\n- [Kite](https://arxiv.org/abs/2405.00011)\n")
    first = modules_of(home, "import", "l.md", "--no-enrich")
    parser = {"pyromark", "aiev.markdown.reading.document", "aiev.services.lists.read_list"}
    assert parser < first, "the proof proves something"
    again = modules_of(home, *words)
    assert not again & parser
    assert not {name.partition(".")[0] for name in again} & (HEAVY | PRETTY | {"rapidfuzz"})


WORK = "@misc{a, title = {Owls}, author = {Low, Ada}}\n"
REFUSED = [
    (2, ["add", "24x", "--no-enrich"]),
    (2, ["add", "2405.00011", "--date", "2024-13"]),
    (2, ["add", "2405.00011", "--link", "code"]),
    (2, ["add", "2405.00011", "2405.00012", "--title", "One"]),
    (2, ["add", "2405.00011", "--venue", "ICLR"]),
    (1, ["add", "2405.00011", "--topic", "Nowhere"]),
    (1, ["add", "2405.00011", "--topic", "Offloading", "--list", "none"]),
    (1, ["add", "4711", "--no-enrich"]),
    (2, ["edit", "2405.00011"]),
    (2, ["edit", "2405.00011", "--date", "soon"]),
    (2, ["edit", "2405.00011", "--title", " "]),
    (2, ["edit", "2405.00011", "--state", "lost"]),
    (2, ["edit", "1", "2", "--venue", "ICLR"]),
    (1, ["edit", "2412.00099", "--title", "One"]),
    (2, ["edit", "2405.00011", "--topic", "Nowhere"]),
    (1, ["edit", "2405.00011", "--from", "Nowhere", "--note", "x"]),
    (1, ["edit", "2405.00011", "--list", "none", "--topic", "Offloading"]),
    (1, ["remove", "2412.00099"]),
    (1, ["remove", "2405.00011", "--topic", "Nowhere"]),
    (1, ["rename", "Nowhere", "Somewhere"]),
    (1, ["sort", "Nowhere", "--by", "date"]),
    (2, ["merge", "2405.00011", "2405.00011"]),
    (1, ["merge", "2405.00011", "2412.00099"]),
    (2, ["merge", "2405.00011", "2406.00022"]),
    (1, ["undo", "9"]),
    (2, ["save", "two words", "kite"]),
    (2, ["save", "kites"]),
    (2, ["orgs", "alias", "one"]),
    (1, ["import", "nowhere.md"]),
    (1, ["import", "nowhere.bib", "--topic", "Offloading"]),
    (1, ["import", "w.bib", "--topic", "Nowhere"]),
    (1, ["import", "w.bib", "--topic", "Offloading", "--list", "none"]),
    (2, ["import", "w.bib", "--tag", " "]),
    (2, ["import", "l.md", "--topic", "Offloading"]),
    (2, ["import", "--category", "cs.LG"]),
    (2, ["import", "l.md", "--snapshot", "nowhere.jsonl"]),
    (2, ["import", "--snapshot", "nowhere.jsonl", "--since", "soon"]),
    (2, ["import", "--snapshot", "nowhere.jsonl", "--match", "year:x"]),
    (1, ["import", "--snapshot", "nowhere.jsonl"]),
    (1, ["sync", "nowhere.md"]),
    (1, ["enrich", "--from", "nowhere.jsonl"]),
    (2, ["enrich", "--older-than", "30d"]),
    (2, ["discover"]),
    (2, ["discover", "kite", "--add", "x"]),
    (2, ["discover", "kite", "--since", "soon"]),
    (1, ["discover", "--topic", "Nowhere"]),
]


@pytest.mark.parametrize(("code", "words"), REFUSED, ids=str)
def test_a_command_that_is_refused_has_loaded_nothing_that_writes(home, small, code, words):
    (home.folder / "l.md").write_text("# L\n\n## A\n\n- [Kite](https://arxiv.org/abs/2405.00011)\n")
    (home.folder / "w.bib").write_text(WORK)
    assert not loaded_by(home, *words, expected=code) & (HEAVY | PRETTY)


@pytest.mark.parametrize("words", [["add", "2405.00011"], ["import", "w.bib"]])
def test_what_cannot_be_added_makes_no_database(home, words):
    """A slip in the first command that a user types leaves nothing behind."""
    (home.folder / "w.bib").write_text(WORK)
    words = [*words, "--topic", "Nowhere"]
    assert not loaded_by(home, *words, expected=1) & (HEAVY | PRETTY)
    assert not home.database.exists()


WRITING = [
    ["add", "2405.00011", "--no-enrich", "--tag", "t"],
    ["add", "2405.00099", "--no-enrich", "--topic", "Offloading"],
    ["edit", "2405.00011", "--state", "read"],
    ["edit", "2405.00011", "--note", "fast"],
    ["remove", "2405.00011"],
    ["import", "l.md", "--no-enrich"],
    ["save", "kites", "kite"],
    ["orgs", "alias", "Techno", "MIT"],
    ["import", "--snapshot", "s.jsonl"],
    ["import", "--snapshot", "s.jsonl", "--match", "made"],
    ["enrich", "--from", "s.jsonl"],
]


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_command_that_asks_nobody_loads_nothing_that_asks(home, small, words):
    (home.folder / "l.md").write_text("# L\n\n## A\n\n- [Kite](https://arxiv.org/abs/2405.00011)\n")
    snapshots.write(home.folder / "s.jsonl", [snapshots.fields("2405.00011")])
    loaded = loaded_by(home, *words)
    assert "sqlmodel" in loaded, "it has written"
    assert not loaded & ({"alembic", "arxiv", "requests", "lxml", "feedparser"} | PRETTY)


@pytest.mark.parametrize(
    "words",
    [[], ["--help"], ["--version"], ["search", "--help"], ["help", "export"], ["add", "-h"]],
    ids=" ".join,
)
def test_help_and_version_load_nothing_heavy(home, words):
    assert not loaded_by(home, *words) & (HEAVY | PRETTY)


def test_completion_loads_nothing_heavy(home, small):
    for words in (["se"], ["search", "--topic", "o"], ["show", "24"]):
        assert not loaded_by(home, "complete-words", *words) & (HEAVY | PRETTY)


# Answers what comes on standard input, then names what was loaded.
SERVED = """
import json, os, sys
from aiev.cli import main
code = main.run(["mcp", *sys.argv[1:]])
os.write(2, json.dumps([code, sorted(sys.modules)]).encode())
"""


def modules_of_server(home, *flags, calls=()):
    """Return the modules that `aiev mcp` has loaded once it has answered these calls."""
    asked = [
        {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {}},
        {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
    ]
    for name, arguments in calls:
        params = {"name": name, "arguments": arguments}
        asked.append({"jsonrpc": "2.0", "id": len(asked), "method": "tools/call", "params": params})
    done = subprocess.run(
        [sys.executable, "-c", SERVED, *flags],
        input="".join(json.dumps(one) + "\n" for one in asked).encode(),
        capture_output=True,
        env=home.environment,
        cwd=home.folder,
        timeout=TIMEOUT_S,
        check=False,
    )
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(replies) == len(asked)
    assert not [one for one in replies if one["result"].get("isError")]
    code, loaded = json.loads(done.stderr)
    assert code == 0
    return set(loaded)


CALLS = [
    ("search_papers", {"query": "kite offloading", "organization": "MIT"}),
    ("get_paper", {"id": "2405.00011"}),
    ("similar_papers", {"id": "2405.00011"}),
    ("browse", {"kind": "topics", "match": "offloading"}),
    ("cite_papers", {"ids": ["2405.00011"]}),
    ("check_list", {"name": "small"}),
]


def test_a_server_for_agents_loads_nothing_heavy_whatever_it_is_asked(home, small):
    loaded = {name.partition(".")[0] for name in modules_of_server(home, calls=CALLS)}
    assert not loaded & (HEAVY | PRETTY | {"mcp", "asyncio"})


def test_a_server_for_agents_starts_without_what_its_tools_need(home, small):
    own = {
        name
        for name in modules_of_server(home, "--write", "--network")
        if name.partition(".")[0] == "aiev"
    }
    assert not {name for name in own if name.startswith(("aiev.services", "aiev.query"))}


def test_a_server_that_writes_loads_what_writes_when_it_writes(home, small):
    call = ("add_paper", {"id": "2405.00011", "tags": ["t"]})
    assert "sqlmodel" not in modules_of_server(home, "--write", calls=CALLS)
    assert "sqlmodel" in modules_of_server(home, "--write", calls=[call])


def test_the_probe_sees_what_writing_loads(home, small):
    """The proof proves something: a writing command does load SQLModel, and what it uses."""
    loaded = loaded_by(home, "add", "2405.00011", "--no-enrich")
    assert "sqlmodel" in loaded
    assert not loaded & {"alembic", "arxiv", "requests"}
