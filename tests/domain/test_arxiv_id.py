import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain import arxiv_id
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate

new_values = st.builds(
    "{:02}{:02}.{:05}".format,
    st.integers(min_value=15, max_value=29),
    st.integers(min_value=1, max_value=12),
    st.integers(min_value=1, max_value=99999),
)
old_values = st.builds(
    "{}/{:02}{:02}{:03}".format,
    st.sampled_from(["hep-th", "math", "cs", "quant-ph", "cond-mat", "math-ph"]),
    st.one_of(st.integers(min_value=91, max_value=99), st.integers(min_value=0, max_value=6)),
    st.integers(min_value=1, max_value=12),
    st.integers(min_value=1, max_value=999),
)
ids = st.builds(
    ArxivId,
    st.one_of(new_values, old_values),
    st.one_of(st.none(), st.integers(min_value=1, max_value=30)),
)
WRAPPINGS = (
    "{}",
    " {}\n",
    "arXiv:{}",
    "arxiv: {}",
    "https://arxiv.org/abs/{}",
    "https://arxiv.org/pdf/{}",
    "https://arxiv.org/pdf/{}.pdf",
    "http://www.arxiv.org/pdf/{}.pdf#page=3",
    "https://export.arxiv.org/abs/{}?context=cs.LG",
    "arxiv.org/html/{}",
    "https://www.alphaxiv.org/abs/{}",
    "https://www.alphaxiv.org/en/overview/{}",
    "https://huggingface.co/papers/{}",
    "https://ar5iv.labs.arxiv.org/html/{}",
    "https://ar5iv.org/abs/{}",
    "https://papers.cool/arxiv/{}",
    "https://doi.org/10.48550/arXiv.{}",
    "arXiv preprint arXiv:{} (2024)",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2411.11217", ArxivId("2411.11217")),
        ("0704.0001", ArxivId("0704.0001")),
        ("2401.07851v2", ArxivId("2401.07851", version=2)),
        ("https://arxiv.org/pdf/2401.07851v2", ArxivId("2401.07851", version=2)),
        ("https://arxiv.org/pdf/1909.08053.pdf", ArxivId("1909.08053")),
        ("http://arxiv.org/pdf/2501.10375", ArxivId("2501.10375")),
        ("http://www.arxiv.org/pdf/2505.09343.pdf", ArxivId("2505.09343")),
        ("https://arxiv.org/html/2405.01814v1#S3.F2", ArxivId("2405.01814", version=1)),
        ("https://arxiv.org/ftp/arxiv/papers/2401/2401.07851.pdf", ArxivId("2401.07851")),
        ("https://arxiv.org/ftp/cs/papers/0309/0309136.pdf", ArxivId("cs/0309136")),
        ("https://arxiv.org/abs/arXiv:2401.07851", ArxivId("2401.07851")),
        ("https://arxiv.org/abs/2401.07851/", ArxivId("2401.07851")),
        ("https%3A%2F%2Farxiv.org%2Fabs%2F2401.07851", ArxivId("2401.07851")),
        ("ARXIV.ORG/ABS/2401.07851V3", ArxivId("2401.07851", version=3)),
        ("arXiv:hep-th/9901001", ArxivId("hep-th/9901001")),
        ("math.GT/0309136", ArxivId("math/0309136")),
        ("cond-mat.stat-mech/9901001v2", ArxivId("cond-mat/9901001", version=2)),
        ("arXiv:2401.07851 [cs.CL]", ArxivId("2401.07851")),
    ],
)
def test_every_spelling_in_the_wild_is_one_id(text: str, expected: ArxivId) -> None:
    assert arxiv_id.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2411",
        "2413.01234",
        "2400.01234",
        "0703.0001",
        "2411.123",
        "2411.123456",
        "https://arxiv.org/abs/2411.123456",
        "https://arxiv.org/list/cs.LG/recent",
        "https://arxiv.org/html/2405.01814v1/x1.png",
        "https://notarxiv.org/abs/2411.11217",
        "https://my-arxiv.org/abs/2411.11217",
        "owner/2012345",
        "hep-th/9913001",
        "hep-th/5001001",
        "https://github.com/owner/2401.07851",
        "version 2411.11217 of the tool",
        "٢٤١١.١١٢١٧",
    ],
)
def test_what_only_resembles_an_id_is_none(text: str) -> None:
    assert arxiv_id.find(text) is None


