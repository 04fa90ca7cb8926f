"""The words of papers that tell them from others."""

import pytest

from aiev.query import key_terms

TITLE = "Offloading Experts"
ABSTRACT = "We propose offloading of experts to the host. Hosts have 128 GB of memory; offloading."


def test_words_are_counted_by_stem_those_of_the_title_threefold():
    counts = key_terms.count(TITLE, ABSTRACT)
    assert counts["offload"] == ("offloading", 5)
    assert counts["host"] == ("host", 2)


def test_what_any_abstract_says_is_left_out():
    assert not {"propos", "128", "gb", "we", "of"} & set(key_terms.count(TITLE, ABSTRACT))


def test_of_several_papers_counts_what_more_than_one_says():
    papers = [
        key_terms.count("caches pages disks", "drafts"),
        key_terms.count("caches pages disks", "routers"),
    ]
    shared = key_terms.shared(papers)
    assert {root: said for root, (_, said) in shared.items()} == {"cach": 2, "page": 2, "disk": 2}
    assert set(key_terms.shared([key_terms.count("caches", "drafts")])) == {"cach", "draft"}


def test_the_most_distinctive_are_often_here_and_rarely_elsewhere():
    counts = {"a": ("alpha", 3), "b": ("beta", 3), "c": ("gamma", 9), "d": ("delta", 9)}
    frequencies = {"alpha": 2, "beta": 40, "gamma": 1, "delta": 90}
    found = key_terms.most_distinctive(counts, frequencies=frequencies, papers=100, limit=5)
    assert [term.word for term in found] == ["alpha", "beta"], (
        "not what only one or most papers say"
    )
    one = key_terms.most_distinctive(counts, frequencies=frequencies, papers=100, limit=1)
    assert [term.word for term in one] == ["alpha"]


def test_a_name_says_little_of_what_a_paper_is_about():
    """`lightning` of MoE-Lightning found whatever else is called so."""
    found = key_terms.about(
        "Kite-Lightning: Routing of Kites",
        "Kite-Lightning routes kites by wind; a kite-lightning that routes.",
        "Wind",
    )
    weights = dict(found.values())
    assert weights["lightning"] == 1
    assert weights["wind"] == 1.5
    assert weights["routing"] == 5
    assert weights["kites"] == 4


def test_a_word_of_the_name_that_the_text_says_apart_from_it_counts():
    found = key_terms.about("Tree: Search", "The tree of a tree search.", "")
    assert "tree" not in {word for word, weight in found.values() if weight > 1}
    found = key_terms.about("Tree Search", "The tree of a tree.", "")
    assert dict(found.values())["tree"] == 5


def test_a_short_form_counts_half_beside_its_long_form():
    """Whoever else writes FPO, or HBM, need not write about the same."""
    said = "Kite launching from boats (KLB). KLB is fast; a boat is not."
    assert key_terms.about("On Boats", said, "")["klb"] == ("klb", 1.0)
    assert key_terms.about("Kites launched boldly: On Boats", said, "")["klb"] == ("klb", 2.0), (
        "by that of a name others speak of its matter"
    )


@pytest.mark.parametrize(
    ("title", "abstract", "topics"),
    [
        ("", "", ""),
        ("FlexCache: Caching keys", "FlexCache (FC) caches keys; FlexCache evicts keys (LRU).", ""),
        ("Key Value: Key caches", "A key value store keeps key value pairs of 4 keys.", "Caches"),
        ("A Name of very many words that is none: Routing", "The router routes.", "Routing of it"),
        ("Caching: a survey (CS)", "Surveys of caching, cached and caches (CS, KV).", "Surveys"),
    ],
)
def test_words_counted_in_bulk_weigh_as_those_of_one_paper(title, abstract, topics):
    one = key_terms.about(title, abstract, topics)
    bulk = key_terms.BulkCounter().about(title, abstract, topics)
    assert sorted(bulk.values()) == sorted(weight for _, weight in one.values())
