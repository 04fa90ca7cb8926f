"""Whatever arXiv does, the command ends by contract: good batches kept, no traceback."""

import json
import os
import signal
import time
from itertools import pairwise

import pytest

import arxiv_server
import knowledge
from arxiv_server import Paper, answer
from running import TIMEOUT_S, start_process

FAULTS = {
    "429": answer(429),
    "429, Retry-After: 0": answer(429, Retry_After="0"),
    "429, Retry-After: an hour": answer(429, Retry_After="3600"),
    "406": answer(406),
    "503": answer(503, Retry_After="0"),
    "500": answer(500, b"<html>oops</html>"),
    "404": answer(404, b"gone"),
    "400": answer(400, b"no"),
    "truncated XML": arxiv_server.truncated,
    "an HTML page": arxiv_server.html,
    "an empty page": arxiv_server.empty,
    "a reset": arxiv_server.reset,
    "a broken body": arxiv_server.broken_body,
    "a flood": arxiv_server.flood,
    "a redirect without end": answer(302, b"", Location="/elsewhere"),
    "a redirect inwards": answer(302, b"", Location="http://169.254.169.254/api/query"),
    "an entity bomb": answer(200, b"<!DOCTYPE f [<!ENTITY a 'aa'>]><feed>&a;</feed>"),
}


@pytest.fixture
def ids(seed):
    rows = knowledge.rows(seed, "select arxiv_id from paper where arxiv_id > '' order by id")
    return [row[0] for row in rows]


@pytest.mark.parametrize("name", FAULTS)
def test_a_lasting_fault_keeps_the_first_batch(seed, aiev, arxiv, ids, name):
    arxiv.add(*(Paper(one) for one in ids))
    arxiv.script[1] = arxiv_server.good
    arxiv.always = FAULTS[name]
    done = aiev("enrich", "--timeout", "20", AIEV_ARXIV_URL=arxiv.url)
    assert done.code == 5, done
    assert "Traceback" not in done.err
    assert done.err.startswith("aiev: ")
    assert knowledge.rows(seed, "select count(*) from paper where enrichment = 'done'") == [(100,)]
    assert "100 of 114 papers enriched" in done.out
    named = [one for one in ids[100:] if one in done.err]
    assert len(named) >= 10
    states = knowledge.rows(seed, "select distinct enrichment from paper where arxiv_id > ''")
    assert {state for (state,) in states} <= {"done", "pending"}


def test_programs_get_every_id_that_failed_with_its_reason(seed, aiev, arxiv, ids):
    arxiv.add(*(Paper(one) for one in ids))
    arxiv.script[1] = arxiv_server.good
    arxiv.always = FAULTS["500"]
    done = aiev("enrich", "--json", AIEV_ARXIV_URL=arxiv.url)
    told = json.loads(done.out)
    assert (told["enriched"], told["pending"], told["not_answered"]) == (100, 14, 14)
    assert [one["arxiv_id"] for one in told["failed"]] == ids[100:]
    assert {one["reason"] for one in told["failed"]} == {
        "arXiv failed 4 times in a row, at last: HTTP 500"
    }


@pytest.mark.parametrize("name", [name for name in FAULTS if name != "400"])
def test_a_fault_from_the_start_is_the_source_s_failure(seed, aiev, arxiv, ids, name):
    arxiv.always = FAULTS[name]
    done = aiev("enrich", "--timeout", "20", AIEV_ARXIV_URL=arxiv.url)
    is_answer = name == "an empty page"
    assert done.code == (5 if is_answer else 4), done
    assert "Traceback" not in done.err
    assert knowledge.rows(seed, "select count(*) from paper where enrichment = 'pending'") == [
        (len(ids),)
    ]


def test_ctrl_c_keeps_every_finished_batch(seed, home, arxiv, ids):
    arxiv.add(*(Paper(one) for one in ids))
    arxiv.script[2] = arxiv_server.silence
    with start_process(home, "enrich", AIEV_ARXIV_URL=arxiv.url) as process:
        # The first batch is stored before the second is asked for.
        while len(arxiv.requests) < 2 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 130
    assert (out, err.decode()) == (
        b"",
        "aiev: interrupted; 100 of 114 papers are done and kept\n"
        "hint: the same command goes on from there\n",
    )
    assert knowledge.rows(seed, "select count(*) from paper where enrichment = 'done'") == [(100,)]


def test_two_shells_keep_the_pause_between_them(seed, home, arxiv, ids, tmp_path):
    arxiv.add(*(Paper(one) for one in ids))
    other = tmp_path / "other.db"
    other.write_bytes(seed.read_bytes())
    settings = {"AIEV_ARXIV_URL": arxiv.url, "AIEV_ARXIV_DELAY": "0.4"}
    both = [start_process(home, "enrich", AIEV_DB=os.fspath(path), **settings)
            for path in (seed, other)]  # fmt: skip
    for process in both:
        with process:
            process.communicate(timeout=TIMEOUT_S)
        assert process.returncode == 0
    times = [request.at for request in arxiv.requests]
    assert len(times) == 4
    assert all(after - before >= 0.39 for before, after in pairwise(times))


def test_v_shows_the_requests(seed, aiev, arxiv, ids):
    arxiv.add(*(Paper(one) for one in ids))
    done = aiev("enrich", "-v", AIEV_ARXIV_URL=arxiv.url)
    told = [line for line in done.err.splitlines() if line.startswith("GET ")]
    assert len(told) == 2
    assert "max_results=100: 200, " in told[0]
