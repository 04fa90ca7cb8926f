"""arXiv on a bad day: what was good is kept, what failed is named, and there is always an end."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import arxiv_server
from aiev.domain.arxiv_id import ArxivId
from aiev.errors import ExitCode, SourceError
from aiev.sources.arxiv.api import iter_batches
from aiev.sources.arxiv.api_values import ApiSettings
from aiev.sources.http import transport
from arxiv_server import ArxivServer, Paper, answer

IDS = [ArxivId(f"2401.{number:05}") for number in range(1, 151)]
PAPERS = [Paper(one.value) for one in IDS]
FIRST_100 = {one.value for one in IDS[:100]}
ALL = {one.value for one in IDS}

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>
<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&c;&d;</title></entry></feed>"""
DEEP = (
    b'<feed xmlns="http://www.w3.org/2005/Atom">'
    + b"<entry>" * 5000
    + b"</entry>" * 5000
    + b"</feed>"
)

PASSING = {
    "HTTP 429": answer(429),
    "HTTP 429, Retry-After: 0": answer(429, Retry_After="0"),
    "HTTP 429, Retry-After: 7": answer(429, Retry_After="7"),
    "HTTP 429, Retry-After: nonsense": answer(429, Retry_After="soon, -1"),
    "HTTP 406": answer(406),
    "HTTP 406, Retry-After: 7": answer(406, Retry_After="7"),
    "HTTP 503": answer(503),
    "HTTP 503, Retry-After: 0": answer(503, Retry_After="0"),
    "HTTP 500": answer(500, b"<html>oops</html>"),
    "HTTP 502": answer(502, b""),
    "truncated XML": arxiv_server.truncated,
    "an HTML page with status 200": arxiv_server.html,
    "plain text with status 200": answer(200, b"Rate exceeded."),
    "nothing with status 200": answer(200, b""),
    "another XML": answer(200, b"<rss version='2.0'><channel/></rss>"),
    "not UTF-8": answer(200, b"<feed xmlns='http://www.w3.org/2005/Atom'>\xff</feed>"),
    "an entity bomb": answer(200, BOMB),
    "XML nested too deep": answer(200, DEEP),
    "a compressed answer": answer(200, b"\x1f\x8b", Content_Encoding="gzip"),
    "a body that breaks off": arxiv_server.broken_body,
    "a connection reset": arxiv_server.reset,
}


@pytest.mark.parametrize("name", PASSING)
def test_a_passing_fault_costs_one_more_request(arxiv, run, fake_time, name):
    """After a pause that is longer than the usual one."""
    arxiv.add(*PAPERS)
    arxiv.script[2] = PASSING[name]
    seen = run(IDS)
    assert seen.error is None
    assert seen.done == ALL
    assert len(arxiv.requests) == 3
    before, after = fake_time.slept_s
    assert before == pytest.approx(3.0)
    assert 6.0 <= after <= 9.0
    assert seen.messages


@pytest.mark.parametrize("name", PASSING)
def test_a_lasting_fault_ends_and_keeps_what_was_good(arxiv, run, fake_time, name):
    arxiv.add(*PAPERS)
    arxiv.script[1] = arxiv_server.good
    arxiv.always = PASSING[name]
    seen = run(IDS)
    assert seen.done == FIRST_100
    assert seen.error is not None
    assert seen.error.exit_code == ExitCode.SOURCE
    assert "aiev enrich" in (seen.error.hint or "")
    assert list(seen.failed) == [one.value for one in IDS if one.value not in FIRST_100]
    assert set(seen.failed.values()) == {str(seen.error)}
    is_throttled = "429" in name or "406" in name
    assert len(arxiv.requests) == (4 if is_throttled else 5)
    assert ("too busy" if is_throttled else "failed 4 times in a row") in str(seen.error)
    assert sum(fake_time.slept_s) < 120


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("HTTP 429", "HTTP 429, the third time in a row"),
        ("HTTP 500", "HTTP 500"),
        ("truncated XML", "cut off or broken"),
        ("an HTML page with status 200", "an HTML page"),
        ("plain text with status 200", "no XML"),
        ("another XML", "no Atom feed"),
        ("not UTF-8", "not in UTF-8"),
        ("an entity bomb", "document type declaration"),
        ("XML nested too deep", "nested too deep"),
        ("a compressed answer", "compressed"),
        ("a body that breaks off", "connection broke"),
        ("a connection reset", "connection broke"),
    ],
)
def test_the_error_says_what_was_wrong(arxiv, run, name, reason):
    arxiv.always = PASSING[name]
    assert reason in str(run(IDS[:2]).error)


