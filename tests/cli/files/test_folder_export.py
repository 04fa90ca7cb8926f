"""`aiev export obsidian -o DIR`: a folder whole or not at all, and nothing of others lost."""

import json
from datetime import date

import pytest

import knowledge
from aiev.cli.files.folder_export import write_folder
from aiev.cli.files.manifest import MANIFEST
from aiev.errors import OutputError
from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest, FolderFile
from aiev.query.filters import Filters
from aiev.services.exchange.export import Choice, export_folder
from aiev.store.reading.reader import open_reader


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_it_writes_a_note_a_paper(aiev, small, home):
    assert aiev("export", "obsidian", "-o", home.folder / "vault").code == 0
    notes = tree(home.folder / "vault")
    assert "Papers/Kite Paged Key-Value Caches for Long Answers (2405.00011).md" in notes
    assert "Topics/small/Serving/Offloading.md" in notes
    assert sorted(p.name for p in home.folder.glob(".vault*")) == []


def test_words_and_filters_choose(aiev, small, home):
    assert aiev("export", "obsidian", "avocet", "-o", home.folder / "vault").code == 0
    papers = [path for path in tree(home.folder / "vault") if path.startswith("Papers/")]
    assert papers == ["Papers/Avocet Routing Mixture-of-Experts by Need (2501.00033).md"]


@pytest.mark.parametrize("more", [[], ["-o", "-"]])
def test_without_a_folder_it_says_what_to_name(aiev, small, more):
    outcome = aiev("export", "obsidian", *more)
    assert (outcome.code, outcome.out) == (2, "")
    assert "hint: name the folder with -o DIR" in outcome.err


def test_the_next_export_replaces_its_own_files_and_keeps_others(aiev, small, home):
    vault = home.folder / "vault"
    aiev("export", "obsidian", "-o", vault)
    (vault / ".obsidian").mkdir()
    (vault / ".obsidian" / "app.json").write_text("{}")
    (vault / "Papers" / "My own.md").write_text("mine")
    assert aiev("export", "obsidian", "avocet", "-o", vault).code == 0
    notes = tree(vault)
    assert notes[".obsidian/app.json"] == "{}"
    assert notes["Papers/My own.md"] == "mine"
    assert not any("Kite" in path for path in notes)


def test_a_folder_of_other_files_is_left_alone(aiev, small, home):
    (home.folder / "mine").mkdir()
    (home.folder / "mine" / "note.md").write_text("mine")
    outcome = aiev("export", "obsidian", "-o", home.folder / "mine")
    assert outcome.code == 1
    assert "was not made by an export" in outcome.err
    assert tree(home.folder / "mine") == {"note.md": "mine"}


def test_a_file_is_no_folder(aiev, small, home):
    (home.folder / "mine").write_text("mine")
    outcome = aiev("export", "obsidian", "-o", home.folder / "mine")
    assert outcome.code == 1
    assert "this path is a file" in outcome.err


