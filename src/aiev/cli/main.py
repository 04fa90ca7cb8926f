"""The entry point: read the command line, run the command, turn errors into text and exit code."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence

from aiev import config, step
from aiev.cli.parsing import command_line
from aiev.cli.parsing.command_line import Line
from aiev.cli.run import Run
from aiev.cli.terminal import output, printable
from aiev.cli.terminal.output import Output
from aiev.errors import AievError, ExitCode, OutputError, UsageError

_COMPLETE = "complete-words"
"""What the scripts of `parsing.shells` call; it is in no help, as nobody types it."""
_A_MOMENT_S = 0.01
_AGAIN = "the same command goes on from there"
_WHOLE = "a file is written whole or not at all: the same command writes it"
_GO_ON = {
    "enrich": _AGAIN, "import": _AGAIN, "sync": _AGAIN, "check": _AGAIN, "discover": _AGAIN,
    "add": "`aiev enrich` asks for what is missing", "export": _WHOLE, "backup": _WHOLE,
}  # fmt: skip
"""How to go on with a command that was interrupted."""
# Made ahead and told as it is: there may be no room to make it readable for a terminal.
_NO_MEMORY = "aiev: error: there is not enough memory for this\n"


def main() -> None:
    """Run aiev on this process's command line and exit."""
    # Most runs end before the first collection would pay; long ones still get theirs.
    gc.set_threshold(100_000, 20, 20)
    sys.unraisablehook = _unraisable
    try:
        code = run(sys.argv[1:])
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        code = _own_fault(error)
    try:
        sys.stdout.flush()
    except OSError:
        _forget_stdout()
    # All is written and closed: taking the interpreter apart would only cost time.
    os._exit(code)


def run(words: Sequence[str]) -> int:
    """Run one command line and return its exit code; raises what is a fault of aiev's own."""
    try:
        return _run_and_tell(words)
    except Exception as error:
        # Also where there was none left to tell of another error.
        if not _is_lack_of_memory(error):
            raise
    sys.stderr.write(_NO_MEMORY)
    sys.stderr.flush()
    return ExitCode.FAILED


def _run_and_tell(words: Sequence[str]) -> int:
    out = output.standard(is_plain=_wants_plain(words))
    try:
        return _run(words, out)
    except AievError as error:
        return _report(error, out)
    except BrokenPipeError:
        # Whoever read has enough: `aiev export jsonl | head`. Nothing is wrong.
        _forget_stdout()
        return ExitCode.DONE
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise
        _forget_stdout()
        reason = error.strerror or str(error)
        return _report(OutputError(f"reading or writing failed: {reason}"), out)
    except KeyboardInterrupt:
        return _say(_interrupted(words, out), ExitCode.INTERRUPTED, out)


def _run(words: Sequence[str], out: Output) -> int:
    if out.is_closed:
        raise OutputError("standard output is closed")
    for word in words:
        if not word.isascii() and any("\ud800" <= c <= "\udfff" for c in word):
            raise UsageError(f"this argument is not UTF-8 text: {word!r}")
    if list(words) in (["--version"], ["-V"]):
        from aiev.version import VERSION

        out.line(f"aiev {VERSION}")
        out.stdout.flush()
        return ExitCode.DONE
    if not words or words[-1] in ("-h", "--help"):
        from aiev.cli.parsing import help_text

        if help_text.asked(words):
            out.stdout.write(help_text.answer(words, width=out.width))
            out.stdout.flush()
            return ExitCode.DONE
    if words[:1] == [_COMPLETE]:
        return _complete(words[1:], out)
    line = command_line.read(words)
    if line is None:
        line = _read_in_full(words, out)
    if line is None:
        out.stdout.flush()
        return ExitCode.DONE
    if line.database == "":
        raise UsageError("--db names no path")
    settings = config.load(os.environ, database=line.database)
    out.is_plain = out.is_plain or line.is_plain or settings.is_plain
    command = command_line.load(line.command)
    try:
        with out.sign.during(line.command), step.during(lambda: _told(words)):
            code = command(Run(settings, out), **line.values)
    except (AievError, OSError, MemoryError):
        raise
    except Exception:
        _check_database(settings)
        raise
    out.stdout.flush()
    return ExitCode.DONE if code is None else code


