"""Plain forms for what no entry of a list has: a venue in brackets, keywords on a line below."""

from collections import Counter
from collections.abc import Iterator, Sequence

from aiev import lazy_regex as re
from aiev.markdown.values import ListedEntry, ParsedList, Shape
from aiev.markdown.writing.changes.like_others import Gap
from aiev.markdown.writing.forms import entry_template
from aiev.markdown.writing.places import placement

_FORMS = {
    "venue": ((" (", ")"), (", ", ""), (" - ", ""), (" | ", "")),
    "authors": ((" *", "*"), (", *", "*"), (", ", ""), (" by ", ""), (" | ", "")),
}
_NAMED = (("**[", "]** "), ("[", "] "), ("**", "**: "), ("**", "** "))
_OPENING = re.compile(
    r"(?:<(?:a|b|strong|i|em|font|span)\b[^<>]*>|[\[*_“\"]|#+ )*\Z", re.IGNORECASE
)
_NESTED = re.compile(r"(?:\r\n|\n|\r)(?P<mark>[ \t]+[-*+][ \t]+)")
_CELL_END = re.compile(r"\s*(?:(?<!\\)\||</td|</li|\Z)", re.IGNORECASE)
_LABEL = "Keywords: "


def gaps(
    listed: ParsedList,
    entry: ListedEntry,
    near: Sequence[ListedEntry],
    field: str,
    ends: Sequence[int],
) -> Iterator[Gap]:
    """Yield where a field may go that nothing in the list tells the place of.

    `ends` are the places behind other fields, and the end of the line.
    """
    if field == "short_name":
        yield from _before_title(listed.text, entry)
    elif field == "keywords":
        yield from _below(listed, entry)
    in_table = entry.shape in (Shape.ROW, Shape.HTML)
    forms = list(_FORMS.get(field, ()))
    if field == "venue":
        usual = _usual(listed, near)
        forms.sort(key=lambda form: form != usual)
    # Authors follow the title, a venue stands last.
    places = list(reversed(ends)) if field == "authors" else list(ends)
    # `[Kite](u): Papers over Water`: the rest of the title follows its name.
    places.sort(key=lambda at: listed.text[at : at + 1] in (":", "："))
    for before, after in forms:
        for at in places:
            if not (in_table and "|" in before):
                yield Gap(at, before, after)


def _usual(listed: ParsedList, near: Sequence[ListedEntry]) -> tuple[str, str]:
    """Return the separator that most entries near have before a date or an organization."""
    found = Counter[str]()
    for entry in near or listed.entries:
        for name in ("date", "organizations"):
            if name in entry.fields and entry.shape not in (Shape.ROW, Shape.HTML):
                low = entry.fields[name][0]
                lead = re.search(r"[\s,|–—-]*\Z", listed.text[entry.span[0] : low])
                found[lead.group() if lead is not None else ""] += 1
    usual = found.most_common(1)[0][0] if found else ""
    return usual, ""


def _before_title(text: str, entry: ListedEntry) -> Iterator[Gap]:
    low = entry.fields.get("label", entry.span)[0]
    opened = _OPENING.search(text, entry.span[0], low)
    at = opened.start() if opened is not None else low
    while text[at : at + 1] == "#" or text[at : at + 1] == " ":
        at += 1
    for before, after in _NAMED:
        yield Gap(at, before, after)


def _below(listed: ParsedList, entry: ListedEntry) -> Iterator[Gap]:
    """Yield places for a line of keywords: a bullet below an item, another line elsewhere."""
    text, newline = listed.text, placement.line_break(listed.text)
    end = len(text[: entry.span[1]].rstrip())
    if entry.shape in (Shape.ROW, Shape.HTML):
        start = entry.fields.get("label", entry.span)[1]
        for cell in _CELL_END.finditer(text, start, entry.span[1]):
            yield Gap(cell.start(), f"<br>{_LABEL}", "")
        return
    bullet = entry_template.bullet_of(text, entry)
    if bullet:
        nested = _NESTED.search(text, *entry.span)
        mark = nested["mark"] if nested is not None else " " * len(bullet) + "- "
        yield Gap(end, f"{newline}{mark}{_LABEL}", "")
        yield Gap(end, f"{newline}{' ' * len(bullet)}{_LABEL}", "")
    for apart in (f"  {newline}", newline, newline * 2, f"<br>{newline}"):
        yield Gap(end, f"{apart}{_LABEL}", "")
