"""An import that is killed leaves the database as it was, or the whole list in it."""

import multiprocessing
import shutil
import sqlite3
import time
from contextlib import closing

import knowledge
from aiev.store.writer import open_writer


def large_list(entries: int) -> str:
    lines = ["# Large"]
    for number in range(entries):
        if number % 40 == 0:
            lines.append(f"\n## Topic {number // 40}\n")
        value = f"{2401 + number // 9000}.{number % 9000 + 1:05}"
        lines.append(f"- [Paper {number}](https://arxiv.org/abs/{value}) | Jan 2024 | MIT")
    return "\n".join(lines) + "\n"


def test_a_killed_import_leaves_the_database_as_it_was_or_whole(small):
    """Killed at moments spread over the whole run; one database suffers all the kills."""
    entries = 400
    text = large_list(entries)
    before = knowledge.dump(small)

    def store(path):
        with open_writer(path) as writer:
            knowledge.store_list(writer, text, name="large")

    started = time.monotonic()
    shutil.copyfile(small, small.with_name("spare.db"))
    store(small.with_name("spare.db"))
    whole_s = time.monotonic() - started
    forked = multiprocessing.get_context("fork")
    kills = 12
    for kill in range(kills):
        process = forked.Process(target=store, args=(small,))
        process.start()
        process.join(whole_s * (kill + 1) / kills)
        process.kill()
        process.join()
        stored = knowledge.dump(small, without=["term", "spelling", "setting"])
        if len(stored["list"]) == 1:
            assert stored == {name: before[name] for name in stored}
        else:
            assert len(stored["entry"]) == len(before["entry"]) + entries
            break
        with closing(sqlite3.connect(small)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert kill > 2, "some kills came before the end"
    store(small)
    assert knowledge.rows(small, "select count(*) from entry where list_id = 2") == [(entries,)]
    with closing(sqlite3.connect(small)) as connection:
        connection.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
