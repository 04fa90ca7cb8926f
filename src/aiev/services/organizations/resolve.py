"""What lists, sources and users write of organizations, resolved by the table and stored."""

from collections.abc import Callable, Collection, Iterable

from aiev.domain.organizations.directory import Directory
from aiev.domain.organizations.resolution import Resolution
from aiev.domain.told_by import ARXIV, DATACITE, OPENALEX
from aiev.services.organizations import shipped_table, table
from aiev.services.organizations.table import ReadAffiliation
from aiev.store.reading import organization_names
from aiev.store.reading.organization_names import Text
from aiev.store.writing import organization_writer
from aiev.store.writing.writer import Transaction, reader_within

SOURCES = (ARXIV, DATACITE, OPENALEX)
"""Those that name affiliations, in the order in which they are asked."""


def load_directory(transaction: Transaction) -> Directory:
    """Return the table that ships with aiev, together with the user's own spellings.

    First stores the table's organizations where the knowledge base lacks them.
    """
    directory = table.shipped()
    organization_writer.sync(transaction, directory.organizations, digest=shipped_table.digest())
    return table.known(reader_within(transaction).connection)


def load_affiliation_reader(transaction: Transaction, directory: Directory) -> ReadAffiliation:
    """Return a function that reads affiliations as this knowledge base knows them."""
    connection = reader_within(transaction).connection
    return table.affiliation_reader(directory, organization_names.names_by_ror(connection))


def unknown_names(resolution: Resolution) -> list[str]:
    """Return the names that the table does not know, as the user wrote them."""
    return [unknown.text for unknown in resolution.unknown] + list(resolution.notes)


def unknown_sentences(resolution: Resolution) -> list[str]:
    """Return a sentence for each name that the table does not know, with the nearest names."""
    near = {unknown.text: unknown.suggestions for unknown in resolution.unknown}
    return [
        f"the organization table does not know it, kept as written: {name}"
        + (f" (near: {', '.join(near[name])})" if near.get(name) else "")
        for name in unknown_names(resolution)
    ]


def apply_listed(transaction: Transaction, directory: Directory) -> int:
    """Resolve anew what lists say; return how many papers that changed."""
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
    """Resolve anew what sources said of a paper, wherever any text of it `concerns` the caller.

    Return how many papers that changed, by source.
    """
    texts = [
        text
        for text in organization_names.affiliations(reader_within(transaction).connection)
        if text.source in sources
    ]
    meant = {(text.source, text.paper_id) for text in texts if concerns(text.text or "")}
    found = _by_paper(
        (text for text in texts if (text.source, text.paper_id) in meant),
        load_affiliation_reader(transaction, directory),
    )
    return {
        source: organization_writer.replace(transaction, papers, source=source)
        for source, papers in found.items()
    }


def _by_paper(texts: Iterable[Text], read: ReadAffiliation) -> dict[str, dict[int, list[str]]]:
    found: dict[str, dict[int, list[str]]] = {}
    for text in texts:
        papers = found.setdefault(text.source, {})
        papers.setdefault(text.paper_id, []).extend(read(text.text, text.ror) if text.text else ())
    return found
