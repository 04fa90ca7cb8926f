"""Datasette's metadata of the tables: descriptions, facets, labels and ready queries."""

_PAPERS_A_MONTH = """
select substr(issued, 1, 7) as month, count(*) as papers
from paper
where issued is not null
group by month
order by month desc
"""
_BY_TOPIC = """
select paper.id, paper.arxiv_id, paper.issued, paper.title, paper.organizations, paper.url
from entry
join topic on topic.id = entry.topic_id
join paper on paper.id = entry.paper_id
where topic.path like '%' || :topic || '%'
group by paper.id
order by paper.issued_low desc, paper.id
"""
_BY_ORGANIZATION = """
select paper.id, paper.arxiv_id, paper.issued, paper.title, group_concat(source) as said_by,
       paper.url
from paper_organization
join organization on organization.id = organization_id
join paper on paper.id = paper_id
where organization.name like '%' || :organization || '%'
group by paper.id
order by paper.issued_low desc, paper.id
"""
_BY_AUTHOR = """
select paper.id, paper.arxiv_id, paper.issued, paper.title, paper.authors, paper.url
from authorship
join author on author.id = author_id
join paper on paper.id = paper_id
where author.name like '%' || :author || '%'
group by paper.id
order by paper.issued_low desc, paper.id
"""
FUNCTION = "aiev_search"
"""The SQL function that searches: it returns the numbers of papers, best first, as JSON."""

_SEARCH = f"""
select paper.id, paper.arxiv_id, paper.issued, paper.title, paper.organizations, paper.url
from json_each({FUNCTION}(:words)) as found
join paper on paper.id = found.value
order by found.key
"""
_INTERNAL = (
    "affiliation",
    "alembic_version",
    "attempt",
    "block",
    "citation",
    "citation_count",
    "compound",
    "entry_edit",
    "entry_link",
    "entry_removal",
    "ignored_organization",
    "inquiry",
    "list_reading",
    "organization_alias",
    "paper_change",
    "paper_words",
    "setting",
    "source_work",
    "spelling",
    "term",
)

PRIVATE = ("note", "statement", "curation", "question", "question_paper")
"""The tables of what is the user's own, and in no list or page; files tell of notes and paths."""

NEVER_SHOWN = ("undo_step", "undo_change")
"""The tables of command lines and of what was taken out; `aiev undo` alone reads them."""

FACET = "papers"
"""The type of the facets of papers that are no column."""

FACETS = ("year", "topic", "organization")

Metadata = dict[str, object]

DATABASE = "aiev"
"""The name of the database in addresses, whatever its file is called."""


def metadata(*, shows_private: bool = False, takes_sql: bool = False) -> Metadata:
    """Return Datasette's metadata for a knowledge base; `takes_sql` lets visitors write SQL."""
    shown: dict[str, Metadata] = {
        "paper": {
            "description": "One work a row; the search field takes what aiev search takes",
            "facets": [*({FACET: name} for name in FACETS), "kind", "primary_category"],
            "sort_desc": "issued_low",
            "label_column": "title",
            "size": 50,
        },
        "entry": {
            "description": "One appearance of a paper in a list",
            "facets": ["list_id", "topic_id"],
            "label_column": "label",
        },
        "paper_organization": {
            "description": "Which organization a paper is from, and who says so",
            "facets": ["organization_id", "source"],
        },
        "authorship": {
            "description": "Who wrote a paper, in order",
            "facets": ["author_id"],
        },
        "paper_address": {"description": "Under which addresses a paper is known"},
        "paper_tag": {"description": "The user's tags", "facets": ["tag_id"]},
        "topic": {"description": "The headings of the lists", "label_column": "path"},
        "list": {"description": "The imported lists, to the byte", "label_column": "name"},
        "organization": {"facets": ["kind", "country"], "label_column": "name"},
        "author": {"label_column": "name"},
        "tag": {"label_column": "name"},
        "note": {"description": "The user's notes"},
        "curation": {"description": "How far the user is with papers, and what they are worth"},
        "question": {"description": "The user's saved questions"},
        "question_paper": {"description": "Which papers the user has seen of a question"},
        "statement": {"description": "What files and services say of papers, and who says it"},
    }
    tables = {**shown, **{name: {"hidden": True} for name in _INTERNAL}}
    if not shows_private:
        tables = {name: told for name, told in tables.items() if name not in PRIVATE}
    queries: dict[str, Metadata] = {
        "search": {"sql": _SEARCH, "title": "Search, best first"},
        "papers_a_month": {"sql": _PAPERS_A_MONTH, "title": "Papers a month"},
        "papers_of_topic": {"sql": _BY_TOPIC, "title": "Papers of a topic"},
        "papers_of_organization": {"sql": _BY_ORGANIZATION, "title": "Papers of an organization"},
        "papers_of_author": {"sql": _BY_AUTHOR, "title": "Papers of an author"},
    }
    for query in queries.values():
        query["hide_sql"] = True
    return {
        "title": "aiev",
        "description": "A knowledge base of papers, read-only",
        "allow_sql": takes_sql,
        "databases": {DATABASE: {"tables": tables, "queries": queries}},
    }
