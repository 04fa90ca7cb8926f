"""What a list has no place for, so that only the knowledge base keeps it."""

from collections.abc import Iterable

from aiev.markdown.values import ParsedList
from aiev.markdown.writing import wording

_MANY = {"date": "dates", "organizations": "organizations"}


def sentence(listed: ParsedList, name: str, field: str) -> str | None:
    """Return what to tell of a field that no entry of a list gives; None where one does.

    To write it at one entry alone would be a style of its own.
    """
    if wording.knows(listed, field):
        return None
    return f"{name} gives no {_MANY[field]}: only the knowledge base has it"


def sentences(listed: ParsedList, name: str, fields: Iterable[str]) -> list[str]:
    """Return what to tell of several fields."""
    return [told for field in fields if (told := sentence(listed, name, field)) is not None]
