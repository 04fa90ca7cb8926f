"""Papers named one a line: ids, or ids with a topic and a note."""

import pytest

from aiev.cli.parsing import paper_lines
from aiev.errors import UsageError
from aiev.services.lists.words_to_add import Words
from running import needs_posix, run_shell

WORDS = Words(topic="Serving", tags=("read",))


def test_papers_of_which_the_same_is_said_are_one_group():
    lines = ["2411.11217", "", "# later", "2411.11218\r", "2411.11219\tChips\tquick", "57\tChips"]
    groups = paper_lines.grouped(lines, WORDS)
    assert [(len(papers), words.topic, words.note, words.tags) for papers, words in groups] == [
        (2, "Serving", None, ("read",)),
        (1, "Chips", "quick", ("read",)),
        (1, "Chips", None, ("read",)),
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["2411.11217", "moe"], "line 2: neither an arXiv id"),
        (["2411.11217\ta\tb\tc"], "line 1 has more than id, topic and note"),
        ([], "no paper is named"),
        (["", "# nothing"], "no paper is named"),
    ],
)
def test_what_names_no_paper_is_told_with_its_line(lines, said):
    with pytest.raises(UsageError, match=said):
        paper_lines.grouped(lines, WORDS)


def test_a_dash_stands_alone():
    with pytest.raises(UsageError, match="stands for all papers"):
        paper_lines.said(["-", "2411.11217"], WORDS)


@needs_posix
@pytest.mark.parametrize("words", ["add -", "edit - --add-tag x", "import -"])
def test_a_closed_standard_input_is_told(home, small, words):
    """Python has no stdin then, and none of them looked."""
    done = run_shell(home, f"aiev {words} <&-")
    assert (done.code, done.err) == (1, "aiev: error: standard input is closed\n")
