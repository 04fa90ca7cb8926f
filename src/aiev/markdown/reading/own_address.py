"""Which of an entry's links is its own address, and which paper of arXiv it is about."""

from collections.abc import Sequence

from aiev.domain import arxiv_id, web_address
from aiev.domain.arxiv_id import ArxivId
from aiev.markdown.reading.inline import Anchor
from aiev.markdown.reading.words import phrases, venues
from aiev.markdown.values import Link

Links = Sequence[tuple[Link, Anchor]]


def choose(label: str, anchor: Anchor | None, links: Links, *, is_titled: bool) -> Anchor | None:
    """Return the entry's own link: the title's, else the paper's among its further links.

    A paper of the entry's own title wins over code that stands before it, and any that is named
    one over code that the title does not lead to. None where there is none.
    """
    if anchor is not None:
        if not links or not _is_code(anchor.url):
            return anchor
        return _titled_paper(label, links) or (None if is_titled else _paper(links)) or anchor
    papers = [(link, anchor) for link, anchor in links if _is_named_paper(link)]
    for group in (papers, links):
        for _, anchor in group:
            if arxiv_id.find(anchor.url) is not None:
                return anchor
    return next((anchor for _, anchor in papers or links), None)


def _is_code(url: str) -> bool:
    return arxiv_id.find(url) is None and web_address.kind(url) == "code"


def _is_named_paper(link: Link) -> bool:
    return phrases.is_paper_link(link.text) or venues.find(link.text) is not None


def _paper(links: Links) -> Anchor | None:
    for link, anchor in links:
        is_named = anchor.form in ("bare", "auto") or _is_named_paper(link)
        if is_named and _is_paper(anchor.url):
            return anchor
    return None


def _is_paper(url: str) -> bool:
    return arxiv_id.find(url) is not None or web_address.kind(url) == "paper"


def _titled_paper(label: str, links: Links) -> Anchor | None:
    title = label.casefold()
    for link, anchor in links:
        if _is_paper(anchor.url) and len(title) > 1 and link.text.casefold().startswith(title):
            return anchor
    return None


def identifier(url: str | None, links: Links) -> ArxivId | None:
    """Return the id of the entry's address, else that of the link that is named the paper."""
    found = arxiv_id.find(url) if url else None
    if found is not None:
        return found
    for link, anchor in links:
        # Few addresses are arXiv's, and words take longer to judge.
        found = arxiv_id.find(link.url)
        if found is not None and (anchor.form in ("bare", "auto") or _is_named_paper(link)):
            return found
    return None
