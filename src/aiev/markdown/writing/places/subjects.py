"""Which group of a section a title belongs to by its words, where the groups are subjects.

`Text-to-Audio` is one, `Arxiv` and `2024` are none: the section's own entries tell, each by
whether its title's words would have found its group.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from aiev.markdown.values import ListedEntry

_WORD = re.compile(r"[^\W_]{3,}")
_PLURAL = re.compile(r"s\Z")
_ALONE = 2
_TELLING = 0.3
_BETTER = 1.5
_CLEAR = 0.1

Group = str | None


@dataclass(frozen=True, slots=True)
class _Groups:
    """The words of the titles in each group, with the number of titles, and those of its name."""

    words: dict[Group, Counter[str]]
    sizes: dict[Group, int]
    names: dict[Group, frozenset[str]]


def find(entries: Sequence[ListedEntry], label: str) -> str | None:
    """Return the group whose titles and name a title is most like; None where words do not tell."""
    groups = _read(entries)
    if len(groups.sizes) < 2:
        return None
    # The share that a blind choice by the groups' sizes would find.
    blind = sum(size**2 for size in groups.sizes.values()) / len(entries)
    if _found(groups, entries) < max(_TELLING * len(entries), _BETTER * blind):
        return None
    (best, group), (second, _) = _ranked(groups, _words(label))[:2]
    return group if best - second >= _CLEAR else None


def _found(groups: _Groups, entries: Sequence[ListedEntry]) -> int:
    """Return how many entries the words of the others put into their group."""
    found = 0
    for entry in entries:
        score, group = _ranked(groups, _words(entry.label), without=entry)[0]
        found += score > 0 and group == entry.group
    return found


def _read(entries: Sequence[ListedEntry]) -> _Groups:
    words: dict[Group, Counter[str]] = {}
    for entry in entries:
        words.setdefault(entry.group, Counter()).update(_words(entry.label))
    names = {group: _words(group or "") for group in words}
    return _Groups(words, dict(Counter(entry.group for entry in entries)), names)


def _words(text: str) -> frozenset[str]:
    return frozenset(_PLURAL.sub("", word.casefold()) for word in _WORD.findall(text))


def _ranked(
    groups: _Groups, words: frozenset[str], *, without: ListedEntry | None = None
) -> list[tuple[float, Group]]:
    """Return how well these words suit each group, the best first.

    A word weighs by how few groups have it, and by how many of a group's titles do. An entry is
    judged by the others: `without` its own words.
    """
    less = {without.group: 1} if without is not None else {}
    scores = dict.fromkeys(groups.sizes, 0.0)
    for word in words:
        counts = {group: own[word] - less.get(group, 0) for group, own in groups.words.items()}
        having = {g for g, count in counts.items() if count > 0 or word in groups.names[g]}
        for group in having:
            share = counts[group] / (groups.sizes[group] - less.get(group, 0) + _ALONE)
            weight = share + (word in groups.names[group])
            scores[group] += weight * log((1 + len(scores)) / len(having))
    return sorted(((score, group) for group, score in scores.items()), key=lambda pair: -pair[0])
