"""Run commands on databases that aiev did not write so, and look whether each ends and is told.

    python tests/faults/foreign.py --runs 5000 --seed 1

A drawn damage befalls a small database, then drawn commands run on it, each on a copy. A value is a
blob, no UTF-8, words or a number of any size; rows lead nowhere or round in a circle; a table, a
trigger or an index is gone; the file is cut, overwritten, or another program's. Each command ends
with an answer or an error of aiev's, never with a traceback. Prints JSON.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import chdir, closing, contextmanager
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

import knowledge  # noqa: E402
from running import Home, make_home, run_here  # noqa: E402

KEPT_OUT = "a constraint or a trigger kept it out"
Damage = Callable[[Path, random.Random], str]
ENDLESS_S = 60
COMMANDS_A_DAMAGE = 10
VALUES = {
    "a blob": "x'ff00fe'",
    "an empty blob": "x''",
    "no UTF-8": "cast(x'ff61fe' as text)",
    "a zero byte": "'a' || char(0) || 'b'",
    "words": "'words'",
    "JSON": "'[{\"a\": [1]}]'",
    "nothing": "null",
    "no number": "-1",
    "a fraction": "2.5",
    "a huge number": "9223372036854775807",
    "more than any number": "9e999",
    "a day that is none": "'2024-13-45'",
    "control characters": "char(27) || '[31m' || char(10, 9, 8238)",
}
CALLS = (
    ("search_papers", {"query": "kite"}), ("get_paper", {"id": "1"}),
    ("similar_papers", {"id": "1"}), ("browse", {"kind": "topics"}),
    ("cite_papers", {"ids": ["1"]}), ("check_list", {"name": "small"}),
    ("edit_paper", {"id": "1", "tag": "t"}),
)  # fmt: skip
LINES = (
    "search", "search kite", "search --json", "search kite --explain", "search @birds --count",
    "search --org MIT --sort citations", "search author:asker --since 2024", "show 1",
    "show 1 --json", "show 1 --history", "show 2 3", "show Serving", "topics", "topics --json",
    "orgs", "orgs --review", "orgs --json", "orgs alias", "authors", "authors --json", "lists",
    "lists --json", "tags", "tags --json", "stats", "stats --json", "cite 1", "similar 1", "save",
    "new --keep", "new --json", "diff small other", "undo --list", "undo --list --json",
    "complete-words search --topic s", "complete-words show 2",
    "check", "check --json", "check --format sarif", "check small",
    "export jsonl", "export csv", "export markdown", "export markdown --group-by organization",
    "export bibtex", "export bibtex --flavor biblatex", "export csl-json", "export ris",
    "export atom", "export rss", "export source", "export html -o page.html",
    "export html -o site/", "export obsidian -o vault", "backup copy.db", "backup copy.jsonl",
    "mcp --write",
    "add 2411.11217 --topic Serving --no-enrich", "add 2405.00011 --no-enrich --dry-run",
    "edit 1 --note x", "edit 1 --state read --rating 4", "edit 1 --topic Serving",
    "edit --query kite --add-tag t --yes", "import --no-enrich", "import list.md --no-enrich",
    "import works.bib --no-enrich", "import theirs.jsonl", "sync list.md", "merge 1 2",
    "rename Serving Service", "sort Serving --by date", "remove 2", "remove 1", "undo",
    "undo 2 --dry-run", "new", "save more kite", "save --remove birds", "orgs alias Maker MIT",
    "doctor", "doctor --json", "doctor --mend", "migrate",
)  # fmt: skip


def put_up(home: Home) -> None:
    """Make a database in which most tables have rows, and the files that the commands name."""
    knowledge.build_small(home.database)
    small = knowledge.SMALL_LIST
    (home.folder / "list.md").write_text(small.replace("Small", "Smaller"), encoding="utf-8")
    (home.folder / "other.md").write_text("# Other\n\n- [A](https://arxiv.org/abs/2405.00011)\n")
    (home.folder / "works.bib").write_text("@misc{a, title = {Owls}, author = {Low, Ada}}\n")
    for line in (
        "import list.md --no-enrich", "import other.md --no-enrich", "import works.bib",
        "edit 1 --add-tag t --add-note n --state read --rating 4", "edit 2 --date 2024",
        "save birds kite", "orgs alias MTech MIT", "remove 3", "export jsonl -o theirs.jsonl",
    ):  # fmt: skip
        done = run_here(home, *line.split())
        assert done.code in (0, 5), (line, done)


def _columns(database: Path) -> list[tuple[str, str]]:
    """Return each table's name with each of its columns."""
    with closing(sqlite3.connect(database)) as connection:
        return [
            (table, column[1])
            for (table,) in connection.execute(
                "select name from sqlite_master where type = 'table' and sql not like '%virtual%'"
                " order by name"
            ).fetchall()
            for column in connection.execute(f'pragma table_info("{table}")')
        ]


