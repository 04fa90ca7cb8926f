"""The organization table at work: what ships with aiev joined with the user's own spellings."""

import hashlib

from aiev.domain.organizations.directory import Directory
from aiev.services.organizations import shipped
from aiev.store.writing import organization_writer
from aiev.store.writing.writer import Transaction


def load(transaction: Transaction) -> Directory:
    """Return the directory of this knowledge base, brought into its tables first."""
    content = shipped.content()
    directory = shipped.directory()
    organization_writer.sync(
        transaction, directory.organizations, digest=hashlib.sha256(content).hexdigest()
    )
    return directory.with_aliases(organization_writer.user_aliases(transaction))
