"""The work of `aiev orgs alias …` and `ignore …`: what the user says of spellings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiev.cli.parsing.input import open_input
from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.views import alias_rows
from aiev.errors import InputError, UsageError
from aiev.store.connection import open_for_reading

if TYPE_CHECKING:
    from aiev.services.organizations.alias import Aliased

_USAGE = 'write it so: aiev orgs alias "PKU" "Peking University"'


@dataclass(frozen=True, slots=True)
class AliasChange:
    """What stands after `alias`: a spelling and a name, spellings to take back, or a file."""

    words: Sequence[str]
    remove: Sequence[str]
    file: str | None

    def check(self) -> None:
        """Raise UsageError unless it is one of the three."""
        if sum((bool(self.words), bool(self.remove), self.file is not None)) > 1:
            raise UsageError(
                "one at a time: a spelling and a name, --remove, or --from", hint=_USAGE
            )
        if len(self.words) != 2 and not self.remove and self.file is None:
            raise UsageError("an alias takes a spelling and a name", hint=_USAGE)
        if self.file == "":
            raise UsageError("--from names no path")

    def aliases(self) -> Mapping[str, str]:
        """Return the spellings to set; raises InputError for a file that cannot be read."""
        return read_lines(self.file) if self.file is not None else {self.words[0]: self.words[1]}


def change(
    run: Run, asked: AliasChange, *, can_make: bool, is_dry_run: bool, as_json: bool
) -> None:
    """Set or take back spellings, and print them; raises UsageError where it is unclear which."""
    asked.check()
    aliases = {} if asked.remove else asked.aliases()
    open_for_reading(run.settings.database).close()
    # What writes costs ten times as much as what judges.
    from aiev.services.organizations.alias import drop_aliases, set_aliases  # noqa: PLC0415
    from aiev.store.writing.writer import open_writer  # noqa: PLC0415

    with open_writer(run.settings.database) as writer:
        if asked.remove:
            done = drop_aliases(writer, asked.remove, is_dry_run=is_dry_run)
        else:
            can_make = can_make or asked.file is not None
            done = set_aliases(writer, aliases, can_make=can_make, is_dry_run=is_dry_run)
    if run.output.is_terminal and not as_json:
        _say(run, done, is_removed=bool(asked.remove), is_dry_run=is_dry_run)
    else:
        alias_rows.show(run, done.aliases, as_json=as_json, papers=done.papers)


def change_ignored(
    run: Run, texts: Sequence[str], *, removed: Sequence[str], is_dry_run: bool, as_json: bool
) -> None:
    """Keep that texts are no organizations, or take that back, and print them."""
    if texts and removed:
        raise UsageError(
            "one at a time: texts, or --remove", hint='write it so: aiev orgs ignore "Ada Asker"'
        )
    open_for_reading(run.settings.database).close()
    from aiev.services.organizations.alias import heed, ignore  # noqa: PLC0415
    from aiev.store.writing.writer import open_writer  # noqa: PLC0415

    with open_writer(run.settings.database) as writer:
        if removed:
            done = heed(writer, removed, is_dry_run=is_dry_run)
        else:
            done = ignore(writer, texts, is_dry_run=is_dry_run)
    if not run.output.is_terminal or as_json:
        alias_rows.show_ignored(run, done.texts, as_json=as_json, papers=done.papers)
        return
    for text in done.texts:
        verb = "may be an organization again" if removed else "is no organization"
        run.output.line(printable.one_line(f"{text} {verb}"))
    _say_papers(run, done.papers, is_dry_run=is_dry_run)


def read_lines(file: str) -> Mapping[str, str]:
    """Return the spellings of a file in the form that `aiev orgs alias` prints: tabs between.

    `-` is standard input. Raises InputError, with the line, for what cannot be read so.
    """
    try:
        with open_input(file) as source:
            text = source.content().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"the file cannot be read (it is not UTF-8 text): {file}") from error
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) != 2 or not all(parts):
            raise InputError(f"line {number} is no spelling, tab and name: {file}")
        found[parts[0]] = parts[1]
    return found


def _say(run: Run, done: "Aliased", *, is_removed: bool, is_dry_run: bool) -> None:
    for alias, name in done.aliases:
        verb = "is no longer" if is_removed else "is"
        run.output.line(printable.one_line(f"{alias} {verb} {name}"))
    _say_papers(run, done.papers, is_dry_run=is_dry_run)


def _say_papers(run: Run, papers: int, *, is_dry_run: bool) -> None:
    verb = "would change" if is_dry_run else "changed"
    run.output.line(f"organizations of {printable.counted(papers, 'paper')} {verb}")
