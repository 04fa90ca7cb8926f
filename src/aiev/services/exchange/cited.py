"""Which papers the citation keys of a document name."""

from collections.abc import Iterable, Mapping

from aiev.domain import arxiv_id
from aiev.exporters.bibliography.key_pattern import KeyPattern
from aiev.services.exchange import cite
from aiev.store.reading import citation_facts
from aiev.store.reading.reader import Reader
from aiev.value import value


@value
class Cited:
    """The papers by their ids, each under the key that the document has for it.

    `missing` are keys that no paper has, `further` those that name a paper once more.
    """

    keys: Mapping[int, str]
    missing: tuple[str, ...]
    further: tuple[str, ...]


def find(reader: Reader, keys: Iterable[str], pattern: KeyPattern | None = None) -> Cited:
    """Return what the keys name: keys of the user's, those that exports give, and arXiv ids."""
    named = _names(reader, pattern)
    folded = {key.casefold(): paper_id for key, paper_id in reversed(named.items())}
    found: dict[int, str] = {}
    missing: list[str] = []
    further: list[str] = []
    for key in keys:
        paper_id = named.get(key) or folded.get(key.casefold()) or _at_arxiv(reader, key)
        if paper_id is None:
            missing.append(key)
        elif paper_id in found:
            further.append(key)
        else:
            found[paper_id] = key
    return Cited(found, tuple(missing), tuple(further))


def _names(reader: Reader, pattern: KeyPattern | None) -> dict[str, int]:
    """Return the papers that keys name; where one key names two, the user's own counts."""
    named: dict[str, int] = {}
    for paper_id, own in citation_facts.own_keys(reader.connection).items():
        for key in own:
            named.setdefault(key, paper_id)
    for paper_id, key in cite.citation_keys(reader, reader.all_ids(), pattern).items():
        named.setdefault(key, paper_id)
    return named


def _at_arxiv(reader: Reader, key: str) -> int | None:
    """Return the paper that a key like `2411.11217` or `arXiv:2411.11217` names."""
    try:
        named = arxiv_id.parse(key)
    except ValueError:
        return None
    return reader.paper_id(arxiv_id=named.value)
