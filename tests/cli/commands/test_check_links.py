"""`aiev check --links` asks each address once, politely, and calls dead only what is dead."""

import json
import signal
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from aiev.services.checks import links as service
from links_server import LinksServer
from running import TIMEOUT_S, start_process

ANSWERS = {
    "/gone": 404,
    "/410": 410,
    "/moved": (301, "/new%20place?a=1#x"),
    "/twice": (308, "/moved"),
    "/for-now": (302, "/here"),
    "/moved-for-now": (301, "/for-now"),
    "/to-login": (301, "/login?next=/to-login"),
    "/to-home": (301, "/"),
    "/to-gone": (301, "/gone"),
    "/round": (302, "/round"),
    "/to-mail": (301, "mailto:a@b.example"),
    "/inwards": (302, "http://169.254.169.254/latest/meta-data"),
    "HEAD /no-head": 405,
    "HEAD /bad-head": 404,
    "HEAD /broken-head": "break",
    "/forbidden": 403,
    "/error": 500,
    "/broken": "break",
}
# What these lists have beside their links.
OFF = "unread-link,repeated-entry,shared-address,unlike-titles"


@pytest.fixture
def web():
    with LinksServer(ANSWERS) as server:
        yield server


@pytest.fixture
def links(aiev, home, monkeypatch):
    """Checks the links of a list that is a text; the pause between two requests is none."""
    monkeypatch.chdir(home.folder)

    def check(text, *words, **changes):
        path = home.folder / "list.md"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        given = {"AIEV_LINKS_DELAY": "0", "AIEV_CHECK_OFF": OFF, **changes}
        return aiev("check", "list.md", "--links", *words, **given)

    return check


def listed(web, *paths):
    return "## A\n\n" + "".join(
        f"- [Work number {n}]({web.url}{path})\n" for n, path in enumerate(paths)
    )


def test_only_what_is_gone_is_dead(links, web):
    done = links(listed(web, "/fine", "/gone", "/410", "/to-gone", "/gone#part"))
    url = web.url
    assert done.out == (
        f"list.md:4: error dead-link: HTTP 404: {url}/gone\n"
        f"list.md:5: error dead-link: HTTP 410: {url}/410\n"
        f"list.md:6: error dead-link: HTTP 404: {url}/to-gone\n"
        f"list.md:7: error dead-link: HTTP 404: {url}/gone#part\n"
    )
    assert (done.code, done.err) == (1, "4 findings: 4 errors\n")


@pytest.mark.parametrize("path", ["/no-head", "/bad-head", "/broken-head"])
def test_a_server_that_knows_no_head_is_asked_by_get(links, web, path):
    done = links(listed(web, path))
    assert (done.code, done.out) == (0, "")
    assert web.asked == [f"HEAD {path}", f"GET {path}"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/forbidden", "HTTP 403"),
        ("/error", "HTTP 500"),
        ("/broken", "the connection broke"),
        ("/round", "redirected without end"),
        ("/to-home", "redirected to the home page"),
        ("/to-mail", "redirected to no page"),
        ("/inwards", "redirected into a private network"),
    ],
)
def test_what_says_nothing_of_the_page_is_not_checked(links, web, path, reason):
    done = links(listed(web, path))
    assert (done.code, done.out) == (0, "")
    assert done.err == f"1 address not checked: 1 {reason}\n0 findings\n"
    as_json = json.loads(links(None, "--json").out)
    assert as_json["not_checked"] == {reason: 1}


def test_a_move_for_good_is_told_with_the_new_address(links, web):
    done = links(listed(web, "/moved", "/twice#there", "/for-now", "/moved-for-now", "/to-login"))
    url = web.url
    assert done.out == (
        f"list.md:3: info moved-link: moved for good to {url}/new%20place?a=1: {url}/moved\n"
        f"list.md:4: info moved-link: moved for good to {url}/new%20place?a=1#there:"
        f" {url}/twice#there\n"
        f"list.md:6: info moved-link: moved for good to {url}/for-now: {url}/moved-for-now\n"
    )
    assert done.code == 0


