"""CSV by RFC 4180: a heading row, one row a paper, lines ended by CR LF.

The columns are stable: new ones are added at the end. That of what is the user's own is empty, as a
table is for others too. Several values in one cell are separated by
`; `. A cell holds one line of text. A cell that a spreadsheet would take for a formula gets an
apostrophe in front; so does one that starts with apostrophes before such text, which makes taking
one apostrophe away the exact way back.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from operator import attrgetter

from aiev.domain.knowledge import Paper
from aiev.domain.paper_fields import FIELDS
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.plain_text import one_line

_FIELDS = sorted([field for field in FIELDS if field.csv], key=lambda field: field.csv or 0)
COLUMNS = tuple([field.name for field in _FIELDS])
_values = attrgetter(*[field.attribute for field in _FIELDS])
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
        told = zip(_FIELDS, _values(paper), strict=True)
        writer.writerow([cell("" if one.is_private else _text(value)) for one, value in told])
        yield line.text


def cell(value: str | int | None) -> str:
    """Return a value as the text of a cell that no spreadsheet computes."""
    text = "" if value is None else one_line(str(value))
    return "'" + text if _FORMULA.match(text) else text


def _text(value: str | int | tuple[str, ...] | None) -> str | int | None:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


EXPORTER = Exporter(
    name="csv",
    suffix=".csv",
    description="a table for spreadsheets, one row a paper",
    render=render,
)
