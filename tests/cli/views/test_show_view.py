"""`aiev show` on a terminal: what a paper says first, folded, with links to click."""

import json

import pytest

import knowledge
from aiev.store.writing.writer import open_writer
from running import ESCAPE

LONG = "Long answers fill memory. " * 60


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_long_abstract_is_folded_to_the_width(on_terminal, small, columns):
    knowledge.change(small, f"update paper set abstract = '{LONG}' where id = 1")
    text = ESCAPE.sub("", on_terminal("show", "2405.00011", columns=columns).out)
    lines = [line for line in text.split("\n") if "answers" in line]
    assert len(lines) > 10
    assert max(map(len, text.split("\n"))) <= min(columns, 100)
    assert " ".join(text.split()).count("Long answers fill memory.") == 60


def test_what_is_unknown_is_marked(on_terminal, small):
    text = on_terminal("show", "2406.00022", NO_COLOR="1").out
    assert "\nauthors unknown\n\nabstract unknown\n" in text


def test_what_it_says_comes_first_and_then_where_to_go_on(on_terminal, small):
    text = on_terminal("show", "2405.00011", NO_COLOR="1").out
    title, authors, blank, abstract = text.split("\n")[:4]
    assert title == "Kite: Paged Key-Value Caches for Long Answers"
    assert authors == "Ada Asker, Bob Boole, Zoë Ångström, Dan Dao"
    assert (blank, abstract[:12]) == ("", "Long answers")
    lines = [line.split() for line in text.splitlines()]
    assert "similar" in [line[0] for line in lines if line]
    assert lines[-1] == ["aiev", "open", "2405.00011"]


def test_words_of_the_machine_are_told_to_those_who_ask(on_terminal, small):
    """`enrichment done` and `id 1` said nothing to a reader."""
    plain = on_terminal("show", "2405.00011", NO_COLOR="1").out
    assert "enrichment" not in plain
    assert "  id  " not in plain
    told = on_terminal("show", "2405.00011", "-v", NO_COLOR="1").out
    assert "enrichment  done" in told
    assert " id  1\n" in told
    assert " id  4\n" in on_terminal("show", "4", NO_COLOR="1").out, "it has no other name"


def test_several_papers_are_told_without_ways_on(on_terminal, small):
    text = on_terminal("show", "2405.00011", "2501.00033", NO_COLOR="1").out
    assert text.count("Kite: Paged Key-Value Caches") == 1
    assert "aiev open" not in text


LINKED = {"VTE_VERSION": "7006"}


def test_links_can_be_clicked(on_terminal, small):
    out = on_terminal("show", "2405.00011", **LINKED).out
    for url in ("https://arxiv.org/abs/2405.00011", "https://arxiv.org/pdf/2405.00011"):
        assert f";{url}\x1b\\" in out
        assert url in ESCAPE.sub("", out)
    found = on_terminal("search", "kite", **LINKED).out
    assert "\x1b]8;;https://arxiv.org/abs/2405.00011\x1b\\\x1b[36m2405.00011" in found


def test_a_terminal_that_may_print_links_as_they_stand_gets_none(on_terminal, small):
    assert "\x1b]8" not in on_terminal("show", "2405.00011").out


def test_an_address_within_a_value_can_be_clicked_and_no_script(on_terminal, small):
    knowledge.change(
        small,
        "insert into entry_link (entry_id, position, text, url)"
        " values (1, 7, 'code', 'https://git.test/kite'), (1, 8, 'x', 'javascript:alert(1)')",
    )
    out = on_terminal("show", "2405.00011", columns=120, **LINKED).out
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


def test_a_topic_whose_papers_all_stand_below_it_says_so(aiev, home):
    """It was called a topic of 0 papers on a terminal, and a pipe got nothing at all."""
    text = "# L\n\n## Order of Things\n\n### Birds\n\n- [Kite](https://kites.example/1)\n"
    with open_writer(home.database) as writer:
        knowledge.store_list(writer, text)
    done = aiev("show", "Order of Things")
    assert (done.code, done.out) == (0, "")
    assert done.err == "1 paper in the topics below it: aiev search --topic 'Order of Things'\n"
    assert json.loads(aiev("show", "Order of Things", "--json").out)["papers_below"] == 1
    assert aiev("show", "Birds").err == ""
