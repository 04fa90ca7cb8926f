"""The page's style and scripts, put together from the files in browser/."""

from importlib.resources import files
from pathlib import Path

from aiev.exporters.html import assets


def test_every_file_is_part_of_the_page_or_of_the_folder():
    """A file that was renamed had its place in a list that no one looked at."""
    there = assets.style() + assets.start() + assets.script() + assets.folder_script()
    for file in Path(str(files("aiev.exporters.html") / "browser")).rglob("*.*s"):
        assert file.read_text(encoding="utf-8").strip() in there, file.name


def test_what_reads_queries_needs_no_browser():
    """Tests run it under V8 alone."""
    script = assets.query_script()
    for name in ("document.", "window.", "location", "navigator", "setTimeout"):
        assert name not in script


def test_a_digest_is_what_a_policy_names():
    assert assets.digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