@pytest.mark.parametrize("status", [429, 406, 503])
def test_the_pause_that_arxiv_asks_for_is_kept(arxiv, run, fake_time, status):
    arxiv.add(*PAPERS)
    arxiv.script[1] = answer(status, Retry_After="45")
    assert run(IDS[:1]).done == {IDS[0].value}
    assert fake_time.slept_s == pytest.approx([45.0])


def test_the_pause_may_be_a_date(arxiv, run, fake_time):
    arxiv.add(*PAPERS)
    when = datetime.fromtimestamp(fake_time.now_s + 50, tz=UTC)
    arxiv.script[1] = answer(503, Retry_After=format_datetime(when, usegmt=True))
    assert run(IDS[:1]).done == {IDS[0].value}
    assert fake_time.slept_s == pytest.approx([50.0])


@pytest.mark.parametrize(
    "moment",
    ["Mon, 99999999999999999999 Jan 2024 00:00:00 GMT", "Mon, 01 Jan 2027 00:00:00 +99999999"],
)
def test_a_pause_that_no_calendar_has_asks_for_none(arxiv, run, fake_time, moment):
    """Python says OverflowError where a day has twenty digits."""
    arxiv.add(*PAPERS)
    arxiv.script[1] = answer(503, Retry_After=moment)
    assert run(IDS[:1]).done == {IDS[0].value}
    assert sum(fake_time.slept_s) < 10


