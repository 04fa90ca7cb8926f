"""Authors, organizations and tags found by words of their names, as topics are."""

from collections.abc import Iterable, Sequence

from aiev.domain.knowledge import NamedCount
from aiev.query import names, tokens
from aiev.query.tree import Name, OneOf
from aiev.store.reading import catalog, name_lookup
from aiev.store.reading.reader import Reader
from aiev.value import value


@value
class FoundNames:
    """Names with their counts, most papers first; `is_near` ones are only like what was asked."""

    counts: tuple[NamedCount, ...]
    is_near: bool = False


def authors(reader: Reader, words: Sequence[str]) -> FoundNames:
    """Return the authors whose names hold all the words, or else those with the nearest names.

    Case and accents are free, and a part of a word will do.
    """
    text = " ".join(words)
    wanted = tokens.tokens(text)
    found = holding(catalog.authors_holding(reader, wanted), words)
    if found or not wanted:
        return FoundNames(found)
    known = name_lookup.known_names(reader.connection, "author", begun=text)
    near = names.alike(text, known)
    alike = (catalog.authors_holding(reader, tokens.tokens(name)) for name in near)
    counts = [one for some in alike for one in some if one.name in near]
    return FoundNames(tuple(sorted(counts, key=_rank)), is_near=True)


def organizations(reader: Reader, words: Sequence[str]) -> FoundNames:
    """Return the organizations whose names hold all the words, and those that an alias means.

    Where none does, those with the nearest names; case, accents and parts are free as for authors.
    """
    text = " ".join(words)
    known = catalog.organizations(reader)
    meant = name_lookup.resolve_names(reader.connection, Name("org", text))
    values = meant.values if isinstance(meant, OneOf) else ()
    wanted = tokens.tokens(text)
    held = {one.name for one in holding(known, words)}
    found = tuple(one for one in known if one.name in held or one.name in values)
    if found or not wanted:
        return FoundNames(found)
    near = names.alike(text, (one.name for one in known))
    return FoundNames(tuple(one for one in known if one.name in near), is_near=True)


def tags(reader: Reader, words: Sequence[str]) -> FoundNames:
    """Return the tags whose names hold all the words, or else those with the nearest names."""
    known = catalog.tags(reader)
    found = holding(known, words)
    if found:
        return FoundNames(found)
    near = names.alike(" ".join(words), (one.name for one in known))
    return FoundNames(tuple(one for one in known if one.name in near), is_near=True)


def holding(counts: Iterable[NamedCount], words: Sequence[str]) -> tuple[NamedCount, ...]:
    """Return the names that hold all the words, of which parts will do; none for signs alone."""
    wanted = tokens.tokens(" ".join(words))
    return tuple(one for one in counts if wanted and _holds(one.name, wanted))


def _holds(name: str, wanted: Sequence[str]) -> bool:
    held = tokens.tokens(name)
    return all(any(word in other for other in held) for word in wanted)


def _rank(one: NamedCount) -> tuple[int, str]:
    return -one.papers, one.name
