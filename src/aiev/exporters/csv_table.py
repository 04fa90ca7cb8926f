"""CSV by RFC 4180: a heading row, one row a paper, lines ended by CR LF.

The columns are stable: new ones are added at the end. Several values in one cell are separated by
`; `. A cell holds one line of text. A cell that a spreadsheet would take for a formula gets an
apostrophe in front; so does one that starts with apostrophes before such text, which makes taking
one apostrophe away the exact way back.
"""

import csv
import re
from collections.abc import Iterable, Iterator

from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.plain_text import one_line

COLUMNS = (
    "id",
    "kind",
    "arxiv_id",
    "version",
    "title",
    "authors",
    "issued",
    "published",
    "updated",
    "organizations",
    "topics",
    "tags",
    "categories",
    "doi",
    "journal_ref",
    "comment",
    "url",
    "pdf_url",
    "withdrawn",
    "enrichment",
    "notes",
    "abstract",
)
# Source: https://owasp.org/www-community/attacks/CSV_Injection (with the full-width signs, which
# spreadsheets in East Asian locales also take for operators).
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


class _LastLine:
    """A file to csv.writer that keeps what was written last."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the heading row, then a row for each paper."""
    line = _LastLine()
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    yield "\ufeff" + line.text if request.has_byte_order_mark else line.text
    for paper in papers:
        writer.writerow([cell(value) for value in _values(paper)])
        yield line.text


def cell(value: str | int | None) -> str:
    """Return a value as the text of a cell that no spreadsheet computes."""
    text = "" if value is None else one_line(str(value))
    return "'" + text if _FORMULA.match(text) else text


def _values(paper: Paper) -> tuple[str | int | None, ...]:
    return (
        paper.id,
        paper.kind,
        paper.arxiv_id,
        paper.version,
        paper.title,
        "; ".join(paper.authors),
        paper.issued,
        paper.published,
        paper.updated,
        "; ".join(paper.organizations),
        "; ".join(paper.topics),
        "; ".join(paper.tags),
        "; ".join(paper.categories),
        paper.doi,
        paper.journal_ref,
        paper.comment,
        paper.url,
        paper.pdf_url,
        "true" if paper.is_withdrawn else "false",
        paper.enrichment,
        "; ".join(paper.notes),
        paper.abstract,
    )


EXPORTER = Exporter(
    name="csv",
    suffix=".csv",
    description="a table for spreadsheets, one row a paper",
    render=render,
)
