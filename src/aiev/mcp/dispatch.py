"""One message in, its reply out: methods, eras and errors; nothing here knows about pipes."""

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from aiev import step
from aiev.errors import AievError
from aiev.mcp import completions, eras, errors_told, prompts, resources, texts
from aiev.mcp.protocol import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    Id,
    Json,
    ProtocolError,
    as_error,
    as_result,
)
from aiev.mcp.tools.registry import tools
from aiev.mcp.tools.tool import Context, Tool

Params = Mapping[str, object]
Run = Callable[[Id, Callable[[], Json]], Json | None]
"""Runs what answers a request, and returns None where the request was called off meanwhile."""

_ANSWER = {"result", "error"}


class Dispatcher:
    """Answers the requests of a client; what one request says is forgotten with it."""

    def __init__(self, context: Context, run: Run) -> None:
        self._context, self._run = context, run
        found = tools(can_write=context.can_write, can_network=context.can_network)
        self._tools: dict[str, Tool] = {tool.name: tool for tool in found}
        self._methods: dict[str, Callable[[Params], Json]] = {
            "ping": lambda _: {},
            "initialize": lambda params: eras.shake_hands(params, texts.INSTRUCTIONS),
            "server/discover": lambda _: eras.discover(texts.INSTRUCTIONS),
            "tools/list": self._list("tools", [tool.declared() for tool in found]),
            "tools/call": self._call,
            "resources/list": self._list("resources", resources.RESOURCES),
            "resources/templates/list": self._list("resourceTemplates", resources.TEMPLATES),
            "resources/read": lambda params: resources.read(context, params),
            "prompts/list": self._list("prompts", prompts.declared()),
            "prompts/get": prompts.get,
            "completion/complete": lambda params: completions.complete(context, params),
        }

    def reply(self, message: object) -> Json | list[Json] | None:
        """Return the reply to a message; None where none is due."""
        if isinstance(message, list):
            # Batches are of 2025-03-26 alone, where a handshake cannot be among them.
            if not message:
                return as_error(None, ProtocolError(INVALID_REQUEST, "this batch is empty"))
            replies = [self._reply(one, is_alone=False) for one in message]
            return [one for one in replies if one is not None] or None
        return self._reply(message, is_alone=True)

    def _reply(self, message: object, *, is_alone: bool) -> Json | None:
        if isinstance(message, ProtocolError):
            return as_error(None, message)
        if isinstance(message, dict) and "method" not in message and _ANSWER & message.keys():
            # An answer, to what the server never asked.
            return None
        request_id = message.get("id") if isinstance(message, dict) else None
        if not isinstance(message, dict) or not _is_message(message):
            known = request_id if _is_id(request_id) else None
            refused = ProtocolError(INVALID_REQUEST, "this is no JSON-RPC 2.0 request")
            return as_error(known, refused)
        if "id" not in message:
            # A notification: nothing to answer, whatever it says.
            return None
        if not (isinstance(request_id, str | int) and _is_id(request_id)):
            refused = ProtocolError(INVALID_REQUEST, "an id is a text or a whole number")
            return as_error(None, refused)
        params = message.get("params", {})
        method = str(message["method"])
        if method == "initialize" and not is_alone:
            params = None
        return self._run(request_id, lambda: self._answer(request_id, method, params))

    def _answer(self, request_id: Id, method: str, params: object) -> Json:
        is_stateless = False
        try:
            if not isinstance(params, dict):
                reason = "params is an object, and initialize stands in no batch"
                raise ProtocolError(INVALID_PARAMS, reason)
            is_stateless = eras.is_stateless(method, params)
            if method == "subscriptions/listen" and is_stateless:
                return _acknowledged(request_id)
            answer = self._methods.get(method)
            if answer is None or method in (
                eras.HANDSHAKE_ONLY if is_stateless else eras.STATELESS_ONLY
            ):
                raise ProtocolError(METHOD_NOT_FOUND, f"no such method: {method[:100]}")
            result = answer(params)
        except ProtocolError as error:
            return as_error(request_id, eras.refusal(error, stateless=is_stateless))
        except AievError as error:
            return as_error(request_id, ProtocolError(INTERNAL_ERROR, errors_told.told(error)))
        except Exception as error:
            # A client does not start a server again that has ended: one fault costs one answer.
            return as_error(request_id, ProtocolError(INTERNAL_ERROR, _own_fault(error)))
        return as_result(request_id, eras.stamped(method, result) if is_stateless else result)

    def _list(self, name: str, every: list[Json]) -> Callable[[Params], Json]:
        """Return what answers a list: it is short, so that its first page is all."""

        def answer(params: Params) -> Json:
            if params.get("cursor") is not None:
                raise ProtocolError(INVALID_PARAMS, "no such cursor: the first page is all")
            return {name: every}

        return answer

    def _call(self, params: Params) -> Json:
        name, arguments = params.get("name"), params.get("arguments")
        tool = self._tools.get(name) if isinstance(name, str) else None
        if tool is None:
            known = ", ".join(self._tools)
            raise ProtocolError(INVALID_PARAMS, f"Unknown tool: {name!r:.100}; there are {known}")
        if arguments is not None and not isinstance(arguments, dict):
            raise ProtocolError(INVALID_PARAMS, "arguments is an object")
        try:
            with step.during(lambda: _told(tool.name, arguments or {})):
                answer = tool.run(self._context, tool.read(arguments or {}))
        except AievError as error:
            return _content([errors_told.told(error)], is_error=True)
        except Exception as error:
            return _content([_own_fault(error)], is_error=True)
        return _content(answer.texts, is_error=answer.is_error)


def _told(name: str, arguments: Json) -> str:
    """Return a call as `aiev undo --list` tells it: each call is a step of its own."""
    from aiev.domain import told_line

    return told_line.told(["mcp", name, *(f"{key}={value}" for key, value in arguments.items())])


def _content(blocks: Sequence[str], *, is_error: bool) -> Json:
    content = [{"type": "text", "text": text} for text in blocks]
    return {"content": content, "isError": is_error}


def _acknowledged(request_id: Id) -> Json:
    """Return the only word on a subscription: nothing here is ever announced."""
    return {
        "jsonrpc": "2.0",
        "method": "notifications/subscriptions/acknowledged",
        "params": {"_meta": {eras.SUBSCRIPTION_KEY: request_id}, "notifications": {}},
    }


def _is_message(message: Mapping[str, object]) -> bool:
    return message.get("jsonrpc") == "2.0" and isinstance(message.get("method"), str)


def _is_id(found: object) -> bool:
    return isinstance(found, str | int) and not isinstance(found, bool)


def _own_fault(error: Exception) -> str:
    """Return a sentence about a fault of aiev's own, which standard error gets in full."""
    # Loaded where there is something to tell: start-up is for the others.
    import traceback

    with suppress(OSError):
        traceback.print_exception(error, file=sys.stderr)
    return (
        f"this is a fault of aiev's own, please report it: {type(error).__name__}: {error!s:.300}"
    )
