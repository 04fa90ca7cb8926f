"""The work of `aiev export`: read its options, and write the document to stdout or a file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from aiev.cli.files import export_targets, versions
from aiev.cli.files.atomic_write import write_whole
from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.progress import transient
from aiev.cli.views import advice
from aiev.errors import ExitCode, UsageError
from aiev.exporters import registry
from aiev.exporters.exporter import (
    ExportRequest,
    Field,
    Flavor,
    FolderFile,
    GroupBy,
    MarkdownOptions,
)
from aiev.query.filters import Filters
from aiev.services.exchange.export import Choice, Progress, export, export_folder
from aiev.store.reading.reader import Reader, open_reader
from aiev.value import value

_MARKDOWN = ("markdown",)
_FEEDS = ("atom", "rss")
_BIBLIOGRAPHIES = ("bibtex", "csl-json", "ris")
_WEB = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_TAKEN_BY = {
    "--title": ("markdown", "html", "obsidian", "rss", "atom"),
    "--group-by": _MARKDOWN,
    "--fields": _MARKDOWN,
    "--abstracts": _MARKDOWN,
    "--toc": _MARKDOWN,
    "--bom": ("csv",),
    "--flavor": ("bibtex",),
    "--key-pattern": _BIBLIOGRAPHIES,
    "--cited-in": _BIBLIOGRAPHIES,
    "--by": _FEEDS,
    "--url": _FEEDS,
    "--repository": ("html",),
}


@value
class Options:
    """What the options of the formats say, as they were given."""

    title: str | None = None
    group_by: str = GroupBy.TOPIC
    fields: str | None = None
    has_abstracts: bool = False
    has_contents: bool = False
    has_byte_order_mark: bool = False
    flavor: str | None = None
    key_pattern: str | None = None
    cited_in: tuple[str, ...] = ()
    by: str | None = None
    url: str | None = None
    repository: str | None = None


def request(format_name: str, given: Options) -> ExportRequest:
    """Return the options of the formats as one request.

    Raises UsageError for an option that the format does not know, or a field that there is not.
    """
    is_given = {
        "--title": given.title is not None,
        "--group-by": given.group_by != GroupBy.TOPIC,
        "--fields": given.fields is not None,
        "--abstracts": given.has_abstracts,
        "--toc": given.has_contents,
        "--bom": given.has_byte_order_mark,
        "--flavor": given.flavor is not None,
        "--key-pattern": given.key_pattern is not None,
        "--cited-in": bool(given.cited_in),
        "--by": given.by is not None,
        "--url": given.url is not None,
        "--repository": given.repository is not None,
    }
    for name, formats in _TAKEN_BY.items():
        if is_given[name] and format_name not in formats:
            raise UsageError(
                f"{name} changes nothing in {format_name}", hint=f"it is for {', '.join(formats)}"
            )
    chosen = MarkdownOptions().fields if given.fields is None else _fields(given.fields)
    return ExportRequest(
        title=given.title,
        has_byte_order_mark=given.has_byte_order_mark,
        markdown=MarkdownOptions(
            group_by=GroupBy(given.group_by),
            fields=chosen,
            has_abstracts=given.has_abstracts,
            has_contents=given.has_contents,
        ),
        flavor=Flavor(given.flavor or Flavor.BIBTEX),
        url=_address(given.url, example="https://example.org/papers.atom"),
        repository=_address(given.repository, example="https://github.com/ada/awesome-papers"),
        is_by_issued=given.by == "issued",
    )


def _address(url: str | None, *, example: str) -> str | None:
    """Return the address as it is; raises UsageError for what is no address of the web."""
    if url is not None and not _WEB.fullmatch(url):
        raise UsageError(f"not an address: {url}", hint=f"write it like {example}")
    return url


def export_papers(
    run: Run,
    format_name: str,
    asked: ExportRequest,
    choice: Choice,
    *,
    output: str | None,
    given: Options,
) -> int:
    """Write the papers that match: a list's own source, a document or a folder of files.

    Returns the exit code: done, or done in part where a document cites what is not here.
    """
    if format_name == "source":
        _write_source(run, choice, output=output)
    elif format_name in registry.folder_names() or (
        registry.has_folder(format_name) and _is_folder(output)
    ):
        _write_to_folder(run, format_name, asked, choice, output=output)
    else:
        return _write(run, format_name, asked, choice, output=output, given=given)
    return ExitCode.DONE


def _write(
    run: Run,
    format_name: str,
    asked: ExportRequest,
    choice: Choice,
    *,
    output: str | None,
    given: Options,
) -> int:
    """Write the papers that match in one of the registry's formats."""
    exporter = registry.load(format_name)
    is_whole = True
    with open_reader(run.settings.database_path) as reader, _meter(run, output) as progress:
        if given.key_pattern is not None or given.cited_in:
            # What reads patterns and documents is needed by few exports.
            from aiev.cli.jobs import citing  # noqa: PLC0415

            choice, is_whole = citing.narrowed(
                run, reader, choice, given.key_pattern, given.cited_in
            )
        told: list[int] = []
        chunks = export(
            reader,
            exporter,
            asked,
            choice,
            tell=partial(advice.show, run),
            progress=progress,
            count=told.append,
        )
        _deliver(run, reader, chunks, output=output)
    _tell_written(run, output, papers=told[-1])
    return ExitCode.DONE if is_whole else ExitCode.PARTIAL


