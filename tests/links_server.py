"""A small web on loopback: each path answers as it is told to, and every request is noted."""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = int | tuple[int, str] | str
"""A status, a status with the address to go to, or a fault: `hang` or `break`."""


class LinksServer:
    """Answers HEAD and GET by path; `answers` may give one for a method: `HEAD /a`.

    What is not named is 200. `at_once` is the most requests that ever were under way together.
    """

    def __init__(self, answers: Mapping[str, Answer] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: list[str] = []
        self.at_once = 0
        self._under_way = 0
        self._lock = threading.Lock()
        self._released = threading.Event()
        self.is_hung = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server._answer(self)

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> "LinksServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The address before each path."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.asked.append(f"{request.command} {request.path}")
            self._under_way += 1
            self.at_once = max(self.at_once, self._under_way)
        try:
            self._say(request)
        finally:
            with self._lock:
                self._under_way -= 1

    def _say(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path
        answer = self.answers.get(f"{request.command} {path}", self.answers.get(path, 200))
        if answer == "hang":
            self.is_hung.set()
            self._released.wait()
            return
        if answer == "break":
            request.connection.close()
            return
        status, location = answer if isinstance(answer, tuple) else (int(answer), None)
        request.send_response(status)
        if location is not None:
            request.send_header("Location", location)
        request.send_header("Content-Length", "0")
        request.end_headers()
