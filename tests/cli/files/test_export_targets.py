"""`export -o` onto a file from which a list came: what was edited there is never written over."""

import os
import shlex

import pytest

from aiev.cli.files.atomic_write import write_whole
from aiev.errors import OutputError
from services.lists import small_list

EDITED = small_list.LIST.replace("9 Apr 2024", "11 Apr 2024") + "\nA line of mine.\n"


@pytest.fixture
def listed(home, aiev):
    return small_list.put(home, aiev, small_list.LIST)


def itself(path):
    return path


def relative(path):
    return os.path.relpath(path)


def round_about(path):
    return path.parent / "nowhere" / ".." / path.name


def by_link(path):
    path.with_name("link.md").symlink_to(path.name)
    return path.with_name("link.md")


def by_hard_link(path):
    path.with_name("hard.md").hardlink_to(path)
    return path.with_name("hard.md")


@pytest.mark.parametrize("named", [itself, relative, round_about, by_link, by_hard_link])
@pytest.mark.parametrize("words", [("source",), ("markdown",), ("csv",), ("html",)])
def test_a_list_that_was_edited_since_its_import_is_not_written_over(aiev, listed, named, words):
    """`export source -o README.md` dropped what an editor had saved meanwhile, with exit code 0."""
    (listed.parent / "nowhere").mkdir()
    target = named(listed)
    aiev("edit", "2404.00004", "--note", "read this first")
    listed.write_text(EDITED, encoding="utf-8")
    before = sorted(path.name for path in listed.parent.glob("*.md*"))
    done = aiev("export", *words, "-o", target)
    assert (done.code, done.out) == (1, "")
    assert "this list's file was changed since it was imported" in done.err
    assert listed.read_text(encoding="utf-8") == EDITED
    assert sorted(path.name for path in listed.parent.glob("*.md*")) == before
    assert list(listed.parent.glob(".*.md.*")) == []


def test_the_way_out_that_is_named_leads_out(aiev, home):
    """A link's own name would have made `sync` a second list."""
    home.folder.joinpath("my lists").mkdir()
    path = home.folder / "my lists" / "small.md"
    path.write_text(small_list.LIST, encoding="utf-8")
    aiev("import", path, "--no-enrich")
    aiev("edit", "2404.00004", "--note", "read this first")
    path.write_text(EDITED, encoding="utf-8")
    done = aiev("export", "source", "-o", by_link(path))
    words = shlex.split(done.err.partition("`aiev ")[2].partition("`")[0])
    assert words == ["sync", str(path)]
    assert aiev(*words).code == 0
    text = path.read_text(encoding="utf-8")
    assert "read this first" in text
    assert "A line of mine." in text
    assert len(aiev("lists").rows) == 1
    assert aiev("export", "source", "-o", path).code == 0
    assert path.read_text(encoding="utf-8") == text


def test_a_list_as_it_was_imported_is_replaced_and_so_is_what_is_written_already(aiev, listed):
    aiev("edit", "2404.00004", "--note", "read this first")
    for _ in range(2):
        assert aiev("export", "source", "-o", listed).code == 0
        assert "read this first" in listed.read_text(encoding="utf-8")


def test_an_organization_that_only_the_user_knows_is_read_as_sync_reads_it(aiev, home):
    """The source was read by the shipped table alone: the edit was left out, with exit code 0."""
    lines = [
        f"- [Kites: {n}](https://arxiv.org/abs/2401.0000{n}) - MIT - a word\n" for n in range(1, 5)
    ]
    listed = small_list.put(home, aiev, f"# Kites\n\n## Wind\n\n{''.join(lines)}")
    aiev("edit", "2401.00001", "--org", "Zork Kites")
    assert aiev("sync", listed).code == 0
    assert "00001) - Zork Kites - a word\n" in listed.read_text(encoding="utf-8")
    aiev("edit", "2401.00001", "--org", "Google")
    assert "00001) - Google - a word\n" in aiev("export", "source").out


def test_what_a_list_was_not_imported_from_is_replaced_as_before(aiev, listed):
    other = listed.with_name("other.md")
    other.write_text("mine", encoding="utf-8")
    listed.write_text(EDITED, encoding="utf-8")
    assert aiev("export", "source", "-o", other).code == 0
    assert other.read_text(encoding="utf-8") == small_list.LIST


def test_a_list_whose_file_is_gone_is_written_anew(aiev, listed):
    listed.unlink()
    assert aiev("export", "source", "-o", listed).code == 0
    assert listed.read_text(encoding="utf-8") == small_list.LIST


def test_another_list_s_edited_file_is_not_written_over(aiev, listed):
    other = listed.with_name("other.md")
    other.write_text("# Other\n\n- [Eta](https://arxiv.org/abs/2405.00005)\n", encoding="utf-8")
    aiev("import", other, "--no-enrich")
    other.write_text("# Other, edited\n", encoding="utf-8")
    done = aiev("export", "source", "--list", "small", "-o", other)
    assert done.code == 1
    assert f"`aiev sync {other}`" in done.err
    assert other.read_text(encoding="utf-8") == "# Other, edited\n"


def test_a_backup_takes_no_list_s_place(aiev, listed):
    assert aiev("backup", listed).code == 1
    assert listed.read_text(encoding="utf-8") == small_list.LIST


def test_what_is_saved_while_the_new_file_is_made_is_not_written_over(tmp_path):
    """The last look is just before the old file goes."""
    path = tmp_path / "README.md"
    path.write_text("as imported")

    def check():
        if path.read_text() != "as imported":
            raise OutputError("edited")

    def chunks():
        yield "new"
        path.write_text("edited")

    with pytest.raises(OutputError, match="edited"):
        write_whole(path, chunks(), check=check, tell=print)
    assert path.read_text() == "edited"
    assert [one.name for one in tmp_path.iterdir()] == ["README.md"]
