"""All that is measured, in one table: `python tests/bench/all.py [--json FILE] [--against FILE]`.

Runs the benches one after another, each on data that it makes up (real words are taken where
`AIEV_BENCH_PAPERS` names them, see real_data.py), and prints their figures with the targets beside.
`--json` keeps them; with `--against` those of another revision stand beside, which only one and the
same quiet machine can compare. Takes some minutes; `--only` chooses, and the sizes can be set.

Left out: page.py needs a browser and peers.py other tools; all_of_arxiv.py takes hours; loading.py
measures the loading that stands here against a rebuild of the index as well, snapshot.py a million
records, engine.py another search engine; whole_base.py `export html -o DIR` too, which looks for
similar papers: made-up ones are all alike, which takes minutes.
"""

import argparse
import contextlib
import io
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import agents
import completion
import judged
import large_list
import made_list
import made_snapshot
import main_job
import measure
import parse_speed
import pending
import process
import real_data
import relevance
import search_latency
import snapshot
import unchanged
import whole_base
import writing
from measure import Row


@dataclass(frozen=True)
class Scale:
    """How much is measured."""

    papers: Sequence[int]
    records: int
    sections: int
    pending: Sequence[int]
    topics: int
    rounds: int

    @property
    def few_rounds(self) -> int:
        """Return the number of rounds for what takes long."""
        return self.rounds // 3


@dataclass(frozen=True)
class Bench:
    """One bench; `targets` holds for a part of a row's title and name what is wanted of it.

    A target is a bound of the ratio, or of the amount where it ends with the amount's unit.
    """

    run: Callable[[Scale], object]
    targets: Mapping[str, str]


def _reading(scale: Scale) -> None:
    for papers in scale.papers:
        process.reading(papers, rounds=scale.rounds)


def _pending(scale: Scale) -> None:
    for count in scale.pending:
        pending.measure(scale.sections, pending=count, rounds=scale.few_rounds)
    spent = [row.amount for row in measure.rows if row.name == "aiev export source"]
    most, least = max(scale.pending), min(scale.pending)
    title = f"{most} pending additions beside {least}"
    measure.rows.append(Row(title, "aiev export source", spent[-1], spent[-1] / spent[0]))


def _parsing(scale: Scale) -> None:
    texts = {
        "all shapes": made_list.write(scale.sections),
        "digests": made_list.write_digests(scale.sections),
    }
    parse_speed.measure(texts, rounds=max(1, scale.few_rounds))


def _main_job(scale: Scale) -> None:
    main_job.importing(rounds=scale.few_rounds)
    main_job.requests()


def _latency(scale: Scale) -> None:
    with tempfile.TemporaryDirectory() as folder:
        search_latency.measure(
            Path(folder), max(scale.papers), rounds=max(1, scale.few_rounds), each=False
        )


def _loading(scale: Scale) -> None:
    rounds = max(1, scale.few_rounds)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot.jsonl"
        made_snapshot.write(path, scale.records)
        snapshot.fill(path, Path(folder), rounds=rounds)
        snapshot.load(path, Path(folder), scale.records, rounds=rounds)
        whole_base.measure(Path(folder) / "load.db", scale.records, rounds=0, has_site=False)


BENCHES = {
    "start-up": Bench(
        lambda scale: process.start_up(rounds=scale.rounds),
        {"aiev --help": "<= 2.0", "aiev search --help": "<= 2.0"},
    ),
    "reading": Bench(
        _reading,
        # Of those that fit a row the first counts.
        {
            "aiev search --json": "<= 2.1",
            "aiev search": "<= 2.0",
            "aiev show": "<= 2.0",
            "aiev topics": "<= 2.0",
            "a key of completion": "<= 1.45",
        },
    ),
    # The bounds are meant for real words: few made-up papers have all words of a user's query, and
    # then those that come close are looked for.
    "latency": Bench(_latency, {"user, p50": "<= 5 ms CPU", "user, p95": "<= 15 ms CPU"}),
    "relevance": Bench(lambda scale: relevance.measure_all(topics=scale.topics), {}),
    "completion": Bench(
        lambda scale: completion.completing(min(scale.papers), rounds=scale.rounds),
        dict.fromkeys(completion.LINES, "<= 1.45"),
    ),
    "agents": Bench(
        lambda scale: agents.measure(min(scale.papers), rounds=max(1, scale.rounds)), {}
    ),
    "writing": Bench(
        lambda scale: writing.measure(rounds=scale.rounds),
        {
            "refused: aiev add": "<= 2.5",
            "refused: aiev edit": "<= 2.5",
            "refused: aiev remove": "<= 2.5",
            "written, 40 entries: aiev": "<= 1.4",
        },
    ),
    "unchanged": Bench(
        lambda scale: unchanged.measure(scale.sections, rounds=scale.rounds),
        {"aiev import, unchanged": "<= 3.0", "aiev sync, unchanged": "<= 3.0"},
    ),
    "pending": Bench(
        _pending,
        {
            "entries, 1 pending additions: aiev add": "<= 2.0",
            "entries, 1 pending additions: aiev edit": "<= 2.0",
            "additions beside 1: aiev export source": "<= 2.0",
        },
    ),
    "main job": Bench(_main_job, {"requests": "<= 1.1"}),
    "parsing": Bench(_parsing, {"parsing": "<= 45"}),
    "large list": Bench(lambda scale: large_list.measure(2, sections=scale.sections), {}),
    # What goes through all papers is meant for 71,000 of them: here for 100,000, in proportion.
    "loading": Bench(
        _loading,
        {
            "the same with the terms": ">= 0.70",
            "aiev doctor": "<= 2100 ms CPU",
            "aiev export bibtex, first byte": "<= 300 ms",
            "aiev export bibtex": "<= 6300 ms CPU",
            "aiev check FILE": "<= 500 ms CPU",
        },
    ),
}


