"""The words of the Model Context Protocol: versions, error codes, and what a refusal carries."""

from collections.abc import Mapping

from aiev.errors import AievError

Json = dict[str, object]
Id = str | int

HANDSHAKE_VERSIONS = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
"""The versions that begin with `initialize`, oldest first."""
STATELESS_VERSION = "2026-07-28"
"""The version in which every request says for itself what it speaks, and nothing is remembered."""
SUPPORTED = (STATELESS_VERSION, *reversed(HANDSHAKE_VERSIONS))

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
UNSUPPORTED_VERSION = -32022
RESOURCE_NOT_FOUND = -32002
"""Of the handshake's versions only: the stateless one has INVALID_PARAMS for it."""


class ProtocolError(AievError):
    """A request that cannot be answered as asked; `code` and `data` are JSON-RPC's."""

    def __init__(
        self, code: int, message: str, *, data: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message)
        self.code, self.data = code, data


class UnknownResourceError(ProtocolError):
    """There is no resource at this `uri`; each era has a code of its own for it."""

    def __init__(self, uri: str, message: str) -> None:
        super().__init__(RESOURCE_NOT_FOUND, message, data={"uri": uri})


def as_error(request_id: Id | None, error: ProtocolError) -> Json:
    """Return the reply that refuses a request; `request_id` is None where it could not be read."""
    body: Json = {"code": error.code, "message": str(error)}
    if error.data is not None:
        body["data"] = dict(error.data)
    return {"jsonrpc": "2.0", "id": request_id, "error": body}


def as_result(request_id: Id, result: Json) -> Json:
    """Return the reply that answers a request."""
    return {"jsonrpc": "2.0", "id": request_id, "result": result}
