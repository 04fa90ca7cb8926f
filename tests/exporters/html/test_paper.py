"""One paper as a list item: as a page holds it, and as a folder's script loads it."""

import pytest

from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import catalog
from aiev.exporters.html import paper as html_paper
from exporters.sample_papers import entry, paper


def shown(one):
    return html_paper.shown(one, catalog.of((one,), ExportRequest()), anchor="a")


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2024-11-18", "18 Nov 2024"), ("2024-11", "Nov 2024"), ("2024", "2024")],
)
def test_a_day_is_told_as_far_as_it_is_known(issued, expected):
    assert html_paper.day(issued) == expected


def test_what_a_list_says_is_shown_once_and_not_what_the_title_says():
    one = paper(
        1, "FlashAttention", issued="2022-05",
        entries=(
            entry(1, "T", "Flash Attention", note="fast", group="2022"),
            entry(2, "T", "FlashAttention", note="fast"),
        ),
    )  # fmt: skip
    assert shown(one).listed == "fast"
    assert "Flash Attention" in shown(one).words, "as words apart find it too"


def test_an_address_that_could_run_a_script_is_no_link():
    assert shown(paper(1, "x", kind="web", url="javascript:alert(1)")).url == ""
    assert "<a" not in html_paper.render(
        shown(paper(1, "x", kind="web", url="javascript:alert(1)"))
    )


def test_what_a_folders_script_loads_is_the_item_without_what_it_knows():
    one = shown(
        paper(
            1, "A & B", arxiv_id="2501.00011", abstract="Long.", authors=("Ada",),
            issued="2025-01-20", organizations=("Foo",), topics=("T > U",), tags=("x",),
            entries=(entry(1, "T > U", "Kite"),),
        )
    )  # fmt: skip
    assert html_paper.render_loaded(one) == (
        '<li id="a" data-k="paper"><time datetime="2025-01-20">20 Jan 2025</time>'
        '<b class="short">Kite</b><h3><a href="https://arxiv.org/abs/2501.00011">A &amp; B</a></h3>'
        '<p class="gist">Long.</p><p class="by">Ada</p><p class="at"><span>#x</span></p>'
        '<p class="go"><a href="https://arxiv.org/pdf/2501.00011">PDF</a></p>'
        "<details><summary>Abstract</summary><p></p></details></li>"
    )
