"""Which topics a user means by a name: a whole path, its end, or words of its headings."""

from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.domain.knowledge import Topic
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import AmbiguousError, NotFoundError

_NUMBER = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)、:]|\d{1,2}(?:\.\d{1,2})+|[ivx]+[.)])\s+(?=\w)"
)
_GROUP = re.compile(r"[\[(（【]([^()（）\[\]【】]*)[)）\]】]")
_WORD = re.compile(r"\w+")
_BACK = frozenset(("back", "to", "top", "the", "contents", "content", "toc", "index", "up", "home"))
_NEAREST = 3
_LEAST_LIKENESS = 60
_MOST_SHOWN = 6


def called(paths: Sequence[str], text: str, *, is_whole: bool = False) -> tuple[str, ...]:
    """Return the topic paths that `text` names, whatever their case, emoji, numbers and links back.

    The first way that finds any wins: the whole path, the end of one, the same by the words of
    the headings alone, and, unless `is_whole`, some of the words of each heading in a row.
    """
    titles = parts(text)
    if not titles:
        return ()
    folded = [title.casefold() for title in titles]
    wanted = [words_of(title) for title in titles]
    split = {path: [title.casefold() for title in path.split(TOPIC_SEPARATOR)] for path in paths}
    words = {path: [words_of(title) for title in titles] for path, titles in split.items()}
    count = len(titles)
    ways = [
        [path for path in paths if TOPIC_SEPARATOR.join(parts(path)).casefold() == _joined(folded)],
        [path for path in paths if split[path][-count:] == folded],
        [path for path in paths if words[path] == wanted],
        [path for path in paths if words[path][-count:] == wanted],
    ]
    if not is_whole:
        ways.append([path for path in paths if _holds(words[path][-count:], wanted)])
    found = next((tuple(dict.fromkeys(found)) for found in ways if found), ())
    if found or count == 1:
        return found
    # What knows all the signs around a heading is slow to load, and few names need it.
    from aiev.domain.topic_name import is_contents  # noqa: PLC0415

    if not is_contents(titles[0]):
        return ()
    # The heading over all the others, which is no topic.
    return called(paths, TOPIC_SEPARATOR.join(titles[1:]), is_whole=is_whole)


def words_of(title: str) -> tuple[str, ...]:
    """Return a heading's words in small letters: no emoji, number, marks or link back to the top.

    A heading of nothing else is one word, itself.
    """
    bare = _GROUP.sub(_without_way_back, title)
    bare = _NUMBER.sub("", bare.strip("*_` "), count=1)
    return tuple(_WORD.findall(bare.casefold().replace("_", " "))) or (title.strip().casefold(),)


def parts(text: str) -> list[str]:
    """Return the titles of a topic path as a user writes it, with or without spaces around `>`."""
    return [part.strip() for part in text.split(TOPIC_SEPARATOR.strip()) if part.strip()]


def find_topic(
    topics: Sequence[Topic], text: str, *, is_whole: bool = False, can_make: bool = True
) -> Topic:
    """Return the one topic that `text` names, as `called` finds it.

    With `is_whole` some of a heading's words do not name it: a new topic may be called so. With
    `can_make` the user is told how to make one.

    Raises AmbiguousError when several are meant, NotFoundError with the nearest when none is.
    """
    meant = called([topic.path for topic in topics], text, is_whole=is_whole)
    found = [topic for topic in topics if topic.path in meant]
    if len(found) == 1:
        return found[0]
    if found:
        shown = [f"{topic.path} ({topic.list})" for topic in found[:_MOST_SHOWN]]
        if len(found) > _MOST_SHOWN:
            shown.append(f"{len(found) - _MOST_SHOWN} more")
        raise AmbiguousError(
            f"several topics are called so: {text}",
            hint="name one by its whole path, and its list with --list: " + "; ".join(shown),
        )
    near = nearest(topics, text)
    ways = [f"the nearest are: {'; '.join(near)}"] if near else []
    ways += ["make it with --create-topic"] if can_make else []
    if not ways:
        ways = ["`aiev topics` shows the names"]
    raise NotFoundError(f"no topic is called so: {text}", hint="; or ".join(ways))


def nearest(topics: Sequence[Topic], text: str) -> tuple[str, ...]:
    """Return the paths of the topics whose names are nearest to `text`, nearest first."""
    names = {topic.path: " ".join(words_of(topic.title)) for topic in topics}
    wanted = " ".join(words_of((parts(text) or [text])[-1]))
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # slow to load, and few runs ask

    found = process.extract(wanted, names, scorer=fuzz.WRatio, limit=_NEAREST)
    return tuple(path for _name, score, path in found if score >= _LEAST_LIKENESS)


def _joined(titles: Sequence[str]) -> str:
    return TOPIC_SEPARATOR.join(titles)


def _holds(titles: Sequence[tuple[str, ...]], wanted: Sequence[tuple[str, ...]]) -> bool:
    return len(titles) == len(wanted) and all(
        any(title[at : at + len(few)] == few for at in range(len(title)))
        for title, few in zip(titles, wanted, strict=True)
    )


def _without_way_back(match: re.Match[str]) -> str:
    words = set(_WORD.findall(match[1].casefold()))
    return "" if words <= _BACK else match.group()
