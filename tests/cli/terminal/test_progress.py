"""How far long work has come, on a terminal that is told when."""

import io
from datetime import date

import pytest

import knowledge
from aiev.cli.terminal.output import Output
from aiev.cli.terminal.progress import Meter, counter, meter, transient
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.query.filters import Filters
from aiev.services.exchange.export import Choice, export, export_folder
from aiev.store.reading.reader import open_reader


class Terminal(io.StringIO):
    def isatty(self):
        return True


def output_to(stderr):
    return Output(io.StringIO(), stderr, is_plain=True)


def test_a_meter_leaves_its_last_line():
    screen = Terminal()
    seconds = iter([0.0, 0.25, 1.0])
    one = Meter(output_to(screen), "reading s.json", clock=lambda: next(seconds))
    one.show(2_500, 0.5)
    one.show(2_500, 0.5)
    one.end()
    one.end()
    assert screen.getvalue() == "reading s.json: 2,500 lines, 2,500/s, 50%\n"


def test_a_transient_line_leaves_nothing():
    screen = Terminal()
    with transient(output_to(screen), "writing", "papers") as show:
        show(2_500, 0.5)
    assert screen.getvalue() == ""


def test_nothing_is_shown_where_nobody_looks():
    stderr = io.StringIO()
    with counter(output_to(stderr)) as line, meter(output_to(stderr), "reading") as lines:
        line.show("asking", 1, 2)
        lines.show(1, 0.5)
    assert stderr.getvalue() == ""


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
