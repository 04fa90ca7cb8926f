"""The values of an entry written as the list at hand writes them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown import escape
from aiev.markdown.values import Link, ListedEntry, ParsedList
from aiev.markdown.writing.forms import venue_place

_MONTH = re.compile(r"[A-Za-z]+")
_TELLING = re.compile(r"(?<!\d)(?P<zero>0?)\d(?!\d)")
_DAY = re.compile(r"\d{1,2}(?=\D|$)")
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NUMBERS = re.compile(r"(?P<year>\d{4})(?P<sep>[-./])(?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?")
_YEAR_LAST = re.compile(r"(?P<month>\d{1,2})(?P<sep>[-./])\d{4}")
_MONTH_WORD = re.compile(r"[A-Za-z]{3,}")
_PARTS = re.compile(r"(?P<year>(?<!\d)\d{4}(?!\d))|(?P<day>(?<!\d)\d\d?(?!\d))|(?P<word>[A-Za-z]+)")
_ET_AL = re.compile(r"(?P<before>[\s,]*)\bet\.? ?al\b\.?\s*$", re.IGNORECASE)
_LAST_AUTHOR = re.compile(r",?\s+(?:and|&)\s+")
_NAME_BREAK = re.compile(r"\s*(?:,|;|、|，|\band\b|&)\s*")
_MOST_AUTHORS = 40


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is known of a paper that goes into a list; texts are plain, without markup."""

    label: str
    url: str | None
    date: PartialDate | None = None
    organizations: str | None = None
    note: str | None = None
    authors: tuple[str, ...] = ()
    venue: str | None = None
    links: tuple[Link, ...] = ()
    short_name: str | None = None
    keywords: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What is written of it at one place of the list.

    `links` are the further links, by field and as they are written. With `is_alone` all authors
    are named: no `et al.` that the list writes behind a first one.
    """

    label: str
    url: str | None
    date: PartialDate | None = None
    organizations: str | None = None
    note: str | None = None
    authors: str | None = None
    short_name: str | None = None
    venue: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    keywords: str | None = None
    is_alone: bool = False
    badge: str | None = None

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
        if self.short_name:
            found["short_name"] = self.short_name
        if self.venue:
            found["venue"] = self.venue
        if self.keywords:
            found["keywords"] = self.keywords
        if self.badge:
            found["badge"] = self.badge
        for field, written in self.links:
            count, name = 1, field
            while name in found:
                count += 1
                name = f"{field} {count}"
            found[name] = written
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
    if field.startswith("link ") or field == "badge":
        # Further links come as they are written.
        return value
    if field == "url":
        return escape.address(value, in_table=in_table, in_html=in_html)
    if field == "venue":
        places = [at for e in scope if (at := venue_place.find(listed.text, e)) is not None]
        badges = [at for at in places if venue_place.is_in_badge(listed.text, at)]
        if 2 * len(badges) > len(places):
            return venue_place.encoded(value, like=listed.text[slice(*badges[-1])])
    raw = [listed.text[slice(*e.fields[field])] for e in scope if field in e.fields]
    if field == "date":
        likes = raw or [
            listed.text[slice(*e.fields["date"])] for e in listed.entries if "date" in e.fields
        ]
        return _date(partial_date.parse(value), like=_usual(likes))
    text = escape.words(value, in_table=in_table, in_html=in_html)
    if field == "organizations" and sum("\\&" in r for r in raw) * 2 > sum("&" in r for r in raw):
        text = re.sub(r"(?<!\\)&", r"\\&", text)
    return text


def date_like(value: str, like: str) -> str:
    """Return a date, given as `YYYY[-MM[-DD]]`, in the form of another one."""
    return _date(partial_date.parse(value), like=like)


def _usual(likes: list[str]) -> str | None:
    """Return the date whose form is the most common."""
    if not likes:
        return None
    forms = [_MONTH.sub(lambda m: "M" * min(len(m[0]), 4), _DAY.sub("9", like)) for like in likes]
    usual = max(forms, key=forms.count)
    alike = [like for like, form in zip(likes, forms, strict=True) if form == usual]
    # `2024.10` does not tell whether June is `06` or `6`, nor `May` whether it is `Jun`.
    padded = [bool(found["zero"]) for like in alike if (found := _TELLING.search(like))]
    is_padded = 2 * sum(padded) > len(padded)
    telling = [
        like
        for like in alike
        if (found := _TELLING.search(like)) and bool(found["zero"]) == is_padded
    ]
    telling = telling or alike
    return next((like for like in telling if "May" not in like), telling[0])


def _date(date: PartialDate, *, like: str | None) -> str:
    """Return `date`, to its precision, in the form of the date `like`; ISO without one.

    `18 Nov 2024` gives `3 May 2025` or `May 2025`, `2024.07` gives `2025.05` or `2025.05.03`.
    """
    if date.month is None:
        return str(date)
    numbers = _NUMBERS.search(like) if like else None
    if numbers is not None:
        sep = numbers["sep"]
        is_padded = len(numbers["month"]) == 2
        month = f"{date.month:02}" if is_padded else str(date.month)
        parts = [str(date.year), month]
        if date.day is not None:
            parts.append(f"{date.day:02}" if is_padded else str(date.day))
        return sep.join(parts)
    turned = _YEAR_LAST.fullmatch(like.strip()) if like else None
    if turned is not None and date.day is None:
        month = f"{date.month:02}" if len(turned["month"]) == 2 else str(date.month)
        return f"{month}{turned['sep']}{date.year}"
    word = _MONTH_WORD.search(like) if like else None
    if like is None or word is None:
        return str(date)
    is_long = word.group() in _LONG and word.group() != "May"
    name = (_LONG if is_long else _SHORT)[date.month - 1]
    kinds = sorted(match.lastgroup or "" for match in _PARTS.finditer(like))
    if kinds == ["day", "word", "year"][date.day is None :]:
        # `Oct., 2024`, `(08 Apr 2025)`: with the list's own marks.
        day = date.day or 0
        found = _TELLING.search(like)
        own = {
            "year": str(date.year),
            "word": name,
            "day": f"{day:02}" if found and found["zero"] else str(day),
        }
        return _PARTS.sub(lambda match: own[match.lastgroup or ""], like)
    if date.day is None:
        return f"{date.year} {name}" if like.strip()[:4].isdigit() else f"{name} {date.year}"
    if like.strip()[:1].isdigit() or not re.search(r"\d{1,2}\D+\d{4}", like):
        return f"{date.day} {name} {date.year}"
    return f"{name} {date.day}, {date.year}"


def authors_like(names: Sequence[str], *, likes: Sequence[str]) -> str:
    """Return a line of names like those of the neighbours: all, or the first with `et al`."""
    if not names:
        return ""
    short = [like for like in likes if _ET_AL.search(like.rstrip(" .,;*_"))]
    if len(names) > _MOST_AUTHORS or 2 * len(short) > len(likes):
        kept = median_low([len(_names_in(like)) for like in short]) if short else 1
        if len(names) > kept:
            before = Counter(_before_et_al(like) for like in short).most_common(1) or [(", ", 1)]
            return ", ".join(names[:kept]) + before[0][0] + "et al"
    lasts = Counter(m.group() for like in likes if (m := _LAST_AUTHOR.search(like)))
    every = sum(len(_LAST_AUTHOR.findall(like)) > 1 for like in likes)
    if 2 * every > len(likes):
        return lasts.most_common(1)[0][0].join(names)
    if len(names) > 1 and 2 * (lasts.total() - every) > len(likes):
        return ", ".join(names[:-1]) + lasts.most_common(1)[0][0] + names[-1]
    return ", ".join(names)


def first_authors(names: Sequence[str], *, likes: Sequence[str]) -> tuple[str, bool]:
    """Return the authors for a list that writes `et al.` apart from them, and whether that is all.

    `*Ada Bee (MIT) et al.*`: as many as the neighbours name.
    """
    kept = median_low([len(_names_in(like)) for like in likes])
    return ", ".join(names[:kept]), len(names) <= kept


def _names_in(like: str) -> list[str]:
    match = _ET_AL.search(like.rstrip(" .,;*_"))
    text = like[: match.start()] if match is not None else like
    return [part for part in _NAME_BREAK.split(text.strip(" *_")) if part] or [""]


def _before_et_al(like: str) -> str:
    match = _ET_AL.search(like.rstrip(" .,;*_"))
    return match["before"] if match is not None else " "
