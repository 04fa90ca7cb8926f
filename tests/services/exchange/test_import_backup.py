"""An export taken in again is the same knowledge base."""

import json
import shutil
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings

import knowledge
from aiev.domain.affiliation import Outcome
from aiev.domain.merge import Difference
from aiev.domain.published_work import Work, WorkReply
from aiev.domain.told_by import OPENALEX
from aiev.errors import InputError
from aiev.query.filters import Filters
from aiev.services.lists.read_list import import_list, read_file
from aiev.services.organizations.alias import ignore, set_aliases
from aiev.store.reading.reader import open_reader
from aiev.store.writing import citation_writer
from aiev.store.writing.writer import open_writer
from places import DATA
from services.exchange.backups import (
    ACTIONS,
    DERIVED,
    UNSHRUNK,
    act,
    backup,
    by_name,
    exported,
    papers,
    source,
    take_in,
)

ENTRIES = (
    "select entry.id, list.name, topic.path, paper_id, entry.position, entry.origin, line,"
    " span_start, span_end, label, note, group_label, url, listed_date, listed_organizations,"
    " listed_authors, venue from entry join list on list.id = entry.list_id"
    " left join topic on topic.id = topic_id order by entry.id"
)


def ask_for_citations(path, *, day):
    """Let a source say the same of paper 1 as it ever says, on a day of January."""
    with open_writer(path) as writer, writer.transaction() as session:
        [asked] = citation_writer.open_questions(
            session, OPENALEX, known_before=date(2027, 1, 1), among=[1]
        )
        work = Work(asked.title, asked.authors, 7, venue="ICLR", year=2025)
        replies = [WorkReply(asked, Outcome.FOUND, work)]
        now = datetime(2026, 1, day, tzinfo=UTC)
        assert citation_writer.store(session, OPENALEX, replies, now=now) == 1


@given(actions=ACTIONS)
@settings(max_examples=10, phases=UNSHRUNK)
def test_an_export_taken_in_is_the_same_knowledge_base(actions, empty, tmp_path_factory):
    folder = tmp_path_factory.mktemp("same")
    one, two = (shutil.copyfile(empty, folder / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None), *actions])
    text = backup(one)
    taken = take_in(two, text)
    assert not taken.merged.differences
    assert not taken.findings
    assert backup(two) == text
    assert by_name(two) == by_name(one)
    same = ("entry_edit", "entry_link", "paper", "paper_change", "attempt", "inquiry")
    before, after = knowledge.dump(one), knowledge.dump(two)
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert knowledge.rows(two, ENTRIES) == knowledge.rows(one, ENTRIES)
    take_in(two, text)
    assert knowledge.dump(two, without=DERIVED) == {
        name: rows for name, rows in after.items() if name not in DERIVED
    }
    for name in ("small", "other"):
        assert source(one, name) == source(two, name)


def test_a_choice_of_papers_merges_without_its_lists(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None)])
    text = exported(two, Filters(topics=("Offloading",)))
    assert '"record"' not in text
    taken = take_in(one, text)
    assert taken.merged.new_papers == 2
    assert take_in(one, text).merged.new_entries == 0
    assert knowledge.rows(one, "select name, length(content) from list") == [("small", 0)]


def test_asking_again_and_hearing_nothing_new_changes_no_line_of_a_paper(empty, tmp_path):
    """The days of asking were in each paper's line, so that git showed all of them as changed."""
    one = shutil.copyfile(empty, tmp_path / "one.db")
    act(one, [("import", "small", None), ("enrich", None, None)])
    ask_for_citations(one, day=1)
    before = backup(one).splitlines()
    ask_for_citations(one, day=9)
    knowledge.change(
        one,
        "update paper set fetched_at = '2026-01-01T00:00:00+00:00' where fetched_at is not null",
        "insert into inquiry select id, 'datacite', 'nothing', '2026-01-01' from paper",
        "insert into attempt select id, 'openalex', 2, 'slow', '2026-01-01' from paper",
    )
    after = backup(one).splitlines()
    changed = [line for line in after if line not in before]
    assert [json.loads(line)["record"] for line in changed] == ["asked"] * 5
    gone = [line for line in before if line not in after]
    assert all('"record": "asked"' in line for line in gone)
    two = shutil.copyfile(empty, tmp_path / "two.db")
    take_in(two, "\n".join(after))
    assert backup(two).splitlines() == after
    told = ("source_work", "citation_count", "citation", "inquiry", "attempt")
    assert {name: knowledge.dump(two)[name] for name in told} == {
        name: knowledge.dump(one)[name] for name in told
    }


