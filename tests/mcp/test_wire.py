"""Whatever comes in, each line that goes out is one message, and the server lives on."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aiev.mcp.wire import LONGEST_LINE
from mcp_peer import STATELESS
from running import COMMAND, TIMEOUT_S

LIST = {"jsonrpc": "2.0", "id": "a", "method": "tools/list"}
INITIALIZE = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {}}
NOTE = {"jsonrpc": "2.0", "method": "notifications/no-such"}


def line(message):
    return json.dumps(message).encode() + b"\n"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"{not json\n", -32700),
        (b"\xff\xfe\x00\n", -32700),
        (b"[" * 100_000 + b"\n", -32700),
        (b"1" * 10_000 + b"\n", -32700),
        (b"7\n", -32600),
        (b'"text"\n', -32600),
        (b"null\n", -32600),
        (b"[]\n", -32600),
        (b"{}\n", -32600),
        (b'{"jsonrpc":"1.0","id":1,"method":"ping"}\n', -32600),
        (b'{"jsonrpc":"2.0","id":1}\n', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":7}\n', -32600),
        (b'{"jsonrpc":"2.0","id":null,"method":"ping"}\n', -32600),
        (b'{"jsonrpc":"2.0","id":true,"method":"ping"}\n', -32600),
        (b'{"jsonrpc":"2.0","id":1.5,"method":"ping"}\n', -32600),
        (b'{"jsonrpc":"2.0","id":{},"method":"ping"}\n', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}\n', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x"}}\n', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"tools/call"}\n', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":""}}\n', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"x"}}\n', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"resources/read"}\n', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"completion/complete"}\n', -32602),
        (b'{"jsonrpc":"2.0","id":"' + b"x" * LONGEST_LINE + b'"}\n', -32600),
    ],
    ids=lambda one: one[:40] if isinstance(one, bytes) else str(one),
)
def test_what_is_no_request_is_refused_and_the_next_one_answered(peer, sent, code):
    peer.send(sent, line(LIST))
    assert peer.hear()["error"]["code"] == code
    assert peer.hear()["id"] == "a"
    assert peer.end() == (0, b"")


@pytest.mark.parametrize(
    "sent",
    [
        b"\n",
        b"  \r\n",
        line(NOTE),
        line({"jsonrpc": "2.0", "method": "tools/list"}),
        line({"jsonrpc": "2.0", "method": "notifications/cancelled"}),
        line({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 99}}),
        line({"jsonrpc": "2.0", "id": 5, "result": {}}),
        line({"jsonrpc": "2.0", "id": 5, "error": {"code": 1, "message": ""}}),
        line([NOTE, NOTE]),
    ],
)
def test_what_wants_no_answer_gets_none(peer, sent):
    peer.send(sent)
    assert peer.hears_nothing()


@pytest.mark.parametrize("request_id", [0, -1, 2**53, "", "listen-1", "é\u2028\ud800"])
def test_an_answer_has_the_very_id_of_its_request(peer, request_id):
    peer.say({**LIST, "id": request_id})
    assert peer.hear()["id"] == request_id


def test_lines_may_end_as_windows_ends_them_and_begin_with_a_byte_order_mark(peer):
    peer.send(b"\xef\xbb\xbf" + line(LIST).replace(b"\n", b"\r\n"))
    assert peer.hear()["id"] == "a"


def test_a_batch_is_answered_by_one_but_a_handshake_stands_alone(peer):
    """Batches are of 2025-03-26 alone, where servers must take them."""
    peer.say([LIST, NOTE, 7, INITIALIZE, {**LIST, "id": "b", "method": "ping"}])
    replies = peer.hear()
    assert [one["id"] for one in replies] == ["a", None, 0, "b"]
    assert [one.get("error", {}).get("code") for one in replies] == [None, -32600, -32602, None]


def test_letters_of_all_scripts_go_both_ways_and_no_line_is_parted_by_them(peer):
    found = peer.call("search_papers", query="語言\u2028模型 Ångström 🪁")
    assert "papers" in found
    assert peer.call("search_papers", author="Ångström")["papers"][0]["id"] == "2405.00011"


def test_all_that_was_asked_before_the_end_is_answered(home, small):
    sent = b"".join(line({**LIST, "id": number}) for number in range(300))
    done = subprocess.run(
        [*COMMAND, "mcp"], input=sent, capture_output=True, env=home.environment, check=False,
        timeout=TIMEOUT_S,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(one)["id"] for one in done.stdout.splitlines()] == [*range(300)]


def test_the_end_without_a_line_feed_is_a_message_too(home, small):
    done = subprocess.run(
        [*COMMAND, "mcp"], input=line(LIST).rstrip(), capture_output=True, env=home.environment,
        check=False, timeout=TIMEOUT_S,
    )  # fmt: skip
    assert json.loads(done.stdout)["id"] == "a"


def test_a_client_that_reads_slowly_gets_all_of_it(home, small):
    """Some megabytes of answers, of which a pipe holds 64 KiB, while more is asked for."""
    process = subprocess.Popen(
        [*COMMAND, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=home.environment
    )
    count = 400
    for number in range(count):
        # Nothing is read meanwhile: the server must wait, and so must this end once it is full.
        message = line({**LIST, "id": number})
        if not select.select([], [process.stdin], [], 0.2)[1]:
            break
        process.stdin.write(message)
        process.stdin.flush()
        sent = number + 1
    got = [json.loads(process.stdout.readline())["id"] for _ in range(sent)]
    process.stdin.close()
    assert got == [*range(sent)]
    assert process.stdout.read() == b""
    assert process.wait(timeout=TIMEOUT_S) == 0
    process.stdout.close()


def test_a_client_that_is_gone_ends_the_server_without_a_word(home, small):
    process = subprocess.Popen(
        [*COMMAND, "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=home.environment,
    )
    process.stdout.close()
    process.stdin.write(line(LIST))
    process.stdin.flush()
    assert process.wait(timeout=TIMEOUT_S) == 0
    assert process.stderr.read() == b""
    process.stdin.close()
    process.stderr.close()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_it_cleanly(peer, name):
    assert peer.ask("ping")["result"] == {}
    peer.process.send_signal(getattr(signal, name))
    assert peer.process.wait(timeout=TIMEOUT_S) == 0
    assert peer.process.stderr.read() == b""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_it_ends_where_its_parent_is_gone_and_the_pipe_stays_open(home, small):
    """Clients crash; servers that stayed behind have held databases for days."""
    reading, writing = os.pipe()
    script = (
        "import os, subprocess, sys\n"
        "server = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)\n"
        "server.stdout.readline()\n"
        "print(server.pid, flush=True)\n"
        "os._exit(0)\n"
    )
    os.write(writing, line(LIST))
    done = subprocess.run(
        [sys.executable, "-c", script, *COMMAND, "mcp"],
        stdin=reading,
        stdout=subprocess.PIPE,
        env=home.environment,
        check=True,
    )
    pid = int(done.stdout)
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end and _is_alive(pid):
        time.sleep(0.1)
    os.close(writing)
    os.close(reading)
    assert time.monotonic() < end


def _is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


_SLOW = """
import sys, time
from aiev.cli import main
from aiev.mcp.tools import registry
from aiev.mcp.tools.search_papers import TOOL
from aiev.value import replace

