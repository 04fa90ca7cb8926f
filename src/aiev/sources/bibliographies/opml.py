"""OPML: an outline of links, or of the feeds that somebody reads, with folders around them."""

from xml.parsers import expat

from aiev.domain.finding import Finding
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.wording import page_title, texts

_DEEPEST = 200
_MOST = 200_000


def read(text: str) -> Reading:
    """Return a work for each outline that has an address: links, and the sites of feeds.

    What is broken is read up to there, and told.
    """
    parser, outlines = expat.ParserCreate(), _Outlines()
    parser.StartElementHandler = lambda tag, given: outlines.start(
        tag, given, parser.CurrentLineNumber
    )
    parser.EndElementHandler = outlines.end
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except (expat.ExpatError, ValueError) as error:
        told = f"the outline cannot be read from here on: {error}"
        outlines.findings.append(Finding(parser.CurrentLineNumber, "bad-record", told))
    return Reading(tuple(outlines.records), tuple(outlines.findings))


def _refuse(*_: object) -> None:
    raise ValueError("it declares entities of its own")


class _Outlines:
    """The works of the outlines so far, and the folders that are open."""

    def __init__(self) -> None:
        self.records: list[WorkRecord] = []
        self.findings: list[Finding] = []
        self._folders: list[str | None] = []

    def start(self, tag: str, given: dict[str, str], line: int) -> None:
        """Take an element; raises ValueError for more of them than any outline has."""
        if tag.lower() != "outline":
            return
        if len(self._folders) >= _DEEPEST or len(self.records) >= _MOST:
            raise ValueError("nested too deep or of too many parts")
        name = texts.line(given.get("title") or given.get("text"))
        record = self._record(given, name, line)
        if record is not None:
            self.records.append(record)
        self._folders.append(None if record is not None else name)

    def end(self, tag: str) -> None:
        """End an element."""
        if tag.lower() == "outline" and self._folders:
            self._folders.pop()

    def _record(self, given: dict[str, str], name: str | None, line: int) -> WorkRecord | None:
        named = (given.get(key) for key in ("url", "htmlUrl", "htmlurl", "xmlUrl", "xmlurl"))
        url = next(filter(None, map(texts.address, named)), None)
        if url is None:
            return None
        group = "/".join(folder for folder in self._folders if folder)
        arxiv, doi = texts.identifiers(url)
        note = texts.paragraphs(texts.of_html(given.get("description") or given.get("_note") or ""))
        return WorkRecord(
            line=line,
            title=page_title.of_work(name, url),
            url=url,
            arxiv_id=arxiv,
            doi=doi,
            type=texts.line(given.get("type")),
            groups=(group,) if group else (),
            keywords=texts.split(given.get("category"), ",/"),
            notes=(note,) if note else (),
        )
