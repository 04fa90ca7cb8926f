"""A line of a backup is read whole, or refused with what is wrong with it."""

import json

import pytest

from aiev.domain import backup_lines
from aiev.domain.backup_lines import parse
from aiev.domain.backup_record import BoundRecord, ListRecord, OrganizationRecord, TextRecord

PAPER = {
    "kind": "paper",
    "arxiv_id": "2405.00011",
    "title": "Kite",
    "authors": ["Ada Asker", "Bob Boole"],
    "organizations": ["MIT"],
    "categories": ["cs.DC", "cs.LG"],
    "notes": ["read this"],
    "enrichment": "done",
    "url": "https://arxiv.org/abs/2405.00011",
    "entries": [{"list": "small", "topic": "Serving", "label": "Kite"}],
}


def read(**changes):
    return parse(json.dumps({**PAPER, **changes}))


def test_the_contract_alone_says_what_it_says_and_the_rest_is_the_users():
    """Other programs write the contract's shape, without aiev's own `provenance`."""
    found = read()
    assert found.identity == "arxiv:2405.00011"
    assert found.authors == (("Ada Asker", None), ("Bob Boole", None))
    assert found.organizations == {"user": ("MIT",)}
    assert found.notes == (("read this", None),)
    assert found.metadata["primary_category"] == "cs.DC"
    assert [one.span for one in found.entries] == [None]
    assert (found.is_withdrawn, found.has_own_title, found.id) == (False, False, None)


def test_provenance_adds_what_the_contract_leaves_out():
    found = read(
        provenance={
            "affiliations": ["Loopback University", None],
            "organizations": {"list": ["MIT"], "arxiv": ["Loopback University"]},
            "noted_at": ["2025-01-01"],
            "primary_category": "cs.LG",
            "own_title": True,
            "entries": [{"span": [3, 9], "edits": {"note": None}, "position": 4}],
        }
    )
    assert found.authors == (("Ada Asker", "Loopback University"), ("Bob Boole", None))
    assert found.organizations == {"list": ("MIT",), "arxiv": ("Loopback University",)}
    assert found.notes == (("read this", "2025-01-01"),)
    assert found.metadata["primary_category"] == "cs.LG"
    assert found.has_own_title
    (entry,) = found.entries
    assert (entry.span, entry.edits, entry.position) == ((3, 9), {"note": None}, 4)


def test_an_identity_of_arxiv_is_its_id_whatever_the_line_says():
    assert read(provenance={"identity": "url:other"}).identity == "arxiv:2405.00011"
    web = {"arxiv_id": None, "url": "https://x.io/a", "kind": "web"}
    assert read(**web).identity == "url:x.io/a"
    assert read(**web, provenance={"identity": "url:x.io/b"}).identity == "url:x.io/b"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": None}, "title is missing"),
        ({"kind": "poem"}, "poem"),
        ({"arxiv_id": "x"}, "x"),
        ({"issued": "2024-13"}, "month must be in 1..12"),
        ({"authors": "Ada"}, "authors"),
        ({"entries": [{"label": "Kite"}]}, "list is missing"),
        ({"provenance": {"affiliations": ["one"]}}, "2 texts do not go with 1"),
        ({"provenance": {"noted_at": ["a", "b"]}}, "1 texts do not go with 2"),
        ({"notes": ["x"], "provenance": {"noted_at": ["once"]}}, "noted_at is no date and time"),
        ({"provenance": {"added_at": "once"}}, "added_at is no date and time: 'once'"),
        ({"provenance": {"entries": [{}, {}]}}, "1 entries do not go with 2"),
        ({"record": "poem"}, "a record that this aiev does not know: poem"),
    ],
)
def test_a_paper_that_cannot_be_read_says_why(changes, reason):
    with pytest.raises(ValueError, match=reason):
        read(**changes)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("{", "no JSON"), ("[" * 100_000, "nested too deep"), ("[]", "no JSON object")],
)
def test_a_line_that_is_no_object_says_so(text, reason):
    with pytest.raises(ValueError, match=reason):
        parse(text)


def test_the_other_records_are_told_apart_by_their_name():
    made = {"name": "Kite Labs", "kind": "lab", "country": "DK", "ror": None, "parent": "MIT"}
    assert parse(json.dumps({"record": "organization", **made, "aliases": ["KL"]})) == (
        OrganizationRecord("Kite Labs", "lab", "DK", None, "MIT", ("KL",))
    )
    listed = parse(json.dumps({"record": "list", "name": "small", "own_topics": ["New"]}))
    assert listed == ListRecord("small", None, "", "", ("New",), ())
    # A list's bytes keep what SQLite and shells do not.
    text = {"record": "text", "list": "small", "text": "a\x00b\r\n"}
    assert parse(json.dumps(text)) == TextRecord("small", "a\x00b\r\n")
    assert parse('{"record": "begin"}') == BoundRecord(is_end=False)
    assert parse('{"record": "end"}') == BoundRecord(is_end=True)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"record": "begin"}', True),
        (b'\xef\xbb\xbf {"record": "begin"}', True),
        (json.dumps(PAPER).encode(), True),
        (b'{"title": "of something else"}', False),
        (b'["record"]', False),
        (b"# A list", False),
        (b'{"record": ', False),
        (b'{"record": "\xff"}', False),
        (b"", False),
    ],
)
def test_the_first_line_tells_a_backup_from_other_files(line, expected):
    assert backup_lines.is_record(line) is expected
