"""Numbers in queries: ranges as they are written, the same for SQL and for one paper at hand."""

from datetime import date

import pytest

import knowledge
from aiev.errors import QueryError
from aiev.query import match, syntax
from aiev.query.tree import Numbers, render
from aiev.services.search.run_query import select
from aiev.store.reading.reader import open_reader

TODAY = date(2025, 6, 1)


def parsed(text):
    return syntax.parse(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("citations:100", 100, 100),
        ("citations:>=100", 100, None),
        ("cited>100", 101, None),
        ("citations<=7", None, 7),
        ("citations:<7", None, 6),
        ("citations:5..9", 5, 9),
        ("citations:5..", 5, None),
        ("cited:..9", None, 9),
    ],
)
def test_each_spelling_is_a_range_and_is_read_back(text, low, high):
    assert parsed(text) == Numbers("citations", low, high)
    assert parsed(render(parsed(text))) == parsed(text)


@pytest.mark.parametrize("text", ["many", "9..5", "..", "<0", "1.5", "-3", "9" * 30, ">x"])
def test_what_is_no_number_is_told_with_its_place(text):
    with pytest.raises(QueryError, match="at column 15"):
        parsed(f"moe citations:{text}")


def test_sql_and_a_paper_at_hand_agree(small):
    knowledge.change(
        small,
        *(
            f"insert into citation (paper_id, count, source, day) values ({n}, {c}, 'openalex', '')"
            for n, c in ((1, 120), (2, 0), (5, 33))
        ),
    )
    with open_reader(small) as reader:
        papers = reader.papers(reader.all_ids())
        for text in (
            "citations:0",
            "cited>0",
            "citations:..33",
            "-citations:>=33",
            "cited:33..120",
        ):
            at_hand = {one.id for one in papers if match.matches(parsed(text), one)}
            assert set(select(reader, text, today=TODAY).ids) == at_hand, text