def run(names: Sequence[str], scale: Scale) -> dict[str, list[Row]]:
    """Run these benches, and return the rows of each."""
    found = {}
    for name in names:
        print(f"running: {name}", flush=True)
        before = len(measure.rows)
        with contextlib.redirect_stdout(io.StringIO()):
            BENCHES[name].run(scale)
        found[name] = measure.rows[before:]
        met = {_meant(name, row) for row in found[name]}
        lost = BENCHES[name].targets.keys() - met
        assert not lost, f"{name}: no figure has this target: {lost}"
    return found


def target(bench: str, row: Row) -> str:
    """Return the target of a row, empty where it has none."""
    meant = _meant(bench, row)
    return "" if meant is None else BENCHES[bench].targets[meant]


def _meant(bench: str, row: Row) -> str | None:
    """Return which target is about a row, if any."""
    told = f"{row.bench}: {row.name}"
    return next((part for part in BENCHES[bench].targets if part in told), None)


def is_met(row: Row, wanted: str) -> bool:
    """Return whether a row is within its target."""
    sign, bound, *unit = wanted.split(" ", 2)
    value = row.amount if unit else row.ratio
    assert not unit or unit == [row.unit], (row, wanted)
    return value <= float(bound) if sign == "<=" else value >= float(bound)


def show(found: Mapping[str, Sequence[Row]], earlier: Mapping[tuple[str, str], float]) -> None:
    """Print the table; with the ratios of an earlier run those and how they have changed."""
    title = ""
    for bench, rows in found.items():
        for row in rows:
            if row.bench != title:
                title = row.bench
                print(f"\n{title}")
            digits = 1 if row.amount >= 10 else 3
            told = f"  {row.name[:44]:<44} {row.amount:10.{digits}f} {row.unit:<8}"
            told += f" {row.ratio:7.2f} x"
            before = earlier.get((row.bench, row.name))
            if before is not None:
                told += f"  before {before:7.2f} x  {row.ratio / before:5.2f}"
            wanted = target(bench, row)
            if wanted:
                told += f"  {wanted}{'' if is_met(row, wanted) else '  MISSED'}"
            print(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=BENCHES, default=list(BENCHES), metavar="NAME",
                        help=f"these benches, of: {', '.join(BENCHES)}")  # fmt: skip
    parser.add_argument("--list", action="store_true", help="name the benches and end")
    parser.add_argument("--papers", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--sections", type=int, default=16, help="of a list, of 40 entries each")
    parser.add_argument("--pending", type=int, nargs="+", default=[1, 65])
    parser.add_argument("--topics", type=int, default=judged.TOPICS)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--against", type=Path, help="what --json wrote at another revision")
    options = parser.parse_args()
    if options.list:
        print(*BENCHES, sep="\n")
        return
    earlier: dict[tuple[str, str], float] = {}
    if options.against:
        held = json.loads(options.against.read_text(encoding="utf-8"))
        earlier = {(one["bench"], one["name"]): one["ratio"] for one in held}
    os.environ.setdefault("AIEV_BENCH_PAPERS", "")
    os.environ["AIEV_BENCH_LISTS"] = ""
    print(f"{real_data.which_papers()}; lists: made up from a seed")
    scale = Scale(options.papers, options.records, options.sections, options.pending,
                  options.topics, options.rounds)  # fmt: skip
    found = run(options.only, scale)
    show(found, earlier)
    if options.json:
        rows = [asdict(row) for each in found.values() for row in each]
        text = json.dumps(rows, indent=1, ensure_ascii=False)
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
