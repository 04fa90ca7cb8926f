"""Redirects lead neither out of https nor into a private network."""

import socket

import pytest

from aiev.sources.http import redirects

PRIVATE = "into a private network"


@pytest.fixture(autouse=True)
def names(monkeypatch):
    """Names are looked up here, and nowhere else."""
    known = {"arxiv.test": "8.8.8.8", "inside.test": "10.0.0.7", "also.test": "::1"}

    def look_up(host, *_given, **_named):
        if host not in known:
            raise socket.gaierror(-2, "Name or service not known")
        return [(0, 0, 0, "", (known[host], 0))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize(
    ("start", "target", "why"),
    [
        ("https://arxiv.test/a", "https://arxiv.test/b", None),
        ("http://arxiv.test/a", "https://arxiv.test/a", None),
        ("http://arxiv.test/a", "http://unknown.test/a", None),
        ("https://arxiv.test/a", "http://arxiv.test/a", "to an address that anybody on the way"),
        ("https://arxiv.test/a", "https://127.0.0.1/", PRIVATE),
        ("https://arxiv.test/a", "https://[::1]/", PRIVATE),
        ("http://arxiv.test/a", "http://169.254.169.254/latest/meta-data", PRIVATE),
        ("http://arxiv.test/a", "http://192.168.0.1/", PRIVATE),
        ("http://arxiv.test/a", "http://localhost:8001/", PRIVATE),
        ("http://arxiv.test/a", "http://inside.test/", PRIVATE),
        ("http://arxiv.test/a", "http://also.test/", PRIVATE),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:9000/", None),
        ("http://127.0.0.1:8000/a", "http://[::1]:9000/", None),
        ("http://127.0.0.1:8000/a", "http://also.test/", None),
        ("http://127.0.0.1:8000/a", "https://arxiv.test/a", None),
        ("http://127.0.0.1:8000/a", "http://10.0.0.7/", PRIVATE),
        ("http://127.0.0.1:8000/a", "http://inside.test/", PRIVATE),
        ("http://127.0.0.1:8000/a", "http://[::ffff:169.254.169.254]/", PRIVATE),
        ("http://also.test/a", "http://169.254.169.254/latest/meta-data", PRIVATE),
        ("http://inside.test/a", "http://inside.test./b", None),
        ("http://inside.test/a", "https://INSIDE.test/b", None),
        ("http://inside.test/a", "http://10.0.0.8/", PRIVATE),
        ("http://inside.test/a", "http://127.0.0.1/", PRIVATE),
        ("http://10.0.0.8/a", "http://10.0.0.8:81/", None),
        ("http://unknown.test/a", "http://127.0.0.1/", PRIVATE),
        ("http://arxiv.test/a", "http:///nowhere", PRIVATE),
        ("http://arxiv.test/a", "http://unknown.internal/", PRIVATE),
        ("http://arxiv.test/a", "http://224.0.0.1/", PRIVATE),
    ],
)
def test_where_a_redirect_may_lead(start, target, why):
    found = redirects.why_refused(start, target)
    assert found == why or (why and found.startswith(why))
