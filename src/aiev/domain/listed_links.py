"""The further links of an entry as one text, as edits of them are kept and compared."""

import json
from collections.abc import Iterable

Pair = tuple[str, str]
"""The words of a link and its address."""


def as_text(links: Iterable[Pair]) -> str | None:
    """Return the links as one text, None for no link."""
    pairs = [list(link) for link in links]
    return json.dumps(pairs, ensure_ascii=False) if pairs else None


def parse(text: str | None) -> tuple[Pair, ...]:
    """Return the links of a text that `as_text` gave; raises ValueError for any other."""
    return tuple((str(words), str(url)) for words, url in json.loads(text)) if text else ()


def shown(text: str | None) -> str:
    """Return the links of a text for people: `code https://…, slides https://…`."""
    return ", ".join(f"{words} {url}".strip() for words, url in parse(text))
