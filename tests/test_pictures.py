"""The README's pictures are there, small, referenced, and show commands that run.

`docs/pictures/make.py` draws them by hand; how they look is for eyes.
"""

import html
import re
import shlex

from aiev.cli.parsing import command_line
from places import ROOT
from running import run_here

PICTURES = ROOT / "docs" / "pictures"
LARGEST_BYTES = 150_000
README = (ROOT / "README.md").read_text(encoding="utf-8")


def drawn_text():
    """The lines of the terminal, as its picture has them: pieces by their height."""
    svg = (PICTURES / "terminal.svg").read_text(encoding="utf-8")
    lines = {}
    for x, y, piece in re.findall(r'<text [^>]*?x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<', svg):
        lines.setdefault(float(y), []).append((float(x), html.unescape(piece)))
    for _height, pieces in sorted(lines.items()):
        yield "".join(piece for _x, piece in sorted(pieces)).replace("\xa0", " ").rstrip()


def test_each_picture_is_small_and_shown_by_the_readme():
    pictures = [one for one in PICTURES.iterdir() if one.suffix in (".svg", ".png")]
    assert sorted(one.name for one in pictures) == ["page.png", "terminal.svg"]
    for one in pictures:
        assert one.stat().st_size <= LARGEST_BYTES
        assert re.search(rf"!\[[^\]]{{20,}}\]\(docs/pictures/{one.name}\)", README), "no alt text"


def test_the_page_is_a_png_of_a_sensible_size():
    content = (PICTURES / "page.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    assert 800 <= width <= 1400
    assert 500 <= height <= 1000


def test_the_terminal_fetches_and_runs_nothing():
    svg = (PICTURES / "terminal.svg").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\"'\s<)]+)", re.sub(r"<text.*", "", svg)))
    assert hosts <= {"www.w3.org"}
    assert not re.search(r"<script|@import|url\((?!#)", svg)


def test_the_terminal_shows_commands_that_run(home, seed):
    commands = [line[2:] for line in drawn_text() if line.startswith("$ aiev ")]
    assert len(commands) == 3
    for command in commands:
        words = shlex.split(command)[1:]
        line = command_line.read(words)
        assert line is not None, command
    done = run_here(home, *shlex.split(commands[0])[1:])
    assert done.code == 0
    # The ids that the answer has are those of the picture, though not its layout.
    ids = [row[0] for row in done.rows]
    assert ids
    picture = "\n".join(drawn_text())
    assert all(one in picture for one in ids)
