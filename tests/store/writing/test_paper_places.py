"""A paper that stands in no list any more stays, unless it was only a name there."""

from dataclasses import replace

from aiev.domain.paper import Kind
from aiev.store.tables import PaperTable
from aiev.store.writing import paper_places, user_fields
from store.writing.listed import NOW, entry, new_list


def placeholder(papers):
    papers.store(replace(entry("Kite", topic="A"), arxiv_id=None, url=None))
    papers.session.get_one(PaperTable, 1).kind = Kind.PLACEHOLDER
    papers.session.flush()


def test_a_name_without_a_place_is_forgotten_and_one_with_a_note_is_not(tmp_path):
    for note in (None, "keep it"):
        with new_list(tmp_path / f"{note}.db") as papers:
            placeholder(papers)
            [place] = paper_places.places(papers.session, 1)
            assert (place.list, place.topic, place.start) == ("papers", "A", 100)
            assert paper_places.forget_placeholders(papers.session, [1]) == set()
            if note:
                user_fields.add_note(papers.session, 1, note, now=NOW)
            papers.session.delete(papers.rows()[0])
            papers.session.flush()
            gone = paper_places.forget_placeholders(papers.session, [1])
            assert gone == (set() if note else {1})


def test_the_users_words_on_one_paper_are_handed_on_to_another(tmp_path):
    with new_list(tmp_path / "a.db") as papers:
        papers.store(entry("Kite", topic="A"), entry("Eagle", topic="A", arxiv="2404.00005"))
        session = papers.session
        user_fields.add_note(session, 1, "read it", now=NOW)
        user_fields.add_tags(session, 1, ["mine"])
        user_fields.add_tags(session, 2, ["mine"])
        paper_places.hand_on(session, 1, 2)
        rows = session.connection().exec_driver_sql(
            "select paper_id, text from note union all"
            " select paper_id, name from paper_tag join tag on tag.id = tag_id"
        )
        assert rows.all() == [(2, "read it"), (2, "mine")]
        assert session.get(PaperTable, 1) is not None
