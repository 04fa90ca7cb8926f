"""A bulk load reads ahead, Ctrl-C waits for what is being stored, and nothing of it is lost."""

import gc
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from aiev.services.arxiv.bulk_load import (
    Prefetch,
    collect_recent_garbage,
    deferred_interrupt,
    paused_garbage_collection,
)


def press(times, done):
    with deferred_interrupt() as interrupt:
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
    with pytest.raises(ZeroDivisionError), deferred_interrupt():
        raise ZeroDivisionError


def test_other_threads_work_without():
    def work():
        with deferred_interrupt() as interrupt:
            return interrupt.is_due

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result() is False


def test_the_next_item_is_made_while_the_one_before_is_in_use():
    made = [threading.Event() for _ in range(3)]

    def items():
        for number, event in enumerate(made):
            event.set()
            yield number

    seen = []
    with Prefetch(items()) as prefetch:
        for number in prefetch:
            seen.append(number)
            assert not any(event.is_set() for event in made[number + 1 :])
            prefetch.start()
            assert all(event.wait(30) for event in made[: number + 2])
    assert seen == [0, 1, 2]


def test_an_error_while_an_item_is_made_ahead_is_raised_when_it_is_due():
    def items():
        yield 1
        raise ZeroDivisionError

    with Prefetch(items()) as prefetch:
        due = iter(prefetch)
        assert next(due) == 1
        prefetch.start()
        with pytest.raises(ZeroDivisionError):
            next(due)


@pytest.mark.parametrize("is_on", [True, False])
def test_garbage_is_not_searched_for_meanwhile_and_afterwards_as_before(is_on):
    before = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        with paused_garbage_collection():
            assert not gc.isenabled()
            collect_recent_garbage()
            assert not gc.isenabled()
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()
