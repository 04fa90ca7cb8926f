"""What the words of a query stand for: known names, prefixes, how frequent they are, typos."""

import json
import sqlite3
from collections.abc import Iterable
from functools import partial

from aiev.domain import organization
from aiev.query import compile as compiler
from aiev.query import names, spelling, tokens
from aiev.query.compile import Condition
from aiev.query.rank import WEIGHTS, Statistics
from aiev.query.tokens import stem
from aiev.query.tree import Alternative, And, Concept, Name, Node, Not, OneOf, Or
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
# So many papers are soon merged. A prefix of more, such as `a*`, names the same papers again and
# again: its commonest words bring all that anyone will look at.
_MOST_PAPERS = 200_000
_MOST_WORDS = 64
# Parts of parts; a circle of parents has no end.
_MOST_PARENTS = 8
_TERMS_BEGUN = "select text, papers from term where text >= ?1 and text < ?1 || char(1114111)"
_WORDS_BEGUN = (
    "select word from spelling"
    " where remainder >= ?1 and remainder < ?1 || char(1114111) and word = remainder"
)
_TERMS = "select text, papers from term where text in (select value from json_each(?))"
_SPELLINGS = (
    "select distinct word from spelling where remainder in (select value from json_each(?))"
)


def resolve_names(connection: sqlite3.Connection, node: Node) -> Node:
    """Return the tree with each name that the knowledge base knows as the values it stands for."""
    if isinstance(node, And):
        return And(tuple(resolve_names(connection, part) for part in node.parts))
    if isinstance(node, Or):
        return Or(tuple(resolve_names(connection, part) for part in node.parts))
    if isinstance(node, Not):
        return Not(resolve_names(connection, node.part))
    if isinstance(node, Name) and node.field in ("topic", "org", "list", "tag"):
        return OneOf(node.field, _values(connection, node), node.text)
    return node


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


