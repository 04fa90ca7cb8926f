"""One topic on the screen or in a pipe: its papers, tables and prose."""

import shlex

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.views import blocks, chosen_fields, paper_rows
from aiev.domain import knowledge
from aiev.errors import NotFoundError, UsageError
from aiev.services.exchange.find_papers import NoPaperError
from aiev.services.search.topic_names import find_topic, nearest
from aiev.store.reading import catalog
from aiev.store.reading.reader import Reader


def show(
    run: Run,
    reader: Reader,
    name: str,
    *,
    instead: NoPaperError,
    fields: str | None,
    as_json: bool,
) -> None:
    """Print the topic called `name`, with only these fields of its papers where they are chosen.

    Raises `instead` where there is no topic of this name.
    """
    topics = catalog.topics(reader)
    try:
        topic = find_topic(topics, name)
    except NotFoundError:
        raise _neither(instead.text, nearest(topics, name), hint=instead.hint) from None
    papers = reader.papers(reader.papers_under([topic.id]))
    held = reader.blocks([topic.id])
    told = [knowledge.as_json(paper) for paper in papers] if fields is not None or as_json else []
    if fields is not None and not as_json:
        chosen_fields.show(run, told, fields, known=knowledge.NAMES)
        return
    if as_json:
        if fields is not None:
            told = chosen_fields.chosen(told, fields, known=knowledge.NAMES)
        run.output.json(
            {
                "schema": knowledge.SCHEMA,
                "topic": topic.path,
                "list": topic.list,
                "papers_below": topic.papers_below,
                "papers": told,
                "blocks": [blocks.as_json(block) for block in held],
            }
        )
        return
    out = run.output
    if out.is_terminal:
        heading = f"{topic.path} ({printable.counted(topic.papers, 'paper')}, list {topic.list})"
        out.sentence(printable.one_line(heading))
    paper_rows.show(run, papers)
    for block in held:
        blocks.show(run, block)
    if not papers and topic.papers_below:
        below = printable.counted(topic.papers_below, "paper")
        way = shlex.join(("aiev", "search", "--topic", topic.path))
        out.message(printable.one_line(f"{below} in the topics below it: {way}"))


def _neither(name: str, near: tuple[str, ...], *, hint: str | None) -> UsageError:
    topics = f"the nearest topics: {'; '.join(near)}" if near else "`aiev topics` shows the topics"
    return UsageError(
        f"neither a paper's arXiv id, address, number or citation key nor a topic: {name}",
        hint="; ".join(filter(None, (hint, topics))),
    )
