"""What `aiev discover` found: numbered papers, each with the reason why it may fit."""

from aiev.cli.run import Run
from aiev.cli.terminal.printable import Column, Marked, Stack, counted
from aiev.domain.knowledge import SCHEMA, Json
from aiev.services.arxiv.ask_search import Found
from aiev.services.arxiv.discover import Candidate

_LONGEST_TITLE = 60


def show(run: Run, found: Found, *, as_json: bool) -> None:
    """Print the papers: `number⇥id⇥published⇥title⇥reason` in a pipe."""
    numbered = list(enumerate(found.candidates, start=1))
    if as_json:
        question = found.plan.question
        run.output.json(
            {
                "schema": SCHEMA,
                "query": question.words,
                "topic": found.plan.topic,
                "since": question.since,
                "arxiv_query": found.plan.query,
                "asked_at": found.at.isoformat(timespec="seconds"),
                "cached": found.is_cached,
                "known": found.known,
                "papers": [_as_json(number, each) for number, each in numbered],
            }
        )
    elif not run.output.is_terminal:
        run.output.rows(
            (
                number,
                each.record.arxiv_id.value,
                each.record.published,
                each.record.title,
                _reason(each),
            )
            for number, each in numbered
        )
    elif not numbered:
        run.output.line(
            f"nothing new: what arXiv found is here already ({counted(found.known, 'paper')})"
            if found.known
            else "nothing new: arXiv finds no paper for this"
        )
    else:
        run.output.table(
            [
                Column("", justify="right", style="bold"),
                Column("id", style="cyan", is_whole=True),
                Column("published", is_whole=True),
                Column("title", ratio=1),
            ],
            [
                (
                    number,
                    each.record.arxiv_id.value,
                    str(each.record.published or ""),
                    Stack(
                        (Marked(each.record.title), Marked(_reason(each), style="dim", indent=2))
                    ),
                )
                for number, each in numbered
            ],
        )
        run.output.line("--add and the numbers take papers in")


def _reason(each: Candidate) -> str:
    shared = ", ".join(each.shared)
    if each.like is None:
        return f"has {shared}" if shared else "found by arXiv"
    title = each.like.title
    short = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"
    return f"shares {shared} with “{short}”"


def _as_json(number: int, each: Candidate) -> Json:
    record = each.record
    like = each.like
    return {
        "number": number,
        "arxiv_id": record.arxiv_id.value,
        "version": record.arxiv_id.version,
        "title": record.title,
        "authors": [author.name for author in record.authors],
        "abstract": record.abstract,
        "published": record.published.isoformat() if record.published else None,
        "updated": record.updated.isoformat() if record.updated else None,
        "categories": list(record.categories),
        "url": record.arxiv_id.abs_url,
        "score": each.score,
        "shared": list(each.shared),
        "like": {"id": like.id, "arxiv_id": like.arxiv_id, "title": like.title} if like else None,
        "reason": _reason(each),
    }