def test_a_row_stays_without_the_line_that_tells_when_it_was_asked_for(empty, tmp_path):
    """Lines of one day meet in git; what a source said of a paper must outlive them."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None), ("enrich", None, None)])
    ask_for_citations(one, day=1)
    ask_for_citations(one, day=9)
    kept = [line for line in backup(one).splitlines() if '"asked"' not in line]
    assert not take_in(two, "\n".join(kept)).findings
    assert knowledge.rows(two, "select count, day from citation") == [(7, "2026-01-01")]
    with open_reader(two) as reader:
        [paper] = reader.papers((1,))
    assert paper.publication.venue == "ICLR"
    assert paper.publication.day is None
    take_in(two, backup(one))
    assert backup(two) == backup(one)


def test_a_row_that_no_table_takes_stops_no_import(empty, tmp_path):
    """A row of works that lacked its outcome ended in a traceback of SQLite's."""
    one = shutil.copyfile(empty, tmp_path / "one.db")
    rows = {"source_work": [{"source": "openalex", "asked_at": "2026"}],
            "citation_count": [{"source": "openalex", "count": 1}]}  # fmt: skip
    written = {"kind": "paper", "title": "x", "arxiv_id": "2401.00001", "enrichment": "done",
               "entries": [], "provenance": {"rows": rows}}  # fmt: skip
    assert take_in(one, json.dumps(written)).merged.new_papers == 1
    assert knowledge.rows(one, "select * from source_work") == []


def test_no_path_of_a_machine_is_in_a_backup(empty, tmp_path):
    """The home folder's name was published with the list."""
    one, listed = shutil.copyfile(empty, tmp_path / "one.db"), tmp_path / "small.md"
    with open_writer(one) as writer:
        content = knowledge.SMALL_LIST.encode()
        import_list(writer, read_file(content, path=listed, name="small"), now=knowledge.NOW)
    assert knowledge.rows(one, "select path from list") == [(str(listed),)]
    assert str(tmp_path) not in backup(one)


def test_the_older_form_is_read_into_the_same_knowledge_base(empty, tmp_path):
    """It had the file's path, and when a paper was asked for, in the lines of list and paper."""
    one = shutil.copyfile(empty, tmp_path / "one.db")
    older = (DATA / "backups" / "before_asked_records.jsonl").read_text(encoding="utf-8")
    taken = take_in(one, older)
    assert not taken.findings
    assert not taken.merged.differences
    stamps = knowledge.rows(one, "select arxiv_id, fetched_at from paper where fetched_at <> ''")
    assert dict(stamps)["2405.00011"] == "2025-06-01T12:00:00+00:00"
    assert knowledge.rows(one, "select path from list") == [("/home/ada/small.md",)]
    lines = {json.loads(line).get("record", "paper") for line in backup(one).splitlines()}
    assert lines == {"begin", "list", "text", "asked", "paper", "end"}


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_taken(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None)])
    lines = backup(two).split("\n")
    broken = ['{"record": "future"}', "[1]", '{"kind": "paper", "title": 1}', '{"cut', *lines]
    broken.append('{"kind":"paper","title":"\\ud800","enrichment":"done","entries":[]}')
    broken.append('{"kind":"paper","title":"x","arxiv_id":"no id","enrichment":"done"}')
    taken = take_in(one, "\n".join(broken))
    assert [one.line for one in taken.findings] == [1, 2, 3, 4, len(broken) - 1, len(broken)]
    assert taken.merged.new_papers == len(papers(backup(two)))


NUL_LIST = """\
# Odd

## T\0opic

- a\0b
- [x\0y](https://example.org/q\0z): no\0te | 2024 | M\0T
"""


def test_what_ends_a_text_in_sqlite_stops_no_list_and_no_backup(empty, tmp_path):
    """Each ended in a traceback: the rows were looked for under cut names."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    with open_writer(one) as writer:
        knowledge.store_list(writer, NUL_LIST, name="odd")
    assert knowledge.rows(one, "select label, topic.path from entry join topic on"
                          " topic.id = topic_id") == [("a\ufffdb", "T\ufffdopic"),
                                                      ("x\ufffdy", "T\ufffdopic")]  # fmt: skip
    assert source(one, "odd") == NUL_LIST.encode()
    take_in(two, backup(one))
    assert backup(two) == backup(one)
    written = {"kind": "paper", "title": "x", "arxiv_id": "2401.00001", "enrichment": "done",
               "authors": ["\0nul"], "entries": []}  # fmt: skip
    take_in(two, json.dumps(written))
    assert knowledge.rows(two, "select name from author") == [("\ufffdnul",)]


def test_a_backup_that_was_cut_between_two_lines_is_told(empty, tmp_path):
    """An export that ended early went into the other's import as if it were all there is."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None)])
    whole = backup(two)
    assert not take_in(one, whole).findings
    cut = whole.splitlines(keepends=True)[:-2]
    assert [one.code for one in take_in(one, "".join(cut)).findings] == ["cut-backup"]
    assert not take_in(one, exported(two, Filters(topics=("Offloading",)))).findings


