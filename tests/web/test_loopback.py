"""Only requests to a loopback name with our port are answered: nobody else's page may read them."""

import http.client
import urllib.parse

import pytest

pytest.importorskip("datasette")
from aiev.web.loopback import is_answered, is_loopback

OURS = ["localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "[::1]", "[0:0:0:0:0:0:0:1]"]
OTHERS = [
    "", "evil.example", "localhost.", "localhost.evil.example", "127.0.0.1.evil.example",
    "evil.localhost", "evil.example@localhost", "localhost@evil.example", "0.0.0.0", "10.0.0.1",
    "192.168.1.2", "128.0.0.1", "0127.0.0.1", "127.1", "0x7f.0.0.1", "2130706433", "::1", "[::2]",
    "[::]", "[127.0.0.1]", "[::ffff:127.0.0.1]", "[localhost]", "[::1", "[::1%25lo]", " localhost",
    "localhost ", "localhost/", "localhost#", "local\xadhost", "１２７.0.0.1",
]  # fmt: skip
PORTS = ["", ":", ":0", ":8002", ":80", ":018001", ":8001:8001", ":8001 ", ":８００１", ":-8001"]


@pytest.mark.parametrize("name", OURS)
def test_a_loopback_name_is_ours_with_our_port_alone(name):
    assert is_loopback(f"{name}:8001", port=8001)
    for port in PORTS:
        assert not is_loopback(name + port, port=8001), port
    # Where it is the scheme's own, browsers leave it out.
    assert is_loopback(name, port=80)


@pytest.mark.parametrize("name", OTHERS)
def test_no_other_name_is(name):
    assert not is_loopback(f"{name}:8001", port=8001)
    assert not is_loopback(name, port=80)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([("host", "localhost:8001")], True),
        ([("Host", "localhost:8001"), ("Origin", "http://127.0.0.1:8001")], True),
        ([], False),
        ([("origin", "http://localhost:8001")], False),
        ([("host", "evil.example:8001")], False),
        ([("host", "localhost:8001"), ("host", "evil.example")], False),
        ([("host", "localhost:8001"), ("origin", "http://evil.example")], False),
        ([("host", "localhost:8001"), ("origin", "http://localhost:3000")], False),
        ([("host", "localhost:8001"), ("origin", "https://localhost:8001")], False),
        ([("host", "localhost:8001"), ("origin", "null")], False),
        ([("host", "localhost:8001"), ("origin", "")], False),
        # What a proxy says of its own caller is nothing that a browser checks.
        ([("host", "evil.example"), ("x-forwarded-host", "localhost:8001")], False),
    ],
)
def test_host_is_ours_and_origin_where_there_is_one(headers, expected):
    encoded = [(name.encode(), value.encode()) for name, value in headers]
    assert is_answered(encoded, port=8001) is expected


def ask(papers, path, *headers, method="GET"):
    """Return the status and the text that a server answers to exactly these headers."""
    at = urllib.parse.urlsplit(papers)
    connection = http.client.HTTPConnection(at.hostname, at.port, timeout=30)
    try:
        connection.putrequest(method, path, skip_host=True)
        for name, value in headers:
            connection.putheader(name, value.replace("PORT", str(at.port)))
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("host", ["localhost:PORT", "127.0.0.1:PORT", "127.9.9.9:PORT"])
def test_the_server_answers_its_own_pages(papers, host):
    status, page = ask(papers, "/data/aiev/paper", ("Host", host))
    assert status == 200
    assert "Kite" in page


@pytest.mark.parametrize(
    "path",
    [
        "/", "/changes", "/data", "/data/", "/data/aiev", "/data/aiev/paper",
        "/data/aiev/paper.json", "/data/aiev/paper/1", "/data/aiev/search?words=kite",
        "/data/aiev.json?sql=select+1", "/data/aiev.db", "/data/-/databases.json",
        "/data/-/static/app.css", "/favicon.ico", "/nosuch", "/data/aiev/paper/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("host", ["evil.example", "evil.example:PORT", "localhost", "localhost:1"])
def test_it_answers_nobody_else_at_any_address(papers, path, host):
    status, text = ask(papers, path, ("Host", host))
    assert status == 403
    assert text.startswith("403: only pages of http://localhost:")
    assert "Kite" not in text


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_another_site_can_ask_nothing_by_script_or_form(papers, method):
    for path in ("/data/aiev/paper", "/data/-/messages", "/data/-/logout"):
        headers = [("Host", "127.0.0.1:PORT"), ("Origin", "http://evil.example")]
        assert ask(papers, path, *headers, method=method)[0] == 403
