"""What a command is given to read: files are told by their first line, times by their form."""

import io
import sys
import tracemalloc
from types import SimpleNamespace

import pytest

from aiev.cli.parsing import input as input_
from aiev.cli.parsing.input import Input, open_input, read_bytes, read_since
from aiev.errors import InputError, UsageError

BACKUP = b'{"schema": 1, "record": "export"}\n'


def given(content: bytes) -> Input:
    return Input(io.BytesIO(content), path=None)


@pytest.mark.parametrize("content", [b"# L\n- [a](b)\n", b"\n \n# L\n", b""])
def test_a_list_is_read_to_the_byte(content):
    one = given(content)
    assert (one.is_backup, one.is_empty) == (False, not content.strip())
    assert one.content() == content


def test_json_of_others_is_no_backup():
    assert not given(b'{"papers": []}\n').is_backup


def test_what_lies_before_the_first_line_is_among_the_lines():
    assert list(given(b"\n# L\n- a").lines()) == [b"\n", b"# L\n", b"- a"]


def test_the_list_that_ships_has_its_own_name():
    with open_input("") as one:
        assert one.shipped_name == "awesome-ai-everything"


@pytest.mark.parametrize("name", ["missing.md", "."])
def test_what_cannot_be_read_is_told_with_its_path(tmp_path, name):
    path = str(tmp_path / name)
    with pytest.raises(InputError, match=str(tmp_path)), open_input(path):
        pass


def test_a_time_that_is_no_date_and_no_age_is_told_with_the_way_out():
    assert read_since(" 2024-05 ", hint="") == "2024-05-01"
    with pytest.raises(UsageError, match=": soon") as raised:
        read_since("soon", hint="write 6m")
    assert raised.value.hint == "write 6m"


@pytest.mark.parametrize("way", ["a file", "standard input", "its bytes"])
def test_a_small_list_needs_little_memory(tmp_path, monkeypatch, way):
    """Room was made for the largest list first: 256 MiB that a small machine may not have."""
    path = tmp_path / "small.md"
    path.write_bytes(b"# L\n")
    with path.open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
        tracemalloc.start()
        try:
            if way == "its bytes":
                content = read_bytes(path)
            else:
                with open_input(str(path) if way == "a file" else "-") as given:
                    content = given.content()
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert content == b"# L\n"
    assert most < 32 << 20


def test_a_list_that_is_larger_than_any_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(input_, "_LARGEST", 10)
    path = tmp_path / "large.md"
    path.write_bytes(b"# L\n" + b"a" * 6)
    assert read_bytes(path) == path.read_bytes()
    path.write_bytes(b"# L\n" + b"a" * 7)
    with pytest.raises(InputError, match="larger than any list"):
        read_bytes(path)
    with open_input(str(path)) as given, pytest.raises(InputError, match="larger than any list"):
        given.content()
