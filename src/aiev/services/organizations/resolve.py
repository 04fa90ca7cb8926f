"""What lists and sources write of organizations, resolved through the table and stored."""

from collections.abc import Callable, Collection, Iterable

from aiev.domain.affiliation import ARXIV, DATACITE, OPENALEX
from aiev.domain.organizations.directory import Directory
from aiev.services.organizations import affiliation_names
from aiev.services.organizations.affiliation_names import Names
from aiev.store.reading import organization_names
from aiev.store.reading.organization_names import Text
from aiev.store.writing import organization_writer
from aiev.store.writing.writer import Transaction, reader_within

SOURCES = (ARXIV, DATACITE, OPENALEX)
"""Those that name affiliations, in the order in which they are asked."""


def load_names(transaction: Transaction, directory: Directory) -> Names:
    """Return how affiliations are read in this knowledge base."""
    connection = reader_within(transaction).connection
    return affiliation_names.reading(directory, organization_names.names_by_ror(connection))


def apply_listed(transaction: Transaction, directory: Directory) -> int:
    """Resolve what lists say anew; answers for how many papers that changed anything."""
    texts = organization_names.listed(reader_within(transaction).connection)
    found = _by_paper(texts, lambda text, _ror: directory.resolve(text).names)
    return organization_writer.replace(transaction, found.get("list", {}), source="list")


def apply_affiliations(
    transaction: Transaction,
    directory: Directory,
    *,
    sources: Collection[str] = SOURCES,
    concerns: Callable[[str], bool] = lambda _: True,
) -> dict[str, int]:
    """Resolve anew what sources said of papers where any text `concerns` the caller.

    Answers for how many papers that changed anything, by source.
    """
    texts = [
        text
        for text in organization_names.affiliations(reader_within(transaction).connection)
        if text.source in sources
    ]
    meant = {(text.source, text.paper_id) for text in texts if concerns(text.text or "")}
    found = _by_paper(
        (text for text in texts if (text.source, text.paper_id) in meant),
        load_names(transaction, directory),
    )
    return {
        source: organization_writer.replace(transaction, papers, source=source)
        for source, papers in found.items()
    }


def _by_paper(texts: Iterable[Text], names: Names) -> dict[str, dict[int, list[str]]]:
    found: dict[str, dict[int, list[str]]] = {}
    for text in texts:
        papers = found.setdefault(text.source, {})
        papers.setdefault(text.paper_id, []).extend(names(text.text, text.ror) if text.text else ())
    return found
