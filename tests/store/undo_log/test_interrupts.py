"""Ctrl-C ends a statement of which each row is logged, and leaves nothing of it."""

import os
import signal
import threading

import pytest

import knowledge
from aiev.store.writing.writer import driver_of, open_writer

# Takes many times as long as it is given.
LONG = """
with recursive counted(number) as (
    select 1 union all select number + 1 from counted limit 1000000
)
insert into tag (name) select 't' || number from counted
"""


def test_an_interrupt_while_rows_are_logged_is_one(small):
    before = knowledge.dump(small)

    def work():
        with open_writer(small) as writer, writer.transaction() as session:
            threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
            driver_of(session).execute(LONG)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert knowledge.dump(small) == before
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_between_statements_is_raised_at_once(small):
    def work():
        with open_writer(small) as writer, writer.transaction() as session:
            driver_of(session).execute("insert into tag (name) values ('t')")
            signal.raise_signal(signal.SIGINT)
            pytest.fail("it goes on")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert knowledge.rows(small, "select * from tag") == []
