"""arXiv's Atom feeds: broken ones are refused, whole ones repaired for the `arxiv` package."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree

from aiev.domain.arxiv_id import ArxivId

NO_DAY = "1900-01-01T00:00:00+00:00"
"""Stands where an entry gives no readable time: the package drops an entry without one."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_ERRORS = "/api/errors"
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
# What XML 1.0 forbids, as it is or as a reference: copied from a PDF into an abstract, say.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x0*(?P<hex>[0-9a-fA-F]{1,6})|0*(?P<decimal>[0-9]{1,7}));")
_UNREADABLE = "\ufffd"
_CHUNK = 65_536
_DEEPEST = 32
_MOST_ELEMENTS = 400_000


def parse(body: bytes) -> ElementTree.Element:
    """Read a whole Atom feed; raises ValueError, with the reason, for anything else.

    Stricter than the package, which reads half a page as a page with fewer entries. A document type
    declaration is refused before any XML parser sees it: no entity is ever expanded. A character
    that XML forbids is replaced, so that the rest of the page is not lost.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("not in UTF-8") from None
    if _HTML.match(text):
        raise ValueError("an HTML page")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("XML with a document type declaration")
    root = _tree(_REFERENCE.sub(_allowed, _FORBIDDEN.sub(_UNREADABLE, text)))
    if root.tag != _ATOM + "feed":
        raise ValueError("XML, but no Atom feed")
    return root


def render(feed: ElementTree.Element) -> bytes:
    """Return the feed as bytes from which the package reads all entries and asks for no more.

    Times that are missing or cannot be read become `NO_DAY`; the total becomes the number of
    entries, else the package would ask for the next page by itself.
    """
    entries = feed.findall(_ATOM + "entry")
    for entry in entries:
        for tag in (_ATOM + "published", _ATOM + "updated"):
            element = entry.find(tag)
            if element is None:
                element = ElementTree.SubElement(entry, tag)
            element.text = _time(element.text)
    for total in feed.findall(_TOTAL):
        feed.remove(total)
    ElementTree.SubElement(feed, _TOTAL).text = str(len(entries))
    body: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def find_error(feed: ElementTree.Element) -> str | None:
    """Return what an error feed says, or None where `feed` is none."""
    for entry in feed.findall(_ATOM + "entry"):
        if _ERRORS in entry.findtext(_ATOM + "id", ""):
            return " ".join(entry.findtext(_ATOM + "summary", "").split()) or "no reason given"
    return None


def find_error_in(body: bytes) -> str | None:
    """Return what the error feed in `body` says, or None where it is none."""
    try:
        return find_error(parse(body))
    except ValueError:
        return None


def find_named(error: str, ids: Iterable[ArxivId]) -> ArxivId | None:
    """Return which of `ids` an error names (`incorrect id format for 2401.0`), or None."""
    words = {word.strip("\"'.,;:()") for word in error.split()}
    return next((one for one in ids if str(one) in words or one.value in words), None)


class _Bounded(ElementTree.TreeBuilder):
    """Builds the tree, but refuses a size and depth that no answer of arXiv has."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self.elements += 1
        self._depth += 1
        if self._depth > _DEEPEST or self.elements > _MOST_ELEMENTS:
            raise ValueError("XML nested too deep or of too many parts")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def _tree(text: str) -> ElementTree.Element:
    target = _Bounded()
    parser = ElementTree.XMLParser(target=target)
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
        return parser.close()
    except ElementTree.ParseError:
        raise ValueError("XML that is cut off or broken" if target.elements else "no XML") from None


def _allowed(reference: re.Match[str]) -> str:
    code = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
    is_allowed = code in (0x9, 0xA, 0xD) or (
        0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)
    )
    return reference[0] if is_allowed else _UNREADABLE


def _time(text: str | None) -> str:
    try:
        moment = datetime.fromisoformat((text or "").strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return NO_DAY
