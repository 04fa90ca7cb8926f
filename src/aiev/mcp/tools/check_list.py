"""`check_list`: what is wrong or doubtful in a list, the worst first."""

import stat
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from aiev.errors import AievError, InputError, UsageError
from aiev.mcp import answers
from aiev.mcp.answers import Answer, clean
from aiev.mcp.tools import rows
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool

if TYPE_CHECKING:
    from aiev.services.checks.checked import ListFinding

_USUAL = 20
_LARGEST = 16 << 20
_MESSAGE, _ABOUT = 80, 30


def _run(context: Context, given: Given) -> Answer:
    from aiev.domain.finding import LEVELS

    path, name = given.text("path"), given.text("name")
    if (path is None) == (name is None):
        raise UsageError(
            "check which list",
            hint="give either the path of a file or the name of a list that `browse` lists tells",
        )
    question = given.question()
    start = answers.start(given.text("cursor"), question)
    found = _of_file(context, path) if path is not None else _of_list(context, name or "")
    worst = sorted(found, key=lambda one: (-LEVELS.index(one.finding.level), one.finding.line))
    levels = Counter(one.finding.level for one in found)
    head = {
        "total": len(found),
        "levels": dict(levels.most_common()),
        "codes": dict(Counter(one.finding.code for one in found).most_common()),
    }
    told = [
        {
            "line": one.finding.line,
            "level": one.finding.level,
            "code": one.finding.code,
            "message": clean(one.finding.message, _MESSAGE),
            "about": clean(one.about, _ABOUT),
        }
        for one in worst[start : start + _USUAL]
    ]
    return Answer(
        (
            rows.page(
                "findings",
                told,
                start=start,
                total=len(found),
                question=question,
                room=answers.MOST_TOKENS,
                head=head if not start else {"total": len(found)},
            ),
        )
    )


def _of_list(context: Context, name: str) -> "Sequence[ListFinding]":
    from aiev.services.checks import stored_lists
    from aiev.services.organizations import table

    with context.base.reading() as reader:
        found, _ = stored_lists.check(
            reader,
            table.known(reader.connection),
            names=(name,),
            today=context.today(),
            off=context.settings.check_off,
        )
    return found.findings


def _of_file(context: Context, given: str) -> "Sequence[ListFinding]":
    from aiev.services.checks import checked, list_file, published
    from aiev.services.lists import list_text
    from aiev.services.organizations import table

    path = Path(given).expanduser()
    text = list_text.decode(_content(path), path=path)
    directory, off = table.shipped(), context.settings.check_off
    parsed = list_file.read(text, directory)
    found = list_file.check(parsed, name=given, directory=directory, today=context.today(), off=off)
    # A file can be checked whatever ails the database.
    with suppress(AievError), context.base.reading() as reader:
        told = [one.finding() for one in published.of_file(reader, parsed, path=str(path))]
        found += checked.of_list(given, parsed, told, off=off)
    return found


def _content(path: Path) -> bytes:
    """Return what is in a file; raises InputError for what is none, or is no list by its size."""
    try:
        about = path.stat()
        # Anything else may have no end, or wait for ever to be written to.
        if not stat.S_ISREG(about.st_mode):
            raise InputError(f"this is no file: {path}")
        if about.st_size > _LARGEST:
            raise InputError(f"the file is larger than any list ({_LARGEST >> 20} MiB): {path}")
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            f"no file at this path: {path}", hint="give the whole path, from the root on"
        ) from None
    except (OSError, ValueError) as error:
        raise InputError(f"the file cannot be read ({error}): {path}") from None


TOOL = Tool(
    "check_list",
    "Check a list",
    "What is wrong in an awesome list, worst first: a file by absolute path, or a list by name.",
    {
        "path": Parameter("string"),
        "name": Parameter("string"),
        "cursor": Parameter("string"),
    },
    _run,
)
