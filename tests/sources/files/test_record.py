"""A line of a snapshot becomes the record that arXiv's API would give."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import Author
from aiev.sources.arxiv import tex_accents
from aiev.sources.files import record as record_lines
from snapshots import fields, line


def parse(**changes):
    return record_lines.parse(line(fields("2411.11217", **changes)))


def test_a_whole_record_is_read():
    record = parse(
        title="A Long\n  Title",
        comments="12 pages,\n  3 figures",
        doi="10.1/one 10.1/two",
        **{"journal-ref": "J. Small 4"},
        versions=[
            {"version": "v1", "created": "Mon, 18 Nov 2024 17:59:46 GMT"},
            {"version": "v10", "created": "Wed, 5 Feb 2025 01:02:03 GMT"},
            {"version": "v2", "created": "Tue, 3 Dec 2024 00:00:00 GMT"},
        ],
    )
    assert record.arxiv_id == ArxivId("2411.11217", 10)
    assert (record.title, record.comment) == ("A Long Title", "12 pages, 3 figures")
    assert record.abstract == "We answer what is asked in several lines."
    assert record.authors == (Author("Ada Asker"), Author("Bob Boole Jr."))
    assert (record.published, record.updated) == (date(2024, 11, 18), date(2025, 2, 5))
    assert record.as_of == date(2024, 11, 19)
    assert (record.primary_category, record.categories) == ("cs.DC", ("cs.DC", "cs.LG"))
    assert (record.doi, record.journal_ref) == ("10.1/one", "J. Small 4")
    assert not record.is_withdrawn


def test_authors_come_with_accents_suffixes_and_affiliations():
    record = parse(
        authors_parsed=[
            [r"Erd\H{o}s", "P.", ""],
            [r"B{\'\i}lek", r"\v{S}imon", "III", "Loopback University", ""],
            ["Collaboration", "", ""],
            ["", "", ""],
            [None, "x"],
            "y",
        ]
    )
    assert record.authors == (
        Author("P. Erdős"),
        Author("Šimon Bílek III", ("Loopback University",)),
        Author("Collaboration"),
        Author("x"),
    )


def test_without_parsed_authors_the_text_is_parted():
    text = r"Ada Asker (1, 2), J\"org M\"uller and Sandy Anders (MIT (USA)), and Eve Embed"
    names = [author.name for author in parse(authors=text, authors_parsed=None).authors]
    assert names == ["Ada Asker", "Jörg Müller", "Sandy Anders", "Eve Embed"]


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"Erd\H{o}s", "Erdős"),
        (r"Bal\'azs", "Balázs"),
        (r"{\'E}. Galois", "É. Galois"),
        (r"\'\i", "í"),
        (r"\'{\i}", "í"),
        (r"M\"{u}ller", "Müller"),
        (r"G{\"o}del", "Gödel"),
        (r"Ga{\l}ecki", "Gałecki"),
        (r"\O rsted", "Ørsted"),
        (r"\O{}rsted", "Ørsted"),
        (r"Fran\c{c}ois", "François"),
        (r"Fran\c cois", "François"),
        (r"\v{S}im\r{u}nek", "Šimůnek"),
        (r"\AA str\"om", "Åström"),
        (r"Wei\ss", "Weiß"),
        (r"O'Neil~Smith \& Sons", "O'Neil Smith & Sons"),
        ("Ana\u0301", "Aná"),
        (r"\unknown{x}", r"\unknownx"),
    ],
)
def test_accents_of_tex_are_letters(tex, plain):
    assert tex_accents.plain(tex) == plain


@pytest.mark.parametrize(
    ("changes", "is_withdrawn"),
    [
        ({"comments": "This paper has been withdrawn by the author"}, True),
        ({"abstract": "  This paper has been withdrawn.\n"}, True),
        ({"comments": "withdrawn from ICML, see v2"}, False),
    ],
)
def test_withdrawn_papers_are_marked(changes, is_withdrawn):
    assert parse(**changes).is_withdrawn is is_withdrawn


def test_what_is_missing_is_none():
    record = record_lines.parse(b'{"id":"hep-th\\/9901001","title":"Only a Title"}')
    assert record.arxiv_id == ArxivId("hep-th/9901001")
    assert record.abstract is record.published is record.updated is record.comment is None
    assert (record.authors, record.categories) == ((), ())
    assert record.as_of == date(1999, 1, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "no JSON"),
        (b'{"id":"2411.11217","ti', "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b"[1, 2]", "no JSON object"),
        (b'{"title":"x"}', "no arXiv id"),
        (b'{"id":"nonsense","title":"x"}', "no arXiv id"),
        (b'{"id":"2411.11217","title":" "}', "no title"),
        (b'{"id":2411.11217,"title":"x"}', "id is no text"),
        (b'{"id":"2411.11217","title":"x","abstract":["y"]}', "abstract is no text"),
    ],
)
def test_what_is_no_record_says_why(text, reason):
    with pytest.raises(ValueError, match=reason):
        record_lines.parse(text)


def test_what_no_database_takes_is_left_out():
    record = parse(title="a\0b", abstract="x\ud800y 𝔸")
    assert record.title == "ab"
    assert record.abstract == "x\ufffdy 𝔸"


@given(
    st.dictionaries(
        st.sampled_from(list(fields("2411.11217"))),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["version", "created", "x"]), inner, max_size=2)
            ),
            max_leaves=8,
        ),
    )
)
def test_anything_in_json_is_a_record_or_a_reason(changes):
    text = json.dumps({**fields("2411.11217"), **changes}).encode()
    with suppress(ValueError):
        record = record_lines.parse(text)
        assert record.title.encode()
        assert all(author.name.encode() for author in record.authors)


@pytest.mark.parametrize("created", ["Fri, 31 Dec 9999 23:00:00 GMT", "9999-12-31"])
def test_a_day_whose_interval_cannot_be_stored_is_left_out(created):
    """A snapshot with such a line ended in a traceback, and nothing of it was stored."""
    found = parse(versions=[{"version": "v1", "created": created}], update_date=created)
    assert (found.published, found.updated) == (None, None)
    assert found.as_of == date(2024, 11, 1)
