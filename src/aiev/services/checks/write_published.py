"""Writing into lists what a source knows of papers that they call preprints."""

from collections.abc import Iterator, Sequence

from aiev.errors import AievError
from aiev.services.checks.published import Proposal
from aiev.services.lists.changes import Changes
from aiev.services.lists.edit_entry import edit_paper
from aiev.store.writing.writer import Writer


def write(writer: Writer, proposals: Sequence[Proposal]) -> Iterator[tuple[Proposal, str | None]]:
    """Make each change as `aiev edit` does, and yield it, with the reason where it is refused."""
    for one in proposals:
        changes = Changes(venue=one.venue, url=one.url)
        try:
            edit_paper(writer, one.reference, changes, list_name=one.list)
        except AievError as error:
            yield one, str(error)
        else:
            yield one, None
