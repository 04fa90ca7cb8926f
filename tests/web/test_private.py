"""Notes are served to those who ask for it with `--private`, and by no way to anybody else."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from urllib.parse import quote

import pytest

from running import make_home
from serving import address, get, refused, serving

SECRET = "a thought of my own"
COUNT = "select count(*) from note"


@pytest.fixture(scope="module")
def home(tmp_path_factory, small_template):
    """A home whose knowledge base has a note, and views that the user made over it."""
    pytest.importorskip("datasette")
    home = make_home(tmp_path_factory.mktemp("served"), arxiv_url="http://127.0.0.1:9")
    shutil.copyfile(small_template, home.database)
    with closing(sqlite3.connect(home.database)) as connection:
        connection.executescript(f"""
            insert into note (paper_id, text, created_at) values (1, '{SECRET}', '2024-01-01');
            insert into curation (paper_id, state, rating) values (1, 'skipped', 1);
            insert into question (name, words, filters) values ('own', '{SECRET}', '{{}}');
            insert into question_paper (question, paper_id, changes) values ('own', 1, 0);
            create view mine as select paper_id, text from note;
            create view counted as select count(*) as number from NOTE;
            analyze;
        """)
    return home


@pytest.mark.parametrize("table", ["undo_step", "undo_change"])
def test_the_undo_log_is_shown_to_nobody_not_even_with_private(home, table):
    with serving(home, "--private", "--sql") as url:
        base = url.removesuffix("/paper")
        for asked in (f"/{table}", f".json?sql=select+*+from+{table}"):
            status, page = refused(f"{base}{asked}")
            assert (status, "this table is private" in page) == (403, True), asked
            assert "aiev serve --private" not in page


@pytest.fixture(scope="module")
def root(home):
    with serving(home, "--sql") as url:
        yield url.removesuffix("/paper")


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize(
    "path",
    [
        "/note", "/note/1", "/NOTE", "/mine", "/counted",
        "/note?_facet=text", "/note?_sort=text", "/note?text__contains=own", "/note?_nocount=1",
        "/note?_col=id", "/note?paper_id=1&_shape=array",
        "/paper?_where=id+in+(select+paper_id+from+note)",
        "/paper?_where=exists(select+1+from+note+where+text+like+'a%25')",
        '/paper?_through={"table":"note","column":"text","value":"a"}',
        "/curation", "/curation/1", "/curation?_facet=state", "/question", "/question/own",
        "/question_paper", '/paper?_through={"table":"curation","column":"state","value":"read"}',
        "/paper?_where=id+in+(select+paper_id+from+curation+where+rating=1)",
    ],
)  # fmt: skip
def test_no_page_of_a_table_or_view_shows_them(root, path, form):
    path, question, asked = path.partition("?")
    status, page = refused(f"{root}{path}{form}{question}{asked}")
    assert SECRET not in page
    # SQLite's tables are named in any case; Datasette's pages are not.
    if path == "/NOTE" and status == 404:
        return
    assert (status, "this table is private" in page) == (403, True)
    assert "aiev serve --private" in page


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
@pytest.mark.parametrize(
    "sql",
    [
        "select * from note",
        "select text from NOTE",
        'select text from main."note"',
        COUNT,
        "select 1 from note",
        "select rowid from note where paper_id = 1",
        "with found as (select text from note) select * from found",
        "select title, (select text from note where paper_id = paper.id) from paper",
        "select title from paper join note on note.paper_id = paper.id",
        "select title from paper where id in (select paper_id from note)",
        "select title from paper union all select text from note",
        "select * from mine",
        "select * from counted",
        "explain select text from note",
        "select json_group_array(text) from note",
        "select * from dbstat where name = 'note'",
    ],
)
def test_no_sql_reads_them(root, sql, form):
    if "dbstat" in sql and not _has_module("dbstat"):
        pytest.skip("this SQLite has no dbstat")
    status, page = refused(address(f"{root}{form}", sql=sql))
    assert (status, "this table is private" in page) == (403, True)
    assert SECRET not in page


@pytest.mark.parametrize(
    "path",
    [
        "/", "/data/", "/data/.json", "/data/aiev", "/data/aiev.json",
        "/data/aiev?_show_hidden=1", "/data/aiev/paper/1",
        "/data/aiev/paper/1.json?_extras=foreign_key_tables", "/data/aiev/paper?_labels=on",
        "/data/aiev/paper?_search=thought", "/data/aiev/search?words=thought",
        "/data/aiev/search?words=note:own", "/data/-/metadata.json",
        "/data/aiev/paper_fts?_size=max",
    ],
)  # fmt: skip
def test_what_is_served_does_not_even_name_them(root, path):
    page = get(root.removesuffix("/data/aiev") + path)
    assert SECRET not in page
    assert "/data/aiev/note" not in page
    # Entries have a column of that name.
    assert not re.search(r'"(name|other_table|table)": ?"note"', page)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data/aiev.db", 403),
        ("/data/_internal", 403),
        ("/data/_internal/tables", 403),
        ("/data/_memory.json?sql=select+*+from+note", 404),
        ("/data/aiev.json?sql=attach+'aiev.db'+as+again", 400),
        ("/data/aiev.json?sql=pragma+writable_schema+%3D+1", 400),
        ("/data/aiev.json?sql=select+load_extension('x')", 400),
    ],
)
def test_there_is_no_way_round_the_tables(root, path, status):
    assert refused(root.removesuffix("/data/aiev") + path)[0] == status


def test_all_else_is_served(root):
    """The papers' own page counts and links what refers to it, and was to fail at the notes."""
    assert "Kite" in get(f"{root}/paper")
    page = get(f"{root}/paper/1")
    assert "/data/aiev/entry?paper_id=1" in page
    assert json.loads(get(address(f"{root}.json", sql="select count(*) from entry")))["rows"]


