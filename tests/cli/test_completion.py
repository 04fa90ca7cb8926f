"""Completion: words that fit, from the knowledge base, in the shells that people use."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time

import pytest

import knowledge
from aiev.cli import quick
from running import COMMAND

HEAVY = {"typer", "click", "rich", "sqlmodel", "sqlalchemy", "inspect", "dataclasses"}


def offered(aiev, *words):
    done = aiev("complete-words", *words)
    assert (done.code, done.err) == (0, "")
    return [row[0] for row in done.rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["se"], ["search", "serve"]),
        (["--d"], ["--db"]),
        (["--no-color", "sho"], ["show"]),
        (["search", "--to"], ["--topic"]),
        (["search", "kite", "--sort", "d"], ["date"]),
        (["search", "--kind="], ["--kind=paper", "--kind=code", "--kind=web",
                                 "--kind=placeholder"]),
        (["export", "csl"], ["csl-json"]),
        (["export", "obs"], ["obsidian"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["search", "--topic", "OFF"], ["Offloading"]),
        (["search", "--topic=off"], ["--topic=Offloading"]),
        (["search", "--topic", "=", "off"], ["--topic=Offloading"]),
        (["search", "--topic", "Serving\\ >\\ o"], ["Serving > Offloading"]),
        (["search", "--topic", "\"Mixture of E"], ["Mixture of Experts"]),
        (["search", "--topic", "experts"], ["Mixture of Experts"]),
        (["add", "2405.00011", "--topic", "mix"], ["Mixture of Experts"]),
        (["edit", "2405.00011", "--from", "serv"], ["Serving"]),
        (["search", "--org", "byte"], ["ByteDance Seed"]),
        (["search", "--org", "CMU"], ["Carnegie Mellon University"]),
        (["search", "--author", "dan"], ["Dan Dao"]),
        (["search", "--author", "dao"], ["Dan Dao"]),
        (["search", "--author", "100%"], []),
        (["show", "2405"], ["2405.00011"]),
        (["show", "off"], ["Offloading"]),
        (["open", ""], ["2501.00033", "2406.00022", "2405.00011"]),
        (["cite", "2405.00011", ""], []),
        (["cite", "--format", "bibtex", "25"], ["2501.00033"]),
        (["cite", "2405.00011", "--format", "i"], ["ieee"]),
        (["search", "--category", "cs."], ["cs.DC", "cs.LG"]),
        (["search", "--list", "s"], ["small"]),
        (["check", "sm"], ["small"]),
        (["nothing", ""], []),
        (["--db"], ["--db"]),
        (["search", "kite", "mo"], []),
    ],
)  # fmt: skip
def test_what_fits_is_offered(aiev, small, words, expected):
    assert offered(aiev, *words) == expected


@pytest.mark.parametrize(
    "words",
    [
        ["import", ""],
        ["sync", "li"],
        ["backup", ""],
        ["enrich", "--from", ""],
        ["orgs", "alias", "--from="],
        ["export", "csv", "-o", ""],
        ["--db", ""],
        ["--no-color", "--db", "kb"],
    ],
)
def test_where_a_file_is_named_the_shell_is_told_so(aiev, small, words):
    done = aiev("complete-words", *words)
    assert (done.code, done.out, done.err) == (1, "", "")


def test_nothing_typed_offers_the_commands(aiev):
    assert offered(aiev) == list(quick.COMMANDS)


def test_ids_come_with_their_titles(aiev, small):
    assert aiev("complete-words", "show", "2501").rows == [
        ["2501.00033", "Avocet: Routing Mixture-of-Experts by Need"]
    ]


def test_tags_are_offered(aiev, small):
    knowledge.change(small, "insert into tag (name) values ('to read')")
    assert offered(aiev, "search", "--tag", "to") == ["to read"]


def test_what_stands_for_further_authors_is_not_offered(aiev, small):
    knowledge.change(small, "insert into author (name) values ('et al.'), ('Eta Low')")
    assert offered(aiev, "search", "--author", "et") == ["Eta Low"]


def test_another_database_is_read_where_the_line_names_one(aiev, small, home):
    shutil.copyfile(small, home.folder / "other.db")
    knowledge.change(home.folder / "other.db", "update topic set title = 'Offshore' where id = 2")
    words = ["--db", str(home.folder / "other.db"), "search", "--topic", "offs"]
    assert offered(aiev, *words) == ["Offshore"]


@pytest.mark.parametrize("words", [["show", ""], ["search", "--topic", ""]])
def test_without_a_database_nothing_is_offered_and_nothing_said(aiev, words):
    assert offered(aiev, *words) == []


def test_a_name_that_a_line_cannot_hold_is_left_out(aiev, small):
    knowledge.change(
        small,
        "insert into tag (name) values ('two' || char(10) || 'lines'), ('esc' || char(27) || '[m'),"
        " ('good')",
    )
    assert offered(aiev, "search", "--tag", "") == ["good"]


def test_nothing_heavy_is_loaded(home, small):
    code = (
        "import os, sys; os.dup2(os.open(os.devnull, os.O_WRONLY), 1);"
        "from aiev.cli import main; main.run(['complete-words', 'search', '--topic', 'o']);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=home.environment, check=True
    )
    assert not set(done.stderr.decode().split()) & HEAVY


@pytest.fixture
def on_path(home, tmp_path):
    """Answers a PATH on which `aiev` is a command."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "aiev"
    command.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    command.chmod(0o755)
    return f"{folder}:{home.environment['PATH']}"