def _change(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("pragma foreign_keys = off")
        connection.execute("pragma ignore_check_constraints = on")
        connection.execute(statement)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")


def a_value(database: Path, draws: random.Random) -> str:
    """Put a value that no column of aiev's has into one row or all rows of a column."""
    table, column = draws.choice(_columns(database))
    name = draws.choice(list(VALUES))
    where = draws.choice(["", f' where rowid = (select min(rowid) from "{table}")'])
    statement = f'update "{table}" set "{column}" = {VALUES[name]}{where}'
    try:
        _change(database, statement)
    except sqlite3.Error:
        return KEPT_OUT
    return f"a value: {statement}"


def a_circle(database: Path, draws: random.Random) -> str:
    """Let rows be below themselves, or belong to what is not there."""
    table = draws.choice(["topic", "organization"])
    statement = draws.choice([
        f"update {table} set parent_id = id",
        f"update {table} set parent_id = (select max(id) from {table})",
        f"update {table} set parent_id = 999999",
        "update entry set topic_id = 999999", "update entry set paper_id = 999999",
        "update entry set list_id = 999999", "delete from list", "delete from paper",
        "delete from topic", "delete from alembic_version", "delete from setting",
    ])  # fmt: skip
    _change(database, statement)
    return f"circles and rows that lead nowhere: {statement}"


def a_gap(database: Path, draws: random.Random) -> str:
    """Take a table, an index, a trigger, a view or a column away."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "select type, name from sqlite_master where name not like 'sqlite_%' order by name"
        ).fetchall()
    kind, name = draws.choice(found)
    statement = f'drop {kind} "{name}"'
    if kind == "table" and draws.random() < 0.5:
        statement = f'alter table "{name}" rename to "was {name}"'
    try:
        _change(database, statement)
    except sqlite3.Error:
        return KEPT_OUT
    return f"something missing: {statement}"


def a_cut(database: Path, draws: random.Random) -> str:
    """Cut the file short."""
    size = database.stat().st_size
    kept = draws.choice([0, 1, 16, 99, 100, 4096, draws.randrange(size), size - 1])
    database.write_bytes(database.read_bytes()[:kept])
    return f"cut short: {kept} bytes"


def a_hole(database: Path, draws: random.Random) -> str:
    """Overwrite a piece of the file."""
    content = bytearray(database.read_bytes())
    for _ in range(draws.choice([1, 3, 20])):
        at = draws.choice([draws.randrange(200), draws.randrange(len(content))])
        length = draws.choice([1, 8, 512])
        content[at : at + length] = draws.randbytes(len(content[at : at + length]))
    database.write_bytes(content)
    return f"overwritten: {length} bytes at {at}, the last of them"


def another(database: Path, draws: random.Random) -> str:
    """Put what another program wrote in its place."""
    database.unlink()
    made = draws.randrange(6)
    if made == 0:
        database.write_bytes(draws.randbytes(5000))
    elif made == 1:
        database.write_text("words, not a database\n" * 100)
    else:
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(["create table bird (name text)", "create table paper (x)",
                "create table alembic_version (version_num text)", "create view paper as select 1",
            ][made - 2])  # fmt: skip
            if made == 4:
                connection.execute("insert into alembic_version values ('0001'), ('ffff')")
    return f"another program's: {made}"


DAMAGES: tuple[Damage, ...] = (a_value, a_value, a_value, a_circle, a_gap, a_cut, a_hole, another)


class EndlessError(BaseException):
    """A command has not ended in time."""


@contextmanager
def _bounded() -> Iterator[None]:
    def give_up(_signal: int, _frame: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(ENDLESS_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def fault(home: Home, line: str, codes: Counter[str]) -> str | None:
    """Run a command line, count its exit code, and return what was wrong with how it ended."""
    asked = "".join(
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": name, "arguments": given}}) + "\n"
        for name, given in CALLS
    )  # fmt: skip
    try:
        with _bounded():
            done = run_here(home, *line.split(), stdin=asked.encode())
    except EndlessError:
        return f"no end within {ENDLESS_S} s"
    except BaseException:
        return traceback.format_exc()[-700:]
    codes[str(done.code)] += 1
    said = done.out + done.err
    if "Traceback" in said or "fault of aiev's own" in said:
        return said[-700:]
    if done.code and line != "check" and not said:
        return f"exit code {done.code}, and nothing is told"
    return None


def sweep(folder: Path, *, runs: int, seed: int) -> dict[str, object]:
    """Return how many runs there were on each kind of damage, and what was wrong."""
    draws = random.Random(seed)
    home = make_home(folder, arxiv_url="http://127.0.0.1:9/api/query")
    kinds: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    wrong: list[str] = []
    with chdir(folder):
        put_up(home)
        whole = home.database.read_bytes()
        while sum(kinds.values()) < runs:
            _put_back(home.database, whole)
            damage = draws.choice(DAMAGES)(home.database, draws)
            if damage == KEPT_OUT:
                continue
            damaged = home.database.read_bytes()
            for line in draws.sample(LINES, COMMANDS_A_DAMAGE):
                kinds[damage.partition(":")[0]] += 1
                _put_back(home.database, damaged)
                if told := fault(home, line, codes):
                    wrong.append(f"{line}, {damage}: {told}")
                    print(wrong[-1], file=sys.stderr, flush=True)
    return {"runs": sum(kinds.values()), "seed": seed, "damages": dict(kinds),
        "exit codes": dict(sorted(codes.items())), "wrong": wrong}  # fmt: skip


def _put_back(database: Path, content: bytes) -> None:
    for ending in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    database.write_bytes(content)


def main() -> int:
    """Run as many command lines as asked for, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shown = os.fdopen(os.dup(sys.stdout.fileno()), "w")  # `aiev mcp` turns it into stderr.
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "home"
        folder.mkdir()
        found = sweep(folder, runs=options.runs, seed=options.seed)
    print(json.dumps(found, indent=1), file=shown, flush=True)
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
