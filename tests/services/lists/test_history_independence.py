"""What the knowledge base knows of a list is what its file says now, whatever it said before."""

import hashlib
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from aiev.services.lists.read_list import import_list
from aiev.services.lists.sync import sync
from aiev.store.writing.list_writer import ListFile
from aiev.store.writing.writer import open_writer

NOW = datetime(2025, 1, 1, tzinfo=UTC)

# Papers listed twice under other names and dates, works that share a page, versions, placeholders.
_LINES = (
    "- [Kites over water](https://arxiv.org/abs/2401.00001v2), 3 Jan 2024, MIT",
    "- [Kites: flying over water](https://arxiv.org/pdf/2401.00001v1), 9 Feb 2024, Google",
    "- [Nets that learn to knot](https://openreview.net/pdf?id=kn0t), 2023, CMU",
    "- [Knotting nets, learned](https://openreview.net/forum?id=kn0t), May 2024, MIT",
    "- [Slow lanterns at sea](https://conf.example/accepted.html)",
    "- [Counting sheep by tensor](https://conf.example/accepted.html), 2022",
    "- [Why the moth circles](https://conf.example/accepted.html#moth): a note",
    "- [No address yet]()",
    "- [Kite Tool](https://github.com/example/kite.git)",
    "- [The Tool for Kites](https://github.com/example/kite), 2021",
)
_HEADINGS = ("## Air", "### Kites", "## Sea", "### Kites", "## Air > Kites")
versions = st.lists(
    st.lists(st.sampled_from((*_LINES, *_HEADINGS)), max_size=9).map(
        lambda lines: "\n".join(("# The list", "", *lines, ""))
    ),
    min_size=2,
    max_size=4,
)

_ENTRIES = """
select entry.position, line, span_start, span_end, label, note, entry.url, listed_date,
       listed_organizations, venue, entry.origin, coalesce(topic.path, ''),
       paper.kind, paper.arxiv_id, paper.version, paper.url, paper.title, paper.issued,
       paper.organizations, paper.topics, paper.listed, paper.enrichment,
       (select min(position) from entry as first where first.paper_id = paper.id)
from entry join paper on paper.id = paper_id left join topic on topic.id = topic_id
order by entry.position
"""
_TOPICS = """
select topic.position, topic.title, topic.path, topic.level, topic.origin, above.path
from topic left join topic as above on above.id = topic.parent_id order by topic.position
"""


def imported(writer, content):
    digest = hashlib.sha256(content).hexdigest()
    import_list(writer, ListFile("list", "/list.md", content, digest), now=NOW)


def synced(writer, content):
    def write(_merged):
        raise AssertionError("nobody changed anything here")

    sync(writer, content, path=Path("/list.md"), name=None, write=write, now=NOW)


def known_after(texts, *, store=imported):
    """What a knowledge base tells of the list after these versions of its file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.db"
        with open_writer(path) as writer:
            for text in texts:
                store(writer, text.encode())
        with closing(sqlite3.connect(path)) as connection:
            return [connection.execute(sql).fetchall() for sql in (_ENTRIES, _TOPICS)]


@settings(max_examples=8, deadline=None)
@given(versions)
def test_after_any_versions_of_a_list_it_is_as_imported_afresh(texts):
    assert known_after(texts) == known_after(texts[-1:])


@settings(max_examples=8, deadline=None)
@given(versions)
def test_after_any_syncs_of_a_list_it_is_as_imported_afresh(texts):
    assert known_after(texts, store=synced) == known_after(texts[-1:])


def test_a_paper_listed_twice_is_called_and_dated_as_where_it_stands_first():
    """In real histories the entry that was stored first, not the one that stands first, told."""
    first, second = _LINES[2:4]
    swapped = known_after([f"## A\n\n{first}\n", f"## A\n\n{second}\n{first}\n"])
    assert swapped == known_after([f"## A\n\n{second}\n{first}\n"])


def test_works_at_one_page_keep_their_papers_when_others_come_and_go():
    """Which of two works got the page first must not decide whose paper it is."""
    moth, sheep = _LINES[6], _LINES[5]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.db"
        ids = []
        with open_writer(path) as writer:
            for lines in ((sheep,), (moth, sheep), (moth,), (sheep, moth)):
                content = "\n".join(("## A", "", *lines, "")).encode()
                import_list(writer, ListFile("l", None, content, str(len(ids)), True), now=NOW)
                with closing(sqlite3.connect(path)) as connection:
                    rows = connection.execute("select label, paper_id from entry").fetchall()
                ids.append(dict(rows))
    moths = {found[label] for found in ids for label in found if "moth" in label}
    sheep_ids = {found[label] for found in ids for label in found if "sheep" in label}
    assert len(moths) == len(sheep_ids) == 1
    assert moths != sheep_ids
