"""History is looked up by the papers that are named, however many others there are."""

from sqlalchemy import text

from aiev.store.writing import history_writer
from aiev.store.writing.writer import open_writer


def test_looking_at_few_papers_does_not_go_through_all(small):
    """It did: with a million papers each batch of a load took a second more."""
    with open_writer(small) as writer, writer.transaction() as session:
        plan = session.connection().execute(
            text(f"explain query plan {history_writer._LOOK.text}"), {"ids": "[]", "state": "done"}
        )
        told = [row[3] for row in plan]
    assert any("(arxiv_id=?)" in step for step in told), told
    assert not any("enrichment" in step for step in told), told
