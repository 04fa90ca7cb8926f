"""Finding the one paper that a user names."""

from aiev.domain import paper, reference
from aiev.domain.knowledge import Paper
from aiev.domain.reference import Reference
from aiev.errors import NotFoundError
from aiev.store.reading.reader import Reader


def find_paper(reader: Reader, text: str) -> Paper:
    """Return the paper with this arXiv id, address or number of aiev's.

    Raises UsageError for what is none of these, NotFoundError for a paper that is not here.
    """
    named = reference.parse(text)
    paper_id = _id_of(reader, named)
    found = reader.papers([paper_id]) if paper_id is not None else ()
    if not found:
        is_number = named.own_id is not None
        hint = "`aiev search WORDS` finds it" if is_number else f"`aiev add {text}` adds it"
        raise NotFoundError(f"not in the knowledge base: {text}", hint=hint)
    return found[0]


def _id_of(reader: Reader, named: Reference) -> int | None:
    if named.own_id is not None:
        return named.own_id
    if named.arxiv_id is not None:
        return reader.paper_id(arxiv_id=named.arxiv_id.value)
    return reader.paper_id(identity=paper.identity(None, named.url, label="", topic=""))
