"""Which terminals take links, and what is painted."""

import pytest

from aiev.cli.terminal.ink import Ink, has_links


@pytest.mark.parametrize(
    ("environment", "takes"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "linux", "TERM_PROGRAM": "vscode"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"VTE_VERSION": "7006"}, True),
        ({"VTE_VERSION": "4999"}, False),
        ({"VTE_VERSION": "²"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"TMUX": "socket,1,0", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TMUX": "socket,1,0", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TMUX": "socket,1,0", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next-3.5"}, False),
        ({"TMUX": "socket,1,0", "VTE_VERSION": "7006"}, False),
        ({"STY": "1.pts", "VTE_VERSION": "7006"}, False),
        ({"TERM": "dumb", "FORCE_HYPERLINK": "1"}, True),
        ({"VTE_VERSION": "7006", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_links_are_for_terminals_that_take_them(environment, takes):
    assert has_links(environment) is takes


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://x.test/\x1b\\\x1b[5m", "https://x.test/a b"]
)
def test_what_is_no_address_of_the_web_becomes_no_link(address):
    assert Ink(is_plain=False, has_links=True).paint("x", "", link=address) == "x"


def test_marks_are_shown_within_the_text_alone():
    ink = Ink(is_plain=False, has_links=False)
    assert ink.marked("kite", [(0, 2), (1, 3), (9, 12)]) == "\x1b[1;4mki\x1b[0m\x1b[1;4mt\x1b[0me"
    assert Ink(is_plain=True, has_links=True).marked("kite", [(0, 2)]) == "kite"
