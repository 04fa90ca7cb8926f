"""What a list's file held before aiev wrote into it is kept, bounded, and comes back."""

import os
import stat

import pytest

from aiev.cli.files import versions

LIST = """\
# Birds

## Waders

- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024
- [Plover](https://birds.test/plover)
"""


@pytest.fixture
def file(aiev, home):
    """A list's file whose paper was edited and that was synced: its first version is kept."""
    path = home.folder / "birds.md"
    path.write_text(LIST)
    assert aiev("import", path, "--no-enrich").code == 0
    edit(aiev, path, "seen")
    return path


def edit(aiev, path, note):
    assert aiev("edit", "2401.00001", "--note", note).code == 0
    assert aiev("sync", path).code == 0
    assert note in path.read_text()


def kept(aiev, path):
    return [(row[2], row[4]) for row in aiev("undo", "--list", "--file", path).rows]


def test_what_sync_wrote_over_comes_back_one_after_the_other(aiev, file):
    second = file.read_text()
    edit(aiev, file, "seen twice")
    third = file.read_text()
    assert aiev("undo", "--file", file, "--dry-run").code == 0
    assert file.read_text() == third
    for text in (second, LIST):
        done = aiev("undo", "--file", file)
        assert (done.code, done.rows[0][0]) == (0, "brought back")
        assert file.read_text() == text
    done = aiev("undo", "--file", file)
    assert done.code == 1
    assert "no earlier version" in done.err
    # What went is there: the text of before the last undo, then that before the one before it.
    assert aiev("undo", "1", "--file", file).code == 0
    assert file.read_text() == second
    assert aiev("undo", "--file", file).code == 0
    assert file.read_text() == LIST


def test_a_file_that_was_edited_since_is_a_conflict_and_its_text_is_never_lost(aiev, file):
    mine = file.read_text() + "\nmine\n"
    file.write_text(mine)
    done = aiev("undo", "--file", file)
    assert done.code == 1
    assert "was edited since" in done.err
    assert "--force" in done.err
    assert file.read_text() == mine
    assert aiev("undo", "--file", file, "--force").code == 0
    assert file.read_text() == LIST
    assert aiev("undo", "1", "--file", file).code == 0
    assert file.read_text() == mine


def test_what_an_export_wrote_over_comes_back(aiev, file):
    before = file.read_text()
    assert aiev("edit", "2401.00001", "--note", "exported").code == 0
    assert aiev("export", "source", "-o", file).code == 0
    assert "exported" in file.read_text()
    assert aiev("export", "markdown", "-o", file.with_name("new.md")).code == 0
    assert kept(aiev, file.with_name("new.md")) == []
    assert aiev("undo", "--file", file).code == 0
    assert file.read_text() == before


def test_what_a_run_that_was_ended_left_is_passed_over(aiev, home, file):
    second = file.read_text()
    edit(aiev, file, "seen twice")
    # A run was ended after the file was written, before its version was forgotten.
    file.write_text(second)
    assert aiev("undo", "--file", file, "--dry-run").code == 0
    assert len(kept(aiev, file)) == 2
    assert aiev("undo", "--file", file).code == 0
    assert file.read_text() == LIST
    assert [kind for kind, _ in kept(aiev, file)] == ["later"]


def test_a_file_that_is_gone_comes_back(aiev, file):
    file.unlink()
    assert aiev("undo", "--file", file).code == 0
    assert file.read_text() == LIST


def test_a_link_is_the_file_that_it_leads_to(aiev, file):
    link = file.with_name("link.md")
    link.symlink_to(file.name)
    assert aiev("undo", "--file", link).code == 0
    assert link.is_symlink()
    assert file.read_text() == LIST


def test_versions_are_private_and_bounded(aiev, home, file, monkeypatch):
    folder = home.folder / "data" / "aiev" / "versions"
    for note in ("a", "b"):
        edit(aiev, file, note)
    for place in (folder, *folder.rglob("*")):
        wanted = 0o700 if place.is_dir() else 0o600
        assert stat.S_IMODE(place.stat().st_mode) == wanted, place
    monkeypatch.setattr(versions, "MOST_OF_A_FILE", 2)
    edit(aiev, file, "c")
    assert len(kept(aiev, file)) == 2
    monkeypatch.setattr(versions, "MOST_BYTES", 1)
    edit(aiev, file, "d")
    assert kept(aiev, file) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_where_no_version_can_be_kept_the_file_is_written_and_that_is_told(aiev, home, file):
    folder = home.folder / "data" / "aiev" / "versions"
    folder.chmod(0o500)
    try:
        assert aiev("edit", "2401.00001", "--note", "still").code == 0
        done = aiev("sync", file)
    finally:
        folder.chmod(0o700)
    assert done.code == 0
    assert "could not be kept" in done.err


def test_a_folder_in_the_way_is_told_and_the_file_is_written(aiev, home, file):
    for place in sorted((home.folder / "data" / "aiev" / "versions").rglob("*"), reverse=True):
        place.rmdir() if place.is_dir() else place.unlink()
    (home.folder / "data" / "aiev" / "versions").rmdir()
    (home.folder / "data" / "aiev" / "versions").write_text("a file")
    assert aiev("edit", "2401.00001", "--note", "still").code == 0
    done = aiev("sync", file)
    assert done.code == 0
    assert "could not be kept" in done.err
    assert "still" in file.read_text()


def test_a_version_that_is_damaged_is_told(aiev, home, file):
    [place] = (home.folder / "data" / "aiev" / "versions").rglob("000001")
    for damage in (b"", b"{}\ntext", b"[1]\ntext", b"\xff\xfe"):
        place.write_bytes(damage)
        for words in (("undo", "--file", file), ("undo", "--list", "--file", file)):
            done = aiev(*words)
            assert done.code == 1
            assert "a kept version is damaged" in done.err


@pytest.mark.parametrize(
    "words",
    [("--file", ""), ("--file", "."), ("0",), ("--force",), ("--list", "--dry-run"), ("x",)],
)
def test_what_cannot_be_meant_is_refused(aiev, file, words):
    assert aiev("undo", *words).code == 2