def _is_folder(output: str | None) -> bool:
    """Return whether a folder is meant: there is one, or the name ends as one's does."""
    return output is not None and (output.endswith("/") or (output != "" and Path(output).is_dir()))


def _write_to_folder(
    run: Run,
    format_name: str,
    asked: ExportRequest,
    choice: Choice,
    *,
    output: str | None,
) -> None:
    """Write the papers that match as a folder of files."""
    if not output or output == "-":
        raise UsageError(
            f"{format_name} is a folder of files, which cannot go to standard output",
            hint="name the folder with -o DIR",
        )
    # It loads threads, which no other export needs.
    from aiev.cli.files import kept_notes  # noqa: PLC0415
    from aiev.cli.files.folder_export import write_folder  # noqa: PLC0415

    if format_name == "obsidian":
        asked = replace(asked, kept_names=kept_notes.find(Path(output)))

    exporter = registry.load_folder(format_name)
    with open_reader(run.settings.database_path) as reader, _meter(run, output) as progress:
        told: list[int] = []
        sizes: list[int] = []
        files = export_folder(
            reader,
            exporter,
            asked,
            choice,
            tell=partial(advice.show, run),
            progress=progress,
            count=told.append,
        )
        write_folder(Path(output), _measured(files, sizes), tell=run.output.message)
    _tell_written(run, output, papers=told[-1], files=sizes)


def _write_source(run: Run, choice: Choice, *, output: str | None) -> None:
    """Write an imported list to the byte, with what was added and edited here."""
    lists = choice.filters.lists
    if choice.text or choice.filters != Filters(lists=lists) or choice.limit or choice.sort:
        raise UsageError("the source of a list is whole: it takes no words and filters but --list")
    if len(lists) > 1:
        raise UsageError("one source at a time: give --list once")
    # The markdown parser is large, and no other export needs it.
    from aiev.services.lists.export_source import export_source  # noqa: PLC0415
    from aiev.services.lists.list_reader import ListReader  # noqa: PLC0415
    from aiev.services.organizations import table  # noqa: PLC0415

    with open_reader(run.settings.database_path) as reader:
        # Only a list that is read needs the table.
        known = cache(partial(table.known, reader.connection))
        reading = ListReader(lambda text: known().is_organization(text))
        content = export_source(reader, lists[0] if lists else None, lists=reading)
        _deliver(run, reader, [content], output=output, whole=content)
    _tell_written(run, output)


def _measured(files: Iterable[FolderFile], sizes: list[int]) -> Iterator[FolderFile]:
    """Yield the files, and note the size of each."""
    for file in files:
        sizes.append(len(file.text.encode()))
        yield file


def _tell_written(
    run: Run, output: str | None, *, papers: int | None = None, files: Sequence[int] | None = None
) -> None:
    """Tell people who look what was written: how much, and where; scripts need no such line."""
    if output is None or output == "-" or not run.output.stderr.isatty():
        return
    parts = [printable.counted(papers, "paper")] if papers is not None else []
    if files is not None:
        parts.append(printable.counted(len(files), "file"))
        parts.append(printable.size(sum(files)))
    else:
        path = Path(output)
        parts += [printable.size(path.stat().st_size)] if path.is_file() else []
    run.output.message(printable.one_line(f"{', '.join(parts)}: {output}"))


@contextmanager
def _meter(run: Run, output: str | None) -> Iterator[Progress]:
    """Yield what shows how far the export is; nothing where it would stand in the document."""
    if output is None or output == "-":
        yield lambda _count, _share: None
        return
    with transient(run.output, "writing", "papers") as show:
        yield show


def _deliver(
    run: Run,
    reader: Reader,
    chunks: Iterable[str | bytes],
    *,
    output: str | None,
    whole: bytes | None = None,
) -> None:
    """Write the chunks to stdout or a file; `whole` is all of them, where it is known before."""
    if output == "":
        raise UsageError("--output names no path")
    if output is not None and output != "-":
        path = Path(output)
        export_targets.check_database(path, run.settings.database)
        check = partial(export_targets.edits_check(reader, path), whole)
        spare = run.settings.database.parent
        tell = run.output.message
        # What is read into memory for it is no more than a list.
        is_kept = whole is not None or versions.is_list_file(path)
        keep = versions.keeper(tell) if is_kept else None
        write_whole(path, chunks, check=check, spare=spare, tell=tell, keep=keep)
        return
    # Bytes, because a text stream would change the ends of lines on some systems.
    stream = None
    for chunk in chunks:
        if stream is None:
            # Not before there is something to write: what shows that it is made, ends with it.
            run.output.stdout.flush()
            stream = run.output.stdout.buffer
        stream.write(chunk.encode("utf-8") if isinstance(chunk, str) else chunk)
    run.output.stdout.flush()


def _fields(text: str) -> tuple[Field, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    try:
        return tuple(dict.fromkeys(Field(name) for name in names))
    except ValueError:
        raise UsageError(
            f"no such field in a markdown list: {text}", hint=f"the fields are {', '.join(Field)}"
        ) from None
