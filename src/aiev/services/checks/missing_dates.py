"""Entries of papers to which a list gives no date, nor any year."""

from collections import defaultdict
from collections.abc import Iterator

from aiev import lazy_regex as re
from aiev.domain import paper, partial_date
from aiev.domain.finding import Finding
from aiev.domain.paper import Kind
from aiev.markdown.reading.words import venues
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.store.reading import entry_keys

# Publishers' addresses tell the year, too: `/paper/2021/hash/…`, `/content/CVPR2024/…`.
_YEAR = re.compile(r"(?<![0-9])(?:19[5-9]|20[0-4])[0-9](?![0-9])|\w ?['’][0-9]{2}\b")


def find(parsed: ParsedList) -> Iterator[Finding]:
    """Yield a finding for each entry of a paper that has no arXiv id and no date anywhere."""
    works: dict[str, list[ListedEntry]] = defaultdict(list)
    for entry, identity in zip(parsed.entries, entry_keys.identities(parsed.entries), strict=True):
        if entry.arxiv_id is None and paper.kind(None, entry.url) == Kind.PAPER:
            works[identity].append(entry)
    for entries in works.values():
        if any(entry.date is not None for entry in entries):
            continue
        for entry in entries:
            text = parsed.text[slice(*entry.span)]
            said = (text, entry.group, entry_keys.topic_path(entry), parsed.title)
            if not any(map(has_year, said)):
                yield of(entry.line, entry.label)


def of(line: int, label: str) -> Finding:
    """Return the finding about the entry of this label."""
    return Finding(line, "missing-date", f"no date for “{label}”")


def has_year(text: str | None) -> bool:
    """Return whether a text gives a year: of a date, a venue (`OSDI'24`), or in an address."""
    if not text:
        return False
    if _YEAR.search(text) or partial_date.find(text) is not None:
        return True
    venue = venues.find(text)
    return venue is not None and venue.year is not None
