"""Patterns of citation keys make what JabRef and Better BibTeX make of the same paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.errors import UsageError
from aiev.exporters.bibliography import citation_key, key_pattern
from aiev.value import replace
from exporters.sample_papers import HOSTILE_PAPERS, paper

PAPER = paper(
    1,
    "The Toy-Box Plan: On Learning with LLMs",
    authors=("Ada M. Lindqvist", "Jo van der Berg", "Kim Öz"),
    issued="2024-01-05",
)


# Computed from the two programs' sources; the paper is of our own making.
@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[auth]", "Lindqvist"),
        ("[auth:lower]", "lindqvist"),
        ("[auth:upper]", "LINDQVIST"),
        ("[auth3]", "Lin"),
        ("[auth3_2]", "Ber"),
        ("[authors]", "LindqvistBergOez"),
        ("[authors2]", "LindqvistBergEtAl"),
        ("[authEtAl]", "LindqvistEtAl"),
        ("[authorLast]", "Oez"),
        ("[year]", "2024"),
        ("[shortyear]", "24"),
        ("[title]", "TheToyBoxPlanonLearningwithLLMs"),
        ("[shorttitle]", "ToyBoxPlan"),
        ("[veryshorttitle]", "Toy"),
        ("[camel2]", "TheToy"),
        ("[title:abbr]", "TTBPoLwL"),
        ("[title:truncate4]", "TheT"),
        ('[veryshorttitle:regex("Toy","Car")]', "Car"),
        ("[auth:lower][year][veryshorttitle]", "lindqvist2024Toy"),
        ("[auth].[year]", "Lindqvist.2024"),
        ("auth", "Lindqvist"),
        ("auth.lower", "lindqvist"),
        ("auth(3)", "Lin"),
        ("auth(3,2)", "van"),
        ("auth(n=3, m=2)", "van"),
        ("authors", "LindqvistvanderBergOz"),
        ("authorsn(2)", "LindqvistvanderBergEtAl"),
        ("authEtAl", "LindqvistEtAl"),
        ("authorLast", "Oz"),
        ("year + shortyear", "202424"),
        ("title", "ToyBoxPlanLearningLLMs"),
        ("shorttitle(3,3)", "ToyBoxPlanLearning"),
        ("shorttitle(2,2)", "ToyBoxPlan"),
        ("veryshorttitle", "ToyBox"),
        ("title.abbr", "TPLL"),
        ("shorttitle.condense('_')", "ToyBox_Plan_Learning"),
        ("year.default('nd')", "2024"),
        ("title.substring(1,4)", "ToyB"),
        ("title.replace('Plan', 'b')", "ToyBoxbLearningLLMs"),
        ("auth.lower + shorttitle(3,3) + year", "lindqvistToyBoxPlanLearning2024"),
        ("auth.lower + '-' + year", "lindqvist-2024"),
    ],
)
def test_a_pattern_makes_the_keys_of_its_program(pattern, expected):
    assert key_pattern.parse(pattern).key(PAPER) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[auth:(anon)][year:(nd)]", "anonnd"),
        ("auth.default('anon') + year.default('nd')", "anonnd"),
        ("auth; 'x'", "x"),
        ("auth | veryshorttitle", "Toy"),
    ],
)
def test_what_is_empty_has_something_in_its_place(pattern, expected):
    nobody = replace(PAPER, authors=(), issued=None, title="The Toy")
    assert key_pattern.parse(pattern).key(nobody) == expected


@pytest.mark.parametrize(
    "pattern",
    ["", " ", "[foo]", "[auth", "auth]x[", "[]", "auth.foo", "a b", "auth(x)", "year + ",
     '[title:regex("a")]', '[title:regex("(a+)+b","c")]', "title.substring('a', 2)",
     "[keyword1]", "[auth:lower:foo]", "auth +", "'open"],
)  # fmt: skip
def test_what_is_not_known_is_bad_usage_with_what_is(pattern):
    with pytest.raises(UsageError) as caught:
        key_pattern.parse(pattern)
    assert "veryshorttitle" in str(caught.value.hint)


@given(st.text(alphabet="[]():.+'\"auth,lower123 ;|_", max_size=30))
def test_no_text_is_read_with_a_traceback(text):
    try:
        pattern = key_pattern.parse(text)
    except UsageError:
        return
    pattern.key(PAPER)


@given(HOSTILE_PAPERS, st.sampled_from(["[authors][title]", "authors + title"]))
def test_no_paper_makes_a_key_that_breaks_a_file(hostile, pattern):
    key = key_pattern.parse(pattern).key(hostile)
    assert key == "" or citation_key.is_usable(key[:200])


def test_keys_of_a_pattern_are_unique_whatever_their_case():
    """BibTeX takes `Toy2024` and `toy2024` for one entry."""
    papers = [paper(n, title, issued="2024") for n, title in enumerate(("Toy", "toy", "TOY", "#"))]
    pattern = key_pattern.parse("veryshorttitle")
    keys = citation_key.assign(papers, wanted=pattern.key)
    assert keys == {0: "Toy", 1: "toya", 2: "TOYb", 3: "unknown2024"}


def test_the_users_own_key_stays_and_no_other_gets_it():
    papers = [paper(n, "Toy", issued="2024") for n in (1, 2)]
    keys = citation_key.assign(papers, own={2: "Unknown2024toy"})
    assert keys == {1: "unknown2024toya", 2: "Unknown2024toy"}
