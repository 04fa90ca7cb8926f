"""Asking for citations: one source after the other, each for the rest, every batch kept."""

from datetime import timedelta

import pytest

import knowledge
from aiev.domain.affiliation import Outcome
from aiev.domain.published_work import Work, WorkReply
from aiev.errors import SourceError
from aiev.services.works.ask_citations import ask_citations
from aiev.store.writing.writer import open_writer

LIST = "# Things\n\n" + "".join(
    f"- [Bird {n}](https://arxiv.org/abs/2405.{n:05})\n" for n in range(1, 7)
)


class Source:
    """Knows the papers with these numbers, answers two at a time, and ends as it is told."""

    def __init__(self, *known, ends=None, after=99):
        self.known, self.ends, self.after = known, ends, after
        self.asked = []

    def __call__(self, questions):
        for at in range(0, len(questions), 2):
            if at >= self.after:
                raise self.ends
            part = questions[at : at + 2]
            self.asked += [one.paper_id for one in part]
            yield [
                WorkReply(one, Outcome.FOUND, Work(one.title, citations=10 * one.paper_id))
                if one.paper_id in self.known
                else WorkReply(one, Outcome.UNKNOWN)
                for one in part
            ]


@pytest.fixture
def base(tmp_path):
    path = tmp_path / "base.db"
    with open_writer(path) as writer:
        knowledge.store_list(writer, LIST)
    return path


def run(path, *sources, day=0, **options):
    with open_writer(path) as writer:
        named = list(zip(("semantic-scholar", "openalex"), sources, strict=False))
        now = knowledge.NOW + timedelta(days=day)
        return ask_citations(writer, named, clock=lambda: now, **options)


def counts(path):
    return dict(knowledge.rows(path, "select paper_id, count from citation"))


def test_the_second_is_asked_for_what_the_first_does_not_know(base):
    first, second = Source(1, 2, 3), Source(4)
    tallies = run(base, first, second)
    assert second.asked == [4, 5, 6]
    assert counts(base) == {1: 10, 2: 20, 3: 30, 4: 40}
    assert [(t.asked, t.counted, t.unknown, t.left) for t in tallies] == [
        (6, 3, 3, 0),
        (3, 1, 2, 0),
    ]
    before = knowledge.dump(base)
    again = Source(5)
    run(base, again, again)
    assert again.asked == []
    assert knowledge.dump(base) == before


def test_an_error_ends_one_source_and_the_next_is_asked_for_the_rest(base):
    first = Source(1, 2, 3, 4, ends=SourceError("it is busy"), after=2)
    second = Source(3, 6)
    tallies = run(base, first, second)
    assert str(tallies[0].error) == "it is busy"
    assert tallies[0].left == 4
    assert second.asked == [3, 4, 5, 6]
    assert counts(base) == {1: 10, 2: 20, 3: 30, 6: 60}


def test_an_interrupt_keeps_each_batch_and_the_next_run_goes_on(base):
    with pytest.raises(KeyboardInterrupt):
        run(base, Source(*range(7), ends=KeyboardInterrupt(), after=4))
    assert sorted(counts(base)) == [1, 2, 3, 4]
    rest = Source(*range(7))
    run(base, rest)
    assert rest.asked == [5, 6]


def test_so_many_papers_are_asked_about_at_the_most(base):
    first, second = Source(1), Source()
    run(base, first, second, limit=3)
    assert (first.asked, second.asked) == ([1, 2, 3], [2, 3])


def test_an_age_asks_again_for_what_is_older(base):
    run(base, Source(1, 2), limit=2)
    run(base, Source(3, 4), day=5, limit=2)
    again = Source(*range(7))
    tomorrow = (knowledge.NOW + timedelta(days=1)).date()
    run(base, again, day=9, known_before=tomorrow)
    assert again.asked == [1, 2, 5, 6]
