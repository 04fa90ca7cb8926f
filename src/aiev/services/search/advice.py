"""Advice for a query that was mistyped, names something unknown, or finds nothing."""

from __future__ import annotations

from aiev.value import value


@value
class Correction:
    """A word that no paper or hardly any has, and one like it that very many have."""

    written: str
    corrected: str


@value
class UnknownName:
    """A topic, organization, … that a query names and the knowledge base does not have.

    `nearest` are the names most like it; where none is alike, some of the names that there are.
    """

    field: str
    text: str
    nearest: tuple[str, ...]


@value
class Advice:
    """What to tell the user about a query, besides its papers.

    `corrections` were searched for in place of what was written, `suggestions` were not.
    `broadened` are organizations that no paper names, with the parent that was searched for.
    `missing_words` are words that no paper has, told where no hit has all words. `nearest_topics`
    and `nothing_is` (the query as it was read, empty where it asks for nothing) are told where
    there is no hit although all names are known. `has_no_papers`: the knowledge base is empty.
    """

    corrections: tuple[Correction, ...] = ()
    suggestions: tuple[Correction, ...] = ()
    broadened: tuple[Correction, ...] = ()
    unknown_names: tuple[UnknownName, ...] = ()
    missing_words: tuple[str, ...] = ()
    nearest_topics: tuple[str, ...] = ()
    nothing_is: str | None = None
    has_no_papers: bool = False


NO_ADVICE = Advice()
