"""What a client may offer while somebody types an argument of a prompt or resource."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from aiev.errors import StoreError
from aiev.mcp.answers import clean
from aiev.mcp.protocol import INVALID_PARAMS, Json, ProtocolError
from aiev.mcp.tools.tool import Context

_MOST = 20
_LONGEST = 100
# By the name of the argument: the same names mean the same in prompts and templates.
_SOURCES = {"topic": "topics", "path": "topics", "id": "papers", "paper": "papers", "list": "lists"}


def complete(context: Context, params: Mapping[str, object]) -> Json:
    """Return the names that go on as was typed; none where nothing is known of the argument."""
    argument = params.get("argument")
    if not isinstance(argument, dict) or not isinstance(params.get("ref"), dict):
        raise ProtocolError(INVALID_PARAMS, "ref and argument are objects")
    name, begun = argument.get("name"), argument.get("value", "")
    if not isinstance(name, str) or not isinstance(begun, str):
        raise ProtocolError(INVALID_PARAMS, "name and value of the argument are texts")
    values = _values(context, name, begun)
    return {"completion": {"values": values[:_MOST], "hasMore": len(values) > _MOST}}


def _values(context: Context, name: str, begun: str) -> list[str]:
    from aiev.store.reading import completion

    source = _SOURCES.get(name)
    if source is None:
        return []
    find: Callable[..., Iterator[completion.Named]] = getattr(completion, source)
    # Nothing can be offered of a database that is not there yet; asking again tells more.
    with suppress(StoreError), context.base.reading() as reader:
        names = [name for name, _ in find(reader.connection, begun[:_LONGEST])]
        return [offered for one in names if (offered := clean(one, _LONGEST))]
    return []
