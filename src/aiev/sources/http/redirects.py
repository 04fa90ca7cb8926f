"""Where a redirect may lead: no server takes aiev out of https or into a private network."""

from urllib.parse import urlsplit

from aiev.sources.http.public_host import (
    is_local_name,
    is_loopback,
    is_number,
    is_public,
    resolved,
)


def why_refused(url: str, target: str) -> str | None:
    """Return why a redirect from one web address to another is not followed, else None.

    A host of a private network may redirect to itself, and this machine to this machine, as a
    test's servers do; nobody may redirect to any other host of a private network.
    """
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
        return "to an address that anybody on the way can alter"
    host, target_host = _host(url), _host(target)
    if host == target_host:
        return None
    numbers = _numbers(target_host)
    if all(map(is_public, numbers)) and not is_local_name(target_host):
        return None
    if numbers and all(map(is_loopback, (*numbers, *(_numbers(host) or (host,))))):
        return None
    return "into a private network"


def _host(url: str) -> str:
    """Return the host of a web address; that of one which has none is empty."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def _numbers(host: str) -> list[str]:
    """Return the addresses of a host; none where its name is not known here.

    A proxy may know such a name; aiev itself will not reach it.
    """
    if not host or is_number(host):
        return [host]
    try:
        return resolved(host)
    except (OSError, UnicodeError):
        return []
