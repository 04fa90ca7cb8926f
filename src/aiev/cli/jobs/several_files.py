"""Doing the same with several files: what fails with one keeps no other from being done."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from aiev.cli.run import Run
from aiev.cli.views import failed_files
from aiev.cli.views.failed_files import Failure
from aiev.errors import AievError, ExitCode

_Result = TypeVar("_Result")


def each(
    run: Run, files: Sequence[str], work: Callable[[str], _Result]
) -> tuple[list[_Result], list[Failure]]:
    """Return what the work comes to with each file, and those that failed, told on stderr.

    The error of the only file is raised.
    """
    done: list[_Result] = []
    failures: list[Failure] = []
    for file in files:
        try:
            done.append(work(file))
        except AievError as error:
            if len(files) == 1:
                raise
            failures.append(Failure(file, error))
            failed_files.tell(run, failures[-1])
    return done, failures


def code_of(done: Sequence[bool], failures: Sequence[Failure]) -> int:
    """Return the exit code of all; `done` says of each file whether all of it was done.

    Where every file failed it is the code of the first.
    """
    if failures and not done:
        return failures[0].error.exit_code
    return ExitCode.DONE if all(done) and not failures else ExitCode.PARTIAL
