"""Topics with their counts: an indented tree for people, lines for programs."""

from collections.abc import Sequence

from aiev.cli import printable
from aiev.cli.cells import Column, Marked
from aiev.cli.run import Run
from aiev.domain.knowledge import Topic
from aiev.domain.paper_json import Json


def show(run: Run, topics: Sequence[Topic]) -> None:
    """Print the topics: `path⇥papers here⇥papers in the subtree⇥list` in a pipe."""
    if not run.output.is_terminal:
        run.output.rows((t.path, t.papers, t.papers_below, t.list) for t in topics)
        return
    lists = list(dict.fromkeys(topic.list for topic in topics))
    for name in lists:
        run.output.table(
            [
                Column("topic"),
                Column("here", justify="right"),
                Column("with subtopics", justify="right", style="bold"),
            ],
            [
                (
                    Marked(printable.one_line(topic.title), indent=2 * (topic.level - 1)),
                    topic.papers,
                    topic.papers_below,
                )
                for topic in topics
                if topic.list == name
            ],
            title=name if len(lists) > 1 else None,
        )


def as_json(topic: Topic) -> Json:
    """Answer a topic as plain values."""
    return {
        "id": topic.id,
        "list": topic.list,
        "path": topic.path,
        "title": topic.title,
        "level": topic.level,
        "papers": topic.papers,
        "papers_below": topic.papers_below,
    }
