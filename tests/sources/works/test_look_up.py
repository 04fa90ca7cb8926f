"""Who is asked for a work, in which order, and what becomes of bad answers: on loopback."""

from datetime import date

import pytest

from aiev.domain.partial_date import PartialDate
from aiev.errors import SourceError
from aiev.sources.http.public_host import require_public
from aiev.sources.http.session import SessionSettings
from aiev.sources.works import crossref, datacite, page
from aiev.sources.works.look_up import Asked, LookUp, Sources, doi_of
from arxiv_server import answer
from work_server import WorkServer, crossref_work, datacite_work

DOI = "https://doi.org/10.5555/toy.1"
PAGE = "https://papers.example.org/1"


@pytest.fixture
def server():
    with WorkServer() as server:
        yield server


def ask(server, tmp_path, fake_time, *urls, pages_url="own", resolve=None):
    sources = Sources(
        SessionSettings(tmp_path, response_timeout_s=5.0),
        crossref_url=server.url,
        datacite_url=server.url,
        asks_pages=True,
        pages_url=f"{server.url}/" if pages_url == "own" else pages_url,
        mailto="ada@example.org",
        crossref_delay_s=0.0,
        datacite_delay_s=0.0,
        pages_delay_s=0.0,
    )
    more = {} if resolve is None else {"resolve": resolve}
    look = LookUp(
        sources, today=date(2026, 11, 30), sleep=fake_time.sleep, clock=fake_time.clock, **more
    )
    with look:
        return list(look.iter_answers([Asked(number, url) for number, url in enumerate(urls)]))


def test_crossref_is_asked_first_and_politely(server, tmp_path, fake_time):
    server.crossref["10.5555/toy.1"] = crossref_work()
    [found] = ask(server, tmp_path, fake_time, DOI)
    assert found.source == "crossref"
    assert found.record.title == "A Toy Paper: On Blocks & Bricks"
    assert found.record.authors == ("Jane Doe", "The Toy Team")
    assert found.record.container == "Proceedings of the 1st Toy Conference"
    assert found.record.date == PartialDate(2024, 5)
    assert server.asked == ["/works/10.5555/toy.1?mailto=ada@example.org"]


def test_then_datacite_then_the_page(server, tmp_path, fake_time):
    server.datacite["10.5281/zenodo.1"] = datacite_work()
    server.pages["https://doi.org/10.5281/zenodo.2"] = "<meta name=citation_title content='A Page'>"
    urls = [f"https://doi.org/10.5281/zenodo.{number}" for number in (1, 2, 3)]
    one, two, three = ask(server, tmp_path, fake_time, *urls)
    assert (one.source, one.record.authors, one.record.date) == (
        "datacite", ("Jane Doe",), PartialDate(2024, 2),
    )  # fmt: skip
    assert (two.source, two.record.title, two.record.doi) == (
        "doi.org", "A Page", "10.5281/zenodo.2",
    )  # fmt: skip
    assert (three.record, three.reason) == (None, None)


@pytest.mark.parametrize(
    "relation",
    [
        {"has-preprint": [{"id-type": "doi", "id": "10.48550/ARXIV.2401.01234"}]},
        {"is-version-of": [{"id-type": "uri", "id": "https://arxiv.org/abs/2401.01234v2"}]},
    ],
)
def test_a_preprint_that_the_publisher_names(server, tmp_path, fake_time, relation):
    server.crossref["10.5555/toy.1"] = crossref_work(relation=relation)
    [found] = ask(server, tmp_path, fake_time, DOI)
    assert found.record.arxiv_id.value == "2401.01234"


def test_an_answer_about_another_doi_is_not_believed(server, tmp_path, fake_time):
    server.crossref["10.5555/toy.1"] = crossref_work("10.5555/other")
    [found] = ask(server, tmp_path, fake_time, DOI)
    assert found.record is None
    assert "another DOI" in found.reason


def test_a_source_that_fails_is_left_alone_and_the_others_go_on(server, tmp_path, fake_time):
    server.always = answer(429, b"busy")
    server.pages[PAGE] = "<title>never asked</title>"
    one, two = ask(server, tmp_path, fake_time, DOI, DOI)
    assert "too busy" in one.reason
    assert len([path for path in server.asked if path.startswith("/works/")]) == 3
    assert two.record is None


def test_html_that_lies_about_being_json(server, tmp_path, fake_time):
    server.crossref["10.5555/toy.1"] = "<html>sign in</html>"
    [found] = ask(server, tmp_path, fake_time, DOI)
    assert "an HTML page" in found.reason


