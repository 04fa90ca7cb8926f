"""The page as text: what stands in it, and what no text from outside can make of it."""

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import assets
from aiev.exporters.html import folder as html_folder
from aiev.exporters.plain_text import one_line
from aiev.value import replace
from exporters.html.many_papers import many
from exporters.html.page_papers import EVIL
from exporters.html.page_papers import PAPERS as PAGE_PAPERS
from exporters.sample_papers import HOSTILE_PAPERS, OUTLINE, PAPERS, entry, paper

VOID = {"meta", "link", "input"}
ALLOWED = {
    "html", "head", "meta", "title", "link", "style", "script", "body", "a", "header", "div", "h1",
    "h2", "h3", "p", "button", "span", "search", "label", "input", "kbd", "main", "details", "i",
    "summary", "figure", "figcaption", "aside", "section", "select", "option", "nav", "small", "ol",
    "li", "time", "footer", "noscript", "b", "em", "dialog", "dl", "dt", "dd", "code",
}  # fmt: skip


class Reader(HTMLParser):
    """Reads a document; notes elements, texts by element, and whether all is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((tuple(self.open), data))

    def within(self, tag: str) -> str:
        return "".join(text for where, text in self.texts if tag in where)


def page(papers=PAPERS, **options) -> str:
    return "".join(registry.load("html").render(papers, ExportRequest(**options)))


@settings(max_examples=60)
@given(HOSTILE_PAPERS)
def test_no_text_becomes_markup(one):
    # The page's own script is the same in every page, and slow to read.
    read = Reader(page((one,)).replace(assets.script(), ""))
    assert read.open == []
    assert {tag for tag, _ in read.elements} <= ALLOWED
    assert read.within("h3") == (one_line(one.title) or one_line(one.url or "") or "Untitled")
    attributes = {name for _, found in read.elements for name in found}
    assert not {name for name in attributes if name.startswith("on") or name == "style"}
    for tag, found in read.elements:
        if tag == "a":
            address = found["href"] or ""
            assert re.match(r"(?i)(https?|ftp):|(?![a-z0-9+.-]*:)", address), address


@settings(max_examples=40)
@given(HOSTILE_PAPERS)
def test_no_text_leaves_the_part_that_scripts_read(one):
    """Most items are markup without a script, text with one: nothing in them may end the text."""
    text = page((*PAPERS[:4], replace(one, id=7))).replace(assets.script(), "")
    (piece,) = re.findall(r"<noscript>(.*?)</noscript>", text, re.DOTALL)
    read = Reader(piece)
    assert read.open == []
    assert {tag for tag, _ in read.elements} <= ALLOWED
    assert read.within("h3") == (one_line(one.title) or one_line(one.url or "") or "Untitled")
    assert text.count("noscript") == 2 + assets.style().count("noscript")


def test_data_within_the_page_cannot_end_its_element():
    one = paper(1, EVIL, arxiv_id="2101.00001", authors=("<!--<script>",), topics=(EVIL,))
    text = page((one,))
    blocks = re.findall(r'<script type="application/json" class="(\w+)">(.*?)</script>', text)
    assert [name for name, _ in blocks] == ["names", "citations"]
    assert json.loads(blocks[0][1])["topics"][-1] == EVIL
    bibtex, listed = json.loads(blocks[1][1])[0]
    assert "onerror" in bibtex
    assert "onerror" in listed


def test_the_policy_names_the_hash_of_each_script_and_style():
    text = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(scripts) == 2
    assert len(styles) == 1
    for part in (*scripts, *styles):
        assert assets.digest(part).replace("'", "&#x27;") in policy
    assert "unsafe" not in policy
    assert "default-src &#x27;none&#x27;" in policy


def test_the_page_names_nothing_to_fetch():
    for tag, found in Reader(page()).elements:
        assert "src" not in found
        if tag == "link":
            assert (found["href"] or "").startswith("data:")


@pytest.mark.parametrize("size", [300, 2000])
def test_a_page_is_within_twice_the_size_of_its_data(size):
    papers = tuple(many(size))
    data = "".join(registry.load("jsonl").render(papers, ExportRequest()))
    assert len(page(papers).encode()) < 2 * len(data.encode())


def test_years_are_headings_where_papers_come_newest_first():
    assert re.findall(r'<h2 id="([^"]*)"', page(PAGE_PAPERS))[:2] == ["year-2025", "year-2024"]
    assert "<h2" not in page(tuple(reversed(PAGE_PAPERS)))


def test_the_title_is_that_of_the_list_unless_another_is_given():
    assert Reader(page(outline=OUTLINE)).within("title") == "Awesome Made-Up"
    assert Reader(page(title="<My> papers")).within("h1") == "<My> papers"


def test_topics_stand_in_the_order_of_the_list_with_their_parents():
    names = json.loads(re.search(r'class="names">(.*?)</script>', page(outline=OUTLINE))[1])
    assert names["topics"] == ["Models", "Systems", "Systems > Offloading"]


def test_notes_of_the_user_are_not_published():
    assert "secret" not in page((paper(1, "A", notes=("a secret thought",)),))


def test_the_body_stays_as_it_is(golden):
    """The page without its own style and scripts."""
    text = re.sub(r"(<style>|<script>).*?(?=</style>|</script>)", r"\1", page(), flags=re.DOTALL)
    text = re.sub(r"'sha256-[^']*'|&#x27;sha256-.*?&#x27;", "HASH", text)
    golden("golden/page.html", text)


def folder(papers=PAPERS, **options):
    made = html_folder.render(papers, ExportRequest(**options))
    return {file.path: file.text for file in made}


def test_a_folder_has_every_paper_once_and_in_plain_pages_too():
    papers = tuple(many(1150))
    files = folder(papers)
    records = [
        record
        for number in range(12)
        for record in json.loads(files[f"data/papers-{number}.js"].split(",", 2)[2].strip()[:-1])
    ]
    titles = [unescape(re.search(r"<h3>(?:<a [^>]*>)?([^<]*)", record)[1]) for record in records]
    assert titles == [one_line(one.title) for one in papers]
    assert [files[f"list-{n}.html"].count("<li id=") for n in (1, 2)] == [1000, 150]
    assert files["list-2.html"].count('<a href="list-2.html" aria-current="page">2</a>') == 2
    assert "aria-current" not in files["index.html"]
    assert list(files)[-1] == "index.html"


def test_a_folders_words_are_where_its_facts_say():
    files = folder(tuple(many(200)))
    facts = json.loads(files["data/facts.js"].split(",", 2)[2].strip()[:-1])
    place = facts["heads"]["mo"] if "mo" in facts["heads"] else facts["heads"]["ka"]
    part = json.loads(files[f"data/words-{place}.js"].split(",", 2)[2].strip()[:-1])
    assert any(root.startswith(("mo", "ka")) for root in part)
    assert len(facts["ids"]) == 200


def test_a_folders_pages_are_sound_whatever_stands_in_them():
    for path, text in folder(PAGE_PAPERS, title=EVIL).items():
        if path.endswith(".html"):
            read = Reader(text)
            assert read.open == []
            assert {tag for tag, _ in read.elements} <= ALLOWED
            assert "unsafe" not in text


def test_the_command_writes_a_file_or_a_folder(aiev, small, tmp_path):
    assert aiev("export", "html", "-o", str(tmp_path / "page.html")).code == 0
    written = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert re.findall(r'<li id="([^"]*)"', written)[0] == "2501.00033", "the newest first"
    assert "<h1>Small Things</h1>" in written
    for _ in range(2):  # the second takes the place of the first
        assert aiev("export", "html", "-o", f"{tmp_path / 'site'}/").code == 0
    assert (tmp_path / "site" / "index.html").exists()
    assert re.findall(r'<li id="([^"]*)"', (tmp_path / "site" / "list-1.html").read_text())[0] == (
        "2501.00033"
    )


def test_the_command_takes_words_and_filters(aiev, small, tmp_path):
    path = tmp_path / "moe.html"
    assert aiev("export", "html", "moe", "--since", "2025", "-o", str(path)).code == 0
    assert re.findall(r'<li id="([^"]*)"', path.read_text(encoding="utf-8")) == ["2501.00033"]


def test_a_year_as_a_group_is_not_said_again_but_found():
    grouped = (entry(1, None, "A Paper", group="2026"), entry(2, None, "A Paper", group="2025"))
    text = page((paper(issued="2026-06", entries=grouped),)).replace(assets.script(), "")
    assert re.findall(r"<i>(.*?)</i>", text) == ["2025"]
    assert re.findall(r' data-w="([^"]*)"', text) == ["2026"]
