"""Examining a knowledge base and mending what can be made anew."""

from aiev.store import health
from aiev.store.health import Health
from aiev.store.writing.writer import Writer, reader_within


def examine(writer: Writer, *, is_mended: bool) -> tuple[Health, ...]:
    """Return what was looked at; with `is_mended` after making anew what can be."""
    with writer.transaction() as transaction:
        connection = reader_within(transaction).connection
        if is_mended:
            health.mend(connection)
        return health.examine(connection)
