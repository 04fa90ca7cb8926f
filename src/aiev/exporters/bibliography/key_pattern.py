"""Patterns of citation keys, as JabRef and Better BibTeX write them: the part that both have.

`[auth:lower][year][veryshorttitle]` is JabRef's form and makes keys as JabRef does;
`auth.lower + year + veryshorttitle` is Better BibTeX's and makes keys as that does. They differ in
what they make of `Toy-Box` (two words, one word), `van der Berg` (Berg, vanderBerg), and `Öz` (Oez,
Oz). Sources: https://docs.jabref.org/setup/citationkeypatterns and
https://retorque.re/zotero-better-bibtex/citing/.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aiev.domain.knowledge import CitationFacts, Paper
from aiev.errors import UsageError
from aiev.exporters.bibliography import key_text, key_words
from aiev.exporters.bibliography.key_words import Dialect

Facts = Paper | CitationFacts
Words = tuple[str, ...]

_IN_BRACKETS = re.compile(r"\[((?:[^\[\]\"]|\"[^\"]*\")+)\]")
_MODIFIERS = re.compile(r":((?:\([^)]*\)|\"[^\"]*\"|[^:\"(])+(?:\((?:[^)\"]|\"[^\"]*\")*\))?)")
_NUMBERED = re.compile(r"([A-Za-z]+?)(\d+)?(?:_(\d+))?")
_CALL = re.compile(r"\s*([A-Za-z]+)\s*(?:\(((?:[^()'\"]|'[^']*'|\"[^\"]*\")*)\))?\s*")
_LITERAL = re.compile(r"\s*(?:'([^']*)'|\"([^\"]*)\")\s*")
_ARGUMENT = re.compile(r"\s*(?:\w+\s*=\s*)?(?:'([^']*)'|\"([^\"]*)\"|([^,'\"]+))\s*(?:,|$)")
# Only plain texts are replaced: an expression of the user's could run for ever.
_EXPRESSION = re.compile(r"[\\.^$*+?{}\[\]|()]")
_HINT = (
    "write it like [auth:lower][year][veryshorttitle] or auth.lower + year + veryshorttitle; known"
    f" are {', '.join(key_words.MARKERS)}, with {', '.join(key_words.FILTERS)}"
)


@dataclass(frozen=True, slots=True)
class _Term:
    """A marker with its numbers and filters; a literal text has no name."""

    name: str
    numbers: tuple[int, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    literal: str = ""


@dataclass(frozen=True, slots=True)
class KeyPattern:
    """A pattern that was read; of its alternatives the first that makes a key counts."""

    alternatives: tuple[tuple[_Term, ...], ...]
    dialect: Dialect

    def key(self, paper: Facts) -> str:
        """Return the key that the paper would have if it were the only one, or an empty text."""
        for terms in self.alternatives:
            made = "".join(self._text(term, paper) for term in terms)
            if key := key_text.safe(made, self.dialect):
                return key
        return ""

    def _text(self, term: _Term, paper: Facts) -> str:
        if not term.name:
            return term.literal
        words = key_words.MARKERS[term.name](paper, term.numbers, self.dialect)
        for name, arguments in term.filters:
            words = key_words.FILTERS[name](words, arguments)
        return "".join(words)


def parse(text: str) -> KeyPattern:
    """Return the pattern of a text; raises UsageError for what is none or is not known here."""
    if not text.strip():
        raise UsageError("an empty pattern makes no citation keys", hint=_HINT)
    if "[" in text:
        return KeyPattern((_bracketed(text),), Dialect.JABREF)
    alternatives = [_formula(part, text) for part in _split(text, ";|")]
    return KeyPattern(tuple(alternatives), Dialect.BETTER_BIBTEX)


def _bracketed(text: str) -> tuple[_Term, ...]:
    terms: list[_Term] = []
    end = 0
    for found in _IN_BRACKETS.finditer(text):
        terms.append(_literal(text[end : found.start()], text))
        end = found.end()
        marker, *_ = found[1].partition(":")
        name = _NUMBERED.fullmatch(marker)
        if name is None:
            raise _unknown(marker, text)
        numbers = tuple([int(number) for number in name.groups()[1:] if number])
        filters = [_modifier(one, text) for one in _MODIFIERS.findall(found[1][len(marker) :])]
        terms.append(_term(name[1], numbers, tuple(filters), text))
    return (*terms, _literal(text[end:], text))


def _literal(literal: str, text: str) -> _Term:
    if "[" in literal or "]" in literal:
        raise UsageError(f"a bracket is not closed: {text}", hint=_HINT)
    return _Term("", literal=literal)


def _modifier(text: str, pattern: str) -> tuple[str, tuple[str, ...]]:
    """Return what stands behind a colon: `lower`, `truncate4`, `(default)`, `regex("a","b")`."""
    if text.startswith("("):
        return "default", (text[1:-1],)
    call = _CALL.fullmatch(text)
    if call is not None:
        return _filter(call[1], _arguments(call[2] or ""), pattern)
    numbered = _NUMBERED.fullmatch(text)
    if numbered is None:
        raise _unknown(text, pattern)
    return _filter(numbered[1], (numbered[2],), pattern)


def _formula(part: str, text: str) -> tuple[_Term, ...]:
    return tuple([_of_formula(term, text) for term in _split(part, "+")])


def _of_formula(part: str, text: str) -> _Term:
    if literal := _LITERAL.fullmatch(part):
        return _Term("", literal=literal[1] or literal[2] or "")
    first, *rest = _split(part, ".")
    call = _CALL.fullmatch(first)
    if call is None:
        raise _unknown(part.strip(), text)
    arguments = _arguments(call[2] or "")
    if not all(argument.isdigit() for argument in arguments):
        raise _unknown(part.strip(), text)
    filters = []
    for one in rest:
        filtered = _CALL.fullmatch(one)
        if filtered is None:
            raise _unknown(one.strip(), text)
        filters.append(_filter(filtered[1], _arguments(filtered[2] or ""), text))
    return _term(call[1], tuple(map(int, arguments)), tuple(filters), text)


def _term(
    name: str,
    numbers: tuple[int, ...],
    filters: tuple[tuple[str, tuple[str, ...]], ...],
    text: str,
) -> _Term:
    known = _found(name, key_words.MARKERS)
    if known is None:
        raise _unknown(name, text)
    return _Term(known, numbers, filters)


def _filter(name: str, arguments: tuple[str, ...], text: str) -> tuple[str, tuple[str, ...]]:
    known = _found(name, key_words.FILTERS)
    if known is None:
        raise _unknown(name, text)
    if len(arguments) not in key_words.ARGUMENTS.get(known, (0,)):
        raise _unknown(f"{name} with {len(arguments)} arguments", text)
    is_wrong = known in key_words.NUMERIC and not all(map(str.isdigit, arguments))
    if is_wrong or (known == "regex" and _EXPRESSION.search(arguments[0])):
        raise _unknown(f"{name} of {', '.join(arguments)}", text)
    return known, arguments


def _found(name: str, among: Mapping[str, Callable[..., Words]]) -> str | None:
    return next((known for known in among if known.casefold() == name.casefold()), None)


def _arguments(text: str) -> tuple[str, ...]:
    return tuple([a or b or c.strip() for a, b, c in _ARGUMENT.findall(text)])


def _split(text: str, signs: str) -> list[str]:
    """Return the text cut at these signs, but for those in quotes or parentheses."""
    parts, depth, quote = [""], 0, ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign in signs and not depth:
            parts.append("")
            continue
        parts[-1] += sign
    return parts


def _unknown(what: str, text: str) -> UsageError:
    return UsageError(f"not known in a pattern of citation keys: {what} in {text}", hint=_HINT)
