"""Topics with their counts: an indented tree for people, lines for programs."""

from collections.abc import Sequence, Set

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.cells import bar, padded, width, wrapped
from aiev.domain.knowledge import Json, Topic
from aiev.services.search.topic_tree import TopicTree

_WIDEST = 100
_BAR = 12
_INDENT = _GAP = "  "


def show(run: Run, tree: TopicTree, *, has_empty: bool) -> None:
    """Print the topics: `path⇥papers here⇥papers in the subtree⇥list` in a pipe.

    On a terminal with the topics that lead there, without their counts, and with those that have no
    paper in them or below only where it `has_empty` ones.
    """
    if not run.output.is_terminal:
        run.output.rows((t.path, t.papers, t.papers_below, t.list) for t in tree.topics)
        return
    above = {topic.id for topic in tree.above}
    topics = [topic for topic in tree.topics if has_empty or topic.papers_below]
    ordered = sorted((*topics, *tree.above), key=lambda one: (one.list, one.position, one.id))
    lists = list(dict.fromkeys(topic.list for topic in ordered))
    with run.output.paged():
        for number, name in enumerate(lists):
            if number:
                run.output.line()
            if len(lists) > 1:
                run.output.line(run.output.ink.paint(printable.one_line(name), "bold"))
            _tree(run, [topic for topic in ordered if topic.list == name], above)
        empty = len(tree.topics) - len(topics)
        if empty:
            left_out = f"{printable.counted(empty, 'heading')} without a paper not shown"
            run.output.line(run.output.ink.paint(left_out, "dim"))


def _tree(run: Run, topics: Sequence[Topic], above: Set[int]) -> None:
    """Draw a list's topics with a bar for the papers of each and all below it."""
    ink, columns = run.output.ink, min(run.output.width, _WIDEST)
    most = max(topic.papers_below for topic in topics) or 1
    digits = len(f"{most:,}")
    room = columns - digits - _BAR - 2 * len(_GAP)
    titles = [(_INDENT * (topic.level - 1), printable.one_line(topic.title)) for topic in topics]
    longest = min(max(len(indent) + width(title) for indent, title in titles), room)
    for topic, (indent, title) in zip(topics, titles, strict=True):
        indent = indent[: longest // 2]  # noqa: PLW2901  # where topics lie deep, titles need room
        *head, last = list(wrapped(title, longest - len(indent))) or [""]
        for line in head:
            run.output.line(ink.paint(indent + line, "dim" if topic.id in above else ""))
        if topic.id in above:
            run.output.line(ink.paint(indent + last, "dim"))
            continue
        drawn = bar(topic.papers_below, most, _BAR) if topic.papers_below else ""
        count = ink.paint(f"{topic.papers_below:>{digits},}", "bold")
        line = f"{padded(indent + last, longest)}{_GAP}{count}{_GAP}{ink.paint(drawn, 'blue')}"
        run.output.line(line.rstrip())


def as_json(topic: Topic) -> Json:
    """Return a topic as plain values."""
    return {
        "id": topic.id,
        "list": topic.list,
        "path": topic.path,
        "title": topic.title,
        "level": topic.level,
        "papers": topic.papers,
        "papers_below": topic.papers_below,
    }
