"""What is out of step in a database is found by name, and mended where the rest tells it."""

import small_base
from aiev.store.health import examine
from aiev.store.writing.writer import open_writer, reader_within


def problems(writer, *, is_mended=False):
    return {one.name: one.problem for one in examine(writer, is_mended=is_mended) if one.problem}


def test_what_is_out_of_step_is_named_and_mended(tmp_path):
    path = tmp_path / "a.db"
    with open_writer(path) as writer, writer.transaction() as session:
        connection = reader_within(session).connection
        small_base.add_paper(connection, "Kite", authors=["Ada"], topics=["A"])
    with open_writer(path) as writer:
        assert problems(writer) == {}
        with writer.transaction() as session:
            session.connection().exec_driver_sql("update paper set authors = 'Somebody'")
        assert problems(writer) == {"names in the row: authors": "1 papers are out of step"}
        assert problems(writer, is_mended=True) == {}
        assert problems(writer) == {}
