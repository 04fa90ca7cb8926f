"""The list of files that an export wrote into a folder is read back as it was written."""

import pytest

from aiev.cli.files import manifest
from aiev.errors import OutputError


def test_what_was_written_is_read_back(tmp_path):
    one, other = manifest.of(b"one"), manifest.of(b"one more")
    files = {"a.md": [one, other], "folder/ü.md": [one]}
    (tmp_path / manifest.MANIFEST).write_bytes(manifest.dump(files))
    assert manifest.load(tmp_path, shown=tmp_path) == files


@pytest.mark.parametrize("name", ["../a.md", "/a.md", ""])
def test_a_name_that_leads_out_of_the_folder_is_left_out(tmp_path, name):
    (tmp_path / manifest.MANIFEST).write_bytes(manifest.dump({name: [manifest.of(b"")]}))
    assert manifest.load(tmp_path, shown=tmp_path) == {}


@pytest.mark.parametrize("text", ["", "[]", '{"files": {"a": 1}}', '{"files": {"a": ["x", ""]}}'])
def test_a_damaged_list_is_told(tmp_path, text):
    (tmp_path / manifest.MANIFEST).write_text(text)
    with pytest.raises(OutputError, match="damaged"):
        manifest.load(tmp_path, shown=tmp_path)


def test_a_folder_without_one_is_not_ours(tmp_path):
    with pytest.raises(OutputError, match="not made by an export"):
        manifest.load(tmp_path, shown=tmp_path)


def test_of_two_texts_that_fit_the_longer_is_meant():
    texts = [manifest.of(b"one"), manifest.of(b"one more")]
    assert manifest.added(b"one more: mine", texts) == b": mine"
    assert manifest.added(b"one: mine", texts) == b": mine"
    assert manifest.added(b"two", texts) is None
