"""How far long work has come, on a terminal that is told when."""

import io
from datetime import date
from types import SimpleNamespace

import pytest

import knowledge
from aiev.cli.progress import Meter
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.query.filters import Filters
from aiev.services.export import Choice, export
from aiev.store.reader import open_reader


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(moments, *, screen=None, **options):
    """Answer what a meter writes that is shown half of 5,000 at each of these seconds."""
    screen = Terminal() if screen is None else screen
    seconds = iter([0.0, *moments])
    run = SimpleNamespace(output=SimpleNamespace(stderr=screen))
    one = Meter(run, "reading s.json", clock=lambda: next(seconds), **options)
    for _ in moments:
        one.show(2_500, 0.5)
    one.end()
    return screen.getvalue()


def test_a_line_is_written_over_and_stays():
    assert shown([0.1, 0.25, 0.3, 1.0]) == (
        "\rreading s.json: 2,500 lines, 10,000/s, 50%\rreading s.json: 2,500 lines, 2,500/s, 50% \n"
    )


def test_what_is_left_is_told_by_what_was_gained():
    one = Meter(SimpleNamespace(output=SimpleNamespace(stderr=Terminal())), "x", clock=lambda: 0.0)
    one.show(0, 0.2)
    assert one.text(100, 0.6, 50.0) == "x: 100 lines, 2/s, 60%, 0:50 left"


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([0.3, 0.9], ""),
        ([0.9, 1.25], "\rreading s.json: 2,500 papers, 50%\r" + " " * 33 + "\r"),
    ],
)
def test_a_passing_line_comes_late_and_leaves_nothing(moments, expected):
    assert shown(moments, unit="papers", is_passing=True) == expected


def test_nothing_is_shown_where_nobody_looks():
    assert shown([1.0, 2.0], screen=io.StringIO()) == ""


@pytest.mark.parametrize("name", ["csv", "bibtex", "jsonl", "html"])
def test_an_export_tells_how_far_it_is(small, name):
    """Papers read twice are done but half after the first time."""
    knowledge.change(
        small,
        "insert into paper (identity, kind, title, url, categories, withdrawn, enrichment,"
        " has_user_title, has_user_date, authors, organizations, topics, listed)"
        " with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)"
        " select 'web:' || i, 'web', 'Page ' || i, 'https://x.test/' || i, '', 0, 'none',"
        " 0, 0, '', '', '', '' from n",
    )
    told = []
    with open_reader(small) as reader:
        for _ in export(
            reader,
            registry.load(name),
            ExportRequest(),
            Choice("", Filters(), None, date(2025, 6, 1)),
            tell=lambda advice: None,
            progress=lambda count, share: told.append((count, share)),
        ):
            pass
    assert told[0] == (0, 0)
    assert len(told) > 4
    assert told == sorted(told)
    assert 0.75 < told[-1][1] < 1
