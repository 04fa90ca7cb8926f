"""The tools of a server, which are fixed when it starts."""

from aiev.mcp.tools import (
    add_paper,
    browse,
    check_list,
    cite_papers,
    discover_papers,
    edit_paper,
    get_paper,
    search_papers,
    similar_papers,
)
from aiev.mcp.tools.tool import Tool

_READING = (search_papers, get_paper, similar_papers, browse, cite_papers, check_list)


def tools(*, can_write: bool, can_network: bool) -> tuple[Tool, ...]:
    """Return the tools that may be called, always in the same order."""
    chosen = [*_READING]
    if can_network:
        chosen.append(discover_papers)
    if can_write:
        chosen += [add_paper, edit_paper]
    return tuple(module.TOOL for module in chosen)
