"""The names of a list's topics: what its headings say without what is about the list's layout."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from aiev.domain.topic_name import cleaned, is_contents, is_counted
from aiev.markdown.reading.words import exclusions
from aiev.markdown.values import ParsedList, TopicPath

_HABIT = 3


def named(listed: ParsedList) -> ParsedList:
    """Return the list with each topic under its name; titles and places stay as written.

    A contents heading whose sections hold papers is no level. Where two headings would get one
    name, both keep what they are called. Headings without papers that are about the list, and those
    below them, are marked as furniture.
    """
    # A heading stands after those above it, so that a path follows all that it begins with.
    paths = list(dict.fromkeys(heading.path for heading in listed.headings if heading.path))
    direct = {entry.topic for entry in listed.entries}
    held = set().union(*map(_steps, direct))
    names = _names(paths, held, direct)
    about = {path for path in paths if path not in held and _is_about_list(path)}
    about = {path for path in paths if not names[path] or _steps(path) & about}
    return replace(
        listed,
        headings=tuple(
            replace(
                heading,
                path=names.get(heading.path) or heading.path,
                is_furniture=heading.path in about,
            )
            for heading in listed.headings
        ),
        entries=tuple(
            e if names.get(e.topic, e.topic) == e.topic else replace(e, topic=names[e.topic])
            for e in listed.entries
        ),
        blocks=tuple(
            b if names.get(b.topic, b.topic) in ((), b.topic) else replace(b, topic=names[b.topic])
            for b in listed.blocks
        ),
        topic_names={path: name for path, name in names.items() if name and name != path},
    )


def _names(
    paths: Sequence[TopicPath], held: Set[TopicPath], direct: Set[TopicPath]
) -> dict[TopicPath, TopicPath]:
    """Return the name of each path; of a contents heading that is no level it is empty."""
    has_counters = sum(is_counted(path[-1]) for path in paths) >= _HABIT
    called = {path: cleaned(path[-1], has_counters=has_counters) for path in paths}
    below: dict[TopicPath, list[TopicPath]] = defaultdict(list)
    for path in paths:
        below[path[:-1]].append(path)
    contents = [
        path
        for path in paths
        if path in held
        and path not in direct
        and is_contents(path[-1], is_outermost=len(path) == 1)
    ]
    dropped: set[TopicPath] = set()
    for path in contents:
        beside = [other for other in below[path[:-1]] if other != path]
        beside += [inner for other in dropped & set(beside) for inner in below[other]]
        if not {called[other] for other in beside} & {called[inner] for inner in below[path]}:
            dropped.add(path)
    names: dict[TopicPath, TopicPath] = {(): ()}
    alike = Counter((path[:-1], called[path]) for path in paths)
    for path in paths:
        title = called[path] if alike[path[:-1], called[path]] == 1 else path[-1]
        names[path] = () if path in dropped else (*_above(path, names, dropped), title)
    return names


def _above(
    path: TopicPath, names: Mapping[TopicPath, TopicPath], dropped: Set[TopicPath]
) -> TopicPath:
    above = path[:-1]
    while above in dropped:
        above = above[:-1]
    return names[above]


def _steps(path: TopicPath) -> set[TopicPath]:
    return {path[:depth] for depth in range(1, len(path) + 1)}


def _is_about_list(path: TopicPath) -> bool:
    title = cleaned(path[-1])
    return is_contents(title, is_outermost=len(path) == 1) or exclusions.is_colophon(title)
