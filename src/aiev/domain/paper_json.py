"""The JSON shape of a paper, schema 1: part of the command contract."""

from aiev.domain.knowledge import Entry, Paper

SCHEMA = 1

Json = dict[str, object]


def as_json(paper: Paper) -> Json:
    """Return the paper as plain values; what is absent is None or [], never left out."""
    return {
        "id": paper.id,
        "kind": paper.kind,
        "arxiv_id": paper.arxiv_id,
        "version": paper.version,
        "title": paper.title,
        "authors": list(paper.authors),
        "abstract": paper.abstract,
        "issued": paper.issued,
        "published": paper.published,
        "updated": paper.updated,
        "organizations": list(paper.organizations),
        "organization_sources": [
            {"name": one.name, "sources": list(one.sources)} for one in paper.organization_sources
        ],
        "topics": list(paper.topics),
        "tags": list(paper.tags),
        "categories": list(paper.categories),
        "doi": paper.doi,
        "journal_ref": paper.journal_ref,
        "comment": paper.comment,
        "url": paper.url,
        "pdf_url": paper.pdf_url,
        "withdrawn": paper.is_withdrawn,
        "enrichment": paper.enrichment,
        "notes": list(paper.notes),
        "entries": [_entry(entry) for entry in paper.entries],
    }


def _entry(entry: Entry) -> Json:
    return {
        "list": entry.list,
        "topic": entry.topic,
        "label": entry.label,
        "note": entry.note,
        "group": entry.group,
        "listed_date": entry.listed_date,
        "listed_organizations": entry.listed_organizations,
        "venue": entry.venue,
        "url": entry.url,
        "links": [{"text": link.text, "url": link.url} for link in entry.links],
        "line": entry.line,
    }
