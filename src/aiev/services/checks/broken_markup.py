"""Links that Markdown does not take for any: a blank within the address, or no end."""

from collections.abc import Iterator

from aiev import lazy_regex as re
from aiev.domain.finding import Finding
from aiev.markdown import source
from aiev.markdown.reading import tree
from aiev.markdown.values import ParsedList

_BROKEN = re.compile(
    # A title in quotes may follow an address.
    r"\]\((?P<blank>[ \t]*https?://[^()\s<>]+[ \t]+(?![\"'(])[^()\n\"']+)\)"
    r"|\]\((?P<open>https?://[^()\s]*(?:[ \t][^()\n]*)?)$",
    re.MULTILINE | re.IGNORECASE,
)
_CODE = re.compile(r"<!--.*?-->|(?P<ticks>`+)[^`].*?(?P=ticks)(?!`)", re.DOTALL)


def find(parsed: ParsedList) -> Iterator[Finding]:
    """Yield a finding for each line with such a link, in an entry or not, once for each line."""
    matches = list(_BROKEN.finditer(parsed.text))
    if not matches:
        return
    lines = source.read(parsed.text)
    hidden = [match.span() for match in _CODE.finditer(parsed.text)]
    hidden += [block.span for block in tree.build(lines).walk() if block.kind == "code"]
    told = {one.line for one in parsed.findings if one.code == "broken-link"}
    for match in matches:
        line = lines.line_number(match.start())
        if line in told or any(start <= match.start() < end for start, end in hidden):
            continue
        told.add(line)
        if match["blank"]:
            message = f"a blank ends this address: {match['blank'].strip()}"
        else:
            message = f"a link without its closing bracket: {match['open'].strip()}"
        yield Finding(line, "broken-link", message)
