"""A real browser for the page: Debian's Chromium, driven from here, with no way out."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aiev.domain.knowledge import Paper
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import folder
from exporters.html.page_papers import OUTLINE, PAPERS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
# The page's own timers, set before these, are over when these are, however slow the machine is.
_PUT_OFF = """async () => {
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    await new Promise(done => setTimeout(done, 130));
    await new Promise(done => setTimeout(done, 10));
}"""


@dataclass
class Visit:
    """A page that is open, and everything that went wrong or out of it."""

    page: "Page"  # type: ignore[name-defined]  # noqa: F821  # playwright may be absent
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def ids(self) -> list[str]:
        """Return the papers in the list, in their order."""
        return self.page.eval_on_selector_all("#list li", "nodes => nodes.map(node => node.id)")

    def count(self) -> str:
        """Return what the page says of how many papers it shows."""
        return self.page.inner_text("#count")

    def open_overview(self) -> None:
        """Unfold the charts, which are a strip at first."""
        self.page.click("#overview > summary")
        self.settle()
        self.settle()

    def show_all(self) -> None:
        """Show all names of each facet beside the list, not the few most frequent."""
        for button in self.page.locator("#filters .more").all():
            if button.is_visible() and button.inner_text() != "Show fewer":
                button.click()

    def tick(self, name: str) -> None:
        """Choose, or no longer, the value of a facet that says so."""
        self.page.locator("fieldset:visible li", has_text=name).locator("input").first.click()
        self.settle()

    def settle(self) -> None:
        """Wait until what the typing put off, and what is still to be loaded, is done."""
        self.page.evaluate(_PUT_OFF)
        if self.page.query_selector("#list[aria-busy]"):
            self.page.wait_for_selector("#list:not([aria-busy])", state="attached")
            self.page.evaluate(_PUT_OFF)

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait until it is so, however slow the machine is; fails after two minutes."""
        given_up = time.monotonic() + 120
        while time.monotonic() < given_up:
            if is_so():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("it never came to be so")

    def search(self, text: str) -> list[str]:
        """Type a query and answer the papers it finds."""
        self.page.fill("#q", "")
        self.page.type("#q", text)
        self.settle()
        return self.ids()

    def listen(self) -> None:
        """Note what the browser says of the page, and every request."""
        self._listeners = {
            "console": lambda message: self.problems.append(message.text),
            "pageerror": lambda error: self.problems.append(str(error)),
            "request": lambda request: self.requests.append(request.url),
        }
        for event, listener in self._listeners.items():
            self.page.on(event, listener)

    def leave(self) -> None:
        """Note nothing more, and keep nothing for the next visit."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)
        if self.page.evaluate("location.protocol") == "file:":
            self.page.evaluate("localStorage.clear()")

    def hash(self) -> str:
        return self.page.evaluate("location.hash")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright from the test extra")
    if CHROMIUM is None:
        pytest.skip("needs a Chromium, for instance Debian's package chromium")
    with api.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def write_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a page of these papers to disk."""

    def write(papers: tuple[Paper, ...], **options: object) -> Path:
        path = tmp_path_factory.mktemp("page") / "page.html"
        request = ExportRequest(**options)  # type: ignore[arg-type]  # a test's choice
        path.write_text("".join(registry.load("html").render(papers, request)), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def write_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a page of these papers to disk as a folder, and answers its first file."""

    def write(papers: tuple[Paper, ...], **options: object) -> Path:
        root = tmp_path_factory.mktemp("folder")
        request = ExportRequest(**options)  # type: ignore[arg-type]  # a test's choice
        for file in folder.render(papers, request):
            path = root / file.path
            path.parent.mkdir(exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
        return root / "index.html"

    return write


@pytest.fixture(scope="session")
def made_up_page(write_page: Callable[..., Path]) -> Path:
    return write_page(PAPERS, outline=OUTLINE)


@pytest.fixture(scope="session")
def usual_page(browser) -> Iterator[object]:
    """The page of a usual screen that most tests share, as a new one takes a second."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(browser, usual_page, made_up_page) -> Iterator[Callable[..., Visit]]:
    """Opens the page of the made-up papers, or another; fails for what the browser complains of."""
    opened: list[Visit] = []
    contexts = []

    def open_page(
        address: str = "", *, path: Path = made_up_page, waits: bool = True, **context: object
    ) -> Visit:
        page = usual_page
        if context or opened:
            contexts.append(browser.new_context(**context))
            page = contexts[-1].new_page()
        page.set_default_timeout(120_000)
        one = Visit(page)
        opened.append(one)
        one.listen()
        page.goto("about:blank")
        page.goto(path.as_uri() + address)
        if waits:
            page.wait_for_selector("html[data-ready]", state="attached")
            one.settle()
        return one

    yield open_page
    for one in opened:
        one.leave()
        left = [url for url in one.requests if not url.startswith(("file:", "data:"))]
        assert left == [], "a request left the page"
        assert one.problems == [], json.dumps(one.problems)
    for context in contexts:
        context.close()
