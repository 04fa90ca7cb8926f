"""One paper as a list item: its link and all that a reader wants to know, in plain markup.

The page's script takes its data from this markup, so that nothing is written twice. The user's own
notes are not shown, as pages are for others.
"""

import re
from collections.abc import Iterator
from html import escape

from aiev.domain import partial_date
from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.exporters.html_catalog import Catalog
from aiev.exporters.plain_text import is_linkable, one_line

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KINDS = {Kind.CODE.value: "Code", Kind.WEB.value: "Web page", Kind.PLACEHOLDER.value: "No link"}
_LETTERS = re.compile(r"[\W_]+")


def render(paper: Paper, catalog: Catalog, *, anchor: str) -> str:
    """Answer the item, on one line."""
    return "".join(_parts(paper, catalog, anchor))


def day(issued: str | None) -> str:
    """Answer `2024-11-18` as `18 Nov 2024`, as far as it is known."""
    if issued is None:
        return ""
    known = partial_date.parse(issued)
    words = [str(known.day) if known.day else "", _MONTHS[known.month - 1] if known.month else ""]
    return " ".join([*filter(None, words), str(known.year)])


def _parts(paper: Paper, catalog: Catalog, anchor: str) -> Iterator[str]:
    topics = [one_line(path) for path in paper.topics]
    organizations = [one_line(name) for name in paper.organizations]
    yield f'<li id="{escape(anchor)}" data-k="{escape(paper.kind)}"'
    yield _places("t", (catalog.topics[path] for path in topics))
    yield _places("o", (catalog.organizations[name] for name in organizations))
    yield ">"
    if paper.issued:
        yield f'<time datetime="{escape(paper.issued)}">{day(paper.issued)}</time>'
    title = escape(one_line(paper.title) or one_line(paper.url or "") or "Untitled")
    link = _link(paper.url, title) if paper.kind != Kind.PLACEHOLDER else None
    yield f"<h3>{link or title}</h3>"
    if authors := ", ".join(map(one_line, paper.authors)):
        yield f'<p class="by">{escape(authors)}</p>'
    facts = [", ".join(organizations), *(path.replace(" > ", " › ") for path in topics)]
    told = [escape(" · ".join(filter(None, facts)))]
    told += [f"<i>{escape(' · '.join(listed))}</i>"] if (listed := _listed(paper)) else []
    told += [f"<span>{escape(' · '.join(extras))}</span>"] if (extras := [*_extras(paper)]) else []
    if any(told):
        yield f'<p class="at">{" · ".join(filter(None, told))}</p>'
    if links := list(_links(paper)):
        yield f'<p class="go">{" ".join(links)}</p>'
    if abstract := one_line(paper.abstract or ""):
        text = escape(abstract, quote=False)
        yield f"<details><summary>Abstract</summary><p>{text}</p></details>"
    yield "</li>\n"


def _places(name: str, places: Iterator[int]) -> str:
    text = " ".join(map(str, places))
    return f' data-{name}="{text}"' if text else ""


def _listed(paper: Paper) -> list[str]:
    """Answer what lists call the paper and say of it, where that is more than its title."""
    told = _key(paper.title)
    answer: list[str] = []
    for entry in paper.entries:
        for text in (entry.label, entry.note, entry.group):
            words = one_line(text or "")
            key = _key(words)
            if key and key not in told:
                told += f" {key}"
                answer.append(words)
    return answer


def _key(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _extras(paper: Paper) -> Iterator[str]:
    if paper.kind in _KINDS:
        yield _KINDS[paper.kind]
    venues = (one_line(entry.venue or "") for entry in paper.entries)
    yield from dict.fromkeys(filter(None, (*venues, one_line(paper.journal_ref or ""))))
    if paper.is_withdrawn:
        yield "Withdrawn"
    yield from (f"#{one_line(tag)}" for tag in paper.tags)


def _links(paper: Paper) -> Iterator[str]:
    pdf = paper.pdf_url
    if pdf and pdf != paper.url and (link := _link(pdf, "PDF")):
        yield link
    seen = {paper.url, pdf}
    for entry in paper.entries:
        for other in entry.links:
            if other.url not in seen and (link := _link(other.url, escape(one_line(other.text)))):
                seen.add(other.url)
                yield link


def _link(url: str | None, text: str) -> str | None:
    """Answer a link, or None for an address that could run a script or has no words to click."""
    if not text or not is_linkable(url):
        return None
    return f'<a href="{escape(one_line(url or ""))}">{text}</a>'
