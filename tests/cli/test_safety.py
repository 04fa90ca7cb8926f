"""Whatever is wrong around aiev has its message and exit code, and never a traceback."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

import knowledge
from aiev.store.connection import REVISION
from running import ROOT, Outcome, make_home, run_here, run_process, run_shell

READING = (["search", "kite"], ["show", "1"], ["topics"], ["orgs"], ["authors"], ["lists"],
           ["stats"], ["export", "jsonl"])  # fmt: skip
WRITING = (["import", "--no-enrich"], ["add", "2411.11217", "--no-enrich"])
LIST = "# L\n\n## T\n\n- [Heron](https://arxiv.org/abs/2401.00001)\n"


def assert_told(done, code, *said):
    assert done.code == code, done
    assert done.out == ""
    assert done.err.startswith("aiev: error: ")
    assert "Traceback" not in done.err
    assert "None" not in done.err
    for text in said:
        assert text in done.err


@pytest.mark.parametrize("words", [*READING, ["migrate"], ["enrich"]], ids=" ".join)
def test_without_a_database_the_way_to_one_is_told(aiev, home, words):
    assert_told(aiev(*words), 3, f"no database at this path: {home.database}", "aiev import")
    assert not home.database.exists()


@pytest.mark.parametrize("words", [*READING, *WRITING, ["enrich"]], ids=" ".join)
def test_an_older_revision_says_how_to_go_on(aiev, small, words):
    knowledge.change(small, "update alembic_version set version_num = '0000'")
    before = knowledge.dump(small)
    said = f"at revision 0000, this aiev needs {REVISION}"
    assert_told(aiev(*words), 3, said, "aiev migrate")
    assert knowledge.dump(small) == before


@pytest.mark.parametrize("words", [*READING, *WRITING, ["enrich"], ["migrate"]], ids=" ".join)
def test_a_newer_revision_says_how_to_go_on(aiev, small, words):
    knowledge.change(small, "update alembic_version set version_num = '9999'")
    assert_told(aiev(*words), 3, "newer than this aiev knows", "update aiev")


@pytest.mark.parametrize("words", [*READING, *WRITING, ["enrich"], ["migrate"]], ids=" ".join)
def test_a_file_that_is_no_database_is_left_alone(aiev, home, words):
    home.database.write_text("Not a database at all. " * 50)
    before = home.database.read_bytes()
    assert_told(aiev(*words), 3, "this file is no database")
    assert home.database.read_bytes() == before


@pytest.mark.parametrize("words", [["stats"], *WRITING, ["migrate"]], ids=" ".join)
def test_another_programs_database_is_left_alone(aiev, home, words):
    knowledge.change(home.database, "create table theirs (x)")
    assert_told(aiev(*words), 3, "this database was not made by aiev")
    assert list(knowledge.dump(home.database)) == ["theirs"]


@pytest.mark.parametrize("words", [*READING, *WRITING, ["migrate"]], ids=" ".join)
def test_a_folder_is_no_database(aiev, home, words):
    home.database.mkdir()
    assert_told(aiev(*words), 3, "this path is a folder, not a database")


@pytest.mark.parametrize("words", [*READING, *WRITING], ids=" ".join)
def test_a_damaged_database_is_told(aiev, small, words):
    content = bytearray(small.read_bytes())
    # The first page holds the schema and is left whole: the damage shows only while reading.
    content[4096:] = bytes(index * 7 % 251 for index in range(len(content) - 4096))
    small.write_bytes(content)
    assert_told(aiev(*words), 3, "damaged")


@pytest.mark.parametrize("words", [["search", "kite"], ["stats"], *WRITING], ids=" ".join)
def test_a_database_cut_short_is_told(aiev, small, words):
    small.write_bytes(small.read_bytes()[:9000])
    assert_told(aiev(*words), 3, "damaged")


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_path_through_a_file_is_told(aiev, home, words):
    (home.folder / "file").write_text("x")
    done = aiev("--db", home.folder / "file" / "x.db", *words)
    assert_told(done, 1, "the folder for the database cannot be made")


def test_a_home_that_there_is_not_is_told(aiev):
    assert_told(aiev("--db", "~nobody-of-this-name/x.db", "stats"), 2, "no home folder")


def test_an_empty_path_is_no_default(aiev, small):
    assert_told(aiev("--db", "", "stats"), 2, "--db")


@pytest.fixture
def locked_folder(small, closed_url):
    """A home whose folder and database may only be read, by anybody."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    home = make_home(folder, arxiv_url=closed_url)
    shutil.copyfile(small, home.database)
    home.database.chmod(0o644)
    yield home
    folder.chmod(0o755)
    shutil.rmtree(folder)


