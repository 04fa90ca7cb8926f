"""Help from one source: short, in groups, with examples that can be typed, however it is asked."""

import re
import shlex

import pytest

from aiev.cli.parsing import catalogue, command_line, help_text

ALL = command_line.COMMANDS


def test_every_command_stands_in_one_group():
    grouped = [name for names in catalogue.GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(ALL)
    assert list(catalogue.GROUPS) == ["Lists", "Find", "Change", "Exchange", "Care"]
    assert set(catalogue.SUMMARIES) == set(catalogue.EXAMPLES) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_line_of_a_command_is_the_first_that_it_says_of_itself(name):
    """The overview loads no command; whole words, where a cut had ended within the sentence."""
    first = help_text.paragraphs(name)[0]
    assert catalogue.SUMMARIES[name] == re.split(r"[.;:]", first)[0] + "."


@pytest.mark.parametrize("name", ALL)
def test_a_command_has_two_examples_that_can_be_typed(name):
    examples = catalogue.EXAMPLES[name]
    assert len(set(examples)) == 2
    for example in examples:
        if name == "completion":
            assert "aiev completion " in example
            continue
        # A saved question is asked where others are.
        words = shlex.split(example)
        assert words[0] == "aiev"
        line = command_line.read(words[1:])
        assert line is not None, f"not plain: {example}"
        assert line.command == name or (name, line.command) == ("save", "search")


@pytest.mark.parametrize("name", ALL)
def test_the_help_of_a_command_names_all_that_it_takes(aiev, name):
    done = aiev(name, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: aiev {name} [OPTIONS]")
    told = " ".join(done.out.split())
    for parameter in command_line.parameters(command_line.load(name)).values():
        declaration = parameter.declaration
        assert all(f" {spelling}" in told for spelling in getattr(declaration, "names", ()))
        assert all(choice in told for choice in declaration.choices)
        assert declaration.metavar in told
        assert declaration.help.removesuffix(".") in told
    assert all(f"  $ {example}\n" in done.out for example in catalogue.EXAMPLES[name])


@pytest.mark.parametrize("words", [["-h"], ["moe", "-n", "3", "--help"], ["--no-color", "-h"]])
def test_help_is_the_same_wherever_it_is_asked(aiev, words):
    told = aiev("search", "--help").out
    assert aiev("help", "search").out == told
    assert aiev("search", *words).out == told


def test_the_overview_is_the_same_however_it_is_asked(aiev):
    told = aiev("--help")
    assert (told.code, told.err) == (0, "")
    for words in (("-h",), ("help",), ("--no-color", "--help")):
        assert aiev(*words).out == told.out
    assert all(re.search(rf"^  {name}  ", told.out, re.MULTILINE) for name in ALL)
    for group in catalogue.GROUPS:
        part = told.out.partition(f"\n{group}:\n")[2].partition("\n\n")[0]
        assert part.count("\n  $ aiev ") == 2


def test_aiev_alone_shows_the_first_steps(aiev):
    done = aiev()
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\n") <= 15
    assert aiev("--no-color").out == done.out
    for example, _said in catalogue.FIRST_STEPS:
        assert f"  {example}" in done.out
        words = shlex.split(example)[1:]
        assert command_line.read(words) is not None, example


def test_help_of_what_is_no_command_is_a_usage_error(run_aiev):
    done = run_aiev("serach", "--help")
    assert (done.code, done.out) == (2, "")
    assert "search" in done.err


@pytest.mark.parametrize("columns", [40, 57, 80, 200])
@pytest.mark.parametrize("name", ["", "--help", *ALL])
def test_no_line_is_wider_than_the_terminal_or_80_columns(name, columns):
    words = [name, "--help"] if name in ALL else [name] if name else []
    text = help_text.answer(words, width=columns)
    widest = min(columns, 80)
    for line in text.split("\n"):
        # What is to be typed is not broken; on a terminal of 80 columns it need not be.
        if columns >= 80 or not (line.startswith("  $ ") or len(line.split()) < 3):
            is_step = any(line.strip() == step for step, _ in catalogue.FIRST_STEPS)
            assert len(line) <= widest or is_step, line
        assert line == line.rstrip()
