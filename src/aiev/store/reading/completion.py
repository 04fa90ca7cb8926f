"""Names that begin with what the user has typed, for a shell to offer; one query for each sort."""

import sqlite3
from collections.abc import Callable, Iterator

# Lists write `et al.` for further authors. It stays with the paper, but it is nobody's name.
_NOBODY = "('', 'et al', 'et. al', 'al', 'others', 'and others', '…')"
IS_AUTHOR = f"lower(rtrim(author.name, '.')) not in {_NOBODY}"
"""The SQL condition that `author.name` is a person's."""

_MOST = 100
_LAST_WITH_BLANKS = "\u3000"
_TOPICS = """
select title, min(path)
from topic
where title like ?1 escape '\\'
group by title
order by min(list_id), min(position)
limit ?2
"""
_PATHS = "select path, '' from topic where path like ?1 escape '\\' group by path limit ?2"
_WITHIN = (
    "select title, min(path) from topic where title like ?1 escape '\\' group by title limit ?2"
)
_ORGANIZATIONS = """
select name, ''
from organization
where id in (select organization_id from paper_organization) and (
    name like ?1 escape '\\'
    or id in (select organization_id from organization_alias where alias like ?1 escape '\\')
)
order by not name like ?1 escape '\\', name
limit ?2
"""
_AUTHORS = f"""
select name, ''
from author
where name like ?1 escape '\\' and {IS_AUTHOR}
order by name
limit ?2
"""
# The index on arXiv ids answers a range; LIKE would read all of them.
_PAPERS = """
select arxiv_id, title
from paper
where arxiv_id >= ?1 and arxiv_id < ?1 || char(1114111)
order by issued_low desc, arxiv_id desc
limit ?2
"""
_NEWEST = "select arxiv_id, title from paper where arxiv_id > '' order by issued_low desc limit ?2"
_LAST = """
select arxiv_id, title
from paper
where arxiv_id >= ?1 and arxiv_id < ?1 || char(1114111)
order by arxiv_id desc
limit 1
"""
_NEXT = "0123456789abcdefghijklmnopqrstuvwxyz./-"
_WITHOUT_ID = """
select cast(id as text), title
from paper
where arxiv_id is null and cast(id as text) like ?1 || '%'
order by id desc
limit ?2
"""
_NAMES = "select name, '' from {} where name like ?1 escape '\\' order by name limit ?2"
_QUESTIONS = """
select name, words
from question
where name like ?1 escape '\\'
order by name
limit ?2
"""
_CATEGORIES = """
select primary_category, count(*) || ' papers'
from paper
where primary_category like ?1 escape '\\'
group by primary_category
order by count(*) desc, primary_category
limit ?2
"""

Named = tuple[str, str]
"""A value and what tells more of it; the second may be empty."""


def topics(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield titles of topics, or paths once one was begun.

    Where no title begins so, those with a word that does.
    """
    if ">" in begun:
        yield from _begun(connection, begun, _PATHS)
    else:
        yield from _begun(connection, begun, _TOPICS, within=_WITHIN)


def organizations(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield organizations that have papers; a spelling like `PKU` leads to the name."""
    within = _ORGANIZATIONS
    yield from _begun(connection, begun, _ORGANIZATIONS, within=within)


def authors(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield names of authors; where none begins so, those with a later name that does."""
    yield from _begun(connection, begun, _AUTHORS, within=_AUTHORS)


def papers(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield arXiv ids with titles, newest first, and the numbers of papers without such an id.

    Where there are more than can be offered, at least one is offered for each next character: a
    shell types on its own what all offers have in common.
    """
    found = connection.execute(_PAPERS if begun else _NEWEST, (begun, _MOST)).fetchall()
    yield from found
    if len(found) == _MOST:
        offered = {name for name, _ in found}
        for sign in _NEXT:
            last = connection.execute(_LAST, (begun + sign,)).fetchone()
            if last is not None and last[0] not in offered:
                yield last
    if not begun or begun.isdigit():
        yield from connection.execute(_WITHOUT_ID, (begun, _MOST))


def tags(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield the user's tags."""
    yield from _begun(connection, begun, _NAMES.format("tag"))


def lists(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield the names of lists."""
    yield from _begun(connection, begun, _NAMES.format("list"))


def questions(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield the names of saved questions, with the words that each asks for."""
    yield from _begun(connection, begun, _QUESTIONS)


def questions_begun(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield saved questions as a search takes them, `@moe`, once an @ was typed."""
    if begun.startswith("@"):
        for name, words in questions(connection, begun[1:]):
            yield f"@{name}", words


def categories(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield arXiv's categories, those with most papers first."""
    yield from _begun(connection, begun, _CATEGORIES)


def papers_and_topics(connection: sqlite3.Connection, begun: str) -> Iterator[Named]:
    """Yield ids, and topics where what was begun is no id."""
    found = list(papers(connection, begun))
    yield from found
    if not found or not begun:
        yield from topics(connection, begun)


SOURCES: dict[str, Callable[[sqlite3.Connection, str], Iterator[Named]]] = {
    "--topic": topics,
    "--from": topics,
    "--org": organizations,
    "--author": authors,
    "--tag": tags,
    "--add-tag": tags,
    "--remove-tag": tags,
    "tags [WORDS]...": tags,
    "[ID]...": papers,
    "LIST_OR_FILE": lists,
    "OTHER_LIST_OR_FILE": lists,
    "search [WORDS]...": questions_begun,
    "stats [WORDS]...": questions_begun,
    "discover [WORDS]...": questions_begun,
    "export [WORDS]...": questions_begun,
    "--query": questions_begun,
    "save [NAME]": questions,
    "new [NAME]...": questions,
    "--list": lists,
    "--category": categories,
    "show [ID]...": papers_and_topics,
    "ID": papers,
    "ID...": papers,
    "[FILE|LIST]...": lists,
    "topics [WORDS]...": topics,
    "TOPIC": topics,
}
"""What completes an option, or an argument by its metavar, with the command where that matters."""


def _begun(
    connection: sqlite3.Connection, begun: str, sql: str, *, within: str | None = None
) -> Iterator[Named]:
    found = connection.execute(sql, (f"{literal(begun)}%", _MOST)).fetchall()
    if not found and within is not None and begun:
        # Chinese and Japanese have no blanks between their words.
        blank = "" if begun[0] > _LAST_WITH_BLANKS else " "
        found = connection.execute(within, (f"%{blank}{literal(begun)}%", _MOST)).fetchall()
    yield from found


def literal(text: str) -> str:
    """Return the text for a pattern of LIKE that means it letter by letter."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
