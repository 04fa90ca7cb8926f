"""Query text to a tree; whatever is no operator is a word.

`OR` joins what stands beside it, tighter than the blank: `moe offloading OR caching` asks for moe
and one of the two. `AND` joins tighter still, `NOT` and `-` tightest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from aiev import lazy_regex as re
from aiev.errors import QueryError
from aiev.light_typing import NoReturn
from aiev.query import filters, tokens
from aiev.query.tree import (
    DATE_FIELDS,
    EVERYTHING,
    NOTHING,
    NUMBER_FIELDS,
    TEXT_FIELDS,
    Dates,
    Form,
    Identifier,
    Name,
    Node,
    Not,
    Numbers,
    Text,
    conjunction,
    disjunction,
)

FIELDS = {
    **{name: name for name in ("title", "abstract", "author", "topic", "org", "category", "kind")},
    **{name: name for name in ("tag", "list", "venue", "id", "date", "updated", "since", "until")},
    **{name: name for name in ("citations", "state", "rating", "has")},
    "cited": "citations",
    "authors": "author",
    "organization": "org",
    "cat": "category",
    "year": "date",
    "issued": "date",
}
"""Each field under all its names."""

_CHOSEN = {
    "kind": ("no such kind", "the kinds are"),
    "state": ("no such state", "the states are"),
    "has": ("nothing that papers have is called so", "ask for"),
}
"""Fields of which the values are few, with what is said where it is none of them."""
_DATE_HINT = "write 2024, 2024-05, 2024-05..2025, >=2024-05, or 6m for so long ago"
# A comparison by itself is about the issued date where a date follows that papers can have.
COMPARISON = r"[<>]=?(?:(?:19|20)\d\d(?:-\d\d){0,2}|\d{1,3}[dwmy])"

_COMPARISON = re.compile(f"(?a:{COMPARISON})")

# Deeper and more than anyone writes, and far from the limits of SQLite and of Python's stack.
DEEPEST = 40
_MOST = 400


def parse(text: str, *, today: date) -> Node:
    """Return the tree of a query; `today` is what `since:6m` counts from.

    Text without a letter or digit asks for nothing that a paper could have and finds none.
    Raises QueryError for a quote or parenthesis left open and for a date that cannot be read.
    """
    if not text.strip():
        return EVERYTHING
    # A null character would end the text for SQLite.
    return _Parser(text.replace("\0", " "), today).parse()


class _Parser:
    """Reads one text from left to right; `_at` is where it stands."""

    def __init__(self, text: str, today: date) -> None:
        self._text = text
        self._today = today
        self._at = 0
        self._open: list[int] = []
        self._default: str | None = None
        self._conditions = 0

    def parse(self) -> Node:
        return self._sequence() or NOTHING

    def _sequence(self) -> Node | None:
        # What stands side by side, up to the closing parenthesis or the end.
        parts: list[Node] = []
        while self._more():
            part = self._joined("OR", lambda: self._joined("AND", self._one, conjunction), _or)
            if part is not None:
                parts.append(part)
        return conjunction(tuple(parts)) if parts else None

    def _joined(
        self,
        operator: str,
        read: Callable[[], Node | None],
        join: Callable[[tuple[Node, ...]], Node],
    ) -> Node | None:
        parts = [read()]
        while self._takes_operator(operator):
            parts.append(read())
        there = tuple(part for part in parts if part is not None)
        return join(there) if there else None

    def _takes_operator(self, operator: str) -> bool:
        # An operator with nothing after it is a word.
        start = self._at
        self._skip_blanks()
        if self._is_word(operator):
            self._at += len(operator)
            if self._more() and not self._is_word("OR") and not self._is_word("AND"):
                return True
        self._at = start
        return False

    def _one(self) -> Node | None:
        self._skip_blanks()
        start = self._at
        if self._is_word("NOT"):
            self._at += len("NOT")
            if self._more():
                return self._negated(start)
            self._at = start
        elif self._peek() == "-" and self._peek(1) not in ("", "-") and not self._peek(1).isspace():
            self._at += 1
            return self._negated(start)
        if self._peek() == "(":
            return self._group()
        return self._term()

    def _negated(self, start: int) -> Node | None:
        self._enter(start)
        self._count(start)
        part = self._one()
        self._open.pop()
        return None if part is None else Not(part)

    def _group(self, field: str | None = None) -> Node | None:
        # A field before the parenthesis is the field of each word within that names no other.
        self._enter(self._at)
        self._at += 1
        outer, self._default = self._default, field or self._default
        node = self._sequence()
        self._default = outer
        if self._peek() != ")":
            self._fail("no closing parenthesis", self._open[-1], hint="put one where the part ends")
        self._at += 1
        self._open.pop()
        return node

    def _term(self) -> Node | None:
        start = self._at
        field = self._field()
        if field is not None:
            if self._peek() == "(":
                return self._group(field)
            value_at = self._at
            value, form = self._value(field)
            if value.strip():
                return self._named(field, value, form, value_at)
            self._at = start
        value, form = self._value(self._default)
        if form == "word" and _is_comparison(value):
            return self._named("date", value, form, start)
        if self._default is not None:
            return self._named(self._default, value, form, start) if value.strip() else None
        return _text(None, value, form)

    def _field(self) -> str | None:
        end = self._at
        while end < len(self._text) and self._text[end].isalpha():
            end += 1
        name = FIELDS.get(self._text[self._at : end].lower())
        sign = self._text[end : end + 1]
        if name is None or not sign:
            return None
        if sign == ":":
            self._at = end + 1
            return name
        # `date>=2024-05` says as much as `date:>=2024-05`.
        if sign in "<>" and name in (*DATE_FIELDS, *NUMBER_FIELDS):
            self._at = end
            return name
        return None

    def _value(self, field: str | None) -> tuple[str, Form]:
        if self._peek() == '"':
            end = self._text.find('"', self._at + 1)
            if end < 0:
                self._fail("no closing quote", self._at, hint="put one where the phrase ends")
            value = self._text[self._at + 1 : end]
            self._at = end + 1
            return value, "phrase"
        start, depth = self._at, 0
        while self._at < len(self._text):
            letter = self._text[self._at]
            # Parentheses within a word, as in O(n), are its own.
            if letter.isspace() or (letter == ")" and not depth and self._in_group()):
                break
            depth += (letter == "(") - (letter == ")" and depth > 0)
            self._at += 1
        value = self._text[start : self._at]
        # A letter with a star is a word of a text, as in A* search.
        is_of_text = field is None or field in TEXT_FIELDS
        is_begun = value.endswith("*") and not (is_of_text and tokens.is_signed(value))
        if is_begun and tokens.fold(value[:-1]).strip():
            return value[:-1], "prefix"
        return value, "word"

    def _named(self, field: str, value: str, form: Form, at: int) -> Node | None:
        if field not in TEXT_FIELDS:
            self._count(at)
        if field in ("date", "updated", "since", "until"):
            return self._dates(field, value, at)
        if field in NUMBER_FIELDS:
            return self._numbers(field, value, at)
        if field == "id":
            return _identifier(value)
        if field in TEXT_FIELDS:
            return _text(field, value, form)
        name = Name(field, value.strip(), is_prefix=form == "prefix")
        if field in _CHOSEN:
            # Few queries ask for one, and what they are takes a part of a search to load.
            from aiev.query import choices  # noqa: PLC0415

            reason, there_are = _CHOSEN[field]
            if not choices.chosen(name):
                self._fail(reason, at, hint=f"{there_are} {', '.join(choices.CHOICES[field])}")
        return name

    def _dates(self, field: str, value: str, at: int) -> Dates:
        value = value.strip()
        try:
            if field == "since":
                return Dates("date", filters.since(value, self._today), None)
            if field == "until":
                return Dates("date", None, filters.until(value, self._today))
            return Dates(field, *filters.span(value, self._today))
        except ValueError as error:
            self._fail(str(error), at, hint=_DATE_HINT)

    def _numbers(self, field: str, value: str, at: int) -> Numbers:
        try:
            return Numbers(field, *filters.numbers(value.strip()))
        except ValueError as error:
            self._fail(str(error), at, hint="write 100, >=100, <50 or 100..500")

    def _enter(self, at: int) -> None:
        if len(self._open) == DEEPEST:
            self._fail("too many levels", at, hint="leave parentheses and NOT out")
        self._open.append(at)

    def _count(self, at: int) -> None:
        # Each condition that is no text is a question of its own to the tables.
        self._conditions += 1
        if self._conditions > _MOST:
            self._fail("too many fields and exclusions", at, hint="ask in several searches")

    def _in_group(self) -> bool:
        return any(self._text[at] == "(" for at in self._open)

    def _more(self) -> bool:
        self._skip_blanks()
        return self._at < len(self._text) and not (self._peek() == ")" and self._in_group())

    def _skip_blanks(self) -> None:
        while self._peek().isspace():
            self._at += 1

    def _peek(self, ahead: int = 0) -> str:
        return self._text[self._at + ahead : self._at + ahead + 1]

    def _is_word(self, word: str) -> bool:
        end = self._at + len(word)
        after = self._text[end : end + 1]
        return self._text.startswith(word, self._at) and (
            not after or after.isspace() or after == "("
        )

    def _fail(self, reason: str, at: int, *, hint: str) -> NoReturn:
        raise QueryError(self._text, column=at + 1, reason=reason, hint=hint)


def _is_comparison(text: str) -> bool:
    return text.startswith(("<", ">")) and bool(_COMPARISON.fullmatch(text))


def _or(parts: tuple[Node, ...]) -> Node:
    return disjunction(parts)


def _text(field: str | None, value: str, form: Form) -> Text | None:
    return Text(value.strip(), form, field) if tokens.tokens(value) else None


def _identifier(value: str) -> Identifier:
    # Loaded where a query names a paper: what reads ids and addresses takes its time.
    from aiev.domain import arxiv_id, web_address  # noqa: PLC0415

    value = value.strip()
    found = arxiv_id.find(value)
    if found is not None:
        return Identifier(value, f"arxiv:{found.value}", None)
    if value.isascii() and value.isdigit() and len(value) < 19:
        return Identifier(value, None, int(value))
    return Identifier(value, f"url:{web_address.normalise(value)}", None)
