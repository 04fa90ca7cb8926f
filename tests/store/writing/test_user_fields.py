"""What the user says of a paper stays, and is said once."""

from aiev.domain.partial_date import PartialDate
from aiev.store.writing import paper_writer, user_fields
from aiev.store.writing.writer import reader_within
from store.writing.listed import NOW, entry, new_list


def test_the_users_title_and_date_outlive_what_lists_say(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"))
        session = papers.session
        user_fields.set_title(session, 1, "My kite")
        user_fields.set_date(session, 1, PartialDate(2020, 2))
        paper_writer.settle(session, [1])
        [paper] = reader_within(session).papers([1])
        assert (paper.title, paper.issued) == ("My kite", "2020-02")
        assert user_fields.name_of(session, 1) == ("2404.00004", "My kite")
        user_fields.forget_date(session, 1)
        paper_writer.settle(session, [1])
        [paper] = reader_within(session).papers([1])
        assert paper.issued == "2024-04"
        assert (user_fields.exists(session, 1), user_fields.exists(session, 2)) == (True, False)


def test_the_same_tag_note_and_place_are_said_once(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"))
        session, topic = papers.session, papers.rows()[0].topic_id
        for _ in range(2):
            user_fields.add_tags(session, 1, ["b", "a"])
            user_fields.add_note(session, 1, "read it", now=NOW)
            is_filed = user_fields.file_under(
                session,
                1,
                list_id=papers.id,
                topic_id=topic,
                listed_date=None,
                listed_organizations=(),
            )
            assert not is_filed
        [paper] = reader_within(session).papers([1])
        assert (paper.tags, paper.notes, len(paper.entries)) == (("a", "b"), ("read it",), 1)