def topic_paths(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the paths of all topics of all lists, each once."""
    return _column(connection, _NAMES["topic"])


def resolve_prefixes(connection: sqlite3.Connection, node: Node, *, is_bounded: bool) -> Node:
    """Return the tree with each prefix as the words that begin so, where the index needs that.

    `quantizati*` is longer than the stem of all that it begins, and `use*` the index would cut to
    `us*`. With `is_bounded` a prefix of very many papers stands for its commonest words only.
    Such a prefix may miss words that came after the terms were last counted.
    """
    within = partial(resolve_prefixes, connection, is_bounded=is_bounded)
    if isinstance(node, And):
        return And(tuple(map(within, node.parts)))
    if isinstance(node, Or):
        return Or(tuple(map(within, node.parts)))
    if isinstance(node, Not):
        return Not(within(node.part))
    if not isinstance(node, Concept) or node.alternatives[0].form != "prefix":
        return node
    written = node.alternatives[0]
    *before, begun = written.text.split()
    keeps_prefix, words = _words_begun(connection, begun, is_bounded=is_bounded)
    if not words:
        return node
    others = tuple(
        replace(written, text=" ".join((*before, word)), form="phrase") for word in words
    )
    return replace(node, alternatives=(written, *others) if keeps_prefix else others)


def frequencies(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Return for each word in how many papers it stands, or did when the terms were counted."""
    stems = {word: stem(word) for word in words}
    known = dict(connection.execute(_TERMS, (json.dumps(sorted(set(stems.values()))),)))
    return {
        word: known[root] if root in known else _count(connection, word)
        for word, root in stems.items()
    }


def corrections(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, str]:
    """Return what each word that is a typo was meant to be.

    A typo stands in fewer than eight papers and in no title, and fifty times as many papers have
    the other word. In a small base, where that is out of reach, no paper at all has the typo.
    """
    papers = statistics(connection).papers
    known = frequencies(connection, words)
    limit = min(spelling.UNKNOWN_BELOW, spelling.frequent_from(papers))
    found = {
        word: _meant(connection, word, there, papers)
        for word, there in known.items()
        if there < limit and spelling.is_correctable(word)
    }
    return {word: other for word, other in found.items() if other is not None}


def _values(connection: sqlite3.Connection, name: Name) -> tuple[str, ...]:
    if name.field == "topic":
        return names.topics(name.text, topic_paths(connection), is_prefix=name.is_prefix)
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


def _column(connection: sqlite3.Connection, sql: str, *values: str | int) -> tuple[str, ...]:
    return tuple(row[0] for row in connection.execute(sql, values))


def _words_begun(
    connection: sqlite3.Connection, begun: str, *, is_bounded: bool
) -> tuple[bool, list[str]]:
    """Return whether the index can be asked for the prefix itself, and what to ask for besides."""
    known = dict(connection.execute(_TERMS_BEGUN, (begun,)))
    is_many = is_bounded and sum(known.values()) > _MOST_PAPERS
    asks_prefix = stem(begun) == begun and not is_many
    found: dict[str, str] = {}
    for (word,) in connection.execute(_WORDS_BEGUN, (begun,)):
        root = stem(word)
        if not (asks_prefix and root.startswith(begun)):
            found.setdefault(root, word)
    if not asks_prefix and connection.execute("select 1 from term limit 1").fetchone():
        found.setdefault(stem(begun), begun)
        # The index stems what it is asked for, so it finds a stem only if stemming leaves it alone.
        found.update((root, root) for root in known if stem(root) == root)
    # The prefix as a word of its own may have no count; it comes first, as most wanted.
    commonest = sorted(found, key=lambda root: (root in known, -known.get(root, 0), root))
    return asks_prefix, [found[root] for root in commonest[: _MOST_WORDS if is_bounded else None]]


def _count(connection: sqlite3.Connection, word: str, *, field: str | None = None) -> int:
    """Return in how many papers a rare word stands, counted in the index."""
    condition = compiler.compile(Concept((Alternative(word),), field))
    return count(connection, condition, limit=10_000)


def _meant(connection: sqlite3.Connection, word: str, there: int, papers: int) -> str | None:
    if there and _count(connection, word, field="title"):
        return None
    # Two slips are found where one of them is a letter too many; the rest would need a table of all
    # pairs of letters lost, three times the size.
    slips = spelling.remainders(word)
    if spelling.allowed(word) > 1:
        slips |= {shorter for each in slips for shorter in spelling.remainders(each)}
    rows = connection.execute(_SPELLINGS, (json.dumps(sorted(slips)),))
    candidates = frequencies(connection, (row[0] for row in rows))
    found = spelling.best(word, candidates.items())
    least = max(spelling.frequent_from(papers), spelling.MORE_BY * there)
    return found[0] if found and found[1] >= least else None


def count(connection: sqlite3.Connection, condition: Condition, *, limit: int = -1) -> int:
    """Return how many papers meet the condition, counting no further than `limit`."""
    if condition.where is None and condition.match is None:
        return statistics(connection).papers
    if condition.where is None:
        # The index alone answers; the papers' rows need not be read.
        rows = "paper_fts where paper_fts match ?"
    else:
        rows = f"paper {where(condition)[0]}"
    values = where(condition)[1]
    row = connection.execute(
        f"select count(*) from (select 1 from {rows} limit ?)", (*values, limit)
    ).fetchone()
    return int(row[0])


def statistics(connection: sqlite3.Connection) -> Statistics:
    """Return the size of the index from the record that FTS5 keeps of it.

    Source: https://www.sqlite.org/fts5.html, fts5StorageLoadTotals in ext/fts5/fts5_storage.c:
    the number of rows, then the number of tokens in each column, as varints.
    """
    row = connection.execute("select block from paper_fts_data where id = 1").fetchone()
    numbers = _varints(row[0]) if row else []
    if len(numbers) != len(WEIGHTS) + 1 or not numbers[0]:
        return Statistics(0, (0.0,) * len(WEIGHTS))
    papers, *lengths = numbers
    return Statistics(papers, tuple(length / papers for length in lengths))


def where(condition: Condition) -> tuple[str, tuple[str | int, ...]]:
    """Return a condition as a `where` clause over `paper`, with its values."""
    parts = [] if condition.where is None else [condition.where]
    values = condition.values
    if condition.match is not None:
        parts.append("paper.id in (select rowid from paper_fts where paper_fts match ?)")
        values = (*values, condition.match)
    return (f"where {' and '.join(parts)}" if parts else ""), values


def _varints(block: bytes) -> list[int]:
    # Seven bits a byte, the highest first; a ninth byte would give eight.
    answer, value, length = [], 0, 0
    for byte in block:
        length += 1
        value = value << 8 | byte if length == 9 else value << 7 | byte & 0x7F
        if length == 9 or byte < 0x80:
            answer.append(value)
            value = length = 0
    return answer
