"""What asking again has changed in a paper."""

from aiev.domain.paper_fields import FIELDS as FIELDS_OF_PAPERS
from aiev.value import value

FIELDS = {
    field.name: field.change
    for field in sorted(FIELDS_OF_PAPERS, key=lambda field: field.change_rank)
    if field.change
}
"""The fields whose changes are kept, in the order in which they are told, and their names."""


@value
class Change:
    """One field of a paper that a source told otherwise than before; None was nothing.

    `version` is the paper's at that time, `title` the one it has now; `noticed_at` is UTC,
    ISO 8601. A withdrawn mark is `yes` or `no`.
    """

    paper_id: int
    arxiv_id: str
    title: str
    version: int | None
    field: str
    before: str | None
    after: str | None
    noticed_at: str


@value
class Attempt:
    """How often a source was asked for a paper in vain, the last time, and why it was in vain."""

    source: str
    tries: int
    reason: str
    tried_at: str
