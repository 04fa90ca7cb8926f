"""Searching a small knowledge base."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import small_base
from aiev.errors import QueryError, UsageError
from aiev.query import plan
from aiev.query.filters import Filters
from aiev.services.search import run_query as service
from aiev.store.reading.reader import Reader
from aiev.store.writing import terms

TODAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def reader():
    base = small_base.make()
    small_base.add_organization(base, "Microsoft", aliases=("MSFT",))
    small_base.add_organization(base, "Microsoft Research", parent="Microsoft")
    add = small_base.add_paper
    add(
        base, "MoE-Lightning: High-Throughput MoE Inference", arxiv_id="2411.11217",
        authors=["Shiyi Cao", "Ion Stoica"], topics=["Inference > Offloading"],
        organizations=["UC Berkeley"], issued="2024-11-18", categories="cs.DC",
        abstract="Offloading of mixture of experts on small GPUs.",
    )  # fmt: skip
    add(
        base, "Fast Inference of Mixture-of-Experts Language Models with Offloading",
        arxiv_id="2312.17238", topics=["Inference > Offloading"], issued="2023-12-28",
        organizations=["Microsoft Research"], tags=["todo"],
    )  # fmt: skip
    add(base, "Training Mixture-of-Experts at Scale", topics=["Training > MoE"], issued="2022")
    add(base, "Offloading Optimizer States", topics=["Training"], organizations=["Microsoft"],
        issued="2021-01")  # fmt: skip
    add(base, "A blog on pruning", kind="web", url="https://example.org/pruning", issued="2024-05")
    add(base, "Undated quantization", note="blog", venue="ICML 2024")
    add(base, "Tensor slicing", abstract="Slicing of tensors", issued="2020-02-02")
    base.execute("begin")
    terms.refresh(base)
    base.execute("commit")
    yield Reader(base)
    base.close()


def titles(reader, text, **options):
    result = service.search(reader, text, today=TODAY, **options)
    return [hit.paper.title.split(":")[0] for hit in result.hits]


LIGHTNING = "MoE-Lightning"
FAST = "Fast Inference of Mixture-of-Experts Language Models with Offloading"
SCALE = "Training Mixture-of-Experts at Scale"
STATES = "Offloading Optimizer States"
BLOG, UNDATED, TENSOR = "A blog on pruning", "Undated quantization", "Tensor slicing"


def test_an_acronym_finds_its_long_form_and_both_words_come_first(reader):
    result = service.search(reader, "moe offloading", today=TODAY)
    assert {hit.paper.title.split(":")[0] for hit in result.hits[:2]} == {LIGHTNING, FAST}
    assert [bool(hit.lacks) for hit in result.hits] == [False, False, True, True]
    assert (result.total, result.close, result.is_total_exact) == (4, 2, True)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    for hit in result.hits:
        assert hit.score == pytest.approx(sum(part.score for part in hit.parts))


def test_many_hits_are_counted_no_further_than_told_unless_the_total_must_be_exact(
    reader, monkeypatch
):
    monkeypatch.setattr(plan, "COUNTED_UP_TO", 1)
    result = service.search(reader, "offloading", today=TODAY)
    assert (result.total, result.is_total_exact) == (1, False)
    result = service.search(reader, "offloading", today=TODAY, is_counted=True)
    assert (result.total, result.is_total_exact) == (3, True)


@pytest.mark.parametrize(
    "pasted", ["2411.11217", " arXiv:2411.11217 ", "https://arxiv.org/pdf/2411.11217v2"]
)
def test_an_id_or_address_that_was_pasted_finds_its_paper(reader, pasted):
    assert titles(reader, pasted) == [LIGHTNING]


@pytest.mark.parametrize("text", ["2411.11218", '"2411.11217"', "see 2411.11217", "v1.5", "a/b"])
def test_what_names_no_paper_here_finds_none(reader, text):
    assert titles(reader, text) == []


def test_without_words_the_newest_come_first_and_the_undated_last(reader):
    assert titles(reader, "") == [LIGHTNING, BLOG, FAST, SCALE, STATES, TENSOR, UNDATED]
    assert titles(reader, "", limit=2, offset=1) == [BLOG, FAST]
    assert service.search(reader, "", today=TODAY, limit=1).total == 7


def test_the_order_may_be_by_date_or_title(reader):
    assert titles(reader, "offloading", sort="date") == [LIGHTNING, FAST, STATES]
    assert titles(reader, "offloading", sort="title") == [FAST, LIGHTNING, STATES]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("topic:offloading", [LIGHTNING, FAST]),
        ("topic:inference", [LIGHTNING, FAST]),
        ('topic:"Inference > Offloading"', [LIGHTNING, FAST]),
        ("topic:nowhere", []),
        ("org:microsoft", [FAST, STATES]),
        ("org:MSFT", [FAST, STATES]),
        ('org:"microsoft research"', [FAST]),
        ("org:berkeley", [LIGHTNING]),
        ("org:(msft OR berkeley)", [LIGHTNING, FAST, STATES]),
        ("org:nobody", []),
        ("author:stoica", [LIGHTNING]),
        ('author:"ion stoica"', [LIGHTNING]),
        ("cat:cs", [LIGHTNING]),
        ("cat:cs.LG", []),
        ("kind:web", [BLOG]),
        ("tag:TODO", [FAST]),
        ("list:papers kind:web", [BLOG]),
        ("venue:icml", [UNDATED]),
        ("id:arXiv:2312.17238v3", [FAST]),
        ("id:https://alphaxiv.org/abs/2411.11217", [LIGHTNING]),
        ("id:example.org/pruning/", [BLOG]),
        ("id:3", [SCALE]),
        ("id:nothing", []),
        ("date:2024", [LIGHTNING, BLOG]),
        ("date:2024-11", [LIGHTNING]),
        ("date:2022-07", [SCALE]),
        ("date:2021-01-31..2022-01-01", [SCALE, STATES]),
        ("date:2021-02", []),
        ("since:13m", [LIGHTNING, BLOG]),
        ("until:2020", [TENSOR]),
        ("date:<2021 OR kind:web", [BLOG, TENSOR]),
        ("-offloading -kind:web date:..2030", [SCALE, TENSOR]),
        ("title:offloading", [FAST, STATES]),
        ("abstract:offloading", [LIGHTNING]),
        ('"mixture of experts"', [LIGHTNING, FAST, SCALE]),
        ('"experts of mixture"', []),
        ("quant*", [UNDATED]),
        ("blog", [BLOG, UNDATED]),
        ("!!!", []),
        ("pruning & !!!", [BLOG]),
    ],
)
def test_every_field_finds_what_it_names(reader, text, expected):
    assert titles(reader, text, sort="date") == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(topics=("offloading",)), [LIGHTNING, FAST]),
        (Filters(topics=("Inference > Offloading", "training > moe")), [LIGHTNING, FAST, SCALE]),
        (Filters(organizations=("msft",), until="2022"), [STATES]),
        (Filters(authors=("Stoica",)), [LIGHTNING]),
        (Filters(authors=("",)), []),
        (Filters(categories=("cs.DC",), kinds=("paper",)), [LIGHTNING]),
        (Filters(tags=("todo",), lists=("PAPERS",)), [FAST]),
        (Filters(year="2024"), [LIGHTNING, BLOG]),
        (Filters(topics=("nowhere",)), []),
    ],
)
def test_filters_narrow_any_search(reader, filters, expected):
    assert titles(reader, "", filters=filters) == expected
    words = titles(reader, "offloading", filters=filters)
    assert set(words) == set(expected) & {LIGHTNING, FAST, STATES}


def test_partial_hits_never_leave_the_filters(reader):
    found = titles(reader, "moe offloading -lightning kind:paper", filters=Filters(since="2022"))
    assert found == [FAST, SCALE]


def test_a_typo_is_corrected_and_told(reader):
    result = service.search(reader, "ofloading", today=TODAY)
    assert [(each.written, each.corrected) for each in result.advice.corrections] == [
        ("ofloading", "offloading")
    ]
    assert result.total == 3
    assert titles(reader, '"ofloading"') == []


def test_no_hits_tell_the_missing_words_and_the_nearest_topics(reader):
    result = service.search(reader, "zzzz offloadings kind:web", today=TODAY)
    assert result.total == 0
    assert result.advice.missing_words == ("zzzz",)
    assert result.advice.nearest_topics[0] == "Inference > Offloading"


@pytest.mark.parametrize(
    ("text", "field", "written", "first"),
    [
        ("topic:offlaoding", "topic", "offlaoding", "Inference > Offloading"),
        ('topic:"mixture of experts"', "topic", "mixture of experts", "Training > MoE"),
        ("topic:zzz", "topic", "zzz", None),
        ("moe -topic:trainin", "topic", "trainin", "Training"),
        ("moe OR org:Micrsoft", "org", "Micrsoft", "Microsoft"),
        ("tag:todoo", "tag", "todoo", "todo"),
        ("list:paprs", "list", "paprs", "papers"),
        ("category:cs.DD", "category", "cs.DD", "cs.DC"),
        ("venue:ICMM", "venue", "ICMM", None),
        ("author:caao", "author", "caao", "Shiyi Cao"),
    ],
)
def test_a_name_that_there_is_not_is_told_with_the_nearest(reader, text, field, written, first):
    """An answer that is silently empty looks as if there were no such papers."""
    (unknown,) = service.search(reader, text, today=TODAY).advice.unknown_names
    assert (unknown.field, unknown.text) == (field, written)
    assert (unknown.nearest or (None,))[0] == first
    assert service.select(reader, text, today=TODAY).advice.unknown_names == (unknown,)


def test_known_names_that_leave_nothing_are_told_as_written(reader):
    advice = service.search(reader, "kind:web topic:moe", today=TODAY).advice
    assert (advice.unknown_names, advice.nothing_is) == ((), "kind:web topic:moe")


def test_a_missing_word_is_told_beside_hits_that_lack_it(reader):
    result = service.search(reader, "pruning zzzz", today=TODAY)
    assert [hit.paper.title for hit in result.hits] == [BLOG]
    assert result.advice.missing_words == ("zzzz",)
    assert result.close == result.total == 1


@pytest.mark.parametrize("word", ["c++", "大语言模型"])
def test_what_is_missing_is_told_as_it_is_typed(reader, word):
    result = service.search(reader, f"pruning {word}", today=TODAY)
    assert result.advice.missing_words == (word,)
    assert {hit.lacks for hit in result.hits} == {(word,)}


def test_a_hit_shows_where_it_matches(reader):
    (hit,) = service.search(reader, '"high throughput" gpus', today=TODAY, limit=1).hits
    (mark,) = hit.title_marks
    assert hit.paper.title[slice(*mark)] == "High-Throughput"
    assert hit.snippet is not None
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["GPUs"]


def test_a_paper_that_is_named_lacks_words_only(reader):
    """It was said to lack `nearness`: the last part of its score is what the name is worth."""
    found = service.search(reader, "moe-lightning pruning", today=TODAY)
    lacking = {hit.paper.title.split(":")[0]: hit.lacks for hit in found.hits}
    assert lacking[LIGHTNING] == ("pruning",)


def test_select_answers_all_that_match_wholly_and_nothing_else(reader):
    both = service.select(reader, "moe offloading", today=TODAY)
    assert [paper.title.split(":")[0] for paper in reader.papers(both.ids)] == [
        hit.paper.title.split(":")[0]
        for hit in service.search(reader, "moe offloading", today=TODAY).hits
        if not hit.lacks
    ]
    assert len(service.select(reader, "", today=TODAY).ids) == 7
    assert service.select(reader, "", today=TODAY, filters=Filters(kinds=("web",))).ids == (5,)


def test_what_cannot_be_read_is_refused(reader):
    with pytest.raises(QueryError, match="no closing quote at column 5"):
        service.search(reader, 'moe "off', today=TODAY)
    with pytest.raises(UsageError, match="no date: soon"):
        service.search(reader, "", filters=Filters(since="soon"), today=TODAY)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(
                ["moe", "offloading", '"', "*", "(", ")", "-", "OR", "NOT", "NEAR", "^", "{title}:",
                 "title:", "a:b", "'", ";--", "%", "\0", "\ud800", "🤗", "the", "of", "AND", "+"]
            ),
            max_size=12,
        ).map(" ".join),
    )
)  # fmt: skip
def test_no_text_reaches_the_index_raw(reader, text):
    """FTS5 has a language of its own; what is typed is never in it."""
    try:
        result = service.search(reader, text, today=TODAY)
    except QueryError:
        return
    assert len(result.hits) <= result.total


def test_a_pasted_page_is_a_query_too(reader):
    text = " ".join(f"word{number}" for number in range(3000)) + " moe offloading"
    assert titles(reader, text, limit=1) == titles(reader, "moe offloading", limit=1)


@pytest.mark.parametrize("text", ["moe", "offloading", "moe offloading", "of the", "-moe"])
def test_pages_follow_each_other_without_gap_or_repeat(reader, text):
    whole = titles(reader, text)
    assert [title for at in range(8) for title in titles(reader, text, limit=1, offset=at)] == whole
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize("text", ["***", '""', "()", "-"])
def test_a_query_without_a_word_is_told_as_such(reader, text):
    assert service.search(reader, text, today=TODAY).advice.nothing_is == ""


def test_the_nearest_names_are_told_once(reader):
    """A name of which two words begin as the wanted one's do was told twice."""
    (unknown,) = service.search(reader, 'author:"Shiyyi Cao"', today=TODAY).advice.unknown_names
    assert unknown.nearest.count("Shiyi Cao") == 1
