"""Requests that arXiv refuses, redirects or answers in part: the good rest of a batch arrives."""

import pytest

import arxiv_server
from aiev.domain.arxiv_id import ArxivId
from aiev.sources.http.transport import LARGEST_ANSWER_BYTES
from arxiv_server import Paper, answer

IDS = [ArxivId(f"2401.{number:05}") for number in range(1, 151)]
PAPERS = [Paper(one.value) for one in IDS]
FIRST_100 = {one.value for one in IDS[:100]}
ALL = {one.value for one in IDS}


def test_a_huge_answer_is_not_read_to_its_end(arxiv, run):
    arxiv.add(*PAPERS)
    arxiv.always = arxiv_server.flood
    seen = run(IDS[:1])
    assert seen.failed == {IDS[0].value: "arXiv's answer is too large"}
    assert len(arxiv.requests) == 1
    assert arxiv.sent_bytes[0] < 2 * LARGEST_ANSWER_BYTES


def test_the_body_of_a_redirect_is_bounded_too(arxiv, run):
    """The requests library reads it whole before it looks where the redirect leads."""
    arxiv.script[1] = arxiv_server.flooding_redirect
    assert run(IDS[:1]).failed == {IDS[0].value: "arXiv's answer is too large"}
    assert arxiv.sent_bytes[0] < 2 * LARGEST_ANSWER_BYTES


def test_huge_answers_to_every_question_end_the_run(arxiv, run):
    arxiv.always = arxiv_server.flood
    seen = run(IDS)
    assert "arXiv refuses every request: HTTP 413: the answer is above" in str(seen.error)
    assert len(arxiv.requests) == 9


def test_an_answer_that_is_too_large_is_asked_for_in_halves(arxiv, run):
    def large(exchange):
        (arxiv_server.flood if len(exchange.request.ids) > 30 else arxiv_server.good)(exchange)

    arxiv.add(*PAPERS)
    arxiv.always = large
    seen = run(IDS[:100])
    assert seen.error is None
    assert seen.done == FIRST_100
    assert [len(one.ids) for one in arxiv.requests] == [100, 50, 25, 25, 50, 25, 25]


def test_a_uri_that_is_too_long_is_halved(arxiv, run):
    arxiv.add(*PAPERS)
    arxiv.script[1] = answer(414, b"<html>URI too long</html>")
    assert run(IDS[:100]).done == FIRST_100
    assert [len(one.ids) for one in arxiv.requests] == [100, 50, 50]


def test_an_id_that_arxiv_calls_bad_does_not_sink_its_batch(arxiv, run):
    def picky(exchange):
        bad = [one for one in exchange.request.ids if one in (IDS[7].value, IDS[70].value)]
        if bad:
            exchange.send(400, arxiv_server.error_feed(f"incorrect id format for {bad[0]}"))
        else:
            arxiv_server.good(exchange)

    arxiv.add(*PAPERS)
    arxiv.always = picky
    seen = run(IDS[:100])
    assert seen.error is None
    assert seen.invalid == {IDS[7].value, IDS[70].value}
    assert seen.done == FIRST_100 - seen.invalid
    assert len(arxiv.requests) == 3


def test_an_error_feed_with_status_200_counts_as_refusal(arxiv, run):
    arxiv.add(*PAPERS)
    arxiv.script[1] = answer(
        200, arxiv_server.error_feed(f"incorrect id format for {IDS[3].value}")
    )
    seen = run(IDS[:10])
    assert seen.invalid == {IDS[3].value}
    assert len(seen.done) == 9


@pytest.mark.parametrize("place", [0, 37, 99])
@pytest.mark.parametrize("body", [b"Bad Request", arxiv_server.error_feed("malformed query")])
def test_a_bad_id_that_is_not_named_is_found_by_halving(arxiv, run, place, body):
    def silent_about_it(exchange):
        if IDS[place].value in exchange.request.ids:
            exchange.send(400, body)
        else:
            arxiv_server.good(exchange)

    arxiv.add(*PAPERS)
    arxiv.always = silent_about_it
    seen = run(IDS[:100])
    assert seen.error is None
    # What is no feed of arXiv's may be anybody's answer, and says nothing of the id.
    is_arxiv = body != b"Bad Request"
    assert (seen.invalid if is_arxiv else set(seen.failed)) == {IDS[place].value}
    assert (seen.failed == {}) if is_arxiv else (seen.invalid == set())
    assert seen.done == FIRST_100 - {IDS[place].value}
    assert len(arxiv.requests) <= 16


def test_several_bad_ids_that_are_not_named_are_all_found(arxiv, run):
    bad = {IDS[place].value for place in (0, 37, 64, 99)}

    def silent_about_them(exchange):
        refused = answer(400, arxiv_server.error_feed("malformed query"))
        fault = refused if bad & set(exchange.request.ids) else arxiv_server.good
        fault(exchange)

    arxiv.add(*PAPERS)
    arxiv.always = silent_about_them
    seen = run(IDS[:100])
    assert seen.error is None
    assert seen.invalid == bad
    assert seen.done == FIRST_100 - bad


def test_a_server_that_refuses_everything_is_given_up(arxiv, run):
    arxiv.always = answer(400, b"no")
    seen = run(IDS)
    assert "arXiv refuses every request: HTTP 400" in str(seen.error)
    assert len(arxiv.requests) == 9


