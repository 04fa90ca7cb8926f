"""Many addresses are asked politely."""

import time

import pytest

from aiev.sources.links import ask_all
from aiev.sources.links.probe import Reply

TIMEOUT_S = 300


def test_a_pause_is_made_between_two_requests_to_a_host():
    times = []

    def ask(_method, _url):
        times.append(time.monotonic())
        return Reply(200)

    urls = [f"https://a.example/{n}" for n in range(3)]
    answered = {}
    ask_all.ask_all(urls, answered, delay_s=0.2, limit_s=TIMEOUT_S, new_ask=lambda: ask)
    assert list(answered) == urls
    assert times[1] - times[0] >= 0.2
    assert times[2] - times[1] >= 0.2


def test_what_fails_in_a_thread_is_raised():
    def ask(_method, _url):
        raise RuntimeError("a fault of our own")

    with pytest.raises(RuntimeError, match="a fault of our own"):
        ask_all.ask_all(["https://a.example"], {}, delay_s=0, limit_s=9, new_ask=lambda: ask)


def test_nothing_to_ask_takes_no_time_and_gives_nothing():
    answered = {}
    ask_all.ask_all([], answered, delay_s=9, limit_s=9)
    assert answered == {}
