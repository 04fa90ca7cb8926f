"""Two readers of one command line: the quick one without a library, and Typer."""

import csv

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aiev.cli.parsing import command_line, typer_app
from aiev.cli.parsing.command_line import Line
from aiev.cli.parsing.options import Argument, Option
from aiev.errors import UsageError

TEXT = st.sampled_from(
    ["moe", "two words", "", "é", "2411.11217", "a=b", "x:y", "-v", "--json", "-", "5", "[bold]"]
)
NUMBER = st.sampled_from(["0", "1", "7", "20", "007", "999999999"])
PLAIN = st.sampled_from(["moe", "two words", "", "é", "2411.11217", "a=b", "5", "-", '"a b"'])


def read_fully(words) -> Line | None:
    return typer_app.read(words)


def is_number(parameter) -> bool:
    return parameter.type in (int, int | None)


@st.composite
def option_words(draw, parameter):
    """One option as a user may write it."""
    spelling = draw(st.sampled_from(parameter.declaration.names))
    if parameter.type is bool:
        return [spelling]
    value = draw(
        st.sampled_from(parameter.declaration.choices)
        if parameter.declaration.choices
        else NUMBER
        if is_number(parameter)
        else TEXT
    )
    if is_number(parameter):
        assume(int(value) >= (parameter.declaration.minimum or 0))
    forms = [[spelling, value]]
    if spelling.startswith("--"):
        forms.append([f"{spelling}={value}"])
    elif is_number(parameter):
        forms.append([f"{spelling}{value}"])
    return draw(st.sampled_from(forms))


@st.composite
def command_lines(draw):
    """A command line made from the declarations of a command."""
    name = draw(st.sampled_from(command_line.COMMANDS))
    declared = command_line.parameters(command_line.load(name))
    options = [p for p in declared.values() if isinstance(p.declaration, Option)]
    groups = []
    if options:
        chosen = draw(st.lists(st.sampled_from(options), max_size=4))
        kept = {p.declaration.names: p for p in chosen if not command_line._is_many(p)}
        chosen = [p for p in chosen if command_line._is_many(p)] + list(kept.values())
        groups = [draw(option_words(parameter)) for parameter in chosen]
    globals_ = st.sampled_from([["--no-color"], ["--db", "x.db"], ["--db=y.db"]])
    before = draw(st.lists(globals_, max_size=1))
    groups += draw(st.lists(globals_, max_size=1))
    arguments = []
    for parameter in declared.values():
        if not isinstance(parameter.declaration, Argument):
            continue
        is_many = command_line._is_many(parameter)
        least = int(parameter.declaration.is_required)
        choices = parameter.declaration.choices
        values = st.sampled_from(choices) if choices else PLAIN
        size = draw(st.integers(least, 3 if is_many else 1))
        arguments += [draw(values) for _ in range(size)]
        if size < (3 if is_many else 1):
            break
    # Arguments keep their order; options stand anywhere between them.
    places = draw(st.permutations(range(len(groups) + len(arguments))))
    slots = sorted(places[: len(arguments)])
    words, rest, left = [], iter(groups), iter(arguments)
    for place in range(len(groups) + len(arguments)):
        words += [next(left)] if place in slots else next(rest)
    return [word for group in before for word in group] + [name, *words]


def whole(line: Line) -> dict[str, object]:
    """Return the values with the defaults of what was not given."""
    declared = command_line.parameters(command_line.load(line.command))
    values = {name: line.values.get(name, p.default) for name, p in declared.items()}
    return {name: value for name, value in values.items() if value is not None}


@given(words=command_lines())
@settings(max_examples=150)
def test_both_readers_read_the_same(words):
    line = command_line.read(words)
    assert line is not None, "made from the declarations, it is plain"
    full = read_fully(words)
    assert full is not None
    assert (line.command, whole(line)) == (full.command, whole(full))
    assert (line.database, line.is_plain) == (full.database, full.is_plain)
    for name, value in whole(line).items():
        assert type(value) is type(whole(full)[name])


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["search", "moe", "-vision", "--", "-o"], {"words": ("moe", "-vision", "-o")}),
        (["search", "-training", "-t5", "-t", "a"],
         {"words": ("-training", "-t5"), "topics": ("a",)}),
        (["search", "-neural", "nets"], {"words": ("-neural", "nets")}),
        (["search", "-n5", "moe"], {"words": ("moe",), "limit": 5}),
        (["search", "-n", "5", "-h100"], {"words": ("-h100",), "limit": 5}),
        (["search", "--", "--json", "-n"], {"words": ("--json", "-n")}),
        (["search", "--topic", "a", "--topic=b"], {"topics": ("a", "b")}),
        (["search", '"a b"', "-a", "c", "-r"],
         {"words": ('"a b"',), "authors": ("c",), "reverse": True}),
        (["enrich", "-n3"], {"limit": 3}),
        (["orgs", "-n", "3"], {"limit": 3}),
        (["export", "bibtex", "moe", "-o", "f"],
         {"format_name": "bibtex", "words": ("moe",), "output": "f"}),
        (["import"], {}),
        (["import", "-"], {"files": ("-",)}),
    ],
)  # fmt: skip
def test_a_plain_line_is_read_without_a_library(words, values):
    line = command_line.read(words)
    assert line is not None
    assert line.values == values


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_the_database_may_be_named_anywhere(place):
    words = ["search", "moe", "--json"]
    words[place:place] = ["--db", "mine.db"]
    line = command_line.read(words)
    assert line is not None
    assert (line.database, line.values) == ("mine.db", {"words": ("moe",), "as_json": True})