def test_what_fails_midway_leaves_the_old_folder(tmp_path):
    write_folder(tmp_path / "out", [FolderFile("a/one.md", "1")])

    def broken():
        yield FolderFile("a/one.md", "2")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_folder(tmp_path / "out", broken())
    assert tree(tmp_path / "out") == {"a/one.md": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_of_the_user_where_a_new_note_goes_moves_aside(tmp_path):
    write_folder(tmp_path / "out", [FolderFile("one.md", "1")])
    (tmp_path / "out" / "two.md").write_text("mine")
    write_folder(tmp_path / "out", [FolderFile("two.md", "2")])
    assert tree(tmp_path / "out") == {"two.md": "2", "two (own 2).md": "mine"}


def test_a_damaged_manifest_is_told(tmp_path):
    write_folder(tmp_path / "out", [FolderFile("one.md", "1")])
    (tmp_path / "out" / MANIFEST).write_text("[]")
    with pytest.raises(OutputError, match="damaged"):
        write_folder(tmp_path / "out", [])


def test_what_the_user_wrote_below_a_note_stays_in_its_place(tmp_path):
    """A note a paper invites to write into it; the next export must not take that away."""
    write_folder(tmp_path / "out", [FolderFile("one.md", "1\n")])
    (tmp_path / "out" / "one.md").write_text("1\nmy thought\n")
    for text in ("2, longer\n", "3\n"):
        write_folder(tmp_path / "out", [FolderFile("one.md", text)])
        assert tree(tmp_path / "out") == {"one.md": text + "my thought\n"}


def test_a_note_changed_elsewhere_is_kept_beside_the_new_one(tmp_path):
    write_folder(tmp_path / "out", [FolderFile("one.md", "1\n")])
    (tmp_path / "out" / "one.md").write_text("mine\n1\n")
    for text in ("2\n", "3\n"):
        write_folder(tmp_path / "out", [FolderFile("one.md", text)])
        assert tree(tmp_path / "out") == {"one.md": text, "one (own 2).md": "mine\n1\n"}


def test_a_changed_note_of_a_paper_that_left_stays(tmp_path):
    write_folder(tmp_path / "out", [FolderFile("one.md", "1\n"), FolderFile("two.md", "2\n")])
    (tmp_path / "out" / "one.md").write_text("1\nmy thought\n")
    write_folder(tmp_path / "out", [])
    assert tree(tmp_path / "out") == {"one.md": "1\nmy thought\n"}


def test_folders_without_files_and_links_to_folders_stay(tmp_path):
    """Git takes a folder without an empty `refs` for no repository."""
    out = tmp_path / "out"
    write_folder(out, [FolderFile("a/one.md", "1")])
    (out / ".git" / "refs").mkdir(parents=True)
    (tmp_path / "pictures").mkdir()
    (out / "pictures").symlink_to(tmp_path / "pictures")
    write_folder(out, [FolderFile("one.md", "1")])
    assert (out / ".git" / "refs").is_dir()
    assert (out / "pictures").is_symlink()
    assert not (out / "a").exists()


def test_a_folder_of_an_older_export_is_known(tmp_path):
    write_folder(tmp_path / "out", [FolderFile("one.md", "1"), FolderFile("two.md", "2")])
    names = json.dumps({"files": ["one.md", "two.md"]})
    (tmp_path / "out" / MANIFEST).write_text(names)
    write_folder(tmp_path / "out", [FolderFile("one.md", "3")])
    assert tree(tmp_path / "out") == {"one.md": "3"}


@pytest.mark.parametrize("name", [*registry.folder_names(), "html"])
def test_a_folder_is_of_one_moment_whoever_writes_meanwhile(small, name):
    """What was written between its readings of the papers had no citation key, or another."""
    choice = Choice("", Filters(), None, date(2025, 6, 1))
    with open_reader(small) as reader:
        files = export_folder(
            reader,
            registry.load_folder(name),
            ExportRequest(),
            choice,
            tell=lambda advice: None,
            progress=lambda count, share: None,
        )
        knowledge.change(small, "update paper set title = 'Something Else', kind = 'paper'")
        assert not any("Something Else" in file.text for file in files)


def test_a_note_keeps_its_name_and_what_was_written_below_it_when_the_title_changes(
    aiev, small, home
):
    """The new title had a note of its own, and the user's words stayed behind in the old one."""
    vault = home.folder / "vault"
    aiev("export", "obsidian", "-o", vault)
    [note] = vault.glob("Papers/*2405.00011*")
    note.write_text(note.read_text() + "\nMy words.\n")
    aiev("edit", "2405.00011", "--title", "Kite, Renamed")
    assert aiev("export", "obsidian", "-o", vault).code == 0
    assert list(vault.glob("Papers/*2405.00011*")) == [note]
    text = note.read_text()
    assert "# Kite, Renamed\n" in text
    assert text.endswith("\nMy words.\n")
    assert not list(vault.rglob("*(own*"))


def test_notes_that_an_older_aiev_named_keep_their_names(aiev, small, home):
    vault = home.folder / "vault"
    aiev("export", "obsidian", "-o", vault)
    [note] = vault.glob("Papers/*2405.00011*")
    older = note.with_name("Kite.md")
    note.rename(older)
    listed = vault / ".aiev-export.json"
    listed.write_text(listed.read_text().replace(f"Papers/{note.name}", "Papers/Kite.md"))
    older.write_text(older.read_text() + "Mine.\n")
    assert aiev("export", "obsidian", "-o", vault).code == 0
    assert older.read_text().endswith("Mine.\n")
    assert not note.exists()
    assert "[[Papers/Kite|" in "".join(path.read_text() for path in vault.rglob("Topics/**/*.md"))
