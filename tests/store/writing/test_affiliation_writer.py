"""A source is asked once for each paper without an organization; its answer takes the place."""

from aiev.domain.affiliation import Affiliation, Outcome, Reply
from aiev.store.reading import organization_names
from aiev.store.writing import affiliation_writer
from aiev.store.writing.writer import reader_within
from store.writing.listed import NOW, entry, new_list


def questions(session, *, is_refresh=False):
    return affiliation_writer.open_questions(session, "openalex", before=(), is_refresh=is_refresh)


def test_a_question_is_open_until_the_source_has_answered(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"))
        session = papers.session
        [question] = questions(session)
        unusable = Reply(question, Outcome.UNUSABLE, (), "no JSON")
        affiliation_writer.store(session, "openalex", unusable, now=NOW)
        assert questions(session) == (question,)
        for names in (("MIT", "Meta"), ("ETH",)):
            reply = Reply(question, Outcome.FOUND, tuple(map(Affiliation, names)))
            affiliation_writer.store(session, "openalex", reply, now=NOW)
        assert questions(session) == ()
        assert questions(session, is_refresh=True) == (question,)
        found = organization_names.affiliations(reader_within(session).connection)
        assert [(one.source, one.text) for one in found] == [("openalex", "ETH")]
