"""What importing a file of works answers: a summary for people, one object for programs."""

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.domain.knowledge import SCHEMA, Json
from aiev.services.exchange.filing import ImportedWorks
from aiev.value import value


@value
class WorksDone:
    """A file of works that was imported; `source` is the name under which its words are kept.

    `encoding` is how its bytes were read, where they are no UTF-8. `enriched` are the papers of
    which arXiv told just now.
    """

    source: str
    format: str
    encoding: str | None
    imported: ImportedWorks
    enriched: int
    is_whole: bool


def shape(done: WorksDone) -> Json:
    """Return the answer for programs, without the number of its shape."""
    imported = done.imported
    return {
        "file": done.source,
        "format": done.format,
        "encoding": done.encoding,
        "records": imported.records,
        "papers": imported.papers,
        "new": imported.new,
        "changed": imported.changed,
        "repeated": imported.repeated,
        "arxiv_papers": imported.arxiv_papers,
        "topic": imported.topic,
        "filed": imported.filed,
        "enriched": done.enriched,
        "pending": imported.pending,
        "unknown": list(imported.unknown),
        "findings": [
            {"line": one.line, "code": one.code, "message": one.message}
            for one in imported.findings
        ],
    }


def show(run: Run, done: WorksDone, *, as_json: bool, is_dry_run: bool) -> None:
    """Print what was stored, or one object for programs."""
    if as_json:
        run.output.json({"schema": SCHEMA, **shape(done)})
    else:
        print_summary(run, done, is_dry_run=is_dry_run)


def print_summary(run: Run, done: WorksDone, *, is_dry_run: bool) -> None:
    """Print what was stored, and each finding with its line."""
    imported, say = done.imported, run.output.line
    read_as = f", read as {done.encoding}" if done.encoding else ""
    say(
        f"{printable.one_line(done.source)}: {done.format}{read_as},"
        f" {counted(imported.records, 'record')}, {counted(imported.papers, 'paper')}"
        f" ({imported.arxiv_papers:,} on arXiv)"
    )
    would = "would be " if is_dry_run else ""
    if imported.new or imported.changed:
        same = imported.papers - imported.new - imported.changed
        say(
            f"{counted(imported.new, 'paper')} {would}added, {imported.changed:,} {would}changed,"
            f" {same:,} as they were"
        )
    else:
        say("nothing changed: all of it is stored already")
    if imported.topic is not None:
        say(f"{imported.filed:,} {would}filed under {printable.one_line(imported.topic)}")
    if imported.arxiv_papers:
        say(
            f"from arXiv: {done.enriched} enriched now, {imported.pending} pending,"
            f" {len(imported.unknown)} unknown"
        )
    for sentence in imported.told:
        run.output.message(printable.one_line(f"aiev: {sentence}"))
    if not imported.findings:
        return
    say(f"findings: {len(imported.findings)}")
    place = max(len(str(one.line)) for one in imported.findings)
    code = max(len(one.code) for one in imported.findings)
    for one in imported.findings:
        shown = printable.one_line(one.message)
        say(f"  line {one.line:>{place}}  {one.code:<{code}}  {shown}")
