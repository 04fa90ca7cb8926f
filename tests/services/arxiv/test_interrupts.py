"""Ctrl-C waits for what is being stored, and is never lost."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from aiev.services.arxiv import interrupts


def press(times, done):
    with interrupts.put_off() as interrupt:
        for _ in range(times):
            os.kill(os.getpid(), signal.SIGINT)
        done.append(interrupt.is_due)


@pytest.mark.parametrize(("times", "expected"), [(1, [True]), (2, [])])
def test_ctrl_c_comes_at_the_end_and_a_second_one_at_once(times, expected):
    done = []
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        press(times, done)
    assert done == expected
    assert signal.getsignal(signal.SIGINT) is before


def test_what_fails_meanwhile_is_told():
    with pytest.raises(ZeroDivisionError), interrupts.put_off():
        raise ZeroDivisionError


def test_other_threads_work_without():
    def work():
        with interrupts.put_off() as interrupt:
            return interrupt.is_due

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result() is False
