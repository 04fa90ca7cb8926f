"""Who is credited with a work: its authors, cut into the parts of their names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from aiev.domain import person_name
from aiev.domain.knowledge import CitationFacts, Paper, has_more_authors
from aiev.domain.paper import Kind
from aiev.domain.person_name import PersonName
from aiev.exporters.plain_text import one_line
from aiev.markdown.reading.words import listed_names

# Without any of these authors are cut as they are meant: see `_joined`.
_CUT = (":", "or the ", "of the ", "\nJr", "\nSr", "\nII", "\nIV")
_FIRST_OF_GROUPS = re.compile(r"(?:and )?(?:for|on behalf of) the [^\s]+", re.IGNORECASE)
_GROUPS_END = re.compile(r" (?:collaborations|teams|groups|consortia)$", re.IGNORECASE)


def iter_credited(paper: Paper | CitationFacts) -> Iterator[PersonName]:
    """Yield who made the work: its authors, else the organizations of a repository or page.

    A group before a colon is an author beside the person after it. What is no name, such as
    `et al.`, is left out.
    """
    told = _told(paper.name_parts)
    is_empty = True
    for text in _joined(paper.authors):
        name = (told.get(one_line(text)) if told else None) or _cut(text)
        if name is not None:
            is_empty = False
            yield name
    if is_empty and paper.kind in (Kind.CODE, Kind.WEB):
        for text in map(one_line, paper.organizations):
            if text:
                yield PersonName(text, is_group=True)


# Half of the authors of a base have more than one paper, and a key and a citation ask each.
@lru_cache(maxsize=1 << 16)
def _cut(text: str) -> PersonName | None:
    """Return the parts of a name; None for what is none."""
    text = one_line(text)
    return None if person_name.is_others(text) else person_name.find(text)


def has_others(paper: Paper) -> bool:
    """Return whether the paper has more authors than are told: `et al.`, `and others`."""
    return (
        any(map(person_name.is_others, paper.authors))
        or has_more_authors(paper)
        or any(
            listed_names.split(one.listed_authors) == (paper.authors, True)
            for one in paper.entries
            if one.listed_authors
        )
    )


def _told(name_parts: tuple[str, ...]) -> Mapping[str, PersonName]:
    """Return the names of which somebody told the parts, by their texts."""
    found: dict[str, PersonName] = {}
    for line in name_parts:
        name = person_name.unpack("\t".join(map(one_line, line.split("\t"))))
        if name is not None and not person_name.is_others(name.text):
            found.update(dict.fromkeys(name.texts, name))
    return found


def _joined(authors: tuple[str, ...]) -> Iterable[str]:
    """Return the authors as they were meant, where commas and colons have cut them wrongly.

    `Foo Team: A. Low` are two, the first of them with its colon; `Sammy Low` and `Jr.` are one, and
    so are `for the FOO` and `BAR Collaborations`.
    """
    text = "\n".join(authors)
    if not any(sign in text for sign in _CUT):
        return authors
    names: list[str] = []
    for text in map(one_line, authors):
        group, colon, person = text.partition(":")
        if names and person_name.is_suffix(text):
            names[-1] = f"{names[-1]}, {text}"
        elif names and _FIRST_OF_GROUPS.fullmatch(names[-1]) and _GROUPS_END.search(text):
            names[-1] = f"{names[-1]} and {text}"
        elif colon and (person.startswith(" ") or not person):
            if group:
                names.append(f"{group}:")
            elif names:
                names[-1] = f"{names[-1]}:"
            names.append(person)
        else:
            names.append(text)
    return names
