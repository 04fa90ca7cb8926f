"""Finding the one paper that a user names."""

from aiev.domain import reference
from aiev.domain.identity import identity
from aiev.domain.knowledge import Paper
from aiev.errors import NotFoundError, UsageError
from aiev.store.reading.reader import Reader


class SharedAddressError(UsageError):
    """An address names a paper, but several have it."""


def find_paper(reader: Reader, text: str) -> Paper:
    """Return the paper with this arXiv id, address or number of aiev's.

    Raises UsageError for what is none of these, SharedAddressError for an address of several
    papers, NotFoundError for a paper that is not here.
    """
    named = reference.parse(text)
    paper_id = find_id(reader, text)
    found = reader.papers([paper_id]) if paper_id is not None else ()
    if not found:
        import shlex  # noqa: PLC0415  # only where there is something to quote

        is_number = named.own_id is not None
        added = f"`aiev add {shlex.quote(text)}` adds it"
        hint = "`aiev search WORDS` finds it" if is_number else added
        raise NotFoundError(f"not in the knowledge base: {text}", hint=hint)
    return found[0]


def find_id(reader: Reader, text: str) -> int | None:
    """Return the number of the paper that a text names; None for one that is not here.

    Raises UsageError as `find_paper` does. A number is returned as it is.
    """
    named = reference.parse(text)
    if named.own_id is not None:
        return named.own_id
    key = identity(named.arxiv_id, named.url, label="", topic="")
    found = reader.papers_at(key)
    if len(found) > 1:
        numbers = ", ".join(map(str, found))
        raise SharedAddressError(
            f"{len(found)} papers share this address: {text}",
            hint=f"name one by its number: {numbers}",
        )
    return found[0] if found else None
