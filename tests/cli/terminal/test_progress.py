"""How far long work has come, on a terminal that is told when."""

import io
from datetime import date

import pytest

import knowledge
from aiev.cli.terminal.output import Output
from aiev.cli.terminal.progress import Meter, transient
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.query.filters import Filters
from aiev.services.exchange.export import Choice, export, export_folder
from aiev.store.reading.reader import open_reader


class Terminal(io.StringIO):
    def isatty(self):
        return True


def at(moments):
    """Return a clock that tells zero first and then these seconds."""
    seconds = iter([0.0, *moments])
    return lambda: next(seconds)


def output_to(stderr):
    return Output(io.StringIO(), stderr, is_plain=True)


def metered(moments, screen, what="reading s.json"):
    """Return what a meter writes that is shown half of 5,000 lines at each of these seconds."""
    one = Meter(output_to(screen), what, clock=at(moments))
    for _ in moments:
        one.show(2_500, 0.5)
    one.end()
    return screen.getvalue()


def wiped(moments, screen):
    with transient(output_to(screen), "writing", "papers", clock=at(moments)) as show:
        for _ in moments:
            show(2_500, 0.5)
    return screen.getvalue()


def test_a_line_is_written_over_and_stays():
    assert metered([0.1, 0.25, 0.3, 1.0], Terminal()) == (
        "\rreading s.json: 2,500 lines, 10,000/s, 50%\rreading s.json: 2,500 lines, 2,500/s, 50% \n"
    )


def test_what_is_left_is_told_by_what_was_gained():
    one = Meter(output_to(Terminal()), "x", clock=at([0.0]))
    one.show(0, 0.2)
    assert one.text(100, 0.6, 50.0) == "x: 100 lines, 2/s, 60%, 0:50 left"


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([0.3, 0.9], ""),
        ([0.9, 1.25, 1.3], "\rwriting: 2,500 papers, 50%\r" + " " * 28 + "\r"),
    ],
)
def test_a_transient_line_comes_late_and_leaves_nothing(moments, expected):
    assert wiped(moments, Terminal()) == expected


def test_a_line_is_no_longer_than_a_row():
    """Where the screen tells no size there are 80 columns, two of them for a key's echo."""
    [line, end] = metered([1.0], Terminal(), what="x" * 200).split("\r")[1].split("\n")
    assert (line, end) == ("x" * 77, "")


def test_nothing_is_shown_where_nobody_looks():
    assert metered([1.0, 2.0], io.StringIO()) == ""
    assert wiped([1.0, 2.0], io.StringIO()) == ""


@pytest.mark.parametrize("name", registry.names())
def test_an_export_tells_how_far_it_is(small, name):
    told = told_by(small, export, registry.load(name))
    # A feed is of the newest only.
    assert name in ("atom", "rss") or told[-1][1] > 0.75


@pytest.mark.parametrize("name", [*registry.folder_names(), "html"])
def test_a_folder_tells_how_far_it_is(small, name):
    assert told_by(small, export_folder, registry.load_folder(name))[-1][1] > 0.75


def told_by(path, run, exporter):
    """Return what an export of 500 papers tells: papers read twice are done but half at first."""
    knowledge.change(
        path,
        "insert into paper (identity, kind, title, url, categories, withdrawn, enrichment,"
        " has_user_title, has_user_date, authors, organizations, topics, listed)"
        " with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)"
        " select 'web:' || i, 'web', 'Page ' || i, 'https://x.test/' || i, '', 0, 'none',"
        " 0, 0, '', '', '', '' from n",
    )
    told = []
    choice = Choice("", Filters(), None, date(2025, 6, 1))
    with open_reader(path) as reader:
        for _ in run(
            reader,
            exporter,
            ExportRequest(),
            choice,
            tell=lambda advice: None,
            progress=lambda count, share: told.append((count, share)),
        ):
            pass  # fmt: skip
    assert told[0] == (0, 0)
    assert told == sorted(told)
    assert told[-1][1] < 1
    return told
