"""The authors of a paper are exactly those given, in their order."""

from aiev.domain.arxiv_record import Author
from aiev.store.writing import author_writer
from aiev.store.writing.writer import reader_within
from store.writing.listed import entry, new_list


def test_authors_are_replaced_in_order_and_one_name_is_one_author(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"), entry("Eagle", topic="A", arxiv="2404.00005"))
        session = papers.session
        ada, bo = Author("Ada", ("MIT", "Meta")), Author("Bo")
        author_writer.replace(session, {1: [ada, bo], 2: [bo]})
        author_writer.replace(session, {1: [bo, ada]})
        first, second = reader_within(session).papers([1, 2])
        assert (first.authors, second.authors) == (("Bo", "Ada"), ("Bo",))
        told = session.connection().exec_driver_sql(
            "select affiliation from authorship where paper_id = 1 order by position"
        )
        assert told.scalars().all() == [None, "MIT; Meta"]
        names = session.connection().exec_driver_sql("select count(*) from author")
        assert names.scalar_one() == 2