@pytest.mark.parametrize(
    "words",
    [
        [], ["--help"], ["--version"], ["search", "--help"], ["frobnicate"], ["search", "--bogus"],
        ["search", "-n"], ["search", "-n", "x"], ["search", "-n", "-1"], ["search", "-n=5"],
        ["search", "--json=yes"], ["search", "--kind", "book"], ["search", "--limit=1e3"],
        ["search", "moe", "-o", "f"], ["search", "-5"], ["search", "-h"], ["open", "1", "2"],
        ["export"], ["export", "docx"], ["enrich", "-n", "0"],
        ["enrich", "-v5"], ["add"], ["--db"], ["stats", "--db"], ["import", "-x"],
        ["search", "--sort", "date", "--sort", "title"], ["search", "-n", "1" * 30],
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_typer(words):
    assert command_line.read(words) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frobnicate"], "no such command 'frobnicate'"),
        (["serach"], "search"),
        (["search", "--bogus"], "no such option: --bogus"),
        (["search", "-n", "x"], "invalid value for '-n'"),
        (["search", "-n", "-1"], "-1 is not in the range"),
        (["search", "--kind", "book"], "'book' is not one of"),
        (["search", "--json=yes"], "does not take a value"),
        (["add"], "missing argument"),
        (["open", "1", "2"], "unexpected extra argument"),
        (["search", "moe", "-o", "f"], "no such option: -o"),
        (["search", "-training", "-n", "x"], "invalid value for '-n'"),
        (["show", "-x"], "no such option: -x"),
        (["export", "docx"], "'docx' is not one of"),
        (["enrich", "-n", "0"], "0 is not in the range"),
        (["stats", "--db"], "requires an argument"),
    ],
)
def test_what_cannot_be_read_is_a_usage_error(words, said):
    with pytest.raises(UsageError, match=said) as caught:
        read_fully(words)
    assert "--help` shows how to use it" in (caught.value.hint or "")


def test_typer_takes_the_last_of_an_option_given_twice():
    line = read_fully(["search", "--sort", "date", "--sort", "title", "x"])
    assert line is not None
    assert line.values["sort"] == "title"


@pytest.mark.parametrize("name", command_line.COMMANDS)
def test_every_command_tells_the_version_whatever_else_it_needs(aiev, name):
    """`aiev search -V` was no such option, where -h is help everywhere."""
    for option in ("-V", "--version"):
        told = aiev(name, option)
        assert (told.code, told.out, told.err) == (0, aiev("-V").out, "")


def test_a_knowledge_base_without_papers_says_so(aiev):
    """It said `nothing to search for: no letter and no digit`, and `no paper has: moe`."""
    assert aiev("import", "-", "--no-enrich", stdin=b"# Nothing\n").code == 0
    for words in ((), ("moe",)):
        done = aiev("search", *words)
        assert (done.code, done.out) == (0, "")
        assert done.err.startswith("there are no papers yet\nhint: `aiev import`")


def test_authors_that_are_not_shown_are_told(aiev, small):
    """The list stopped at a hundred of them without a word."""
    assert "3–4 shown" in aiev("authors", "-n", "2", "--offset", "2").err
    assert aiev("authors").err == ""


def test_an_export_takes_the_first_of_what_search_finds(aiev, small):
    """`-n 3` had been a word to leave out, and one to find."""
    found = [row[0] for row in aiev("search", "-n", "2").rows]
    assert [
        row[2] for row in csv.reader(aiev("export", "csv", "-n", "2").out.splitlines()[1:])
    ] == found
    assert aiev("export", "jsonl", "-n", "1").out.count("\n") == 1
    assert aiev("export", "source", "-n", "1").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("csv", "--toc"),
        ("bibtex", "--fields", "date"),
        ("ris", "--bom"),
        ("csv", "--title", "x"),
        ("source", "--group-by", "year"),
    ],
)
def test_an_option_of_another_format_is_refused(aiev, small, words):
    """It was taken without a word, and did nothing."""
    done = aiev("export", *words)
    assert (done.code, done.out) == (2, "")
    assert f"{words[1]} changes nothing in {words[0]}" in done.err
