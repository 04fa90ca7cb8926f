"""The reader's version is raised when reading changes: bases of before are then read anew.

`data/golden/reader_version.txt` has the version, and for each text of the project (the shape cases
and the shipped list, by their hash) the hash of what was read of it.
"""

import hashlib

from aiev.domain.organizations.directory import Directory
from aiev.markdown.reading import document
from aiev.version import READER_VERSION
from places import DATA, SEEDS

GOLDEN = DATA / "golden" / "reader_version.txt"
# A table of its own, as the shipped one has a part of its own in the key of a reading.
TABLE = """\
name,kind,country,ror,parent,aliases
Massachusetts Institute of Technology,education,US,,,MIT
Google,company,US,,,Google Research
Tsinghua University,education,CN,,,清华大学;THU
OpenAI,company,US,,,
"""
HEADINGS = """\
# L

## 📖Contents

### 📖Nets (©️back👆🏻)

- [Knots](https://arxiv.org/abs/2401.00001)

### :kite: Kites (3 papers) {#kites}

- [Tails](https://arxiv.org/abs/2401.00002)

## ⭐ Star History
"""
RAISE = (
    "what is read of texts that stand in tests/data has changed: raise READER_VERSION in"
    " src/aiev/version.py (unchanged lists of older bases would keep what was read wrong), then"
    " `pytest --renew-golden` this file"
)
RENEW = "`pytest --renew-golden` this file writes down what is read now"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def texts():
    shapes = (DATA / "list_shapes.txt").read_text(encoding="utf-8")
    for case in shapes.split("\n%% shape: ")[1:]:
        text = case.split("\n%% gives\n")[0].partition("\n")[2]
        yield text if text.startswith("# ") else f"# L\n\n## A\n\n## B\n\n{text}"
    yield HEADINGS
    for seed in sorted(SEEDS.glob("*.md")):
        yield seed.read_bytes().decode("utf-8")


def read_of(text):
    listed = document.read(text, is_organization=Directory.from_csv(TABLE).is_organization)
    parts = (listed.title, listed.headings, listed.blocks, listed.findings, listed.links)
    return digest(repr((parts, listed.entries)))


def test_the_version_is_raised_when_reading_changes(request):
    version, *lines = GOLDEN.read_text().splitlines() if GOLDEN.exists() else ["0"]
    before = dict(line.split() for line in lines)
    now = {digest(text): read_of(text) for text in texts()}
    has_changed = any(before.get(text, read) != read for text, read in now.items())
    assert not has_changed or int(version) < READER_VERSION, RAISE
    if request.config.getoption("renew_golden"):
        rows = "".join(f"{text} {read}\n" for text, read in sorted(now.items()))
        GOLDEN.write_text(f"{READER_VERSION}\n{rows}")
    assert GOLDEN.exists(), RENEW
    assert GOLDEN.read_text().splitlines()[0] == str(READER_VERSION), RENEW
    assert before == now or request.config.getoption("renew_golden"), RENEW
