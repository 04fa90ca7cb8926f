"""No statement replaces rows that the undo log follows: SQLite tells no trigger of those that go.

Source: https://www.sqlite.org/lang_conflict.html (delete triggers fire for REPLACE only where
recursive triggers are on).
"""

import re

import pytest

from aiev.store.undo_log.logged_tables import NOT_LOGGED
from running import ROOT

# Of a table that the same line of the source does not name nothing is known: it counts as logged.
REPLACING = re.compile(
    r"(?i)\b(?:(?:insert|update) +or +replace|replace +into)\b(?: +into)? *(\w*)"
)


def replaced(source):
    """Return the tables whose rows the SQL in a text replaces, empty for one it does not name."""
    return set(REPLACING.findall(source))


@pytest.mark.parametrize(
    ("source", "tables"),
    [
        ("insert or replace into citation (paper_id) values (1)", {"citation"}),
        ("REPLACE INTO tag(name)", {"tag"}),
        ("insert or replace into {table} (id)", {""}),
        ('f"insert or replace into"\nf" {table} (id)"', {""}),
        ("update or replace note set text = ?", {"note"}),
        ("insert or ignore into tag (name) values (1)", set()),
    ],
)
def test_replacing_is_seen_in_sql(source, tables):
    assert replaced(source) == tables


def test_only_rows_that_are_not_logged_are_replaced():
    places = [
        *(ROOT / "src" / "aiev").rglob("*.py"),
        *(ROOT / "migrations" / "versions").glob("*.py"),
        ROOT / "migrations" / "newest.sql",
    ]
    found = {
        (place.relative_to(ROOT).as_posix(), table)
        for place in places
        for table in replaced(place.read_text(encoding="utf-8"))
    }
    assert ("src/aiev/store/writing/paper_words.py", "paper_words") in found
    assert {one for one in found if one[1] not in NOT_LOGGED} == set()
