"""The outputs that people and programs know, as files; `pytest --renew-golden` rewrites them."""

import re

import pytest

import knowledge
from running import Outcome

PIPES = {
    "search": ["search"],
    "search-words": ["search", "avocet"],
    "search-none": ["search", "penguin"],
    "search-explained": ["search", "avocet", "--explain"],
    "show": ["show", "2405.00011"],
    "show-placeholder": ["show", "4"],
    "show-topic": ["show", "Offloading"],
    "topics": ["topics"],
    "topics-words": ["topics", "offloading"],
    "orgs": ["orgs"],
    "authors": ["authors"],
    "lists": ["lists"],
    "stats": ["stats"],
}
TERMINALS = ("search", "search-words", "show", "show-topic", "topics", "topics-words", "orgs",
             "lists", "stats")  # fmt: skip
WRITES = {
    "import": ["import", "-", "--name", "birds", "--no-enrich"],
    "edit": ["edit", "1", "5", "--state", "read", "--rating", "4", "--add-tag", "x"],
    "diff": ["diff", "small", "-"],
    "save": ["save", "caches", "cache", "--kind", "paper"],
    "add": ["add", "2411.11217", "2405.00011", "--topic", "Offloading", "--org", "Qwxz Institute",
            "--no-enrich"],
}  # fmt: skip
BIRDS = (
    b"# Birds\n\n## Waders\n\n- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024\n- [Gap]()\n"
)


def settled(text: str) -> str:
    """Return the text without what differs from run to run: times, scores, spaces at line ends."""
    text = re.sub(r"\(\d+ ms\)", "(0 ms)", text)
    text = re.sub(r'"score": [0-9.e-]+', '"score": 0', text)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def transcript(done: Outcome) -> str:
    """Return all that a run said, as one text."""
    parts = [settled(done.out)]
    if done.err:
        parts.append(f"stderr:\n{settled(done.err)}")
    parts.append(f"exit code: {done.code}\n")
    return "".join(parts)


@pytest.mark.parametrize("name", PIPES)
def test_what_a_pipe_gets(aiev, small, golden, name):
    golden(f"golden/pipe/{name}.txt", transcript(aiev(*PIPES[name])))


@pytest.mark.parametrize("name", PIPES)
def test_the_json_of(aiev, small, golden, name):
    golden(f"golden/json/{name}.json", transcript(aiev(*PIPES[name], "--json")))


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("form", ["pipe", "json"])
def test_what_writing_answers(aiev, small, golden, name, form):
    words = [*WRITES[name], *(["--json"] if form == "json" else [])]
    suffix = "json" if form == "json" else "txt"
    golden(f"golden/{form}/{name}.{suffix}", transcript(aiev(*words, stdin=BIRDS)))


@pytest.mark.parametrize("form", ["pipe", "json"])
def test_what_undo_answers(aiev, small, golden, form):
    knowledge.change(small, "delete from undo_step", "delete from undo_change")
    as_json = ["--json"] if form == "json" else []
    said = []
    for words in (["edit", "1", "--note", "mine"], ["undo", "--list"], ["undo"], ["undo"]):
        done = aiev(*words, *(as_json if words[0] == "undo" else []))
        said.append(f"$ aiev {' '.join(words)}\n{transcript(done)}")
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", "TIME", "".join(said))
    golden(f"golden/{form}/undo.{'json' if as_json else 'txt'}", text)


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("name", TERMINALS)
def test_what_a_terminal_shows(on_terminal, small, golden, name, columns):
    done = on_terminal(*PIPES[name], columns=columns, NO_COLOR="1")
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= columns
    golden(f"golden/terminal/{name}-{columns}.txt", settled(done.out))
