"""Parsing against tokenising alone: `python tests/bench/parse_speed.py [LIST...] [--rounds 5]`.

The parser's own tokeniser reads the same text; both take turns, and the least CPU time of each
counts. Without lists given: real ones where such are at hand, else one made up in all shapes; and
a made-up list of digests, whose papers have paragraphs of prose about them.
"""

import argparse
import gc
import time
from collections.abc import Callable
from pathlib import Path

import large_list
import made_list
import real_data
from aiev.markdown.reading import document
from aiev.services.organizations import table
from measure import Row, rows

_SECTIONS = 12


def measure(texts: dict[str, str], *, rounds: int) -> None:
    """Print what each text costs, and all of them summed."""
    total, total_alone, total_entries = 0.0, 0.0, 0
    for name, text in texts.items():
        alone, spent, entries = float("inf"), float("inf"), 0
        for _ in range(rounds):
            alone = min(alone, _cpu(lambda: large_list.tokenise(text)))  # noqa: B023
            # A table of its own: what it remembers of one round must not help the next.
            directory = table.shipped()
            before = time.process_time()
            parsed = document.parse(text, is_organization=directory.is_organization)
            spent, entries = min(spent, time.process_time() - before), len(parsed.entries)
        _print(name, alone, spent, entries)
        total, total_alone, total_entries = (
            total + spent,
            total_alone + alone,
            total_entries + entries,
        )
    if len(texts) > 1:
        _print("summed", total_alone, total, total_entries)


def _cpu(call: Callable[[], object]) -> float:
    before = time.process_time()
    call()
    return time.process_time() - before


def _print(name: str, alone: float, spent: float, entries: int) -> None:
    rows.append(Row("parsing beside tokenising", name, spent * 1000, spent / alone))
    print(
        f"  {name[:44]:<44} tokenise {alone * 1e3:6.1f} ms  parse {spent * 1e3:8.1f} ms"
        f" {spent / alone:6.1f} x tokenising {entries / spent:8,.0f} entries/s"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    # As the command line does.
    gc.set_threshold(100_000, 20, 20)
    paths = given.lists or real_data.lists()
    print(f"lists: {len(paths)} real ones" if paths else "lists: made up from a seed")
    read = {path.stem: path.read_bytes().decode("utf-8") for path in paths}
    measure(read or {"all shapes": made_list.write(_SECTIONS)}, rounds=given.rounds)
    if not given.lists:
        print("digests: made up from a seed")
        measure({"digests": made_list.write_digests(_SECTIONS)}, rounds=given.rounds)
