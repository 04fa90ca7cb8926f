"""`aiev doctor` sees what is wrong with a database, and mends what can be made anew."""

import pytest

import knowledge

FORGET = """
insert into paper_fts(paper_fts, rowid, title, abstract, authors, topics, organizations, listed)
select 'delete', id, title, abstract, authors, topics, organizations, listed from paper
where id = 1
"""


def checks(outcome):
    return dict(outcome.rows)


def test_a_sound_database_is_called_so(aiev, small):
    found = aiev("doctor")
    assert found.code == 0
    assert set(checks(found).values()) == {"sound"}


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        (FORGET, "full-text index"),
        ("update paper set title = 'x' where id = 1", None),
        ("update paper set authors = 'Nobody' where id = 1", "names in the row: authors"),
        ("update paper set topics = 'Nowhere' where id = 1", "names in the row: topics"),
        ("update paper set organizations = 'None' where id = 1", "names in the row: organizations"),
        ("update paper set listed = 'nothing' where id = 1", "names in the row: listed"),
        ("delete from term", "terms of the index"),
    ],
)
def test_what_is_out_of_step_is_told_and_mended(aiev, small, statement, check):
    """Whatever program wrote to the database, a search must find what it holds."""
    before = aiev("search", "kite", "--json").out
    knowledge.change(small, statement)
    found = aiev("doctor")
    sick = {name for name, problem in checks(found).items() if problem != "sound"}
    # In a base so small a paper less is a good part of the terms.
    assert sick - {"terms of the index"} == {check} - {None, "terms of the index"}
    assert bool(sick) == bool(check)
    assert found.code == (1 if check else 0)
    mended = aiev("doctor", "--mend")
    assert (mended.code, set(checks(mended).values())) == (0, {"sound"})
    if check:
        assert aiev("search", "kite", "--json").out == before


def test_an_index_that_cannot_be_read_is_told_and_mended(aiev, small):
    """It ended the examination, with the advice to restore a backup."""
    before = aiev("search", "kite", "--json").out
    knowledge.change(
        small, "update paper_fts_data set block = zeroblob(length(block)) where id > 10"
    )
    found = aiev("doctor")
    sick = {name for name, problem in checks(found).items() if problem != "sound"}
    assert (found.code, sick) == (1, {"full-text index", "terms of the index"})
    assert aiev("doctor", "--mend").code == 0
    assert aiev("search", "kite", "--json").out == before


def test_a_row_that_leads_nowhere_is_told(aiev, small):
    knowledge.change(
        small, "pragma foreign_keys = off", "update entry set topic_id = 999 where id = 1"
    )
    found = aiev("doctor")
    assert found.code == 1
    assert "rows that lead nowhere: 1" in checks(found)["references"]
