"""The page at 5,000 papers in headless Chromium: `python tests/bench/page.py [--papers 5000]`.

Its size against its data. The first contentful paint as the browser tells it, from the start of
the navigation, each time in a new context, against a page of one line, taking turns. And what a
key costs once all is indexed, from the input event on: until the layout is finished, as wall time
and as CPU time of the page's main thread; and until a frame with it is drawn, against a key that
changes nothing, as frames come sixty times a second. Needs the test extra and Debian's
chromium-headless-shell, or else chromium, which draws a window of its own beside the page and takes
two processor cores for it; a busy machine shows in the page of one line.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, CDPSession, sync_playwright

from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import folder as html_folder
from exporters.html import many_papers

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
QUERIES = (
    "mixture of experts offloading", "kv cache quantization", "speculative decoding llm",
    "graph neural network", "the model of", "qunatization of trasnformers",
)  # fmt: skip
_PAINT = """() => new Promise(done => new PerformanceObserver(
    list => list.getEntries().filter(one => one.name === "first-contentful-paint")
        .forEach(one => done(one.startTime))).observe({type: "paint", buffered: true}))"""
_KEY = """text => { const field = document.getElementById("q"); const start = performance.now();
    field.value = text; field.dispatchEvent(new Event("input", {bubbles: true}));
    document.body.offsetHeight; return performance.now() - start; }"""
_FRAME = """async text => {
    const field = document.getElementById("q"); const start = performance.now();
    if (text !== null) { field.value = text;
        field.dispatchEvent(new Event("input", {bubbles: true})); }
    await new Promise(done => requestAnimationFrame(() => {
        const drawn = new MessageChannel(); drawn.port1.onmessage = done;
        drawn.port2.postMessage(null); }));
    return performance.now() - start; }"""


def files(folder: Path, papers: int) -> tuple[Path, Path]:
    """Write the page as a file and as a folder, and say how large they are beside the data."""
    chosen = tuple(many_papers.many(papers))
    request = ExportRequest(title="Many papers")
    sizes = {}
    for name in ("jsonl", "html"):
        path = folder / f"page.{name}"
        path.write_text("".join(registry.load(name).render(chosen, request)), encoding="utf-8")
        sizes[name] = path.stat().st_size
    split = folder / "split"
    (split / "data").mkdir(parents=True)
    for file in html_folder.render(chosen, request):
        (split / file.path).write_text(file.text, encoding="utf-8")
    sizes["folder"] = sum(path.stat().st_size for path in split.rglob("*") if path.is_file())
    print(f"size, {papers:,} papers")
    for name, size in sizes.items():
        print(f"  {name:<10} {size / 1e6:8.2f} MB {size / sizes['jsonl']:6.2f} x")
    return folder / "page.html", split / "index.html"


def paints(browser: Browser, pages: dict[str, Path], *, rounds: int) -> None:
    """Measure the first contentful paint of each page, each time in a new context."""
    times: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, path in pages.items():
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(path.as_uri(), wait_until="commit")
            times[name].append(page.evaluate(_PAINT))
            context.close()
    print("first contentful paint, ms")
    for name, values in times.items():
        print(f"  {name:<14} least {min(values):6.0f}  median {median(values):6.0f}")


def keys(browser: Browser, name: str, path: Path) -> None:
    """Measure each key of some queries, once all is indexed."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    print(f"\n{name}: all indexed {page.evaluate('performance.now()'):.0f} ms after navigation")
    wall, spent, drawn, idle = [], [], [], []
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            page.wait_for_timeout(150)
            before = _cpu_ms(session)
            wall.append(page.evaluate(_KEY, query[:end]))
            spent.append(_cpu_ms(session) - before)
            page.wait_for_timeout(150)
            idle.append(page.evaluate(_FRAME, None))
            page.evaluate(_KEY, query[: end - 1])
            page.wait_for_timeout(150)
            drawn.append(page.evaluate(_FRAME, query[:end]))
    print(f"a key, {name}, ms")
    _print("to layout", wall)
    _print("its CPU", spent)
    _print("to frame", drawn)
    _print("no key", idle)
    page.context.close()


def _cpu_ms(session: CDPSession) -> float:
    found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    names = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
    return 1000 * sum(found[name] for name in names)


def _print(name: str, values: Sequence[float]) -> None:
    high = sorted(values)[int(0.95 * len(values))]
    print(f"  {name:<10} median {median(values):6.1f}  p95 {high:6.1f}  most {max(values):6.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--browser", help=f"a program's name or path, else of {BROWSERS} the first")
    options = parser.parse_args()
    kind = "real" if many_papers.CORPUS.exists() else "made up from a seed"
    print(f"papers: {kind}")
    names = (options.browser,) if options.browser else BROWSERS
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        parser.error(f"none of {', '.join(names)} is installed")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as started:
        one, split = files(Path(made), options.papers)
        line = Path(made) / "line.html"
        line.write_text("<!doctype html><title>x</title><p>one line", encoding="utf-8")
        chromium = started.chromium.launch(executable_path=program, args=list(FLAGS))
        print(f"\n{Path(program).name} {chromium.version}")
        paints(chromium, {"one line": line, "page": one, "folder": split}, rounds=options.rounds)
        keys(chromium, "page", one)
        keys(chromium, "folder", split)
        chromium.close()
