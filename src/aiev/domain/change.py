"""What has changed in a paper at its source since it was last asked for."""

from aiev.domain.paper_fields import FIELDS as FIELDS_OF_PAPERS
from aiev.value import value

FIELDS = {
    field.name: field.change
    for field in sorted(FIELDS_OF_PAPERS, key=lambda field: field.change_rank)
    if field.change
}
"""The fields whose changes are stored, in the order in which they are shown, with their names."""

NAMES = {**FIELDS, "citations": "citations"}
"""What the field of a change is called: of those stored, or of what is counted again."""


@value
class Change:
    """One field of a paper whose value at the source has changed; None is no value.

    `version` is the paper's version at that time, `title` the title that it has now; `noticed_at`
    is UTC, ISO 8601. The values of `withdrawn` are `yes` and `no`. `source` is who counted
    citations; all else is arXiv's.
    """

    paper_id: int
    arxiv_id: str | None
    title: str
    version: int | None
    field: str
    before: str | None
    after: str | None
    noticed_at: str
    source: str | None = None

    @property
    def name(self) -> str:
        """What the paper is called: its arXiv id, else its number."""
        return self.arxiv_id or str(self.paper_id)


@value
class Attempt:
    """How often a source was asked for a paper in vain, when last, and why it was in vain."""

    source: str
    tries: int
    reason: str
    tried_at: str
