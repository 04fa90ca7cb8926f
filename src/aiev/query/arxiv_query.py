"""A query's tree in the words of arXiv's search.

Source: https://info.arxiv.org/help/api/user-manual.html (field prefixes, AND, OR, ANDNOT, phrases
in quotes, `submittedDate:[from TO to]` in GMT to the minute).
"""

import re
from datetime import date, timedelta

from aiev.errors import UsageError
from aiev.query import tokens
from aiev.query.expand import Spellings
from aiev.query.stemmer import stem
from aiev.query.tree import Alternative, And, Concept, Dates, Name, Node, Not, Or

_PREFIXES = {None: "all", "title": "ti", "abstract": "abs", "author": "au"}
_HINT = "arXiv knows words, title:, abstract:, author:, category: and dates"
# arXiv takes no range that is open at its start or end.
_FIRST_DAY = "1991-01-01"
_WORDS = re.compile(r"\w+")


def render(node: Node, *, today: date) -> str:
    """Return the tree as a search of arXiv's; raises UsageError for what arXiv cannot be asked."""
    text = _render(node, today, is_inner=False)
    if not text:
        raise UsageError("nothing to ask arXiv for", hint="give words, a topic, or both")
    return text


def as_written(text: str) -> Spellings:
    """Return the spellings that a text has itself beside those that our own index would take.

    `Schrödinger` is asked for with its accent and without.
    """
    written = {
        words[0]: word.lower()
        for word in _WORDS.findall(text)
        if len(words := tokens.tokens(word)) == 1 and words[0] != word.lower()
    }
    return Spellings(compounds={stem(word): (raw, 0) for word, raw in written.items()})


def _render(node: Node, today: date, *, is_inner: bool) -> str:
    match node:
        case And(parts) | Or(parts) if not parts:
            return ""
        case And(parts):
            return _conjunction(parts, today, is_inner=is_inner)
        case Or(parts):
            return _joined(
                [_render(part, today, is_inner=True) for part in parts],
                " OR ",
                is_inner=is_inner,
            )
        case Not():
            return _conjunction((node,), today, is_inner=is_inner)
        case Concept(alternatives, field):
            prefix = _PREFIXES[field]
            said = dict.fromkeys(_alternative(each, prefix) for each in alternatives)
            return _joined(list(said), " OR ", is_inner=is_inner)
        case Dates("date", low, high):
            last = date.fromisoformat(high) - timedelta(days=1) if high else today
            first = date.fromisoformat(low or _FIRST_DAY)
            return f"submittedDate:[{first:%Y%m%d}0000 TO {last:%Y%m%d}2359]"
        case Name("category", text, is_prefix):
            return f"cat:{_category(text)}{'*' if is_prefix else ''}"
    field = getattr(node, "field", "id")
    raise UsageError(f"arXiv cannot be asked for this: {field}", hint=_HINT)


def _conjunction(parts: tuple[Node, ...], today: date, *, is_inner: bool) -> str:
    wanted = [part for part in parts if not isinstance(part, Not)]
    barred = [part.part for part in parts if isinstance(part, Not)]
    said = [_render(part, today, is_inner=True) for part in wanted]
    if not any(said):
        raise UsageError(
            "arXiv cannot be asked only for what is left out", hint="add a word that is wanted"
        )
    without = "".join(f" ANDNOT {_render(part, today, is_inner=True)}" for part in barred)
    text = _joined(said, " AND ", is_inner=is_inner and not without) + without
    return f"({text})" if is_inner and without else text


def _joined(parts: list[str], joint: str, *, is_inner: bool) -> str:
    said = [part for part in parts if part]
    text = joint.join(said)
    return f"({text})" if is_inner and len(said) > 1 else text


def _alternative(each: Alternative, prefix: str) -> str:
    # As they stand: arXiv's index may hold a word with its accents.
    words = _WORDS.findall(tokens.shown(each.text))
    if each.form == "prefix":
        words[-1] += "*"
    if each.form == "words" or (each.form == "prefix" and len(words) > 1):
        return "(" + " AND ".join(f"{prefix}:{word}" for word in words) + ")"
    # A hyphen outside of quotes excludes what follows it (arXiv/arxiv-search#322).
    text = " ".join(words)
    return f'{prefix}:"{text}"' if len(words) > 1 else f"{prefix}:{text}"


def _category(text: str) -> str:
    if not all(letter.isalnum() or letter in ".-" for letter in text) or not text:
        raise UsageError(f"not a category of arXiv's: {text}", hint="write it like cs.DC")
    return text
