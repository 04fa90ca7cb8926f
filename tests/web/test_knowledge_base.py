"""The database is opened as the other commands open it."""

import os
import sys

import pytest

from running import run_process

# Root may write everything, as long as it has CAP_DAC_OVERRIDE (1): PR_CAPBSET_DROP (24) takes it
# from what is executed next. Nobody else has it to lose.
WITHOUT_ROOTS_WAY = """
import ctypes, os, sys
if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, 1, 0, 0, 0):
    sys.exit("the capability cannot be dropped")
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
COUNT = """
import sys
from pathlib import Path
from datasette.app import Datasette
from aiev.web.knowledge_base import KnowledgeBase
connection = KnowledgeBase(Datasette(), Path(sys.argv[1])).connect()
print(connection.execute("select count(*) from paper").fetchone()[0])
"""


@pytest.mark.skipif(
    os.geteuid() == 0 and sys.platform != "linux", reason="root may write everything"
)
def test_a_folder_that_cannot_be_written_to_is_read(home, small):
    """Its papers answered 500, where `aiev search` found them."""
    pytest.importorskip("datasette")
    folder = home.folder / "kept"
    folder.mkdir()
    kept = small.rename(folder / small.name)
    folder.chmod(0o555)
    command = (sys.executable, "-c", WITHOUT_ROOTS_WAY)
    done = run_process(home, "-c", COUNT, kept, command=command)
    folder.chmod(0o755)
    assert (done.code, done.err) == (0, "")
    assert int(done.out) > 0
