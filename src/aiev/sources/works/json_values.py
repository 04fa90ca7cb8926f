"""Values of a service's JSON: what is of another type, or cannot be stored, counts as absent."""

import json
from collections.abc import Mapping

from aiev.sources.arxiv import record_text

Json = Mapping[str, object]

_LONGEST_TEXT = 1_000


def read(body: bytes) -> object:
    """Return what a body holds; raises ValueError, with the reason, where it is no JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        is_page = body.lstrip()[:1] == b"<"
        raise ValueError("an HTML page" if is_page else "JSON that is cut off or broken") from None


def reason(body: bytes, *names: str) -> str | None:
    """Return what a refusal says under the first of these names that it has."""
    try:
        said = mapping(read(body))
    except ValueError:
        return None
    return next((found[:200] for name in names if (found := text(said.get(name)))), None)


def mapping(value: object) -> Json:
    """Return an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """Return a list, or an empty one."""
    return value if isinstance(value, list) else []


def text(value: object) -> str | None:
    """Return a text on one line, as it can be stored; None where nothing is left."""
    if not isinstance(value, str):
        return None
    return record_text.line(record_text.storable(value[:_LONGEST_TEXT]))


def number(value: object) -> int | None:
    """Return a whole number that is not negative and no larger than JSON can tell exactly."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        return None
    return value


def address(value: object) -> str | None:
    """Return a web address."""
    found = text(value)
    return found if found and found.startswith(("https://", "http://")) else None
