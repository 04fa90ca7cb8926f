"""An export taken in again is the same knowledge base; two of them merged lose nothing."""

import json
import shutil
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import knowledge
from aiev.domain import reference
from aiev.domain.partial_date import PartialDate
from aiev.errors import AievError, InputError
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.query.filters import Filters
from aiev.services import edit_entry, organization_table
from aiev.services.add_paper import Words, add_papers
from aiev.services.enrich import enrich
from aiev.services.export import Choice, export
from aiev.services.import_backup import import_backup
from aiev.store.reader import open_reader
from aiev.store.writer import open_writer

# A failure here is short as it comes, and shrinking it takes minutes.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
DERIVED = ("term", "spelling")
ENTRIES = (
    "select entry.id, list.name, topic.path, paper_id, entry.position, entry.origin, line,"
    " span_start, span_end, label, note, group_label, url, listed_date, listed_organizations,"
    " listed_authors, venue from entry join list on list.id = entry.list_id"
    " left join topic on topic.id = topic_id order by entry.id"
)
OTHER_LIST = """\
# Other Things

- [Kite](https://arxiv.org/abs/2405.00011) | May 2024 | Nobody Known Inc
- [Snipe: Cheap Decoding](https://arxiv.org/abs/2407.00044) | Jul 2024 | MIT

## Mixture of Experts

- [A blog](https://example.org/blog) - good words
"""
NEWER_SMALL = knowledge.SMALL_LIST.replace("### Offloading", "### Off-loading").replace(
    "- 2024 [A product", "- [Wren](https://arxiv.org/abs/2502.00055)\n- 2024 [A product"
)
IDS = ("2405.00011", "2406.00022", "2501.00033", "2407.00044", "https://github.com/kite/kite-serve")
WORDS = st.builds(
    Words,
    topic=st.sampled_from([None, "Offloading", "Mixture of Experts", "New > Topic"]),
    list=st.sampled_from([None, "small", "mine"]),
    organizations=st.sampled_from([(), ("MIT",), ("Garage & Sons",)]),
    date=st.sampled_from([None, PartialDate(2024), PartialDate(2025, 2, 3)]),
    note=st.sampled_from([None, "read this", "line\u2028end\tand “more”"]),
    tags=st.sampled_from([(), ("todo",), ("todo", "great")]),
    title=st.sampled_from([None, "My own title", "[bold]*x*"]),
)
CHANGES = st.builds(
    edit_entry.Changes,
    title=st.sampled_from([None, "Edited"]),
    date=st.sampled_from([None, "2024-05", ""]),
    organizations=st.sampled_from([None, ("DeepSeek",), ("Somebody New",)]),
    note=st.sampled_from([None, "a note of the list"]),
    topic=st.sampled_from([None, "Mixture of Experts", "Serving"]),
)
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(IDS), WORDS),
        st.tuples(st.just("edit"), st.sampled_from(IDS), CHANGES),
        st.tuples(st.just("remove"), st.sampled_from(IDS), st.sampled_from([None, "Serving"])),
        st.tuples(st.just("import"), st.sampled_from(["small", "other", "newer"]), st.none()),
        st.tuples(st.just("enrich"), st.none(), st.none()),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A database without papers, in which the organization table is already."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    with open_writer(path) as writer, writer.transaction() as transaction:
        organization_table.load(transaction)
    return path


def act(path, actions):
    """Do what a user does; what is refused is simply not done."""
    with open_writer(path) as writer:
        for verb, what, how in actions:
            try:
                if verb == "add":
                    named = reference.parse(what)
                    add_papers(writer, [named], how, now=knowledge.NOW, can_create_topic=True)
                elif verb == "edit":
                    edit_entry.edit_paper(writer, what, how)
                elif verb == "remove":
                    edit_entry.remove_paper(writer, what, under=how)
                elif verb == "enrich":
                    source = knowledge.answer(knowledge.RECORDS, unknown=["2406.00022"])
                    enrich(writer, source, clock=lambda: knowledge.NOW)
                else:
                    text = {"small": knowledge.SMALL_LIST, "newer": NEWER_SMALL}
                    name = "other" if what == "other" else "small"
                    knowledge.store_list(writer, text.get(what, OTHER_LIST), name=name)
            except AievError:
                continue