def test_an_id_left_out_is_named_where_it_could_not_be_asked_again(arxiv, run):
    arxiv.add(*PAPERS)
    missing = ArxivId("2402.99999")
    arxiv.script[1] = arxiv_server.good
    arxiv.always = arxiv_server.answer(500)
    seen = run([IDS[0], missing])
    assert seen.done == {IDS[0].value}
    assert (seen.unknown, list(seen.failed)) == (set(), [missing.value])


def test_a_server_that_names_ids_never_asked_for_is_given_up(arxiv, run):
    arxiv.always = answer(400, arxiv_server.error_feed("incorrect id format for 9999.99999"))
    assert run(IDS).error is not None
    assert len(arxiv.requests) == 9


def test_missing_entries_are_asked_for_once_more(arxiv, run):
    """An empty page is often load: what was due comes with the second question."""
    arxiv.add(*PAPERS)
    arxiv.script[1] = arxiv_server.empty
    seen = run(IDS)
    assert seen.done == ALL
    assert seen.unknown == set()
    assert [len(one.ids) for one in arxiv.requests] == [100, 50, 100, 2]


def test_what_is_missing_twice_beside_good_entries_is_unknown(arxiv, run):
    arxiv.add(*PAPERS[:3], *PAPERS[5:])
    seen = run(IDS[:20])
    assert seen.unknown == {IDS[3].value, IDS[4].value}
    assert len(seen.done) == 18
    # The second question carries a paper that arXiv has, to tell an empty page from an answer.
    assert arxiv.requests[1].ids == (IDS[3].value, IDS[4].value, IDS[0].value + "v1")


def test_a_second_page_that_is_empty_again_proves_nothing(arxiv, run):
    arxiv.add(*PAPERS)
    arxiv.script = {2: arxiv_server.empty, 3: arxiv_server.empty}
    seen = run(IDS)
    assert seen.done == FIRST_100
    assert seen.unknown == set()
    assert set(seen.failed) == ALL - FIRST_100
    assert set(seen.failed.values()) == {"arXiv sent empty pages"}
    assert len(arxiv.requests) == 3


def test_nothing_but_empty_pages_does_not_make_a_whole_list_unknown(arxiv, run):
    arxiv.add(*PAPERS)
    arxiv.always = arxiv_server.empty
    seen = run(IDS)
    assert seen.error is None
    assert set(seen.failed) == ALL
    assert len(arxiv.requests) == 4


def test_a_few_ids_that_stay_missing_are_unknown(arxiv, run):
    seen = run(IDS[:2])
    assert seen.unknown == {IDS[0].value, IDS[1].value}
    assert len(arxiv.requests) == 2


def test_entries_that_were_not_asked_for_are_left_aside(arxiv, run):
    page = arxiv_server.feed(PAPERS[:9], query="x", total=214_881, size=100)
    arxiv.always = answer(200, page)
    seen = run([IDS[2], IDS[100]])
    assert seen.done == {IDS[2].value}
    assert seen.unknown == {IDS[100].value}
    assert len(arxiv.requests) == 2


def test_of_several_versions_the_latest_is_taken(arxiv, run):
    versions = [Paper(IDS[0].value, version=number) for number in (2, 3, 1)]
    arxiv.always = answer(200, arxiv_server.feed(versions, query="x", total=3, size=1))
    (batch,) = run(IDS[:1]).batches
    assert [record.arxiv_id.version for record in batch.records] == [3]
    (batch,) = run([ArxivId(IDS[0].value, 2)]).batches
    assert [record.arxiv_id.version for record in batch.records] == [2]


def test_a_redirect_is_followed(arxiv, run):
    arxiv.add(*PAPERS)
    arxiv.script[1] = lambda exchange: answer(301, b"", Location=exchange.handler.path)(exchange)
    assert run(IDS[:1]).done == {IDS[0].value}
    assert arxiv.requests[1].ids == (IDS[0].value,)


@pytest.mark.parametrize(
    ("location", "said", "requests"),
    [
        ("file:///etc/passwd", "no web address", 1),
        ("ftp://127.0.0.1/x", "no web address", 1),
        ("http://[bad", "no web address", 1),
        ("/round/and/round", "redirects without end", 4),
    ],
)
def test_a_redirect_that_leads_nowhere_ends_the_run(arxiv, run, location, said, requests):
    arxiv.always = answer(302, b"", Location=location)
    seen = run(IDS[:1])
    assert said in str(seen.error)
    assert len(arxiv.requests) == requests


def test_a_page_behind_a_redirect_is_named(arxiv, run):
    """Of a network that wants a sign-in the user learns where that is."""
    arxiv.always = arxiv_server.html
    arxiv.script[1] = answer(302, b"", Location="/sign-in?next=x")
    said = str(run(IDS[:1]).error)
    assert said.endswith(f"an HTML page (redirected to {arxiv.url.removesuffix('/api/query')}"
                         "/sign-in)")  # fmt: skip


def test_a_redirect_without_address_ends_the_run(arxiv, run):
    arxiv.always = answer(302, b"")
    assert "redirects" in str(run(IDS[:1]).error)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_answer_of_another_kind_points_at_the_address(arxiv, run, status):
    arxiv.always = answer(status, b"no")
    seen = run(IDS[:1])
    assert f"HTTP {status}" in str(seen.error)
    assert "AIEV_ARXIV_URL" in (seen.error.hint or "")
    assert len(arxiv.requests) == 1
