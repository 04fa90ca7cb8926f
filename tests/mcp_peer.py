"""The other end of `aiev mcp`: a client of our own that sends what it is told, right or wrong."""

import json
import queue
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from running import COMMAND, TIMEOUT_S, Home

STATELESS = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


class Peer:
    """A server in a process of its own, and what it says line by line."""

    def __init__(self, home: Home, *flags: str, database: object = None) -> None:
        path = ["--db", str(database)] if database else []
        self.process = subprocess.Popen(
            [*COMMAND, *path, "mcp", *flags],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=home.environment,
            cwd=home.folder,
        )
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._last = 0
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def send(self, *lines: bytes) -> None:
        """Send these very bytes."""
        self.process.stdin.write(b"".join(lines))
        self.process.stdin.flush()

    def say(self, message: object) -> None:
        """Send one message."""
        self.send(json.dumps(message).encode() + b"\n")

    def hear(self) -> Any:
        """Return the next message; None where the server has ended."""
        line = self._lines.get(timeout=TIMEOUT_S)
        return json.loads(line) if line else None

    def hears_nothing(self) -> bool:
        """Return whether nothing is said before the answer to a question that comes now."""
        return self.ask("tools/list")["id"] == self._last

    def ask(self, method: str, params: Mapping[str, object] | None = None) -> Any:
        """Return the whole answer to a request."""
        self._last += 1
        message: dict[str, object] = {"jsonrpc": "2.0", "id": self._last, "method": method}
        if params is not None:
            message["params"] = params
        self.say(message)
        return self.hear()

    def asks(self, method: str, **params: object) -> Any:
        """Return the result of a request of the stateless era."""
        return self.ask(method, {**params, "_meta": STATELESS})

    def call(self, name: str, /, **arguments: object) -> Any:
        """Return what a tool answers, read as JSON; it must not be an error."""
        result = self.ask("tools/call", {"name": name, "arguments": arguments})["result"]
        assert not result["isError"], result
        return json.loads(result["content"][0]["text"])

    def refused(self, name: str, /, **arguments: object) -> str:
        """Return what a tool says that could not do as it was told."""
        result = self.ask("tools/call", {"name": name, "arguments": arguments})["result"]
        assert result["isError"], result
        return str(result["content"][0]["text"])

    def end(self) -> tuple[int, bytes]:
        """Close this end, and return the exit code and what stands on stderr."""
        self.process.stdin.close()
        code = self.process.wait(timeout=TIMEOUT_S)
        return code, self.process.stderr.read()

    def close(self) -> None:
        """End the process if it has not ended."""
        self.process.kill()
        self.process.wait()
        self._reading.join()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            # What was not yet sent to a server that has ended stays unsent.
            with suppress(OSError):
                stream.close()
