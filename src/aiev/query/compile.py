"""A tree to SQL: conditions with bound values, and match strings that quote every term."""

from __future__ import annotations

from aiev import json_text
from aiev.query.expand import content
from aiev.query.tree import (
    NAME,
    Alternative,
    And,
    Concept,
    Dates,
    Identifier,
    Name,
    Node,
    Not,
    Numbers,
    OneOf,
    Or,
)
from aiev.value import replace, value

COLUMNS = {"title": "title", "abstract": "abstract", "author": "authors"}
_NAMED_IN = {**COLUMNS, NAME: "title listed"}
_LINKED = {
    "topic": (
        "paper.id in (select entry.paper_id from entry join topic on topic.id = entry.topic_id"
        " where topic.path in (select value from json_each(?)))"
    ),
    "list": (
        "paper.id in (select entry.paper_id from entry join list on list.id = entry.list_id"
        " where list.name in (select value from json_each(?)))"
    ),
    "org": (
        "paper.id in (select paper_organization.paper_id from paper_organization"
        " join organization on organization.id = paper_organization.organization_id"
        " where organization.name in (select value from json_each(?)))"
    ),
    "tag": (
        "paper.id in (select paper_tag.paper_id from paper_tag"
        " join tag on tag.id = paper_tag.tag_id"
        " where tag.name in (select value from json_each(?)))"
    ),
}
# A million papers have some thousand sets of categories, which the index steps through.
_CATEGORIES = (
    "paper.categories in (with recursive held(text) as ("
    "select min(categories) from paper union all"
    " select (select min(categories) from paper where categories > held.text) from held"
    " where held.text is not null)"
    " select text from held where {})"
)
_NAMED = "lower(' ' || ifnull({}, '') || ' ') glob ?"
# `instr` is quick, and only the few venues in which the text stands at all are left for the slow
# pattern, which asks for whole words.
_VENUE = (
    "paper.id in (select id from paper"
    " where (instr(lower(journal_ref), ?) or instr(lower(comment), ?))"
    f" and ({_NAMED.format('journal_ref')} or {_NAMED.format('comment')})"
    f" union all select paper_id from entry where {_NAMED.format('entry.venue')}"
    f" union all select paper_id from source_work where is_agreed"
    f" and ({_NAMED.format('source_work.venue')} or {_NAMED.format('short_venue')}))"
)
_OF_STATE = (
    "paper.id in (select paper_id from curation where state in (select value from json_each(?)))"
)
_COUNTED = {"citations": ("citation", "count"), "rating": ("curation", "rating")}
_SIGNS = {"prefix": ("", "*"), "start": ("^ ", "")}
_INDEXED = "paper.id in (select rowid from paper_fts where paper_fts match ?)"
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@value
class Condition:
    """What a paper must be: `match` asks the index, `where` the tables; None asks nothing.

    Both must hold. `where` speaks of `paper` and takes `values`.
    """

    match: str | None
    where: str | None
    values: tuple[str | int, ...] = ()


def compile(node: Node) -> Condition:  # noqa: A001  # the module is used by name: compile.compile
    """Return the condition for a tree that was expanded and whose names were looked up."""
    parts = node.parts if isinstance(node, And) else (node,)
    indexed = [part for part in parts if _has_text(part)]
    rest = [part for part in parts if not _has_text(part)]
    text = match(And(tuple(indexed))) if indexed else None
    if indexed and text is None:
        indexed, rest = [], list(parts)
    conditions = [_sql(part) for part in rest]
    return Condition(
        text,
        " and ".join(sql for sql, _ in conditions) or None,
        tuple(value for _, values in conditions for value in values),
    )


def match(node: Node) -> str | None:
    """Return the match string of a tree that asks for text only, or None where it asks more."""
    if isinstance(node, Concept):
        return _concept(node)
    if isinstance(node, Or) and node.parts:
        texts = [match(part) for part in node.parts]
        return None if None in texts else f"({' OR '.join(t for t in texts if t is not None)})"
    if isinstance(node, And) and node.parts:
        wanted = [match(part) for part in node.parts if not isinstance(part, Not)]
        barred = [match(part.part) for part in node.parts if isinstance(part, Not)]
        if not wanted or None in wanted or None in barred:
            return None
        text = " AND ".join(t for t in wanted if t is not None)
        if barred:
            text = f"({text}) NOT ({' OR '.join(t for t in barred if t is not None)})"
        return f"({text})"
    return None


def ascii_lower(text: str) -> str:
    """Return `text` with A to Z in lower case and no other letter changed, as SQLite does it."""
    return text.translate(_LOWER)


def _has_text(node: Node) -> bool:
    return isinstance(node, Concept | Not | And | Or) and (
        match(node) is not None or (isinstance(node, Not) and match(node.part) is not None)
    )


def _concept(concept: Concept) -> str:
    texts = [_alternative(each) for each in concept.alternatives]
    text = texts[0] if len(texts) == 1 else f"({' OR '.join(texts)})"
    return f"{{{_NAMED_IN[concept.field]}}} : {text}" if concept.field else text