def test_a_page_is_read_as_far_as_the_limit(server, tmp_path, fake_time):
    server.pages[PAGE] = "<title>A Page</title>" + "x" * 5_000_000
    [found] = ask(server, tmp_path, fake_time, PAGE)
    assert (found.record.title, found.source) == ("A Page", "papers.example.org")
    assert server.sent_bytes[0] <= 5_100_000


@pytest.mark.parametrize("status", [401, 403, 429, 451])
def test_a_page_that_keeps_robots_out_is_no_unknown_work(server, tmp_path, fake_time, status):
    server.always = answer(status, b"<title>no</title>")
    [found] = ask(server, tmp_path, fake_time, PAGE)
    assert found.reason == f"the page's server: HTTP {status}"
    assert len(server.asked) == 1


def test_redirects_are_followed_but_not_in_circles(server, tmp_path, fake_time):
    server.moved[PAGE] = "/https://papers.example.org/2"
    server.pages["https://papers.example.org/2"] = "<title>Moved Here</title>"
    server.moved["https://papers.example.org/3"] = "/https://papers.example.org/3"
    one, two = ask(server, tmp_path, fake_time, PAGE, "https://papers.example.org/3")
    assert one.record.title == "Moved Here"
    assert "redirects without end" in two.reason


@pytest.mark.parametrize(
    ("url", "numbers"),
    [
        ("http://127.0.0.1/x", []), ("http://[::1]/x", []), ("http://10.1.2.3/", []),
        ("http://169.254.169.254/latest/meta-data", []), ("http://[::ffff:127.0.0.1]/", []),
        ("http://router/", []), ("https://wiki.corp/", []), ("http://printer.local/", []),
        ("https://public.example.org/", ["93.184.216.34", "192.168.1.1"]),
        ("https://public.example.org/", ["fd00::1"]), ("http://0.0.0.0/", []), ("http:///x", []),
    ],
)  # fmt: skip
def test_no_private_host_is_asked_for_a_page(server, tmp_path, fake_time, url, numbers):
    [found] = ask(server, tmp_path, fake_time, url, pages_url=None, resolve=lambda _: numbers)
    assert "no open network" in found.reason or "no host" in found.reason
    assert server.asked == []


def test_public_hosts_may_be_asked():
    require_public("https://public.example.org/x", resolve=lambda _: ["93.184.216.34"])
    with pytest.raises(SourceError):
        require_public("https://public.example.org/x", resolve=lambda _: ["100.64.0.1"])


def test_a_redirect_into_a_private_network_is_not_followed(server, tmp_path, fake_time):
    server.moved[PAGE] = "http://10.0.0.1/secret"
    [found] = ask(server, tmp_path, fake_time, PAGE)
    assert "into a private network" in found.reason


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://dl.acm.org/doi/pdf/10.1145/0000001.0000002", "10.1145/0000001.0000002"),
        ("https://www.nature.com/articles/s41586-024-00001-1.pdf", "10.1038/s41586-024-00001-1"),
        (
            "https://www.biorxiv.org/content/10.1101/2024.05.06.000001v1.full",
            "10.1101/2024.05.06.000001",
        ),
        (
            "https://link.springer.com/chapter/10.1007/978-3-000-00000-0_1",
            "10.1007/978-3-000-00000-0_1",
        ),
        ("https://dl.acm.org/doi/10.5555/1234.5678", None),
        ("https://ieeexplore.ieee.org/document/1234567", None),
        ("https://openreview.net/forum?id=10.1/x", None),
    ],
)
def test_the_doi_in_a_publishers_address(url, expected):
    assert doi_of(url) == expected


@pytest.mark.parametrize(
    "read",
    [
        lambda name: crossref.read({"message": {"DOI": "10.5555/1", "author": [{"name": name}]}}),
        lambda name: datacite.read_work(
            {
                "data": {
                    "attributes": {
                        "doi": "10.5555/1",
                        "creators": [{"name": name, "nameType": "Organizational"}],
                    }
                }
            }
        ),
        lambda name: page.read(
            b'<script type="application/ld+json">{"@type": "ScholarlyArticle", "headline": "A Toy",'
            b' "author": [{"@type": "Organization", "name": "' + name.encode() + b'"}]}</script>',
            "https://a.example.org/",
            today=date(2026, 11, 30),
        ),
    ],
    ids=["crossref", "datacite", "page"],
)
def test_a_group_that_a_source_tells_is_not_cut_like_a_person(read):
    """`Kite Makers` was cited as `Makers, Kite`: what told that it is a group was not kept."""
    record = read("Kite Makers")
    assert (record.authors, record.name_parts) == (("Kite Makers",), ("Kite Makers",))
