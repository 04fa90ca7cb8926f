"""Times searching within one process beside a single full-text query on the same file.

    python tests/bench/search_latency.py [--sizes 1000,10000,100000] [--million] [--folder DIR]

Papers are made up, with the words of real abstracts where such are at hand. A search is the whole
service: reading the query, names, typos, candidates, scores, marks, snippets, the total and twenty
whole papers. The baseline is FTS5's bm25 for all words, best twenty. Runs are interleaved; times
are CPU time.
"""

import argparse
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import corpus
import real_data
from aiev.services.search.run_query import search
from aiev.store.reading.reader import open_reader
from measure import Row, rows

TODAY = date(2025, 6, 1)
USER = (
    "moe offloading", "prefill decode disaggregation", "pipeline parallelism", "kv cache eviction",
    "speculative decoding", "chunked prefill batching", "llm quantization", "gnn molecules",
    "hybrid mamba attention", "prompt injection defense", "vlm token pruning", "rlhf reward model",
    "retrieval augmented generation", "diffusion video generation", "federated learning privacy",
    "communication computation overlap", "long context attention", "code generation benchmark",
    "graph neural network pooling", "llm serving system", "knowledge distillation",
    "sparse attention transformer", "robot manipulation policy", "tensor parallelism training",
)  # fmt: skip
COMMON = (
    "large language model", "deep learning", "neural network", "language models", "training data",
    "machine learning model", "learning framework", "image", "performance of models", "data",
    "deep neural network training", "attention transformer",
)  # fmt: skip
RARE = (
    "mixtral", "kolmogorov arnold", "hippocampus", "zeolite adsorption", "bipartite matching",
    "offlaoding", "quantizatoin", "wavelet denoising", "sepsis", "gromov wasserstein",
)  # fmt: skip
_BASELINE = """
select paper.id, paper.title
from paper_fts join paper on paper.id = paper_fts.rowid
where paper_fts match ?
order by bm25(paper_fts)
limit 20
"""
_MEMORY = """
import sys
from datetime import date
from pathlib import Path
from aiev.services.search.run_query import search
from aiev.store.reading.reader import open_reader
with open_reader(Path(sys.argv[1])) as reader:
    search(reader, sys.argv[2], today=date(2025, 6, 1))
# The highest since this program was started; ru_maxrss would tell that of the one that started it.
status = Path("/proc/self/status").read_text().split("VmHWM:")[1]
print(round(int(status.split()[0]) / 1024))
"""


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def percentile(times: list[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def measure(folder: Path, size: int, *, rounds: int, each: bool) -> None:
    """Print the times of all queries among so many papers; the folder keeps their database."""
    path = (folder / f"{size}.db").absolute()
    if not path.exists():
        corpus.build(path, corpus.made_up_papers(size))
    print(f"{size} papers, {path.stat().st_size / 1e6:.0f} MB; ms: aiev p50, p95;"
          " FTS5 p50, p95; ratio of p50")  # fmt: skip
    run(path, size, rounds=rounds, each=each)


def run(path: Path, size: int, *, rounds: int, each: bool) -> None:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    with open_reader(path) as reader:
        for name, queries in (("user", USER), ("common", COMMON), ("rare", RARE)):
            ours: list[float] = []
            plain: list[float] = []
            for query in queries:
                words = " ".join(f'"{word}"' for word in re.findall(r"\w+", query))
                mine, theirs = [], []
                for _ in range(rounds):
                    mine.append(timed(lambda: search(reader, query, today=TODAY)))  # noqa: B023
                    theirs.append(
                        timed(lambda: connection.execute(_BASELINE, (words,)).fetchall())  # noqa: B023
                    )
                ours.append(percentile(mine, 0.5))
                plain.append(percentile(theirs, 0.5))
                if each:
                    print(f"    {ours[-1]:8.1f} {plain[-1]:8.1f}  {query}")
            told, beside = [
                [percentile(times, part) for part in (0.5, 0.95)] for times in (ours, plain)
            ]
            print(
                f"  {name:8}{told[0]:9.1f}{told[1]:9.1f}{beside[0]:12.1f}{beside[1]:9.1f}"
                f"{told[0] / beside[0]:12.2f}"
            )
            for at, part in enumerate(("p50", "p95")):
                title = f"in process, {size:,} papers, beside one FTS5 query"
                rows.append(Row(title, f"{name}, {part}", told[at], told[at] / beside[at]))
    connection.close()
    memory = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(path), "large language model offloading"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    print(f"  memory of a process that searches once: {memory} MB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--million", action="store_true", help="one million papers too (3 GB)")
    parser.add_argument("--folder", type=Path, help="keep the databases here for the next run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--each", action="store_true", help="print every query's times")
    options = parser.parse_args()
    print(real_data.which_papers())
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        for size in sizes + [1_000_000] * options.million:
            measure(folder, size, rounds=options.rounds, each=options.each)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
