"""Make the README's pictures anew: `python docs/pictures/make.py`, with `pip install -e '.[test]'`.

`terminal.svg` is a session in a terminal of a fixed width, `page.png` the page that `export html`
writes, as Chromium shows it. Both are of the list that ships with aiev, without arXiv's metadata.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from arxiv_feed import Paper  # noqa: E402  # the tests' folder is on the path only now
from arxiv_server import ArxivServer  # noqa: E402
from running import Home, make_home, run_on_terminal, run_process  # noqa: E402

COLUMNS = 96
SESSION = (
    "aiev search moe offloading -n 2",
    'aiev add 2402.07033 --topic Offloading --org "University of Washington"',
    "aiev sync README.md --diff",
)
ADDED = Paper(
    "2402.07033",
    "Fiddler: CPU-GPU Orchestration for Fast Inference of Mixture-of-Experts Models",
    abstract=None,
    authors=("Keisuke Kamahori", "Tian Tang", "Yile Gu", "Kan Zhu", "Baris Kasikci"),
    published="2024-02-10T12:00:00Z",
    updated="2024-02-10T12:00:00Z",
)
QUESTION = "moe offloading"
WINDOW = (1120, 640)
LARGEST_BYTES = 150_000
# How long it took is another figure each time.
TOOK = re.compile(r" \(\d+(?:\.\d+)? m?s\)")
# Rich's own, without the fonts that it would fetch from elsewhere.
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def main() -> None:
    """Draw the pictures that are asked for, by default both."""
    parser = argparse.ArgumentParser(description="make the README's pictures anew")
    parser.add_argument("pictures", nargs="*", default=["terminal", "page"])
    pictures = parser.parse_args().pictures
    with tempfile.TemporaryDirectory() as folder, ArxivServer([ADDED]) as arxiv:
        lists = Path(folder) / "awesome-ai-everything"
        lists.mkdir()
        shutil.copy(ROOT / "seeds" / "awesome-ai-everything.md", lists / "README.md")
        home = make_home(Path(folder), arxiv_url=arxiv.url)
        home = Home(lists, {**home.environment, "COLORTERM": "truecolor"})
        run_process(home, "import", "README.md", "--no-enrich")
        if "page" in pictures:
            _draw_page(home)
        if "terminal" in pictures:
            (HERE / "terminal.svg").write_text(_draw_session(home), encoding="utf-8")


def _draw_session(home: Home) -> str:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        for command in SESSION:
            console.print(Text(f"$ {command}", style="bold"))
            done = run_on_terminal(home, *shlex.split(command)[1:], columns=COLUMNS)
            if done.code != 0:
                raise SystemExit(f"{command}: exit code {done.code}: {done.out}")
            lines = Text.from_ansi(TOOK.sub("", done.out.strip("\n")))
            console.print(lines, no_wrap=True, overflow="ellipsis")
            console.print()
        svg = console.export_svg(
            title="aiev", theme=MONOKAI, code_format=SVG, unique_id="aiev-terminal"
        )
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines())


def _draw_page(home: Home) -> None:
    page = home.folder / "papers.html"
    run_process(home, "export", "html", "-o", page)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("chromium is not installed")
    question = QUESTION.replace(" ", "%20")
    subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
            f"--window-size={WINDOW[0]},{WINDOW[1]}", "--force-device-scale-factor=1",
            "--virtual-time-budget=5000", f"--screenshot={HERE / 'page.png'}",
            f"{page.as_uri()}#q={question}",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    size = (HERE / "page.png").stat().st_size
    if size > LARGEST_BYTES:
        raise SystemExit(f"page.png is too large: {size:,} bytes; make WINDOW smaller")


if __name__ == "__main__":
    main()
