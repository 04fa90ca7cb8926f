"""Which part answers an address: the page at `/`, Datasette under `/data/`."""

import asyncio

from aiev.errors import AievError
from aiev.web.live_page import Answer, Look
from aiev.web.loopback import Application, Receive, Scope, Send

DATA = "/data/"
"""Where Datasette's pages are."""

_ICON = "/favicon.ico"


def routed(data: Application, look: Look) -> Application:
    """Return an application of the page's own files, and of `data` under DATA."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        is_read = scope["method"] in ("GET", "HEAD")
        # A file of the page may lie under the same path.
        found = await asyncio.to_thread(_found, look, path[1:]) if is_read else None
        if found is not None:
            await _send(send, found)
        elif path.startswith(DATA):
            await data(_below(scope), receive, send)
        elif path == _ICON:
            await data(scope, receive, send)
        elif path == DATA.rstrip("/"):
            await _redirect(send, DATA)
        else:
            told = "404: there is no such page\n" if is_read else "405: nothing is written here\n"
            await _send(send, Answer(told.encode(), kind="text/plain", status=int(told[:3])))

    return answer


def _below(scope: Scope) -> Scope:
    """Return the request as Datasette wants it: it puts what stands before in its links itself."""
    at = len(DATA) - 1
    raw = scope.get("raw_path") or scope["path"].encode()
    return {**scope, "path": scope["path"][at:], "raw_path": raw[at:]}


def _found(look: Look, path: str) -> Answer | None:
    try:
        return look(path)
    except AievError as error:
        told = f"500: {error}\n" + (f"hint: {error.hint}\n" if error.hint else "")
        return Answer(told.encode("utf-8", "replace"), kind="text/plain", status=500)


async def _send(send: Send, found: Answer) -> None:
    headers = [
        (b"content-type", f"{found.kind}; charset=utf-8".encode()),
        (b"content-length", str(len(found.body)).encode()),
        # It changes with the database, and the browser is on the same machine.
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": found.status, "headers": headers})
    await send({"type": "http.response.body", "body": found.body})


async def _redirect(send: Send, path: str) -> None:
    headers = [(b"location", path.encode())]
    await send({"type": "http.response.start", "status": 302, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
