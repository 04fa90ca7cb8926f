"""What a query means, as values: `syntax` reads text into these, `compile` and `match` use them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from aiev.light_typing import Literal
from aiev.query import tokens
from aiev.value import replace, value

Form = Literal["word", "phrase", "prefix"]
TEXT_FIELDS = ("title", "abstract", "author")
NAME = "name"
"""A field that no user writes: where a paper's name stands, in its title or on a list."""

DATE_FIELDS = ("date", "updated")
NUMBER_FIELDS = ("citations", "rating")


@value
class Text:
    """Words of a paper's text; without a field, of any text that the index holds."""

    text: str
    form: Form = "word"
    field: str | None = None


@value
class Name:
    """A topic, organization, category, kind, tag, list, venue, … as the user wrote it."""

    field: str
    text: str
    is_prefix: bool = False


@value
class OneOf:
    """A name once looked up: the values that the knowledge base holds for it, perhaps none.

    `written` is what the user called it.
    """

    field: str
    values: tuple[str, ...]
    written: str = ""


@value
class Dates:
    """The days from `low` up to but not `high`, as ISO text; None is open on that side."""

    field: str
    low: str | None
    high: str | None


@value
class Numbers:
    """The counts from `low` up to and with `high`; None is open on that side.

    A paper of which the count is not known is in no such range.
    """

    field: str
    low: int | None
    high: int | None


@value
class Identifier:
    """One paper, by its identity (domain.paper.identity) or by aiev's own number."""

    text: str
    identity: str | None
    number: int | None


@value
class Alternative:
    """One way to say a concept; `words` means all of them in any place, `phrase` side by side.

    `start` is a phrase with which a field begins. `papers` says how many papers say it so, where
    that is known of more words than one.
    """

    text: str
    form: Literal["phrase", "prefix", "words", "start"] = "phrase"
    weight: float = 1.0
    papers: int | None = None


@value
class Concept:
    """Text with its other spellings: the first alternative is what the user wrote.

    `is_word` says that it was a bare word, which a hit of lesser rank may lack.
    """

    alternatives: tuple[Alternative, ...]
    field: str | None = None
    is_word: bool = False


@value
class And:
    """All of the parts; without parts, every paper."""

    parts: tuple[Node, ...]


@value
class Or:
    """Any of the parts; without parts, no paper."""

    parts: tuple[Node, ...]


@value
class Not:
    """Every paper that the part does not match."""

    part: Node


Node = Text | Name | OneOf | Dates | Numbers | Identifier | Concept | And | Or | Not

EVERYTHING = And(())
NOTHING = Or(())


def conjunction(parts: tuple[Node, ...]) -> Node:
    """Return the tree for all of `parts`, without a needless level."""
    flat = tuple(
        inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))
    )
    return flat[0] if len(flat) == 1 else And(flat)


def disjunction(parts: tuple[Node, ...]) -> Node:
    """Return the tree for any of `parts`, without a needless level."""
    return parts[0] if len(parts) == 1 else Or(parts)


def leaves(node: Node) -> tuple[Node, ...]:
    """Return the parts of a tree that have no parts, in their order, barred ones too."""
    if isinstance(node, Not):
        return leaves(node.part)
    if isinstance(node, And | Or):
        return tuple(leaf for part in node.parts for leaf in leaves(part))
    return (node,)


def with_leaves(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the tree with each part that has no parts as `change` makes it, barred ones too."""
    if isinstance(node, Not):
        return Not(with_leaves(node.part, change))
    if isinstance(node, And | Or):
        return replace(node, parts=tuple(with_leaves(part, change) for part in node.parts))
    return change(node)


def render(node: Node) -> str:
    """Return the query as text that `syntax.parse` reads back to the same tree."""
    return _render(node, is_inner=False)


def _render(node: Node, *, is_inner: bool) -> str:
    if isinstance(node, And | Or):
        if not node.parts:
            return "" if isinstance(node, And) else "(no paper)"
        joint = " " if isinstance(node, And) else " OR "
        text = joint.join(_render(part, is_inner=True) for part in node.parts)
        return f"({text})" if is_inner else text
    if isinstance(node, Not):
        barred = _render(node.part, is_inner=True)
        return f"NOT {barred}" if barred.startswith("-") else f"-{barred}"
    if isinstance(node, Text):
        field = f"{node.field}:" if node.field else ""
        if node.form == "phrase":
            return f'{field}"{node.text}"'
        if node.form == "word" and node.text in ("AND", "OR", "NOT") and not node.field:
            # Alone in parentheses an operator is a word.
            return f"({node.text})"
        return f"{field}{node.text}{'*' if node.form == 'prefix' else ''}"
    if isinstance(node, Name):
        if node.is_prefix:
            return f"{node.field}:{node.text}*"
        has_signs = any(letter.isspace() or letter in "*()" for letter in node.text)
        is_bare = node.text and not has_signs and not node.text.startswith('"')
        return f"{node.field}:{node.text}" if is_bare else f'{node.field}:"{node.text}"'
    if isinstance(node, Dates):
        last = date.fromisoformat(node.high) - timedelta(days=1) if node.high else ""
        return f"{node.field}:{node.low or ''}..{last}"
    if isinstance(node, Numbers):
        low, high = ("" if end is None else end for end in (node.low, node.high))
        return f"{node.field}:{low}..{high}"
    if isinstance(node, Identifier):
        return f'id:"{node.text}"' if node.text.endswith("*") else f"id:{node.text}"
    if isinstance(node, OneOf):
        return f"{node.field}:({' | '.join(node.values) or f'none called {node.written}'})"
    field = f"{node.field}:" if node.field else ""
    return field + "{" + " | ".join(_alternative(each) for each in node.alternatives) + "}"


def _alternative(each: Alternative) -> str:
    return tokens.shown(each.text) + ("*" if each.form == "prefix" else "")