def test_a_date_that_has_passed_asks_for_no_pause(arxiv, run, fake_time):
    arxiv.add(*PAPERS)
    arxiv.script[1] = answer(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")
    assert run(IDS[:1]).done == {IDS[0].value}
    assert sum(fake_time.slept_s) < 10


@pytest.mark.parametrize("seconds", ["3600", "99999999999999999999"])
def test_a_long_pause_is_left_to_the_user(arxiv, run, fake_time, seconds):
    """The next run keeps it too, and says until when; it does not sleep for hours."""
    arxiv.add(*PAPERS)
    arxiv.script[2] = answer(429, Retry_After=seconds)
    seen = run(IDS)
    assert seen.done == FIRST_100
    assert "arXiv asks for a pause of" in str(seen.error)
    assert sum(fake_time.slept_s) < 10
    again = run(IDS[100:])
    assert "arXiv asked for a pause until" in str(again.error)
    assert len(arxiv.requests) == 2
    fake_time.now_s += 3600
    assert len(run(IDS[100:]).done) == 50


def test_a_run_right_after_a_busy_one_waits_first(arxiv, run, fake_time):
    arxiv.add(*PAPERS)
    arxiv.script = dict.fromkeys((1, 2, 3), answer(429))
    assert run(IDS[:1]).error is not None
    fake_time.slept_s.clear()
    again = run(IDS[:1])
    assert again.done == {IDS[0].value}
    assert 24.0 <= fake_time.slept_s[0] <= 36.0
    assert "not asking arXiv for" in again.messages[0]


def test_good_answers_in_between_forget_the_throttling(arxiv, run):
    arxiv.add(*PAPERS)
    arxiv.script = {1: answer(429), 2: answer(429), 4: answer(429), 5: answer(429)}
    assert run(IDS).done == ALL


def test_a_server_that_says_nothing_is_left_in_time(arxiv, run, settings):
    arxiv.add(*PAPERS)
    arxiv.script[1] = arxiv_server.silence
    seen = run(IDS[:1], replace(settings, read_timeout_s=1.0))
    assert seen.done == {IDS[0].value}
    assert "arXiv: the answer stopped coming" in seen.messages


@pytest.mark.parametrize("fault", [arxiv_server.trickle, arxiv_server.silence])
def test_an_answer_without_end_is_left_in_time(arxiv, run, settings, fault):
    """Each byte restarts a socket's timeout: only the time in all can end a trickle."""
    arxiv.always = fault
    seen = run(IDS, replace(settings, response_timeout_s=0.3))
    assert "the answer was not whole after 0.3 s" in str(seen.error)
    assert len(arxiv.requests) == 4


def test_an_unforeseen_error_is_raised_where_it_is_seen(arxiv, run, monkeypatch):
    """Not lost in the thread that asks."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(transport, "_get", broken)
    with pytest.raises(ZeroDivisionError):
        run(IDS[:1])


def test_a_refused_connection_is_tried_twice(tmp_path, run, fake_time):
    with ArxivServer() as gone:
        url = gone.url
    seen = run(IDS, ApiSettings(tmp_path, url=url))
    assert f"arXiv cannot be reached: {url}" in str(seen.error)
    assert seen.error.exit_code == ExitCode.SOURCE
    assert seen.batches == []
    assert sum(fake_time.slept_s) == 1.0
    assert len(seen.traces) == 2


def test_an_unknown_host_is_tried_twice(tmp_path, run, fake_time):
    seen = run(IDS, ApiSettings(tmp_path, url="http://arxiv.invalid/api/query"))
    assert "arXiv cannot be reached: http://arxiv.invalid/api/query" in str(seen.error)
    assert sum(fake_time.slept_s) == 1.0


@pytest.mark.parametrize("url", ["no-scheme/api", "ftp://127.0.0.1/x", "http://", "http://[::1"])
def test_an_address_that_is_none_is_said_at_once(tmp_path, run, url):
    seen = run(IDS, ApiSettings(tmp_path, url=url))
    assert "arXiv cannot be asked" in str(seen.error)
    assert "AIEV_ARXIV_URL" in (seen.error.hint or "")
    assert len(seen.traces) == 1


def test_the_deadline_ends_the_waiting(arxiv, run, settings, fake_time):
    arxiv.add(*PAPERS)
    arxiv.script[1] = arxiv_server.good
    arxiv.always = answer(503)
    seen = run(IDS, replace(settings, deadline_s=8.0))
    assert seen.done == FIRST_100
    assert str(seen.error) == "arXiv did not answer everything within 8 s"
    assert sum(fake_time.slept_s) <= 8.0


def test_an_interrupt_keeps_the_batches_and_frees_the_turn(arxiv, settings, fake_time, run):
    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    arxiv.add(*PAPERS)
    batches = iter_batches(IDS, settings=settings, sleep=interrupted, clock=fake_time.clock)
    assert len(next(batches).records) == 100
    with pytest.raises(KeyboardInterrupt):
        next(batches)
    assert len(run(IDS[100:]).done) == 50


FAULTS = [
    *PASSING.values(), arxiv_server.empty, arxiv_server.good, answer(400, b"no"), answer(414),
    answer(302, b"", Location="/elsewhere"), answer(200, arxiv_server.error_feed("no reason")),
]  # fmt: skip


@given(st.lists(st.sampled_from(FAULTS), max_size=12), st.sampled_from(FAULTS))
@settings(max_examples=60, deadline=None)
def test_any_series_of_faults_ends_with_each_id_in_one_place(tmp_path_factory, faults, last):
    folder = tmp_path_factory.mktemp("state")
    places: list[str] = []
    with ArxivServer(PAPERS, dict(enumerate(faults, start=1)), last) as arxiv:
        options = ApiSettings(folder, url=arxiv.url, delay_s=0.0)
        is_over = False
        with contextlib.suppress(SourceError):
            for batch in iter_batches(IDS, settings=options, sleep=lambda _: None):
                places += [one.arxiv_id.value for one in batch.records]
                places += [one.value for one in (*batch.unknown, *batch.invalid)]
                places += [one.arxiv_id.value for one in batch.failed]
            is_over = True
        assert len(arxiv.requests) < 60
    assert len(places) == len(set(places))
    assert set(places) <= ALL
    assert not is_over or set(places) == ALL
