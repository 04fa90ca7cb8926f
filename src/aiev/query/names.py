"""Which topics, lists and tags a name in a query means."""

from collections.abc import Iterable, Sequence

from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.query import spelling, tokens
from aiev.query.expand import content
from aiev.query.stemmer import stem
from aiev.query.tree import Concept

Words = tuple[str, ...]

_ALIKE = 0.5
_LONGER = 0.25


def topics(wanted: str, paths: Iterable[str], *, is_prefix: bool = False) -> tuple[str, ...]:
    """Return the paths that `wanted` names, each with all below it.

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
    found = tuple(path for path in paths if _holds(path, steps, is_prefix=is_prefix))
    return found or tuple(path for path in paths if _holds(path, _named(steps)))


def nearest(wanted: Sequence[Concept], paths: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return the paths whose headings say most of the concepts, the best first.

    Other spellings of a concept count too. A word with one slip counts half, and so does a word
    that stands only in a heading above the last one.
    """
    scored = []
    for path in paths:
        headings = [_words(heading) for heading in path.split(TOPIC_SEPARATOR)]
        score = sum(
            max(_likeness(concept, headings[-1]), _likeness(concept, sum(headings, ())) / 2)
            for concept in wanted
        )
        if score:
            scored.append((-score, len(headings), path))
    return tuple(path for _, _, path in sorted(scored)[:limit])


def alike(wanted: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return the names that are written most like `wanted`, the likest first.

    Names are compared by the pairs of neighbouring letters that both have. Of a topic's path only
    the last heading is compared. A name that shares too few pairs is left out.
    """
    pairs = _pairs(wanted)
    scored = []
    for name in known:
        theirs = _pairs(name.rpartition(TOPIC_SEPARATOR)[2])
        shared = len(pairs & theirs)
        # Who wrote only a part of a longer name may mean it, though less surely than who made a
        # slip in the whole.
        part = shared / max(len(pairs), 1)
        score = max(2 * shared / max(len(pairs) + len(theirs), 1), part - _LONGER)
        if score >= _ALIKE:
            scored.append((-score, name))
    return tuple(name for _, name in sorted(scored)[:limit])


def equal(wanted: str, names: Iterable[str], *, is_prefix: bool = False) -> tuple[str, ...]:
    """Return the names that are `wanted` but for case, or start with it."""
    key = wanted.strip().casefold()
    if is_prefix:
        return tuple(name for name in names if name.casefold().startswith(key))
    return tuple(name for name in names if name.casefold() == key)


def containing(wanted: str, names: Iterable[str], *, is_prefix: bool = False) -> tuple[str, ...]:
    """Return the names in which the text `wanted` stands but for case and accents.

    With `is_prefix` a word of the name starts with it.
    """
    key = " ".join(tokens.tokens(wanted))
    if not key:
        return ()
    if is_prefix:
        key = " " + key
    return tuple(name for name in names if key in " " + " ".join(tokens.tokens(name)))


def _named(steps: list[Words]) -> list[Words]:
    """Return the words of a path's names: headings as written have ways back up and contents."""
    back, contents = {"back", "to", "the", "top"}, set(_words("table of contents toc"))
    if len(steps) > 1 and set(steps[0]) <= contents:
        steps = steps[1:]
    # The shade of an emoji's skin is a word of its own to the index.
    steps = [tuple(filter(str.isalnum, step)) or step for step in steps]
    return [
        tuple(word for word in step if "back" not in step or word not in back) or step
        for step in steps
    ]


def _holds(path: str, steps: list[Words], *, is_prefix: bool = False) -> bool:
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


def _likeness(concept: Concept, heading: Words) -> float:
    # How much of the concept the heading says, from 0 to 1: the share of the words of the spelling
    # that fits best which the heading has, times what that spelling is worth.
    best = 0.0
    for alternative in concept.alternatives:
        wanted = _words(" ".join(content(alternative.text)))
        held = sum(max((_same(word, other) for other in heading), default=0) for word in wanted)
        best = max(best, alternative.weight * held / max(len(wanted), 1))
    return best


def _same(word: str, other: str) -> float:
    if word == other:
        return 1
    is_near = spelling.is_correctable(word) and spelling.distance(word, other) <= 1
    return 0.5 if is_near else 0


def _pairs(text: str) -> set[str]:
    return {f" {word} "[at : at + 2] for word in tokens.tokens(text) for at in range(len(word) + 1)}


def _words(text: str) -> Words:
    return tuple(stem(token) for token in tokens.tokens(text))
