"""What a tool is: its name, what it takes, and what is done; and the reading of what it is given.

Schemas are plain on purpose, as some clients refuse what goes beyond: one type each, no defaults,
no references, no combinations.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from aiev.config import Settings
from aiev.errors import UsageError
from aiev.mcp.answers import Answer
from aiev.mcp.base import Base
from aiev.mcp.protocol import Json
from aiev.value import value


@value
class Parameter:
    """What a tool takes under a name: a string, integer, boolean, or strings (an array).

    `maximum` is the greatest that an integer may be, from 1 on, or the number of strings.
    """

    type: str
    description: str = ""
    choices: tuple[str, ...] = ()
    maximum: int = 0
    is_required: bool = False


@value
class Context:
    """What tools work on, and with."""

    settings: Settings
    base: Base
    today: Callable[[], date]
    now: Callable[[], datetime]
    can_write: bool
    can_network: bool


class Given:
    """The arguments of one call, checked against what the tool takes."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def text(self, name: str) -> str | None:
        """Return a string, or None where there is none or an empty one."""
        found = self._values.get(name)
        return found if isinstance(found, str) and found.strip() else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the strings of an array; none where it was left out."""
        found = self._values.get(name)
        return tuple(found) if isinstance(found, tuple) else ()

    def number(self, name: str, default: int) -> int:
        """Return a number."""
        found = self._values.get(name)
        return found if isinstance(found, int) else default

    def flag(self, name: str) -> bool:
        """Return whether something is wanted."""
        return self._values.get(name) is True

    def question(self) -> object:
        """Return what tells this question from others: all but the cursor."""
        return sorted((k, v) for k, v in self._values.items() if k != "cursor")


@value
class Tool:
    """A tool; `changes` says whether it writes, `asks_network` whether it asks others."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, Parameter]
    run: Callable[[Context, Given], Answer]
    changes: bool = False
    is_destructive: bool = False
    asks_network: bool = False

    def declared(self) -> Json:
        """Return the tool as `tools/list` tells it."""
        schema: Json = {
            "type": "object",
            "properties": {name: _schema(one) for name, one in self.parameters.items()},
        }
        required = [name for name, one in self.parameters.items() if one.is_required]
        if required:
            schema["required"] = required
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": schema,
            "annotations": {
                "readOnlyHint": not self.changes,
                # Where these are left out, clients take the worse for granted.
                "destructiveHint": self.is_destructive,
                "idempotentHint": True,
                "openWorldHint": self.asks_network,
            },
        }

    def read(self, arguments: Mapping[str, object]) -> Given:
        """Return the arguments of a call; raises UsageError, with the way out, for wrong ones."""
        known = ", ".join(self.parameters)
        for name in arguments:
            if name not in self.parameters:
                raise UsageError(
                    f"{self.name} takes no argument of this name: {name[:100]}",
                    hint=f"it takes {known}",
                )
        # Clients say null for what they leave out.
        given = {name: one for name, one in arguments.items() if one is not None}
        for name, parameter in self.parameters.items():
            if parameter.is_required and given.get(name) in (None, "", []):
                raise UsageError(f"{self.name} needs the argument {name}")
        return Given({name: _read(name, one, self.parameters[name]) for name, one in given.items()})


def _schema(parameter: Parameter) -> Json:
    if parameter.type == "strings":
        schema: Json = {"type": "array", "items": {"type": "string"}}
    else:
        schema = {"type": parameter.type}
    if parameter.description:
        schema["description"] = parameter.description
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    return schema


def _read(name: str, given: object, parameter: Parameter) -> object:
    """Return an argument as its type; models are known to quote numbers and to unwrap arrays."""
    if parameter.type == "strings":
        return _texts(name, given, parameter)
    if parameter.type == "boolean":
        said = {"true": True, "false": False}
        found = said.get(given.lower()) if isinstance(given, str) else given
        if not isinstance(found, bool):
            raise UsageError(f"{name} is true or false, not {given!r:.100}")
        return found
    if parameter.type == "integer":
        return _number(name, given, parameter)
    text = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    if not isinstance(text, str):
        raise UsageError(f"{name} is a text, not {given!r:.100}")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise UsageError(f"{name} holds half of a character")
    if parameter.choices and text not in parameter.choices:
        raise UsageError(f"{name} is one of {', '.join(parameter.choices)}, not {text[:100]}")
    return text


def _number(name: str, given: object, parameter: Parameter) -> int:
    number = given
    if isinstance(number, str) and number.isascii() and number.isdigit() and len(number) < 10:
        number = int(number)
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    most = parameter.maximum
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= most:
        raise UsageError(f"{name} is a number from 1 to {most}, not {given!r:.100}")
    return number


def _texts(name: str, given: object, parameter: Parameter) -> tuple[str, ...]:
    ones = given if isinstance(given, list) else [given]
    texts = tuple(str(_read(name, one, Parameter("string"))) for one in ones)
    if len(texts) > parameter.maximum:
        raise UsageError(
            f"{name} holds {len(texts)} of at most {parameter.maximum}", hint="ask in parts"
        )
    return texts