def _alternative(each: Alternative) -> str:
    if each.form == "words":
        return "(" + " AND ".join(_quoted(word) for word in content(each.text)) + ")"
    start, end = _SIGNS.get(each.form, ("", ""))
    return start + _quoted(each.text) + end


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _sql(node: Node) -> tuple[str, tuple[str | int, ...]]:
    text = match(node)
    if text is not None:
        return _INDEXED, (text,)
    if isinstance(node, And | Or):
        joint, empty = (" and ", "1") if isinstance(node, And) else (" or ", "0")
        # However many parts ask for text, the index is asked once.
        asks = [match(part) is not None for part in node.parts]
        texts = tuple(part for part, is_text in zip(node.parts, asks, strict=True) if is_text)
        rest = [part for part, is_text in zip(node.parts, asks, strict=True) if not is_text]
        parts = [_sql(part) for part in ([replace(node, parts=texts)] if texts else []) + rest]
        sql = joint.join(part for part, _ in parts) or empty
        return f"({sql})", tuple(value for _, values in parts for value in values)
    if isinstance(node, Not):
        # A paper without a date is not within a range, so it is what `-date:2024` asks for.
        sql, values = _sql(node.part)
        return f"not ifnull({sql}, 0)", values
    if isinstance(node, OneOf):
        return _LINKED[node.field], (json_text.dumps(node.values),)
    if isinstance(node, Dates):
        return _dates(node)
    if isinstance(node, Numbers):
        return _numbers(node)
    if isinstance(node, Identifier):
        if node.number is not None:
            return "paper.id = ?", (node.number,)
        # Loaded where a query names a paper: what reads addresses takes its time.
        from aiev.domain.identity import identified  # noqa: PLC0415

        return identified(node.identity or "")
    assert isinstance(node, Name), f"not expanded or looked up: {node}"
    return _name(node)


def _dates(node: Dates) -> tuple[str, tuple[str | int, ...]]:
    # The issued date is an interval of days; `updated` is text of a day, a month or a year.
    if node.field == "date":
        # No interval is longer than a year, which says of the indexed column where to start.
        year_before = f"{int(node.low[:4]) - 1:04}{node.low[4:]}" if node.low else None
        wanted = [
            ("paper.issued_low > ?", year_before),
            ("paper.issued_high > ?", node.low),
            ("paper.issued_low < ?", node.high),
        ]
    else:
        wanted = [
            ("paper.updated >= substr(?, 1, length(paper.updated))", node.low),
            ("paper.updated || substr('-01-01', length(paper.updated) - 3) < ?", node.high),
        ]
    given = [(sql, value) for sql, value in wanted if value is not None]
    sql = " and ".join(sql for sql, _ in given) or "1"
    return f"({sql})", tuple(value for _, value in given)


def _numbers(node: Numbers) -> tuple[str, tuple[str | int, ...]]:
    table, column = _COUNTED[node.field]
    wanted = ((f"{column} >= ?", node.low), (f"{column} <= ?", node.high))
    given = [(sql, value) for sql, value in wanted if value is not None]
    sql = " and ".join(sql for sql, _ in given) or "1"
    held = f"paper.id in (select paper_id from {table} where {column} is not null and {sql})"
    return held, tuple(value for _, value in given)


def _name(node: Name) -> tuple[str, tuple[str | int, ...]]:
    text = ascii_lower(node.text)
    if node.field == "kind":
        if node.is_prefix:
            return "(paper.kind >= ? and paper.kind < ? || char(1114111))", (text, text)
        return "paper.kind = ?", (text,)
    if node.field in ("state", "has"):
        # Few queries ask for one, and what they are takes a part of a search to load.
        from aiev.query import choices  # noqa: PLC0415

    if node.field == "state":
        return _OF_STATE, (json_text.dumps(choices.chosen(node)),)
    if node.field == "has":
        asked = [choices.HELD[name].sql for name in choices.chosen(node)]
        return f"({' or '.join(asked) or '0'})", ()
    if node.field == "category" and any(letter.isspace() for letter in text):
        return "0", ()
    if node.field == "category":
        # `cs` is the whole archive, `cs.lg` one category of it.
        held = "instr(' ' || lower(text) || ' ', ?) > 0"
        if node.is_prefix:
            return _CATEGORIES.format(held), (f" {text}",)
        return _CATEGORIES.format(f"{held} or {held}"), (f" {text} ", f" {text}.")
    assert node.field == "venue", f"not looked up: {node}"
    pattern = _venue_pattern(text, is_prefix=node.is_prefix)
    return _VENUE, (text, text, *(pattern,) * 5)


def _venue_pattern(text: str, *, is_prefix: bool) -> str:
    # Whole words, where a digit ends one too: `venue:icml` finds ICML2024, `venue:acl` no NAACL.
    literal = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)
    return f"*[^a-z]{literal}*" if is_prefix else f"*[^a-z]{literal}[^a-z]*"
