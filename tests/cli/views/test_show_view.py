"""`aiev show` on a terminal: folded, what is unknown marked, links to click."""

import pytest

import knowledge
from running import ESCAPE

LONG = "Long answers fill memory. " * 60


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_long_abstract_is_folded_to_the_width(on_terminal, small, columns):
    knowledge.change(small, f"update paper set abstract = '{LONG}' where id = 1")
    text = ESCAPE.sub("", on_terminal("show", "2405.00011", columns=columns).out)
    lines = [line for line in text.split("\n") if "answers" in line]
    assert len(lines) > 10
    assert max(map(len, text.split("\n"))) <= min(columns, 120)
    assert " ".join(text.split()).count("Long answers fill memory.") == 60


def test_what_is_unknown_is_marked(on_terminal, small):
    text = ESCAPE.sub("", on_terminal("show", "2406.00022").out)
    for name in ("authors", "updated", "abstract"):
        assert f"{name}  unknown" in text


def test_links_can_be_clicked(on_terminal, small):
    """OSC 8, which terminals that do not know it pass over."""
    out = on_terminal("show", "2405.00011").out
    for url in ("https://arxiv.org/abs/2405.00011", "https://arxiv.org/pdf/2405.00011"):
        assert f";{url}\x1b\\" in out
        assert url in ESCAPE.sub("", out)


def test_an_address_within_a_value_can_be_clicked_and_no_script(on_terminal, small):
    knowledge.change(
        small,
        "insert into entry_link (entry_id, position, text, url)"
        " values (1, 7, 'code', 'https://git.test/kite'), (1, 8, 'x', 'javascript:alert(1)')",
    )
    out = on_terminal("show", "2405.00011", columns=120).out
    assert ";https://git.test/kite\x1b\\" in out
    assert ";javascript" not in out
    assert "code: https://git.test/kite" in ESCAPE.sub("", out)


def test_without_colour_the_address_is_there_to_read(on_terminal, small):
    out = on_terminal("show", "2405.00011", NO_COLOR="1").out
    assert "\x1b]8" not in out
    assert "https://arxiv.org/abs/2405.00011" in out


def test_what_is_neither_a_paper_nor_a_topic_gets_the_nearest_topics(aiev, small):
    """The message and its hint knew nothing of topics."""
    done = aiev("show", "Ofloadin")
    assert done.code == 2
    assert (
        "neither a paper's arXiv id, address, number or citation key nor a topic: Ofloadin"
        in done.err
    )
    assert "the nearest topics: " in done.err
    assert "Offloading" in done.err
