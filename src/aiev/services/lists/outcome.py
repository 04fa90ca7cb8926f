"""What importing or syncing a list came to, and the part of it that is kept beside the list.

Light to load: an unchanged list is told of without what reads and writes lists.
"""

import json

from aiev.domain.conflict import Conflict
from aiev.domain.finding import Finding
from aiev.domain.paper import Enrichment
from aiev.markdown.values import Links
from aiev.store.reading.list_reading import ListReading
from aiev.value import value


@value
class Imported:
    """What importing a list did and found; all counts are about this list alone.

    `pending` and `unknown` are its arXiv papers that still lack metadata and those that arXiv
    does not have. `moved_from` is where the list's file was before, if it has moved.
    """

    list: str
    entries: int
    papers: int
    arxiv_papers: int
    topics: int
    tables: int
    dated: int
    added: int
    updated: int
    removed: int
    pending: int
    unknown: tuple[str, ...]
    links: Links
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    paper_ids: tuple[int, ...]
    moved_from: str | None = None

    @property
    def may_be_asked_for(self) -> bool:
        """Whether arXiv has not told yet of all of its papers, or does not have them all."""
        return bool(self.pending or self.unknown)


@value
class Synced:
    """What a sync did: in the knowledge base, and in the file as a unified diff.

    `conflicts` are the fields that both sides changed; each side keeps its own.
    """

    list: str
    imported: Imported
    lines_added: int
    lines_removed: int
    diff: str
    conflicts: tuple[Conflict, ...]


def kept(imported: Imported) -> str:
    """Return, as JSON, what `unchanged` cannot learn from the rows of the list.

    Conflicts are left out: they are told once, and a list that has an edit is read anyway.
    """
    links = imported.links
    return json.dumps(
        {
            "arxiv_papers": imported.arxiv_papers,
            "topics": imported.topics,
            "tables": imported.tables,
            "dated": imported.dated,
            "links": [links.papers, links.further, links.furniture, links.unread],
            "findings": [
                [one.line, one.code, one.message]
                for one in imported.findings
                if one.code != "edit-conflict"
            ],
        },
        ensure_ascii=False,
    )


def unchanged(name: str, reading: ListReading) -> Imported:
    """Return what importing a list again comes to, where that changes nothing."""
    told = json.loads(reading.outcome)
    papers = {paper.id: paper for paper in reading.papers}
    by_id = [(one.arxiv_id, one.enrichment) for _, one in sorted(papers.items()) if one.arxiv_id]
    return Imported(
        list=name,
        entries=len(reading.papers),
        papers=len(papers),
        arxiv_papers=told["arxiv_papers"],
        topics=told["topics"],
        tables=told["tables"],
        dated=told["dated"],
        added=0,
        updated=0,
        removed=0,
        pending=sum(state == Enrichment.PENDING for _, state in by_id),
        unknown=tuple(value for value, state in by_id if state == Enrichment.UNKNOWN),
        links=Links(*told["links"]),
        findings=tuple(Finding(*one) for one in told["findings"]),
        conflicts=(),
        paper_ids=tuple(paper.id for paper in reading.papers),
    )


def synced_unchanged(imported: Imported) -> Synced:
    """Return what a sync comes to where neither the file nor the knowledge base has news."""
    return Synced(imported.list, imported, lines_added=0, lines_removed=0, diff="", conflicts=())