def run_unprivileged(home, *words):
    """Run a command line in a forked process of a user who may do nothing special."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            done = run_here(home, *words)
            os.write(writer, json.dumps([done.code, done.out[:1000], done.err]).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return Outcome(*json.loads(answer))


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_read_only_folder_is_told_and_reading_works(locked_folder, aiev, small, words):
    if not all(folder.stat().st_mode & 0o001 for folder in (ROOT, *ROOT.parents)):
        pytest.skip("another user cannot read this checkout")
    aiev(*words)  # Loads here what the other user may not be able to import.
    aiev("search", "kite")
    if os.getuid() != 0:
        locked_folder.database.chmod(0o444)
        locked_folder.folder.chmod(0o555)
    done = run_unprivileged(locked_folder, "search", "kite")
    assert (done.code, done.err) == (0, "")
    assert "2405.00011" in done.out
    before = locked_folder.database.read_bytes()
    assert_told(run_unprivileged(locked_folder, *words), 1, "the database cannot be written to")
    if os.getuid() == 0:
        locked_folder.database.chmod(0o666)
        done = run_unprivileged(locked_folder, *words)
        assert_told(done, 1, "cannot be written to")
    assert locked_folder.database.read_bytes() == before
    elsewhere = locked_folder.folder / "new.db"
    done = run_unprivileged(locked_folder, "--db", elsewhere, *words)
    assert_told(done, 1, "cannot be")
    below = locked_folder.folder / "below" / "new.db"
    done = run_unprivileged(locked_folder, "--db", below, *words)
    assert_told(done, 1, "the folder for the database cannot be made")


@pytest.mark.parametrize(
    "line",
    ["stats", "search kite", "--help", "--version", "export jsonl", "export bibtex",
     "show 1 --json", "topics", "import --no-enrich"],
)  # fmt: skip
def test_a_full_disk_under_stdout_is_told(home, small, line):
    done = run_shell(home, f"aiev {line} > /dev/full")
    assert_told(done, 1, "No space left on device")


def test_a_full_disk_under_the_output_file_is_told(aiev, small):
    done = aiev("export", "jsonl", "-o", "/dev/full")
    assert_told(done, 1, "the file cannot be written (No space left on device): /dev/full")


@pytest.mark.parametrize("line", ["export jsonl", "stats", "search", "--help", "topics --json"])
def test_a_closed_pipe_is_quiet(home, small, line):
    for reader in ("head -1 > /dev/null", "true"):
        done = run_shell(home, f"aiev {line} | {reader}")
        assert (done.code, done.out, done.err) == (0, "", "")


def test_closed_streams_are_no_tracebacks(home, small):
    assert_told(run_shell(home, "aiev stats >&-"), 1, "standard output is closed")
    assert_told(run_shell(home, "aiev import - <&-"), 1, "standard input is closed")
    silent = run_shell(home, "aiev frobnicate 2>&-")
    assert (silent.code, silent.out, silent.err) == (2, "", "")
    assert run_shell(home, "aiev stats 2>&-").code == 0
    assert run_shell(home, "aiev stats <&- >&- 2>&-").code == 1


def test_a_closed_stdout_stores_nothing(home):
    assert run_shell(home, "aiev import --no-enrich >&-").code == 1
    assert not home.database.exists()


def test_words_that_are_no_text_are_told(home, small):
    assert_told(run_shell(home, "aiev search $'caf\\xe9'"), 2, "not UTF-8 text")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("AIEV_DB = ", "the config file cannot be read"),
        ("TYPO = 1", "a name that aiev does not know: TYPO"),
        ("AIEV_ARXIV_DELAY = 'soon'", "AIEV_ARXIV_DELAY is no number of seconds from 0 to 3600"),
        ("AIEV_ARXIV_DELAY = -1", "no number of seconds"),
        ("AIEV_ARXIV_DELAY = 'nan'", "no number of seconds"),
    ],
)
def test_a_wrong_setting_is_told(home, small, config, said):
    path = home.folder / "config" / "aiev" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(config)
    environment = dict(home.environment)
    del environment["AIEV_ARXIV_DELAY"]
    plain = type(home)(home.folder, environment)
    assert_told(run_here_without(plain, "AIEV_ARXIV_DELAY"), 2, said)


def run_here_without(home, name):
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(name, raising=False)
        return run_here(home, "stats")


def test_a_config_file_names_the_database(home, small):
    path = home.folder / "config" / "aiev" / "config.toml"
    path.parent.mkdir(parents=True)
    other = home.folder / "other.db"
    shutil.copyfile(small, other)
    knowledge.change(other, "delete from paper")
    path.write_text(f'AIEV_DB = "{other}"\n')
    assert run_here(home, "stats").rows[0] == ["papers", "6"], "the environment wins"
    environment = {k: v for k, v in home.environment.items() if k != "AIEV_DB"}
    assert run_here(type(home)(home.folder, environment), "stats").rows[0] == ["papers", "0"]
    assert run_here(home, "stats", "--db", other).rows[0] == ["papers", "0"], "the flag wins"


def test_an_output_file_is_written_whole_or_not_at_all(aiev, small, home):
    path = home.folder / "out.bib"
    path.write_text("old")
    path.chmod(0o640)
    assert aiev("export", "bibtex", "-o", path).code == 0
    assert "Paged Key-Value Caches" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o640
    path.write_text("old")
    assert aiev("export", "bibtex", "(unclosed", "-o", path).code == 2
    assert path.read_text() == "old"
    assert [one.name for one in home.folder.iterdir() if "out.bib" in one.name] == ["out.bib"]
    link = home.folder / "link.bib"
    link.symlink_to(path)
    assert aiev("export", "bibtex", "-o", link).code == 0
    assert link.is_symlink()
    assert path.read_text() != "old"
    assert_told(aiev("export", "bibtex", "-o", home.folder), 1, "the file cannot be written")
    missing = home.folder / "no" / "f"
    assert_told(aiev("export", "bibtex", "-o", missing), 1, "No such file or directory")


def test_python_m_aiev_and_the_script_are_one(home, small):
    script = shutil.which("aiev")
    if script is None:
        pytest.skip("aiev is not installed as a script here")
    done = subprocess.run([script, "stats"], env=home.environment, capture_output=True, check=True)
    assert done.stdout.decode() == run_process(home, "stats").out
