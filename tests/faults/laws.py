"""What holds after a fault in a command, and after the run that follows it."""

from pathlib import Path

import scenes


class State:
    """What a folder holds."""

    def __init__(self, folder: Path) -> None:
        self.names = scenes.names(folder)
        self.files = scenes.files(folder)
        self.rows = {
            path.relative_to(folder).as_posix(): scenes.rows(path)
            for path in [*folder.glob("*.db"), *folder.glob("closed/*.db")]
            if path.stat().st_size
        }


def problems(of, words, kind, code, before, after, *, undisturbed):
    """Yield what is wrong after a fault, and after the run that follows it.

    `undisturbed` is the exit code without a fault.
    """
    told = of.told
    allowed = {"kill": (-9,), "torn": (-9,), "interrupt": (130,)}.get(kind, (0, 1, 3, 4, 5))
    if code not in (*allowed, undisturbed):
        yield f"exit code {code}: {told}"
    if "Traceback" in told or "fault of aiev's own" in told:
        yield f"a traceback: {told}"
    if code in (1, 3, 4, 5) and "aiev: " not in told:
        yield f"a failure that nothing was told of: {told!r}"
    put_back(of.folder, before, after, told)
    try:
        now = State(of.folder)
    except (AssertionError, OSError) as error:
        yield f"unsound: {error}"
        return
    yield from _torn(now, before, after)
    if code == 0 and kind != "interrupt":
        yield from _unlike(now, after, "called done")
    of.run(*words)
    try:
        now = State(of.folder)
    except (AssertionError, OSError) as error:
        yield f"unsound after the next run: {error}"
        return
    yield from _unlike(now, after, "after the next run")
    if left := now.names - after.names:
        yield f"left over: {sorted(left)}; {of.told}"


def put_back(folder, before, after, told):
    """Do what is told of a file that can only be written in place: its copy is put back."""
    for name, held in before.files.items():
        place = folder / name
        if place.exists() and place.read_bytes() not in (held, after.files.get(name)):
            for copy, content in scenes.kept(folder).items():
                if content == held and f"is kept as {copy}" in told:
                    place.write_bytes(content)


def _torn(now, before, after):
    for name, content in now.files.items():
        if name.rpartition("/")[2].startswith("."):
            continue  # Being made, and gone after the next run.
        if content not in (before.files.get(name), after.files.get(name)):
            yield f"torn: {name}"
    for name in before.files:
        if name in after.files and name not in now.files:
            yield f"lost: {name}"


def _unlike(now, after, when):
    for name, rows in after.rows.items():
        if now.rows.get(name) != rows:
            tables = [t for t in rows if now.rows.get(name, {}).get(t) != rows[t]]
            yield f"{name} is not as an undisturbed run leaves it, {when}: {tables}"
    for name, content in after.files.items():
        if now.files.get(name) != content:
            yield f"{name} is not as an undisturbed run leaves it, {when}"
