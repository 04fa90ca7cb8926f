"""Topics with their counts: an indented tree for people, lines for programs."""

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import Cell, Column, Marked
from aiev.domain.knowledge import Json, Topic
from aiev.services.search.topic_tree import TopicTree


def show(run: Run, tree: TopicTree) -> None:
    """Print the topics: `path⇥papers here⇥papers in the subtree⇥list` in a pipe.

    On a terminal with the topics that lead there, without their counts.
    """
    if not run.output.is_terminal:
        run.output.rows((t.path, t.papers, t.papers_below, t.list) for t in tree.topics)
        return
    above = {topic.id for topic in tree.above}
    topics = sorted(
        (*tree.topics, *tree.above), key=lambda topic: (topic.list, topic.position, topic.id)
    )
    lists = list(dict.fromkeys(topic.list for topic in topics))
    for name in lists:
        run.output.table(
            [
                Column("topic"),
                Column("here", justify="right"),
                Column("in all", justify="right", style="bold"),
            ],
            [_row(topic, leads_there=topic.id in above) for topic in topics if topic.list == name],
            title=name if len(lists) > 1 else None,
        )


def _row(topic: Topic, *, leads_there: bool) -> tuple[Cell, ...]:
    title = printable.one_line(topic.title)
    indent = 2 * (topic.level - 1)
    if leads_there:
        blank = Marked("")
        return Marked(title, indent=indent, style="dim"), blank, blank
    return Marked(title, indent=indent), topic.papers, topic.papers_below


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