def test_with_private_they_are_served(home):
    with serving(home, "--private", "--sql") as url:
        root = url.removesuffix("/paper")
        assert SECRET in get(f"{root}/note")
        assert SECRET in get(f"{root}/mine.json")
        assert SECRET in get(address(f"{root}.json", sql="select text from note"))
        assert "/data/aiev/note?paper_id=1" in get(f"{root}/paper/1")
        assert "/data/aiev/note" in get(root)
        # Whoever may read them is on this machine still.
        assert refused(f"{root}.db")[0] == 403


def test_each_table_is_known_to_be_private_or_not(small_template):
    """A table that a later revision adds is served once somebody has thought of it."""
    from aiev.web.metadata import DATABASE, NEVER_SHOWN, PRIVATE, metadata

    with closing(sqlite3.connect(small_template)) as connection:
        tables = {
            name
            for (name,) in connection.execute("select name from sqlite_master where type = 'table'")
            if not name.startswith(("paper_fts", "sqlite_"))
        }
        columns = {
            (table, name)
            for table in tables - {*PRIVATE, *NEVER_SHOWN}
            for (name,) in connection.execute("select name from pragma_table_info(?)", (table,))
        }
    assert set(metadata()["databases"][DATABASE]["tables"]) == tables - {*PRIVATE, *NEVER_SHOWN}
    # What a user thinks of a paper: of a list's entry, `note` is what its line says.
    assert not {("paper", "state"), ("paper", "rating"), ("paper", "note")} & columns


def _has_module(name):
    with closing(sqlite3.connect(":memory:")) as connection:
        found = connection.execute("select 1 from pragma_module_list where name = ?", (name,))
        return found.fetchone() is not None


@pytest.mark.parametrize("form", ["", ".json"])
@pytest.mark.parametrize(
    "asked", ["state:skipped", "rating:1", "kite has:note", "-has:rating", "kite OR (has:s*)"]
)
def test_no_search_tells_what_a_reader_keeps(root, asked, form):
    """To find or not to find a paper by its state would tell the state."""
    for path in (
        f"/paper{form}?_search={quote(asked)}",
        f"/search{form}?words={quote(asked)}",
        f"{form}?sql=select+aiev_search('{quote(asked)}')",
    ):
        status, page = refused(root + path)
        assert (status, "is private" in page) == (403, True), path
