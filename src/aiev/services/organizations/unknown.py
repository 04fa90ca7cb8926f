"""Organizations that a user names and the table does not know: kept, and told of."""

from aiev.domain.organizations.directory import Resolution


def names(resolution: Resolution) -> list[str]:
    """Return the names as the user wrote them."""
    return [unknown.text for unknown in resolution.unknown] + list(resolution.notes)


def sentences(resolution: Resolution) -> list[str]:
    """Return a sentence for each, with the names nearest to it."""
    near = {unknown.text: unknown.suggestions for unknown in resolution.unknown}
    return [
        f"the organization table does not know it, kept as written: {name}"
        + (f" (near: {', '.join(near[name])})" if near.get(name) else "")
        for name in names(resolution)
    ]
