"""How an affiliation is read: by the identifier that came with it, else through the table."""

from collections.abc import Callable, Mapping

from aiev.domain.organizations.directory import Directory

Names = Callable[[str, str | None], tuple[str, ...]]
"""Answers the canonical names for a text and the ROR id that came with it, if any."""


def reading(directory: Directory, rors: Mapping[str, str]) -> Names:
    """Return how texts are read where `rors` are the identifiers that the table knows."""

    def names(text: str, ror: str | None) -> tuple[str, ...]:
        known = rors.get(ror) if ror else None
        return (known,) if known else directory.resolve(text).names

    return names