@pytest.fixture
def shell(home, small, on_path):
    """Runs a script in a shell in which `aiev` is a command; answers its lines."""

    def run(*words):
        if shutil.which(words[0]) is None:
            pytest.skip(f"{words[0]} is not installed")
        done = subprocess.run(
            words,
            capture_output=True,
            env={**home.environment, "PATH": on_path},
            cwd=home.folder,
            timeout=60,
            check=False,
        )
        assert done.stderr == b"", done.stderr.decode()
        return done.stdout.decode().splitlines()

    return run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("search", "--topic", "mix"), [r"Mixture\ of\ Experts"]),
        (("search", "--topic", '"mix'), ["Mixture of Experts"]),
        (("search", "--topic", "=", "off"), ["Offloading"]),
        (("sea",), ["search"]),
        (("import", "small.m"), []),
    ],
)
def test_bash(shell, words, expected):
    placed = " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)
    script = (
        'eval "$(aiev completion bash)"; '
        f"COMP_WORDS=(aiev {placed}); COMP_CWORD={len(words)}; _aiev; "
        "((${#COMPREPLY[@]})) && printf '%s\\n' \"${COMPREPLY[@]}\"; true"
    )
    assert shell("bash", "--norc", "-c", script) == expected


@pytest.mark.parametrize(
    ("words", "said"), [(("import",), []), (("search", "zzz"), ["+o default"])]
)
def test_bash_offers_files_only_where_they_are_named(shell, words, said):
    script = (
        'eval "$(aiev completion bash)"; compopt() { echo "$@"; }; '
        f"COMP_WORDS=(aiev {' '.join(words)} ''); COMP_CWORD={len(words) + 1}; _aiev; true"
    )
    assert shell("bash", "--norc", "-c", script) == said


def test_bash_that_cannot_keep_an_order_completes_too(shell):
    """`nosort` came with Bash 4.4; a Bash that lacks it registers nothing."""
    script = (
        'complete() { [[ $* == *nosort* ]] && return 2; echo "$@"; }; '
        'eval "$(aiev completion bash)"'
    )
    assert shell("bash", "--norc", "-c", script) == ["-o default -F _aiev aiev"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("search --topic mix", ["Mixture of Experts"]),
        ("show 2501", ["2501.00033", "2501.00033  -- Avocet: Routing Mixture-of-Experts by Need"]),
    ],
)
def test_zsh(shell, words, expected):
    """The completion system itself needs a terminal; what it is given does not."""
    script = (
        'compdef() { }; eval "$(aiev completion zsh)"; '
        "compadd() { print -rl -- $values; [[ $shown == $values ]] || print -rl -- $shown }; "
        f"words=(aiev {words}); CURRENT=$#words; _aiev"
    )
    found = shell("zsh", "-fc", script)
    assert found[: len(expected)] == expected or found == [
        expected[0],
        "Mixture of Experts  -- Mixture of Experts",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("aiev search --topic ex", "aiev search --topic Mixture\\ of\\ Experts "),
        # Both a name that begins so and one that only means so: nothing typed is lost.
        ("aiev search --org b", "aiev search --org b"),
        ("aiev search --topic 'serving > o", "aiev search --topic 'Serving > Offloading' "),
        ("aiev show 25", "aiev show 2501.00033 "),
        ("aiev import mi", "aiev import mine.md "),
        ("aiev search mi", "aiev search mi"),
    ],
)
def test_zsh_in_a_terminal(home, small, on_path, typed, expected):
    if shutil.which("zsh") is None:
        pytest.skip("zsh is not installed")
    knowledge.change(
        small,
        "insert into organization_alias (key, alias, organization_id, origin)"
        " select 'bears', 'Bears', id, 'user' from organization where name like 'Carneg%'",
    )
    (home.folder / "mine.md").write_text("# Mine\n")
    begun, seen = home.folder / "begun", home.folder / "seen"
    leader, follower = pty.openpty()
    with subprocess.Popen(
        ["zsh", "-fi"],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**home.environment, "PATH": on_path, "TERM": "dumb"},
        cwd=home.folder,
        start_new_session=True,
    ) as process:
        os.close(follower)
        try:
            setup = (
                'eval "$(aiev completion zsh)"; zle -N see; bindkey "^X" see; '
                f"see() {{ print -rn -- $BUFFER > {seen}.new; mv {seen}.new {seen} }}; "
                f"touch {begun}"
            )
            os.write(leader, f"{setup}\n".encode())
            _wait_for(begun, leader)
            os.write(leader, f"{typed}\t\x18".encode())
            _wait_for(seen, leader)
        finally:
            process.kill()
            os.close(leader)
    assert seen.read_text() == expected


def _wait_for(path, leader):
    """Wait until the file is there, reading what the terminal shows so that nobody waits for us."""
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end, f"{path.name} never came"
        if select.select([leader], [], [], 0.05)[0]:
            os.read(leader, 65536)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("aiev search --topic mix", "Mixture of Experts"),
        ("aiev search --topic=mix", "--topic=Mixture of Experts"),
        ("aiev show 25", "2501.00033\tAvocet: Routing Mixture-of-Experts by Need"),
        ("aiev sea", "search"),
    ],
)
def test_fish(shell, line, expected):
    found = shell(
        "fish", "--no-config", "-c", f"aiev completion fish | source; complete -C '{line}'"
    )
    assert [one.split("\t")[0] for one in found] == [expected.split("\t")[0]]
    assert found[0].startswith(expected)


def test_fish_falls_back_to_files(shell, home):
    (home.folder / "mine.md").write_text("# Mine\n")
    found = shell(
        "fish", "--no-config", "-c", "aiev completion fish | source; complete -C 'aiev import mi'"
    )
    assert [one.split("\t")[0] for one in found] == ["mine.md"]


def test_typer_offers_no_second_way(aiev):
    assert "completion" in aiev("--help").out
    assert "--install-completion" not in aiev("--help").out
