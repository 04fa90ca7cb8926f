"""Errors as a model can act on them: in sentences, with the tool to call in place of a command."""

from aiev.errors import AievError

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


def told(error: AievError) -> str:
    """Return an error in one or two sentences: what is wrong, and the way out."""
    hint = error.hint or ""
    for command, tool in _IN_PLACE_OF.items():
        hint = hint.replace(command, tool)
    return f"error: {error}" + (f"\nhint: {hint}" if hint else "")
