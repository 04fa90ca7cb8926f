"""Topics of different lists whose headings read the same, and the lists to name beside them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from aiev.domain.knowledge import Outline
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.exporters.plain_text import one_line

# An emoji before a heading is often the same box for all, where a system has no font for it.
_NO_LETTERS = re.compile(r"[\W_]+")


def lists_by_topic(
    topics: Mapping[str, int], filed: Iterable[tuple[str, str]], outline: Outline
) -> dict[int, str]:
    """Return, by the topic's number, the titles of its lists where another topic reads the same.

    Two topics are compared only where they stand below the same heading: elsewhere the headings
    above tell them apart. `filed` are the topics under which papers are filed, each with the name
    of its list. Topics of the same lists are left out, as the lists would not tell them apart.
    """
    lists: dict[str, dict[str, None]] = {}
    for topic, name in filed:
        for path in with_those_above(topic):
            lists.setdefault(path, {})[name] = None
    alike: dict[tuple[str, str], list[str]] = {}
    for path in topics:
        above, _, heading = path.rpartition(TOPIC_SEPARATOR)
        if key := _NO_LETTERS.sub("", heading.casefold()):
            alike.setdefault((above, key), []).append(path)
    by_name = titles(outline)
    answer: dict[int, str] = {}
    for paths in alike.values():
        told = [
            ", ".join(by_name.get(name, name) for name in lists.get(path, ())) for path in paths
        ]
        if len(set(told)) > 1:
            answer.update(
                (topics[path], text) for path, text in zip(paths, told, strict=True) if text
            )
    return answer


def with_those_above(path: str) -> list[str]:
    """Return the paths of the topics that hold this one, the topmost first, and its own."""
    steps = path.split(TOPIC_SEPARATOR)
    return [TOPIC_SEPARATOR.join(steps[: end + 1]) for end in range(len(steps))]


def titles(outline: Outline) -> dict[str, str]:
    """Return the title of each list, but its name where it has none or shares it."""
    given = {frame.name: one_line(frame.title or "") for frame in outline}
    shared = Counter(given.values())
    return {
        name: title if title and shared[title] == 1 else one_line(name)
        for name, title in given.items()
    }
