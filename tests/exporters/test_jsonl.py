"""JSON Lines: reads back as the contract's shape, whatever the texts hold."""

import json

from hypothesis import given

from aiev.domain.knowledge import as_json
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.jsonl import render
from exporters.sample_papers import HOSTILE_PAPERS, PAPERS


@given(HOSTILE_PAPERS)
def test_every_paper_is_one_line_that_reads_back_the_same(paper):
    (line,) = render([paper], ExportRequest())
    assert line.splitlines() == [line[:-1]]
    assert json.loads(line) == as_json(paper)


def test_keys_stand_in_the_order_of_the_contract():
    (line,) = render(PAPERS[:1], ExportRequest())
    assert list(json.loads(line)) == list(as_json(PAPERS[0]))


def test_letters_of_all_scripts_stay_readable():
    assert "王小明" in "".join(render(PAPERS, ExportRequest()))
