"""A query in the words of arXiv's search: what is written, and that it can be read there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import arxiv_search_server
from aiev.errors import UsageError
from aiev.query import arxiv_query, syntax
from aiev.query.expand import expand
from aiev.query.filters import Filters
from aiev.query.tree import conjunction

TODAY = date(2026, 11, 23)


def render(text: str, **filters) -> str:
    tree = conjunction((syntax.parse(text, today=TODAY), Filters(**filters).tree(today=TODAY)))
    return arxiv_query.render(expand(tree, arxiv_query.as_written(text)), today=TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("offloading", "all:offloading"),
        ("moe offloading", '(all:moe OR all:"mixture of experts") AND all:offloading'),
        ("mixture of experts", None),
        ('"key value cache"', 'all:"key value cache"'),
        ("title:cache", "ti:cache"),
        ("author:dao", "au:dao"),
        ("abstract:paging", "abs:paging"),
        ("category:cs.DC cache", "cat:cs.DC AND all:cache"),
        ("cache -vision", "all:cache ANDNOT all:vision"),
        ("cache OR paging", "all:cache OR all:paging"),
        ("serving cache OR paging", "all:serving AND (all:cache OR all:paging)"),
        ("offload*", "all:offload*"),
        ("moe-offload*", "(all:moe AND all:offload*)"),
        ("the cache", "all:cache"),
    ],
)
def test_each_part_has_its_word(text, expected):
    found = render(text)
    if expected is not None:
        assert found == expected
    assert arxiv_search_server.parse(found)


def test_a_hyphen_never_leaves_its_quotes():
    """Outside of them arXiv takes it for NOT (arXiv/arxiv-search#322)."""
    found = render("prefill-decode non-invasive")
    assert 'all:"prefill decode"' in found
    assert "-" not in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schrödinger", "all:schrodinger OR all:schrödinger"),
        ("author:Łukasz", "au:łukasz OR au:lukasz"),
        (
            'author:"Müller, Jörg"',
            'au:"jorg muller" OR au:"jorg müller" OR au:"jörg muller" OR au:"jörg müller"',
        ),
    ],
)
def test_accents_are_asked_for_as_they_were_written_and_without(text, expected):
    """Whether arXiv's index has them nobody says; without them a name was not found."""
    assert render(text) == expected


def test_dates_are_ranges_with_both_ends():
    assert (
        render("cache", since="30d") == "all:cache AND submittedDate:[202610240000 TO 202611232359]"
    )
    assert (
        render("cache since:2025-02 until:2025-02").endswith(
            "submittedDate:[202502010000 TO 202502282359]"
        )
        or render("cache since:2025-02 until:2025-02").count("submittedDate") == 2
    )


@pytest.mark.parametrize(
    "text", ["-vision", "topic:moe", "org:microsoft", "tag:x", "id:2401.00001"]
)
def test_what_arxiv_cannot_be_asked_is_said(text):
    with pytest.raises(UsageError):
        render(text)


@given(st.text(alphabet='ab -"()*:ANDORNT[]\\&?#%+é中', max_size=30))
def test_whatever_is_typed_arxiv_can_read_or_the_user_is_told(text):
    try:
        found = render(text)
    except UsageError:
        return
    assert arxiv_search_server.parse(found)
