"""Topics found by name, each with its place in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from aiev.domain.identity import TOPIC_SEPARATOR
from aiev.domain.knowledge import Topic
from aiev.value import value


@value
class TopicTree:
    """Topics with all that lies below them, in the order of their lists.

    `above` are the topics that lead there; `is_near` says that no topic has the name and that these
    have one like it.
    """

    topics: tuple[Topic, ...]
    above: tuple[Topic, ...] = ()
    is_near: bool = False


def find(topics: Sequence[Topic], words: Sequence[str]) -> TopicTree:
    """Return the topics whose titles hold all the words, or else the nearest; all without words.

    Case, accents and what decorates a heading are free, and a part of a word will do. With a `>`
    the words are a path.
    """
    text = " ".join(words)
    if not text:
        return TopicTree(tuple(topics))
    # Loaded where there are words: the whole tree needs nothing that reads them.
    from aiev.query import names, plan, tokens  # noqa: PLC0415
    from aiev.query.expand import expand  # noqa: PLC0415
    from aiev.query.tree import Text, conjunction  # noqa: PLC0415

    wanted = tokens.tokens(text)
    if not wanted:
        return TopicTree(tuple(topics))
    paths = tuple(dict.fromkeys(topic.path for topic in topics))
    if TOPIC_SEPARATOR.strip() in text:
        found = set(names.topics(text, paths))
    else:
        found = {path for path in paths if _holds(path.rpartition(TOPIC_SEPARATOR)[2], wanted)}
    is_near = not found
    if is_near:
        asked = plan.concepts(expand(conjunction(tuple(Text(word) for word in wanted))))
        found = set(names.nearest(asked, paths) or names.alike(text, paths))
    leading = {above for path in found for above in _above(path)}
    return TopicTree(
        tuple(topic for topic in topics if _is_within(topic.path, found)),
        tuple(
            topic for topic in topics if topic.path in leading and not _is_within(topic.path, found)
        ),
        is_near=is_near,
    )


def _holds(title: str, wanted: Sequence[str]) -> bool:
    from aiev.query import tokens  # noqa: PLC0415
    from aiev.query.stemmer import stem  # noqa: PLC0415

    held = tokens.tokens(title)
    stems = {stem(word) for word in held}
    return all(stem(word) in stems or any(word in other for other in held) for word in wanted)


def _is_within(path: str, found: set[str]) -> bool:
    return path in found or any(above in found for above in _above(path))


def _above(path: str) -> list[str]:
    headings = path.split(TOPIC_SEPARATOR)
    return [TOPIC_SEPARATOR.join(headings[:count]) for count in range(1, len(headings))]
