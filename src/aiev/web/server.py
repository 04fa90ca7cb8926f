"""Serving the database by Datasette, so that nothing can be written."""

import asyncio
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from aiev.errors import AievError
from aiev.web.columns import Columns
from aiev.web.facets import Facets
from aiev.web.knowledge_base import KnowledgeBase
from aiev.web.live_page import LivePage
from aiev.web.loopback import guard
from aiev.web.metadata import DATABASE, metadata
from aiev.web.refusals import Refusals
from aiev.web.routes import DATA, routed
from aiev.web.search_field import SearchField

HOST = "127.0.0.1"
PORT = 8001
_TEMPLATES = Path(__file__).parent / "templates"
_SETTINGS = {
    "base_url": DATA,
    "sql_time_limit_ms": 3000,
    # It asks three things of each of 27 columns for a row of links that offer `withdrawn` and
    # `version`: of 70,000 papers that took longer than all the rest of the page.
    "suggest_facets": False,
    # Of 70,000 papers one takes some 150 ms; without it the page is of less use.
    "facet_time_limit_ms": 1000,
    # An abstract is cut short; the page of a paper shows it in full.
    "truncate_cells_html": 240,
    # The file holds the notes.
    "allow_download": False,
}


def serve(
    database: Path,
    *,
    port: int | None,
    shows_private: bool,
    takes_sql: bool,
    tell: Callable[[str], None],
) -> None:
    """Serve until interrupted, to this machine's own pages alone; `tell` is given the address.

    Without a port PORT is taken, and one that is free where it is not; 0 takes a free one.
    `shows_private` shows the user's notes too, `takes_sql` answers SQL that visitors write.
    Raises AievError where the port that is named is taken.
    """
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, PORT if port is None else port))
        except OSError as error:
            if port is not None:
                raise AievError(
                    f"the port cannot be used ({error.strerror}): {port}",
                    hint="name another with --port, or 0 for one that is free",
                ) from error
            listening.bind((HOST, 0))
        _hush()
        for plugin in (SearchField(), Facets(), Columns(), Refusals()):
            pm.register(plugin)
        app = Datasette(
            metadata=metadata(shows_private=shows_private, takes_sql=takes_sql),
            settings=_SETTINGS,
            template_dir=str(_TEMPLATES),
        )
        base = KnowledgeBase(app, database, shows_private=shows_private)
        app.add_database(base, name=DATABASE)
        # Datasette's own, in which there is nothing to read.
        app.remove_database("_memory")
        asyncio.run(app.invoke_startup())
        port = listening.getsockname()[1]
        page = LivePage(database)
        guarded = guard(routed(app.app(), page.answer), port=port)
        settings = uvicorn.Config(guarded, log_level="warning", lifespan="off", ws="none")
        listening.listen()
        tell(f"http://{HOST}:{port}/")
        try:
            uvicorn.Server(settings).run(sockets=[listening])
        finally:
            page.close()


def _hush() -> None:
    """Keep errors that the page shows off the terminal."""
    # Datasette prints each refusal on standard output as its own fault, where a pipe that nobody
    # reads would stop it, and fails at that for an address that it does not know.
    pm.get_plugin("datasette.handle_exception").rich = None
    # It has SQLite print a function's error too, which the page tells.
    sqlite3.enable_callback_tracebacks(False)
