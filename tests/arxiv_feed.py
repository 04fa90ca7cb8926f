"""Answers in the shape that arXiv's query API has had since November 2025, and papers for them."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"\
 xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
"""


@dataclass(frozen=True)
class Paper:
    """A paper of our own making; what is None or empty is left out of the entry."""

    arxiv_id: str
    title: str | None = "On Answers"
    abstract: str | None = "We answer what is asked."
    authors: tuple[str | tuple[str, ...], ...] = ("Ada Asker", ("Bob Boole", "Loopback University"))
    version: int = 1
    published: str | None = "2024-11-18T17:59:46Z"
    updated: str | None = "2024-11-18T17:59:46Z"
    categories: tuple[str, ...] = ("cs.DC", "cs.LG")
    comment: str | None = None
    doi: str | None = None
    journal_ref: str | None = None

    def entry(self) -> str:
        """Render the entry as the backend of 2026 does."""
        name = f"{self.arxiv_id}v{self.version}"
        lines = [
            f"<id>http://arxiv.org/abs/{name}</id>",
            _element("title", self.title),
            _element("updated", self.updated),
            f'<link href="https://arxiv.org/abs/{name}" rel="alternate" type="text/html"/>',
            f'<link href="https://arxiv.org/pdf/{name}" rel="related" type="application/pdf"'
            ' title="pdf"/>',
            _element("summary", self.abstract),
            *(
                f'<category term={quoteattr(one)} scheme="http://arxiv.org/schemas/atom"/>'
                for one in self.categories
            ),
            _element("published", self.published),
            _element("arxiv:comment", self.comment),
            *(f"<arxiv:primary_category term={quoteattr(one)}/>" for one in self.categories[:1]),
            _element("arxiv:journal_ref", self.journal_ref),
        ]
        for author in self.authors:
            person, *places = (author,) if isinstance(author, str) else author
            places = [_element("arxiv:affiliation", place) for place in places]
            lines.append("<author>" + _element("name", person) + "".join(places) + "</author>")
        lines.append(_element("arxiv:doi", self.doi))
        body = "\n".join("    " + one for one in lines if one)
        return f"  <entry>\n{body}\n  </entry>\n"


def feed(papers: Iterable[Paper], *, query: str, total: int, size: int) -> bytes:
    """Render a page of results."""
    name = base64.b64encode(hashlib.sha1(query.encode()).digest()).decode().rstrip("=")
    return (
        f"{HEAD}  <id>https://arxiv.org/api/{name}</id>\n"
        f"  <title>arXiv Query: {escape(query)}</title>\n"
        f"  <updated>2026-11-23T00:00:00Z</updated>\n"
        f"  <link href={quoteattr('https://arxiv.org/api/query?' + query)}"
        ' type="application/atom+xml"/>\n'
        f"  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>\n"
        f"  <opensearch:totalResults>{total}</opensearch:totalResults>\n"
        "  <opensearch:startIndex>0</opensearch:startIndex>\n"
        f"{''.join(paper.entry() for paper in papers)}</feed>\n"
    ).encode()


def error_feed(reason: str) -> bytes:
    """Render what arXiv answers to a question that it does not accept."""
    address = "https://arxiv.org/api/errors#" + reason.replace(" ", "_")
    return (
        f"{HEAD}  <id>https://arxiv.org/</id>\n  <title>arXiv Search Results</title>\n"
        "  <updated>2026-11-23T00:00:00Z</updated>\n"
        "  <opensearch:itemsPerPage>1</opensearch:itemsPerPage>\n"
        "  <opensearch:totalResults>1</opensearch:totalResults>\n"
        "  <opensearch:startIndex>0</opensearch:startIndex>\n"
        f"  <entry>\n    <id>{escape(address)}</id>\n    <title>Error</title>\n"
        "    <updated>2026-11-23T00:00:00Z</updated>\n"
        f"    <summary>{escape(reason)}</summary>\n"
        "    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>\n</feed>\n"
    ).encode()


def load(path: Path) -> list[Paper]:
    """Read papers from JSON lines in the field names of arXiv's bulk snapshot."""
    papers = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        days = [
            parsedate_to_datetime(one["created"]).strftime("%Y-%m-%dT%H:%M:%SZ")
            for one in record.get("versions") or ()
        ]
        if not days and record.get("_published_date"):
            days = [record["_published_date"][:10] + "T00:00:00Z"]
        papers.append(
            Paper(
                record["id"],
                record["title"],
                record["abstract"],
                tuple(re.split(r",\s+(?:and\s+)?|\s+and\s+", record["authors"]))
                if record["authors"]
                else (),
                version=max(len(record.get("versions") or ()), 1),
                published=days[0] if days else None,
                updated=days[-1] if days else None,
                categories=tuple((record["categories"] or "").split()),
                comment=record["comments"],
                doi=record["doi"],
                journal_ref=record["journal-ref"],
            )
        )
    return papers


def _element(name: str, text: str | None) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text is not None else ""
