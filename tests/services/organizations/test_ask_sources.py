"""Asking sources for organizations: in order, only for what lacks one, each answer remembered."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import knowledge
from aiev.domain.affiliation import Affiliation, Outcome, Question, Reply
from aiev.domain.arxiv_record import Author
from aiev.errors import SourceError
from aiev.services.organizations.ask_sources import Tally, find_organizations
from aiev.store.reading.reader import open_reader
from aiev.store.writing import paper_writer, user_fields
from aiev.store.writing.writer import open_writer, reader_within

LIST = """\
# Things

## Serving

- [Kite](https://arxiv.org/abs/2405.00011) | 3 May 2024 | MIT
- [Plover](https://arxiv.org/abs/2406.00022) | Jun 2024
- [Avocet](https://arxiv.org/abs/2501.00033) | 7 Jan 2025
- [Heron](https://arxiv.org/abs/2502.00044) | Feb 2025
- [Repository](https://github.com/some/thing)
"""


class Source:
    """A source that says these texts, by arXiv id; None is a DOI that it does not know."""

    def __init__(self, fail_after: int | None = None, **said: str | None) -> None:
        self.said = {key[1:].replace("_", "."): text for key, text in said.items()}
        self.fail_after = fail_after
        self.asked: list[str] = []
        self.bad: set[str] = set()

    def __call__(self, questions: Sequence[Question]) -> Iterator[Reply]:
        for question in questions:
            if self.fail_after is not None and len(self.asked) >= self.fail_after:
                raise SourceError("the source is busy")
            key = question.arxiv_id.value
            self.asked.append(key)
            if key in self.bad:
                yield Reply(question, Outcome.UNUSABLE, reason="odd")
            elif key not in self.said:
                yield Reply(question, Outcome.NOTHING)
            elif self.said[key] is None:
                yield Reply(question, Outcome.UNKNOWN)
            else:
                parts = tuple(map(Affiliation, str(self.said[key]).split(" | ")))
                yield Reply(question, Outcome.FOUND, parts)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.db"
    with open_writer(path) as writer:
        knowledge.store_list(writer, LIST)
    return path


def run(path: Path, *sources: tuple[str, Source], **options: object) -> tuple[Tally, ...]:
    with open_writer(path) as writer:
        return find_organizations(
            writer,
            sources,
            uses_arxiv=bool(options.pop("uses_arxiv", True)),
            clock=lambda: knowledge.NOW,
            **options,  # type: ignore[arg-type]  # a test's choice
        )


def sources_of(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    with open_reader(path) as reader:
        return {
            paper.arxiv_id or "": {one.name: one.sources for one in paper.organization_sources}
            for paper in reader.papers(reader.all_ids())
        }


def fill_affiliation(path: Path, arxiv_id: str, *affiliations: str) -> None:
    record = knowledge.record(arxiv_id, authors=(Author("Ada Asker", affiliations),))
    with open_writer(path) as writer, writer.transaction() as session:
        paper_writer.fill(session, [record], now=knowledge.NOW)


def test_each_source_is_asked_only_for_what_the_ones_before_left(base):
    fill_affiliation(base, "2406.00022", "Tsinghua University")
    datacite = Source(p2501_00033="Carnegie Mellon University, Pittsburgh, PA")
    openalex = Source(p2502_00044="Meta (United States) | Nvidia")
    tallies = run(base, ("datacite", datacite), ("openalex", openalex))
    assert datacite.asked == ["2501.00033", "2502.00044"]
    assert openalex.asked == ["2502.00044"]
    assert sources_of(base) == {
        "2405.00011": {"Massachusetts Institute of Technology": ("list",)},
        "2406.00022": {"Tsinghua University": ("arxiv",)},
        "2501.00033": {"Carnegie Mellon University": ("datacite",)},
        "2502.00044": {"Meta": ("openalex",), "NVIDIA": ("openalex",)},
        "": {},
    }
    assert [(tally.source, tally.found, tally.left) for tally in tallies] == [
        ("arxiv", 1, 0),
        ("datacite", 1, 0),
        ("openalex", 1, 0),
    ]


def test_an_answer_is_remembered_also_where_it_says_nothing(base):
    datacite, openalex = Source(p2406_00022=None), Source()
    run(base, ("datacite", datacite), ("openalex", openalex))
    before = knowledge.dump(base)
    again = Source(p2406_00022="MIT")
    tallies = run(base, ("datacite", again), ("openalex", again))
    assert again.asked == []
    assert [tally.asked for tally in tallies] == [0, 0, 0]
    assert knowledge.dump(base) == before
    assert sorted(knowledge.rows(base, "select source, outcome, asked_at from inquiry")) == [
        ("datacite", "nothing", "2025-06-01T12:00:00+00:00"),
        ("datacite", "nothing", "2025-06-01T12:00:00+00:00"),
        ("datacite", "unknown", "2025-06-01T12:00:00+00:00"),
        *[("openalex", "nothing", "2025-06-01T12:00:00+00:00")] * 3,
    ]


def test_a_broken_run_keeps_what_was_good_and_goes_on_there(base):
    broken = Source(fail_after=1, p2406_00022="MIT", p2501_00033="CMU")
    (_, tally) = run(base, ("datacite", broken))
    assert (tally.found, tally.left) == (1, 2)
    assert "busy" in str(tally.error)
    assert sources_of(base)["2406.00022"] == {
        "Massachusetts Institute of Technology": ("datacite",)
    }
    healed = Source(p2501_00033="CMU")
    run(base, ("datacite", healed))
    assert healed.asked == ["2501.00033", "2502.00044"]
    assert sources_of(base)["2501.00033"] == {"Carnegie Mellon University": ("datacite",)}


def test_a_broken_source_keeps_nobody_from_asking_the_next(base):
    openalex = Source(p2502_00044="MIT")
    tallies = run(base, ("datacite", Source(fail_after=0)), ("openalex", openalex))
    assert [bool(tally.error) for tally in tallies] == [False, True, False]
    assert len(openalex.asked) == 3


def test_an_unusable_answer_is_named_and_asked_for_again(base):
    datacite = Source()
    datacite.bad = {"2501.00033"}
    (_, tally) = run(base, ("datacite", datacite))
    assert tally.failed == [("2501.00033", "odd")]
    assert tally.left == 1
    again = Source()
    run(base, ("datacite", again))
    assert again.asked == ["2501.00033"]


def test_an_interruption_keeps_what_was_stored(base):
    def interrupted(questions: Sequence[Question]) -> Iterator[Reply]:
        yield Reply(questions[0], Outcome.FOUND, (Affiliation("MIT"),))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(base, ("datacite", interrupted))  # type: ignore[arg-type]  # a source is a function
    assert "Massachusetts Institute of Technology" in sources_of(base)["2406.00022"]


def test_an_unknown_affiliation_leaves_the_paper_to_the_next_source(base):
    datacite = Source(p2406_00022="Institute of Nowhere and Nothing")
    openalex = Source(p2406_00022="CMU")
    (_, first, _second) = run(base, ("datacite", datacite), ("openalex", openalex))
    assert (first.found, first.unresolved) == (0, 1)
    assert sources_of(base)["2406.00022"] == {"Carnegie Mellon University": ("openalex",)}


def test_refreshing_asks_again_and_replaces_only_what_sources_said(base):
    run(base, ("datacite", Source(p2406_00022="MIT", p2501_00033="MIT")))
    fresh = Source(p2406_00022="CMU")
    run(base, ("datacite", fresh), is_refresh=True)
    assert fresh.asked == ["2406.00022", "2501.00033", "2502.00044"], "the list's word stands"
    found = sources_of(base)
    assert found["2406.00022"] == {"Carnegie Mellon University": ("datacite",)}
    assert found["2501.00033"] == {}
    assert found["2405.00011"] == {"Massachusetts Institute of Technology": ("list",)}


def test_so_many_papers_at_the_most(base):
    datacite, openalex = Source(), Source()
    run(base, ("datacite", datacite), ("openalex", openalex), limit=2)
    assert datacite.asked == openalex.asked == ["2406.00022", "2501.00033"]
    rest = Source()
    run(base, ("datacite", rest), limit=2)
    assert rest.asked == ["2502.00044"]


def test_what_the_user_gave_is_not_asked_for(base):
    from aiev.store.writing import organization_writer

    with open_writer(base) as writer, writer.transaction() as session:
        paper_id = reader_within(session).paper_id(arxiv_id="2406.00022")
        assert paper_id is not None
        assert user_fields.exists(session, paper_id)
        key = organization_writer.ids_by_name(session)["Meta"]
        organization_writer.append(session, paper_id, [key], source="user")
    datacite = Source()
    run(base, ("datacite", datacite))
    assert "2406.00022" not in datacite.asked


def test_arxivs_affiliations_can_be_switched_off(base):
    fill_affiliation(base, "2406.00022", "Tsinghua University")
    datacite = Source()
    run(base, ("datacite", datacite), uses_arxiv=False)
    assert "2406.00022" in datacite.asked
    assert sources_of(base)["2406.00022"] == {}


def test_an_identifier_of_the_table_goes_before_the_name(base):
    """A source's name may be a department's; its ROR id says whose."""
    (row,) = knowledge.rows(
        base, "select ror, name from organization where ror is not null order by name limit 1"
    )

    def known(questions: Sequence[Question]) -> Iterator[Reply]:
        for question in questions:
            named = Affiliation("School of Unheard Things", str(row[0]))
            yield Reply(question, Outcome.FOUND, (named,))

    run(base, ("openalex", known))  # type: ignore[arg-type]  # a source is a function
    assert sources_of(base)["2406.00022"] == {str(row[1]): ("openalex",)}


def test_removing_a_paper_forgets_what_was_asked_about_it(base):
    run(base, ("datacite", Source(p2406_00022="MIT")))
    knowledge.change(base, "delete from paper where arxiv_id = '2406.00022'")
    assert knowledge.rows(base, "select count(*) from affiliation") == [(0,)]
    assert knowledge.rows(base, "select count(*) from inquiry") == [(2,)]
