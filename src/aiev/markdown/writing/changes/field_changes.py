"""A change of one field of an entry: the texts that it may give, best style first.

In a table the bars stay where they are: a cell written anew keeps the width of its column.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from aiev import lazy_regex as re
from aiev.markdown import escape
from aiev.markdown.values import ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing.changes import badge_words, like_others, note_words, plain_forms
from aiev.markdown.writing.forms import (
    entry_template,
    link_words,
    new_entry,
    rows,
    shared_words,
    table_columns,
    templates,
    venue_place,
)

_ET_CETERA = re.compile(r"[\s,;]*\b(?:etc|et\.? ?al)\b\.?", re.IGNORECASE)
_MARKED_END = re.compile(r"[.,;:]?(?P<marks>\*{1,3}|_{1,3})[.,;]?[ ]?")
_YEAR = re.compile(r"(?:19|20)\d\d\b|['’]\d\d\b")
_CLOSERS = re.compile(r"[)\]】）*_\"'”>]*")
_HTML_CLOSERS = re.compile(r"(?:</(?:a|b|strong|i|em|u|font|span|sub)\s*>)*", re.IGNORECASE)
_HARD_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")
_STOP = re.compile(r"\A[.;](?=[\s*_]|\Z)")
_FEW = 3
_MARKED = re.compile(r"([*_]{1,3})(?![*_\s])([^*_\r\n]+?)([ .]*\1)")
_MARKS_END, _STOPPED_END = re.compile(r"[*_]{1,3}"), re.compile(r"\.[*_]{1,3}")
_MARKS = " \t*_`"
_LEADING = re.compile(r"\A[ \t]*(?:[:;,.|–-]+[ \t]+)?")
# `<br>Keywords: a` within a cell.
_BROKEN_LABEL = re.compile(r"\s*<br ?/?>\s*[*_]*\w[\w ]*[*_]*\s*[:：][*_]*\s*\Z", re.IGNORECASE)
_LINK_END = re.compile(r"\]\([^()\s]*\)|\]\[[^\[\]]*\]|</a\s*>", re.IGNORECASE)
_LINK_TEXT = re.compile(r"\]+\(")


def write(listed: ParsedList, entry: ListedEntry, field: str, value: str | None) -> Iterable[str]:
    """Yield the texts that a change may give, the closest to the list's style first."""
    text, scope = listed.text, _neighbours(listed, entry)
    if field in ("date", "venue"):
        in_badge = badge_words.changed(text, entry, field, value)
        if in_badge is not None:
            yield in_badge
            if field == "venue":
                # Beside the badge the list would name two.
                return
    in_table, in_html = entry.shape is Shape.ROW, entry.shape is Shape.HTML
    span = entry.fields.get(field) if field != "venue" else venue_place.find(text, entry)
    if field == "note":
        for (low, high), words in note_words.changed_aside(text, entry, value):
            yield text[:low] + escape.words(words) + text[high:]
        value, keeps_asides = note_words.words_in(entry, value)
        kinds = ("note",) if keeps_asides else ("note", "aside")
        spans = [s for name, s in entry.fields.items() if name.split()[0] in kinds]
        if len(spans) > 1 or (spans and not keeps_asides):
            yield _whole_note(text, spans, value)
            return
    if field == "organizations" and span is not None and value is None:
        # `ISTA etc`: without the first there are no others.
        et_cetera = _ET_CETERA.match(text, span[1])
        span = span[0], et_cetera.end() if et_cetera is not None else span[1]
    if value is None and field != "url":
        if span is not None:
            if field == "venue":
                yield from _without_link_text(listed, entry, span)
                span = venue_place.picture(text, span, entry) or span
            if in_table:
                yield from emptied(listed, entry, span)
            yield from without(text, entry, span, field)
        return
    if span is not None:
        like = (entry,) if field in ("date", "venue") else scope
        new = new_entry.write(
            listed, field, value or "", scope=like, in_table=in_table, in_html=in_html
        )
        if in_table:
            yield from _refill(listed, entry, span, new)
        if field == "label":
            yield from _named_twice(text, entry, new)
            marked = _MARKED.match(text, span[0], entry.span[1])
            if marked is not None and marked.end() >= span[1]:
                # `**Title. **` is meant as emphasis, and is none for its blank.
                closed = "".join(marked[3].split())
                yield text[: marked.start(2)] + new + closed + text[marked.end() :]
            within = _LINK_END.search(text, *span)
            if within is not None:
                # `[DeepX](u): Deep Order`: the link that begins the title holds the new one.
                yield text[: span[0]] + new + within.group() + text[span[1] :]
                return
            if new[-1:].isalnum() and (stop := _usual_stop(text, entry, scope)):
                yield text[: span[0]] + new + stop + text[span[1] :]
        yield text[: span[0]] + new + text[span[1] :]
        return
    new = new_entry.write(
        listed, field, value or "", scope=scope, in_table=in_table, in_html=in_html
    )
    if in_table:
        yield from rows.fill(listed, entry, field, new)
    if field == "url" and "label" in entry.fields:
        low, high = entry.fields["label"]
        if (reference := re.compile(r"([*_]*\])\[[^\[\]]*\]").match(text, high)) is not None:
            yield f"{text[:high]}{reference[1]}({new}){text[reference.end() :]}"
        yield f"{text[:low]}[{text[low:high]}]({new}){text[high:]}"
        return
    if field in ("date", "venue", "authors", "short_name", "keywords"):
        for gap in like_others.gaps(listed, entry, scope, field):
            yield text[: gap.at] + gap.before + new + gap.after + text[gap.at :]
    if field in ("venue", "authors", "short_name", "keywords"):
        for gap in plain_forms.gaps(listed, entry, scope, field, _ends(text, entry)):
            yield text[: gap.at] + gap.before + new + gap.after + text[gap.at :]
        return
    for literals in _literals_before(listed, scope, field):
        for at in _ends(text, entry):
            before = literals[0]
            if "|" in before and (in_table or in_html):
                # It would begin another cell.
                continue
            if before.strip() == "|" and text[:at].endswith("|"):
                before = " "
            yield text[:at] + before + new + literals[1] + text[at:]