def wait(context, given):
    if given.text("query") == "print":
        print("a stray word", flush=True)
        sys.stdout.buffer.write(b"and one without an end")
        sys.stdout.flush()
    if given.text("query") == "fault":
        raise ZeroDivisionError("a fault")
    if given.text("query") == "sleep":
        sys.stderr.write("asleep\\n")
        sys.stderr.flush()
        time.sleep(600)
    if given.text("query") == "sql":
        with context.base.reading() as reader:
            sys.stderr.write("asleep\\n")
            sys.stderr.flush()
            reader.connection.execute(
                "with recursive n(i) as (select 1 union all select i + 1 from n)"
                " select max(i) from n"
            ).fetchone()
    return TOOL.run(context, given)

registry.search_papers.TOOL = replace(TOOL, run=wait)
main.main()
"""


@pytest.fixture
def slow(home, small, monkeypatch, start):
    """A server whose search waits, prints or fails where it is told to."""
    monkeypatch.setattr("mcp_peer.COMMAND", (sys.executable, "-c", _SLOW))
    return start()


def search(query):
    return {"name": "search_papers", "arguments": {"query": query}}


@pytest.mark.parametrize("kind", ["sleep", "sql"])
def test_a_request_that_is_called_off_ends_and_is_never_answered(slow, kind):
    slow.say({"jsonrpc": "2.0", "id": "slow", "method": "tools/call", "params": search(kind)})
    assert slow.process.stderr.readline() == b"asleep\n"
    cancelled = {"requestId": "slow", "reason": "timed out"}
    slow.say({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": cancelled})
    assert slow.call("search_papers", query="kite")["total"] == 2
    assert slow.end()[0] == 0


def test_a_request_that_waits_can_be_called_off_too(slow):
    slow.say({"jsonrpc": "2.0", "id": 101, "method": "tools/call", "params": search("sleep")})
    assert slow.process.stderr.readline() == b"asleep\n"
    slow.say({"jsonrpc": "2.0", "id": 102, "method": "tools/call", "params": search("kite")})
    for number in (102, 101):
        params = {"requestId": number}
        slow.say({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": params})
    assert slow.hears_nothing()


@pytest.mark.parametrize(
    "never_run",
    [
        {"jsonrpc": "1.0", "id": 107, "method": "ping"},
        {"jsonrpc": "2.0", "id": 107, "result": {}},
    ],
)
def test_what_never_ran_calls_off_no_later_request_of_its_id(peer, never_run):
    """Its id waited for ever, was called off, and took the answer of the next one with it."""
    peer.say(never_run)
    if "method" in never_run:
        assert peer.hear()["error"]["code"] == -32600
    peer.ask("ping")
    params = {"requestId": 107}
    peer.say({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": params})
    for number in (107, 108):
        peer.say({"jsonrpc": "2.0", "id": number, "method": "ping"})
    heard = peer.hear()
    assert (heard["id"], heard["result"]) == (107, {})


def test_a_signal_ends_it_at_work_too(slow):
    slow.say({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": search("sleep")})
    assert slow.process.stderr.readline() == b"asleep\n"
    slow.process.terminate()
    assert slow.process.wait(timeout=TIMEOUT_S) == 0


def test_what_prints_prints_to_stderr(slow):
    """A word between two messages makes clients stop; one without an end eats the next message."""
    assert slow.call("search_papers", query="print")["papers"] is not None
    code, said = slow.end()
    assert (code, said) == (0, b"a stray word\nand one without an end")


def test_a_fault_of_its_own_costs_one_answer_and_is_told_on_stderr(slow):
    assert "ZeroDivisionError: a fault" in slow.refused("search_papers", query="fault")
    assert slow.call("search_papers", query="kite")["total"] == 2
    code, said = slow.end()
    assert code == 0
    assert said.startswith(b"Traceback")


def test_standard_input_is_the_clients_alone(slow):
    """A child process that reads would take a client's words."""
    del slow
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os\nfrom aiev.mcp import wire\nw = wire.take_over_stdio()\n"
            "print(os.read(0, 9))\nw.send({'got': next(w.messages())})",
        ],
        input=b"[1]\n",
        capture_output=True,
        env={**os.environ, **STATELESS_ENV},
        check=True,
    )
    assert (done.stdout, done.stderr) == (b'{"got":[1]}\n', b"b''\n")


STATELESS_ENV = {"PYTHONPATH": os.pathsep.join(sys.path)}


def test_a_closed_stderr_and_a_closed_stdin_are_no_fault(home, small):
    words = " ".join(f"'{word}'" for word in (*COMMAND, "mcp"))
    text = json.dumps({**LIST, "params": {"_meta": STATELESS}})
    done = subprocess.run(
        ["bash", "-c", f"echo '{text}' | {words} 2>&-; {words} <&-"],
        capture_output=True,
        env=home.environment,
        check=False,
    )
    assert json.loads(done.stdout)["id"] == "a"
    assert b"Traceback" not in done.stderr
