"""A browser's bookmarks as HTML: folders within folders, links, and what people wrote below them.

The format closes none of its tags, so that a parser of HTML finds other nestings than meant; here
`<H3>` names the `<DL>` that follows.
"""

from html.parser import HTMLParser

from aiev.domain.doi import find_doi
from aiev.domain.finding import Finding
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.wording import page_title, texts

_DEEPEST = 50
# The names that browsers give the folders around all others.
_ROOTS = frozenset(
    (
        *("bookmarks", "bookmarks bar", "bookmarks toolbar", "bookmarks menu", "other bookmarks"),
        *("mobile bookmarks", "favorites", "favorites bar", "favourites", "imported"),
    )
)


def read(text: str) -> Reading:
    """Return a work for each link; one that is no web address is passed over, and told."""
    parser = _Bookmarks()
    parser.feed(text)
    parser.close()
    parser.finish()
    return Reading(tuple(parser.records), tuple(parser.findings))


class _Bookmarks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.records: list[WorkRecord] = []
        self.findings: list[Finding] = []
        self._folders: list[str | None] = []
        self._named: str | None = None
        self._text: list[str] | None = None
        self._link: dict[str, str] | None = None
        self._line = 0
        self._below: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a folder, a link or what is written below one."""
        if tag in ("dt", "dl", "h3", "a", "dd"):
            self._text = None
        if tag in ("dt", "dl", "h3", "a"):
            self.finish()
        if tag == "dl":
            self._folders.append(self._named)
            self._named = None
        elif tag in ("h3", "h1"):
            self._text = []
        elif tag == "a":
            self._link = {name: value or "" for name, value in attrs}
            self._line, self._text = self.getpos()[0], []
        elif tag == "dd":
            self._below = []
            self._text = self._below

    def handle_endtag(self, tag: str) -> None:
        """End a folder, or the name of one."""
        if tag == "dl":
            self.finish()
            if self._folders:
                self._folders.pop()
        elif tag == "h3":
            self._named = texts.line("".join(self._text or ()))
            self._text = None
        elif tag == "a" and self._link is not None:
            self._link["title"] = "".join(self._text or ())
            self._text = None

    def handle_data(self, data: str) -> None:
        """Take the words of whatever is open."""
        if self._text is not None:
            self._text.append(data)

    def finish(self) -> None:
        """Store the link that is open."""
        link, self._link = self._link, None
        below, self._below = self._below, None
        if link is None:
            return
        url = texts.address(link.get("href"))
        title = texts.line(link.get("title", "".join(self._text or ())))
        if url is None:
            shown = texts.line(link.get("href", ""))
            told = f"a bookmark that is no web address: {(shown or '(empty)')[:80]}"
            self.findings.append(Finding(self._line, "bad-record", told))
            return
        names = [name for name in self._folders if name and name.casefold() not in _ROOTS]
        arxiv, _ = texts.identifiers(url)
        note = texts.paragraphs("".join(below or ()))
        self.records.append(
            WorkRecord(
                line=self._line,
                title=page_title.of_work(title, url),
                url=url,
                arxiv_id=arxiv,
                doi=find_doi(url),
                groups=("/".join(names[-_DEEPEST:]),) if names else (),
                keywords=texts.split(link.get("tags"), ","),
                notes=(note,) if note else (),
            )
        )
