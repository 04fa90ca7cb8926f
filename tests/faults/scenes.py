"""What the faults befall: every command that writes, on a folder that holds all it needs."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

import snapshots
from aiev.store import migrate

LIST = """\
# Birds

## Waders

- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024 | MIT
- [Avocet: Routing by Need](https://arxiv.org/abs/2402.00002) | 4 Feb 2024 [[code](https://x.io/a)]
- [Plover](https://birds.test/plover)

## Owls

- [Tawny](https://arxiv.org/abs/2403.00003) | 5 Mar 2024
"""
BIBLIOGRAPHY = """\
@article{low24, author = {Low, Ada}, title = {Owls at Noon}, year = {2024}, doi = {10.1234/owl.1}}
@misc{ray24, author = {Ray, Bo}, title = {Barn Doors}, year = {2024}, eprint = {2404.00004},
  archiveprefix = {arXiv}}
"""
TABLE = "Title,Author,Year,DOI\nOwls at Noon,Ada Low,2024,10.1234/owl.1\nEagle Owls,Bo Ray,2023,\n"
NEW = LIST.replace("Birds", "Fish").replace("2401.", "2411.").replace("Heron", "Pike")
CHANGED = LIST.replace("Plover", "Golden Plover").replace("| 3 Jan 2024", "| 2 Jan 2024")
_OVER = ("markdown", "bibtex", "csl-json", "atom")
"""Of these an older export is there."""
SCENES: dict[str, Sequence[str]] = {
    "import a list": ("import", "--no-enrich", "new.md"),
    "import a changed list": ("import", "--no-enrich", "birds.md"),
    "import a backup": ("import", "--no-enrich", "other.jsonl"),
    "import and ask arXiv": ("import", "new.md"),
    "load a snapshot": ("import", "--snapshot", "snapshot.jsonl", "--category", "cs.DC"),
    "enrich": ("enrich",),
    "enrich from a file": ("enrich", "--from", "snapshot.jsonl"),
    "add": ("add", "2411.11217", "--topic", "Waders", "--no-enrich"),
    "import a bibliography": ("import", "--no-enrich", "works.bib", "--topic", "Owls"),
    "import a table": ("import", "--no-enrich", "works.csv", "--topic", "Owls"),
    "edit": ("edit", "2401.00001", "--note", "seen twice"),
    "edit all of a question": ("edit", "--query", "topic:Waders", "--add-tag", "seen", "--yes"),
    "save": ("save", "barn", "barn"),
    "new": ("new",),
    "remove": ("remove", "2402.00002"),
    "merge": ("merge", "1", "3"),
    "rename": ("rename", "Owls", "Night Birds"),
    "sort": ("sort", "Waders", "--by", "title"),
    "undo": ("--db", "one.db", "undo"),
    "undo a merge": ("--db", "merged.db", "undo"),
    "undo in a file": ("undo", "--file", "written.md"),
    "alias": ("orgs", "alias", "Mass Tech", "MIT"),
    "sync": ("sync", "birds.md"),
    "export csv": ("export", "csv", "-o", "new.csv"),
    **{
        f"export {name}": ("export", name, "-o", f"{'old' if name in _OVER else 'new'}.{name}")
        for name in ("markdown", "source", "bibtex", "csl-json", "ris", "jsonl", "atom", "rss")
    },
    "export a page": ("export", "html", "-o", "page.html"),
    "export a vault": ("export", "obsidian", "-o", "vault"),
    "export a site": ("export", "html", "-o", "site/"),
    "backup": ("backup", "new-copy.db"),
    "backup over one": ("backup", "copy.db"),
    "backup as text": ("backup", "copy.jsonl"),
    "backup as packed text": ("backup", "copy.jsonl.zst"),
    "backup into a closed folder": ("backup", "closed/new.db"),
    "backup over one in a closed folder": ("backup", "closed/copy.db"),
    "backup as text into a closed folder": ("backup", "closed/new.jsonl"),
    "backup as text over one in a closed folder": ("backup", "closed/copy.jsonl"),
    "export over one in a closed folder": ("export", "csv", "-o", "closed/old.csv"),
    "sync in a closed folder": ("--db", "closed.db", "sync", "closed/kept.md"),
    "mend": ("doctor", "--mend"),
    "migrate": ("--db", "old.db", "migrate"),
    "mend links": ("check", "links.md", "--links", "--fix"),
    "discover": ("discover", "herons at dusk", "--topic", "Waders", "--add", "1"),
}
REFUSED = {
    "backup into a closed folder",
    "backup over one in a closed folder",
    "backup as text into a closed folder",
}
"""Without a fault they fail, and say why."""
# What is worked out again at any time, and what says when something was done.
_OLD = "0009"
_LEFT_OUT = (
    *("term", "spelling", "compound", "setting", "sqlite_sequence", "list_reading"),
    *("undo_step", "undo_change"),
)
OWN = {"vault/mine.md": "mine\n", "vault/Papers/mine too.md": "mine too\n"}


def put_up(folder: Path, run: Callable[..., int], *, links_url: str) -> None:
    """Fill a folder, running command lines in it: a base with edits that its file does not have.

    At `links_url` `/moved` is told to have moved for good.
    """
    (folder / "links.md").write_text(
        "# Links\n\n## Moved\n\n" + f"- [Kite on the Wing]({links_url}/moved) | 3 Jan 2024\n"
    )
    (folder / "birds.md").write_text(LIST)
    (folder / "new.md").write_text(NEW)
    snapshots.write(
        folder / "snapshot.jsonl",
        [snapshots.fields(f"240{n}.0000{n}", title=f"Birds at Hour {n}") for n in range(1, 6)],
    )
    lines = (
        ("import", "--no-enrich", "new.md"),
        ("edit", "2411.00001", "--note", "theirs"),
        ("export", "jsonl", "-o", "other.jsonl"),
    )
    for words in lines:
        assert run(*words, database=folder / "theirs.db") == 0, words
    (folder / "theirs.db").unlink()
    _make_undoable(folder, run)
    _make_closed(folder, run)
    (folder / "works.bib").write_text(BIBLIOGRAPHY)
    (folder / "works.csv").write_text(TABLE)
    lines = (
        ("import", "--no-enrich", "birds.md"),
        *(("export", name, "-o", f"old.{name}") for name in _OVER),
        ("save", "owls", "topic:Owls"),
        ("export", "obsidian", "-o", "vault"),
        ("export", "html", "-o", "site/"),
        ("backup", "copy.db"),
        ("backup", "copy.jsonl"),
        ("edit", "2401.00001", "--date", "2024-01-04"),
        ("add", "2404.00004", "--topic", "Owls", "--title", "Barn", "--no-enrich"),
    )
    for words in lines:
        assert run(*words) == 0, words
    (folder / "birds.md").write_text(CHANGED.replace("| 2 Jan 2024", "| 3 Jan 2024"))
    for name, text in OWN.items():
        (folder / name).write_text(text)
    _make_old(folder / "old.db")


def _make_closed(folder: Path, run: Callable[..., int]) -> None:
    """Make a folder that may not be written to, with files that may, and a base of its list."""
    closed, database = folder / "closed", folder / "closed.db"
    closed.mkdir()
    (closed / "kept.md").write_text(LIST)
    for words in (
        ("import", "--no-enrich", "closed/kept.md"),
        ("backup", "closed/copy.db"),
        ("backup", "closed/copy.jsonl"),
        ("export", "csv", "-o", "closed/old.csv"),
        ("edit", "2401.00001", "--date", "2024-01-04"),
    ):
        assert run(*words, database=database) == 0, words
    closed.chmod(0o555)


def _make_undoable(folder: Path, run: Callable[..., int]) -> None:
    """Make databases in which one command can be taken back, and a file that was written into."""
    assert run("import", "--no-enrich", "new.md", database=folder / "one.db") == 0
    (folder / "written.md").write_text(NEW)
    for words in (
        ("import", "--no-enrich", "written.md"),
        ("edit", "2411.00001", "--note", "written"),
        ("sync", "written.md"),
        ("merge", "1", "3"),
    ):
        assert run(*words, database=folder / "merged.db") == 0, words
    with closing(sqlite3.connect(folder / "merged.db")) as connection, connection:
        # The next run finds nothing more to take back.
        connection.execute(
            "delete from undo_change where step_id <> (select id from undo_step"
            " order by turn desc limit 1)"
        )
        connection.execute("delete from undo_step where turn < (select max(turn) from undo_step)")


def _make_old(path: Path) -> None:
    """Make a database as an earlier aiev made it, with a list and a paper in it."""
    config = migrate.script_config()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, _OLD)
        connection.exec_driver_sql(
            "insert into paper (id, identity, kind, title, categories, withdrawn, enrichment,"
            " has_user_title, has_user_date, authors, organizations, topics, listed)"
            " values (1, 'label:kite', 'paper', 'Kite', '', 0, 'none', 0, 0, '', '', '', '')"
        )
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = wal")


def copy(base: Path, folder: Path) -> None:
    """Put a copy of a folder in place of another."""
    if (folder / "closed").exists():
        (folder / "closed").chmod(0o755)  # It could not be emptied.
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder, symlinks=True)


def names(folder: Path) -> frozenset[str]:
    """Return all that is in a folder.

    SQLite's logs are a part of the database, and what files held whose folder is closed is kept.
    """
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    return frozenset(name for name in found if not name.endswith(("-wal", "-shm", ".before")))


def kept(folder: Path) -> dict[Path, bytes]:
    """Return what is kept of files that were written in place, their folder being closed."""
    return {path: path.read_bytes() for path in folder.glob("*.before")}


def files(folder: Path) -> dict[str, bytes]:
    """Return what files hold, but databases and what aiev keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and ".db" not in path.name
        and path.suffix != ".before"
        and path.relative_to(folder).parts[0] not in ("data", "cache")
    }


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of a database that is sound; raises AssertionError for one that is not."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        tables = connection.execute(
            "select name from sqlite_master where type = 'table' and name not like 'paper_fts%'"
        ).fetchall()
        found = {}
        for (table,) in tables:
            if table not in _LEFT_OUT:
                columns = [
                    row[1]
                    for row in connection.execute(f"pragma table_info({table})")
                    if not row[1].endswith("_at")
                ]
                listed = ", ".join(columns)
                found[table] = sorted(
                    connection.execute(f"select {listed} from {table}").fetchall(), key=repr
                )
        connection.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
        return found
