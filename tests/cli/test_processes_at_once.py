"""Several processes at one database: all succeed, and a reader sees a whole state."""

import multiprocessing
import sqlite3
from contextlib import closing

import knowledge
from running import TIMEOUT_S, run_here, run_process, start_process

LIST = "# L\n\n## T\n\n- [Heron](https://arxiv.org/abs/2401.00001)\n"


def run_at_once(home, *lines, **changes):
    """Run command lines in processes of their own, all at one time; each must succeed.

    Forked, because starting Python from nothing would set them apart by more than they take.
    """
    forked = multiprocessing.get_context("fork")
    answers = forked.Queue()
    go = forked.Event()

    def work(words):
        go.wait()
        answers.put(run_here(home, *words, **changes))

    processes = [forked.Process(target=work, args=(words,)) for words in lines]
    for process in processes:
        process.start()
    go.set()
    outcomes = [answers.get(timeout=TIMEOUT_S) for _ in lines]
    for process in processes:
        process.join()
    assert [(done.code, done.err) for done in outcomes] == [(0, "")] * len(lines)


def test_two_processes_writing_at_once_both_succeed(home, small):
    turns = 3
    for turn in range(turns):
        names = [f"{turn}-{number}" for number in range(2)]
        for name in names:
            (home.folder / f"{name}.md").write_text(
                LIST + "".join(f"- [P](https://x.y/{name}/{n})\n" for n in range(50))
            )
        run_at_once(
            home, *(["import", f"{home.folder}/{name}.md", "--no-enrich"] for name in names)
        )
    entries = knowledge.rows(small, "select 1 from entry where list_id > 1")
    assert len(entries) == turns * 2 * 51
    check = "insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)"
    with closing(sqlite3.connect(small)) as connection:
        connection.execute(check)


def test_processes_that_start_afresh_both_succeed(home):
    """The whole way, from nothing: two real processes of which each makes the database."""
    words = [["add", f"2411.1121{number}", "--no-enrich"] for number in range(2)]
    for process in [start_process(home, *each) for each in words]:
        out, err = process.communicate(timeout=TIMEOUT_S)
        assert (process.returncode, err) == (0, b""), (out, err)
    assert len(knowledge.rows(home.database, "select 1 from paper")) == 2


def test_two_processes_making_the_same_database_both_succeed(home):
    run_here(home, "migrate")  # Loads what the processes will need, so that they meet.
    for turn in range(4):
        database = home.folder / f"new-{turn}.db"
        lines = [["add", f"2411.1121{number}", "--no-enrich"] for number in range(3)]
        run_at_once(home, *lines, AIEV_DB=str(database))
        assert len(knowledge.rows(database, "select 1 from paper")) == 3


def test_a_reader_sees_a_whole_state_while_another_writes(home, small):
    with closing(sqlite3.connect(small, isolation_level=None)) as other:
        other.execute("begin immediate")
        other.execute("delete from entry")
        assert run_process(home, "stats").rows[5] == ["entries", "7"]
        other.execute("rollback")


def test_a_database_whose_tables_are_still_to_come_is_taken_for_none(home):
    """So it is while another process makes it; it was called no database of aiev's."""
    with closing(sqlite3.connect(home.database)) as other:
        other.execute("pragma journal_mode = wal")
        assert home.database.stat().st_size
    assert run_here(home, "add", "2405.00011", "--no-enrich").code == 0
