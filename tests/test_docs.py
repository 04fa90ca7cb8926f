"""The docs say what is true: links lead somewhere, commands exist, tables are those of the code."""

import re
import runpy
from pathlib import Path

import pytest

from aiev.cli.parsing import command_line
from aiev.cli.parsing.options import Option
from aiev.config import NAMES
from aiev.domain.finding import CODES, LEVELS
from aiev.errors import ExitCode
from aiev.exporters import registry
from aiev.version import VERSION

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / ".github").glob("*.md"),
    ]
)
REFERENCE = ROOT / "docs" / "reference.md"
LINK = re.compile(r"\]\(([^()\s]+)\)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(?:src|tests|migrations|seeds|docs|\.ci|\.github)/[\w./-]*")
WORD = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s\"')]+")
EVERYWHERE = {"--db", "--no-color", "--version", "-V", "--help", "-h"}


def text(path):
    return path.read_text(encoding="utf-8")


def prose(path):
    return FENCED.sub("", text(path))


def anchors(path):
    """The names that GitHub gives to headings."""
    heads = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def commands(path):
    """The command lines of aiev that a page names, in fences and in inline code."""
    for kind, body in FENCED.findall(text(path)):
        if kind in ("sh", "console"):
            for line in body.replace("\\\n", " ").split("\n"):
                yield from re.split(r";\s|\|\s|&&", line.split("  # ")[0])
    yield from INLINE.findall(prose(path))


def named(path):
    for command in commands(path):
        line = re.search(r"(?:^|[\s/(])aiev ((?!=).+)", command)
        if line:
            words = WORD.findall(line[1].replace("[", "").replace("]", ""))
            # Global options stand before the command.
            while words[:1] == ["--db"]:
                words = words[2:]
            if words:
                yield words


def table(path, first):
    """The cells of the table whose head begins with this word."""
    lines = text(path).split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {first} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return rows
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path):
    for link in LINK.findall(INLINE.sub("", prose(path))):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_and_option_that_is_named_exists(path):
    for words in named(path):
        command = words[0]
        if command in EVERYWHERE or command == "COMMAND":
            continue
        assert command in command_line.COMMANDS, words
        parameters = command_line.parameters(command_line.load(command)).values()
        options = {
            name
            for parameter in parameters
            if isinstance(parameter.declaration, Option)
            for name in parameter.declaration.names
        }
        given = {word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)}
        # A word that is left out of a search looks like an option.
        given -= {"-training", "-left", "-out", "-without"}
        assert given <= options | EVERYWHERE, words


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_file_that_is_named_exists(path):
    places = [name.rstrip(".") for name in PATH.findall(text(path)) if "NAME" not in name]
    assert [name for name in places if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_module_that_is_named_without_its_folder_exists(path):
    """`expand.py` in a recipe is renamed as easily as a whole path, and missed as easily."""
    known = {one.name for folder in ("src", "tests") for one in (ROOT / folder).rglob("*.py")}
    named = {name for name in INLINE.findall(prose(path)) if re.fullmatch(r"[a-z_]+\.py", name)}
    assert named - {"utils.py"} <= known


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_counts_on_data_that_readers_do_not_have(path):
    assert not re.search(r"shared/|\.\./shared", text(path))


def test_pages_are_all_reached_from_the_readme():
    links = LINK.findall(text(ROOT / "README.md"))
    linked = {ROOT / link.partition("#")[0] for link in links}
    assert set((ROOT / "docs").glob("*.md")) <= linked


def test_the_quick_start_begins_with_its_two_lines():
    """`.ci/run` takes them from there."""
    after = text(ROOT / "README.md").partition("\n## Quick start\n")[2]
    lines = FENCED.search(after)[2].rstrip("\n").split("\n")
    assert len(lines) == 2
    assert "aiev search moe offloading" in lines[0]
    assert "pytest" in lines[1]


def test_the_reference_is_made_of_the_declarations():
    """`python docs/make_reference.py` writes it; here each part is looked for on the page, too."""
    made_anew = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["made_anew"]
    page = text(REFERENCE)
    assert made_anew(page) == page, "python docs/make_reference.py has not been run"
    commands = [row[0] for row in table(REFERENCE, "command")]
    assert commands == [f"[`aiev {name}`](#aiev-{name})" for name in command_line.COMMANDS]
    findings = table(REFERENCE, "code | level")
    assert [row[:2] for row in findings] == [[f"`{c}`", level] for c, (level, _) in CODES.items()]
    assert {row[1] for row in findings} <= set(LEVELS)
    assert set(re.findall(r"^### aiev ([\w-]+)$", page, re.MULTILINE)) == {*command_line.COMMANDS}


def test_the_table_of_settings_is_the_codes():
    names = [name for row in table(REFERENCE, "name") for name in INLINE.findall(row[0])]
    assert sorted(name for name in names if not name.startswith("--")) == sorted(NAMES)


def test_the_table_of_exit_codes_is_the_codes():
    rows = table(REFERENCE, "code | what it says")
    assert [int(row[0]) for row in rows] == [
        code for name, code in vars(ExitCode).items() if name.isupper()
    ]


def test_the_table_of_formats_is_the_codes():
    rows = table(ROOT / "docs" / "exchange.md", "format")
    known = ("source", *registry.names(), *registry.folder_names())
    assert sorted(row[0].strip("`") for row in rows) == sorted(known)


def test_every_figure_names_a_command_that_measures_it():
    """A bench that was renamed, or an option of it, is missed as easily as a file."""
    page = text(ROOT / "docs" / "figures.md")
    heads = re.findall(r"^\| (.*\bcommand) \|$", page, re.MULTILINE)
    assert len(heads) == 3
    for head in dict.fromkeys(heads):
        for row in re.findall(
            rf"^\| {re.escape(head)} \|\n\|[-|:]+\|\n((?:\|.*\|\n)+)", page, re.MULTILINE
        ):
            for line in row.splitlines():
                command = line.split("|")[-2].strip()
                found = re.fullmatch(r"`python (tests/[\w/]+\.py)(.*)`", command)
                assert found, f"no command: {line}"
                bench = text(ROOT / found[1])
                options = re.findall(r"--[a-z-]+", found[2])
                assert all(f'"{option}"' in bench for option in options), line


def test_the_changelog_names_the_version():
    assert f"\n## {VERSION}" in text(ROOT / "CHANGELOG.md")
