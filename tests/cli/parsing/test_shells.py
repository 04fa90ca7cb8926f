"""Completion in real shells, where they are installed: Bash, Zsh and Fish."""

import os
import select
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge
from aiev.cli.parsing import shells
from running import COMMAND, TIMEOUT_S

# A shell edits lines and controls jobs on a terminal that is its own.
ON_ITS_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
INTERACTIVE = {
    "bash": (["bash", "--norc", "-i"], 'eval "$(aiev completion bash)"'),
    "zsh": (["zsh", "-fi"], 'eval "$(aiev completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "aiev completion fish | source"),
}
ASKED = """
$env:PATH = '{path}' + [IO.Path]::PathSeparator + $env:PATH
aiev completion powershell | Out-String | Invoke-Expression
$found = [System.Management.Automation.CommandCompletion]::CompleteInput('{line}', {end}, $null)
$found.CompletionMatches | ForEach-Object {{ $_.CompletionText }}
"""
QUOTES = "'\""
# Text of a list is nobody's command, whatever a shell makes of its characters.
HOSTILE = [
    "1 GPU tuning $(touch ran)",
    "2 `touch ran`",
    "3 $(touch ran",
    "4 (touch ran); touch ran",
    "5 \"a\" 'b' c\\d $HOME it's",
    "6 wow! !! !e",
    "7 ~ * ? [a] {b,c} #d & | ; < > (e) ^f %g =h:i@j \\n",
    "8 \\",
    "9 é",
]
RECORD = """\
case "$1" in complete-words | completion) exec {command} "$@" ;; esac
for last; do :; done
printf %s "$last" > "$HOME/seen.new"
mv "$HOME/seen.new" "$HOME/seen"
"""


@pytest.fixture
def on_path(home, tmp_path):
    """Returns a PATH on which `aiev` is a command."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "aiev"
    command.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    command.chmod(0o755)
    return f"{folder}:{home.environment['PATH']}"


@pytest.fixture
def shell(home, small, on_path):
    """Runs a script in a shell in which `aiev` is a command; returns its lines."""

    def run(*words):
        if shutil.which(words[0]) is None:
            pytest.skip(f"{words[0]} is not installed")
        done = subprocess.run(
            words,
            capture_output=True,
            env={**home.environment, "PATH": on_path},
            cwd=home.folder,
            timeout=TIMEOUT_S,
            check=False,
        )
        assert done.stderr == b"", done.stderr.decode()
        return done.stdout.decode().splitlines()

    return run


def completed(*words):
    """Return the script by which Bash completes the last of these words at its end."""
    line = " ".join(("aiev", *words))
    return (
        f'eval "$(aiev completion bash)"; compopt() {{ echo "$@"; }}; '
        f"COMP_WORDS=({shlex.join(('aiev', *words))}); COMP_CWORD={len(words)}; "
        f"COMP_LINE={shlex.quote(line)}; COMP_POINT={len(line)}; "
        f"_aiev aiev {shlex.quote(words[-1].lstrip(QUOTES + '='))}; "
        "((${#COMPREPLY[@]})) && printf '%s\\n' \"${COMPREPLY[@]}\"; true"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("search", "--topic", "mix"), [r"Mixture\ of\ Experts"]),
        (("search", "--topic", '"mix'), ["Mixture of Experts"]),
        (("search", "--topic", "=", "off"), ["Offloading"]),
        (("search", "--kind", "="), ["paper", "code", "web", "placeholder"]),
        (("sea",), ["search"]),
        (("import", "small.m"), []),
        # Files are offered only where they are named.
        (("import", ""), []),
        (("search", "zzz", ""), ["+o default"]),
    ],
)
def test_bash(shell, words, expected):
    assert shell("bash", "--norc", "-c", completed(*words)) == expected


@given(
    st.lists(
        st.text(st.sampled_from("ab $`\\\"'!&;|<>(){}[]*?~#^%=:@/-\u00e9"), min_size=1), min_size=1
    )
)
@settings(max_examples=40)
def test_bash_reads_what_it_is_given_as_the_name_it_stands_for(names):
    """In any quotes, and without."""
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    names = [f"n{name}." for name in names]
    offered = shlex.quote("\n".join(names))
    script = f"{shells.script('bash')}\naiev() {{ printf '%s\\n' {offered}; }}\n" + "".join(
        f"COMP_WORDS=(aiev {shlex.quote(quote)}); COMP_CWORD=1; COMP_POINT=6; "
        f"COMP_LINE={shlex.quote('aiev ' + quote)}; _aiev aiev ''\n"
        'for each in "${COMPREPLY[@]}"; do '
        f'eval "printf \'%s\\n\' "{shlex.quote(quote)}"$each"{shlex.quote(quote)}; done\n'
        for quote in ("", *QUOTES)
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=True,
    )
    assert done.stderr == b""
    assert done.stdout.decode().splitlines() == names * 3


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
    knowledge.change(
        small,
        "insert into organization_alias (key, alias, organization_id, origin)"
        " select 'bears', 'Bears', id, 'user' from organization where name like 'Carneg%'",
    )
    (home.folder / "mine.md").write_text("# Mine\n")
    seen = home.folder / "seen"
    see = (
        'zle -N see; bindkey "^X" see; '
        f"see() {{ print -rn -- $BUFFER > {seen}.new; mv {seen}.new {seen} }}"
    )
    with terminal("zsh", home, on_path, see) as keys:
        assert keys(f"{typed}\t\x18") == expected


@pytest.mark.parametrize("name", INTERACTIVE)
@pytest.mark.parametrize("begun", ["--tag ", '--tag "', "--tag '", '--tag="'])
def test_a_name_that_is_completed_is_given_to_aiev_as_it_is(home, small, on_path, name, begun):
    """Within quotes Bash put `$(touch ran)` on the line as it stood, and ran it."""
    _offer(small, on_path, *HOSTILE)
    given = []
    with terminal(name, home, on_path) as keys:
        for each in HOSTILE:
            given.append(keys(f"aiev search {begun}{each[0]}\t\r").removeprefix("--tag="))
    assert given == HOSTILE
    assert not (home.folder / "ran").exists()


@pytest.mark.parametrize("name", INTERACTIVE)
@pytest.mark.parametrize("typed", ['"1"\x02\t', "'1'\x02\t"])
def test_a_quote_that_is_closed_behind_the_cursor_is_open(home, small, on_path, name, typed):
    _offer(small, on_path, HOSTILE[0])
    with terminal(name, home, on_path) as keys:
        assert keys(f"aiev search --tag {typed}\x05\r").strip() == HOSTILE[0]
    assert not (home.folder / "ran").exists()


def test_bash_leaves_a_word_of_several_quotes_as_it_is(home, small, on_path):
    """It replaces what follows the open quote alone; a whole name would stand there twice."""
    _offer(small, on_path, HOSTILE[0])
    with terminal("bash", home, on_path) as keys:
        for begun in ('"1 G"\'P', "1' GP", '1" GP', '"1"\' G'):
            end = max(QUOTES, key=begun.rfind)
            for option in ("--tag ", "--tag="):
                meant = begun.replace("'", "").replace('"', "")
                given = keys(f"aiev search {option}{begun}\t{end}\r")
                assert given.removeprefix("--tag=") == meant
    assert not (home.folder / "ran").exists()


def test_bash_that_does_not_part_words_at_the_sign(home, small, on_path):
    _offer(small, on_path, HOSTILE[0])
    with terminal("bash", home, on_path, "COMP_WORDBREAKS=${COMP_WORDBREAKS//=}") as keys:
        for begun in ("--tag=", '--tag="', "--tag='", '"--tag='):
            assert keys(f"aiev search {begun}1\t\r") == f"--tag={HOSTILE[0]}"
    assert not (home.folder / "ran").exists()


def _offer(small, on_path, *names):
    """Make `aiev` offer these tags, and write the last word of any other command to `seen`."""
    with closing(sqlite3.connect(small)) as connection:
        connection.executemany("insert into tag (name) values (?)", [(name,) for name in names])
        connection.commit()
    command = Path(on_path.partition(":")[0]) / "aiev"
    command.write_text("#!/bin/sh\n" + RECORD.replace("{command}", shlex.join(COMMAND)))


@contextmanager
def terminal(name, home, on_path, setup=":"):
    """Run an interactive shell; yield what types keys and returns what is then in `seen`."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    command, completion = INTERACTIVE[name]
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", ON_ITS_TERMINAL, *command],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**home.environment, "PATH": on_path, "LC_ALL": "C.UTF-8"},
        cwd=home.folder,
        start_new_session=True,
    ) as process:
        os.close(follower)

        def keys(typed):
            seen = home.folder / "seen"
            seen.unlink(missing_ok=True)
            os.write(leader, typed.encode())
            _wait_for(seen, leader)
            return seen.read_text()

        try:
            begun = home.folder / "begun"
            os.write(leader, f"{completion}; {setup}; touch {begun}\r".encode())
            _wait_for(begun, leader)
            yield keys
        finally:
            process.kill()
            os.close(leader)


def _wait_for(path, leader):
    """Wait until the file is there, reading what the terminal shows so that nobody waits for us."""
    shown = b""
    end = time.monotonic() + TIMEOUT_S
    while not path.exists():
        assert time.monotonic() < end, f"{path.name} never came: {shown[-500:]!r}"
        if select.select([leader], [], [], 0.05)[0]:
            shown += os.read(leader, 65536)


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


@pytest.mark.skipif(shutil.which("pwsh") is None, reason="needs PowerShell")
@pytest.mark.parametrize(
    ("line", "offered"), [("aiev sea", "search"), ("aiev search --topic Serv", "Serving")]
)
def test_powershell_offers_commands_and_topics(home, small, on_path, line, offered):
    script = ASKED.format(path=on_path.partition(os.pathsep)[0], line=line, end=len(line))
    done = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", script],
        env=dict(home.environment), capture_output=True, timeout=TIMEOUT_S, check=True,
    )  # fmt: skip
    assert offered in done.stdout.decode().split()
