"""Lists that are long in one respect: what holds for each is that work grows with the length."""

from collections.abc import Callable

MAKERS: dict[str, Callable[[range], str]] = {}
"""The text of a list by what it has many of; of each number it holds one."""


def _each(name: str, one: str, *, before: str = "- ", between: str = " ", after: str = "") -> None:
    MAKERS[name] = lambda numbers: before + between.join(map(one.format, numbers)) + after


_TITLED = "- [T](https://x.io) "
_TABLE = "| T | P |\n|---|---|\n"
_ID = "2{0:03}.1{0:04}"

_each("links in a line", "[a{0}](https://x.io/{0})")
_each("links below a line", "[a{0}](https://x.io/{0})", before="- Deep Order of Things\n  ")
_each("links in a paragraph", "[a{0}](https://x.io/{0})", before="")
_each("links in a cell", "[a{0}](https://x.io/{0})", before=_TABLE + "| A | ", between="<br>")
_each("links that show their addresses", "[https://x.io/{0}](https://x.io/{0})")
_each("links and addresses", "[a{0}](https://x.io/{0}) https://y.io/{0}")
_each("links to places in the page", "[a{0}](#x{0})")
_each("links that are venues", "[Order 2024 {0}](https://x.io/{0})", before=_TITLED)
_each("links of people", "[Ada Bee{0}](https://x.io/{0})", before=_TITLED, between=", ")
_each("lines that are papers", "[Order {0}](https://x.io/{0}.pdf)", between="<br>")
_each("addresses", "https://x.io/{0}")
_each("addresses in brackets", "<https://x.io/{0}>")
_each("addresses beside code", "`a{0}` https://x.io/{0}", before=_TITLED)
_each("ids", f"arXiv:{_ID}")
_each("ids and links", f"[a{{0}}](https://x.io/{{0}}) arXiv:{_ID}")
_each("badges", "[![b](https://img.shields.io/{0})](https://x.io/{0})", before=_TITLED)
_each("bold words", "**a{0}** b", before=_TITLED)
_each("names", "Ada Bee{0}", before=_TITLED, between=", ")
_each("links in HTML", '<a href="https://x.io/{0}">a{0}</a>')
_each("links in HTML without an end", '<a href="https://x.io/{0}">a{0}</b>')
_each("bold tags without an end", "<b> a{0} </i>", before=_TITLED)
_each("rows", "| A{0} | b |", before=_TABLE, between="\n")
_each("rows of HTML", '<tr><td><a href="https://x.io/{0}">A</a>', before="<table>", between="\n")
_each("cells of HTML", '<td><a href="https://x.io/{0}">A</a></td>', before="<table><tr>")
_each("items", "- [a{0}](https://x.io/{0})", before="", between="\n")
_each("items below one", "  - [Order {0}](https://x.io/{0}.pdf)", before="- B\n", between="\n")
_each("headings", "## H{0}\n\n- [a](https://x.io/{0})", before="", between="\n\n")
_each("comments", "<!-- a{0} -->", before="", between="\n\n")
MAKERS["letters in a word"] = lambda numbers: _TITLED + "w" * 50 * len(numbers)


def make(name: str, numbers: range) -> str:
    """Return a list with as many of something as there are numbers, below one heading."""
    return f"# L\n\n## T\n\n{MAKERS[name](numbers)}\n"
