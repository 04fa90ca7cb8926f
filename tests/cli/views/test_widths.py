"""No line is wider than the terminal, in cells, whatever the letters and however wide it is."""

import re
import sys
from io import BytesIO, TextIOWrapper

import pytest
from rich.cells import cell_len

import knowledge
from aiev.cli import main
from running import ESCAPE

WIDTHS = (40, 60, 80, 100, 200)
WIDE = "混合專家模型的推理加速 🚀👩 ﾊﾟｲﾌﾟﾗｲﾝ e\u0301\u0301 "
TITLE = WIDE + "非常に長い題名" * 9 + " Ünbreakable" * 12
COMMANDS = (
    ["search"],
    ["search", "answers", "cache"],
    ["search", "--short"],
    ["search", "--long"],
    ["search", "--no-snippet"],
    ["show", "2405.00011"],
    ["show", "2405.00011", "-v"],
    ["show", "Offloading"],
    ["similar", "2405.00011"],
    ["topics"],
    ["topics", "serving"],
    ["orgs"],
    ["orgs", "--review"],
    ["orgs", "alias"],
    ["authors"],
    ["lists"],
    ["tags"],
    ["stats"],
    ["check", "small"],
    ["undo", "--list"],
    ["diff", "small", "small"],
    ["diff", "small", "other"],
)


class Screen(TextIOWrapper):
    """A stream that people look at."""

    def isatty(self):
        return True


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """A knowledge base whose texts are of wide letters, emoji and marks that combine."""
    path = tmp_path_factory.mktemp("wide") / "aiev.db"
    with knowledge.open_writer(path) as writer:
        knowledge.store_list(writer, knowledge.SMALL_LIST)
        knowledge.store_list(writer, "# Other\n\n- [Gap]()\n", name="other")
        knowledge.enrich(writer, knowledge.answer(knowledge.RECORDS), clock=lambda: knowledge.NOW)
    knowledge.change(
        path,
        f"update paper set title = '{TITLE}', abstract = '{TITLE}' || abstract where id in (1, 2)",
        f"update topic set title = '{TITLE}' where id = 2",
        f"update author set name = '作者' || id || '{WIDE}'",
        f"update organization set name = name || '{WIDE}' where id < 3",
        f"insert into note (paper_id, text, created_at) values (1, '{TITLE}', '')",
        "insert into tag (name) values ('標籤')",
        "insert into paper_tag (paper_id, tag_id) values (1, 1)",
    )
    return path


@pytest.fixture
def shown(home, wide, monkeypatch):
    """Return a function that runs a command line in this process on a screen of this width."""

    def run(*words, columns, **changes):
        given = {"AIEV_DB": str(wide), "COLUMNS": str(columns), "PAGER": "", **changes}
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**home.environment, **given}.items():
                patch.setenv(name, value)
            written = BytesIO()
            patch.setattr(sys, "stdout", Screen(written, encoding="utf-8", write_through=True))
            assert main.run(list(words)) in (0, 1)
            return written.getvalue().decode()

    return run


def settled(text):
    return re.sub(r"\(\d+ ms\)|[ \t]+$", "", ESCAPE.sub("", text), flags=re.MULTILINE)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_line_is_wider_than_the_terminal(shown, words):
    for columns in WIDTHS:
        text = ESCAPE.sub("", shown(*words, columns=columns))
        # Commands to paste stay whole.
        lines = [line for line in text.split("\n") if not line.startswith("  aiev orgs ")]
        assert max(map(cell_len, lines)) <= columns, columns


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_without_colour_and_on_a_dumb_terminal_it_is_the_same_text(shown, words):
    plain = shown(*words, columns=80, NO_COLOR="1")
    assert "\x1b" not in plain
    assert settled(plain) == settled(shown(*words, columns=80, TERM="dumb"))
    if words != ["stats"]:  # Whose colours have a legend.
        assert settled(plain) == settled(shown(*words, columns=80))


def test_a_hit_takes_three_lines_or_one(shown):
    hits = [hit.split("\n") for hit in shown("search", columns=60).split("\n\n")[:-1]]
    assert len(hits) == 7
    assert all(len(hit) in (2, 3) for hit in hits), "what has no abstract has no third line"
    assert len(shown("search", "--short", columns=60).splitlines()) == 8
