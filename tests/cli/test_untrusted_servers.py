"""Servers whose certificate is not trusted end a command as any failing source does.

With a wrong bundle of certificates the port is open and the handshake fails, for whoever asks. The
certificates here were made for these tests and are good for a hundred years; `server.pem` holds its
key, which guards nothing.
"""

import http.server
import ssl
import threading

import pytest

import knowledge
from conftest import DATA

CERTIFICATES = DATA / "tls"
UNTRUSTED = "the server's certificate cannot be trusted"
LIST = """# L

## A

- [A paper](https://arxiv.org/abs/2411.11217)
- [A work](https://doi.org/10.1145/1111.2222)
"""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_HEAD = do_POST = do_GET  # noqa: N815  # as the handler is called

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Shakes hands in the thread of the connection, so that one that fails ends no other."""

    daemon_threads = True

    def finish_request(self, request, client_address):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / "server.pem")
        with context.wrap_socket(request, server_side=True) as connection:
            super().finish_request(connection, client_address)

    def handle_error(self, *_: object) -> None:
        """Say nothing of handshakes that fail, which is what these are for."""


@pytest.fixture(scope="module")
def url():
    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def ask(aiev, home, url, monkeypatch):
    """Runs aiev where all sources are one server, whose certificate `bundle` does not vouch for."""
    monkeypatch.chdir(home.folder)
    (home.folder / "list.md").write_text(LIST)
    (home.folder / "garbage.pem").write_text("garbage")

    def run(*words, bundle="other.pem"):
        folder = home.folder if bundle == "garbage.pem" else CERTIFICATES
        return aiev(*words, REQUESTS_CA_BUNDLE=str(folder / bundle), **addresses(url))

    return run


def addresses(url):
    return {
        "AIEV_ARXIV_URL": f"{url}/api/query",
        "AIEV_CROSSREF": "on",
        "AIEV_PAGES": "on",
        "AIEV_CROSSREF_URL": url,
        "AIEV_DATACITE_URL": url,
        "AIEV_OPENALEX_URL": url,
        "AIEV_S2_URL": url,
        "AIEV_PAGES_URL": f"{url}/",
        **{f"AIEV_{who}_DELAY": "0" for who in ("CROSSREF", "DATACITE", "OPENALEX", "S2", "PAGES")},
    }


@pytest.mark.parametrize("bundle", ["other.pem", "garbage.pem"])
def test_a_list_is_stored_and_told_though_arxiv_is_not_trusted(ask, home, bundle):
    done = ask("import", "list.md", bundle=bundle)
    assert done.code == 5, done
    assert done.err.startswith("aiev: error: arXiv cannot be asked: https://127.0.0.1:")
    assert f"/api/query: {UNTRUSTED}\nhint: look at https_proxy, REQUESTS_CA_BUNDLE" in done.err
    assert "2 entries added, 0 changed, 0 removed" in done.out
    assert "from arXiv: 0 enriched now, 1 pending, 0 unknown" in done.out
    assert knowledge.rows(home.database, "select count(*) from entry") == [(2,)]


@pytest.mark.parametrize(
    ("words", "code", "names", "summary"),
    [
        (("enrich",), 4, ["arXiv"], "0 of 1 papers enriched, 1 pending, 0 unknown"),
        (("enrich", "--refresh"), 4, ["arXiv"], "0 of 1 papers enriched, 1 not asked again"),
        (
            ("enrich", "--organizations"),
            4,
            ["arXiv", "DataCite"],
            "organizations: found for 0 papers that had none (arXiv 0, DataCite 0, OpenAlex 0)",
        ),
        (
            ("enrich", "--citations"),
            4,
            ["arXiv", "Semantic Scholar", "OpenAlex"],
            "citations: counted for 0 papers (Semantic Scholar 0, OpenAlex 0), 0 unknown",
        ),
        (("discover", "offloading"), 4, ["arXiv"], ""),
        (("add", "2401.00001"), 5, ["arXiv"], "2401.00001"),
        (("add", "10.1145/3333.4444"), 5, ["Crossref", "DataCite"], "doi:10.1145/3333.4444"),
        (("add", "https://example.org/x"), 5, ["the page's server"], "new"),
    ],
)
def test_whoever_is_asked_fails_as_a_source_does(ask, words, code, names, summary):
    assert ask("import", "list.md", "--no-enrich").code == 0
    done = ask(*words)
    assert done.code == code, done
    for name in names:
        assert f"{name} cannot be asked: https://127.0.0.1:" in done.err
    assert UNTRUSTED in done.err
    assert summary in done.out
    assert "Traceback" not in done.err


def test_a_link_to_a_server_that_is_not_trusted_is_not_checked(ask, home, url):
    """It was told that REQUESTS_CA_BUNDLE names no file, whether it was set or not."""
    (home.folder / "list.md").write_text(f"## A\n\n- [Work number 1]({url}/x)\n")
    done = ask("check", "list.md", "--links")
    assert done.code == 0, done
    assert "1 address not checked: 1 no certificate that can be trusted\n" in done.err


def test_who_trusts_the_server_is_answered(ask, home, url):
    """What shows that it is the certificate alone which kept the others out."""
    (home.folder / "list.md").write_text(f"## A\n\n- [Work number 1]({url}/x)\n")
    done = ask("check", "list.md", "--links", bundle="server.pem")
    assert "not checked" not in done.err
