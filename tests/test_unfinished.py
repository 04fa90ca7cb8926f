"""What a killed run left beside a file is gone after the next; what another writes stays."""

import os

import pytest

from aiev import unfinished
from aiev.cli.files.atomic_write import write_whole

fcntl = pytest.importorskip("fcntl", reason="Windows keeps files that are open")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_was_left_is_removed_and_what_is_being_written_is_not(tmp_path):
    target = tmp_path / "README.md"
    kept = {".README.md.mine.aiev-part", ".OTHER.md.abcd0123.aiev-part", "README.md.aiev-part"}
    for name in (*kept, ".README.md.abcd0123.aiev-part"):
        (tmp_path / name).write_text("half")
    handle, made = unfinished.make(target)
    try:
        write_whole(target, ["new"], tell=print)
        assert names(tmp_path) == sorted({*kept, made.name, "README.md"})
    finally:
        # As the system does it with a process that is killed.
        os.close(handle)
    write_whole(target, ["newer"], tell=print)
    assert names(tmp_path) == sorted({*kept, "README.md"})
    assert target.read_text() == "newer"
