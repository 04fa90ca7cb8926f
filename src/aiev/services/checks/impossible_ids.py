"""Addresses at arXiv whose id cannot be: a slip in typing, which no paper answers to."""

from collections.abc import Iterator
from datetime import date, timedelta

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.domain.finding import Finding
from aiev.markdown.values import ListedEntry, ParsedList

# Figures alone are a new id, well or badly written; behind a slash they are an old one.
_ADDRESS = re.compile(
    r"(?<![\w-])arxiv\.org/(?:abs|pdf|html)/+(?:arxiv:)?(?P<id>[\w.-]*?\d[\w.-]*?(?:/\d[\w.-]*?)?)"
    r"(?:\.pdf)?/?(?:[?#].*)?\Z",
    re.IGNORECASE,
)


def find(parsed: ParsedList, *, today: date) -> Iterator[Finding]:
    """Yield a finding for each address of an entry whose id is malformed or of a month to come."""
    # It is tomorrow already where the day begins.
    latest = today + timedelta(days=1)
    for entry in parsed.entries:
        for address in dict.fromkeys(_addresses(entry)):
            match = _ADDRESS.search(address)
            found = arxiv_id.find(address)
            if match is not None and found is None:
                yield Finding(entry.line, "impossible-id", f"no arXiv id is like {match['id']}")
            elif found is not None and found.month().interval()[0] > latest:
                message = f"arXiv has not reached {found.month()} yet: {found.value}"
                yield Finding(entry.line, "impossible-id", message)


def _addresses(entry: ListedEntry) -> Iterator[str]:
    if entry.url:
        yield entry.url
    for link in entry.links:
        yield link.url