def with_its_year(listed: ParsedList, entry: ListedEntry, value: str | None) -> list[str]:
    """Return the text with a venue changed together with the year behind it: `Kites 2019`.

    Empty where no year stands there, or the new venue brings along none.
    """
    text, date = listed.text, entry.fields.get("date")
    span = venue_place.find(text, entry)
    if span is None or date is None or value is None or not _YEAR.search(value):
        return []
    is_beside = span[1] <= date[0] and not text[span[1] : date[0]].strip(" ,'’")
    if not is_beside or not _YEAR.fullmatch(text[slice(*date)]):
        return []
    return [text[: span[0]] + value + text[date[1] :]]


def _named_twice(text: str, entry: ListedEntry, new: str) -> Iterable[str]:
    """Yield the text with a title changed where it stands and as the short name before it."""
    low, high = entry.fields["label"]
    nick = entry.fields.get("short_name")
    if nick is not None and nick[1] <= low and text[slice(*nick)] == text[low:high]:
        yield text[: nick[0]] + new + text[nick[1] : low] + new + text[high:]


def _usual_stop(text: str, entry: ListedEntry, scope: Iterable[ListedEntry]) -> str:
    """Return the stop that a title lacks within its marks and nearly all beside it have: `**T.**`.

    A title that is written anew is written as the list writes titles.
    """
    if _MARKS_END.match(text, entry.fields["label"][1]) is None:
        return ""
    others = [
        other.fields["label"][1]
        for other in scope
        if other is not entry and "label" in other.fields and other.label[-1:].isalnum()
    ]
    ended = sum(_STOPPED_END.match(text, at) is not None for at in others)
    return "." if len(others) >= _FEW and 10 * ended >= 9 * len(others) else ""


