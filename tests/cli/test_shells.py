"""Completion in real shells, where they are installed: Bash, Zsh and Fish."""

import os
import pty
import select
import shutil
import subprocess
import time

import pytest

import knowledge
from running import COMMAND


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
