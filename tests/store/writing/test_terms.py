"""The term table, and the typos that are corrected with it."""

import pytest

import small_base
from aiev.store.reading import search_lookup
from aiev.store.writing import terms


@pytest.fixture
def base():
    base = small_base.make()
    for number in range(60):
        small_base.add_paper(
            base,
            f"Offloading experts {number}",
            abstract="Quantization and offloading of models",
            topics=["Inference"],
        )
    small_base.add_paper(base, "Comet", abstract="a quantisation that is rare")
    yield base
    base.close()


def refreshed(base):
    base.execute("begin")
    changed = terms.refresh(base)
    base.execute("commit")
    return changed


def test_frequencies_are_right_with_the_table_and_without(base):
    expected = {"offloading": 60, "quantization": 60, "comet": 1, "nowhere": 0, "experts": 60}
    assert search_lookup.frequencies(base, expected) == expected
    assert refreshed(base)
    assert search_lookup.frequencies(base, expected) == expected


def test_the_table_is_what_the_index_holds(base):
    refreshed(base)
    base.execute("create virtual table temp.v using fts5vocab(main, paper_fts, row)")
    assert (
        base.execute("select text, papers from term order by text").fetchall()
        == base.execute("select term, doc from temp.v order by term").fetchall()
    )


def test_refreshing_does_nothing_until_a_tenth_has_changed(base):
    """`aiev add` of one paper to a large base must not read all of the index."""
    assert refreshed(base)
    assert not refreshed(base)
    small_base.add_paper(base, "One more")
    assert not refreshed(base)
    for number in range(7):
        small_base.add_paper(base, f"Another {number}")
    assert refreshed(base)
    assert search_lookup.frequencies(base, ["another"]) == {"another": 7}


def test_abstracts_that_arrive_refresh_the_table_too(base):
    """Enrichment adds no paper, but nearly all words."""
    refreshed(base)
    base.execute("update paper set abstract = abstract || ' with speculation in decoding'")
    assert refreshed(base)
    assert search_lookup.frequencies(base, ["speculation"]) == {"speculation": 61}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("offlaoding", "offloading"),
        ("ofloading", "offloading"),
        ("quantizaton", "quantization"),
        ("quanttizatioon", "quantization"),
        ("expers", "experts"),
        ("offloading", None),
        ("offloaded", None),
        ("comet", None),
        ("nowhere", None),
        ("ofl", None),
        ("42", None),
        ("offlöading", None),
    ],
)
def test_a_word_is_corrected_only_where_no_paper_has_it(base, word, expected):
    refreshed(base)
    found = search_lookup.typos(base, [word])
    assert found == ({word: expected} if expected else {}, {})


def test_nothing_is_corrected_before_the_table_is_made(base):
    assert search_lookup.typos(base, ["offlaoding"]) == ({}, {})


def test_a_word_that_a_paper_has_is_kept_and_what_is_near_it_offered(base):
    """`infercept`, a system of one paper, was replaced by `intercept`."""
    small_base.add_paper(base, "Serving", abstract="We call it Offloadin.")
    refreshed(base)
    assert search_lookup.typos(base, ["offloadin"]) == ({}, {"offloadin": "offloading"})


def compounds_of(*texts, copies=3):
    base = small_base.make()
    for text in texts * copies:
        small_base.add_paper(base, "Kites", abstract=text)
    refreshed(base)
    found = search_lookup.compounds(base)
    base.close()
    return found


def test_what_three_papers_write_with_a_hyphen_is_a_compound():
    """`kvcache` found 11 papers of 694."""
    said = "KV-cache (fine-tuned), state‐of‑the-art: GPT-4o."
    assert compounds_of(said) == {
        "finetun": ("fine tuned", 3),
        "gpt4o": ("gpt 4o", 3),
        "kvcach": ("kv cache", 3),
        "stateoftheart": ("state of the art", 3),
    }
    assert compounds_of(said, copies=2) == {}


def test_a_number_after_a_blank_makes_a_compound_where_papers_join_the_two():
    assert compounds_of("LLaMA 3 and Table 2, as LLaMA3 has") == {"llama3": ("llama 3", 3)}


def test_a_version_is_of_the_name_before_it():
    """`gemini1.5` found one paper of a hundred: its point parts it as its hyphen does."""
    assert compounds_of("Gemini-1.5, GPT-3.5-turbo.") == {
        "5turbo": ("5 turbo", 3),
        "gemini1": ("gemini 1", 3),
        "gpt3": ("gpt 3", 3),
    }


@pytest.mark.parametrize(
    "text",
    [
        "the 3.1-8B",
        "0.5-1.5",
        "Qwen3-0.6",
        "pages 5-10",
        "a - b -c d-",
        "fast/slow-ly",
        "--flag",
        "the gen-\neration",
        "a-b-c-d-e-f",
    ],
)
def test_what_only_looks_like_a_compound_is_none(text):
    assert compounds_of(text) == {}


def test_a_slip_of_the_pen_is_no_compound():
    """`re-lease` and `gen-eration` stand in papers, beside thousands of the whole words."""
    assert compounds_of("re-lease", "re-lease", *["release"] * 700, copies=2) == {}


def test_a_compound_whose_joined_form_has_the_stem_of_another_word_has_none():
    """`e-values` found every paper that evaluates."""
    assert compounds_of("e-values", "evaluate") == {"evalu": ("", 0)}


def test_a_rare_word_of_a_title_is_meant(base):
    """`Comet` is a system's name, not a typo of `come`, however many papers say `come`."""
    for number in range(10_000 // 50):
        small_base.add_paper(base, f"They come {number}")
    base.execute("update setting set value = value where key = 'terms'")
    refreshed(base)
    assert search_lookup.typos(base, ["comet"]) == ({}, {})


def test_a_word_that_only_shares_the_stem_of_a_title_may_be_a_typo(base):
    """`difusion` was taken for a word of DiFuse-Net, and nobody was offered `diffusion`."""
    small_base.add_paper(base, "DiFuse-Net", abstract="Depth.")
    for number in range(10_000 // 50):
        small_base.add_paper(base, f"Of diffusion {number}")
    base.execute("update setting set value = value where key = 'terms'")
    refreshed(base)
    assert search_lookup.typos(base, ["difusion"]) == ({}, {"difusion": "diffusion"})
    assert search_lookup.typos(base, ["difuse"]) == ({}, {})


def test_the_statistics_are_those_of_the_index(base):
    small_base.add_paper(base, "Only title words")
    papers, words = base.execute("select count(*), sum(length(title)) from paper").fetchone()
    statistics = search_lookup.statistics(base)
    assert statistics.papers == papers
    assert words
    titles = [row[0].split() for row in base.execute("select title from paper")]
    assert statistics.lengths[0] == sum(map(len, titles)) / papers


def test_an_empty_base_has_statistics_and_terms():
    base = small_base.make()
    assert search_lookup.statistics(base).papers == 0
    refreshed(base)
    assert search_lookup.frequencies(base, ["moe"]) == {"moe": 0}
    base.close()
