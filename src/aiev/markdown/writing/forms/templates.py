"""The way an entry is written, with its fields taken out.

`*   [`, `](`, `) | `, `` stand around label, address and date.
"""

from dataclasses import dataclass

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.markdown.reading.words import phrases

FIELDS = ("label", "url", "date", "organizations", "note")
OWN_ID = "\x00"
"""Stands where a way of writing repeats the paper's arXiv id, as badges do."""

OWN_URL = "\x01"
"""Stands where a way of writing repeats the paper's address, as the text of its link does."""

OWN_YEAR, OWN_MONTH = "\x02", "\x03"
"""Stand where a badge gives the year and the month of the paper's arXiv id."""

OWN = re.compile(f"[{OWN_ID}{OWN_URL}{OWN_YEAR}{OWN_MONTH}]")
_OWN_BADGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\x02[^()\s]*\)")
_ALLOWED = re.compile(
    r"\b(?:et\.? ?al|paper|papers|pdf|abs|abstract|link|url|html|arxiv)\b", re.IGNORECASE
)
_TAG = re.compile(r"</?\w[^<>]*(?:>|\Z)|\A[^<>]*>")
_LINK_TEXT = re.compile(r"\[([^\[\]]*)\]\(\Z")
# `| [code]`: where the link is to stand once there is one.
_UNLINKED = re.compile(r"\[([A-Za-z][A-Za-z ]{1,15})\](?![(\[\]])")
_LABEL = re.compile(r"(?P<name>[A-Za-z][A-Za-z ]{1,20})[*_]*:")
_BADGE = re.compile(r"\[!\[[^\[\]]*\]\([^()\s]*\)\]\(\Z")
_LINK_END = re.compile(r"\]+\(")
_LINK_CLOSE = re.compile(r"[\]*_`]*\)(?:[\]*_`]|\\\])*")
_LEADING_BREAK = re.compile(r"\A([ \t]*)<br ?/?>[ \t]*", re.IGNORECASE)
_LINE_TAG = re.compile(r"(?:<br ?/?>\s*)+\Z", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[ \t]*[,;:|·–—，、；：-]+[ \t]*|[ \t]+)\Z")
_LEADING = re.compile(r"\A[ \t]*[:;,.|–，、；：-]+[ \t]*")
_BREAK = r"(?:\r\n|\n|\r)"
# `<font color="gray"></font>` on a line of its own held the authors.
_SHELL = re.compile(
    rf"(?:{_BREAK}[ \t]*)+<(?P<tag>\w+)\b[^<>]*>(?P<words>[^<>\r\n]*)</(?P=tag)>[ \t]*"
    rf"(?={_BREAK}|\Z)"
)
_LAST_LINE = re.compile(rf"{_BREAK}[^\r\n]*\Z")
_STOP = re.compile(r"\A[.,;:]+(?=[\s*_]|\Z)")
_CLOSERS = re.compile(r"[)\]*_\"'”]+")
_MARKS = " \t*_[(\"'"
_OPEN, _CLOSE = "([（【{*_\"'“`", ")]）】}*_\"'”`"
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))


