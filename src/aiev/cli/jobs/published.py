"""Which preprints of lists have been published, and writing that into the lists."""

from collections.abc import Sequence

from aiev.cli.jobs import checking
from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.errors import NotFoundError, UsageError
from aiev.services.checks import checked, list_file, published
from aiev.services.checks.checked import Checked, ListFinding
from aiev.services.checks.published import Proposal
from aiev.services.organizations import table
from aiev.store.reading import catalog
from aiev.store.reading.reader import open_reader

_Found = list[tuple[Proposal, ListFinding]]


def check_named(run: Run, names: Sequence[str], *, is_fix: bool) -> Checked:
    """Return the preprints of the files and lists of these names, or of all, that are published.

    With `is_fix` what is known is written into the lists, and no longer told. Raises UsageError
    then for a file that is no list of the knowledge base, NotFoundError for a name of neither.
    """
    checked.refuse_unknown_codes(run.settings.check_off)
    found: _Found = []
    links = []
    with open_reader(run.settings.database_path) as reader:
        if not published.is_any_asked(reader):
            run.output.message(
                "no source was asked yet what became of papers: `aiev enrich --citations` asks"
            )
        directory = table.known(reader.connection)
        known = [one.name for one in catalog.lists(reader)]
        papers = list(reader.iter_papers(reader.all_ids()))
        for name in dict.fromkeys(names or known):
            is_file = checking.is_file(name)
            if not is_file and name not in known:
                raise NotFoundError(
                    f"no file and no list has this name: {name}",
                    hint="`aiev lists` shows the names of lists",
                )
            content = (reader.list_content(name) or b"").decode("utf-8")
            text = checking.read_text(name) if is_file else content
            parsed = list_file.read(text, directory)
            proposals = (
                published.of_file(reader, parsed, path=checking.whole_path(name))
                if is_file
                else published.of_list(papers, name, parsed)
            )
            links.append((name, parsed.links))
            for one in proposals:
                told = checked.of_list(name, parsed, [one.finding()], off=run.settings.check_off)
                found += [(one, finding) for finding in told]
    if is_fix:
        found = _written(run, found)
    return Checked(tuple(finding for _, finding in found), tuple(links))


def _written(run: Run, found: _Found) -> _Found:
    """Write what is proposed, say so, and return what could not be written."""
    outside = next((finding.list for one, finding in found if one.list is None), None)
    if outside is not None:
        raise UsageError(
            f"--published --fix writes into lists of the knowledge base, not into {outside}",
            hint=f"run `aiev import {outside}` first",
        )
    if not found:
        return []
    # What writes is loaded by those who write.
    from aiev.services.checks import write_published  # noqa: PLC0415
    from aiev.store.writing.writer import open_writer  # noqa: PLC0415

    left: _Found = []
    lists = set()
    findings = {id(one): finding for one, finding in found}
    with open_writer(run.settings.database) as writer:
        for one, refusal in write_published.write(writer, [one for one, _ in found]):
            where = " ".join(filter(None, (one.venue, one.url)))
            text = f"{one.list}: {one.reference}: {where}"
            if refusal is None:
                lists.add(one.list)
            else:
                left.append((one, findings[id(one)]))
                text = f"aiev: not written into {one.list}: {one.reference} ({refusal})"
            run.output.message(printable.one_line(text))
    done = len(found) - len(left)
    run.output.message(f"{counted(done, 'paper')} written into {counted(len(lists), 'list')}")
    if done:
        run.output.message("hint: `aiev sync FILE` brings it into the list's file")
    return left
