"""What agents pay: `python tests/bench/agents.py [--db PATH] [--papers 1000] [--rounds 11]`.

The tokens of all declarations, the start of `aiev mcp` until its first answer against one
`aiev search` (minima, taking turns), and ten questions with their tokens and milliseconds. Tokens
are counted as the server bounds them: four letters of ASCII each, or one of any other.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus
import real_data
from aiev.mcp.answers import tokens
from measure import AIEV, Row, rows

QUESTIONS = (
    ("search_papers", {"query": "moe offloading"}),
    ("search_papers", {"query": "speculative decoding", "since": "2025", "sort": "date"}),
    ("search_papers", {"topic": "attention", "sort": "date"}),
    ("search_papers", {"organization": "Microsoft", "query": "inference"}),
    ("search_papers", {"query": "kv cache", "limit": 50}),
    ("get_paper", {"id": "1"}),
    ("similar_papers", {"id": "1"}),
    ("browse", {"kind": "topics"}),
    ("browse", {"kind": "organizations", "limit": 20}),
    ("cite_papers", {"ids": ["1", "2", "3"]}),
)
_INITIALIZE = {
    "protocolVersion": "2025-11-25",
    "capabilities": {},
    "clientInfo": {"name": "bench", "version": "1"},
}


class Server:
    """A running server, asked one question after the other."""

    def __init__(self, database: Path) -> None:
        self._process = subprocess.Popen(
            [AIEV, "--db", str(database), "mcp", "--write", "--network"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, method: str, params: object) -> tuple[dict, float]:
        """Return the result and the milliseconds until it was there."""
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        started = time.perf_counter()
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["result"], (time.perf_counter() - started) * 1000

    def end(self) -> None:
        """Close the pipe and wait."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def start_ms(database: Path) -> float:
    """Return how long a client waits for the first answer of a new server."""
    started = time.perf_counter()
    server = Server(database)
    server.ask("initialize", _INITIALIZE)
    spent = (time.perf_counter() - started) * 1000
    server.end()
    return spent


def search_ms(database: Path) -> float:
    """Return how long one search takes as a process."""
    started = time.perf_counter()
    command = [AIEV, "--db", str(database), "search", "moe", "offloading"]
    subprocess.run(command, capture_output=True, check=True)
    return (time.perf_counter() - started) * 1000


def starting(database: Path, *, rounds: int) -> None:
    """Print the start of a server and a search, the least of each."""
    pairs = [(start_ms(database), search_ms(database)) for _ in range(rounds + 1)][1:]
    start, search = (min(spent) for spent in zip(*pairs, strict=True))
    print("\nstart, least of", rounds)
    print(f"  aiev search moe offloading   {search:8.0f} ms")
    print(f"  aiev mcp, first answer       {start:8.0f} ms  {start / search:.2f} x")
    rows.append(Row("agents, the start", "aiev search", search, 1, "ms"))
    rows.append(Row("agents, the start", "aiev mcp, first answer", start, start / search, "ms"))


def measure(papers: int, *, rounds: int) -> None:
    """Measure in a database of so many made-up papers."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        corpus.build(database, corpus.made_up_papers(papers))
        asking(database)
        starting(database, rounds=rounds)


def asking(database: Path) -> None:
    """Print what declarations and answers cost."""
    server = Server(database)
    server.ask("initialize", _INITIALIZE)
    tools = server.ask("tools/list", {})[0]["tools"]
    shown = [{k: one[k] for k in ("name", "description", "inputSchema")} for one in tools]
    print("\ndeclarations, in every turn of a model's context")
    told = {}
    for few, names in (("to read", tools[:6]), ("all", tools)):
        text = json.dumps(shown[: len(names)], separators=(",", ":"), ensure_ascii=False)
        told[f"tools declared, {few}"] = tokens(text)
        print(f"  {len(names)} tools, {few:<24} {tokens(text):6} tokens")
    print("\nquestions")
    for name, arguments in QUESTIONS:
        result, spent = server.ask("tools/call", {"name": name, "arguments": arguments})
        text = "".join(block["text"] for block in result["content"])
        question = " ".join([name, *(f"{key}={value}" for key, value in arguments.items())])
        told[question] = tokens(text)
        refused = " (refused)" if result["isError"] else ""
        print(f"  {question:<58} {tokens(text):6} tokens {spent:7.0f} ms{refused}")
    server.end()
    command = [AIEV, "--db", str(database), "search", "moe", "offloading", "-n", "10", "--json"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    beside = "aiev search moe offloading -n 10 --json"
    print(f"  {f'beside it: {beside}':<58} {tokens(text):6} tokens")
    told[beside] = tokens(text)
    for name, count in told.items():
        rows.append(Row("agents, tokens", name, count, count / told[beside], "tokens"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--papers", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    if options.db is None:
        print(real_data.which_papers())
        measure(options.papers, rounds=options.rounds)
    elif options.db.is_file():
        asking(options.db)
        starting(options.db, rounds=options.rounds)
    else:
        sys.exit(f"no database at this path: {options.db}")
