"""A field of an entry that a list's file and the user each changed to something else."""

from aiev.domain import listed_links
from aiev.value import value


@value
class Conflict:
    """A field that the file changed and the user changed too, each to something else.

    The field may be a list's: the `heading` of a topic, which stays as the file says, or the
    `order` of its entries. There is no paper then.

    `removed_by` is `file` or `user` where one of them removed what the other changed; `line` is
    then the last one known of it.
    """

    line: int
    label: str
    field: str
    listed: str | None
    own: str | None
    paper_id: int | None
    removed_by: str | None = None

    @property
    def told(self) -> str:
        """What both sides say, as a sentence."""
        listed, mine = self.listed or "", self.own or ""
        if self.field == "links":
            listed, mine = listed_links.shown(self.listed), listed_links.shown(self.own)
        name = self.field.replace("_", " ")
        own = f"you said “{mine}”"
        if self.removed_by == "file":
            return f"{name} of “{self.label}”: the file removed the entry, {own}"
        if self.removed_by == "user":
            own = f"you removed the entry, which said “{mine}”"
        return f"{name} of “{self.label}”: the file says “{listed}”, {own}"
