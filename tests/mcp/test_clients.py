"""Clients that people use, driving the server: the official SDK's, fastmcp's and the inspector's.

None is needed to install or test aiev otherwise: `pip install 'aiev[clients]'` brings the first
two, npm the third; `AIEV_INSPECTOR` names the inspector's command where it is not found on PATH.
"""

import importlib.metadata
import json
import os
import shlex
import shutil
import subprocess
import sys

import pytest

from running import TIMEOUT_S

QUERY = {"query": "offloading caches"}
NEEDED = ("HOME", "LANG", "PATH", "PYTHONPATH", "XDG_DATA_HOME", "XDG_CONFIG_HOME")


def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "0"


def is_line(name, major):
    return version(name).partition(".")[0] == major


with_sdk_2 = pytest.mark.skipif(not is_line("mcp", "2"), reason="mcp 2 is not installed")
with_sdk_1 = pytest.mark.skipif(not is_line("mcp", "1"), reason="mcp 1 is not installed")
with_fastmcp = pytest.mark.skipif(version("fastmcp") == "0", reason="fastmcp is not installed")


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def command(home, small):
    """The server's command line, which names the base, as clients pass few variables on."""
    return [sys.executable, "-m", "aiev", "--db", str(small), "mcp"]


@pytest.fixture
def environment(home):
    return {name: home.environment[name] for name in NEEDED if name in home.environment}


@with_sdk_2
@pytest.mark.anyio
@pytest.mark.parametrize(
    ("mode", "spoken"),
    [("legacy", "2025-11-25"), ("auto", "2026-07-28"), ("2026-07-28", "2026-07-28")],
)
async def test_the_official_sdk_in_each_mode(command, environment, mode, spoken):
    from mcp_types import PromptReference

    from mcp import Client, MCPError, StdioServerParameters

    server = StdioServerParameters(command=command[0], args=command[1:], env=environment)
    async with Client(server, mode=mode, read_timeout_seconds=60, cache=None) as client:
        assert client.protocol_version == spoken
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert names[:2] == ["search_papers", "get_paper"]
        result = await client.call_tool("search_papers", QUERY)
        assert not result.is_error
        assert json.loads(result.content[0].text)["total"] == 1
        refused = await client.call_tool("get_paper", {"id": "2401.99999"})
        assert refused.is_error
        assert "not in the knowledge base" in refused.content[0].text
        assert len((await client.list_resources()).resources) == 2
        assert len((await client.list_resource_templates()).resource_templates) == 2
        read = await client.read_resource("aiev://paper/2405.00011")
        assert json.loads(read.contents[0].text)["id"] == "2405.00011"
        assert len((await client.list_prompts()).prompts) == 3
        prompt = await client.get_prompt("survey_topic", {"topic": "Serving"})
        assert "Serving" in prompt.messages[0].content.text
        offered = await client.complete(
            PromptReference(type="ref/prompt", name="survey_topic"),
            {"name": "topic", "value": "off"},
        )
        assert offered.completion.values == ["Offloading"]
        with pytest.raises(MCPError) as raised:
            await client.read_resource("aiev://nope")
        assert raised.value.error.code == (-32002 if mode == "legacy" else -32602)


@with_sdk_1
@pytest.mark.anyio
async def test_the_official_sdk_of_before(command, environment):
    from mcp import ClientSession, McpError, StdioServerParameters, stdio_client

    server = StdioServerParameters(command=command[0], args=command[1:], env=environment)
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        told = await session.initialize()
        assert told.protocolVersion == "2025-11-25"
        assert told.serverInfo.name == "aiev"
        assert len((await session.list_tools()).tools) == 6
        result = await session.call_tool("search_papers", QUERY)
        assert not result.isError
        assert json.loads(result.content[0].text)["total"] == 1
        assert (await session.call_tool("get_paper", {})).isError
        found = await session.read_resource("aiev://stats")
        assert json.loads(found.contents[0].text)["papers"] == 6
        assert len((await session.list_prompts()).prompts) == 3
        with pytest.raises(McpError):
            await session.read_resource("aiev://nope")
        await session.send_ping()


@with_fastmcp
@pytest.mark.anyio
@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_fastmcp(command, environment, mode):
    from fastmcp import Client
    from fastmcp.client.transports import StdioTransport
    from fastmcp.exceptions import ToolError

    server = StdioTransport(
        command=command[0], args=[*command[1:], "--write"], env=environment, keep_alive=False
    )
    async with Client(server, timeout=60, mode=mode) as client:
        assert len(await client.list_tools()) == 8
        result = await client.call_tool("search_papers", QUERY)
        assert json.loads(result.content[0].text)["total"] == 1
        done = await client.call_tool("edit_paper", {"id": "2405.00011", "tag": "kites"})
        assert json.loads(done.content[0].text)["tag"] == "kites"
        with pytest.raises(ToolError, match="not in the knowledge base"):
            await client.call_tool("get_paper", {"id": "2401.99999"})
        (found,) = await client.read_resource("aiev://topics")
        assert json.loads(found.text)["total"] == 3
        assert len(await client.list_prompts()) == 3


def inspector():
    """The command line of the inspector, if it is there."""
    named = os.environ.get("AIEV_INSPECTOR")
    if named:
        return shlex.split(named)
    found = shutil.which("mcp-inspector")
    return [found] if found else None


@pytest.fixture
def inspect(command, environment):
    """Runs the inspector on the server, and reads its answer."""
    tool = inspector()
    if tool is None:
        pytest.skip("no mcp-inspector on PATH, and AIEV_INSPECTOR names none")

    def run(*words, code=0):
        done = subprocess.run(
            [*tool, "--cli", *words, "--", *command],
            capture_output=True,
            env={**os.environ, **environment},
            timeout=TIMEOUT_S,
            check=False,
        )
        assert done.returncode == code, done.stderr.decode()
        return json.loads(done.stdout) if code == 0 else done.stderr.decode()

    return run


def test_the_inspectors_command_line(inspect):
    tools = inspect("--method", "tools/list")["tools"]
    assert [tool["name"] for tool in tools][:2] == ["search_papers", "get_paper"]
    assert len(inspect("--method", "resources/list")["resources"]) == 2
    read = inspect("--method", "resources/read", "--uri", "aiev://paper/2405.00011")
    assert json.loads(read["contents"][0]["text"])["id"] == "2405.00011"
    assert len(inspect("--method", "prompts/list")["prompts"]) == 3


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_the_inspector_calls_a_tool_in_each_era(inspect, era):
    tool = inspector() or []
    told = subprocess.run([*tool, "--cli", "--help"], capture_output=True, check=False)
    knows_eras = b"--protocol-era" in told.stdout + told.stderr
    if era == "modern" and not knows_eras:
        pytest.skip("this inspector knows one era: 2.12 and Node 22 know both")
    eras = ("--protocol-era", era) if knows_eras else ()
    words = ("--tool-name", "search_papers", "--tool-arg", "query=offloading caches", "limit=5")
    # What stands behind `--tool-arg` is one, up to the next option.
    called = inspect(*words, *eras, "--method", "tools/call")
    content = called.get("result", called)["content"]
    assert json.loads(content[0]["text"])["total"] == 1