def exported(path, text="", filters=None):
    with open_reader(path) as reader:
        return "".join(
            export(
                reader,
                registry.load("jsonl"),
                ExportRequest(),
                Choice(text, filters or Filters(), None, date(2025, 6, 1)),
                tell=lambda advice: None,
                progress=lambda count, share: None,
            )
        )


def take_in(path, text, **more):
    with open_writer(path) as writer:
        lines = text.encode().splitlines(keepends=True)
        return import_backup(writer, lines, now=knowledge.NOW, **more)


def papers(text):
    found = [json.loads(line) for line in text.split("\n") if line]
    return {one["provenance"]["identity"]: one for one in found if "record" not in one}


def by_name(path):
    """All that is known of papers, without the numbers that a database gives its rows."""
    return knowledge.rows(
        path,
        "select identity, title, kind, url, abstract, issued, issued_low, issued_high, authors,"
        " organizations, topics, listed, enrichment, has_user_title, has_user_date"
        " from paper order by identity",
    )


@given(actions=ACTIONS)
@settings(max_examples=10, phases=UNSHRUNK)
def test_an_export_taken_in_is_the_same_knowledge_base(actions, empty, tmp_path_factory):
    folder = tmp_path_factory.mktemp("same")
    one, two = (shutil.copyfile(empty, folder / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None), *actions])
    text = exported(one)
    taken = take_in(two, text)
    assert not taken.merged.differences
    assert not taken.findings
    assert exported(two) == text
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


def source(path, name):
    from aiev.services.export_source import export_source

    with open_reader(path) as reader:
        try:
            return export_source(reader, name, is_organization=lambda text: False)
        except AievError:
            return None


@given(ours=ACTIONS, theirs=ACTIONS)
@settings(max_examples=10, phases=UNSHRUNK)
def test_a_merge_has_all_that_either_had_and_is_done_once(ours, theirs, empty, tmp_path_factory):
    folder = tmp_path_factory.mktemp("merge")
    one, two = (shutil.copyfile(empty, folder / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None), *ours])
    act(two, [("import", "other", None), *theirs])
    mine, other = papers(exported(one)), papers(exported(two))
    text = exported(two)
    take_in(one, text)
    merged = papers(exported(one))
    assert merged.keys() == mine.keys() | other.keys()
    for identity, now in merged.items():
        sides = [side[identity] for side in (mine, other) if identity in side]
        assert set(now["tags"]) == {tag for side in sides for tag in side["tags"]}
        assert set(now["notes"]) == {note for side in sides for note in side["notes"]}
        for field in ("organizations", "authors"):
            assert {name for side in sides for name in side[field]} <= set(now[field])
        for field in ("abstract", "doi", "journal_ref", "comment", "published"):
            known = {side[field] for side in sides if side[field]}
            assert (now[field] in known) if known else now[field] is None
    before = knowledge.dump(one, without=DERIVED)
    again = take_in(one, text)
    assert knowledge.dump(one, without=DERIVED) == before
    assert (again.merged.new_papers, again.merged.new_entries, again.merged.new_lists) == (0, 0, 0)


def test_entries_of_both_stand_in_one_list_and_the_file_gets_the_others(empty, tmp_path):
    """Two people add to the same list; merged, both additions go into its bytes."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start, ("add", "2407.00044", Words(topic="Offloading"))])
    act(two, [start, ("add", "2502.00066", Words(topic="Offloading", note="see"))])
    taken = take_in(one, exported(two))
    assert (taken.merged.new_papers, taken.merged.new_entries) == (1, 1)
    assert not taken.merged.differences
    text = source(one, "small").decode()
    assert "2407.00044" in text
    assert "2502.00066" in text
    assert len(text.splitlines()) == len(knowledge.SMALL_LIST.splitlines()) + 2


def test_numbers_that_were_given_anew_are_not_given_again(empty, tmp_path):
    """Theirs is the last entry but comes first here, and gets the number of one that follows."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start])
    act(two, [start, ("import", "other", None), ("add", "0704.0001", Words(topic="Offloading"))])
    take_in(one, exported(two))
    assert papers(exported(one)).keys() == papers(exported(two)).keys()


