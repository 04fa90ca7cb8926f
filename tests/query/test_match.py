"""The compiled SQL and the plain evaluation of a query give the same papers."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import small_base
from aiev.query import choices, match, syntax
from aiev.query import compile as compiler
from aiev.query.expand import expand
from aiev.query.tree import (
    And,
    Dates,
    Identifier,
    Name,
    Not,
    Numbers,
    Or,
    Text,
)
from aiev.store.reading import name_lookup, search, search_lookup
from aiev.store.reading.reader import Reader
from aiev.store.writing import terms

TODAY = date(2025, 6, 1)
WORDS = (
    "moe", "MoE", "mixture of experts", "Mixture-of-Experts", "experts", "offloading", "offload",
    "the", "of", "kv", "key value cache", "KV-cache", "caches", "café", "CAFE", "naïve", "ring",
    "prefill-decode", "prefilldecode", "Zürich", "ηta", "推理", "C++", "a.b", "2024", "quantizing",
    "quantization", "llm", "large language models", "ring_attention", "é", "Ⅻ", "ﬁne", "🤗", "---",
    "🤗moe", "🚀moe",
)  # fmt: skip
word = st.sampled_from(WORDS)
phrase = st.lists(word, min_size=1, max_size=4).map(" ".join)
topic = st.sampled_from(("Inference > Offloading", "Inference", "MoE training", "KV cache > Ring"))
organization = st.sampled_from(("Meta", "Meta AI", "University of Café", "ETH Zürich"))
tag = st.sampled_from(("todo", "Read", "read later"))
day = st.sampled_from(
    (None, "2023", "2024", "2024-05", "2024-05-31", "2024-06-01", "2024-12", "2025-01-15")
)
category = st.sampled_from(("", "cs.LG", "cs.LG cs.DC", "math.OC", "cs.CL stat.ML"))
venue = st.sampled_from((None, "ICML 2024", "NAACL", "in ACL'23", "Proc. of [NeurIPS] 2024*"))
paper = st.fixed_dictionaries(
    {
        "title": phrase,
        "abstract": st.none() | phrase,
        "kind": st.sampled_from(("paper", "code", "web")),
        "authors": st.lists(st.sampled_from(("Tri Dao", "Jean Café", "Moe Ring")), unique=True),
        "organizations": st.lists(organization, max_size=2, unique=True),
        "topics": st.lists(topic, max_size=2, unique=True),
        "tags": st.lists(tag, max_size=2, unique=True),
        "categories": category,
        "issued": day,
        "updated": day,
        "journal_ref": venue,
        "comment": venue,
        "note": st.none() | word,
        "venue": venue,
        "list_name": st.sampled_from(("first", "second")),
        "state": st.sampled_from((None, "to-read", "reading", "read")),
        "rating": st.sampled_from((None, 1, 4, 5)),
        "own_note": st.sampled_from((None, "mine")),
    }
)
bound = st.none() | st.sampled_from(("2023-01-01", "2024-05-31", "2024-06-01", "2025-01-01"))
leaf = st.one_of(
    st.builds(
        Text,
        phrase,
        st.sampled_from(("word", "phrase", "prefix")),
        st.sampled_from((None, None, "title", "abstract", "author")),
    ),
    st.builds(Name, st.just("topic"), st.sampled_from(("inference", "moe", "Inference > offl"))),
    st.builds(Name, st.just("org"), st.sampled_from(("meta", "FAIR", "café", "zu")), st.booleans()),
    st.builds(Name, st.just("tag"), st.sampled_from(("read", "none")), st.booleans()),
    st.builds(Name, st.just("list"), st.sampled_from(("FIRST", "sec")), st.booleans()),
    st.builds(Name, st.just("category"), st.sampled_from(("cs", "CS.lg", "stat")), st.booleans()),
    st.builds(Name, st.just("kind"), st.sampled_from(("Paper", "co", "web")), st.booleans()),
    st.builds(
        Name,
        st.just("venue"),
        st.sampled_from(("icml", "ACL", "[neurips]", "2024*", "neur")),
        st.booleans(),
    ),
    st.builds(Name, st.just("state"), st.sampled_from(("read", "To-Read")), st.booleans()),
    st.builds(Name, st.just("has"), st.sampled_from(tuple(choices.HELD))),
    st.sampled_from((Numbers("rating", 4, None), Numbers("rating", None, 4))),
    st.builds(Dates, st.sampled_from(("date", "updated")), bound, bound),
    st.sampled_from(
        (
            Identifier("1", None, 1),
            Identifier("2411.11217", "arxiv:2411.11217", None),
            Identifier("x.org/a", "url:x.org/a", None),
        )
    ),
)
tree = st.recursive(
    leaf,
    lambda part: st.one_of(
        st.builds(lambda parts: And(tuple(parts)), st.lists(part, max_size=4)),
        st.builds(lambda parts: Or(tuple(parts)), st.lists(part, max_size=4)),
        st.builds(Not, part),
    ),
    max_leaves=8,
)


def base_of(papers):
    base = small_base.make()
    small_base.add_organization(base, "Meta", aliases=("FAIR",))
    small_base.add_organization(base, "Meta AI", parent="Meta")
    base.execute("begin")
    for number, each in enumerate(papers):
        ids = [{"arxiv_id": "2411.11217"}, {"url": "https://www.x.org/a/"}, {}, {}, {}, {}][number]
        small_base.add_paper(base, **each, **ids)
    terms.refresh(base)
    base.execute("commit")
    return base


def agree(base, node):
    node = search_lookup.resolve_prefixes(
        base, name_lookup.resolve_names(base, expand(node)), is_bounded=False
    )
    condition = compiler.compile(node)
    found = sorted(search.in_order(base, condition, "date"))
    ids = [row[0] for row in base.execute("select id from paper order by id")]
    expected = [each.id for each in Reader(base).papers(ids) if match.matches(node, each)]
    assert found == expected
    assert search_lookup.count(base, condition) == len(expected)
    if condition.match is not None:
        assert sorted(search.by_rank(base, condition)) == expected


@pytest.mark.slow
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a base is made for each example
@given(st.lists(paper, min_size=1, max_size=6), st.lists(tree, min_size=1, max_size=6))
def test_sql_and_plain_evaluation_agree_on_any_tree_and_papers(papers, trees):
    base = base_of(papers)
    try:
        for node in trees:
            agree(base, node)
    finally:
        base.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(paper, min_size=1, max_size=6), st.lists(phrase, min_size=1, max_size=5))
@example([], ["-moe", "moe OR topic:moe", "(moe OR -topic:moe) -llm"])
def test_sql_and_plain_evaluation_agree_on_any_text(papers, texts):
    base = base_of(papers)
    try:
        for text in texts:
            agree(base, syntax.parse(text, today=TODAY))
    finally:
        base.close()
