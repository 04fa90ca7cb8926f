"""All that is wrong or doubtful in a list, by its text alone: no database is needed or asked."""

from collections.abc import Collection, Iterator
from datetime import date

from aiev.domain.finding import Finding
from aiev.domain.organizations.directory import Directory
from aiev.markdown.reading import document
from aiev.markdown.values import ParsedList
from aiev.services.lists import checked, impossible_ids, missing_dates
from aiev.services.lists import findings as list_findings
from aiev.services.lists.checked import ListFinding


def check(
    parsed: ParsedList, *, name: str, directory: Directory, today: date, off: Collection[str]
) -> list[ListFinding]:
    """Return the findings of a list that was read; codes in `off` are left out."""
    found = (
        *list_findings.find_all(parsed, directory),
        *missing_dates.find(parsed),
        *beyond_import(parsed, today=today),
    )
    return checked.of_list(name, parsed, found, off=off)


def read(text: str, directory: Directory) -> ParsedList:
    """Return what a list says, by this table of organizations."""
    return document.parse(text, is_organization=directory.is_organization)


def beyond_import(parsed: ParsedList, *, today: date) -> Iterator[Finding]:
    """Yield what a check tells of a list's text and its import does not."""
    yield from impossible_ids.find(parsed, today=today)
