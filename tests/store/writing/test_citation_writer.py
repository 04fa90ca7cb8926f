"""Counts of citations have a course, a source and a day; the shown one follows from them."""

from datetime import timedelta

import pytest

import knowledge
from aiev.domain.affiliation import Outcome
from aiev.domain.knowledge import Citations
from aiev.domain.published_work import Work, WorkReply
from aiev.domain.told_by import OPENALEX, SEMANTIC_SCHOLAR
from aiev.store.reading import history
from aiev.store.reading.reader import open_reader
from aiev.store.writing import citation_writer, paper_merge
from aiev.store.writing.writer import open_writer

LIST = """\
# Things

- [Kite](https://arxiv.org/abs/2405.00011)
- [Plover](https://dl.acm.org/doi/abs/10.1145/Plover.7)
- [Heron](https://doi.org/10.48550/arXiv.2502.00044v2)
- [Repository](https://github.com/some/thing)
- [Elsewhere](https://example.org/paper.pdf)
"""
KITE, PLOVER, HERON = 1, 2, 3


@pytest.fixture
def base(tmp_path):
    path = tmp_path / "base.db"
    with open_writer(path) as writer:
        knowledge.store_list(writer, LIST)
    return path


def say(path, source, day, **counts):
    """Store that a source has counted so often; `u` in place of a count is an unknown paper."""
    now = knowledge.NOW + timedelta(days=day)
    with open_writer(path) as writer, writer.transaction() as session:
        asked = citation_writer.open_questions(session, source, known_before=now.date())
        names = {"kite": KITE, "plover": PLOVER, "heron": HERON}
        of = {names[name]: count for name, count in counts.items()}
        replies = [
            WorkReply(one, Outcome.UNKNOWN)
            if of[one.paper_id] == "u"
            else WorkReply(
                one,
                Outcome.FOUND,
                Work(one.title, ("A. Asker",), of[one.paper_id], 1, venue="ICLR", year=2025),
            )
            for one in asked
            if one.paper_id in of
        ]
        assert len(replies) == len(of)
        citation_writer.store(session, source, replies, now=now)


def shown(path, paper_id):
    with open_reader(path) as reader:
        return reader.papers([paper_id])[0].citations


def test_papers_are_asked_for_by_what_names_them(base):
    with open_writer(base) as writer, writer.transaction() as session:
        asked = citation_writer.open_questions(session, OPENALEX)
    assert [(one.paper_id, one.arxiv_id, one.dois) for one in asked] == [
        (KITE, "2405.00011", ()),
        (PLOVER, None, ("10.1145/plover.7",)),
        (HERON, "2502.00044", ()),
    ]


def test_a_count_that_stays_is_one_row_and_its_day_moves(base):
    for day, count in enumerate((7, 7, 9, 9, 7)):
        say(base, SEMANTIC_SCHOLAR, day, kite=count)
    assert knowledge.rows(base, "select day, count, last_day from citation_count") == [
        ("2025-06-01", 7, "2025-06-02"),
        ("2025-06-03", 9, "2025-06-04"),
        ("2025-06-05", 7, "2025-06-05"),
    ]
    assert shown(base, KITE) == Citations(7, 1, SEMANTIC_SCHOLAR, "2025-06-05")


def test_semantic_scholar_is_shown_before_openalex_whichever_was_later(base):
    say(base, OPENALEX, 0, kite=3, plover=4)
    assert shown(base, KITE).count == 3
    say(base, SEMANTIC_SCHOLAR, 1, kite=5, plover="u")
    say(base, OPENALEX, 2, kite=6, plover=8)
    assert shown(base, KITE) == Citations(5, 1, SEMANTIC_SCHOLAR, "2025-06-02")
    assert shown(base, PLOVER) == Citations(8, 1, OPENALEX, "2025-06-03")


def test_what_was_answered_is_asked_again_only_by_its_age(base):
    say(base, SEMANTIC_SCHOLAR, 0, kite=7, plover="u")

    def open_ids(**how):
        with open_writer(base) as writer, writer.transaction() as session:
            asked = citation_writer.open_questions(session, **how)
            return [one.paper_id for one in asked]

    day = knowledge.NOW.date()
    assert open_ids(source=SEMANTIC_SCHOLAR) == [HERON]
    assert open_ids(source=SEMANTIC_SCHOLAR, known_before=day) == [HERON]
    later = day + timedelta(days=1)
    assert open_ids(source=SEMANTIC_SCHOLAR, known_before=later) == [KITE, PLOVER, HERON]
    assert open_ids(source=OPENALEX, before=[SEMANTIC_SCHOLAR]) == [PLOVER, HERON]


def test_the_history_tells_the_course(base):
    for day, count in enumerate((7, 7, 9)):
        say(base, SEMANTIC_SCHOLAR, day, kite=count, plover=2)
    with open_reader(base) as reader:
        course = [(c.noticed_at, c.before, c.after) for c in history.changes(reader, paper_id=KITE)]
        everywhere = [(c.paper_id, c.before, c.after) for c in history.changes(reader)]
        assert history.changes(reader, since="2025-06-04") == ()
    assert course == [("2025-06-03", "7", "9"), ("2025-06-01", None, "7")]
    assert everywhere == [(KITE, "7", "9")]


def test_a_paper_that_becomes_a_part_of_another_brings_its_count(base):
    say(base, SEMANTIC_SCHOLAR, 0, plover=11)
    with open_writer(base) as writer, writer.transaction() as session:
        paper_merge.merge(session, KITE, PLOVER)
    assert shown(base, KITE).count == 11


def test_a_publication_needs_an_author_in_common(base):
    """Nothing is known of the authors of what only a list describes."""
    say(base, SEMANTIC_SCHOLAR, 0, kite=11)
    with open_reader(base) as reader:
        assert reader.papers([KITE])[0].publication is None
