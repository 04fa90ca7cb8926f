"""`aiev serve`: the database in a browser."""

from typing import Annotated

from aiev.cli.options import Option
from aiev.cli.run import Run

Port = Annotated[int, Option(("--port",), "Listen there; 0 for one that is free.", "N", minimum=0)]
Browse = Annotated[bool, Option(("--open",), "Show it in the browser at once.")]


def serve(run: Run, *, port: Port = 8001, browse: Browse = False) -> None:
    """Serve the database to this machine's browsers, read-only, until Ctrl-C."""
    import webbrowser

    from aiev.errors import AievError, UsageError
    from aiev.store.connection import open_for_reading

    if port > 65535:
        raise UsageError(f"not a port: {port}")
    open_for_reading(run.settings.database).close()
    try:
        from aiev.web import server
    except ModuleNotFoundError as error:
        raise AievError(
            f"serving needs a package that is not installed: {error.name}",
            hint="`pip install 'aiev[web]'` installs Datasette",
        ) from None

    def tell(url: str) -> None:
        run.output.line(url)
        run.output.stdout.flush()
        if browse:
            webbrowser.open(url)

    try:
        server.serve(run.settings.database, port=port, tell=tell)
    except KeyboardInterrupt:
        # The way to end it, and no failure.
        return
