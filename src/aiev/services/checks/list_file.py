"""All that is wrong or doubtful in a list, by its text alone: no database is needed or asked."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from aiev.domain.finding import Finding
from aiev.domain.organizations.directory import Directory
from aiev.markdown.reading import anchors, document
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.services.checks import (
    broken_markup,
    checked,
    impossible_ids,
    missing_dates,
    repeated_addresses,
)
from aiev.services.checks.checked import ListFinding
from aiev.services.lists import findings as list_findings


def check(
    parsed: ParsedList,
    *,
    name: str,
    directory: Directory,
    today: date,
    off: Collection[str],
    is_old: Callable[[ListedEntry], bool] = lambda _entry: True,
) -> list[ListFinding]:
    """Return the findings of a list that was read; codes in `off` are left out.

    Where two entries cannot both be right, the finding is at the one that is not old.
    """
    found = (
        *list_findings.find_all(parsed, directory, is_old=is_old),
        *missing_dates.find(parsed),
        *beyond_import(parsed, today=today, is_old=is_old),
    )
    return checked.of_list(name, parsed, found, off=off)


def read(text: str, directory: Directory) -> ParsedList:
    """Return what a list says, by this table of organizations."""
    return document.read(text, is_organization=directory.is_organization)


def beyond_import(
    parsed: ParsedList,
    *,
    today: date,
    is_old: Callable[[ListedEntry], bool] = lambda _entry: True,
) -> Iterator[Finding]:
    """Yield what a check tells of a list's text and its import does not."""
    yield from impossible_ids.find(parsed, today=today)
    yield from broken_markup.find(parsed)
    yield from repeated_addresses.find(parsed, is_old=is_old)
    yield from anchors.find_dead(parsed.text)
