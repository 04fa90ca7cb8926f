"""Texts of arXiv's records in one form: lines, paragraphs, and notices of withdrawal."""

import re
import unicodedata

# arXiv starts a paragraph with two spaces; other line breaks are where a text was wrapped.
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\n[ \t]+")
_WORK = r"(?:paper|article|manuscript|preprint|submission|work|version|note|letter|report|thesis)"
_BEEN = r"(?:(?:has|have|had|is|was|are|were|being|been|now|temporarily|hereby)\s+)+"
# A paper can be withdrawn from a conference and stay on arXiv.
_WITHDRAWN = r"withdrawn\b(?!\s+from\s+(?!arxiv\b))"
_IN_COMMENT = re.compile(
    rf"^\W*{_WITHDRAWN}"
    rf"|\b{_BEEN}{_WITHDRAWN}"
    rf"|\b{_WITHDRAWN}\s+(?:by|due|because|as|since|for)\b"
    rf"|\bwish(?:es)?\s+to\s+withdraw\b"
    rf"|\bwithdraw(?:s|ing)?\s+(?:this|the|our)\s+{_WORK}\b",
    re.IGNORECASE,
)
_IN_ABSTRACT = re.compile(
    rf"\W*(?:(?:this|the)\s+(?:arxiv\s+)?{_WORK}\s+{_BEEN})?{_WITHDRAWN}", re.IGNORECASE
)


def storable(text: str) -> str:
    """Return the text without U+0000, where SQLite would end it, and without lone surrogates.

    JSON may hold both; a surrogate becomes U+FFFD.
    """
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "") if "\0" in text else text


def line(text: str | None) -> str | None:
    """Return `text` as one line in NFC, or None where nothing is left."""
    return " ".join(_composed(text).split()) or None if text else None


def paragraphs(text: str | None) -> str | None:
    """Return `text` in NFC with one line a paragraph and a blank line between, or None."""
    plain = _composed(text or "").strip()
    unwrapped = plain.replace("\n", " ")
    if _is_evenly_spaced(unwrapped):
        return unwrapped or None
    plain = plain.replace("\r\n", "\n")
    if "\n\n" not in plain and "\n " not in plain and "\n\t" not in plain:
        return " ".join(plain.split()) or None
    return "\n\n".join(" ".join(part.split()) for part in _PARAGRAPH.split(plain)) or None


def is_withdrawn(*, comment: str | None, abstract: str | None) -> bool:
    """Return whether a record's comment or abstract says that the paper was withdrawn.

    arXiv keeps the entry of a withdrawn paper and does not mark it otherwise.
    """
    if comment and "withdraw" in comment.lower() and _IN_COMMENT.search(comment):
        return True
    return bool(abstract and _IN_ABSTRACT.match(abstract))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _is_evenly_spaced(text: str) -> bool:
    """Return whether the words have single spaces between, as in most abstracts on one line.

    To look takes a fifth of the time of splitting, which counts with millions of records.
    """
    return (
        text.isascii()
        and "  " not in text
        # ASCII has no other white space than these, the space and the line feed.
        and "\t" not in text
        and "\r" not in text
        and "\v" not in text
        and "\f" not in text
        and "\x1c" not in text
        and "\x1d" not in text
        and "\x1e" not in text
        and "\x1f" not in text
    )
