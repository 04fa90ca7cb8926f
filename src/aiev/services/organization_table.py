"""The organization table at work: what ships with aiev joined with the user's own spellings."""

import hashlib

from aiev.domain.organization_directory import Directory
from aiev.services import shipped_organizations
from aiev.store import organization_writer
from aiev.store.writer import Transaction


def load(transaction: Transaction) -> Directory:
    """Answer the directory of this knowledge base, brought into its tables first."""
    content = shipped_organizations.content()
    directory = shipped_organizations.directory()
    organization_writer.sync(
        transaction, directory.organizations, digest=hashlib.sha256(content).hexdigest()
    )
    return directory.with_aliases(organization_writer.user_aliases(transaction))
