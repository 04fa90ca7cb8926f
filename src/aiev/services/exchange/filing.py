"""What the user says of all works of a file that is no list, and what importing it came to."""

from aiev.domain.finding import Finding
from aiev.value import value


@value
class Filing:
    """Tags, and the topic to file the works under; an empty field says nothing."""

    topic: str | None = None
    list: str | None = None
    tags: tuple[str, ...] = ()
    can_create_topic: bool = False

    @property
    def says_anything(self) -> bool:
        """Whether the user said any of it."""
        return bool(self.topic or self.list or self.tags or self.can_create_topic)


@value
class ImportedWorks:
    """What importing a file did: `records` were read, of `papers` papers.

    `changed` papers were here and got something more; `repeated` records were of a work that the
    file had before. `filed` counts new entries under `topic`. `pending` and `unknown` are arXiv's
    ids as in a list's import.
    """

    records: int
    papers: int
    new: int
    changed: int
    repeated: int
    arxiv_papers: int
    filed: int
    topic: str | None
    findings: tuple[Finding, ...]
    paper_ids: tuple[int, ...]
    pending: int = 0
    unknown: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
