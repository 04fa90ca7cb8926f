"""CSV: spreadsheets show every cell and compute none."""

import csv
import io
import re

import pytest
from hypothesis import given

from aiev.exporters.csv_table import COLUMNS, cell, render
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.plain_text import one_line
from exporters.sample_papers import HOSTILE, HOSTILE_PAPERS, PAPERS


def read(papers, request=None):
    text = "".join(render(papers, request or ExportRequest()))
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def unquoted(text):
    """Take away the apostrophe that keeps a cell from being a formula."""
    return text[1:] if re.match(r"''*[=+\-@＝＋－＠]", text) else text


@given(HOSTILE_PAPERS)
def test_texts_read_back_as_one_line_each(paper):
    heading, row = read([paper])
    assert tuple(heading) == COLUMNS
    cells = dict(zip(heading, row, strict=True))
    assert unquoted(cells["title"]) == one_line(paper.title)
    assert unquoted(cells["abstract"]) == one_line(paper.abstract)
    assert unquoted(cells["authors"]) == one_line("; ".join(paper.authors))
    assert unquoted(cells["comment"]) == one_line(paper.comment)


@given(HOSTILE)
def test_no_cell_starts_like_a_formula(text):
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell(text))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("'tis", "'tis"),
        ("-1", "'-1"),
        ("\t@x", "'@x"),
        ("＝1", "'＝1"),
        (None, ""),
        (7, "7"),
        ("a\nb", "a b"),
    ],
)
def test_a_cell_is_text_with_an_exact_way_back(value, expected):
    assert cell(value) == expected


def test_every_line_ends_with_cr_lf_as_the_rfc_asks():
    text = "".join(render(PAPERS, ExportRequest()))
    assert text.count("\n") == text.count("\r\n") == len(PAPERS) + 1


def test_a_byte_order_mark_is_written_only_when_asked_for():
    """Spreadsheets need it to see UTF-8; other readers would take it for part of `id`."""
    assert "".join(render((), ExportRequest())).startswith("id,")
    assert "".join(render((), ExportRequest(has_byte_order_mark=True))).startswith("\ufeffid,")


def test_columns_have_their_places_for_good():
    """New ones come after these: programs may count on the places of the old."""
    assert " ".join(COLUMNS[:22]) == (
        "id kind arxiv_id version title authors issued published updated organizations topics"
        " tags categories doi journal_ref comment url pdf_url withdrawn enrichment notes abstract"
    )
