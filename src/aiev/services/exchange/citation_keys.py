"""The citation keys of papers, the same in a whole bibliography, in a choice and alone."""

from collections.abc import Mapping, Sequence

from aiev.exporters.bibliography import citation, citation_key
from aiev.store.reading import citation_facts
from aiev.store.reading.reader import Reader


def of(reader: Reader, ids: Sequence[int]) -> Mapping[int, str]:
    """Return the keys of these papers, among others.

    A key depends on all papers that came before into the database, chosen or not: else one key
    could name two. Of these only papers of the same years are read, and those of no year, as
    letters and a year begin a key.
    """
    years = citation_facts.years(reader.connection, ids)
    rivals = citation_facts.iter_citation_facts(
        reader.connection, last=max(ids, default=0), years=None if "" in years else {*years, ""}
    )
    return citation_key.assign(filter(citation.is_citable, rivals))
