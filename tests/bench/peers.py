"""What a search costs beside other tools: `python tests/bench/peers.py [--peers-venv DIR]`.

Two words are searched for among the same papers by aiev, papis, buku, sqlite-utils and
datasette, each as a process of its own that a shell would start, against Python with sqlite3
running one FTS5 query on aiev's file. CPU time, medians, taking turns. Each tool gets the papers by
its own way in, and its caches are warm. What is not installed in the peers' environment is left
out; all of them come by

    python -m venv DIR && DIR/bin/pip install papis whoosh-reloaded buku sqlite-utils datasette
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import md5
from html import escape
from pathlib import Path

import corpus
import real_data
from corpus import Row
from measure import AIEV, Case, print_ratios, process_cpu_ms
from process import PLAIN

_PACKAGES = ("papis", "whoosh-reloaded", "buku", "sqlite-utils", "datasette")
_WORDS = ("mixture", "experts")
_BASELINE = "python + sqlite3 + one FTS5 query"
_VERSIONS = """
import sys
from importlib.metadata import PackageNotFoundError, version
for name in sys.argv[1:]:
    try:
        print(name, version(name))
    except PackageNotFoundError:
        pass
"""

Load = Callable[[Path, Path, Sequence[Row]], list[Case]]
"""Gives papers to a tool whose programs are in a folder, and returns how to search in them."""


def load_aiev(_: Path, folder: Path, papers: Sequence[Row]) -> list[Case]:
    """Load a snapshot, as `aiev import --snapshot` takes it."""
    snapshot = folder / "papers.jsonl"
    with snapshot.open("w", encoding="utf-8") as file:
        for paper, title, abstract, authors, categories, day in papers:
            record = {
                "id": paper,
                "title": title,
                "abstract": abstract,
                "authors": authors.replace("\n", ", "),
                "categories": categories,
                "update_date": day,
            }
            file.write(json.dumps(record) + "\n")
    database = folder / "aiev.db"
    _run([AIEV, "--db", str(database), "import", "--snapshot", str(snapshot)])
    text = " ".join(_WORDS)
    return [
        Case(_BASELINE, [sys.executable, "-c", PLAIN, str(database), text]),
        Case("aiev search", [AIEV, "--db", str(database), "search", *_WORDS]),
        Case("aiev search --json", [AIEV, "--db", str(database), "search", *_WORDS, "--json"]),
    ]


def load_sqlite_utils(programs: Path, folder: Path, papers: Sequence[Row]) -> list[Case]:
    """Insert JSON and enable full-text search on titles and abstracts; Datasette reads it too."""
    rows = [
        {"id": paper, "title": title, "abstract": abstract, "authors": authors, "issued": day}
        for paper, title, abstract, authors, _, day in papers
    ]
    source, database = folder / "papers.json", folder / "papers.db"
    source.write_text(json.dumps(rows), encoding="utf-8")
    tool = str(programs / "sqlite-utils")
    _run([tool, "insert", str(database), "papers", str(source), "--pk", "id"])
    _run([tool, "enable-fts", str(database), "papers", "title", "abstract", "--tokenize", "porter"])
    shown = ["-c", "id", "-c", "issued", "-c", "title", "--limit", "20"]
    page = f"/papers/papers.json?_search={'+'.join(_WORDS)}&_size=20"
    return [
        Case(
            "sqlite-utils search",
            [tool, "search", str(database), "papers", " ".join(_WORDS), *shown],
        ),
        Case("datasette --get", [str(programs / "datasette"), str(database), "--get", page]),
    ]


def load_buku(programs: Path, folder: Path, papers: Sequence[Row]) -> list[Case]:
    """Import bookmarks as a browser exports them, an abstract as the description."""
    bookmarks = folder / "bookmarks.html"
    lines = [
        f'<DT><A HREF="https://arxiv.org/abs/{paper}">{escape(title)}</A>\n<DD>{escape(abstract)}'
        for paper, title, abstract, *_ in papers
    ]
    head = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n"
    bookmarks.write_text(head + "\n".join(lines) + "\n</DL><p>\n", encoding="utf-8")
    tool = [str(programs / "buku"), "--nostdin", "--nc"]
    _run([*tool, "--tacit", "-i", str(bookmarks)])
    return [Case("buku --sall", [*tool, "--np", "-n", "20", "--sall", *_WORDS])]


def load_papis(programs: Path, folder: Path, papers: Sequence[Row]) -> list[Case]:
    """Lay out a library as papis keeps it: a folder with an `info.yaml` for each document.

    With its own id, as papis gives one when it adds a document; to give 10,000 of them afterwards
    takes it a quarter of an hour.
    """
    library = folder / "library"
    for paper, title, abstract, authors, _, day in papers:
        document = library / paper.replace("/", "-")
        document.mkdir(parents=True)
        facts = {
            "ref": paper,
            "papis_id": md5(paper.encode()).hexdigest(),
            "title": title,
            "author": authors.replace("\n", " and "),
            "abstract": abstract,
            "year": int(day[:4]),
            "type": "article",
            "eprint": paper,
        }
        # JSON's texts and numbers are YAML's too.
        info = "".join(f"{name}: {json.dumps(fact)}\n" for name, fact in facts.items())
        (document / "info.yaml").write_text(info, encoding="utf-8")
    cases = []
    for backend in ("papis", "whoosh"):
        tool = [
            str(programs / "papis"), "--log", "ERROR", "--lib", str(library),
            "--set", "database-backend", backend,
        ]  # fmt: skip
        _run([*tool, "cache", "reset"])
        cases.append(
            Case(
                f"papis list, {backend} backend", [*tool, "list", "--id", "--all", " ".join(_WORDS)]
            )
        )
    return cases


_PEERS: Mapping[str, Load] = {
    "aiev": load_aiev,
    "sqlite-utils": load_sqlite_utils,
    "buku": load_buku,
    "papis": load_papis,
}


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def prepare(programs: Path, folder: Path, *, papers: int) -> list[Case]:
    """Load so many papers into every tool, or return what an earlier run loaded into the folder."""
    loaded = folder / f"loaded-{papers}.json"
    if loaded.exists():
        return [Case(*case) for case in json.loads(loaded.read_text(encoding="utf-8"))]
    rows = list(corpus.papers(limit=papers))
    cases: list[Case] = []
    print(f"loading {papers:,} papers")
    for tool, load in _PEERS.items():
        if tool != "aiev" and not (programs / tool).exists():
            print(f"  {tool:<44} not installed, left out")
            continue
        start = time.perf_counter()
        cases += load(programs, folder, rows)
        print(f"  {tool:<44} {time.perf_counter() - start:9.1f} s", flush=True)
    loaded.write_text(json.dumps([(case.name, case.command) for case in cases]), encoding="utf-8")
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers-venv", type=Path, metavar="DIR", default=Path(sys.prefix))
    parser.add_argument("--folder", type=Path, help="keep what was loaded here for the next run")
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    print(real_data.which_papers())
    programs = options.peers_venv.absolute() / "bin"
    with tempfile.TemporaryDirectory() as scratch:
        folder = (options.folder or Path(scratch)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        # Every tool keeps what it wants to keep in here.
        home = {
            "HOME": str(folder),
            **{f"XDG_{what}_HOME": str(folder / what) for what in ("DATA", "CONFIG", "CACHE")},
        }
        os.environ.update(home)
        cases = prepare(programs, folder, papers=options.papers)
        print("lines that a search answers")
        for case in cases:
            answer = subprocess.run(case.command, check=True, capture_output=True)
            print(f"  {case.name:<44} {len(answer.stdout.splitlines()):9}")
        times = process_cpu_ms(cases, rounds=options.rounds, environment=home)
    title = f"searching {' '.join(_WORDS)} in {options.papers:,} papers"
    print_ratios(title, times, baseline=_BASELINE)
    versions = subprocess.run([programs / "python", "-c", _VERSIONS, *_PACKAGES], check=True,
                              capture_output=True, text=True).stdout  # fmt: skip
    print(f"versions: {', '.join(versions.splitlines())}")


if __name__ == "__main__":
    main()
