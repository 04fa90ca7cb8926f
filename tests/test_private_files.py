"""What may hold notes is the user's alone, whatever the umask."""

import os
import stat
import sys

import pytest

from aiev import private_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of files")


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request):
    old = os.umask(request.param)
    yield request.param
    os.umask(old)


def modes(folder):
    found = {path.relative_to(folder): path.stat().st_mode for path in folder.rglob("*")}
    return {str(name): stat.S_IMODE(mode) for name, mode in found.items()}


def test_folders_and_files_are_made_private(umask, tmp_path):
    private_files.make_folder(tmp_path / "a" / "b")
    private_files.make_file(tmp_path / "a" / "b" / "c")
    assert modes(tmp_path) == {"a": 0o700, "a/b": 0o700, "a/b/c": 0o600}


def test_what_is_there_stays_as_it_is(umask, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a").chmod(0o755)
    (tmp_path / "a" / "b").write_text("kept")
    (tmp_path / "a" / "b").chmod(0o640)
    private_files.make_folder(tmp_path / "a")
    private_files.make_file(tmp_path / "a" / "b")
    assert modes(tmp_path) == {"a": 0o755, "a/b": 0o640}
    assert (tmp_path / "a" / "b").read_text() == "kept"


def test_the_database_and_its_backup_are_private(umask, aiev, home, tmp_path):
    home.environment["AIEV_DB"] = str(tmp_path / "new" / "aiev.db")
    assert aiev("import", "--no-enrich").code == 0
    assert aiev("backup", tmp_path / "new" / "copy.db").code == 0
    found = modes(tmp_path / "new")
    assert (found["aiev.db"], found["copy.db"]) == (0o600, 0o600)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
