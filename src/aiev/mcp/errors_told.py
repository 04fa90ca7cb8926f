"""Errors as a model can act on them: in sentences, with the tool to call in place of a command."""

from aiev.errors import AievError
from aiev.mcp.answers import clean

_IN_PLACE_OF = {
    "`aiev topics`": "`browse` with kind topics",
    "`aiev orgs`": "`browse` with kind organizations",
    "`aiev lists`": "`browse` with kind lists",
    "`aiev authors`": "`browse` with kind authors",
    "`aiev search WORDS`": "`search_papers`",
    "--create-topic": "create_topic",
    "--topic": "topic",
    "--list": "list",
}
_MOST = 300


def told(error: AievError) -> str:
    """Return an error in one or two sentences: what is wrong, and the way out."""
    # Names of topics and files are in them, which others have written.
    what, hint = clean(str(error), _MOST), clean(error.hint, _MOST) or ""
    for command, tool in _IN_PLACE_OF.items():
        hint = hint.replace(command, tool)
    return f"error: {what}" + (f"\nhint: {hint}" if hint else "")
