"""What an answer says of an address: little, unless it is plain."""

import pytest

from aiev.sources.links import ask_all
from aiev.sources.links.outcome import Outcome, Verdict
from aiev.sources.links.probe import Reply, asker, probe
from links_server import LinksServer

ALIVE = Outcome(Verdict.ALIVE)


def web(**answers):
    """Answers by the address without its scheme; what is not named is 200."""
    asked = []

    def ask(method, url):
        asked.append(f"{method} {url}")
        found = answers.get(url.partition("://")[2], 200)
        return Reply(*found) if isinstance(found, tuple) else Reply(found)

    return ask, asked


def test_of_a_doi_only_the_resolver_is_asked():
    ask, asked = web(**{"doi.org/10.1/a": (302, "https://publisher.example/a")})
    assert probe("https://doi.org/10.1/a", ask) == ALIVE
    assert asked == ["HEAD https://doi.org/10.1/a"]


@pytest.mark.parametrize(
    ("steps", "moved_to"),
    [
        ([(301, "https://a.example/b")], "https://a.example/b"),
        ([(301, "//b.example/c")], "http://b.example/c"),
        ([(308, "b")], "http://a.example/b"),
        ([(302, "/b")], None),
        ([(302, "/b"), (301, "/c")], None),
        ([(301, "/b"), (302, "/c")], "http://a.example/b"),
        ([(301, "/sign-in?to=a")], None),
        ([(301, "/cookies/consent")], None),
        ([(301, None)], None),
    ],
)
def test_only_what_is_permanent_from_the_start_is_a_move(steps, moved_to):
    waiting = iter(steps)

    def ask(_method, _url):
        return Reply(*next(waiting, (200, None)))

    outcome = probe("http://a.example/a", ask)
    if steps == [(301, None)]:
        assert outcome == Outcome(Verdict.UNKNOWN, "HTTP 301")
    else:
        assert outcome == (Outcome(Verdict.MOVED, moved_to=moved_to) if moved_to else ALIVE)


def test_a_home_page_that_moved_is_a_move_and_one_instead_of_a_page_is_none():
    ask, _ = web(**{"a.example/": (301, "https://a.example/")})
    assert probe("http://a.example/", lambda m, u: Reply(200) if u[4] == "s" else ask(m, u)) == (
        Outcome(Verdict.MOVED, moved_to="https://a.example/")
    )


@pytest.mark.parametrize(
    ("path", "scheme", "outcome"),
    [
        ("/hang", "http", Outcome(Verdict.UNKNOWN, "timed out")),
        ("/break", "http", Outcome(Verdict.UNKNOWN, "the connection broke")),
        ("/fine", "https", Outcome(Verdict.UNKNOWN, "no certificate that can be trusted")),
        ("/fine", "http", ALIVE),
    ],
)
def test_faults_of_the_way_are_no_faults_of_the_page(path, scheme, outcome):
    with LinksServer({"/hang": "hang", "/break": "break"}) as server:
        ask = asker(connect_timeout_s=60, read_timeout_s=0.3 if path == "/hang" else 60)
        assert probe(f"{scheme}{server.url.removeprefix('http')}{path}", ask) == outcome


@pytest.mark.parametrize("url", ["http://[x/", "https:///a", "http://a.example:99999/", "http://"])
def test_an_address_that_is_none_stops_nothing(url):
    answered = {}
    ask_all.ask_all([url], answered, delay_s=0, limit_s=60)
    assert answered[url].verdict is Verdict.UNKNOWN
