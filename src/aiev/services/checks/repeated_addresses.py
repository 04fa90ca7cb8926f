"""Works beyond arXiv that a list has twice, by their address."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from aiev.domain import paper
from aiev.domain.finding import Finding
from aiev.domain.paper import TOPIC_SEPARATOR, Kind
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.store.reading import entry_keys


def find(parsed: ParsedList, *, is_old: Callable[[ListedEntry], bool]) -> Iterator[Finding]:
    """Yield each further entry of one work without an arXiv id; old entries come first."""
    works: dict[str, list[ListedEntry]] = defaultdict(list)
    for entry, identity in zip(parsed.entries, entry_keys.identities(parsed.entries), strict=True):
        if entry.arxiv_id is None and paper.kind(None, entry.url) != Kind.PLACEHOLDER:
            works[identity].append(entry)
    for entries in works.values():
        first, *others = sorted(entries, key=lambda entry: not is_old(entry))
        for entry in others:
            topic = TOPIC_SEPARATOR.join(first.topic) or "no topic"
            message = f"{entry.url} stands in line {first.line} too ({topic})"
            yield Finding(entry.line, "repeated-entry", message)
