"""`aiev stats` as people and programs see it: a timeline, bars, JSON."""

import json
import re

import pytest

from running import ESCAPE

PLAIN_ROWS = 10


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_nothing_is_wider_than_the_terminal(on_terminal, small, columns):
    for more in ({}, {"NO_COLOR": "1"}):
        done = on_terminal("stats", columns=columns, **more)
        assert done.code == 0
        assert max(len(line) for line in ESCAPE.sub("", done.out).split("\n")) <= columns


def test_it_draws_when_and_who(on_terminal, small):
    text = ESCAPE.sub("", on_terminal("stats").out)
    assert "papers a month" in text
    assert "top topics" in text
    assert re.search(r"Dan Dao\s+2 █+\n", text)
    assert re.search(r"Ada Asker\s+1 █+", text)


def test_without_colour_columns_are_whole_and_there_is_no_legend(on_terminal, small):
    plain = on_terminal("stats", NO_COLOR="1").out
    assert "■" not in plain
    assert "\x1b[3" not in plain
    assert "■ Serving" in ESCAPE.sub("", on_terminal("stats").out)


@pytest.mark.parametrize("columns", range(20, 44, 3))
def test_a_square_of_the_legend_stays_with_its_name(on_terminal, small, columns):
    """It had stood alone at the end of a line."""
    text = ESCAPE.sub("", on_terminal("stats", columns=columns).out)
    assert "■" in text
    assert not re.search(r"■\s*$", text, re.MULTILINE)


def test_a_pipe_has_counts_alone(aiev, small):
    done = aiev("stats")
    assert all(len(row) == 2 and row[1].isdigit() for row in done.rows)
    assert "█" not in done.out


def test_json_tells_all_that_is_drawn(aiev, small):
    told = json.loads(aiev("stats", "--json", "-n", "1").out)
    assert told["timeline"]["2025-01"] == {"Mixture of Experts": 1}
    assert told["top_authors"] == [{"name": "Dan Dao", "papers": 2}]
    assert len(told["top_topics"]) == len(told["top_organizations"]) == 1
    dated = sum(papers for month in told["timeline"].values() for papers in month.values())
    assert dated == told["papers"] - told["without_date"]


def test_an_empty_knowledge_base_draws_nothing(on_terminal, home):
    from aiev.store.writing.writer import open_writer

    with open_writer(home.database):
        pass
    done = on_terminal("stats")
    assert done.code == 0
    assert "top topics" not in done.out


def test_a_narrow_terminal_shows_the_end_of_a_topics_path(on_terminal, aiev, tmp_path):
    """All below one topic had looked alike."""
    heading = "Inference on small and large machines"
    lines = [f"# L\n\n## {heading}\n"]
    for number, topic in enumerate(("Offloading", "Overlapping"), 1):
        lines.append(f"### {topic}\n\n- [P{number}](https://arxiv.org/abs/2405.0000{number})\n")
    (tmp_path / "list.md").write_text("\n".join(lines))
    aiev("import", tmp_path / "list.md", "--no-enrich")
    text = ESCAPE.sub("", on_terminal("stats", columns=50).out)
    assert re.search(r"^… > Overlapping +1 █+$", text, re.MULTILINE)
    assert re.search(r"^… > Offloading +1 █+$", text, re.MULTILINE)
    assert f"{heading} > Offloading" in ESCAPE.sub("", on_terminal("stats", columns=120).out)
