"""What the names in a query stand for: topics, organizations, lists, tags and authors.

Loaded only where a query names something.
"""

import json
import sqlite3
from functools import partial

from aiev.domain import organization
from aiev.query import compile as compiler
from aiev.query import names, tokens
from aiev.query.tree import Alternative, Concept, Name, Node, OneOf, with_leaves
from aiev.value import replace

_ALIASED = """
with recursive family(id) as (
    select organization_id from organization_alias where key = ?
    union
    select organization.id
    from family join organization on organization.parent_id = family.id
)
select name from organization join family on family.id = organization.id order by name
"""
_PARENT = """
select parent.name
from organization_alias
join organization on organization.id = organization_alias.organization_id
join organization as parent on parent.id = organization.parent_id
where key = ?
"""
_HAS_PAPERS = """
select 1
from paper_organization
where organization_id in (
    select id from organization where name in (select value from json_each(?))
)
limit 1
"""
_NAMES = {
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
# Two letters leave few of very many authors; more of them than this are not looked through.
_HEAD = 2
_AUTHORS = 5000
# Parts of parts; a circle of parents has no end.
_MOST_PARENTS = 8
_AUTHORS_OF = (
    "select authors from paper"
    " where id in (select rowid from paper_fts where paper_fts match ? limit ?)"
)


def resolve_names(connection: sqlite3.Connection, node: Node) -> Node:
    """Return the tree with each name that the knowledge base knows as the values it stands for.

    An author whose first name is an initial is everyone whose name may be meant: `G. Hinton` is
    everyone called Hinton whose first name begins so. A name that papers have so stays among them.
    """
    return with_leaves(node, partial(_resolved, connection))


def known_names(connection: sqlite3.Connection, field: str, *, begun: str = "") -> tuple[str, ...]:
    """Return the names that there are of a field, each once; none where it has too many to tell.

    Authors are many: only those with a name that begins like a word of `begun`.
    """
    if field == "category":
        together = _column(connection, _NAMES[field])
        return tuple(sorted({one for each in together for one in each.split()}))
    if field != "author":
        return _column(connection, _NAMES[field]) if field in _NAMES else ()
    heads = {word[:_HEAD] for word in tokens.tokens(begun)}
    sql = "select name from author where ' ' || name like ? limit ?"
    found = (_column(connection, sql, f"% {head}%", _AUTHORS) for head in sorted(heads))
    return tuple(dict.fromkeys(name for some in found for name in some))


def broader_organization(connection: sqlite3.Connection, text: str) -> str | None:
    """Return the nearest parent with papers of an organization that no paper names, if any.

    A list that names Microsoft alone holds what a reader asks of `MSR` too.
    """
    broader = None
    for _ in range(_MOST_PARENTS):
        known = _column(connection, _ALIASED, organization.key(broader or text))
        if not known or connection.execute(_HAS_PAPERS, (json.dumps(known),)).fetchone():
            break
        parents = _column(connection, _PARENT, organization.key(broader or text))
        if not parents:
            return None
        broader = parents[0]
    return broader


def _resolved(connection: sqlite3.Connection, node: Node) -> Node:
    if isinstance(node, Name) and node.field in ("topic", "org", "list", "tag"):
        return OneOf(node.field, _values(connection, node), node.text)
    if isinstance(node, Concept) and node.field == "author":
        return _with_initials(connection, node)
    return node


def _with_initials(connection: sqlite3.Connection, node: Concept) -> Concept:
    first, *others = node.alternatives[0].text.split()
    rest = [
        word for at, word in enumerate(others) if len(word) > 1 or any(map(_is_long, others[:at]))
    ]
    if _is_long(first) or not rest:
        return node
    last = Concept((Alternative(" ".join(rest)),), "author")
    rows = connection.execute(_AUTHORS_OF, (compiler.match(last), _AUTHORS))
    known = {name: tokens.tokens(name) for row in rows for name in row[0].split("\n")}
    meant = {
        " ".join(words): None
        for words in known.values()
        if words[-len(rest) :] == rest
        and len(words) > len(rest)
        and tokens.typed(words[0]).startswith(tokens.typed(first))
    }
    named = (Alternative(text) for text in meant if text != node.alternatives[0].text)
    return replace(node, alternatives=(*node.alternatives, *named))


def _is_long(word: str) -> bool:
    return len(word) > 1


def _values(connection: sqlite3.Connection, name: Name) -> tuple[str, ...]:
    if name.field == "topic":
        return names.topics(name.text, known_names(connection, "topic"), is_prefix=name.is_prefix)
    if name.field == "org":
        return _organizations(connection, name)
    known = _column(connection, _NAMES[name.field])
    found = names.equal(name.text, known, is_prefix=name.is_prefix)
    # The names of lists are long, and mostly begin with `awesome`: a part of one will do.
    return found or (names.containing(name.text, known) if name.field == "list" else ())


def _organizations(connection: sqlite3.Connection, name: Name) -> tuple[str, ...]:
    if not name.is_prefix:
        broader = broader_organization(connection, name.text)
        found = _column(connection, _ALIASED, organization.key(broader or name.text))
        if found:
            return found
    everything = _column(connection, "select name from organization order by name")
    return names.containing(name.text, everything, is_prefix=name.is_prefix)


def _column(connection: sqlite3.Connection, sql: str, *values: str | int) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(sql, values))