def test_a_host_that_is_asked_too_much_is_left_in_peace(links, web):
    web.answers["/a"] = 429
    done = links(listed(web, "/a", "/b", "/c"))
    assert web.asked == ["HEAD /a"]
    assert done.err == "3 addresses not checked: 3 HTTP 429\n0 findings\n"


def test_each_address_is_asked_once_and_kept(links, web, home):
    """In a week not again; a dead one after a day."""
    text = listed(web, "/a", "/a#b", "/gone", "/a") + f"\n[again]({web.url}/a)\n"
    first = links(text)
    assert sorted(web.asked) == ["GET /gone", "HEAD /a", "HEAD /gone"]
    assert links(None).out == first.out
    assert len(web.asked) == 3
    cache = home.folder / ".cache" / "aiev" / "links.json"
    kept = json.loads(cache.read_text())
    twice = ["HEAD /gone", "GET /gone"]
    for days, again in ((2, twice), (8, ["HEAD /a", *twice])):
        for one in kept["links"].values():
            one["at"] = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        cache.write_text(json.dumps(kept))
        web.asked.clear()
        links(None)
        assert sorted(web.asked) == sorted(again)
    cache.write_text("no cache at all")
    assert links(None).out == first.out


def test_a_server_that_is_away_is_dead_only_when_it_still_is_an_hour_later(links, home):
    with LinksServer() as server:
        gone = server.url
    text = f"## A\n\n- [Work]({gone}/a)\n"
    done = links(text)
    assert (done.code, done.err) == (0, "1 address not checked: 1 no server answers\n0 findings\n")
    assert links(None).code == 0
    cache = home.folder / ".cache" / "aiev" / "links.json"
    kept = json.loads(cache.read_text())
    kept["links"][f"{gone}/a"]["away_since"] = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
    cache.write_text(json.dumps(kept))
    assert links(None).out == (
        f"list.md:3: error dead-link: no server answers, asked twice: {gone}/a\n"
    )


def test_a_machine_without_a_network_says_so_and_notes_nothing(links, home):
    with LinksServer() as one, LinksServer() as other:
        urls = one.url, other.url
    text = "## A\n\n" + "".join(f"- [Work]({url}/a)\n" for url in urls)
    done = links(text)
    assert done.code == 0
    assert "no host could be reached: is there a network?\n2 addresses not checked" in done.err
    kept = json.loads((home.folder / ".cache" / "aiev" / "links.json").read_text())
    assert kept["links"] == {}


def test_hosts_are_asked_at_once_and_each_of_them_one_by_one(home):
    """Neither answers, and both are asked."""
    with LinksServer({"/a": "hang"}) as one, LinksServer({"/a": "hang"}) as other:
        path = home.folder / "list.md"
        path.write_text(listed(one, "/a", "/b") + listed(other, "/a", "/b"))
        process = start_process(home, "check", path, "--links", AIEV_LINKS_DELAY="0")
        assert one.is_hung.wait(TIMEOUT_S)
        assert other.is_hung.wait(TIMEOUT_S)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=TIMEOUT_S)
        assert (one.asked, other.asked) == (["HEAD /a"], ["HEAD /a"])


def test_after_the_time_given_what_is_left_is_not_checked(links, web):
    web.answers["/a"] = "hang"
    done = links(listed(web, "/a", "/b"), "--timeout", "1")
    assert (done.code, web.asked) == (0, ["HEAD /a"])
    assert done.err == "2 addresses not checked: 2 no time was left\n0 findings\n"


def test_arxiv_is_not_crawled(links, web):
    text = "## A\n\n- [W](https://arxiv.org/abs/2401.00001)\n- [V](http://arxiv.org/pdf/2401.00002v1)\n"
    done = links(text)
    assert (done.code, done.out) == (0, "")
    assert "2 addresses at arXiv not asked" in done.err


FIXABLE = """# Awesome \u00e4\r
\r
| Paper | Link |\r
|---|---|\r
| One | [code](URL/moved) and [code](URL/moved "title") |\r
\r
- [Two](<URL/moved>)  trailing   \r
- <a class='x' href='URL/moved#part'>Three</a> <URL/moved> URL/moved\r
- [Four][r] [Five](URL/moved-not) [Six](URL/fine) `URL/moved`\r
- [Seven](URL/gone)\r
\r
[r]: URL/moved 'title'\r
"""


