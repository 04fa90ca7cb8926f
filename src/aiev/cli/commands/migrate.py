"""`aiev migrate`: bring the database to the revision that this aiev needs."""

from aiev.cli.run import Run


def migrate(run: Run) -> None:
    """Bring the database up to date with this aiev; one that is stays as it is."""
    from aiev.errors import StoreError
    from aiev.store.connection import REVISION
    from aiev.store.writing.writer import open_writer

    database = run.settings.database
    if not database.exists():
        raise StoreError("no database at this path", path=database, hint="run `aiev import`")
    with open_writer(database, can_upgrade=True) as writer:
        run.output.line(f"the database is at revision {REVISION}: {database}")
    if writer.has_cleared_log:
        run.output.message("aiev: what commands did before this cannot be taken back any more")