def _neighbours(listed: ParsedList, entry: ListedEntry) -> tuple[ListedEntry, ...]:
    return tuple(e for e in listed.entries if e.topic == entry.topic)


def _literals_before(
    listed: ParsedList, scope: Sequence[ListedEntry], field: str
) -> list[tuple[str, str]]:
    """Return what to put before and after a field that an entry did not have."""
    found: list[tuple[str, str]] = []
    shared = shared_words.find(listed, scope)
    for entries in (scope, listed.entries):
        for entry in entries:
            template = entry_template.learn(listed.text, entry, shared)
            if template is None or field not in template.order:
                continue
            at = template.order.index(field)
            if not at:
                continue
            before, after = template.literals[at], template.literals[at + 1]
            lead = re.search(r"[\s,;:|·–—(（\[*_@-]*$", before)
            opened = lead.group() if lead else ""
            closed = "".join(
                templates.closing(char) for char in reversed(opened) if templates.closing(char)
            )
            if opened.strip() and after.startswith(closed):
                found.append((opened, closed))
    ranked = sorted(set(found), key=lambda pair: -found.count(pair))[:2]
    usual = (": ", "") if field == "note" else (" | ", "")
    return [*ranked, usual, (" | ", ""), (", ", ""), (" - ", ""), (" (", ")"), (" @", "")]


def _without_link_text(listed: ParsedList, entry: ListedEntry, span: Span) -> Iterable[str]:
    """Yield the text with a venue that is a link's text called as other links to papers are."""
    text, (low, high) = listed.text, span
    if text[low - 1 : low] == "[" and _LINK_TEXT.match(text, high):
        word = link_words.of_papers(listed, _neighbours(listed, entry))
        yield text[:low] + word + text[high:]


def _ends(text: str, entry: ListedEntry) -> list[int]:
    """Return where a missing field may go: after the fields there are, then the line's end."""
    ends = []
    stops = sorted(span[1] for name, span in entry.fields.items())
    stop = entry.span[1]
    found = re.compile(r"[\r\n]").search(text, min(stops or [entry.span[0]]), stop)
    line_end = found.start() if found else stop
    is_html = entry.shape is Shape.HTML
    for end in reversed(stops):
        if end <= line_end:
            close = (_HTML_CLOSERS if is_html else _CLOSERS).match(text, end)
            ends.append(close.end() if close else end)
    if is_html:
        # Behind the last cell nothing may stand; the title's own cell is the likeliest.
        return list(dict.fromkeys(reversed(ends)))
    last = len(text[:line_end].rstrip())
    if found is not None and _HARD_BREAK.search(text[:last]) is not None:
        last -= 1
    return list(dict.fromkeys([last, *ends]))


def without(text: str, entry: ListedEntry, span: Span, field: str) -> Iterable[str]:
    """Yield the text without a field, with one of the separators that held it."""
    low, high = span
    first = entry.span[0] + len(entry_template.bullet_of(text, entry))
    start = max([first, *(s[1] for s in entry.fields.values() if s[1] <= low)])
    after = re.compile(r"[\r\n|]|\Z").search(text, high, entry.span[1])
    stop = after.start() if after else entry.span[1]
    if entry.shape is Shape.ROW:
        start = max(start, text.rfind("|", entry.span[0], low) + 1)
    before, behind = text[start:low], text[high:stop]
    labelled = _BROKEN_LABEL.search(before) if field == "keywords" else None
    if labelled is not None:
        yield text[: start + labelled.start()] + text[high:]
    marks = _MARKED_END.match(text, high, stop)
    if field == "authors" and marks is not None and text[start:low].endswith(marks["marks"]):
        # `*Ada Bee, Cay Dee.* ICML`: the marks and the stop are theirs.
        yield text[: low - len(marks["marks"])] + text[marks.end() :]
    if field in ("note", "authors", "keywords"):
        # `- a fast thing. (MIT)`: the stop ends those words.
        joined = templates.join(before, _STOP.sub("", behind))
        if start == first:
            # `**Kites**: "A Title"`: the colon led on from what is gone.
            yield text[:start] + _LEADING.sub("", joined) + text[stop:]
        yield text[:start] + joined + text[stop:]
    joined = templates.join(before, behind)
    if start == first:
        yield text[:start] + _LEADING.sub("", joined) + text[stop:]
    yield text[:start] + (joined.lstrip(" \t") if start == first else joined) + text[stop:]
    yield text[:low] + text[high:]
    yield text[:start] + before.rstrip(" \t|,–-") + behind + text[stop:]