def test_parse_names_what_it_could_not_read() -> None:
    with pytest.raises(ValueError, match="not an arXiv id: nothing"):
        arxiv_id.parse("nothing")


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("2411.11217", PartialDate(2024, 11)),
        ("0704.0001", PartialDate(2007, 4)),
        ("hep-th/9108001", PartialDate(1991, 8)),
        ("math/0309136", PartialDate(2003, 9)),
    ],
)
def test_an_id_tells_its_month(value: str, month: PartialDate) -> None:
    assert ArxivId(value).month() == month


@given(ids, st.sampled_from(WRAPPINGS))
def test_every_wrapping_of_an_id_gives_it_back(each: ArxivId, wrapping: str) -> None:
    assert arxiv_id.parse(wrapping.format(each)) == each


@given(ids)
def test_the_addresses_of_an_id_lead_back_to_it(each: ArxivId) -> None:
    assert arxiv_id.parse(each.abs_url) == ArxivId(each.value)
    assert arxiv_id.parse(each.pdf_url) == ArxivId(each.value)


@given(st.text())
def test_no_text_makes_find_fail(text: str) -> None:
    arxiv_id.find(text)


@pytest.mark.parametrize("text", ["a" * 60_000, "a." * 30_000, "arxiv" * 12_000, "-/" * 30_000])
def test_a_long_text_without_an_id_is_read_in_linear_time(text: str) -> None:
    """The pattern once tried every start of a host name: minutes for one long line."""
    assert arxiv_id.find(text) is None


@pytest.mark.parametrize("version", ["v0", "v00", "v01"])
def test_no_paper_has_a_version_below_one(version):
    """ArXiv counts versions from 1: `v0` names none, so that it is not asked for."""
    assert arxiv_id.find(f"2401.07851{version}") is None
    assert arxiv_id.find(f"arXiv:2401.07851{version}") == ArxivId("2401.07851")
    assert arxiv_id.find(f"https://arxiv.org/abs/2401.07851{version}") == ArxivId("2401.07851")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2101.03961", "2101.03961"),
        ("Switch (2101.03961)", "2101.03961"),
        ("[2101.03961v2] Switch", "2101.03961v2"),
        ("Switch, arXiv 2101.03961, 2021", "2101.03961"),
        ("CoRR, vol. abs/2101.03961, 2021", "2101.03961"),
        ("doi:10.48550/arXiv.2101.03961 and more", "2101.03961"),
        ("Switch, hep-th/9901001", "hep-th/9901001"),
        ("0901.1234 Switch", "0901.1234"),
        ("a score of 2101.03961 points", None),
        ("Switch (2113.03961)", None),
        ("Switch (2101.0396)", None),
        ("doi 10.1145/2101.03961", None),
        ("$2101.03961", None),
    ],
)
def test_an_id_without_a_link_is_told_by_its_place(text, expected):
    """A number amid words may be a score; one that ends a line, in a possible month, is none."""
    assert [str(found) for found, _, _ in arxiv_id.iter_bare(text)] == [expected] * bool(expected)


@given(st.from_regex(r"[0-9.]{8,11}|[0-9]{4}\.[0-9]{4,5}", fullmatch=True))
def test_an_id_without_a_version_is_seen_without_the_pattern(text):
    whole = re.compile(arxiv_id.WHOLE, re.IGNORECASE | re.ASCII).fullmatch(text)
    found = arxiv_id.find(text)
    assert (found is not None and found.value == text) == (whole is not None)
