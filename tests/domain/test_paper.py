import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain import paper, partial_date
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.paper import Kind
from aiev.domain.partial_date import PartialDate

maybe_dates = st.one_of(
    st.none(),
    st.builds(
        PartialDate,
        st.integers(min_value=2023, max_value=2025),
        st.one_of(st.none(), st.integers(min_value=1, max_value=12)),
    ),
)


def identity(arxiv_id: ArxivId | None, url: str | None, label: str = "L", topic: str = "T") -> str:
    return paper.identity(arxiv_id, url, label=label, topic=topic)


def test_one_arxiv_id_is_one_paper_whatever_its_version_link_and_label() -> None:
    first = identity(ArxivId("2411.11217"), "https://arxiv.org/pdf/2411.11217", label="MoE")
    again = identity(ArxivId("2411.11217", version=2), None, label="Lightning", topic="Other")
    assert first == again == "arxiv:2411.11217"


def test_without_an_id_the_address_tells_papers_apart() -> None:
    one = identity(None, "https://github.com/a/b/")
    assert one == identity(None, "http://www.github.com/a/b", label="else", topic="else")
    assert one != identity(None, "https://github.com/a/c")


def test_without_an_address_the_label_within_its_topic_does() -> None:
    one = identity(None, None, label="ring attention", topic="AI > SP/CP")
    assert one == identity(None, "", label="Ring Attention", topic="AI > SP/CP")
    assert one != identity(None, None, label="ring attention", topic="AI > EP")


def test_the_three_sorts_of_identity_never_meet() -> None:
    assert identity(None, "2411.11217") != identity(ArxivId("2411.11217"), None)
    assert identity(None, None, label="a", topic="b") != identity(None, "b > a")


@pytest.mark.parametrize(
    ("arxiv_id", "url", "kind"),
    [
        (ArxivId("2411.11217"), "https://github.com/a/b", Kind.PAPER),
        (None, "https://example.org/a.pdf", Kind.PAPER),
        (None, "https://github.com/a/b", Kind.CODE),
        (None, "https://example.org", Kind.WEB),
        (None, "", Kind.PLACEHOLDER),
        (None, None, Kind.PLACEHOLDER),
    ],
)
def test_an_entry_tells_its_kind(arxiv_id: ArxivId | None, url: str | None, kind: Kind) -> None:
    assert paper.kind(arxiv_id, url) is kind


@pytest.mark.parametrize(
    ("published", "value", "listed", "issued"),
    [
        ("2017-06-12", "1706.03762", "2023-08-02", "2017-06-12"),
        (None, "1706.03762", "2023-08-02", "2017-06"),
        (None, "2411.11217", "2024-11-18", "2024-11-18"),
        (None, "2411.11217", "2024-11", "2024-11"),
        (None, "2411.11217", "2024", "2024-11"),
        (None, "2411.11217", None, "2024-11"),
        (None, None, "2024-12", "2024-12"),
        (None, None, None, None),
    ],
)
def test_the_issued_date_prefers_what_is_surest(
    published: str | None, value: str | None, listed: str | None, issued: str | None
) -> None:
    found = paper.issued(
        published=partial_date.parse(published) if published else None,
        arxiv_id=ArxivId(value) if value else None,
        listed=partial_date.parse(listed) if listed else None,
    )
    assert (str(found) if found else None) == issued


@given(maybe_dates)
def test_without_publication_the_issued_date_stays_in_the_month_of_the_id(
    listed: PartialDate | None,
) -> None:
    month = PartialDate(2024, 11)
    found = paper.issued(published=None, arxiv_id=ArxivId("2411.11217"), listed=listed)
    assert found is not None
    assert month.covers(found)


@given(st.text(), st.text(), st.text())
def test_no_text_makes_an_identity_fail(url: str, label: str, topic: str) -> None:
    assert identity(None, url, label, topic)


@pytest.mark.parametrize(
    ("label", "note", "url", "expected"),
    [
        ("Deep", "Order of All Things", "https://doi.org/10.1/x", "Deep: Order of All Things"),
        ("Deep Order", "7 Things to Do", "a.io/b.pdf", "Deep Order: 7 Things to Do"),
        ("Deep", "Order of All Things", "https://github.com/ada/deep", "Deep"),
        ("Deep", "Order of All Things", None, "Deep"),
        ("Deep", "oral", "https://doi.org/10.1/x", "Deep"),
        ("Deep", "orders all the things", "https://doi.org/10.1/x", "Deep"),
        ("Deep", "Keyword: order, all things", "https://doi.org/10.1/x", "Deep"),
        ("Deep", "It is good. Read it", "https://doi.org/10.1/x", "Deep"),
        ("Order Is All You Need", "The First of All", "https://doi.org/10.1/x", None),
        ("Deep: An Order", "The First of All", "https://doi.org/10.1/x", None),
        ("Deep", None, "https://doi.org/10.1/x", "Deep"),
    ],
)
def test_a_paper_that_only_a_list_tells_of_is_called_by_name_and_rest(
    label: str, note: str | None, url: str | None, expected: str | None
) -> None:
    assert paper.title(label, note, arxiv_id=None, url=url) == (expected or label)


@pytest.mark.parametrize(
    ("label", "note", "expected"),
    [
        ("Deep", "Order of the Many Things", "Deep: Order of the Many Things"),
        ("Deep", "Deep: An Order of Things", "Deep: An Order of Things"),
        ("Deep", "Orders all the things that there are", "Deep"),
        ("Deep", "Robotics & Embodied AI", "Deep"),
        ("Deep", None, "Deep"),
    ],
)
def test_a_name_beside_an_arxiv_id_takes_a_rest_that_is_surely_a_title(
    label: str, note: str | None, expected: str
) -> None:
    url = "https://arxiv.org/abs/2401.00001"
    assert paper.title(label, note, arxiv_id="2401.00001", url=url) == expected


def test_of_several_labels_the_fullest_of_one_title_wins() -> None:
    """A label of other words may stand beside a wrong link: it takes no title away."""
    assert paper.fullest(["WeLM", "WeLM: A Model", "Quite Another Long Title"]) == "WeLM: A Model"
    assert paper.fullest(["WeLM", "WeLMs and Others"]) == "WeLM"
    assert paper.fullest(["A Title"]) == "A Title"