@dataclass(frozen=True, slots=True)
class Template:
    """The fields in their order and what stands around them: one literal more than fields.

    `bullet` is the item's mark with its indent and blanks, empty for paragraphs and HTML. Further
    lines are indented as against the words behind the bullet, which may be wider or narrower.
    """

    bullet: str
    order: tuple[str, ...]
    literals: tuple[str, ...]

    @property
    def shape(self) -> tuple[str, ...]:
        """What stands before the title and between title and link: what makes entries alike."""
        mark = self.bullet.strip()
        return mark if not mark[:1].isdigit() else "1", self.literals[0], *self.order[:2]

    def without(self, field: str) -> "Template":
        """Return the template for entries that lack a field."""
        at = self.order.index(field)
        after = self.literals[at + 1]
        if field.split()[0] in ("authors", "note", "keywords"):
            # `Ada Bee.* [[abs]]`, `a toolkit.`: the stop ends those words.
            after = _STOP.sub("", after)
        before = self.literals[at]
        if before.endswith("[") and (closed := _LINK_END.match(after)) is not None:
            # `[[ICML 2023]](u)`: a link keeps a text.
            before, after = f"{before}paper{closed.group()}", after[closed.end() :]
            joined = before + after
        else:
            joined = join(before, after)
        if field == "note":
            joined = re.sub(r":([*_]*)\Z", r"\1", joined)
        if not at and not self.literals[0].strip(_MARKS):
            joined = _LEADING.sub("", joined).lstrip(" \t")
        if not at and not _LINE_TAG.sub("", self.literals[0]).strip():
            # `| <badge> <br> [T](u)`: the break was the badge's.
            joined = _LEADING_BREAK.sub(r"\1", joined)
        joined = _SHELL.sub(lambda m: m.group() if says_more(m["words"]) else "", joined)
        literals = (*self.literals[:at], joined, *self.literals[at + 2 :])
        return Template(self.bullet, self.order[:at] + self.order[at + 1 :], literals)

    def with_field(self, field: str, before: str) -> "Template":
        """Return the template with one more field: a note behind the link, others at the end."""
        at = self.order.index("url") + 1
        close = _CLOSERS.match(self.literals[at])
        closed = "".join(closing(char) for char in reversed(before))
        if field == "note" and self.order[at - 2 : at - 1] == ("label",) and close is not None:
            literal = self.literals[at]
            literals = (
                *self.literals[:at],
                literal[: close.end()] + before,
                closed + literal[close.end() :],
                *self.literals[at + 1 :],
            )
            return Template(self.bullet, (*self.order[:at], field, *self.order[at:]), literals)
        tail = self.literals[-1].rstrip(" \t|,")
        stop = "." if tail.endswith(".") else ""
        literals = (*self.literals[:-1], tail.removesuffix(".") + before, closed + stop)
        return Template(self.bullet, (*self.order, field), literals)

    def with_link(self, field: str) -> "Template":
        """Return the template with a further link: behind the last link, parted as links are."""
        at = max(
            index
            for index, name in enumerate(self.order)
            if name == "url" or name.startswith("link ")
        )
        literal = self.literals[at + 1]
        close = _LINK_CLOSE.match(literal) if self.order[at] == "url" else None
        end = close.end() if close is not None else 0
        apart = re.search(r"[\s,|]*\[*\Z", self.literals[at])
        gap = apart.group().rstrip("[") if apart is not None and at else ""
        gap = gap if gap.strip() in ("|", "") and "\n" not in gap and gap else " "
        literals = (
            *self.literals[: at + 1],
            literal[:end] + gap,
            literal[end:],
            *self.literals[at + 2 :],
        )
        return Template(
            self.bullet, (*self.order[: at + 1], field, *self.order[at + 1 :]), literals
        )

    def fill(self, values: dict[str, str]) -> str:
        """Return the entry's text, without its bullet."""
        url = values.get("url", "")
        found = arxiv_id.find(url)
        own = {OWN_URL: url, OWN_ID: found.value if found is not None else ""}
        if found is not None:
            month = found.month()
            own |= {OWN_YEAR: str(month.year), OWN_MONTH: f"{month.month:02}"}
        first, *literals = (OWN.sub(lambda m: own[m[0]], literal) for literal in self.literals)
        parts = [first]
        for field, literal in zip(self.order, literals, strict=True):
            parts += [values[field], literal]
        return "".join(parts).rstrip(" \t\r\n")

    @property
    def needs_id(self) -> bool:
        """Whether the way of writing is one for papers of arXiv only: it names arXiv or the id."""
        return any(
            "arxiv" in literal.lower() or OWN_ID in literal or OWN_YEAR in literal
            for literal in self.literals
        )


def join(before: str, after: str) -> str:
    """Return what remains between two fields when the one that stood between them goes.

    Brackets and emphasis that held it go too, and one of the two separators; a line that held
    nothing else goes whole.
    """
    last = _LAST_LINE.search(before)
    if last is not None and not says_more(last.group()):
        rest = after.lstrip(" \t*_\\")
        if not rest:
            return before[: last.start()].rstrip()
        if rest[0] in "\r\n":
            return before[: last.start()] + rest
    before = before.rstrip("@")
    if before[-1:] in _OPEN and before and not (after and _PAIRS.get(before[-1]) == after[0]):
        after = _LEADING.sub("", after).lstrip(" \t")
    while before and after and _PAIRS.get(before[-1]) == after[0]:
        before, after = before[:-1], after[1:]
    before = _TRAILING.sub("", before)
    if before.endswith(("\n", "\r")):
        after = _LEADING.sub("", after).lstrip(" \t")
    if not after.strip() or after.lstrip().startswith(("<br", "</")):
        before = _LINE_TAG.sub("", before)
    if after[:1] in (".", ",") and before.rstrip('*_ "”').endswith(after[0]):
        # `**T.** *ICLR 2024*. [[pdf]]` had a stop for each.
        after = after[1:]
    return before + after


def closing(char: str) -> str:
    """Return what closes a bracket, a quote or emphasis; nothing for other characters."""
    return _PAIRS.get(char, "")


def says_more(literal: str) -> bool:
    """Return whether words stand between fields that are no label and no word for a link."""
    literal = _BADGE.sub("", _OWN_BADGE.sub("", literal).replace(OWN_ID, ""))
    literal = _LINK_TEXT.sub(lambda m: "" if phrases.is_paper_link(m[1]) else m.group(), literal)
    literal = _UNLINKED.sub(lambda m: "" if phrases.is_form_name(m[1]) else m.group(), literal)
    literal = _LABEL.sub(lambda m: "" if _is_label(m["name"]) else m.group(), literal)
    return any(char.isalnum() for char in _ALLOWED.sub("", _TAG.sub("", literal)))


def _is_label(name: str) -> bool:
    found = phrases.find_label(f"{name}:")
    return found is not None and found[0] != "note"
