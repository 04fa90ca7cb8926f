"""Triggers that rest during a load are there again at its end, and so after its failure."""

from contextlib import suppress

import small_base
from aiev.store.writing import bulk


def triggers(base):
    return base.execute(
        "select name, sql from sqlite_master where type = 'trigger' order by name"
    ).fetchall()


def test_all_is_as_before_after_a_load_and_after_one_that_failed():
    base = small_base.make()
    before = triggers(base)
    for is_failing in (False, True):
        base.execute("begin")
        with suppress(ZeroDivisionError), bulk.in_bulk(base):
            assert len(triggers(base)) < len(before)
            assert is_failing is False or 1 // 0
        base.execute("rollback" if is_failing else "commit")
        assert triggers(base) == before


def test_papers_that_are_changed_at_once_are_found_by_their_new_words_only():
    base = small_base.make()
    ids = [small_base.add_paper(base, "Kite", authors=["Ada"]) for _ in range(2)]
    base.execute("begin")
    with bulk.indexed_once(base, ids):
        base.execute("update paper set title = 'Eagle'")
        base.execute("update author set name = 'Bo'")
    base.execute("commit")
    found = "select rowid from paper_fts where paper_fts match ? order by rowid"
    for word, papers in (("kite", []), ("eagle", ids), ("ada", []), ("bo", ids)):
        assert [row[0] for row in base.execute(found, (f'{{title authors}} : "{word}"',))] == papers
    base.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")


def test_papers_that_come_and_change_are_indexed_once_and_right():
    """FTS5 is told to forget what a paper said before: naming it late would leave its old words."""
    base = small_base.make()
    known = small_base.add_paper(base, "Kite", authors=["Ada"])
    base.execute("begin")
    with bulk.indexed_at_end(base) as name_papers:
        name_papers([known])
        new = small_base.add_paper(base, "Heron", authors=["Bo"])
        name_papers([known, new])
        base.execute("update paper set title = 'Eagle' where id = ?", (known,))
    base.execute("commit")
    found = "select rowid from paper_fts where paper_fts match ? order by rowid"
    cases = (("kite", []), ("eagle", [known]), ("heron", [new]), ("ada", [known]), ("bo", [new]))
    for word, papers in cases:
        assert [row[0] for row in base.execute(found, (f'{{title authors}} : "{word}"',))] == papers
    base.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
