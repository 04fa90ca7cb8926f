"""Making one paper of two that are one work, at arXiv and elsewhere."""

from aiev.services.lists import chosen
from aiev.services.lists.edit_entry import Edited
from aiev.services.lists.entry_changes import conflict
from aiev.services.organizations.resolve import load_directory
from aiev.store.writing import list_writer, paper_merge, paper_places, paper_writer, user_fields
from aiev.store.writing.writer import Writer, reader_within


def merge_papers(writer: Writer, one: str, other: str, *, is_dry_run: bool = False) -> Edited:
    """Make the second paper a part of the first; the one that arXiv has stays in any case.

    The lists keep their words and addresses, and find the one paper by each of them. Raises
    NotFoundError for an unknown paper, UsageError where both are the same or both are at arXiv.
    """
    with writer.transaction(is_dry_run=is_dry_run) as session:
        first, second = chosen.two(reader_within(session), one, other)
        is_other = paper_merge.arxiv_id(session, second) is not None
        kept, gone = (second, first) if is_other else (first, second)
        differences = paper_merge.merge(session, kept, gone)
        paper_writer.settle(session, [kept])
        resolve = load_directory(session).resolve
        list_writer.settle_organizations(session, [kept], lambda text: resolve(text).names)
        places = paper_places.places(session, kept)
        told = tuple(map(conflict, differences))
        return Edited(kept, user_fields.name_of(session, kept)[1], places, told)
