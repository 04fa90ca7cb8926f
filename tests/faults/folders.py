"""Kill exports into a folder, or let the disk be full, while another process writes into it.

    python tests/faults/folders.py --kills 60 --full 20 --seed 1

What is there beside aiev's own files (notes, links, pipes, modes, owners, a mount where root may
make one) is as it was after the fault and after the next run, and nothing else is left over. Needs
a C compiler and Linux; prints JSON.
"""

import argparse
import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import inject
import scenes

EXPORTS = {
    "vault": ("export", "obsidian", "-o", "vault"),
    "site": ("export", "html", "-o", "site/"),
}
_WRITER = """
import itertools, pathlib, sys
folder = pathlib.Path(sys.argv[1])
for count in itertools.count():
    (folder / f"note {count % 50}.md").write_text(f"note {count}\\n")
    print(count, flush=True)
"""


def furnish(folder: Path, beside: Path) -> None:
    """Put into a folder what is not aiev's."""
    (folder / "mine").mkdir(mode=0o750)
    (folder / "mine" / "note.md").write_text("mine\n")
    (folder / "mine" / "note.md").chmod(0o640)
    os.mkfifo(folder / "pipe")
    (beside / "target.md").write_text("target\n")
    (folder / "to a file.md").symlink_to(beside / "target.md")
    (folder / "to a folder").symlink_to(beside, target_is_directory=True)
    (folder / "to nothing").symlink_to("nowhere")
    os.link(beside / "target.md", folder / "second name.md")
    if os.geteuid() == 0:
        os.chown(folder / "mine" / "note.md", 12345, 12345)


@contextmanager
def mounted(folder: Path):
    """Mount a file system of its own in a folder, where this process may; yields whether it did."""
    place = folder / "mount"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    is_mounted = (
        shutil.which("mount") is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )
    (place / "on it.md").write_text("on it\n")
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", str(place)], check=True)


@contextmanager
def written_into(folder: Path):
    """Let another process write notes into a folder meanwhile."""
    command = [sys.executable, "-c", _WRITER, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def look(folder: Path) -> dict[str, tuple[object, ...]]:
    """Return what each name in a folder is: kind and mode, owner, links, device, words."""
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted(folder.rglob("*")):
        at = path.lstat()
        words = path.read_bytes() if stat.S_ISREG(at.st_mode) else b""
        leads = str(path.readlink()) if path.is_symlink() else ""
        size = () if stat.S_ISDIR(at.st_mode) else (at.st_nlink, at.st_ino)
        found[path.relative_to(folder).as_posix()] = (
            at.st_mode, at.st_uid, at.st_gid, at.st_dev, *size, leads, words,
        )  # fmt: skip
    return found


def is_note(name: str) -> bool:
    """Return whether a name is one of those that the other process writes."""
    return name.startswith("note ")


def try_one(of, base: Path, name: str, number: int, kind: str, made: set[str]) -> list[str]:
    """Return what is wrong after one fault, and after the run that follows it."""
    scenes.copy(base, of.folder)
    folder, words = of.folder / name, EXPORTS[name]
    wrong = []
    furnish(folder, of.folder)
    with mounted(folder):
        before = {key: what for key, what in look(folder).items() if key not in made}
        with written_into(folder):
            code = of.run(*words, number=number, kind=inject.KINDS[kind])
        place = f"{name}, {kind} at call {number}, exit code {code}"
        if "Traceback" in of.told or (code > 0 and "aiev: " not in of.told):
            wrong.append(f"{place}: badly told: {of.told!r}")
        for when in ("after the fault", "after the next run"):
            now = look(folder)
            wrong += [f"{place}, {when}: {key}" for key in before if now.get(key) != before[key]]
            notes = [what[-1] for key, what in now.items() if is_note(key)]
            # The writer itself was ended at any moment, with one of them half done.
            if sum(not str(words, "ascii").endswith("\n") for words in notes) > 1:
                wrong.append(f"{place}, {when}: a note was lost or cut")
            if when == "after the fault" and of.run(*words) != 0:
                wrong.append(f"{place}: the next run failed: {of.told!r}")
        left = {key for key in look(folder) if not is_note(key)} - before.keys() - made
        if left:
            wrong.append(f"{place}: left over: {sorted(left)}")
    return wrong


def run(kills: int, full: int, *, seed: int) -> dict[str, object]:
    """Return how many faults befell the exports, and what was wrong after them."""
    draws = random.Random(seed)
    wrong: list[str] = []
    ran = {"kill": 0, "no space": 0}
    with tempfile.TemporaryDirectory() as work:
        base, folder = Path(work) / "base", Path(work) / "run"
        folder.mkdir()
        with tempfile.TemporaryDirectory() as warm:
            inject.warm_up(Path(warm))
        with inject.runner(folder) as (of, links_url):
            scenes.put_up(folder, of.run, links_url=links_url)
            shutil.copytree(folder, base)
            calls, made = {}, {}
            for name, words in EXPORTS.items():
                scenes.copy(base, folder)
                old = look(folder / name).keys()
                assert of.run(*words) == 0, of.told
                calls[name] = of.calls
                made[name] = {*old, *look(folder / name)} - {
                    own.partition("/")[2] for own in scenes.OWN
                }
            with mounted(folder) as is_mounted:
                pass
            for count in range(kills + full):
                name, kind = list(EXPORTS)[count % 2], "kill" if count < kills else "no space"
                number = draws.randint(1, calls[name])
                wrong += try_one(of, base, name, number, kind, made[name])
                ran[kind] += 1
    return {"kinds": ran, "seed": seed, "with a mount": is_mounted, "calls": calls, "wrong": wrong}


def main() -> int:
    """Run as many faults as the command line asks for, and print what came of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--full", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if (code := inject.with_shim()) is not None:
        return code
    found = run(options.kills, options.full, seed=options.seed)
    print(json.dumps(found, indent=1))
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
