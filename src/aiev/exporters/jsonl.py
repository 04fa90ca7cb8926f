"""JSON Lines: the contract's shape of a paper, one line each, and nothing else."""

import json
import re
from collections.abc import Iterable, Iterator

from aiev.domain.knowledge import Json, Paper, as_json
from aiev.exporters.exporter import Exporter, ExportRequest

# JSON allows these raw, but terminals obey some, and programs that cut lines by Unicode's rules
# would cut a paper in two at others. Escaped, they read back the same.
_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield a line for each paper; keys stand in the contract's order, nothing is left out."""
    for paper in papers:
        yield line(as_json(paper))


def line(value: Json) -> str:
    """Return a value as one line of JSON, whatever its texts hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


EXPORTER = Exporter(
    name="jsonl",
    suffix=".jsonl",
    description="all that is known of each paper, one JSON object a line",
    render=render,
)
