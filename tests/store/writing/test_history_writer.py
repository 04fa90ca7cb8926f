"""History: what asking again has changed, looked up fast, and what was asked for in vain."""

from sqlalchemy import text

from aiev.store.reading import history
from aiev.store.writing import history_writer
from aiev.store.writing.writer import open_writer, reader_within
from store.writing.listed import NOW, entry, new_list


def test_looking_at_few_papers_does_not_go_through_all(small):
    """It did: with a million papers each batch of a load took a second more."""
    with open_writer(small) as writer, writer.transaction() as session:
        plan = session.connection().execute(
            text(f"explain query plan {history_writer._LOOK.text}"), {"ids": "[]", "state": "done"}
        )
        told = [row[3] for row in plan]
    assert any("(arxiv_id=?)" in step for step in told), told
    assert not any("enrichment" in step for step in told), told


def test_tries_in_vain_are_counted_until_an_answer_comes(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A", arxiv="2404.00004"))
        session, reader = papers.session, reader_within(papers.session)
        for reason in ("timed out", "answered 500"):
            reasons = {"2404.00004": reason, "2404.99999": "no such paper here"}
            history_writer.count_failures(session, reasons, source="arxiv", now=NOW)
        [attempt] = history.attempts(reader, 1)
        assert (attempt.tries, attempt.reason) == (2, "answered 500")
        history_writer.forget_failures(session, ["2404.00004"], source="arxiv")
        assert history.attempts(reader, 1) == ()
