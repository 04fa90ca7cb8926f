"""How organizations are called: by lists and sources, by the user, and as keys to look up."""

import re
import sqlite3
from collections.abc import Iterable

from aiev import json_text
from aiev.domain.told_by import ARXIV
from aiev.value import value

_ALIASES = """
select alias, organization.name
from organization_alias
join organization on organization.id = organization_id
where origin = 'user'
order by lower(alias), alias
"""
_IGNORED = "select text from ignored_organization order by lower(text), text"
_LISTED = """
select paper_id, listed_organizations
from entry
where origin = 'list'
order by id
"""
# arXiv's own affiliations come with the metadata; they count where nobody gave an organization.
_OF_ARXIV = """
select paper_id, affiliation
from authorship
where affiliation is not null
and not exists (
    select 1 from paper_organization
    where paper_organization.paper_id = authorship.paper_id and source in ('list', 'user')
)
order by paper_id, position
"""
_OF_SOURCES = """
select paper_id, source, text, ror
from affiliation
order by paper_id, source, position
"""
_KEYS = """
with recursive family(key, id) as (
    select key, organization_id from organization_alias
    union
    select family.key, organization.id
    from family join organization on organization.parent_id = family.id
)
select distinct family.key, organization.name
from family
join organization on organization.id = family.id
where organization.id in (select organization_id from paper_organization)
order by family.key, organization.name
"""
_PARENTS = """
select alias.key, above.key
from organization_alias as alias
join organization on organization.id = alias.organization_id
join organization as parent on parent.id = organization.parent_id
join organization_alias as above on above.organization_id = parent.id and above.alias = parent.name
"""
_RORS = "select ror, name from organization where ror is not null order by name"
_ADDRESSES = """
select url from paper where url like '%github.com/%'
union select url from entry_link where url like '%github.com/%'
"""
_GITHUB = re.compile(r"(?:https?://)?(?:www\.)?github\.com/([^/?#\s]+)/", re.IGNORECASE)
_AUTHORS = """
select name
from author
where name collate nocase in (select value from json_each(?))
"""


@value
class Text:
    """What `source` writes of a paper's organization; `text` is None for an entry without one."""

    paper_id: int
    source: str
    text: str | None
    ror: str | None = None


def user_aliases(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the user's own spellings and the canonical names that they lead to."""
    return dict(connection.execute(_ALIASES))


def ignored(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the texts of which the user says that they are no organization."""
    return tuple(text for (text,) in connection.execute(_IGNORED))


def listed(connection: sqlite3.Connection) -> Iterable[Text]:
    """Yield what each entry of a list's file says, in the order of the entries."""
    for paper_id, text in connection.execute(_LISTED):
        yield Text(paper_id, "list", text)


def affiliations(connection: sqlite3.Connection) -> Iterable[Text]:
    """Yield the affiliations that sources gave; arXiv's only of papers without an organization."""
    for paper_id, joined in connection.execute(_OF_ARXIV):
        for text in joined.split("; "):
            yield Text(paper_id, ARXIV, text)
    for row in connection.execute(_OF_SOURCES):
        yield Text(*row)


def names_by_ror(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the organizations whose ROR id the table knows."""
    return dict(connection.execute(_RORS))


def by_key(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return for each key the organizations with papers that it means: the one, and its parts.

    Where none of these has any, it means the nearest parent that has.
    """
    answer: dict[str, tuple[str, ...]] = {}
    for key, name in connection.execute(_KEYS):
        answer[key] = (*answer.get(key, ()), name)
    parents = dict(connection.execute(_PARENTS))
    for key in parents:
        passed: set[str] = set()
        above = key
        while above not in answer and above in parents and above not in passed:
            passed.add(above)
            above = parents[above]
        if above in answer:
            answer.setdefault(key, answer[above])
    return answer


def github_accounts(connection: sqlite3.Connection) -> frozenset[str]:
    """Return whose repositories on GitHub papers and entries lead to, in lower case."""
    found = (_GITHUB.match(url) for (url,) in connection.execute(_ADDRESSES))
    return frozenset(match[1].casefold() for match in found if match)


def authors_called(connection: sqlite3.Connection, names: Iterable[str]) -> frozenset[str]:
    """Return those of the names that an author has, casefolded.

    No index knows names in any case: all authors are read, once for all of the names.
    """
    rows = connection.execute(_AUTHORS, (json_text.dumps(list(names)),))
    return frozenset(name.casefold() for (name,) in rows)
