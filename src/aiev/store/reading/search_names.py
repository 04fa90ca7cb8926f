"""Looking up the topics, organizations, lists and tags that a query names."""

import sqlite3

from aiev.domain.organizations import organization
from aiev.query import names, tokens
from aiev.query.tree import And, Name, Node, Not, OneOf, Or

_ALIASED = """
with recursive family(id) as (
    select organization_id from organization_alias where key = ?
    union
    select organization.id
    from family join organization on organization.parent_id = family.id
)
select name from organization join family on family.id = organization.id order by name
"""

_KNOWN = {
    "topic": "select distinct path from topic order by path",
    "org": (
        "select name from organization"
        " where id in (select organization_id from paper_organization) order by name"
    ),
    "list": "select name from list order by name",
    "tag": "select name from tag order by name",
    # A million papers have some thousand sets of categories, which the index steps through.
    "category": (
        "with recursive held(text) as (select min(categories) from paper union all"
        " select (select min(categories) from paper where categories > held.text) from held"
        " where held.text is not null)"
        " select text from held where text is not null"
    ),
}
# Enough letters to leave a few of very many authors, and so many of them at the most.
_HEAD = 2
_AUTHORS = 5000


def resolve(connection: sqlite3.Connection, node: Node) -> Node:
    """Return the tree with each name that the knowledge base knows as the values it stands for."""
    if isinstance(node, And):
        return And(tuple(resolve(connection, part) for part in node.parts))
    if isinstance(node, Or):
        return Or(tuple(resolve(connection, part) for part in node.parts))
    if isinstance(node, Not):
        return Not(resolve(connection, node.part))
    if isinstance(node, Name) and node.field in ("topic", "org", "list", "tag"):
        return OneOf(node.field, _values(connection, node), node.text)
    return node


def known(connection: sqlite3.Connection, field: str, *, begun: str = "") -> tuple[str, ...]:
    """Return the names that there are of a field, each once; none where it has too many to tell.

    Authors are many: only those with a name that begins like a word of `begun`.
    """
    if field == "category":
        together = _column(connection, _KNOWN[field])
        return tuple(sorted({one for each in together for one in each.split()}))
    if field != "author":
        return _column(connection, _KNOWN[field]) if field in _KNOWN else ()
    heads = {word[:_HEAD] for word in tokens.tokens(begun)}
    sql = "select name from author where ' ' || name like ? limit ?"
    found = (_column(connection, sql, f"% {head}%", _AUTHORS) for head in sorted(heads))
    return tuple(dict.fromkeys(name for some in found for name in some))


def topic_paths(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the paths of all topics of all lists, each once."""
    return _column(connection, _KNOWN["topic"])


def _values(connection: sqlite3.Connection, name: Name) -> tuple[str, ...]:
    if name.field == "topic":
        return names.topics(name.text, topic_paths(connection), is_prefix=name.is_prefix)
    if name.field == "org":
        return _organizations(connection, name)
    return names.equal(name.text, _column(connection, _KNOWN[name.field]), is_prefix=name.is_prefix)


def _organizations(connection: sqlite3.Connection, name: Name) -> tuple[str, ...]:
    if not name.is_prefix:
        found = _column(connection, _ALIASED, organization.key(name.text))
        if found:
            return found
    everything = _column(connection, "select name from organization order by name")
    return names.containing(name.text, everything, is_prefix=name.is_prefix)


def _column(connection: sqlite3.Connection, sql: str, *values: str | int) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(sql, values))
