"""The page's style and scripts, put together from the files in browser/."""

import re
from importlib.resources import files
from pathlib import Path

from aiev.exporters.html import assets

BROWSER = Path(str(files("aiev.exporters.html") / "browser"))
MODULE = re.compile(r"\b(?:[a-z_]+/)+[a-z_]+\.py\b")


def test_every_file_is_part_of_the_page_or_of_the_folder():
    """A file that was renamed had its place in a list that no one looked at."""
    there = "".join(
        [assets.style(), assets.start(), assets.script(), assets.folder_script(), assets.live()]
    )
    for file in BROWSER.rglob("*.*s"):
        assert file.read_text(encoding="utf-8").strip() in there, file.name


def test_no_name_is_declared_twice():
    """The files are one script: a second `const` of a name stops all of it, in the browser only."""
    declared = re.compile(r"^(?:const|let|class|(?:async )?function\*?) (\w+)", re.MULTILINE)
    for script in (assets.script(), assets.folder_script()):
        names = declared.findall(script)
        assert len(names) > 100
        assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_module_that_a_script_names_exists():
    """Modules were joined and moved, and the comments that lead to them were left behind."""
    package = Path(str(files("aiev")))
    texts = [file.read_text(encoding="utf-8") for file in BROWSER.rglob("*.js")]
    named = {name for text in texts for name in MODULE.findall(text)}
    assert "query/tokens.py" in named
    assert [name for name in sorted(named) if not (package / name).is_file()] == []


def test_what_reads_queries_needs_no_browser():
    """Tests run it under V8 alone."""
    script = assets.query_script()
    for name in ("document.", "window.", "location", "navigator", "setTimeout"):
        assert name not in script


def test_a_digest_is_what_a_policy_names():
    assert assets.digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
