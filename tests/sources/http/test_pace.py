"""The turns at arXiv: one request at a time and a pause after it, whoever asks."""

import json
import os
import signal
import subprocess
import sys
from itertools import pairwise

import pytest
from filelock import FileLock

from aiev.domain.arxiv_id import ArxivId
from aiev.errors import SourceError
from aiev.sources.http.deadline import Deadline
from aiev.sources.http.host import ARXIV
from aiev.sources.http.pace import Pace
from arxiv_server import ArxivServer, Paper
from places import SOURCE
from running import TIMEOUT_S

ASK_30_TIMES = """
import sys
from pathlib import Path
from aiev.domain.arxiv_id import ArxivId
from aiev.sources.arxiv import api
from aiev.sources.arxiv.api_values import ApiSettings
settings = ApiSettings(Path(sys.argv[1]), url=sys.argv[2], delay_s=0.1)
for number in range(1, 9):
    list(api.iter_batches([ArxivId("2401.00001")], settings=settings))
"""

HOLD_THE_TURN = """
import sys, time
from pathlib import Path
from aiev.sources.http.deadline import Deadline
from aiev.sources.http.pace import Pace
deadline = Deadline.start(60, clock=time.time, sleep=time.sleep)
with Pace(Path(sys.argv[1]), delay_s=3.0, deadline=deadline, report=print).turn():
    print("held", flush=True)
    time.sleep(60)
"""


def start(script: str, *args: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def pace(tmp_path, fake_time, said) -> Pace:
    deadline = Deadline.start(600.0, clock=fake_time.clock, sleep=fake_time.sleep)
    return Pace(tmp_path, delay_s=3.0, deadline=deadline, report=said.append)


def test_two_processes_keep_the_pause_between_them(tmp_path):
    """The terms count the requests of all programs of one user, not of one object."""
    with ArxivServer([Paper("2401.00001")]) as arxiv:
        started = [start(ASK_30_TIMES, tmp_path, arxiv.url) for _ in range(2)]
        for process in started:
            _, errors = process.communicate(timeout=TIMEOUT_S)
            assert (process.returncode, errors) == (0, "")
        times = [request.at for request in arxiv.requests]
    assert len(times) == 16
    # The pause runs from the end of an answer; the next request can only be later than that, but
    # for what the system's clock, which the processes share, is set by in between.
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.09


def test_a_killed_process_leaves_no_turn_behind(tmp_path, pace, fake_time):
    holder = start(HOLD_THE_TURN, tmp_path)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    # Its request may have been made all the same, so its pause counts.
    assert float((tmp_path / ARXIV.pace_file).read_text()) > 0
    with pace.turn():
        pass


def test_a_turn_that_another_holds_is_waited_for_until_the_deadline(
    tmp_path, pace, said, fake_time
):
    held = FileLock(tmp_path / f"{ARXIV.pace_file}.lock")
    with held, pytest.raises(SourceError, match="within 600 s"), pace.turn():
        pytest.fail("two hold the turn")
    assert said == ["waiting for another aiev that is asking arXiv"]
    assert sum(fake_time.slept_s) <= 600


def test_the_pause_is_kept_from_run_to_run(tmp_path, fake_time):
    for _ in range(3):
        deadline = Deadline.start(60.0, clock=fake_time.clock, sleep=fake_time.sleep)
        with Pace(tmp_path, delay_s=3.0, deadline=deadline, report=print).turn():
            pass
    assert fake_time.slept_s == pytest.approx([3.0, 3.0])


def test_time_that_has_passed_anyway_is_not_slept(pace, fake_time):
    with pace.turn():
        pass
    fake_time.now_s += 2.0
    with pace.turn():
        pass
    assert fake_time.slept_s == pytest.approx([1.0])


def test_a_failing_request_is_a_request_too(pace, fake_time):
    with pytest.raises(ZeroDivisionError), pace.turn():
        raise ZeroDivisionError
    with pace.turn():
        pass
    assert fake_time.slept_s == pytest.approx([3.0])


def test_a_postponement_holds_for_every_process_and_is_told(tmp_path, pace, said, fake_time):
    pace.postpone(40.0)
    pace.postpone(10.0)
    with pace.turn():
        pass
    assert fake_time.slept_s == pytest.approx([40.0])
    assert said == ["not asking arXiv for 40 s, as it wants"]


@pytest.mark.parametrize("text", ["", "no number", "nan", "inf", "-5", "\x00" * 100, "é"])
def test_a_file_that_says_nothing_sensible_is_no_obstacle(tmp_path, pace, fake_time, text):
    (tmp_path / ARXIV.pace_file).write_text(text, encoding="utf-8")
    with pace.turn():
        pass
    assert fake_time.slept_s == []
    assert float((tmp_path / ARXIV.pace_file).read_text()) == pytest.approx(fake_time.now_s + 3.0)


def test_a_clock_that_was_set_back_does_not_block_for_days(tmp_path, pace, fake_time):
    (tmp_path / ARXIV.pace_file).write_text(json.dumps(fake_time.now_s + 86_400))
    with pace.turn():
        pass
    assert fake_time.slept_s == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path, fake_time, run):
    (tmp_path / "file").write_text("")
    deadline = Deadline.start(60.0, clock=fake_time.clock, sleep=fake_time.sleep)
    pace = Pace(tmp_path / "file" / "below", delay_s=3.0, deadline=deadline, report=print)
    with pytest.raises(SourceError, match="cannot be kept") as caught, pace.turn():
        pytest.fail("asked without keeping the time")
    assert "writable" in (caught.value.hint or "")


def test_a_full_disk_is_said(tmp_path, fake_time):
    (tmp_path / ARXIV.pace_file).symlink_to("/dev/full")
    deadline = Deadline.start(60.0, clock=fake_time.clock, sleep=fake_time.sleep)
    pace = Pace(tmp_path, delay_s=3.0, deadline=deadline, report=print)
    with pytest.raises(SourceError, match="cannot be kept"), pace.turn():
        pytest.fail("asked without keeping the time")


def test_the_folder_is_made_where_it_is_missing(arxiv, run, settings):
    arxiv.add(Paper("2401.00001"))
    assert run([ArxivId("2401.00001")]).done == {"2401.00001"}
    assert (settings.state_folder / ARXIV.pace_file).exists()
