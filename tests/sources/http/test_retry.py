"""Which answers a client asks for again, when, and where it stops."""

from contextlib import contextmanager

import pytest

from aiev.errors import SourceError
from aiev.sources.http.answer import Answer, Cause, NoAnswer
from aiev.sources.http.deadline import Deadline
from aiev.sources.http.host import ARXIV
from aiev.sources.http.retry import TRIES, Client, Refusal
from aiev.sources.http.session import quiet
from aiev.sources.http.transport import Transport

URL = "https://arxiv.test/api/query"


class Scripted(Transport):
    """Gives the answers of a script, the last one again and again."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def get(self, url, *, limit_s, body=None):
        self.asked.append(url)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class Turns:
    """Turns at a server that are always free; `postponed_s` is what the client asked to wait."""

    def __init__(self):
        self.postponed_s, self.forgiven = [], 0

    @contextmanager
    def turn(self):
        yield

    def postpone(self, seconds):
        self.postponed_s.append(seconds)

    def forgive(self):
        self.forgiven += 1


@pytest.fixture
def ask(fake_time):
    def ask(*answers, read=bytes):
        transport, turns = Scripted(*answers), Turns()
        deadline = Deadline.start(600, clock=fake_time.clock, sleep=fake_time.sleep)
        client = Client(
            transport, turns, deadline,
            delay_s=3.0, response_timeout_s=5.0, report=quiet, trace=quiet, host=ARXIV,
        )  # fmt: skip
        try:
            found = client.get(URL, read)
        except SourceError as error:
            found = error
        return found, transport, turns, client

    return ask


def test_a_good_answer_is_asked_for_once(ask):
    found, transport, turns, client = ask(Answer(200, b"good"))
    assert (found, len(transport.asked), turns.postponed_s, client.arrived) == (b"good", 1, [], 1)


@pytest.mark.parametrize(
    "bad", [Answer(500, b""), NoAnswer(Cause.BROKEN, "the connection broke"), Answer(429, b"")]
)
def test_what_may_pass_is_asked_for_again_after_a_growing_pause(ask, bad):
    found, transport, turns, _client = ask(bad, bad, Answer(200, b"good"))
    assert (found, len(transport.asked)) == (b"good", 3)
    assert 6.0 <= turns.postponed_s[0] <= 9.0
    assert 12.0 <= turns.postponed_s[1] <= 18.0


def test_four_failures_are_enough(ask):
    found, transport, _turns, _client = ask(Answer(500, b""))
    assert isinstance(found, SourceError)
    assert len(transport.asked) == TRIES


def test_an_unusable_body_is_asked_for_again(ask):
    def read(body):
        if body != b"good":
            raise ValueError("no feed")
        return body

    found, transport, _turns, _client = ask(Answer(200, b"bad"), Answer(200, b"good"), read=read)
    assert (found, len(transport.asked)) == (b"good", 2)


def test_a_pause_that_the_server_names_is_kept(ask):
    _found, _transport, turns, _client = ask(
        Answer(503, b"", retry_after="77"), Answer(200, b"good")
    )
    assert turns.postponed_s == [77.0]


def test_a_long_pause_ends_the_run_and_is_kept_for_the_next(ask):
    found, transport, turns, _client = ask(Answer(503, b"", retry_after="1000"))
    assert "1,000 s" in str(found)
    assert (len(transport.asked), turns.postponed_s) == (1, [1000.0])


@pytest.mark.parametrize(
    ("answer", "status"),
    [(Answer(414, b"long"), 414), (NoAnswer(Cause.TOO_LARGE, "above 8 MB"), 413)],
)
def test_a_refusal_is_not_asked_for_again(ask, answer, status):
    found, transport, _turns, _client = ask(answer)
    assert isinstance(found, Refusal)
    assert (found.status, len(transport.asked)) == (status, 1)


def test_a_server_that_is_not_reached_twice_is_given_up_and_costs_no_turn(ask, fake_time):
    found, transport, turns, client = ask(NoAnswer(Cause.UNREACHABLE, "no connection"))
    assert "cannot be reached" in str(found)
    assert (len(transport.asked), turns.forgiven, client.arrived) == (2, 2, 0)
    assert fake_time.slept_s == [1.0]


def test_a_redirect_out_of_https_is_not_followed(ask):
    """Whoever stands on the way could write any metadata."""
    found, transport, _turns, _client = ask(
        Answer(302, b"", location="http://arxiv.test/api/x?id=1")
    )
    assert str(found).endswith("can alter: http://arxiv.test/api/x")
    assert len(transport.asked) == 1
