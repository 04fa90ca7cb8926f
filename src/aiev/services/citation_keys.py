"""The citation keys of papers, the same in a whole bibliography, in a choice and alone."""

from collections.abc import Mapping, Sequence

from aiev.exporters import citation, citation_key
from aiev.store.imprints import iter_imprints
from aiev.store.reader import Reader


def of(reader: Reader, ids: Sequence[int]) -> Mapping[int, str]:
    """Answer the keys of these papers, and of all that came before them into the database.

    A key depends on what came before, chosen or not: else one key could name two papers.
    """
    imprints = iter_imprints(reader.connection, last=max(ids, default=0))
    return citation_key.assign(filter(citation.is_citable, imprints))
