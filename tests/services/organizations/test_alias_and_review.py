"""The user's own spellings: kept, applied to what is stored, carried along and taken back."""

from pathlib import Path

import pytest

import knowledge
from aiev.domain.affiliation import Affiliation, Outcome, Reply
from aiev.errors import NotFoundError, UsageError
from aiev.services.organizations.alias import drop_aliases, heed, ignore, set_aliases
from aiev.services.organizations.ask_sources import find_organizations
from aiev.services.organizations.review import Unresolved, review
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer

LIST = """\
# Things

## Serving

- [Kite](https://arxiv.org/abs/2405.00011) | 3 May 2024 | Quux Lab & MIT
- [Plover](https://arxiv.org/abs/2406.00022) | Jun 2024 | Quux  lab
- [Avocet](https://arxiv.org/abs/2501.00033) | 7 Jan 2025
- [Heron](https://arxiv.org/abs/2502.00044) | Feb 2025
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.db"
    with open_writer(path) as writer:
        knowledge.store_list(writer, LIST)
    return path


def organizations(path: Path) -> dict[str, tuple[str, ...]]:
    with open_reader(path) as reader:
        papers = reader.papers(reader.all_ids())
        return {paper.arxiv_id or "": paper.organizations for paper in papers}


def unresolved(path: Path) -> tuple[Unresolved, ...]:
    with open_reader(path) as reader:
        return review(reader)


def alias(path: Path, text: str, name: str, **options: bool) -> int:
    with open_writer(path) as writer:
        return set_aliases(writer, {text: name}, **options).papers


def ask(path: Path, **affiliations: str) -> None:
    """Let a source that names these affiliations, by the end of the arXiv id, be asked."""

    def fetch(questions):
        for question in questions:
            text = affiliations.get("p" + question.arxiv_id.value.replace(".", "_"))
            found = (Affiliation(text),) if text else ()
            yield Reply(question, Outcome.FOUND if found else Outcome.NOTHING, found)

    with open_writer(path) as writer:
        find_organizations(
            writer, [("datacite", fetch)], uses_arxiv=True, clock=lambda: knowledge.NOW
        )


def test_what_is_unclear_is_listed_with_all_its_papers(base):
    """Case and spacing tell no two texts apart."""
    (found,) = unresolved(base)
    assert (found.text, found.papers, found.sources) == ("Quux Lab", 2, ("list",))


def test_an_alias_is_applied_to_what_is_stored(base):
    assert alias(base, "Quux Lab", "Peking University") == 2
    assert organizations(base)["2405.00011"] == (
        "Peking University",
        "Massachusetts Institute of Technology",
    )
    assert organizations(base)["2406.00022"] == ("Peking University",)
    assert unresolved(base) == ()


def test_an_alias_leads_to_the_canonical_name_from_any_of_its_names(base):
    alias(base, "Quux Lab", "pku")
    assert organizations(base)["2406.00022"] == ("Peking University",)


def test_setting_an_alias_again_changes_nothing(base):
    alias(base, "Quux Lab", "Peking University")
    before = knowledge.dump(base)
    assert alias(base, "Quux Lab", "Peking University") == 0
    assert knowledge.dump(base) == before


def test_an_alias_outlives_importing_the_list_again(base):
    alias(base, "Quux Lab", "Peking University")
    before = organizations(base)
    with open_writer(base) as writer:
        knowledge.store_list(writer, LIST)
    assert organizations(base) == before


def test_a_trial_leaves_nothing(base):
    before = knowledge.dump(base)
    assert alias(base, "Quux Lab", "Peking University", is_dry_run=True) == 2
    assert knowledge.dump(base) == before


def test_an_unknown_organization_is_an_error_with_the_nearest_named(base):
    with pytest.raises(NotFoundError) as caught:
        alias(base, "Quux Lab", "Pekin University")
    assert "Peking University" in (caught.value.hint or "")
    assert "--new" in (caught.value.hint or "")
    assert len(unresolved(base)) == 1


def test_an_organization_of_the_users_own_can_be_made(base):
    alias(base, "Quux Lab", "Quux Laboratory of Wonders", can_make=True)
    assert organizations(base)["2406.00022"] == ("Quux Laboratory of Wonders",)
    assert unresolved(base) == ()


def test_a_text_can_be_accepted_as_the_name_that_it_is(base):
    alias(base, "Quux Lab", "Quux Lab", can_make=True)
    assert organizations(base)["2406.00022"] == ("Quux Lab",)
    assert unresolved(base) == ()


def test_an_own_organization_that_turns_out_to_be_another_is_merged_into_it(base):
    alias(base, "Quux Lab", "Quux Lab", can_make=True)
    alias(base, "Quux Lab", "Peking University")
    assert organizations(base)["2406.00022"] == ("Peking University",)
    assert knowledge.rows(base, "select 1 from organization where name = 'Quux Lab'") == []


def test_changing_ones_mind_moves_only_the_spelling(base):
    """What another spelling made is no part of this decision."""
    alias(base, "Quux Lab", "Wonder Works", can_make=True)
    alias(base, "Quux Lab", "Peking University")
    assert organizations(base)["2406.00022"] == ("Peking University",)
    assert knowledge.rows(base, "select 1 from organization where name = 'Wonder Works'") == [(1,)]


def test_an_alias_of_the_table_yields_to_the_users(base):
    alias(base, "MIT", "Peking University")
    assert "Peking University" in organizations(base)["2405.00011"]
    with open_writer(base) as writer:
        drop_aliases(writer, ["MIT"])
    assert organizations(base)["2405.00011"] == ("Massachusetts Institute of Technology",)


def test_an_alias_can_be_taken_back(base):
    before = knowledge.dump(base)
    alias(base, "Quux Lab", "Peking University")
    with open_writer(base) as writer:
        assert drop_aliases(writer, ["quux lab"]).papers == 2
    assert knowledge.dump(base) == before
    with open_writer(base) as writer, pytest.raises(NotFoundError):
        drop_aliases(writer, ["quux lab"])


@pytest.mark.parametrize(("text", "name"), [("", "MIT"), ("MIT", "  "), ("...", "MIT")])
def test_a_spelling_needs_a_letter(base, text, name):
    with pytest.raises(UsageError):
        alias(base, text, name, can_make=True)


def test_one_bad_line_of_many_stores_none(base):
    with open_writer(base) as writer, pytest.raises(NotFoundError):
        set_aliases(writer, {"Quux Lab": "MIT", "Other": "Nobody Knows This"})
    assert len(unresolved(base)) == 1


def test_affiliations_that_sources_gave_are_reviewed_and_resolved_by_an_alias(base):
    ask(base, p2501_00033="Dept. of Birds, Heronry Institut", p2502_00044="CMU, Pittsburgh")
    assert organizations(base)["2502.00044"] == ("Carnegie Mellon University",)
    found = {each.text: each for each in unresolved(base)}
    assert found["Dept. of Birds, Heronry Institut"].sources == ("datacite",)
    assert alias(base, "Heronry Institut", "Tsinghua University") == 1
    assert organizations(base)["2501.00033"] == ("Tsinghua University",)
    assert [each.text for each in unresolved(base)] == ["Quux Lab"]


def test_an_affiliation_of_arxivs_own_is_reviewed_too(base):
    """It is resolved when sources are asked, or when the user says what it means."""
    from aiev.domain.arxiv_record import Author
    from aiev.store.writing import paper_writer

    record = knowledge.record(
        "2501.00033", authors=(Author("A", ("Heronry",)), Author("B", ("MIT",)))
    )
    other = knowledge.record("2502.00044", authors=(Author("C", ("CMU",)),))
    with open_writer(base) as writer, writer.transaction() as session:
        paper_writer.fill(session, [record, other], now=knowledge.NOW)
    assert organizations(base)["2501.00033"] == ()
    found = {each.text: each.sources for each in unresolved(base)}
    assert found == {"Quux Lab": ("list",), "Heronry": ("arxiv",)}
    alias(base, "Heronry", "Tsinghua University")
    assert organizations(base)["2501.00033"] == (
        "Tsinghua University",
        "Massachusetts Institute of Technology",
    )
    assert organizations(base)["2502.00044"] == (), "nobody asked for that one"


def ignored(path: Path, *texts: str, undo: bool = False) -> int:
    with open_writer(path) as writer:
        return (heed if undo else ignore)(writer, texts).papers


def test_what_is_no_organization_is_asked_about_no_more_and_kept_so_by_imports(base):
    ignored(base, "quux lab")
    assert unresolved(base) == ()
    with open_writer(base) as writer:
        again = knowledge.store_list(writer, LIST.replace("Jun 2024", "Jul 2024"))
    assert not [one for one in again.findings if "organization" in one.code]
    assert unresolved(base) == ()
    ignored(base, "Quux Lab", undo=True)
    assert [one.text for one in unresolved(base)] == ["Quux Lab"]


def test_what_is_said_last_of_a_text_counts(base):
    alias(base, "Quux Lab", "Peking University")
    assert ignored(base, "Quux Lab") == 2
    assert organizations(base)["2406.00022"] == ()
    assert alias(base, "Quux Lab", "Peking University") == 2
    assert organizations(base)["2406.00022"] == ("Peking University",)


def test_a_name_of_the_table_can_be_ignored_too(base):
    ignored(base, "MIT")
    assert organizations(base)["2405.00011"] == ()
    with pytest.raises(NotFoundError):
        ignored(base, "CMU", undo=True)
    with pytest.raises(UsageError):
        ignored(base, " - ")


def test_authors_and_accounts_are_told_from_organizations(base):
    knowledge.change(
        base,
        "update entry set listed_organizations = 'Ada Asker, Bob Boole' where id = 1",
        "update entry set listed_organizations = 'kite-9' where id = 2",
        "update paper set url = 'https://github.com/Kite-9/egret' where id = 4",
        "insert into author (name) values ('Ada Asker'), ('Bob Boole')",
    )
    assert {one.text: one.kind for one in unresolved(base)} == {
        "Ada Asker, Bob Boole": "person",
        "kite-9": "account",
    }


def test_all_authors_are_read_once_however_many_texts_are_unclear(base):
    """They were read for each text: of 200,000 authors 12 ms a text."""
    texts = [f"update entry set listed_organizations = 'Egret {n}' where id = {n}" for n in (1, 2)]
    knowledge.change(base, *texts, "insert into author (name) values ('EGRET 2')")
    asked: list[str] = []
    with open_reader(base) as reader:
        reader.connection.set_trace_callback(asked.append)
        found = review(reader)
    assert {one.text: one.kind for one in found} == {"Egret 1": None, "Egret 2": "person"}
    assert sum("from author\n" in sql for sql in asked) == 1
