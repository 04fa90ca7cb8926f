"""Which topics, lists and tags a name in a query means."""

from collections.abc import Iterable

from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.query import tokens
from aiev.query.stem import stem

Words = tuple[str, ...]


def topics(wanted: str, paths: Iterable[str], *, is_prefix: bool = False) -> tuple[str, ...]:
    """Answer the paths that `wanted` names, each with all below it.

    A heading is named by its title or by words that it holds, in any order; several headings in a
    row are joined by `>`. A path written whole names only that one and what lies below it.
    """
    paths = tuple(paths)
    whole = wanted.strip().casefold()
    if TOPIC_SEPARATOR in whole:
        below = whole + TOPIC_SEPARATOR.casefold()
        same = tuple(p for p in paths if p.casefold() == whole or p.casefold().startswith(below))
        if same:
            return same
    steps = [_words(step) for step in wanted.split(TOPIC_SEPARATOR.strip())]
    if not all(steps):
        return ()
    return tuple(path for path in paths if _holds(path, steps, is_prefix=is_prefix))


def equal(wanted: str, names: Iterable[str], *, is_prefix: bool = False) -> tuple[str, ...]:
    """Answer the names that are `wanted` but for case, or start with it."""
    key = wanted.strip().casefold()
    if is_prefix:
        return tuple(name for name in names if name.casefold().startswith(key))
    return tuple(name for name in names if name.casefold() == key)


def containing(wanted: str, names: Iterable[str], *, is_prefix: bool = False) -> tuple[str, ...]:
    """Answer the names in which the text `wanted` stands but for case and accents.

    With `is_prefix` a word of the name starts with it.
    """
    key = " ".join(tokens.tokens(wanted))
    if not key:
        return ()
    if is_prefix:
        key = " " + key
    return tuple(name for name in names if key in " " + " ".join(tokens.tokens(name)))


def _holds(path: str, steps: list[Words], *, is_prefix: bool) -> bool:
    headings = [_words(heading) for heading in path.split(TOPIC_SEPARATOR)]
    return any(
        all(
            _contains(heading, step, is_prefix=is_prefix)
            for heading, step in zip(headings[start:], steps, strict=False)
        )
        for start in range(len(headings) - len(steps) + 1)
    )


def _contains(heading: Words, step: Words, *, is_prefix: bool) -> bool:
    if is_prefix and not any(word.startswith(step[-1]) for word in heading):
        return False
    return set(step[:-1] if is_prefix else step) <= set(heading)


def _words(text: str) -> Words:
    return tuple(stem(token) for token in tokens.tokens(text))