def test_what_both_said_differently_is_told_with_both_values(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start, ("edit", "2405.00011", edit_entry.Changes(title="Mine", date="2023"))])
    act(two, [start, ("edit", "2405.00011", edit_entry.Changes(title="Yours", date="2022"))])
    taken = take_in(one, exported(two))
    told = {(one.field, one.own, one.other) for one in taken.merged.differences}
    assert {("title", "Mine", "Yours"), ("date", "2023", "2022")} <= told
    assert ("label", "Mine", "Yours") in told
    with open_reader(one) as reader:
        [kept] = reader.papers([1])
    assert (kept.title, kept.issued) == ("Mine", "2023")


def test_an_edit_of_theirs_alone_is_taken_and_spliced(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start])
    act(two, [start, ("edit", "2501.00033", edit_entry.Changes(title="Avocet II"))])
    taken = take_in(one, exported(two))
    assert not taken.merged.differences
    assert b"[Avocet II](" in source(one, "small")


def test_an_edit_of_ours_against_the_words_of_the_file_is_no_conflict(empty, tmp_path):
    """They said nothing: every merge with a user of the same list told it, with exit code 5."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start, ("edit", "2501.00033", edit_entry.Changes(title="Avocet II", date="2023"))])
    act(two, [start])
    taken = take_in(one, exported(two))
    assert not taken.merged.differences
    assert b"[Avocet II](" in source(one, "small")


@pytest.mark.parametrize("changes", [{"url": ""}, {"url": "2407.00044"}, {"title": "Other"}])
def test_what_we_removed_and_they_edited_stays_away_and_is_told(changes, empty, tmp_path):
    """Each further merge added it again, for it is another paper there now."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start, ("remove", "2406.00022", "Serving")])
    moved = edit_entry.Changes(topic="Mixture of Experts", **changes)
    act(two, [start, ("edit", "2406.00022", moved)])
    for _ in range(2):
        taken = take_in(one, exported(two))
        assert taken.merged.new_entries == 0
        assert ("entry", "removed") in {(one.field, one.own) for one in taken.merged.differences}
    assert b"2406.00022" not in source(one, "small")


