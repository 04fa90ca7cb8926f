"""All names of organizations as keys, for whoever looks names up without the database."""

import sqlite3

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


def by_key(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return for each key the organizations with papers that it means: the one, and its parts."""
    answer: dict[str, tuple[str, ...]] = {}
    for key, name in connection.execute(_KEYS):
        answer[key] = (*answer.get(key, ()), name)
    return answer
