"""Where the tests find their data, the lists that ship with aiev, and its source.

`SHARED` lies beside the checkout and may be absent: what reads it must then be skipped.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
SEEDS = ROOT / "seeds"
SOURCE = ROOT / "src"
SHARED = ROOT.parent / "shared"
