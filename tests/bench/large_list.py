"""A large list: `python tests/bench/large_list.py [--copies 20]`.

Real lists where such are at hand, else one made up in all shapes, joined so many times (20 are
about 8 MB): parsing, and importing into a new database, against tokenising alone with the parser's
own tokeniser; entries a second; and the memory of a quarter, a half and the whole, each in a
process of its own.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import made_list
import real_data
from aiev.markdown.reading import document
from aiev.services.lists.read_list import import_list, read_file
from aiev.services.organizations import table
from aiev.store.writing.writer import open_writer
from measure import Row, rows

# As many entries as six real lists have together.
_SECTIONS = 43


def joined(copies: int, *, sections: int) -> str:
    """Return the lists one after another, the names of their headings made different."""
    texts = [path.read_bytes().decode("utf-8") for path in real_data.lists()]
    texts = texts or [made_list.write(sections)]
    return "\n\n".join(
        f"# Copy {number}\n\n" + "\n\n".join(texts) for number in range(1, copies + 1)
    )


def tokenise(text: str) -> int:
    """Run the tokeniser alone and return its number of events."""
    import pyromark

    options = pyromark.Options.ENABLE_TABLES
    return sum(1 for _event in pyromark.events_with_range(text, options=options))


def measure(copies: int, *, sections: int) -> None:
    """Print what one size costs, in this process."""
    text = joined(copies, sections=sections)
    size = len(text.encode()) / 1e6
    directory = table.shipped()
    before = time.process_time()
    tokenise(text)
    alone = time.process_time() - before
    before = time.process_time()
    parsed = document.parse(text, is_organization=directory.is_organization)
    parsing = time.process_time() - before
    entries = len(parsed.entries)
    del parsed
    before = time.process_time()
    store(text)
    importing = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:5.1f} MB, {entries:,} entries, {peak:.0f} MB memory at the most")
    for name, spent in (("tokenise", alone), ("parse", parsing), ("import", importing)):
        title = f"a list of {sections * copies * 40:,} entries beside tokenising"
        rows.append(Row(title, name, spent * 1000, spent / alone))
        print(
            f"  {name:9}{spent:7.2f} s CPU {entries / spent:9,.0f} entries/s"
            f" {spent / alone:6.1f} x tokenising"
        )


def store(text: str) -> None:
    """Import the text into a database of its own, as `aiev import --no-enrich` does."""
    with tempfile.TemporaryDirectory() as folder, open_writer(Path(folder) / "a.db") as writer:
        listed = read_file(text.encode(), path=None, name="large")
        import_list(writer, listed, now=datetime.now(UTC))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=20)
    parser.add_argument("--sections", type=int, default=_SECTIONS, help="of the made-up list")
    parser.add_argument("--one", action="store_true", help="measure this one size, in this process")
    given = parser.parse_args()
    if given.one:
        measure(given.copies, sections=given.sections)
    else:
        count = len(real_data.lists())
        print(f"lists: {count} real ones" if count else "lists: one made up from a seed")
        for copies in sorted({max(1, given.copies // part) for part in (4, 2, 1)}):
            words = ["--one", "--copies", str(copies), "--sections", str(given.sections)]
            subprocess.run([sys.executable, __file__, *words], check=True)
