"""What is new for saved questions: by question for people, a row a paper for programs."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.cli.views import advice, changes, paper_rows
from aiev.domain.knowledge import SCHEMA, Paper
from aiev.domain.knowledge import as_json as shape_of
from aiev.services.search.news import News


def show(run: Run, found: Sequence[News], *, as_json: bool) -> None:
    """Print the news: `question⇥new|changed⇥id⇥issued⇥title⇥what changed` in a pipe."""
    for one in found:
        if one.advice.unknown_names:
            advice.show(run, one.advice)
    if as_json:
        run.output.json({"schema": SCHEMA, "questions": [_shape(one) for one in found]})
        return
    if not found:
        run.output.message("no question is saved: `aiev save NAME WORDS` saves one")
    for one in found:
        if run.output.is_terminal:
            _show(run, one)
        else:
            name = one.question.name
            run.output.rows((name, "new", *_row(paper), None) for paper in one.came)
            run.output.rows(
                (name, "changed", *_row(paper), "; ".join(dict.fromkeys(c.field for c in noticed)))
                for paper, noticed in one.changed
            )


def _show(run: Run, one: News) -> None:
    parts = [f"{len(one.came):,} new"] if one.came else []
    parts += [f"{len(one.changed):,} changed"] if one.changed else []
    run.output.line(f"@{one.question.name}: {', '.join(parts) or 'nothing new'}")
    paper_rows.show(run, one.came)
    for line in changes.lines(change for _, noticed in one.changed for change in noticed):
        run.output.line(line)


def _row(paper: Paper) -> tuple[object, ...]:
    return paper.arxiv_id or paper.id, paper.issued, paper.title


def _shape(one: News) -> dict[str, object]:
    return {
        "name": one.question.name,
        "new": [shape_of(paper) for paper in one.came],
        "changed": [
            {"paper": shape_of(paper), "changes": changes.changes_json(noticed)}
            for paper, noticed in one.changed
        ],
    }