def test_moved_addresses_are_written_anew_and_nothing_else_is(links, web, home):
    web.answers["/moved"] = (301, "/new(place)")
    path = home.folder / "list.md"
    path.write_bytes(b"\xef\xbb\xbf" + FIXABLE.replace("URL", web.url).encode())
    path.chmod(0o640)
    before = path.read_bytes()
    done = links(None, "--fix")
    assert done.out == f"list.md:10: error dead-link: HTTP 404: {web.url}/gone\n"
    assert done.err.startswith("list.md: 7 moved addresses written anew\n")
    after = before.replace(b"/moved-not", b"/kept").replace(
        b"`" + web.url.encode() + b"/moved", b"`"
    )
    after = after.replace(b"/moved", b"/new%28place%29").replace(b"/kept", b"/moved-not")
    after = after.replace(b" ``", b" `" + web.url.encode() + b"/moved`")
    assert path.read_bytes() == after
    assert path.stat().st_mode & 0o777 == 0o640
    again = links(None, "--fix")
    assert path.read_bytes() == after
    assert again.out == done.out


def test_a_file_that_changes_meanwhile_is_left_alone(links, web, home, monkeypatch):
    text = listed(web, "/moved")
    path = home.folder / "list.md"
    real = service.with_new_addresses

    def late(*given):
        path.write_text(text + "more\n")
        return real(*given)

    monkeypatch.setattr(service, "with_new_addresses", late)
    done = links(text, "--fix")
    assert (done.code, done.out) == (1, "")
    assert "the file changed meanwhile" in done.err
    assert path.read_text() == text + "more\n"


def test_only_files_can_be_written_into_and_only_with_links(aiev, small, links, web):
    for words, said in (
        (["-", "--links", "--fix"], "--fix writes into files"),
        (["small", "--links", "--fix"], "--fix writes into files"),
        (["--links", "--fix"], "--fix writes into files"),
        (["-", "--fix"], "--fix is about --links"),
        (["-", "--timeout", "3"], "--timeout is about --links"),
    ):
        done = aiev("check", *words, stdin=b"# A\n")
        assert (done.code, said in done.err) == (2, True), words


def test_of_a_new_version_only_its_new_addresses_are_asked(links, web, home):
    def git(*words):
        subprocess.run(
            ["git", "-C", home.folder, "-c", "user.name=A", "-c", "user.email=a@a.example", *words],
            check=True,
            capture_output=True,
        )

    (home.folder / "list.md").write_text(listed(web, "/gone", "/a"))
    git("init", "-q")
    git("add", "list.md")
    git("commit", "-qm", "old")
    done = links(listed(web, "/gone", "/a", "/410"), "--new-since", "HEAD")
    assert done.out == f"list.md:5: error dead-link: HTTP 410: {web.url}/410\n"
    assert set(web.asked) == {"HEAD /410", "GET /410"}


def test_a_list_of_the_database_is_asked_for_too(aiev, home, web):
    path = home.folder / "list.md"
    path.write_text(listed(web, "/gone"))
    aiev("import", path, "--name", "mine", "--no-enrich")
    done = aiev("check", "mine", "--links", "--level", "error", AIEV_LINKS_DELAY="0")
    assert done.out == f"mine:3: error dead-link: HTTP 404: {web.url}/gone\n"


def test_ctrl_c_ends_it_at_once_and_keeps_what_was_answered(home, web):
    web.answers["/slow"] = "hang"
    path = home.folder / "list.md"
    path.write_text(listed(web, "/a", "/slow", "/b"))
    process = start_process(home, "check", path, "--links", AIEV_LINKS_DELAY="0")
    assert web.is_hung.wait(TIMEOUT_S)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=TIMEOUT_S)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().splitlines() == [
        "aiev: interrupted; what was finished is kept",
        "hint: the same command goes on from there",
    ]
    kept = json.loads((home.folder / ".cache" / "aiev" / "links.json").read_text())
    assert list(kept["links"]) == [f"{web.url}/a"]
