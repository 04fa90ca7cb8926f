"""Looking up the topics, organizations, lists and tags that a query names."""

import sqlite3

from aiev.domain import organization
from aiev.query import names
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


def resolve(connection: sqlite3.Connection, node: Node) -> Node:
    """Answer the tree with each name that the knowledge base knows as the values it stands for."""
    if isinstance(node, And):
        return And(tuple(resolve(connection, part) for part in node.parts))
    if isinstance(node, Or):
        return Or(tuple(resolve(connection, part) for part in node.parts))
    if isinstance(node, Not):
        return Not(resolve(connection, node.part))
    if isinstance(node, Name) and node.field in ("topic", "org", "list", "tag"):
        return OneOf(node.field, _values(connection, node))
    return node


def topic_paths(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Answer the paths of all topics of all lists, each once."""
    return _column(connection, "select distinct path from topic order by path")


def _values(connection: sqlite3.Connection, name: Name) -> tuple[str, ...]:
    if name.field == "topic":
        return names.topics(name.text, topic_paths(connection), is_prefix=name.is_prefix)
    if name.field == "org":
        return _organizations(connection, name)
    table = {"list": "list", "tag": "tag"}[name.field]
    known = _column(connection, f"select name from {table} order by name")
    return names.equal(name.text, known, is_prefix=name.is_prefix)


def _organizations(connection: sqlite3.Connection, name: Name) -> tuple[str, ...]:
    if not name.is_prefix:
        found = _column(connection, _ALIASED, organization.key(name.text))
        if found:
            return found
    known = _column(connection, "select name from organization order by name")
    return names.containing(name.text, known, is_prefix=name.is_prefix)


def _column(connection: sqlite3.Connection, sql: str, *values: str) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(sql, values))
