"""Finding the papers that a user names: by id, address, number or citation key."""

from __future__ import annotations

from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.domain.knowledge import Paper
from aiev.errors import NotFoundError, UsageError
from aiev.services.search.find_paper import SharedAddressError, find_paper
from aiev.store.reading.reader import Reader

_LAST = 2**63 - 1
# A key has the year, or none where nothing tells it.
_KEY = re.compile(r"[a-z]+(?:(?P<year>\d{4})[a-z0-9]*)?")


class NoPaperError(UsageError):
    """A `text` is neither an id nor an address, number or citation key."""

    def __init__(self, text: str, error: UsageError) -> None:
        super().__init__(str(error), hint=error.hint)
        self.text = text


def find_papers(reader: Reader, texts: Sequence[str]) -> tuple[Paper, ...]:
    """Return the papers that the texts name, each once, in their order.

    Raises NotFoundError for those that are not here, together where they are several; NoPaperError
    for a text that can name no paper, SharedAddressError for an address of several papers.
    """
    found: dict[int, Paper] = {}
    missing: list[NotFoundError] = []
    for text in texts:
        try:
            paper = _find(reader, text)
        except NotFoundError as error:
            missing.append(error)
        else:
            found[paper.id] = paper
    if len(missing) == 1:
        raise missing[0]
    if missing:
        told = ", ".join(str(error).partition(": ")[2] for error in missing)
        hint = "`aiev add` adds papers, `aiev search WORDS` finds them"
        raise NotFoundError(f"not in the knowledge base: {told}", hint=hint)
    return tuple(found.values())


def _find(reader: Reader, text: str) -> Paper:
    try:
        return find_paper(reader, text)
    except SharedAddressError:
        raise
    except UsageError as error:
        paper = _at_key(reader, text.strip())
        if paper is None:
            raise NoPaperError(text, error) from None
        return paper


def _at_key(reader: Reader, key: str) -> Paper | None:
    """Return the paper that bibliographies give this citation key."""
    # Loaded where a text is no id.
    from aiev.store.reading import citation_facts  # noqa: PLC0415

    for number, own in citation_facts.own_keys(reader.connection).items():
        if key in own:
            return reader.papers([number])[0]
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    # What makes keys is slow to load, and few words look like one.
    from aiev.exporters.bibliography import citation, citation_key  # noqa: PLC0415

    facts = citation_facts.iter_citation_facts(
        reader.connection, last=_LAST, years={match["year"] or "", ""}
    )
    keys = citation_key.assign(filter(citation.is_citable, facts))
    numbers = [number for number, one in keys.items() if one == key]
    return reader.papers(numbers)[0] if numbers else None
