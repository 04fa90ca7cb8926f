"""Fields of which the values are few: kinds, states, and what a paper can have (`has:code`).

What a paper can have stands here once, as SQL asks for it and as Python does.
"""

from collections.abc import Callable

from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind, State
from aiev.domain.web_address import CODE_HOSTS
from aiev.query import names
from aiev.query.tree import Name, Node, Numbers, leaves
from aiev.value import value

_AT_HOSTS = tuple([f"//{www}{host}/" for host in CODE_HOSTS for www in ("", "www.")])
_IS_CODE = " or ".join(f"instr(lower(entry_link.url), '{at}')" for at in _AT_HOSTS)


@value
class Held:
    """One thing: `sql` speaks of `paper`. What is private is the user's own and in no page."""

    sql: str
    is_held: Callable[[Paper], bool]
    is_private: bool = False


def _has_code(paper: Paper) -> bool:
    links = [link for entry in paper.entries for link in entry.links]
    return paper.kind == "code" or any(
        link.text.lower() == "code" or any(at in link.url.lower() for at in _AT_HOSTS)
        for link in links
    )


HELD = {
    "abstract": Held("ifnull(paper.abstract, '') <> ''", lambda paper: bool(paper.abstract)),
    "author": Held("paper.authors <> ''", lambda paper: bool(paper.authors)),
    "citations": Held(
        "paper.id in (select paper_id from citation)", lambda paper: paper.citations is not None
    ),
    "code": Held(
        "(paper.kind = 'code' or paper.id in (select entry.paper_id"
        " from entry join entry_link on entry_link.entry_id = entry.id"
        f" where lower(entry_link.text) = 'code' or {_IS_CODE}))",
        _has_code,
    ),
    "date": Held("paper.issued is not null", lambda paper: paper.issued is not None),
    "doi": Held(
        "(ifnull(paper.doi, '') <> '' or paper.id in"
        " (select paper_id from source_work where is_agreed and doi is not null))",
        lambda paper: bool(paper.doi or (paper.publication and paper.publication.doi)),
    ),
    "note": Held("paper.id in (select paper_id from note)", lambda paper: bool(paper.notes), True),
    "org": Held("paper.organizations <> ''", lambda paper: bool(paper.organizations)),
    "rating": Held(
        "paper.id in (select paper_id from curation where rating is not null)",
        lambda paper: paper.rating is not None,
        True,
    ),
    "state": Held(
        "paper.id in (select paper_id from curation where state is not null)",
        lambda paper: paper.state is not None,
        True,
    ),
    "tag": Held("paper.id in (select paper_id from paper_tag)", lambda paper: bool(paper.tags)),
    "topic": Held("paper.topics <> ''", lambda paper: bool(paper.topics)),
}
"""By the name that a query gives it, in the order of the alphabet."""

PUBLISHED = tuple([name for name, one in HELD.items() if not one.is_private])
"""What a page tells of, too."""

CHOICES = {
    "kind": tuple([kind.value for kind in Kind]),
    "state": tuple([state.value for state in State]),
    "has": tuple(HELD),
}
"""All values of each field."""

PRIVATE_FIELDS = ("rating", "state")
"""The fields of what is the user's own."""


def chosen(name: Name) -> tuple[str, ...]:
    """Return the values that a query means by a name of such a field."""
    return names.equal(name.text, CHOICES[name.field], is_prefix=name.is_prefix)


def private(node: Node) -> str | None:
    """Return what a query asks that is the user's own, as `state` or `has:note`, if anything."""
    for leaf in leaves(node):
        if isinstance(leaf, Name | Numbers) and leaf.field in PRIVATE_FIELDS:
            return leaf.field
        if isinstance(leaf, Name) and leaf.field == "has":
            for name in chosen(leaf):
                if HELD[name].is_private:
                    return f"has:{name}"
    return None
