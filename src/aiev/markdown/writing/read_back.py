"""Whether an edited list, read back, says what was asked and nothing else.

Each check gives 2 where it does, 1 where another entry reads unlike before, and 0 where the
edited entry itself does not say what was asked.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from aiev import lazy_regex as re
from aiev.errors import UsageError
from aiev.markdown.reading import document
from aiev.markdown.reading.titles import plain_title
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.markdown.writing.changes import note_words
from aiev.markdown.writing.forms import templates
from aiev.markdown.writing.forms.new_entry import Wording

_TAG = re.compile(r"<[^<>]*>")
# A picture without words, `![](u)`, is seen all the same.
_EMPTY_LINK = re.compile(r"(?<!!)\[\]\(")
_PLACE = ("line", "span", "fields", "shape")
_said = attrgetter(*(name for name in ListedEntry.__slots__ if name not in _PLACE))
"""What an entry says, without where it stands."""

Read = Callable[[ParsedList, str], ParsedList]
"""Reads another text of a list as the first was read."""


def first(
    before: ParsedList,
    texts: Iterable[str],
    is_sound: Callable[[ParsedList], int],
    message: str,
    *,
    read: Read = document.read_again,
) -> ParsedList:
    """Return, read back, the first text that `is_sound` gives a 2, else the first with a 1.

    Raises UsageError with `message` where none does.
    """
    second: ParsedList | None = None
    seen = set()
    for text in texts:
        if text in seen:
            continue
        seen.add(text)
        after = read(before, text)
        verdict = is_sound(after)
        if verdict == 2:
            return after
        if verdict == 1 and second is None:
            second = after
    if second is None:
        raise UsageError(message, hint=WAY_OUT)
    return second


WAY_OUT = "write it into the file by hand, and `aiev sync` reads it"
"""The hint where a list's markup takes no edit."""

# What no edit names and no move may lose.
_KEPT = ("authors", "venue", "short_name", "keywords", "links")
_ADDED_LATER = ("authors", "short_name", "keywords")


def is_added(
    before: ParsedList, after: ParsedList, new: Wording, offset: int, *, head: str = ""
) -> int:
    """Return 2 where the entry at `offset` is the new one, whole, and the others are as before.

    The head of its table may stand before it.
    """
    at = next((i for i, e in enumerate(after.entries) if e.span[1] > offset), None)
    said = _says(after.entries[at], new.values()) if at is not None else 0
    if at is None or not said:
        return 0
    verdict = min(said, _kept(before.entries, [e for i, e in enumerate(after.entries) if i != at]))
    # `<font> - [arXiv]</font>`: what was written for the entry and reads as none of it.
    low, high = after.entries[at].span
    end = offset + len(after.text) - len(before.text)
    above = after.text[offset:low].replace(head, "", 1)
    beside = _TAG.sub("", above + after.text[high:end])
    return min(verdict, 1) if any(char.isalnum() for char in beside) else verdict


def _kept(olds: Sequence[ListedEntry], news: Sequence[ListedEntry]) -> int:
    """Return 2 for the same entries, 1 where others came to them, 0 where one was lost."""
    if len(olds) == len(news):
        return 2 * all(_said(old) == _said(new) for old, new in zip(olds, news, strict=True))
    found = iter([_said(new) for new in news])
    return int(all(_said(old) in found for old in olds))


