"""Finding the topic that a user means, among those there are."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from aiev.domain.knowledge import Topic
from aiev.errors import AmbiguousError, NotFoundError
from aiev.services.search.topic_names import called, parts, words_of

_NEAREST = 3
_LEAST_LIKENESS = 60
_MOST = 6


def find_topic(topics: Sequence[Topic], text: str, *, is_whole: bool = False) -> Topic:
    """Return the one topic that `text` names, as `topic_names.called` finds it.

    With `is_whole` some of a heading's words do not name it: a new topic may be called so.

    Raises AmbiguousError when several are meant, NotFoundError with the nearest when none is.
    """
    meant = called([topic.path for topic in topics], text, is_whole=is_whole)
    found = [topic for topic in topics if topic.path in meant]
    if len(found) == 1:
        return found[0]
    if found:
        shown = [f"{topic.path} ({topic.list})" for topic in found[:_MOST]]
        if len(found) > _MOST:
            shown.append(f"{len(found) - _MOST} more")
        raise AmbiguousError(
            f"several topics are called so: {text}",
            hint="name one by its whole path, and its list with --list: " + "; ".join(shown),
        )
    near = nearest(topics, text)
    hint = "make it with --create-topic"
    if near:
        hint = f"the nearest are: {'; '.join(near)}; or " + hint
    raise NotFoundError(f"no topic is called so: {text}", hint=hint)


def nearest(topics: Sequence[Topic], text: str) -> tuple[str, ...]:
    """Return the paths of the topics whose names are nearest to `text`, nearest first."""
    names = {topic.path: " ".join(words_of(topic.title)) for topic in topics}
    wanted = " ".join(words_of((parts(text) or [text])[-1]))
    found = process.extract(wanted, names, scorer=fuzz.WRatio, limit=_NEAREST)
    return tuple(path for _name, score, path in found if score >= _LEAST_LIKENESS)
