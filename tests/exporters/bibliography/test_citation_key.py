"""Citation keys: as arXiv makes them, unique, the same in every run."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aiev.exporters.bibliography import citation_key
from exporters.sample_papers import PAPERS, paper


@pytest.mark.parametrize(
    ("title", "authors", "issued", "expected"),
    [
        (
            "Attention Is All You Need",
            ("Ashish Vaswani",),
            "2017-06-12",
            "vaswani2017attentionneed",
        ),
        (
            "DeepSeek-R1: Incentivizing Reasoning Capability in LLMs",
            ("DeepSeek-AI", "Daya Guo"),
            "2025",
            "deepseekai2025deepseekr1incentivizingreasoningcapability",
        ),
        ("On Øre", ("Søren Łukasz-Æther",), "2020-01", "lukaszaether2020ore"),
        ("Of the", ("Ludwig van Beethoven",), "1999", "vanbeethoven1999ofthe"),
        (
            r"Ly$α$ Emission $z\sim7.0\mbox{--}8.5$ in $\mathbb{Z}_2$",
            ("Ada Low",),
            "2025",
            "low2025lyemissionzsim7085z2",
        ),
        ("论文", ("王小明",), "2024", "unknown2024"),
        ("论文 for GPU", ("王小明", "Ada Low"), "2024", "low2024gpu"),
        ("Foo", (), None, "unknownfoo"),
    ],
)
def test_a_key_is_name_year_and_the_first_telling_words(title, authors, issued, expected):
    assert citation_key.base(paper(1, title, authors=authors, issued=issued)) == expected


def test_a_title_that_ascii_cannot_write_leaves_the_arxiv_id():
    """Else all such works of a year are told apart by letters alone."""
    work = paper(1, "论文", arxiv_id="2401.00021", authors=("王小明",), issued="2024")
    assert citation_key.base(work) == "unknown2024240100021"


def test_the_year_is_that_of_version_one():
    old = paper(1, "Foo", authors=("A B",), published="2017-06-12", updated="2023-08-02")
    assert citation_key.base(old) == "b2017foo"


def test_equal_keys_get_letters_in_the_order_in_which_the_papers_came():
    """By arXiv's id, an older paper that is added later would take the key of another."""
    papers = [
        paper(n, "Foo", arxiv_id=f"2401.{100 - n:05}", authors=("A B",), issued="2024")
        for n in range(1, 31)
    ]
    keys = citation_key.assign(papers)
    assert [keys[n] for n in (1, 2, 3, 27, 28)] == [
        "b2024foo",
        "b2024fooa",
        "b2024foob",
        "b2024fooz",
        "b2024fooaa",
    ]
    assert len(set(keys.values())) == 30


def test_a_letter_never_makes_the_key_of_another_paper():
    titles = ("Foo", "Foo", "Fooa")
    papers = [paper(n, title, authors=("A B",), issued="2024") for n, title in enumerate(titles)]
    assert citation_key.assign(papers) == {0: "b2024foo", 1: "b2024fooa", 2: "b2024fooaa"}


def test_a_paper_that_is_added_changes_no_key():
    titles = ("Foo", "Fooa", "Foo", "Bar", "Foob", "Foo", "Fooa")
    papers = [paper(n, title, authors=("A B",), issued="2024") for n, title in enumerate(titles)]
    whole = citation_key.assign(papers)
    for count in range(len(papers)):
        assert citation_key.assign(papers[:count]).items() <= whole.items()


WORD = st.sampled_from(["Foo", "Fooa", "A", "2024", "2023", "20", "24", "Foo2024", "x"])
WORDS = st.lists(WORD, max_size=3)
YEARS = st.sampled_from(["2024", "2023-05", None])


@given(st.lists(st.tuples(WORDS, WORDS, YEARS), max_size=12))
@example([(["x"], ["Foo2024"], "2023-05"), (["2023", "x"], ["Foo"], "2024")])
@example([(["x"], ["Foo" * 30], "2023-05"), (["x"], ["Foo" * 30], "2024")])
def test_papers_of_other_years_are_no_rivals(works):
    """So that a bibliography of a few papers need not read all of a large knowledge base."""
    papers = [
        paper(n, " ".join(title), authors=(" ".join(names),), issued=issued)
        for n, (title, names, issued) in enumerate(works)
    ]
    whole = citation_key.assign(papers)
    for year in ("2024", "2023-05"):
        few = [one for one in papers if one.issued in (year, None)]
        keys = citation_key.assign(few)
        assert all(keys[one.id] == whole[one.id] for one in few if one.issued)


def test_the_order_of_the_papers_does_not_matter():
    shuffled = list(PAPERS)
    random.Random(7).shuffle(shuffled)
    assert citation_key.assign(shuffled) == citation_key.assign(PAPERS)
