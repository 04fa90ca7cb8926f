"""An import that is killed leaves the database as it was, or the whole list in it."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
from contextlib import closing

from sqlalchemy import event
from sqlalchemy.engine import Engine

import knowledge
from aiev.store.writing.writer import open_writer

STEPS_A_CALL = 1000


def large_list(entries: int) -> str:
    lines = ["# Large"]
    for number in range(entries):
        if number % 40 == 0:
            lines.append(f"\n## Topic {number // 40}\n")
        value = f"{2401 + number // 9000}.{number % 9000 + 1:05}"
        lines.append(f"- [Paper {number}](https://arxiv.org/abs/{value}) | Jan 2024 | MIT")
    return "\n".join(lines) + "\n"


class Counter:
    """Counts the steps that SQLite's machine takes, and kills this process at one of them.

    Unlike a moment of time, a step is the same on each machine.
    """

    def __init__(self, *, last: int | None = None) -> None:
        self.calls = 0
        self._last = last

    def __call__(self) -> int:
        self.calls += 1
        if self.calls == self._last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def store(path, text, counter):
    def on_connect(connection, _record):
        connection.set_progress_handler(counter, STEPS_A_CALL)

    event.listen(Engine, "connect", on_connect)
    try:
        with open_writer(path) as writer:
            knowledge.store_list(writer, text, name="large")
    finally:
        event.remove(Engine, "connect", on_connect)


def test_a_killed_import_leaves_the_database_as_it_was_or_whole(small):
    """Killed at steps spread over the whole run; one database suffers all the kills."""
    entries = 400
    text = large_list(entries)
    before = knowledge.dump(small)
    spare = small.with_name("spare.db")
    shutil.copyfile(small, spare)
    whole = Counter()
    store(spare, text, whole)
    forked = multiprocessing.get_context("fork")
    kills, left_alone = 12, 0
    for kill in range(1, kills + 1):
        # The last comes shortly before the end, after what was to be stored is.
        counter = Counter(last=whole.calls * kill // kills - 5)
        process = forked.Process(target=store, args=(small, text, counter))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        stored = knowledge.dump(small, without=["term", "spelling", "setting"])
        if len(stored["list"]) == 1:
            assert stored == {name: before[name] for name in stored}
            left_alone += 1
        else:
            assert len(stored["entry"]) == len(before["entry"]) + entries
            break
        with closing(sqlite3.connect(small)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert left_alone > 2, "some kills came before the end"
    store(small, text, Counter())
    assert knowledge.rows(small, "select count(*) from entry where list_id = 2") == [(entries,)]
    with closing(sqlite3.connect(small)) as connection:
        connection.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
