"""The values that a query becomes, and how they are shown; see test_syntax.py for the way back."""

from aiev.query.tree import (
    EVERYTHING,
    NOTHING,
    Alternative,
    And,
    Concept,
    Name,
    Not,
    OneOf,
    Or,
    Text,
    conjunction,
    disjunction,
    leaves,
    render,
    with_leaves,
)

A, B, C = Text("a"), Text("b"), Text("c")


def test_what_is_joined_has_no_needless_level():
    assert conjunction((A,)) == A
    assert conjunction((A, And((B, C)))) == And((A, B, C))
    assert conjunction((A, Or((B, C)))) == And((A, Or((B, C))))
    assert disjunction((A,)) == A
    assert (conjunction(()), disjunction(())) == (EVERYTHING, NOTHING)


def test_leaves_are_told_in_their_order_those_that_are_excluded_too():
    assert leaves(And((A, Not(Or((B, Name("topic", "x")))), C))) == (A, B, Name("topic", "x"), C)


def test_leaves_are_changed_wherever_they_stand():
    tree = And((A, Not(Or((B, A))), C))
    assert with_leaves(tree, lambda leaf: B if leaf == A else leaf) == And((B, Not(Or((B, B))), C))


def test_a_tree_that_was_looked_up_says_what_each_part_stands_for():
    """`--explain` shows it."""
    spelt = Concept((Alternative("moe"), Alternative("mixture of experts", weight=0.7)), "title")
    begun = Concept((Alternative("quant", "prefix"),))
    assert render(And((spelt, begun))) == "title:{moe | mixture of experts} {quant*}"
    assert render(OneOf("org", ("Meta", "Meta AI"), "meta")) == "org:(Meta | Meta AI)"
    assert render(OneOf("org", (), "meto")) == "org:(none called meto)"
