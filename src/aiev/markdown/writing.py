"""The values of an entry written as the list at hand writes them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown import date_style, escape
from aiev.markdown.values import ListedEntry, ParsedList

_MONTH = re.compile(r"[A-Za-z]+")
_DAY = re.compile(r"\d{1,2}(?=\D|$)")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What to write into a list; texts are plain, without markup."""

    label: str
    url: str | None
    date: PartialDate | None = None
    organizations: str | None = None
    note: str | None = None

    def values(self) -> dict[str, str]:
        """Answer the fields that are given; the address always counts as one."""
        found = {"label": self.label, "url": self.url or ""}
        if self.date is not None:
            found["date"] = str(self.date)
        if self.organizations:
            found["organizations"] = self.organizations
        if self.note:
            found["note"] = self.note
        return found


def write(
    listed: ParsedList,
    field: str,
    value: str,
    *,
    scope: Iterable[ListedEntry],
    in_table: bool = False,
    in_html: bool = False,
) -> str:
    """Answer a field's value as this list would write it."""
    if field == "url":
        return escape.address(value, in_table=in_table, in_html=in_html)
    raw = [listed.text[slice(*e.fields[field])] for e in scope if field in e.fields]
    if field == "date":
        likes = raw or [
            listed.text[slice(*e.fields["date"])] for e in listed.entries if "date" in e.fields
        ]
        return date_style.write(partial_date.parse(value), like=_usual(likes))
    text = escape.words(value, in_table=in_table, in_html=in_html)
    if field == "organizations" and sum("\\&" in r for r in raw) * 2 > sum("&" in r for r in raw):
        text = re.sub(r"(?<!\\)&", r"\\&", text)
    return text


def _usual(likes: list[str]) -> str | None:
    """Answer the date whose form is the most common."""
    if not likes:
        return None
    forms = [_MONTH.sub(lambda m: "M" * min(len(m[0]), 4), _DAY.sub("9", like)) for like in likes]
    return likes[forms.index(max(forms, key=forms.count))]
