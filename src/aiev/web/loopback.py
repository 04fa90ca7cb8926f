"""Whose requests are answered: those made to a loopback name, from no other site's page.

Any site can have its own name point to this machine (DNS rebinding); a browser that visits it then
takes our answers for that site's, and lets its scripts read them. `Host` still holds its name.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from ipaddress import IPv4Address, IPv6Address
from typing import TypedDict

_AUTHORITY = re.compile(r"(?P<name>\[[^][]*\]|[^][:]+)(?::(?P<port>[0-9]{1,5}))?")
_DEFAULT_PORT = 80
# Where the database lies, and the stacks of threads.
_OF_MACHINE = re.compile(r"/+(?:data/+)*-/+(?:databases|threads)(?:\.|/|\Z)")

Receive = Callable[[], Awaitable[Mapping[str, object]]]
Send = Callable[[Mapping[str, object]], Awaitable[None]]


class Scope(TypedDict):
    """What ASGI tells of a request, as far as it is looked at here."""

    type: str
    method: str
    path: str
    raw_path: bytes
    headers: Iterable[tuple[bytes, bytes]]


Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def guard(application: Application, *, port: int) -> Application:
    """Return an application that answers 403 where `is_answered` says no, and else as this one.

    Pages that tell of this machine are not there: 404.
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if not is_answered(scope["headers"], port=port):
            status, told = (
                403,
                (
                    f"403: only pages of http://localhost:{port} and"
                    f" http://127.0.0.1:{port} are answered\n"
                ),
            )
        elif _OF_MACHINE.match(scope["path"]):
            status, told = 404, "404: there is no such page\n"
        else:
            await application(scope, receive, send)
            return
        kind = (b"content-type", b"text/plain; charset=utf-8")
        await send({"type": "http.response.start", "status": status, "headers": [kind]})
        await send({"type": "http.response.body", "body": told.encode()})

    return guarded


def is_answered(headers: Iterable[tuple[bytes, bytes]], *, port: int) -> bool:
    """Return whether a request with these headers is made to us, and from no other site's page.

    `Host` must be there once; `Origin`, which browsers send with whatever could write and with what
    a script asks of another site, must be ours where it is there.
    """
    named = [(name.lower(), value.decode("latin-1")) for name, value in headers]
    hosts = [value for name, value in named if name == b"host"]
    origins = [value for name, value in named if name == b"origin"]
    return (
        len(hosts) == 1
        and is_loopback(hosts[0], port=port)
        and all(
            origin.startswith("http://") and is_loopback(origin[len("http://") :], port=port)
            for origin in origins
        )
    )


def is_loopback(authority: str, *, port: int) -> bool:
    """Return whether `name` or `name:port` is localhost, 127.0.0.0/8 or [::1] with this port."""
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None or int(parts["port"] or _DEFAULT_PORT) != port:
        return False
    name = parts["name"].lower()
    try:
        if name.startswith("["):
            return IPv6Address(name[1:-1]) == IPv6Address("::1")
        return name == "localhost" or IPv4Address(name).is_loopback
    except ValueError:
        return False
