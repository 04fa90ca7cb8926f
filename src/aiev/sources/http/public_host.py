"""Only hosts of the open network are asked for pages: an address in a file is not the user's own.

It may name this machine, a router or a service within a company, which answer whoever is inside.
"""

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

from aiev.errors import SourceError

_LOCAL = (".local", ".localhost", ".internal", ".lan", ".home", ".corp", ".intranet", ".home.arpa")

Resolve = Callable[[str], list[str]]
"""Takes a host's name and returns its addresses; raises OSError where it has none."""


def resolved(host: str) -> list[str]:
    """Return the addresses of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


def require_public(url: str, *, resolve: Resolve = resolved) -> None:
    """Raise SourceError for an address that is not on the open network, by name or by number.

    A name without an address is let through: the request itself says that nobody answers, and
    where a proxy is set it is the proxy who looks it up.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        host = ""
    if not host:
        raise SourceError(f"no host in this address: {url[:200]}", hint=_hint())
    if is_number(host):
        numbers = [host]
    elif is_local_name(host):
        raise SourceError(f"this host is on no open network: {host}", hint=_hint())
    else:
        try:
            numbers = resolve(host)
        except (OSError, UnicodeError):
            return
    for number in numbers:
        if not is_public(number):
            raise SourceError(f"this host is on no open network: {host}", hint=_hint())


def is_local_name(host: str) -> bool:
    """Return whether a host is given by a name that only networks of their own know."""
    return not is_number(host) and ("." not in host or host.endswith(_LOCAL))


def is_number(host: str) -> bool:
    """Return whether a host is given by its number, not by a name."""
    return _number(host) is not None


def is_public(number: str) -> bool:
    """Return whether an address by number is one of the open network."""
    address = _number(number)
    return address is not None and address.is_global and not address.is_multicast


def is_loopback(number: str) -> bool:
    """Return whether an address by number is this machine's own."""
    address = _number(number)
    return address is not None and address.is_loopback


def _number(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _hint() -> str:
    return "say what the work is called: --title"
