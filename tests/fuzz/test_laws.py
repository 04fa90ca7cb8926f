"""Whatever aiev is given, it answers or says why not; nothing is lost, nothing takes its square."""

import sqlite3
import sys
from contextlib import closing, suppress
from datetime import date

import pytest

from aiev import config
from aiev.domain import arxiv_id
from aiev.errors import UsageError
from aiev.markdown.reading import document
from aiev.query import syntax
from aiev.sources.arxiv import atom
from aiev.store.reading import soundness
from fuzz import html_lists, long_lists, markdown_lists, other_inputs
from running import run_here

lists = markdown_lists.texts | html_lists.texts
KNOWN = (0, 1, 2, 3, 4, 5)


def calls_of(work):
    """Return how many functions a piece of work calls: its cost, the same on each machine."""
    count = 0

    def note(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def read(text):
    return document.parse(text, is_organization=lambda name: name == "MIT")


def test_a_list_read_has_every_entry_where_it_stands_and_every_link_in_the_account(hold):
    def law(text):
        listed = read(text)
        assert listed.text == text
        of = listed.links
        assert of.papers + of.further + of.furniture + of.unread == of.seen
        starts = [entry.span[0] for entry in listed.entries]
        assert all(0 <= entry.span[0] < entry.span[1] <= len(text) for entry in listed.entries)
        assert starts == sorted(starts)

    hold(lists, law, examples=30)


def test_the_work_of_reading_grows_with_the_list(hold):
    def law(text):
        read(text)  # Patterns are compiled when they are first used.
        once, thrice = (
            calls_of(lambda count=count: read((text + "\n") * count)) for count in (4, 12)
        )
        # Three times as much and what is done once; the square would be nine times.
        assert thrice < 5 * once + 20_000

    hold(lists, law, examples=8)


def test_a_list_comes_back_to_the_byte_and_the_database_is_sound(hold, home, tmp_path):
    path = tmp_path / "list.md"

    def law(text):
        content = text.encode("utf-8", "replace")
        path.write_bytes(content)
        home.database.unlink(missing_ok=True)
        done = run_here(home, "import", path, "--no-enrich")
        assert done.code in KNOWN
        if done.code in (0, 5):
            assert run_here(home, "export", "source", "-o", tmp_path / "back.md").code == 0
            assert (tmp_path / "back.md").read_bytes() == content
            check(home.database)

    hold(markdown_lists.texts, law, examples=2)


def test_a_backup_is_taken_in_or_refused_and_the_database_is_sound(hold, home, small):
    lines = run_here(home, "export", "jsonl").out.splitlines()
    whole = small.read_bytes()

    def law(text):
        small.write_bytes(whole)
        done = run_here(home, "import", "-", "--no-enrich", stdin=text.encode("utf-8", "replace"))
        assert done.code in KNOWN
        check(small)

    hold(other_inputs.backups(lines), law, examples=5)


def test_a_query_is_answered_or_refused(hold, home, small):
    def law(text):
        with suppress(UsageError):
            syntax.parse(text, today=date(2025, 6, 1))
        if "\0" not in text and text.isprintable():
            done = run_here(home, "search", "--json", "--", text)
            # `kite @0` asks the question that is saved as `0`: to find none is told as a failure.
            is_unsaved = "@" in text and "no question is saved as this" in done.err
            assert done.code in ((1,) if is_unsaved else (0, 2))

    hold(other_inputs.queries, law, examples=25)


def test_a_feed_is_read_or_refused(hold):
    wanted = arxiv_id.parse("2411.11217")

    def law(body):
        try:
            found = atom.parse(body)
        except ValueError:
            return
        atom.find_error(found)
        assert atom.render(found)
        assert atom.find_named("x", [wanted]) is None

    hold(other_inputs.feeds, law, examples=50)


def test_a_config_file_is_read_or_refused(hold, tmp_path):
    path = tmp_path / "config.toml"

    def law(text):
        path.write_text(text, encoding="utf-8", errors="replace")
        with suppress(UsageError):
            config.load({"AIEV_CONFIG": str(path)})

    hold(other_inputs.settings_files, law, examples=50)


def check(database):
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert soundness.find(connection) is None


@pytest.mark.parametrize("kind", long_lists.MAKERS)
def test_what_is_very_long_takes_work_in_its_length(kind):
    """A million links in a line took 31 s; what grows with the square would never end."""

    def work(count):
        # No address twice: what is remembered of one costs less.
        text = long_lists.make(kind, range(count * 11, count * 12))
        return calls_of(lambda: read(text))

    work(20)  # Patterns are compiled when they are first used.
    assert work(600) < 5 * work(150) + 5_000
