"""The organization table at work: what ships with aiev joined with the user's own spellings."""

import hashlib

from aiev.config import shipped
from aiev.domain.organization_directory import Directory
from aiev.store import organization_writer
from aiev.store.writer import Transaction


def load(session: Transaction) -> Directory:
    """Answer the directory of this knowledge base, brought into its tables first."""
    content = (shipped("seeds") / "organizations.csv").read_bytes()
    directory = Directory.from_csv(content.decode("utf-8"))
    organization_writer.sync(
        session, directory.organizations, digest=hashlib.sha256(content).hexdigest()
    )
    return directory.with_aliases(organization_writer.user_aliases(session))
