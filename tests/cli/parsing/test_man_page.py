"""`aiev completion man`: a page that `man` shows, with all that the help has."""

import re
import shutil
import subprocess

import pytest

from aiev.cli.parsing import catalogue, command_line, help_text, man_page

PAGE = man_page.page()
TIMEOUT_S = 60


def shown(*command):
    """Return what a formatter makes of the page, as plain text, and what it complains of."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        command, input=PAGE.encode(), capture_output=True, check=True, timeout=TIMEOUT_S
    )
    text = re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout.decode())
    return text, done.stderr.decode()


def test_the_page_is_printed(aiev):
    done = aiev("completion", "man")
    assert (done.code, done.out, done.err) == (0, PAGE, "")


def test_every_command_with_its_options_and_examples_stands_in_it():
    for name in command_line.COMMANDS:
        declared = command_line.parameters(command_line.load(name))
        part = PAGE.partition(f".SS aiev {name} ")[2].partition("\n.S")[0].replace("\\-", "-")
        assert part, name
        assert all(f"\\fB{written}\\fR" in part for written, _ in help_text.options(declared))
    assert [f".SH {group.upper()}" in PAGE for group in catalogue.GROUPS] == [True] * 5


def test_no_text_in_it_is_taken_for_a_request():
    requests = {line.split()[0] for line in PAGE.split("\n") if line.startswith((".", "'"))}
    assert requests == {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".RS", ".RE", ".nf", ".fi"}


def test_groff_has_nothing_to_complain_of():
    text, complaints = shown("groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-P-cbou", "-rLL=100n")
    assert complaints == ""
    assert 'eval "$(aiev completion bash)"' in text
    assert "--since DATE" in text


def test_mandoc_has_nothing_to_complain_of():
    """But that it has no date, which a page made anew each time has not."""
    _, complaints = shown("mandoc", "-T", "lint", "-W", "error")
    assert complaints == ""