def _whole_note(text: str, spans: Iterable[Span], value: str | None) -> str:
    """Return the text with the first piece of a note replaced and its other pieces gone."""
    ordered = sorted(spans)
    first = ordered[0]
    for low, high in reversed(ordered):
        if (low, high) == first and value is not None:
            text = text[:low] + escape.words(value) + text[high:]
            continue
        before = re.compile(r"[^\r\n]*\Z").search(text[:low])
        after = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?").match(text, high)
        start, end = before.start() if before else low, after.end() if after else high
        if any(char.isalnum() for char in text[start:low] + text[high:end]):
            start, end = low, high
        text = text[:start] + text[end:]
    return text


def _refill(listed: ParsedList, entry: ListedEntry, span: Span, new: str) -> Iterable[str]:
    """Yield the text with a stretch of a row replaced, the bars staying where they are in line."""
    text = listed.text
    for index, (low, high) in enumerate(table_columns.cells(text, entry)):
        if low <= span[0] and span[1] <= high and _is_even(listed, entry, index):
            cell = text[low : span[0]] + new + text[span[1] : high]
            words = cell.rstrip(" ")
            padded = (words + " " * (cell != words)).ljust(high - low)
            yield text[:low] + _unless_last(padded, high, entry) + text[high:]


def emptied(listed: ParsedList, entry: ListedEntry, span: Span) -> Iterable[str]:
    """Yield the text without a stretch that fills a cell, as empty as others of its column."""
    text = listed.text
    for index, (low, high) in enumerate(table_columns.cells(text, entry)):
        if span[0] < low or high < span[1]:
            continue
        before, after = text[low : span[0]], text[span[1] : high]
        if before.strip(_MARKS) or after.strip(_MARKS):
            return
        cell = " " * (len(before) - len(before.lstrip())) + " " * (len(after) - len(after.rstrip()))
        if _is_even(listed, entry, index):
            cell = " " * (high - low)
        else:
            blank = Counter(each for each in _column(listed, entry, index) if not each.strip())
            cell = blank.most_common(1)[0][0] if blank else cell
        yield text[:low] + _unless_last(cell, high, entry) + text[high:]


def _unless_last(cell: str, end: int, entry: ListedEntry) -> str:
    """Return a cell; without the blanks behind it where no bar follows."""
    return cell if end < entry.span[1] else cell.rstrip(" ")


def _column(listed: ParsedList, entry: ListedEntry, index: int) -> Sequence[str]:
    """Return what the cells of a column hold in the rows of a topic, blanks and all."""
    found = []
    for other in listed.entries:
        if other.topic == entry.topic and other.shape is Shape.ROW:
            cells = table_columns.cells(listed.text, other)
            if index < len(cells):
                found.append(listed.text[slice(*cells[index])])
    return found


def _is_even(listed: ParsedList, entry: ListedEntry, index: int) -> bool:
    """Return whether the cells of a column, and this row's, are padded to one width.

    Dates in one form are as wide as each other without any padding, but not as their heading.
    """
    low, high = table_columns.cells(listed.text, entry)[index]
    column = _column(listed, entry, index)
    alike = [cell for cell in column if len(cell) == high - low]
    if len(column) < _FEW or len(alike) < 0.8 * len(column):
        return False
    head = table_columns.head_cells(listed.text, entry.span[0])[index : index + 1]
    alike += [cell for cell in head if len(cell) == high - low]
    return len({len(cell.strip()) for cell in alike}) > 1
