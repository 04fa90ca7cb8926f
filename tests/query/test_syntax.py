"""What query text means, and where it is refused."""

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from aiev.errors import QueryError
from aiev.query import syntax
from aiev.query.tree import (
    EVERYTHING,
    NOTHING,
    And,
    Dates,
    Identifier,
    Name,
    Not,
    Or,
    Text,
    leaves,
    render,
)

TODAY = date(2025, 6, 15)


def parse(text):
    return syntax.parse(text, today=TODAY)


A, B, C = Text("a"), Text("b"), Text("c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("moe", Text("moe")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", And((A, Or((B, C))))),
        ("a AND b OR c", Or((And((A, B)), C))),
        ("a OR b OR c", Or((A, B, C))),
        ("(a b) OR c", Or((And((A, B)), C))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("NOT (a OR b) c", And((Not(Or((A, B))), C))),
        ("NOT NOT a", Not(Not(A))),
        ("-(a)", Not(A)),
        ('"a b"', Text("a b", "phrase")),
        ('-"a b"', Not(Text("a b", "phrase"))),
        ("quant*", Text("quant", "prefix")),
        ("title:moe", Text("moe", "word", "title")),
        ('abstract:"key value"', Text("key value", "phrase", "abstract")),
        ("title:quant*", Text("quant", "prefix", "title")),
        ("author:dao", Text("dao", "word", "author")),
        ("AUTHOR:dao", Text("dao", "word", "author")),
        ("topic:moe", Name("topic", "moe")),
        ('topic:"Inference > Offloading"', Name("topic", "Inference > Offloading")),
        ("topic:off*", Name("topic", "off", is_prefix=True)),
        ("org:microsoft", Name("org", "microsoft")),
        ("organization:microsoft", Name("org", "microsoft")),
        ("cat:cs.LG", Name("category", "cs.LG")),
        ("kind:code", Name("kind", "code")),
        ("tag:todo list:mine", And((Name("tag", "todo"), Name("list", "mine")))),
        ("venue:icml", Name("venue", "icml")),
        ("id:2411.11217v2", Identifier("2411.11217v2", "arxiv:2411.11217", None)),
        (
            "id:https://arxiv.org/abs/2411.11217",
            Identifier("https://arxiv.org/abs/2411.11217", "arxiv:2411.11217", None),
        ),
        ("id:57", Identifier("57", None, 57)),
        (
            "id:https://www.github.com/a/b/",
            Identifier("https://www.github.com/a/b/", "url:github.com/a/b", None),
        ),
        ("date:2024", Dates("date", "2024-01-01", "2025-01-01")),
        ("year:2024", Dates("date", "2024-01-01", "2025-01-01")),
        ("date:2024-05..2025", Dates("date", "2024-05-01", "2026-01-01")),
        ("since:2024", Dates("date", "2024-01-01", None)),
        ("until:2024", Dates("date", None, "2025-01-01")),
        ("updated:>=2024-05", Dates("updated", "2024-05-01", None)),
        ("updated>=2024-05", Dates("updated", "2024-05-01", None)),
        ("date<2024-05", Dates("date", None, "2024-05-01")),
        (">=2024-05", Dates("date", "2024-05-01", None)),
        ("moe <2024", And((Text("moe"), Dates("date", None, "2024-01-01")))),
        ("kind:co*", Name("kind", "co", is_prefix=True)),
        ("-topic:moe", Not(Name("topic", "moe"))),
        ("org:(meta OR google) a", And((Or((Name("org", "meta"), Name("org", "google"))), A))),
        ("title:(a -b)", And((Text("a", field="title"), Not(Text("b", field="title"))))),
        (
            'topic:(a tag:todo "b c")',
            And((Name("topic", "a"), Name("tag", "todo"), Name("topic", "b c"))),
        ),
        # What is no operator is a word.
        ("all-to-all", Text("all-to-all")),
        ("O(n) x", And((Text("O(n)"), Text("x")))),
        ("(O(n) x)", And((Text("O(n)"), Text("x")))),
        ("a)", Text("a)")),
        ("OR a", And((Text("OR"), A))),
        ("a OR", And((A, Text("OR")))),
        ("a AND", And((A, Text("AND")))),
        ("NOT", Text("NOT")),
        ("a NOT", And((A, Text("NOT")))),
        ("or and not", And((Text("or"), Text("and"), Text("not")))),
        ("--a", Text("--a")),
        ("foo:bar", Text("foo:bar")),
        (">=2024x", Text(">=2024x")),
        ("<10 >1000", And((Text("<10"), Text(">1000")))),
        ("title>x", Text("title>x")),
        ('">=2024"', Text(">=2024", "phrase")),
        ("title: a", And((Text("title:"), A))),
        ('topic:"" a', And((Text('topic:""'), A))),
        ("moe*x", Text("moe*x")),
        ('5" pipe', And((Text('5"'), Text("pipe")))),
        # What holds no letter asks for nothing, unless it is all there is.
        ("a & b", And((A, B))),
        ("a - b", And((A, B))),
        ("* a", A),
        ("()a", A),
        ("", EVERYTHING),
        ("  \n", EVERYTHING),
        ("!!!", NOTHING),
        ("()", NOTHING),
    ],
)
def test_text_becomes_the_tree_that_readers_expect(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a phrase: "never closed', "no closing quote at column 11"),
        ('title:"moe', "no closing quote at column 7"),
        ("title:(a", "no closing parenthesis at column 7"),
        ("a (b OR (c d)", "no closing parenthesis at column 3"),
        ("since:soon", "no date at column 7"),
        ("date:2024-13", "no such date at column 6"),
        ("date:2024-02-30", "no such date at column 6"),
        ("a date:2025..2024", "the range ends before it starts at column 8"),
        ("date:..", "no date at column 6"),
        ("moe date>=x", "no date at column 9"),
        ("a kind:book", "no such kind at column 8"),
        ("date:>=", "no date at column 6"),
        ("(" * 50, "too many levels at column 41"),
        ("NOT " * 50 + "a", "too many levels at column 161"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_column(text, message):
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert str(caught.value) == f"{message}: {text}"


PIECES = st.sampled_from(
    ["a", "moe", '"', "(", ")", "OR", "AND", "NOT", "-", "*", ":", "topic:", "date:", "since:6m",
     "2024", "..", ">=", "kind:", "co", "id:", " ", " ", "\t", "\0", "é", "🤗", "'", "\\", "{", "}",
     "^", "+"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=25).map("".join)))
def test_no_text_does_worse_than_a_query_error(text):
    """Whatever is typed or pasted must end in a tree or in a message."""
    try:
        tree = parse(text)
    except QueryError as error:
        tree, column = NOTHING, error.column
    else:
        column = 1
    assert 1 <= column <= max(len(text), 1)
    assert isinstance(render(tree), str)


@given(st.lists(PIECES.map(lambda piece: piece.replace('"', ' "a b" ')), max_size=12).map("".join))
@example('"a b" (OR)a')
@example("-(NOT) (AND) OR* id:a**")
def test_a_rendered_tree_reads_back_the_same(text):
    """`--explain` shows the rendered query: it must mean what was searched."""
    try:
        tree = parse(text)
    except QueryError:
        return
    # A word with half of a pair of parentheses can be written in no other pair.
    assume("(" not in "".join(getattr(one, "text", "") for one in leaves(tree)))
    if tree != NOTHING:
        assert parse(render(tree)) == tree


@pytest.mark.parametrize("part", ["-a ", "topic:a ", "venue:a OR ", ">=2024 ", "-topic:a "])
def test_no_query_asks_the_tables_without_end(part):
    """A thousand were too deep for SQLite; the database was said to be unreadable."""
    assert parse(part * 200 + "b")
    with pytest.raises(QueryError, match="too many fields and exclusions at column"):
        parse(part * 401 + "b")
