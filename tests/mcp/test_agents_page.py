"""The page about agents: its lines run, and its settings start this very command."""

import json
import re
import tomllib

import pytest

from aiev.cli.parsing import command_line
from aiev.mcp.answers import tokens
from aiev.mcp.tools.registry import tools
from places import ROOT
from running import run_shell

PAGE = (ROOT / "docs" / "agents.md").read_text(encoding="utf-8")
FENCED = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
LINES = [
    line.removeprefix("$ ")
    for kind, body in FENCED
    if kind == "console"
    for line in body.splitlines()
]


@pytest.mark.parametrize("line", LINES)
def test_each_line_runs(home, small, line):
    (home.folder / ".claude" / "skills" / "aiev").mkdir(parents=True)
    done = run_shell(home, f"set -o pipefail; {line}")
    assert (done.code, done.err) == (0, "")
    for answer in done.out.splitlines():
        assert "result" in json.loads(answer)
    if ">" in line:
        skill = home.folder / ".claude" / "skills" / "aiev" / "SKILL.md"
        assert skill.read_text().startswith("---\nname: aiev\n")


def test_the_settings_of_every_client_start_the_server():
    parsed = [json.loads(body) for kind, body in FENCED if kind == "json"]
    parsed += [tomllib.loads(body) for kind, body in FENCED if kind == "toml"]
    assert len(parsed) == 4
    for settings in parsed:
        (servers,) = settings.values()
        server = servers["aiev"]
        assert server["command"].endswith("/aiev")
        line = command_line.read(server["args"])
        assert line is not None
        assert (line.command, line.database) == ("mcp", "/home/ada/papers.db")


def test_the_table_of_tools_is_the_codes():
    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert named == [tool.name for tool in tools(can_write=True, can_network=True)]


def test_the_tokens_of_the_declarations_are_those_of_the_code():
    costs = []
    for is_all in (False, True):
        declared = [one.declared() for one in tools(can_write=is_all, can_network=is_all)]
        seen = [{k: one[k] for k in ("name", "description", "inputSchema")} for one in declared]
        costs.append(tokens(json.dumps(seen, separators=(",", ":"), ensure_ascii=False)))
    assert f"6 that read, all 9 | {costs[0]}, {costs[1]} |" in PAGE
