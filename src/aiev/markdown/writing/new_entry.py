"""The values of an entry written as the list at hand writes them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown import escape
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.markdown.writing import date_style

_MONTH = re.compile(r"[A-Za-z]+")
_TELLING = re.compile(r"\d[-./,](?:0\d|\d)(?!\d)")
_DAY = re.compile(r"\d{1,2}(?=\D|$)")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is known of a paper that goes into a list; texts are plain, without markup."""

    label: str
    url: str | None
    date: PartialDate | None = None
    organizations: str | None = None
    note: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """What is written of it at one place of the list; `nick` is the short name before a title."""

    label: str
    url: str | None
    date: PartialDate | None = None
    organizations: str | None = None
    note: str | None = None
    authors: str | None = None
    nick: str | None = None
    venue: str | None = None

    def values(self) -> dict[str, str]:
        """Return the fields that are given; the address always counts as one."""
        found = {"label": self.label, "url": self.url or ""}
        if self.date is not None:
            found["date"] = str(self.date)
        if self.organizations:
            found["organizations"] = self.organizations
        if self.note:
            found["note"] = self.note
        if self.authors:
            found["authors"] = self.authors
        if self.nick:
            found["nick"] = self.nick
        if self.venue:
            found["venue"] = self.venue
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
    """Return a field's value as this list would write it."""
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
    """Return the date whose form is the most common."""
    if not likes:
        return None
    forms = [_MONTH.sub(lambda m: "M" * min(len(m[0]), 4), _DAY.sub("9", like)) for like in likes]
    usual = max(forms, key=forms.count)
    alike = [like for like, form in zip(likes, forms, strict=True) if form == usual]
    # `2024.10` does not tell whether June is `06` or `6`.
    return next((like for like in alike if _TELLING.search(like)), alike[0])
