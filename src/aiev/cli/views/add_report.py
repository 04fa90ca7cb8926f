"""What `aiev add` answers: a line a paper for people and pipes, one object for programs."""

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.domain.knowledge import SCHEMA
from aiev.services.lists.add_paper import Added, Outcome


def show(run: Run, outcome: Outcome, *, as_json: bool, is_dry_run: bool) -> None:
    """Print what became of each paper; organizations of the user's own go to stderr."""
    if as_json:
        papers = [
            {
                "id": None if is_dry_run and added.is_new else added.id,
                "arxiv_id": added.arxiv_id,
                "title": added.title,
                "new": added.is_new,
                "topic": added.filed_under,
            }
            for added in outcome.papers
        ]
        run.output.json({"schema": SCHEMA, "papers": papers})
    elif run.output.is_terminal:
        for added in outcome.papers:
            run.output.line(_sentence(added, is_dry_run=is_dry_run))
    else:
        run.output.rows(
            (
                None if is_dry_run and added.is_new else added.id,
                "new" if added.is_new else "known",
                added.title,
                added.filed_under,
            )
            for added in outcome.papers
        )
    for sentence in outcome.told:
        run.output.message(printable.one_line(f"aiev: {sentence}"))


def _sentence(added: Added, *, is_dry_run: bool) -> str:
    verb = "added" if added.is_new else "known"
    if is_dry_run and added.is_new:
        verb = "would add"
    filed = f", filed under {added.filed_under}" if added.filed_under else ""
    if added.stands_under:
        filed = f", stands under {added.stands_under} already"
    return printable.one_line(f"{verb}: {added.title} ({added.arxiv_id or 'no arXiv id'}){filed}")
