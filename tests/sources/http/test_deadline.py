"""Every wait goes through the deadline, so that nothing waits without end."""

import pytest

from aiev.errors import ExitCode, SourceError
from aiev.sources.http.deadline import Deadline


@pytest.fixture
def deadline(fake_time):
    return Deadline.start(10.0, clock=fake_time.clock, sleep=fake_time.sleep)


def test_time_that_passes_is_no_longer_left(deadline, fake_time):
    deadline.pause(4.0)
    assert fake_time.slept_s == [4.0]
    assert deadline.left_s() == pytest.approx(6.0)


def test_a_wait_that_would_outlast_it_is_not_begun(deadline, fake_time):
    with pytest.raises(SourceError, match="within 10 s") as passed:
        deadline.pause(10.5)
    assert fake_time.slept_s == []
    assert passed.value.exit_code == ExitCode.SOURCE
    assert "aiev enrich" in (passed.value.hint or "")


def test_after_it_nothing_is_left(deadline, fake_time):
    fake_time.sleep(10.0)
    with pytest.raises(SourceError):
        deadline.left_s()
