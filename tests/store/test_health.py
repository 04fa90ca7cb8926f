"""What is out of step in a database is found by name, and mended where the rest tells it."""

import small_base
from aiev.store.health import examine
from aiev.store.writing.writer import open_writer, reader_within


def problems(writer, *, is_mended=False):
    return {one.name: one.problem for one in examine(writer, is_mended=is_mended) if one.problem}


def test_names_follow_the_places_in_the_lists_as_the_triggers_keep_them(tmp_path):
    """The doctor must call sound what is, and change nothing of it."""
    row = "select topics, listed from paper"
    with open_writer(tmp_path / "a.db") as writer, writer.transaction() as session:
        connection = reader_within(session).connection
        small_base.add_paper(connection, "Kite", topics=["A", "B"])
        connection.execute("update entry set label = path from topic where topic.id = topic_id")
        connection.execute("update entry set position = 10 - position")
        kept = connection.execute(row).fetchall()
        assert [tuple(one) for one in kept] == [("B\nA", "B\nA")]
    with open_writer(tmp_path / "a.db") as writer:
        assert problems(writer) == {}
        assert problems(writer, is_mended=True) == {}
        with writer.transaction() as session:
            assert reader_within(session).connection.execute(row).fetchall() == kept


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
