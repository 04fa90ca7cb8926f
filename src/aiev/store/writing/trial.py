"""Trying a change without a trace, also where there is no database yet."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiev.store.writing.writer import Writer, open_writer


@contextmanager
def open_for_trial(path: Path) -> Iterator[Writer]:
    """Yield a writer whose trial transactions leave nothing, not even a new database."""
    if path.exists():
        with open_writer(path) as writer:
            yield writer
        return
    with (
        tempfile.TemporaryDirectory(prefix="aiev-") as folder,
        open_writer(Path(folder) / "trial.db") as writer,
    ):
        yield writer
