"""Fields of a JSON object from outside, read with a check of their types."""

from collections.abc import Mapping
from datetime import datetime

from aiev.domain.outside_text import without_nul


class Fields:
    """An object whose fields are read by name; an absent field is None, or empty.

    Every method raises ValueError where the field is of another type.
    """

    def __init__(self, found: object) -> None:
        if not isinstance(found, dict):
            raise ValueError("no JSON object")
        self._found: Mapping[str, object] = found

    def names(self) -> tuple[str, ...]:
        """Return the names of all fields, in their order."""
        return tuple(self._found)

    def tells(self, name: str) -> bool:
        """Return whether a field is there and not null."""
        return self._found.get(name) is not None

    def text(self, name: str) -> str | None:
        """Return a text; raises for a lone surrogate too."""
        value = self.raw(name)
        return None if value is None else without_nul(value)

    def raw(self, name: str) -> str | None:
        """Return a text as it is, also with U+0000 in it."""
        value = self._found.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise ValueError(f"{name} is no text")
        return _sound(name, value)

    def needed(self, name: str) -> str:
        """Return a text; raises too where it is absent or empty."""
        value = self.text(name)
        if not value:
            raise ValueError(f"{name} is missing")
        return value

    def moment(self, name: str) -> str | None:
        """Return a text that tells a moment as ISO 8601 writes it, or is empty."""
        text = self.text(name)
        return text if text is None else moment(name, text)

    def number(self, name: str) -> int | None:
        """Return a whole number that SQLite can hold."""
        value = self._found.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
            raise ValueError(f"{name} is no whole number")
        return value

    def flag(self, name: str) -> bool:
        """Return true or false; an absent field is false."""
        value = self._found.get(name, False)
        if not isinstance(value, bool):
            raise ValueError(f"{name} is neither true nor false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return an array of texts."""
        return tuple([text for text in self.maybe_texts(name) if text is not None])

    def maybe_texts(self, name: str) -> tuple[str | None, ...]:
        """Return an array of texts, some of which may be null."""
        found: list[str | None] = []
        for value in self._array(name):
            if value is not None and not isinstance(value, str):
                raise ValueError(f"{name} holds something that is no text")
            found.append(None if value is None else without_nul(_sound(name, value)))
        return tuple(found)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return an array of whole numbers."""
        found = [Fields({name: value}).number(name) for value in self._array(name)]
        return tuple([number for number in found if number is not None])

    def within(self, name: str) -> "Fields":
        """Return the fields of an object within; none where it is absent."""
        value = self._found.get(name)
        return Fields({} if value is None else value)

    def objects(self, name: str) -> list["Fields"]:
        """Return the fields of each object of an array."""
        return [Fields(value) for value in self._array(name)]

    def row(self) -> Mapping[str, str | int | None]:
        """Return all fields as a row of a table: texts and whole numbers."""
        row: dict[str, str | int | None] = {}
        for name, value in self._found.items():
            row[name] = self.text(name) if isinstance(value, str) else self.number(name)
        return row

    def _array(self, name: str) -> list[object]:
        value = self._found.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise ValueError(f"{name} is no array")
        return value


def moment(name: str, text: str) -> str:
    """Return a text that tells a moment, or is empty; raises ValueError for another."""
    try:
        if text:
            datetime.fromisoformat(text)
        return text
    except ValueError:
        raise ValueError(f"{name} is no date and time: {text[:40]!r}") from None


def _sound(name: str, text: str) -> str:
    # JSON can name half a character, which no database and no stream can hold.
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"{name} is no Unicode text")
    return text
