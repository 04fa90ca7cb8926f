"""The account of a list's links, as one line for people and one object for programs."""

from aiev.domain.knowledge import Json
from aiev.markdown.values import Links


def summary(links: Links) -> str:
    """Return the line that accounts for each link and arXiv id that a list shows."""
    return (
        f"links: {links.seen:,}, of which {links.papers:,} papers, {links.further:,} further,"
        f" {links.furniture:,} furniture, {links.unread:,} unread"
    )


def as_json(links: Links) -> Json:
    """Return the account as an object."""
    return {
        "seen": links.seen,
        "papers": links.papers,
        "further": links.further,
        "furniture": links.furniture,
        "unread": links.unread,
    }
