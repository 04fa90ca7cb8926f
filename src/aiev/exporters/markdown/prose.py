"""A maintainer's prose and tables, written anew in the form that awesome-lint accepts.

The words and their order stay. Addresses that lead nowhere outside the list's own repository are
written as text, brackets that make no link are escaped, a list's item starts with words (bold or
code at its start loses its markup), and each kind of markup is written in one way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyromark

from aiev.exporters.markdown.style import Links, corrections, is_absolute
from aiev.exporters.markdown.table import align
from aiev.exporters.markdown.text import destination, escape, escape_line
from aiev.exporters.plain_text import many_lines, one_line

_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
)
_MARKS = {"Emphasis": "*", "Strong": "**", "Strikethrough": "~~"}
_INLINE = frozenset(
    (*_MARKS, "Link", "Image", "Text", "Code", "InlineHtml", "SoftBreak", "HardBreak")
)
# GitHub links these without any markup.
_BARE = re.compile(
    r"(?:https?://|www\.)[^\s<>|]*[^\s<>|.,;:!?'\"*_~)\]，。）]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_ATTRIBUTE = re.compile(
    r"""\b(?:href|src)(\s*=\s*)(["']?)(?!["']|(?:https?:|ftp:)?//|mailto:)""", re.IGNORECASE
)
_NO_NUMBER = re.compile(r"\d+[.)][^\s.)]")
_DEEPEST = 40


@dataclass(slots=True)
class _Node:
    kind: str
    detail: object = None
    text: str = ""
    children: "list[_Node]" = field(default_factory=list)


def render(text: str, links: Links) -> str:
    """Return the markdown anew, ended by a line feed; empty when nothing of it can be seen."""
    blocks = _Writer(links).blocks(_parse(many_lines(text)).children)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _parse(text: str) -> _Node:
    root = _Node("Root")
    opened = [root]
    for event in _PARSER.events(text):
        if isinstance(event, str):
            opened[-1].children.append(_Node(event))
            continue
        for name, value in event.items():
            if name == "Start":
                kind, detail = (
                    next(iter(value.items())) if isinstance(value, dict) else (value, None)
                )
                node = _Node(str(kind), detail)
                # Deeper than any list nests, blocks stand beside each other.
                opened[min(len(opened), _DEEPEST) - 1].children.append(node)
                opened.append(node)
            elif name == "End":
                opened.pop()
            else:
                opened[-1].children.append(_Node(name, text=str(value)))
    return root


class _Writer:
    """Writes nodes; `_changes` are the corrections of the words that are being written."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._changes: dict[int, str] = {}
        self._place = 0

    def blocks(self, nodes: Sequence[_Node], *, is_outermost: bool = True) -> list[str]:
        """Return the text of each block; running text without a block is a paragraph."""
        written = []
        for node in _gathered(nodes):
            if is_outermost:
                self._changes, self._place = corrections("".join(_words(node))), 0
            if text := self._block(node):
                written.append(text)
        return written

    def _block(self, node: _Node) -> str:
        kind = node.kind
        if kind == "List":
            return self._list(node)
        if kind == "Table":
            rows = [self._row(row) for row in node.children]
            rules = node.detail if isinstance(node.detail, tuple) else ()
            shapes = {"Left": ":--", "Right": "--:", "Center": ":-:"}
            rows.insert(1, "|" + "|".join(shapes.get(str(one), "---") for one in rules) + "|")
            return align("\n".join(rows))
        if kind == "CodeBlock":
            return _code_block(node)
        if kind == "HtmlBlock":
            return _html("".join(child.text for child in node.children)).strip("\n")
        if kind == "Rule":
            return "---"
        if kind == "BlockQuote":
            inner = "\n\n".join(self.blocks(node.children, is_outermost=False))
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""
        inner_nodes = node.children
        # A paragraph all in bold would be taken for a heading, which within a quote or an item is
        # refused: it would be one of the document's.
        while len(inner_nodes) == 1 and inner_nodes[0].kind in ("Strong", "Emphasis"):
            inner_nodes = inner_nodes[0].children
        return self._running(inner_nodes).strip()

    def _list(self, node: _Node) -> str:
        items: list[str] = []
        number = node.detail if isinstance(node.detail, int) else None
        is_open = False
        for child in node.children:
            inner = _gathered(child.children)
            if not inner:
                continue
            # Only words may start an item; what else there is stands by itself.
            is_item = inner[0].kind == "Paragraph"
            if is_item:
                inner[0].children = _led_by_words(inner[0].children)
            text = "\n\n".join(self.blocks(inner, is_outermost=False))
            if not text:
                continue
            marker = "- " if number is None else f"{number}. "
            number = None if number is None else number + is_item
            if is_item:
                text = marker + text.replace("\n", "\n" + " " * len(marker))
                text = re.sub(r"(?m)^ +$", "", text)
            is_tight = is_item and is_open and "\n\n" not in text
            items += ["\n" if is_tight else "\n\n", text]
            is_open = is_item
        return "".join(items[1:])

    def _row(self, row: _Node) -> str:
        cells = []
        for cell in row.children:
            # In a table the marks need no partner.
            self._changes = {}
            cells.append(
                re.sub(r"(?<!\\)\|", r"\\|", one_line(self._running(cell.children, is_within=True)))
            )
        return "| " + " | ".join(cells) + " |"

    def _running(
        self, nodes: Sequence[_Node], *, is_linked: bool = False, is_within: bool = False
    ) -> str:
        """Return inline markdown; within a link nothing else may become one.

        `is_within` says that something stands before it in its line.
        """
        written = ""
        for node in nodes:
            is_first = not is_within and (not written or written.endswith("\n"))
            written += self._inline(node, is_first=is_first, is_linked=is_linked)
        return written

    def _inline(self, node: _Node, *, is_first: bool, is_linked: bool) -> str:
        kind = node.kind
        if kind == "Text":
            return self._plain(node.text, is_first=is_first, is_linked=is_linked)
        if kind == "Code":
            return _code(node.text)
        if kind == "InlineHtml":
            return _html(node.text)
        if kind == "SoftBreak":
            return "\n"
        if kind == "HardBreak":
            return "\\\n"
        if kind in _MARKS:
            return _marked(_MARKS[kind], self._running(node.children, is_linked=is_linked))
        if kind == "Image":
            return self._image(node)
        return self._link(node)

    def _plain(self, text: str, *, is_first: bool, is_linked: bool) -> str:
        start, self._place = self._place, self._place + len(text)
        text = "".join(self._changes.get(start + at, one) for at, one in enumerate(text))
        written, at = "", 0
        for match in () if is_linked else _BARE.finditer(text):
            written += _escaped(text[at : match.start()], is_first=is_first and not at)
            written += self._bare(match[0])
            at = match.end()
        return written + _escaped(text[at:], is_first=is_first and not at)

    def _bare(self, text: str) -> str:
        if "@" in text and "://" not in text:
            return _code(text)
        url = text if "://" in text else "https://" + text
        target = self._links.target(url)
        return f"<{url}>" if target == f"({url})" else f"[{escape(text)}]{target}"

    def _image(self, node: _Node) -> str:
        url = _address(node)
        words = self._running(node.children, is_linked=True, is_within=True)
        if is_absolute(url):
            return f"![{words}]({destination(url)})"
        return f"{words} ({_code(url)})" if url else words

    def _link(self, node: _Node) -> str:
        url = _address(node)
        words = one_line(self._running(node.children, is_linked=True, is_within=True))
        if is_absolute(url):
            return f"[{words or 'link'}]{self._links.target(url)}"
        # A place in the list's own page may not be here; its words say what was meant.
        if not url or url.startswith(("#", "javascript:")):
            return words
        return f"{words} ({_code(url)})"


def _gathered(nodes: Sequence[_Node]) -> list[_Node]:
    """Return blocks only: a tight item's running text becomes a paragraph."""
    blocks: list[_Node] = []
    running: _Node | None = None
    for node in nodes:
        if node.kind not in _INLINE:
            running = None
            blocks.append(node)
            continue
        if running is None:
            running = _Node("Paragraph")
            blocks.append(running)
        running.children.append(node)
    return blocks


def _led_by_words(nodes: list[_Node]) -> list[_Node]:
    """Return the running text of an item so that it starts with plain words, or is one link."""
    first = nodes[0]
    if first.kind in _MARKS:
        return _led_by_words([*first.children, *nodes[1:]]) if first.children else nodes[1:]
    if first.kind == "Code":
        return [_Node("Text", text=first.text), *nodes[1:]]
    if first.kind == "InlineHtml" and len(nodes) > 1:
        rest = [node for node in nodes if node.kind != "InlineHtml" or "=" in node.text]
        return (
            _led_by_words(rest)
            if rest and rest[0] is not first
            else [_Node("Text", text="Also "), *nodes]
        )
    if first.kind in ("Link", "Image", "InlineHtml"):
        is_whole = len(nodes) == 1 and first.kind == "Link"
        return nodes if is_whole else [_Node("Text", text="See "), *nodes]
    return nodes


def _words(node: _Node) -> Iterator[str]:
    """Yield the plain words below a node in the order in which they are written."""
    if node.kind == "Text":
        yield node.text
    elif node.kind not in ("CodeBlock", "HtmlBlock", "Table"):
        for child in node.children:
            yield from _words(child)


def _escaped(text: str, *, is_first: bool) -> str:
    """Return the words as markdown, with the blanks around them."""
    # A number that ends a line or stands before a blank would begin a list.
    is_start = is_first and _NO_NUMBER.match(text) is None
    words = escape_line(text) if is_start else escape(text)
    if not words:
        return " " if text and not is_first else ""
    before = " " if text[0].isspace() and not is_first else ""
    return before + words + (" " if text[-1].isspace() else "")


def _marked(mark: str, words: str) -> str:
    """Return the words between marks, which must not stand beside a blank."""
    inner = words.strip()
    if not inner:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"


def _code(text: str) -> str:
    text = one_line(text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * (longest + 1)}{pad}{text}{pad}{'`' * (longest + 1)}" if text else ""


def _code_block(node: _Node) -> str:
    text = "".join(child.text for child in node.children).strip("\n")
    language = ""
    if isinstance(node.detail, dict):
        language = one_line(str(next(iter(node.detail.values()), ""))).replace("`", "")
    # Commands behind a prompt are a session; as a script awesome-lint refuses them.
    if text and all(line.startswith("$") for line in text.split("\n") if line.strip()):
        language = "console"
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    return f"{'`' * (longest + 1)}{language}\n{text}\n{'`' * (longest + 1)}"


def _html(text: str) -> str:
    """Return the tag with a relative address as what a pointer over it shows."""
    return _ATTRIBUTE.sub(r"title\1\2", text)


def _address(node: _Node) -> str:
    return one_line(str(node.detail.get("dest_url", ""))) if isinstance(node.detail, dict) else ""
