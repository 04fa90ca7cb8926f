"""Plain values as YAML front matter that any YAML reader takes for exactly these values."""

import json
import re
from collections.abc import Mapping, Sequence

from aiev.exporters.plain_text import one_line

# A YAML string in double quotes is a JSON string, but for line ends and signs that YAML forbids.
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")

Value = str | int | bool | Sequence[str] | None


def front_matter(fields: Mapping[str, Value]) -> list[str]:
    """Return the lines from `---` to `---`; what is absent or empty is left out."""
    lines = ["---"]
    for name, value in fields.items():
        if value is None or value in ("", [], ()):
            continue
        if isinstance(value, bool):
            lines.append(f"{name}: {'true' if value else 'false'}")
        elif isinstance(value, int):
            lines.append(f"{name}: {value}")
        elif isinstance(value, str):
            lines.append(f"{name}: {_quoted(value)}")
        else:
            lines += [f"{name}:", *(f"  - {_quoted(one)}" for one in value)]
    return [*lines, "---", ""]


def _quoted(text: str) -> str:
    quoted = json.dumps(one_line(text), ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
