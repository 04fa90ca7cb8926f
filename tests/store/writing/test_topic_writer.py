"""Topics follow their file; what the user filed papers under stays, as the user's own."""

from sqlmodel import select

from aiev.store.tables import TopicTable
from aiev.store.writing import topic_writer
from store.writing.listed import entry, new_list


def paths(session):
    rows = session.exec(select(TopicTable).order_by(TopicTable.position))
    return [(row.path, row.origin) for row in rows]


def test_a_topic_is_made_with_those_above_it(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        made = topic_writer.make(papers.session, papers.id, "A > B")
        assert topic_writer.find(papers.session, papers.id, "A > B") == made
        assert topic_writer.find(papers.session, papers.id, "B") is None
        assert paths(papers.session) == [("A", "user"), ("A > B", "user")]


def test_what_the_file_dropped_goes_unless_an_entry_needs_it(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"), entry("Eagle", topic="B", arxiv="2404.00005"))
        papers.rows()[0].origin = "user"
        kept = topic_writer.store(papers.session, papers.id, [("C",)])
        papers.session.delete(papers.rows()[1])
        topic_writer.drop_unused(papers.session, papers.id, keep=kept.values())
        assert paths(papers.session) == [("C", "list"), ("A", "user")]
