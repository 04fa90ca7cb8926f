"""`aiev serve`: the database in a browser."""

from aiev.cli.parsing.options import Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Port = Annotated[
    int | None,
    Option(("--port",), "Listen there; 0 for one that is free. [default: 8001]", "N", minimum=0),
]
Sql = Annotated[bool, Option(("--sql",), "Answer SQL that visitors write.")]
Private = Annotated[bool, Option(("--private",), "Show your notes, states and ratings too.")]
Browse = Annotated[bool, Option(("--open",), "Show it in the browser at once.")]


def serve(
    run: Run,
    *,
    port: Port = None,
    private: Private = False,
    sql: Sql = False,
    browse: Browse = False,
) -> None:
    """Serve the database to this machine's browsers, read-only, until Ctrl-C.

    What is yours is left out unless you ask for it with --private, and SQL of visitors is refused
    unless you allow it with --sql.
    """
    import threading
    import webbrowser

    from aiev.errors import AievError, UsageError
    from aiev.store.connection import open_for_reading

    if port is not None and port > 65535:
        raise UsageError(f"not a port: {port}", hint="ports are 1 to 65535; 0 takes a free one")
    open_for_reading(run.settings.database).close()
    try:
        from aiev.web import server
    except ModuleNotFoundError as error:
        raise AievError(
            f"serving needs Datasette, which is not installed (no module {error.name})",
            hint="`pip install 'aiev[web]'` installs it",
        ) from None

    def show(url: str) -> None:
        if not webbrowser.open(url):
            run.output.message(f"no browser could be started for {url}; BROWSER names one")

    def tell(url: str) -> None:
        run.output.line(url)
        run.output.stdout.flush()
        if browse:
            # A browser in the terminal keeps its caller waiting, and the server is to answer it.
            threading.Thread(target=show, args=(url,), daemon=True).start()

    try:
        server.serve(
            run.settings.database, port=port, shows_private=private, takes_sql=sql, tell=tell
        )
    except KeyboardInterrupt:
        # The way to end it, and no failure.
        return
