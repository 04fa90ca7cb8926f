"""Serving the database by Datasette, so that nothing can be written."""

import asyncio
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import rich
import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from aiev.errors import AievError
from aiev.web.answers import Answers
from aiev.web.metadata import DATABASE, metadata
from aiev.web.search_field import SearchField

HOST = "127.0.0.1"
_SETTINGS = {
    "sql_time_limit_ms": 3000,
    # It asks three things of each of 27 columns for a row of links that offer `withdrawn` and
    # `version`: of 70,000 papers that took longer than all the rest of the page.
    "suggest_facets": False,
}


class _ReadOnly(Database):  # type: ignore[misc]  # Datasette has no types
    """A database of which every connection is read-only, also those that are for writing."""

    def connect(self, write: bool = False) -> sqlite3.Connection:  # noqa: FBT001, FBT002  # its signature
        del write
        address = f"{Path(self.path).absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.execute("pragma query_only = on")
        return connection


def serve(database: Path, *, port: int, tell: Callable[[str], None]) -> None:
    """Serve until interrupted, on this machine alone; `tell` is given the address.

    A port of 0 takes one that is free. Raises AievError where the port is taken.
    """
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as error:
            raise AievError(
                f"the port cannot be used ({error.strerror}): {port}",
                hint="name another with --port, or 0 for one that is free",
            ) from error
        # Datasette shows there whatever was asked wrongly, as its own fault; in a pipe that nobody
        # reads it would wait for ever.
        rich.get_console().quiet = True
        pm.register(SearchField(Answers(database)))
        app = Datasette(metadata=metadata(), settings=_SETTINGS)
        app.add_database(_ReadOnly(app, path=str(database), is_mutable=True), name=DATABASE)
        asyncio.run(app.invoke_startup())
        settings = uvicorn.Config(app.app(), log_level="warning", lifespan="off")
        listening.listen()
        tell(f"http://{HOST}:{listening.getsockname()[1]}/{DATABASE}/paper")
        uvicorn.Server(settings).run(sockets=[listening])
