"""Finding the topic that a user means, among those there are."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from aiev.domain.knowledge import Topic
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import NotFoundError, UsageError

_NEAREST = 3


def find_topic(topics: Sequence[Topic], text: str) -> Topic:
    """Answer the one topic that `text` names: its whole path, else the end of one; case is free.

    Raises UsageError when several are meant, NotFoundError with the nearest when none is.
    """
    wanted = parts(text)
    for found in (
        [topic for topic in topics if _folded(topic.path) == _folded(text)],
        [topic for topic in topics if _ends_with(topic.path, wanted)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                f"several topics are called so: {text}",
                hint="name one by its whole path, and its list with --list: "
                + "; ".join(f"{topic.path} ({topic.list})" for topic in found[:_NEAREST]),
            )
    near = nearest(topics, text)
    hint = "make it with --create-topic"
    if near:
        hint = f"the nearest are: {'; '.join(near)}; or " + hint
    raise NotFoundError(f"no topic is called so: {text}", hint=hint)


def matching(topics: Sequence[Topic], words: Sequence[str]) -> tuple[Topic, ...]:
    """Answer the topics whose titles hold all the words, in their order; all without words."""
    wanted = " ".join(words).casefold().split()
    return tuple(t for t in topics if all(word in t.title.casefold() for word in wanted))


def nearest(topics: Sequence[Topic], text: str) -> tuple[str, ...]:
    """Answer the paths of the topics whose names are nearest to `text`, nearest first."""
    names = {topic.path: topic.title.casefold() for topic in topics}
    found = process.extract(text.casefold(), names, scorer=fuzz.WRatio, limit=_NEAREST)
    return tuple(path for _name, _score, path in found)


def parts(text: str) -> list[str]:
    """Answer the titles of a topic path as a user writes it, spaces around `>` being free."""
    return [part.strip() for part in text.split(TOPIC_SEPARATOR.strip()) if part.strip()]


def _folded(path: str) -> str:
    return TOPIC_SEPARATOR.join(parts(path)).casefold()


def _ends_with(path: str, wanted: Sequence[str]) -> bool:
    titles = [title.casefold() for title in path.split(TOPIC_SEPARATOR)]
    return bool(wanted) and titles[-len(wanted) :] == [title.casefold() for title in wanted]