def test_two_entries_of_a_paper_under_a_topic_stay_two(empty, tmp_path):
    """One row of ours took the words of both in turn, and was told as changed in each merge."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None)])
    merged = {"title": "Same", "url": "2407.00044"}
    changes = {"2405.00011": {**merged, "note": "one"}, "2406.00022": {**merged, "note": "two"}}
    edits = [("edit", what, edit_entry.Changes(**how)) for what, how in changes.items()]
    act(two, [("import", "newer", None), *edits])
    take_in(one, exported(two))
    notes = knowledge.rows(one, "select note from entry where label = 'Same'")
    assert {("one",), ("two",)} <= set(notes)
    again = take_in(one, exported(two))
    assert (again.merged.new_entries, again.merged.changed_papers) == (0, 0)


def test_a_list_of_the_same_name_with_other_bytes_keeps_ours_and_takes_their_entries(
    empty, tmp_path
):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(one, [("import", "small", None)])
    act(two, [("import", "newer", None)])
    taken = take_in(one, exported(two))
    assert [one.field for one in taken.merged.differences] == ["text of the list"]
    with open_reader(one) as reader:
        assert reader.list_content("small") == knowledge.SMALL_LIST.encode()
    assert b"2502.00055" in source(one, "small")
    [(name,)] = knowledge.rows(one, "select name from list where name != 'small'")
    assert source(one, name) == NEWER_SMALL.encode()
    assert knowledge.rows(one, "select count(*) from entry where list_id = 2") == [(0,)]
    before = knowledge.dump(one, without=DERIVED)
    take_in(one, exported(two))
    assert knowledge.dump(one, without=DERIVED) == before
    three = shutil.copyfile(empty, tmp_path / "three.db")
    take_in(three, exported(one))
    assert exported(three) == exported(one)


def test_metadata_that_only_they_have_fills_what_waits(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    start = ("import", "small", None)
    act(one, [start])
    act(two, [start, ("enrich", None, None)])
    take_in(one, exported(two))
    assert [one[:-1] for one in by_name(one)] == [one[:-1] for one in by_name(two)]


def test_a_choice_of_papers_merges_without_its_lists(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None)])
    text = exported(two, filters=Filters(topics=("Offloading",)))
    assert '"record"' not in text
    taken = take_in(one, text)
    assert taken.merged.new_papers == 2
    assert take_in(one, text).merged.new_entries == 0
    assert knowledge.rows(one, "select name, length(content) from list") == [("small", 0)]


def test_a_list_alone_goes_with_its_bytes(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None), ("import", "other", None)])
    take_in(one, exported(two, filters=Filters(lists=("other",))))
    assert source(one, "other") == OTHER_LIST.encode()
    # What the other list says of the same papers came along, its bytes did not.
    sizes = knowledge.rows(one, "select name, length(content) from list order by name")
    assert sizes == [("other", len(OTHER_LIST.encode())), ("small", 0)]


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_taken(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None)])
    lines = exported(two).split("\n")
    broken = ['{"record": "future"}', "[1]", '{"kind": "paper", "title": 1}', '{"cut', *lines]
    broken.append('{"kind":"paper","title":"\\ud800","enrichment":"done","entries":[]}')
    broken.append('{"kind":"paper","title":"x","arxiv_id":"no id","enrichment":"done"}')
    taken = take_in(one, "\n".join(broken))
    assert [one.line for one in taken.findings] == [1, 2, 3, 4, len(broken) - 1, len(broken)]
    assert taken.merged.new_papers == len(papers(exported(two)))


def test_what_holds_no_record_is_refused_and_nothing_stored(empty, tmp_path):
    one = shutil.copyfile(empty, tmp_path / "one.db")
    before = knowledge.dump(one)
    with pytest.raises(InputError, match="line 1 is no record"):
        take_in(one, '{"record": "future"}\n')
    assert knowledge.dump(one) == before


def test_a_list_that_lost_a_line_on_the_way_is_told(empty, tmp_path):
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None)])
    lines = exported(two).split("\n")
    lost = next(i for i, line in enumerate(lines) if "Some words before" in line)
    taken = take_in(one, "\n".join(lines[:lost] + lines[lost + 1 :]))
    assert [one.code for one in taken.findings] == ["damaged-list"]
    assert taken.merged.new_papers == len(papers(exported(two)))


def test_the_contract_alone_is_enough(empty, tmp_path):
    """Papers that another program wrote in the contract's shape, without provenance."""
    one, two = (shutil.copyfile(empty, tmp_path / name) for name in ("one.db", "two.db"))
    act(two, [("import", "small", None), ("enrich", None, None)])
    found = papers(exported(two)).values()
    plain = [{k: v for k, v in one.items() if k != "provenance"} for one in found]
    take_in(one, "\n".join(json.dumps(paper) for paper in plain))
    assert [row[:3] for row in by_name(one)] == [row[:3] for row in by_name(two)]
    assert len(knowledge.rows(one, "select 1 from entry")) == len(
        knowledge.rows(two, "select 1 from entry")
    )


def test_every_table_is_in_the_backup_or_known_to_be_derived(small):
    """A table made later is found here: it tells of papers, or somebody decides."""
    kept = {
        "list", "topic", "paper", "author", "authorship", "organization", "organization_alias",
        "paper_organization", "entry", "entry_link", "entry_edit", "entry_removal", "block",
        "tag", "paper_tag", "note",
    }  # fmt: skip
    of_papers = {"affiliation", "inquiry", "paper_change", "attempt"}
    derived = {"term", "spelling", "setting", "alembic_version"}
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
