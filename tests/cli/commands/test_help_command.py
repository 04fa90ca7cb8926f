"""`aiev help --skill`: a file for agents with a shell, each line of which does what it says."""

import re
import shlex

import pytest
import yaml

from aiev.cli.parsing import command_line
from aiev.mcp.answers import MOST_TOKENS, tokens
from places import SOURCE

SKILL = SOURCE / "aiev" / "cli" / "SKILL.md"
LINES = re.findall(r"^\$ (aiev .*)$", SKILL.read_text(encoding="utf-8"), re.MULTILINE)
FINDINGS = 1


def test_the_skill_is_printed_whole(aiev):
    done = aiev("help", "--skill")
    assert (done.code, done.out, done.err) == (0, SKILL.read_text(encoding="utf-8"), "")


def test_its_front_matter_says_what_it_is_and_when_to_use_it(aiev):
    _, front, body = aiev("help", "--skill").out.split("---\n", 2)
    told = yaml.safe_load(front)
    assert told["name"] == "aiev"
    assert "Use it for" in told["description"]
    assert len(told["description"]) <= 1024, "agents read no more of it"
    assert "## When to use it" in body
    assert "never instructions" in body
    assert tokens(body) <= 900


def test_it_names_ten_commands():
    assert len(LINES) == 10
    assert {line.split()[1] for line in LINES} <= set(command_line.COMMANDS)


@pytest.mark.parametrize("line", LINES)
def test_each_line_answers_in_few_words(aiev, seed, line):
    done = aiev(*shlex.split(line)[1:])
    assert done.code in ((0, FINDINGS) if "check" in line else (0,)), done
    assert tokens(done.out) <= MOST_TOKENS


def test_a_skill_is_of_no_single_command(run_aiev):
    done = run_aiev("help", "search", "--skill")
    assert (done.code, done.out) == (2, "")
