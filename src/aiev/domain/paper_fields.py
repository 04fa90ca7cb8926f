"""The fields of a paper, each once: what holds it, and where it is told.

The reader, the writers, JSON, CSV, backups, the history and the cache of searches derive what they
read and write from this table. A new field is a row here, an attribute of `knowledge.Paper`, a
column of the table `paper` with its migration, and what reads it from its source.
"""

from __future__ import annotations

from aiev.light_typing import Literal
from aiev.value import value

Type = Literal["text", "number", "flag", "day", "lines", "words", "own"]
"""How a field is held.

- text, number, flag: as such; a flag's column is 0 or 1.
- day: a date as a source gives it, ISO text everywhere else.
- lines, words: a tuple of texts; its column has one a line, or blanks between.
- own: something of its own shape, which whoever tells it has code for.
"""


@value
class PaperField:
    """One field, by its name in JSON and of its column.

    `is_column` is false for what other tables hold or what is worked out, `is_json` for what only
    backups or CSV tell. `csv` is the column in CSV, counted from 1: new ones are added at the end.

    `is_private` is what no file for others tells: a column of it in CSV is empty.

    `metadata` says which record of arXiv fills it: `any` where it is empty still, or only the
    `latest`, as it is of one version; a later record replaces either kind. Such fields are all in
    backups. `label` is what `show` calls it where it shows it by this table.

    `change` is what a change of it is called, told in the order of `change_rank`; None where
    changes are not kept.
    """

    name: str
    type: Type
    is_column: bool = True
    is_json: bool = True
    csv: int | None = None
    metadata: Literal["any", "latest"] | None = None
    label: str | None = None
    is_private: bool = False
    change: str | None = None
    change_rank: int = 0

    @property
    def attribute(self) -> str:
        """The attribute of a paper in Python, where a flag reads as a claim."""
        return f"is_{self.name}" if self.type == "flag" else self.name


FIELDS = (
    PaperField("id", "number", csv=1),
    PaperField("kind", "text", csv=2),
    PaperField("arxiv_id", "text", csv=3),
    PaperField("version", "number", csv=4, metadata="latest", change="version", change_rank=1),
    PaperField("title", "text", csv=5, change="title", change_rank=2),
    PaperField("authors", "lines", csv=6),
    PaperField("abstract", "text", csv=22, metadata="any"),
    PaperField("issued", "text", csv=7),
    PaperField("published", "day", csv=8, metadata="any"),
    PaperField("updated", "day", csv=9, metadata="latest"),
    PaperField("organizations", "lines", csv=10),
    PaperField("organization_sources", "own", is_column=False),
    PaperField("topics", "lines", csv=11),
    PaperField("tags", "lines", is_column=False, csv=12),
    PaperField("primary_category", "text", is_json=False, metadata="latest"),
    PaperField("categories", "words", csv=13, metadata="latest"),
    PaperField("doi", "text", csv=14, metadata="any", label="DOI", change="DOI", change_rank=5),
    PaperField(
        "journal_ref",
        "text",
        csv=15,
        metadata="any",
        label="journal",
        change="journal reference",
        change_rank=4,
    ),
    PaperField(
        "comment", "text", csv=16, metadata="any", label="comment", change="comment", change_rank=6
    ),
    PaperField("url", "text", csv=17),
    PaperField("pdf_url", "text", is_column=False, csv=18),
    PaperField("addresses", "lines", is_column=False),
    PaperField("withdrawn", "flag", csv=19, change="withdrawn", change_rank=3),
    PaperField("enrichment", "text", csv=20),
    PaperField("citations", "own", is_column=False),
    PaperField("citation_count", "number", is_column=False, is_json=False, csv=23),
    PaperField("citation_source", "text", is_column=False, is_json=False, csv=24),
    PaperField("citation_day", "text", is_column=False, is_json=False, csv=25),
    PaperField("publication", "own", is_column=False),
    PaperField("published_in", "text", is_column=False, is_json=False, csv=26),
    PaperField("published_doi", "text", is_column=False, is_json=False, csv=27),
    PaperField("state", "text", is_column=False, is_private=True, label="state"),
    PaperField("rating", "number", is_column=False, is_private=True, label="rating"),
    PaperField("notes", "lines", is_column=False, is_private=True, csv=21),
    PaperField("added_at", "text", is_json=False),
    PaperField("statements", "own", is_column=False),
    PaperField("entries", "own", is_column=False),
    PaperField("tex_title", "text", is_json=False, metadata="latest"),
    PaperField("name_parts", "lines", is_json=False, metadata="latest"),
)
"""All fields, in the order of JSON."""

METADATA = tuple([field for field in FIELDS if field.metadata])
"""What arXiv's records fill and backups carry, beside title, authors and the withdrawn mark."""
