"""JSON Lines: the contract's shape of a paper, one line each.

A backup has three things more: records of lists and organizations before the papers; in each paper,
under `provenance`, what the shape leaves out; and a first and a last line, which show whether a
backup was cut. `domain.backup_record` reads them.
"""

import json
import re
from collections.abc import Iterable, Iterator

from aiev.domain.backup_record import END
from aiev.domain.knowledge import Json, Paper, as_json
from aiev.exporters.exporter import Exporter, ExportRequest

# JSON allows these raw, but terminals obey some, and programs that cut lines by Unicode's rules
# would cut a paper in two at others. Escaped, they read back the same.
_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield a line for each paper; keys stand in the contract's order, nothing is left out."""
    is_backup = False
    for record in request.records:
        is_backup = True
        yield _line(record)
    for paper in papers:
        shape = as_json(paper)
        if request.provenance is not None:
            shape["provenance"] = request.provenance(paper)
        yield _line(shape)
    if is_backup:
        # A pipe that breaks between two lines leaves a text that looks like all there is.
        yield _line({"record": END})


def _line(value: Json) -> str:
    line = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"


EXPORTER = Exporter(
    name="jsonl",
    suffix=".jsonl",
    description="all that is known of each paper, one JSON object a line",
    render=render,
    is_backup=True,
)