def _interrupted(words: Sequence[str], out: Output) -> str:
    """Return what is said where the user stopped a command: what is kept, and how to go on."""
    # Words behind the command may be called as another is: `aiev search import`.
    command = next((word for word in words if word in command_line.COMMANDS), "")
    hint = _GO_ON.get(command)
    return f"aiev: interrupted; {out.kept}" + (f"\nhint: {hint}" if hint else "")


def _told(words: Sequence[str]) -> str:
    # Asked of commands that wrote, once they have.
    from aiev.domain import told_line

    return told_line.told(words)


def _check_database(settings: config.Settings) -> None:
    """Raise StoreError where the database holds what aiev did not write, which no code foresees."""
    from aiev.store.reading import soundness

    if settings.database.is_file():
        soundness.check(settings.database)


def _complete(words: Sequence[str], out: Output) -> int:
    """Print what a shell may offer for the last of these words, each with a note about it.

    Returns `FAILED` where the shell is to offer its files.
    """
    from aiev.cli.parsing import completion

    def database(named: str | None) -> str:
        return config.load(os.environ, database=named or None).database_path

    offered = list(completion.candidates(words, database=database))
    if offered == [completion.A_FILE]:
        return ExitCode.FAILED
    # A word that a line cannot hold as it is, a shell could not give back.
    out.rows((word, note) for word, note in offered if word and printable.one_line(word) == word)
    out.stdout.flush()
    return ExitCode.DONE


def _read_in_full(words: Sequence[str], out: Output) -> Line | None:
    from aiev.cli.parsing import typer_app

    return typer_app.read(words, width=out.width)


def _is_lack_of_memory(error: BaseException) -> bool:
    """Return whether memory ran out; for a thread or a library Python has errors of other kinds.

    Whatever comes of it while it is handled, such as half a regular expression, hides it.
    """
    signs = ("can't start new thread", "failed to map segment", "Cannot allocate memory")
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, MemoryError) or any(sign in str(seen) for sign in signs):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _own_fault(error: Exception) -> int:
    """Tell of a fault that is aiev's own, with what a report of it needs; returns the exit code."""
    from pathlib import Path
    from traceback import extract_tb

    [*_, last] = extract_tb(error.__traceback__)
    told = AievError(
        f"this is a fault of aiev's own: {type(error).__name__}: {str(error)[:300]}"
        f" ({Path(last.filename).name}:{last.lineno})",
        hint="please report it; `python -X dev -m aiev …` shows more",
    )
    return _report(told, output.standard(is_plain=True))


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Send an interrupt once more that came inside a destructor or callback.

    Python cannot raise it there: it prints a traceback, and the command would go on to its end.
    """
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
        return
    from _thread import interrupt_main
    from signal import SIGINT
    from threading import Lock, Thread
    from time import sleep

    is_here = Lock()

    def send() -> None:
        # Only after the hook has ended, however long that takes on a busy machine: within it the
        # interrupt would be lost for good. The system sends it, as that also wakes a sleep.
        with is_here:
            pass
        sleep(_A_MOMENT_S)
        if sys.platform == "win32":  # Where `os.kill` ends the process with no more ado.
            interrupt_main()
        else:
            os.kill(os.getpid(), SIGINT)

    with is_here:
        Thread(target=send, daemon=True).start()


def _wants_plain(words: Sequence[str]) -> bool:
    return "--no-color" in words or bool(os.environ.get("NO_COLOR"))


def _report(error: AievError, out: Output) -> int:
    hint = f"\nhint: {error.hint}" if error.hint else ""
    return _say(f"aiev: error: {error}{hint}", error.exit_code, out)


def _say(text: str, code: int, out: Output) -> int:
    try:
        out.message(text)
    except OSError:
        _forget_stdout()
    return code


def _forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere, so that it prints no error of its own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
