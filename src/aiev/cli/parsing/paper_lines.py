"""Papers named one a line, as pipes and files give them: `ID`, `ID<TAB>topic<TAB>note`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aiev.cli.parsing.input import read_lines
from aiev.domain import reference
from aiev.domain.reference import Reference
from aiev.errors import UsageError
from aiev.services.lists.words_to_add import Words

_PARTS = 3

Group = tuple[Sequence[Reference], Words]
"""Papers of which the same is said."""


def said(references: Sequence[str], words: Words) -> list[Group]:
    """Return the papers that a command names, with what is said of each; `-` reads them.

    Raises UsageError for a line that names no paper, with its number, and for no line at all.
    """
    if "-" not in references:
        return [([reference.parse(text) for text in references], words)]
    if len(references) > 1:
        raise UsageError("- stands for all papers: name no others beside it")
    return grouped(read_lines(), words)


def grouped(lines: Iterable[str], words: Words) -> list[Group]:
    """Return the papers of these lines, those in a row of which the same is said together.

    A topic or note of a line takes the place of the command's. Blank lines and those that begin
    with `#` say nothing.
    """
    groups: list[tuple[list[Reference], Words]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) > _PARTS:
            raise UsageError(f"line {number} has more than id, topic and note: {line.strip()}")
        name, topic, note = (*parts, "", "")[:_PARTS]
        try:
            paper = reference.parse(name)
        except UsageError as error:
            raise UsageError(f"line {number}: {error}", hint=error.hint) from None
        own = replace(words, topic=topic or words.topic, note=note or words.note)
        if groups and groups[-1][1] == own:
            groups[-1][0].append(paper)
        else:
            groups.append(([paper], own))
    if not groups:
        raise UsageError("no paper is named: standard input is empty")
    return [(papers, own) for papers, own in groups]
