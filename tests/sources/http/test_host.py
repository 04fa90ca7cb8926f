"""What differs between servers: their words for later and no, and the way out."""

import pytest

from aiev.sources.http.host import ARXIV, DATACITE, OPENALEX, without_secret


@pytest.mark.parametrize("status", [401, 402])
def test_a_refused_key_points_at_the_key_where_there_is_one(status):
    assert "AIEV_OPENALEX_KEY" in OPENALEX.hint_of(status)
    assert "AIEV_DATACITE_URL" in DATACITE.hint_of(status)


def test_any_other_status_points_at_the_address():
    assert "AIEV_OPENALEX_URL" in OPENALEX.hint_of(404)
    assert "AIEV_ARXIV_URL" in ARXIV.hint_of(500)


def test_no_status_means_later_and_no_at_once():
    for host in (ARXIV, DATACITE, OPENALEX):
        assert not set(host.throttled) & set(host.refused)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            "https://a.test/works?api_key=s3cret&select=id",
            "https://a.test/works?api_key=…&select=id",
        ),
        (
            "https://a.test/works?select=id&api_key=s3cret",
            "https://a.test/works?select=id&api_key=…",
        ),
        ("https://a.test/works", "https://a.test/works"),
        ("http://ada:s3cret@a.test/q", "http://a.test/q"),
        ("socks5h://ada@a.test:1080", "socks5h://a.test:1080"),
        ("http://ada:s3@cret@a.test", "http://a.test"),
        ("https://a.test/@ada/x?by=@ada", "https://a.test/@ada/x?by=@ada"),
    ],
)
def test_an_address_is_shown_without_the_key(url, shown):
    assert without_secret(url) == shown
