"""Who says something of a paper: the words that are stored, and how they are shown."""

ARXIV, DATACITE, OPENALEX = "arxiv", "datacite", "openalex"
SEMANTIC_SCHOLAR = "semantic-scholar"
LABELS = {
    "list": "the list",
    "user": "you",
    ARXIV: "arXiv",
    DATACITE: "DataCite",
    OPENALEX: "OpenAlex",
    SEMANTIC_SCHOLAR: "Semantic Scholar",
}

GIVEN = ("list", "user")
"""Where one of these names an organization, no source is asked."""
