"""The addresses that lists link: which are to be asked, and what the answers say of the lists."""

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urldefrag

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.domain.finding import Finding
from aiev.errors import InputError
from aiev.markdown import source
from aiev.markdown.reading import link_places
from aiev.markdown.reading.link_places import LinkPlace
from aiev.services.checks.checked import ListFinding
from aiev.sources.links.outcome import Outcome, Verdict
from aiev.value import value

_AT_ARXIV = re.compile(r"https?://(?:[\w-]+\.)?arxiv\.org/", re.IGNORECASE)
# They would end a link, a cell of a table or an attribute.
_UNSAFE = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "|": "%7C", '"': "%22", "'": "%27"}


@value
class LinkedText:
    """A list's text and its places of links; those that an earlier version had are left out."""

    name: str
    text: str
    places: tuple[LinkPlace, ...]


def read(name: str, text: str, *, earlier: str | None = None) -> LinkedText:
    """Return the links of a list that are not in its earlier version."""
    known = {_page(one.url) for one in link_places.find(earlier)} if earlier is not None else set()
    places = tuple(one for one in link_places.find(text) if _page(one.url) not in known)
    return LinkedText(name, text, places)


def to_ask(texts: Sequence[LinkedText]) -> tuple[tuple[str, ...], int]:
    """Return each address once, without the place in its page, and how many are left out.

    Papers at arXiv are: it asks not to be crawled, and their ids are checked by other means.
    Source: https://info.arxiv.org/help/robots.html
    """
    pages = dict.fromkeys(_page(one.url) for text in texts for one in text.places)
    asked = tuple(page for page in pages if not _is_at_arxiv(page))
    return asked, len(pages) - len(asked)


def findings(
    of: LinkedText, outcomes: Mapping[str, Outcome], *, off: Collection[str]
) -> list[ListFinding]:
    """Return the dead and moved links of a list, each address once a line."""
    lines = source.read(of.text)
    told = {}
    for place in of.places:
        outcome = outcomes.get(_page(place.url))
        if outcome is not None and outcome.verdict is Verdict.DEAD:
            one = Finding(place.line, "dead-link", f"{outcome.reason}: {place.url}")
        elif outcome is not None and outcome.verdict is Verdict.MOVED:
            to = _moved_to(place.url, outcome)
            one = Finding(place.line, "moved-link", f"moved for good to {to}: {place.url}")
        else:
            continue
        start = lines.line_starts[place.line - 1]
        text = of.text[start : lines.line_end(start)]
        if one.code not in off:
            told[place.line, place.url] = ListFinding(of.name, one, place.url, text)
    return list(told.values())


def with_new_addresses(
    of: LinkedText, outcomes: Mapping[str, Outcome]
) -> tuple[str, tuple[LinkPlace, ...]]:
    """Return the text with each moved address in its new form, and the places that changed.

    Nothing else changes; a place that writes its address otherwise (`&amp;`) stays as it is.
    Raises InputError where the new text would not have the links that it should.
    """
    pieces, at = [], 0
    wanted: list[str] = []
    fixed = []
    for place in of.places:
        outcome = outcomes.get(_page(place.url))
        is_moved = outcome is not None and outcome.verdict is Verdict.MOVED
        if outcome is None or not is_moved or place.span is None or place.span[0] < at:
            continue
        new = _moved_to(place.url, outcome)
        for char, quoted in _UNSAFE.items():
            if char not in place.url:
                new = new.replace(char, quoted)
        pieces += [of.text[at : place.span[0]], new]
        at = place.span[1]
        wanted.append(new)
        fixed.append(place)
    if not fixed:
        return of.text, ()
    text = "".join([*pieces, of.text[at:]])
    have = [one.url for one in link_places.find(text)]
    if len(have) != len(link_places.find(of.text)) or any(new not in have for new in wanted):
        raise InputError(f"the new addresses cannot be written safely, nothing was done: {of.name}")
    return text, tuple(fixed)


def _page(url: str) -> str:
    """Return an address without the place within its page."""
    try:
        return urldefrag(url)[0]
    except ValueError:
        return url


def _moved_to(url: str, outcome: Outcome) -> str:
    _, mark, fragment = url.partition("#")
    to = outcome.moved_to or url
    return f"{to}#{fragment}" if mark and "#" not in to else to


def _is_at_arxiv(url: str) -> bool:
    return _AT_ARXIV.match(url) is not None and arxiv_id.find(url) is not None
