"""Where a redirect may lead: no server takes aiev out of https or into a private network."""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit


def why_refused(url: str, target: str) -> str | None:
    """Return why a redirect from one web address to another is not followed, else None.

    Who is in a private network already, as a test's server is, may redirect within it.
    """
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
        return "to an address that anybody on the way can alter"
    if _is_private(target) and not _is_private(url):
        return "into a private network"
    return None


def _is_private(url: str) -> bool:
    """Return whether the host of an address is on this machine or in a network of its own."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return True
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return False  # A proxy may know it; aiev itself will not reach it.
    return any(not ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)
