"""Findings: what is wrong or doubtful in the input, reported with its line, never raised."""

from aiev.domain.web_address import without_credentials
from aiev.value import value

LEVELS = ("info", "warning", "error")

# Each code is stable: it is printed, documented in docs/reference.md and can be switched off.
CODES: dict[str, tuple[str, str]] = {
    "empty-entry": ("warning", "a bullet without any text"),
    "empty-link": ("info", "an entry whose link has no address"),
    "broken-link": ("warning", "markup or an address that is no working link"),
    "dead-anchor": ("warning", "a link within the list, `#…`, to no heading and no anchor"),
    "dead-link": ("error", "with --links: an address that leads to no page any more"),
    "moved-link": (
        "info",
        "with --links: an address that has moved for good; --fix writes the new",
    ),
    "unread-link": ("info", "a link or arXiv id in no entry, nor about the list itself"),
    "several-papers": ("warning", "an entry that links several papers of arXiv"),
    "doubtful-title": (
        "info",
        "an entry called by its address, a form or its authors: `Paper`, `Code: none`, `Bee et al`",
    ),
    "unknown-organization": ("warning", "an organization that the table does not know"),
    "impossible-date": ("warning", "a date that no calendar has or that precedes the paper"),
    "repeated-entry": ("info", "one paper listed twice"),
    "in-several-lists": ("info", "a paper that another of the lists checked with this one has"),
    "unlike-titles": ("warning", "one arXiv id under unlike titles: often a copied address"),
    "shared-address": ("warning", "one address under unlike titles: told apart by their titles"),
    "same-work": ("info", "one work at arXiv and elsewhere: `aiev merge` makes it one paper"),
    "id-contradiction": ("error", "a visible arXiv id that is not the one its own link leads to"),
    "impossible-id": ("error", "an address at arXiv whose id no paper can have"),
    "far-title": ("warning", "a label far from arXiv's title: the likeliest wrong link"),
    "unknown-id": ("error", "an arXiv id that arXiv does not have"),
    "withdrawn": ("warning", "a paper that was withdrawn"),
    "published": ("info", "a preprint by the list that a source knows as published"),
    "newer-version": ("info", "a link to an older version of the paper"),
    "unknown-section": ("warning", "with --new-since: a section that the list did not have"),
    "missing-date": ("info", "a paper without a date"),
    "edit-conflict": ("error", "a field that the file and the user changed, each otherwise"),
    "bad-record": ("warning", "a line of a snapshot or an entry of a file that is no record"),
    "control-character": ("info", "a control character inside a line"),
}


@value
class Finding:
    """Something wrong or doubtful in a list; `line` counts from 1."""

    line: int
    code: str
    message: str

    def __post_init__(self) -> None:
        """Leave out what an address in the message says of names and passwords."""
        object.__setattr__(self, "message", without_credentials(self.message))

    @property
    def level(self) -> str:
        """How much it matters: info, warning or error."""
        return CODES[self.code][0]
