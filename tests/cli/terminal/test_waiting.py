"""The sign that a command is at work: it comes late, tells the time, and leaves no mark."""

import io

import pytest

from aiev.cli.terminal import waiting
from aiev.cli.terminal.output import NoSign, Output
from aiev.cli.terminal.waiting import Sign, minutes
from running import COMMAND, ESCAPE, needs_posix

BUSY = """
import sys, time
from aiev.cli import main
from aiev.store.reading import catalog
count = catalog.lists
def count_slowly(reader):
    time.sleep(2)
    {then}
catalog.lists = count_slowly
sys.argv = ["aiev", "lists"]
main.main()
"""


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self):
        return True


class Plain(Terminal):
    encoding = "ascii"


def drawn(sign, screen, *seconds):
    """Return what the sign draws so many seconds after it was told something."""
    shown = []
    for after_s in seconds:
        screen.seek(screen.truncate(0))
        sign._draw(sign._start_s + after_s)
        shown.append(screen.getvalue().strip("\r").rstrip())
    return shown


def test_it_tells_the_time_taken_and_left():
    screen = Terminal()
    sign = Sign(screen)
    sign.tell("asking arXiv", ": 0 of 4 papers", 0.0)
    sign.tell("asking arXiv", ": 1 of 4 papers", 0.25)
    assert [line[2:] for line in drawn(sign, screen, 0.4, 7, 100)] == [
        "asking arXiv: 1 of 4 papers · 1 s left",
        "asking arXiv: 1 of 4 papers · 7 s · 21 s left",
        "asking arXiv: 1 of 4 papers · 1:40 · 5:00 left",
    ]


def test_work_that_goes_on_in_the_middle_is_judged_by_what_was_gained():
    screen = Terminal()
    sign = Sign(screen)
    sign.tell("reading", "", 0.5)
    sign.tell("reading", "", 0.75)
    assert drawn(sign, screen, 60)[0].endswith("1:00 · 1:00 left")


def test_a_wait_is_counted_down(monkeypatch):
    screen = Terminal()
    sign = Sign(screen)
    sign.tell("asking arXiv")
    seen = []

    def look(_seconds):
        # However long the machine took to come here.
        sign._start_s = sign._again_s - 30
        seen.extend(drawn(sign, screen, 0.4, 5))

    monkeypatch.setattr(waiting.time, "sleep", look)
    sign.sleep(30.0)
    assert [line.rpartition("on in ")[2] for line in seen] == ["30 s", "25 s"]
    assert "on in" not in drawn(sign, screen, 1)[0]


def test_what_is_said_takes_the_place_of_the_line_and_the_rest_is_wiped():
    screen = Terminal()
    sign = Sign(screen)
    sign.tell("reading")
    sign._draw(sign._start_s)
    sign.say("a message\n")
    assert screen.getvalue() == "\r⠙ reading\r" + " " * 11 + "\ra message\n"
    sign.rest()
    assert screen.getvalue().endswith("a message\n"), "nothing stands there to be wiped"


def test_a_line_is_no_longer_than_a_row():
    """Where the screen tells no size there are 80 columns, two of them for a key's echo."""
    screen = Terminal()
    sign = Sign(screen)
    sign.tell("論" * 200)
    [line] = drawn(sign, screen, 0.5)
    assert line == "⠙ " + "論" * 37 + "…"


def test_a_terminal_of_few_letters_gets_strokes():
    screen = Plain()
    sign = Sign(screen)
    sign.tell("reading")
    assert drawn(sign, screen, 0.5) == ["/ reading"]


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.4, "0 s"), (59.4, "59 s"), (60, "1:00"), (725, "12:05")]
)
def test_minutes(seconds, told):
    assert minutes(seconds) == told


def test_there_is_none_on_a_dumb_terminal_or_in_a_pipe(monkeypatch):
    assert type(Output(io.StringIO(), io.StringIO(), is_plain=True).sign) is NoSign
    monkeypatch.setenv("TERM", "dumb")
    assert type(Output(io.StringIO(), Terminal(), is_plain=True).sign) is NoSign


@needs_posix
def test_a_command_that_takes_long_shows_it_and_leaves_its_answer_alone(on_terminal, small):
    busy = (COMMAND[0], "-c", BUSY.format(then="return count(reader)"))
    done = on_terminal(command=busy, has_sign=True)
    shown, _, after = ESCAPE.sub("", done.out).rpartition("\r")
    assert "counting" in shown
    assert "small" in after
    assert "counting" not in after


@needs_posix
def test_an_interrupt_leaves_no_mark(on_terminal, small):
    busy = (COMMAND[0], "-c", BUSY.format(then="raise KeyboardInterrupt"))
    done = on_terminal(command=busy, has_sign=True)
    assert done.code == 130
    assert "counting" in done.out
    assert done.out.rpartition("\r")[2].startswith("aiev: interrupted")
