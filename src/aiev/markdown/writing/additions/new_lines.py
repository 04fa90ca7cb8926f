"""The lines of a new entry, in the styles that its place in the list suggests."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.markdown import escape
from aiev.markdown.values import ListedEntry, ParsedList, Shape
from aiev.markdown.writing.forms import (
    entry_template,
    html_rows,
    likely_templates,
    link_words,
    new_entry,
    rows,
    shared_words,
)
from aiev.markdown.writing.forms.new_entry import Wording
from aiev.markdown.writing.forms.templates import FIELDS, Template
from aiev.markdown.writing.places import placement
from aiev.markdown.writing.places.placement import Place

_BRACKETED = re.compile(r"\[(?P<inner>[^\[\]]*)\]")
_ESCAPED_BRACKET = re.compile(r"\\[\[\]]")
_ET_AL = re.compile(r"[\s,]*\bet\.? ?al\b\.?", re.IGNORECASE)
# A line of badges between two lines of a neighbour leaves its blank ones.
_BLANKS = re.compile(r"(\r\n|\n|\r)(?:[ \t]*\1){2,}")


def write(
    listed: ParsedList, entry: Wording, place: Place, *, is_whole: bool = False
) -> Iterable[str]:
    """Yield ways to write a new entry, the likeliest style first.

    With `is_whole` also such as the list has not: venue and authors are put at the end.
    """
    values = entry.values()
    if place.neighbours and place.neighbours[-1].shape is Shape.ROW:
        columns = rows.columns(listed, place.neighbours)
        values = {
            name: v
            for name, v in values.items()
            if name in FIELDS or name in columns or name.startswith("link ")
        }
        yield from (place.head + row for row in rows.write(listed, place.neighbours, values))
        if not place.head:
            return
        place, values = replace(place, neighbours=(), head=""), entry.values()
    if place.neighbours and place.neighbours[-1].shape is Shape.HTML:
        yield from html_rows.write(listed, place.neighbours, values)
        return
    others = [e for e in listed.entries if e.shape not in (Shape.ROW, Shape.HTML)]
    has_id = entry.url is not None and arxiv_id.find(entry.url) is not None
    usual = usual_bullet(listed, place.neighbours) if place.neighbours else None
    shared, fields = shared_words.find(listed, place.neighbours), frozenset(values)
    elsewhere = partial(likely_templates.of_items, listed, fields.difference(entry_template.CORE))
    for template in likely_templates.find(
        listed.text, place.weighted, elsewhere, fields, shared=shared, bullet=usual
    ):
        if has_id or not template.needs_id:
            suited = link_words.suited(listed, template, place.neighbours, values["url"])
            yield _filled(listed, suited, values, place, is_alone=entry.is_alone)
    values = {name: value for name, value in values.items() if name != "badge"}
    further = {name for name in values if name.startswith("link ")}
    if not is_whole and not values.keys() - further <= set(FIELDS):
        return
    newline = placement.line_break(listed.text)
    bullet = usual_bullet(listed, place.neighbours or others) if others else "- "
    for literals in ((" | ", " | ", ": "), (" - ", ", ", ", ")):
        template = Template(bullet, ("label", "url"), ("[", "](", ")"))
        for name, before in zip(("date", "organizations", "note"), literals, strict=True):
            if name in values:
                template = template.with_field(name, before)
        for name in ("authors", "venue"):
            if name in values:
                template = template.with_field(name, ", ")
        for name in values:
            if name.startswith("link "):
                template = template.with_link(name)
        yield _filled(listed, template, values, place, is_alone=entry.is_alone).replace(
            "\n", newline
        )


def with_brackets(listed: ParsedList, entry: Wording, lines: str) -> Iterable[str]:
    """Yield an entry's lines with the brackets of its words as they are, then escaped.

    People write `A Thing [vision]` and `[**low-bit**]` without a backslash: such brackets lead
    nowhere unless the list defines what they refer to.
    """
    plain = lines
    for words in (entry.label, entry.note, entry.keywords):
        if words and "[" in words and _lead_nowhere(listed.text, words):
            for in_table in (False, True):
                written = escape.words(words, in_table=in_table)
                bare = _ESCAPED_BRACKET.sub(lambda m: m[0][-1], written)
                plain = plain.replace(written, bare)
    if plain != lines:
        yield plain
    yield lines


def _lead_nowhere(text: str, words: str) -> bool:
    """Return whether all brackets in words pair and refer to nothing that a list defines."""
    rest = _BRACKETED.sub("", words)
    inner = [match["inner"] for match in _BRACKETED.finditer(words)]
    return not set(rest) & set("[]") and not any(f"[{each}]:" in text for each in inner)


def usual_bullet(listed: ParsedList, entries: Sequence[ListedEntry]) -> str:
    """Return the mark that most entries have; the last of them decides between equals."""
    bullets = [entry_template.bullet_of(listed.text, entry) for entry in reversed(entries)]
    usual = Counter(re.sub(r"\d+", "1", bullet) for bullet in bullets).most_common(1)[0][0]
    return next(bullet for bullet in bullets if re.sub(r"\d+", "1", bullet) == usual)


def _filled(
    listed: ParsedList,
    template: Template,
    values: dict[str, str],
    place: Place,
    *,
    is_alone: bool,
) -> str:
    scope = place.weighted or listed.entries
    texts = {
        name: new_entry.write(listed, name, value, scope=scope) for name, value in values.items()
    }
    if not template.literals[0].strip() and template.order[0] != "url":
        texts[template.order[0]] = escape.first_words(texts[template.order[0]])
    if is_alone:
        literals = tuple(_ET_AL.sub("", literal) for literal in template.literals)
        template = replace(template, literals=literals)
    bullet = numbered(template.bullet, listed.text, place)
    indent = " " * entry_template.width_of(bullet)
    # A tab indents far enough by itself.
    filled = _BLANKS.sub(r"\1\1", template.fill(texts))
    lines = re.sub(r"(\r\n|\n|\r)(?=[^\r\n\t])", lambda m: m.group() + indent, filled)
    return bullet + lines


def numbered(bullet: str, text: str, place: Place) -> str:
    """Return an item's mark; an ordered one counts on from the item above, unless all say `1.`."""
    if not any(char.isdigit() for char in bullet):
        return bullet
    numbers = [entry_template.number_of(text, entry) for entry in place.neighbours]
    known = [number for number in numbers if number is not None]
    if len(known) > 1 and len(set(known)) == 1:
        number = known[0]
    else:
        above = entry_template.number_of(text, place.previous) if place.previous else None
        number = above + 1 if above is not None else 1
    return re.sub(r"\d+", str(number), bullet)
