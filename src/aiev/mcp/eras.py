"""The two eras of the protocol, told apart request by request.

Up to 2025-11-25 a client shakes hands once (`initialize`); from 2026-07-28 on each request carries
its version in `_meta` and each result says more of itself. One pipe may carry both: clients are
known to ask `server/discover` and then to shake hands all the same.
"""

from collections.abc import Mapping

from aiev.mcp.protocol import (
    HANDSHAKE_VERSIONS,
    INVALID_PARAMS,
    STATELESS_VERSION,
    SUPPORTED,
    UNSUPPORTED_VERSION,
    Json,
    ProtocolError,
    UnknownResourceError,
)
from aiev.version import VERSION

SERVER: Json = {"name": "aiev", "version": VERSION}
CAPABILITIES: Json = {"tools": {}, "resources": {}, "prompts": {}, "completions": {}}

_PREFIX = "io.modelcontextprotocol/"
_VERSION_KEY, _CAPABILITIES_KEY = f"{_PREFIX}protocolVersion", f"{_PREFIX}clientCapabilities"
_SERVER_KEY = f"{_PREFIX}serverInfo"
SUBSCRIPTION_KEY = f"{_PREFIX}subscriptionId"

HANDSHAKE_ONLY = frozenset(("initialize", "ping"))
STATELESS_ONLY = frozenset(("server/discover", "subscriptions/listen"))

# What lists and discovery say cannot change while the server runs; a resource may at any time.
_UNCHANGING_MS, _CHANGING_MS = 3_600_000, 0
_CACHED = {
    "server/discover": _UNCHANGING_MS,
    "tools/list": _UNCHANGING_MS,
    "prompts/list": _UNCHANGING_MS,
    "resources/list": _UNCHANGING_MS,
    "resources/templates/list": _UNCHANGING_MS,
    "resources/read": _CHANGING_MS,
}


def is_stateless(method: str, params: Mapping[str, object]) -> bool:
    """Return whether a request is of the era in which each stands alone.

    Raises ProtocolError where it is and lacks what such a request must carry, or asks for a version
    that is not served.
    """
    meta = params.get("_meta")
    meta = meta if isinstance(meta, dict) else {}
    if method == "initialize" or (_VERSION_KEY not in meta and method != "server/discover"):
        return False
    version, capabilities = meta.get(_VERSION_KEY), meta.get(_CAPABILITIES_KEY)
    if not isinstance(version, str):
        raise ProtocolError(INVALID_PARAMS, f"_meta lacks {_VERSION_KEY}")
    if version != STATELESS_VERSION:
        raise ProtocolError(
            UNSUPPORTED_VERSION,
            "Unsupported protocol version",
            data={"supported": [STATELESS_VERSION], "requested": version},
        )
    if not isinstance(capabilities, dict):
        raise ProtocolError(INVALID_PARAMS, f"_meta lacks {_CAPABILITIES_KEY}")
    return True


def shake_hands(params: Mapping[str, object], instructions: str) -> Json:
    """Return the answer to `initialize`: the version asked for, or the newest with a handshake."""
    asked = params.get("protocolVersion")
    return {
        "protocolVersion": asked if asked in HANDSHAKE_VERSIONS else HANDSHAKE_VERSIONS[-1],
        "capabilities": CAPABILITIES,
        "serverInfo": {**SERVER, "title": "aiev"},
        "instructions": instructions,
    }


def discover(instructions: str) -> Json:
    """Return the answer to `server/discover`."""
    return {
        "supportedVersions": list(SUPPORTED),
        "capabilities": CAPABILITIES,
        "instructions": instructions,
    }


def stamped(method: str, result: Json) -> Json:
    """Return a result as the stateless era wants it: complete, from whom, and how long it holds."""
    stamps: Json = {"resultType": "complete", **result, "_meta": {_SERVER_KEY: SERVER}}
    if method in _CACHED:
        stamps |= {"ttlMs": _CACHED[method], "cacheScope": "private"}
    return stamps


def refusal(error: ProtocolError, *, stateless: bool) -> ProtocolError:
    """Return an error with the code that the era has for it."""
    if stateless and isinstance(error, UnknownResourceError):
        return ProtocolError(INVALID_PARAMS, str(error), data=error.data)
    return error