def test_what_holds_no_record_is_refused_and_nothing_stored(empty, tmp_path):
    one = shutil.copyfile(empty, tmp_path / "one.db")
    before = knowledge.dump(one)
    with pytest.raises(InputError, match="line 1 is no record"):
        take_in(one, '{"record": "future"}\n')
    assert knowledge.dump(one) == before


def test_a_list_that_lost_a_line_on_the_way_is_told(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None)])
    lines = backup(two).split("\n")
    lost = next(i for i, line in enumerate(lines) if "Some words before" in line)
    taken = take_in(one, "\n".join(lines[:lost] + lines[lost + 1 :]))
    assert [one.code for one in taken.findings] == ["damaged-list"]
    assert taken.merged.new_papers == len(papers(backup(two)))


def test_the_contract_alone_is_enough(empty, tmp_path):
    """Papers that another program wrote in the contract's shape, without provenance."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None), ("enrich", None, None)])
    found = papers(backup(two)).values()
    plain = [{k: v for k, v in one.items() if k != "provenance"} for one in found]
    take_in(one, "\n".join(json.dumps(paper) for paper in plain))
    assert [row[:3] for row in by_name(one)] == [row[:3] for row in by_name(two)]
    assert len(knowledge.rows(one, "select 1 from entry")) == len(
        knowledge.rows(two, "select 1 from entry")
    )


def test_what_is_no_organization_there_and_one_here_is_told_both_ways(empty, tmp_path):
    """One was dropped without a word, of the other both were kept, which exclude each other."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    for path, spelling, none in ((one, "kite", "heron"), (two, "heron", "kite")):
        with open_writer(path) as writer:
            set_aliases(writer, {spelling: "Kite Labs"}, can_make=True)
            ignore(writer, [none, "ada asker"])
    before = backup(one)
    assert take_in(one, backup(two)).merged.differences == (
        Difference("heron", "organization", "no organization", "Kite Labs"),
        Difference("kite", "organization", "Kite Labs", "no organization"),
    )
    assert backup(one) == before
    third = shutil.copyfile(empty, tmp_path / "three.db")
    assert take_in(third, before).merged.differences == ()
    assert backup(third) == before


def test_every_table_is_in_the_backup_or_known_to_be_derived(small):
    """A table made later is found here: it tells of papers, or somebody decides."""
    kept = {
        "list", "topic", "paper", "author", "authorship", "organization", "organization_alias",
        "ignored_organization",
        "paper_organization", "entry", "entry_link", "entry_edit", "entry_removal", "block",
        "tag", "paper_tag", "note", "curation", "question",
    }  # fmt: skip
    of_papers = {
        "affiliation", "inquiry", "paper_change", "attempt", "source_work", "citation_count",
        "question_paper",
    }  # fmt: skip
    derived = {
        "compound", "term", "spelling", "setting", "alembic_version", "list_reading", "citation",
    }  # fmt: skip
    # What can be taken back here is nobody else's.
    derived |= {"undo_step", "undo_change"}
    names = {
        name
        for (name,) in knowledge.rows(
            small, "select name from sqlite_master where type = 'table' and name not like '%fts%'"
        )
    }
    told = knowledge.rows(
        small,
        "select m.name from sqlite_master as m join pragma_foreign_key_list(m.name) as k"
        " where k.\"table\" = 'paper' and k.\"from\" = 'paper_id'",
    )
    assert names - kept - derived - {name for (name,) in told} == set()
    assert of_papers <= {name for (name,) in told}


def test_citations_come_with_their_course_and_the_later_answer_stays(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None)])
    work = (
        "insert into source_work (paper_id, source, outcome, asked_at, authors, is_agreed, venue)"
    )
    count = "insert into citation_count (paper_id, source, day, count, last_day) values"
    knowledge.change(
        one,
        f"{work} values (1, 'openalex', 'found', '2025-06-03T00:00:00+00:00', '', 1, 'ICLR')",
        f"{count} (1, 'openalex', '2025-06-01', 7, '2025-06-02')",
        f"{count} (1, 'openalex', '2025-06-03', 9, '2025-06-03')",
        "insert into citation (paper_id, count, source, day)"
        " values (1, 9, 'openalex', '2025-06-03')",
    )
    take_in(two, backup(one))
    assert backup(two) == backup(one)
    assert knowledge.rows(two, "select count, day from citation") == [(9, "2025-06-03")]
    later = backup(one)
    knowledge.change(
        one,
        "update source_work set venue = 'ICML', asked_at = '2025-06-05T00:00:00+00:00'",
        "update citation_count set last_day = '2025-06-05' where count = 9",
    )
    take_in(two, backup(one))
    take_in(two, later)
    assert knowledge.rows(two, "select venue from source_work") == [("ICML",)]
    assert knowledge.rows(two, "select count, day from citation") == [(9, "2025-06-05")]
