"""All that is measured, in one table: `python tests/bench/all.py [--json FILE] [--against FILE]`.

Runs the benches in this process, each on data that it makes up, and prints their ratios with the
targets beside. `--json` keeps them; with `--against` those of another revision stand beside, which
only one and the same quiet machine can compare.
"""

import argparse
import contextlib
import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import completion
import made_list
import made_snapshot
import measure
import parse_speed
import pending
import process
import snapshot
import unchanged
import writing
from measure import Row

_PENDING, _PENDING_MANY = 1, 65
_SECTIONS = 16
_TARGETS = {
    ("start-up", "aiev --help"): "<= 2.0",
    ("start-up", "aiev search --help"): "<= 2.0",
    ("reading", "aiev search --json"): "<= 2.1",
    ("reading", "aiev search"): "<= 2.0",
    ("reading", "aiev show"): "<= 2.0",
    ("reading", "aiev topics"): "<= 2.0",
    ("reading", "a key of completion"): "<= 1.45",
    ("completion", "aiev"): "<= 1.45",
    ("refused", "aiev"): "<= 2.5",
    ("written", "aiev"): "<= 1.4",
    ("entries", "aiev import, unchanged"): "<= 3.0",
    ("640 entries, 1 pending", "aiev add"): "<= 2.0",
    ("640 entries, 1 pending", "aiev edit"): "<= 2.0",
    ("pending, 65 beside 1", "aiev export source"): "<= 2.0",
    ("parsing", ""): "<= 45",
    ("loading", "the same with the terms"): ">= 0.70",
}
"""The most or least of a ratio, by what its bench and its name begin with or hold."""


def run(*, papers: int, records: int, rounds: int) -> list[Row]:
    """Run all benches, and return their rows in order."""
    _quietly("start-up", lambda: process.start_up(rounds=rounds))
    for size in (papers, 10 * papers, 100 * papers):
        _quietly(f"reading, {size:,} papers", lambda: process.reading(size, rounds=rounds))  # noqa: B023
    _quietly("completion", lambda: completion.completing(papers, rounds=rounds))
    _quietly("writing", lambda: writing.measure(rounds=rounds))
    _quietly("an unchanged list", lambda: unchanged.measure(_SECTIONS, rounds=rounds))
    for count in (_PENDING, _PENDING_MANY):
        _quietly(
            f"{count} pending",
            lambda: pending.measure(_SECTIONS, pending=count, rounds=max(1, rounds // 3)),  # noqa: B023
        )
    one, many = (row.cpu_ms for row in measure.rows if row.name == "aiev export source")
    measure.rows.append(Row("pending, 65 beside 1", "aiev export source", many, many / one))
    texts = {
        "all shapes": made_list.write(_SECTIONS),
        "digests": made_list.write_digests(_SECTIONS),
    }
    _quietly("parsing", lambda: parse_speed.measure(texts, rounds=max(1, rounds // 3)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot.jsonl"
        made_snapshot.write(path, records)
        _quietly(
            "loading",
            lambda: snapshot.load(path, Path(folder), records, rounds=max(1, rounds // 3)),
        )
    return measure.rows


def _quietly(name: str, bench: Callable[[], None]) -> None:
    """Run one bench; what it prints is in the table."""
    print(f"running: {name}", flush=True)
    with contextlib.redirect_stdout(io.StringIO()):
        bench()


def target(row: Row) -> str:
    """Return the target of a row, empty where it has none."""
    for (bench, name), wanted in _TARGETS.items():
        is_meant = row.bench.startswith(bench) or bench in row.bench
        if is_meant and row.name.startswith(name) and row.ratio != 1:
            return wanted
    return ""


def is_met(row: Row) -> bool:
    """Return whether a row is within its target."""
    sign, _, bound = target(row).partition(" ")
    return not sign or (row.ratio <= float(bound) if sign == "<=" else row.ratio >= float(bound))


def show(rows: list[Row], earlier: dict[tuple[str, str], float]) -> None:
    """Print the table; with the ratios of an earlier run those and how they have changed."""
    bench = ""
    for row in rows:
        if row.bench != bench:
            bench = row.bench
            print(f"\n{bench}")
        told = f"  {row.name[:44]:<44} {row.cpu_ms:10.1f} ms CPU {row.ratio:7.2f} x"
        before = earlier.get((row.bench, row.name))
        if before is not None:
            told += f"  before {before:7.2f} x  {row.ratio / before:5.2f}"
        wanted = target(row)
        print(told + (f"  {wanted}{'' if is_met(row) else '  MISSED'}" if wanted else ""))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papers", type=int, default=1_000)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--against", type=Path, help="what --json wrote at another revision")
    options = parser.parse_args()
    known: dict[tuple[str, str], float] = {}
    if options.against:
        held = json.loads(options.against.read_text(encoding="utf-8"))
        known = {(one["bench"], one["name"]): one["ratio"] for one in held}
    print("papers and lists: made up from a seed")
    found = run(papers=options.papers, records=options.records, rounds=options.rounds)
    show(found, known)
    if options.json:
        text = json.dumps([asdict(row) for row in found], indent=1, ensure_ascii=False)
        options.json.write_text(text + "\n", encoding="utf-8")
