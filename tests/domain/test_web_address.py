import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain import web_address
from places import DATA

# The page in the browser compares addresses by the same cases: tests/query/test_conformance.py.
CASES = json.loads((DATA / "query" / "addresses.json").read_text(encoding="utf-8"))

labels = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)
addresses = st.builds(
    "{}://{}.{}/{}?{}={}#{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    labels,
    st.sampled_from(["com", "ORG", "io:8080", "com:443"]),
    st.text(alphabet="aA~%2f/é:,. -", max_size=12),
    labels,
    st.text(alphabet="aA%20+é&=", max_size=8),
    labels,
)


@pytest.mark.parametrize(("one", "other"), CASES["same"])
def test_spellings_of_one_address_are_one(one: str, other: str) -> None:
    assert web_address.normalise(one) == web_address.normalise(other)


@pytest.mark.parametrize(("one", "other"), CASES["unlike"])
def test_unlike_addresses_stay_apart(one: str, other: str) -> None:
    assert web_address.normalise(one) != web_address.normalise(other)


@pytest.mark.parametrize("text", ["http://[broken", "https://example.org:port/a", "mailto:a@b.c"])
def test_what_is_no_web_address_is_kept_as_it_is(text: str) -> None:
    assert web_address.normalise(f" {text} ") == text


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/microsoft/DeepSpeed", "code"),
        ("github.com/microsoft/DeepSpeed", "code"),
        ("https://www.github.com/a/b/", "code"),
        ("https://gist.github.com/a/b", "code"),
        ("https://huggingface.co/owner/model", "code"),
        ("https://huggingface.co/owner/model/", "code"),
        ("https://huggingface.co/blog/moe", "web"),
        ("https://huggingface.co/docs/accelerate/index", "web"),
        ("https://docs.github.com/a", "web"),
        ("https://github.com/a/b/blob/main/paper.PDF", "paper"),
        ("https://aclanthology.org/2024.acl-long.1/", "paper"),
        ("https://www.usenix.org/conference/atc21/presentation/ren-jie", "paper"),
        ("https://dl.acm.org/doi/10.1145/1", "paper"),
        ("https://notieee.org/a", "web"),
        ("https://imbue.com/research/70b-infrastructure/", "web"),
        ("http://[broken", "web"),
        ("", "web"),
    ],
)
def test_an_address_tells_what_kind_of_work_it_leads_to(url: str, kind: str) -> None:
    assert web_address.kind(url) == kind


@given(addresses)
def test_normalising_twice_changes_nothing(url: str) -> None:
    once = web_address.normalise(url)
    assert web_address.normalise(once) == once


@given(addresses)
def test_the_scheme_tells_no_addresses_apart(url: str) -> None:
    rest = url.partition("://")[2]
    assert web_address.normalise(url) == web_address.normalise(rest)


@given(st.text())
def test_no_text_makes_them_fail(text: str) -> None:
    web_address.normalise(text)
    assert web_address.kind(text) in ("paper", "code", "web")
