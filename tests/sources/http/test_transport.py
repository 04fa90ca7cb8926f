"""One request to a server that may do anything comes back in time, as an answer or its reason."""

import time

import pytest
import requests

import arxiv_server
import socks_server
from aiev.sources.http.answer import Answer, Cause, NoAnswer
from aiev.sources.http.transport import LARGEST_ANSWER_BYTES, Transport
from arxiv_server import ArxivServer


@pytest.fixture
def get():
    """Asks for an address; the connection is closed in the end."""
    transport = Transport(connect_timeout_s=5.0, read_timeout_s=5.0)
    yield lambda url, limit_s=20.0: transport.get(url, limit_s=limit_s)
    transport.close()


@pytest.fixture
def server():
    with ArxivServer() as server:
        yield server


@pytest.mark.parametrize("status", [200, 404, 429, 503])
def test_whatever_the_server_says_is_an_answer(server, get, status):
    server.always = arxiv_server.answer(status, b"some words", **{"Retry-After": "7"})
    assert get(server.url) == Answer(status, b"some words", retry_after="7")


def test_a_redirect_is_told_and_not_followed(server, get):
    server.always = arxiv_server.answer(302, b"", Location="https://elsewhere.test/")
    assert get(server.url) == Answer(302, b"", location="https://elsewhere.test/")
    assert len(server.requests) == 1


def test_a_compressed_answer_is_not_unpacked(server, get):
    """A small one could unfold into one that fills the memory."""
    server.always = arxiv_server.answer(200, b"x", **{"Content-Encoding": "gzip"})
    assert get(server.url).cause is Cause.BROKEN


def test_an_answer_of_more_bytes_than_any_real_one_is_cut_off(server, get):
    server.always = arxiv_server.answer(200, b"x" * (LARGEST_ANSWER_BYTES + 1))
    assert get(server.url) == NoAnswer(Cause.TOO_LARGE, "the answer is above 8,000,000 bytes")


@pytest.mark.parametrize("fault", [arxiv_server.silence, arxiv_server.trickle])
def test_a_slow_answer_is_given_up_in_time_and_the_next_request_is_sound(server, get, fault):
    server.always = fault
    began = time.monotonic()
    found = get(server.url, limit_s=0.5)
    assert found == NoAnswer(Cause.BROKEN, "the answer was not whole after 0.5 s")
    assert time.monotonic() - began < 15
    server.always = arxiv_server.answer(200, b"again")
    assert get(server.url) == Answer(200, b"again")


def test_certificates_that_there_are_not_are_no_failure_of_files(get, monkeypatch, tmp_path):
    """It was told as "reading or writing failed", and ended an import whose list was stored."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    found = get("https://127.0.0.1:9/")
    assert found == NoAnswer(
        Cause.ENVIRONMENT, "REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE names no file of certificates"
    )


def test_a_socks_proxy_without_its_package_says_what_to_install(get, monkeypatch):
    monkeypatch.setenv("http_proxy", "socks5://ada:s3cret@127.0.0.1:9")
    # As it is where the package was not installed before requests was loaded.
    monkeypatch.setattr(requests.adapters, "SOCKSProxyManager", missing_socks)
    found = get("http://arxiv.test/")
    assert found == NoAnswer(Cause.ENVIRONMENT, "a SOCKS proxy needs `pip install 'aiev[socks]'`")


def missing_socks(*_given, **_named):
    raise requests.exceptions.InvalidSchema("Missing dependencies for SOCKS support.")


def test_a_socks_proxy_is_gone_through(server, get, monkeypatch):
    pytest.importorskip("socks", reason="needs aiev[socks]")
    with socks_server.SocksServer() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert get(server.url).status == 200
    assert proxy.connections == 1


def test_a_connection_that_breaks_is_worth_another_try(server, get):
    server.always = arxiv_server.reset
    assert get(server.url).cause is Cause.BROKEN


def test_nobody_there_and_no_address_are_told_apart(get, closed_url):
    assert get(closed_url).cause is Cause.UNREACHABLE
    for url in ("gopher://x.test/", "http://", "no address"):
        assert get(url) == NoAnswer(Cause.IMPOSSIBLE, "the address cannot be asked")
