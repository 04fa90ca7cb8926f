"""What taking in another knowledge base answers: how much was new, and where the two differ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which both knowledge bases know something else; ours stays.

    `about` names the paper, list or spelling; `own` and `other` are both values as text.
    """

    about: str
    field: str
    own: str
    other: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What was taken in; papers that are not new count as changed where anything was added."""

    papers: int = 0
    new_papers: int = 0
    changed_papers: int = 0
    new_entries: int = 0
    new_lists: int = 0
    new_organizations: int = 0
    differences: tuple[Difference, ...] = ()
