"""`aiev mcp`: the knowledge base for agents."""

from aiev.cli.parsing.options import Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Write = Annotated[bool, Option(("--write",), "Let agents add and edit papers.")]
Network = Annotated[bool, Option(("--network",), "Let agents ask arXiv for new papers.")]


def mcp(run: Run, *, write: Write = False, network: Network = False) -> None:
    """Answer an agent over stdin and stdout by the Model Context Protocol, read-only.

    An agent's settings name this command as a server over stdio.
    """
    import sys

    from aiev.mcp import server

    if sys.stdin is not None and sys.stdin.isatty():
        run.output.message("waiting for an agent's messages on standard input; Ctrl-C ends it")
    server.serve(run.settings, can_write=write, can_network=network)
