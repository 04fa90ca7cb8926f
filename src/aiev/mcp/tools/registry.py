"""The tools of a server, which are fixed when it starts."""

from aiev.mcp.tools import (
    browse,
    check_list,
    cite_papers,
    get_paper,
    search_papers,
    similar_papers,
)
from aiev.mcp.tools.tool import Tool

_READING = (search_papers, get_paper, similar_papers, browse, cite_papers, check_list)


def tools(*, can_write: bool, can_network: bool) -> tuple[Tool, ...]:
    """Return the tools that may be called, always in the same order."""
    found = [module.TOOL for module in _READING]
    return tuple(found)
