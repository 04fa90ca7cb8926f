"""The result of importing another knowledge base: what was new, and where the two differ."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that has another value in each knowledge base; ours stays.

    `about` names the paper, list or spelling; `own` and `other` are the two values as text.
    """

    about: str
    field: str
    own: str
    other: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What was imported; a known paper counts as changed where anything was added to it."""

    papers: int = 0
    new_papers: int = 0
    changed_papers: int = 0
    new_entries: int = 0
    new_lists: int = 0
    new_organizations: int = 0
    differences: tuple[Difference, ...] = ()