def _says(entry: ListedEntry, values: dict[str, str]) -> int:
    """Return 2 for an entry that says what was asked, 1 where its title reads as more than that.

    `A Thing, ICML 2024` is the title that arXiv has, and reads as one with a venue and a year.
    """
    found = {
        "label": entry.label,
        "url": entry.url or "",
        "date": str(entry.date) if entry.date else None,
        "organizations": entry.organizations,
        "note": entry.note,
        "authors": entry.authors,
        "short_name": entry.short_name,
        "keywords": entry.keywords,
    }
    wanted = {name: " ".join(values[name].split()) if name in values else None for name in found}
    unlike = {name for name, value in found.items() if (value or None) != (wanted[name] or None)}
    # What no neighbour has a place for is put there by a change of its own.
    unlike -= {name for name in _ADDED_LATER if found[name] is None}
    if wanted["date"] is None and "date" not in entry.fields and entry.arxiv_id is not None:
        # A badge tells the date, as those of the neighbours do.
        unlike.discard("date")
    title = wanted["label"] or ""
    low, high = plain_title.clean(title, 0, len(title))
    if entry.label == title[low:high]:
        # No title keeps an emoji or a full stop at its ends.
        unlike.discard("label")
    if not unlike:
        return 2
    rest = title.replace(entry.label, "", 1)
    is_part = bool(entry.label) and rest != title and "label" in unlike
    is_dated = entry.date is not None or wanted["date"] is None
    further = unlike - {"label", "date"}
    return int(is_part and is_dated and all(str(found[name]) in rest for name in further))


def is_changed(before: ParsedList, after: ParsedList, index: int, wanted: dict[str, object]) -> int:
    """Return 2 where the entry of this index has the wanted values and all else is as before."""
    if len(after.entries) != len(before.entries):
        return 0
    if len(_EMPTY_LINK.findall(after.text)) > len(_EMPTY_LINK.findall(before.text)):
        # A link whose words were taken out leads nowhere that a reader sees.
        return 0
    old, new = before.entries[index], after.entries[index]
    if any(_value(new, name) != value for name, value in wanted.items()):
        return 0
    gone = {link.url for link in old.links} - {new.url, *(link.url for link in new.links)}
    if gone and "links" not in wanted:
        # `[A](u) / [B](v)`: words put over links delete them.
        return 0
    if "note" in wanted and note_words.ahead(new) > note_words.ahead(old):
        # `0 [T](u)`: before a title the words are a label, and no edit finds them again.
        return 0
    fields = [name for name in (*templates.FIELDS, *_KEPT) if name not in wanted]
    unlike = [name for name in fields if getattr(new, name) != getattr(old, name)]
    if "date" in unlike and {"url", "venue"} & set(wanted) and "date" not in old.fields:
        # The year came from the venue: with an arXiv id the id tells the month.
        unlike.remove("date")
    if "links" in unlike and "url" in wanted:
        # Another of the links may be the entry's own now.
        unlike.remove("links")
    if "short_name" in unlike and "label" in wanted and new.short_name in (None, new.label):
        # `[Name] [Name](u)`: the short name is the title, and follows it.
        unlike.remove("short_name")
    if unlike:
        return 0
    olds = [_said(e) for i, e in enumerate(before.entries) if i != index]
    return 2 if olds == [_said(e) for i, e in enumerate(after.entries) if i != index] else 1


def _value(entry: ListedEntry, name: str) -> object:
    """Return a field; of further links their addresses, as the list has words of its own."""
    if name == "links":
        return tuple(sorted(link.url for link in entry.links))
    return getattr(entry, name)


def is_moved(
    before: ParsedList,
    after: ParsedList,
    entry: ListedEntry,
    topic: tuple[str, ...],
    offset: int,
) -> int:
    """Return 2 where the entry at `offset` is the one moved, whole, under its new topic."""
    at = next((i for i, e in enumerate(after.entries) if e.span[1] > offset), None)
    if at is None or after.entries[at].topic != topic:
        return 0
    if unlike(after, entry, offset):
        return 0
    others = [e for i, e in enumerate(after.entries) if i != at]
    return _kept([e for e in before.entries if e is not entry], others)


def unlike(after: ParsedList, entry: ListedEntry, offset: int) -> tuple[str, ...]:
    """Return the parts of an entry that the one at `offset` does not say as it does."""
    new = next((e for e in after.entries if e.span[1] > offset), None)
    names = (*templates.FIELDS, *_KEPT)
    return tuple(n for n in names if new is None or getattr(new, n) != getattr(entry, n))
