"""Runs the migrations on the connection that aiev hands over; there is no alembic.ini."""

from alembic import context
from sqlalchemy import Connection

from aiev.store import bookkeeping_tables, curation_tables, sql_tables  # noqa: F401  # they join the others
from aiev.store.tables import Table


def is_ours(name: str | None, kind: str) -> bool:
    """Leave the tables of the full-text index to the database itself."""
    return not (kind == "table" and name is not None and name.startswith("paper_fts"))


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=True,
        include_name=lambda name, kind, parents: is_ours(name, kind),
        transactional_ddl=True,
    )
    context.run_migrations()


migrate(context.config.attributes["connection"])
