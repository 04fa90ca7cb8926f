"""The main job on the seed list: `python tests/bench/main_job.py [--rounds 9]`.

Importing the seed against reading it and tokenising it with markdown-it-py; and the number of
requests that enrichment sends to a server on loopback, against ceil(ids / 100).
"""

import argparse
import math
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from markdown_it import MarkdownIt

from aiev.markdown.reading import document
from aiev.services.lists.read_list import import_list, read_file
from aiev.services.organizations import table
from aiev.store.writing.writer import open_writer
from arxiv_server import ArxivServer, Paper
from measure import AIEV, Row, call_cpu_ms, print_ratios, rows

SEED = Path(__file__).parents[2] / "seeds" / "awesome-ai-everything.md"


def importing(*, rounds: int) -> None:
    """Measure parsing and importing in this process, the database made anew each time."""
    directory = table.shipped()

    def tokenise() -> None:
        MarkdownIt("commonmark").enable("table").parse(SEED.read_text(encoding="utf-8"))

    def parse() -> None:
        document.parse(SEED.read_text(encoding="utf-8"), is_organization=directory.is_organization)

    def store() -> None:
        with tempfile.TemporaryDirectory() as folder, open_writer(Path(folder) / "a.db") as writer:
            listed = read_file(SEED.read_bytes(), path=SEED, name=None)
            import_list(writer, listed, now=datetime.now(UTC))

    baseline = "read and tokenise with markdown-it-py"
    times = call_cpu_ms(
        {baseline: tokenise, "parse": parse, "import into a new database": store}, rounds=rounds
    )
    print_ratios("the seed list", times, baseline=baseline)


def requests() -> None:
    """Count what `aiev import` asks of a server that knows all the papers of the seed."""
    directory = table.shipped()
    listed = document.parse(
        SEED.read_text(encoding="utf-8"), is_organization=directory.is_organization
    )
    ids = {entry.arxiv_id.value for entry in listed.entries if entry.arxiv_id}
    with (
        tempfile.TemporaryDirectory() as folder,
        ArxivServer([Paper(one) for one in ids]) as server,
    ):
        environment = {
            "AIEV_ARXIV_URL": server.url,
            "AIEV_ARXIV_DELAY": "0",
            "AIEV_DB": f"{folder}/a.db",
            "XDG_DATA_HOME": folder,
        }
        subprocess.run(
            [AIEV, "import"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        least = math.ceil(len(ids) / 100)
        sent = len(server.requests)
    rows.append(Row("enriching the seed list", "requests", sent, sent / least, "requests"))
    print(
        f"\nenrichment of {len(ids)} ids\n  {sent} requests, {sent / least:.2f} x ceil(ids / 100)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    importing(rounds=options.rounds)
    requests()
