"""Papers that a list still calls preprints and that a source knows as published."""

import shlex
from collections.abc import Iterator, Sequence

from aiev import lazy_regex as re
from aiev.domain import arxiv_id, published_work, venue_names
from aiev.domain import doi as dois
from aiev.domain.finding import Finding
from aiev.domain.knowledge import Entry, EntryLink, Paper, Publication
from aiev.domain.told_by import ARXIV, LABELS
from aiev.exporters.bibliography import publication
from aiev.exporters.bibliography.publication import Form
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.services.checks import venue_form
from aiev.store.reading import catalog, entry_keys
from aiev.store.reading.reader import Reader
from aiev.value import replace, value

CODE = "published"


@value
class Proposal:
    """What a list does not say yet of a paper: its venue as the list writes them, its address.

    `line` is that of the first entry. `list` is the name under which the list is known; a file that
    is no list of the knowledge base has none, and no command that writes into it. `is_elsewhere`
    says that other lists have the paper, too.
    """

    list: str | None
    line: int
    paper: Paper
    publication: Publication
    venue: str | None
    url: str | None
    is_elsewhere: bool

    @property
    def reference(self) -> str:
        """How the paper is called on a command line."""
        return self.paper.arxiv_id or str(self.paper.id)

    @property
    def command(self) -> str:
        """The command that writes it into the list."""
        words = ["aiev", "edit", self.reference]
        words += ["--venue", self.venue] if self.venue else []
        words += ["--url", self.url] if self.url else []
        words += ["--list", self.list] if self.list and self.is_elsewhere else []
        return shlex.join(words)

    def finding(self) -> Finding:
        """Return it as a finding."""
        told = self.publication
        where = told.name or f"doi:{told.doi}"
        way = f": `{self.command}` writes it"
        if self.list is None:
            way = f": write {' and '.join(filter(None, (self.venue, self.url)))}"
        by = ", ".join(filter(None, (LABELS[told.source], told.day)))
        said = f"“{self.paper.title}” appeared in {where} ({by})"
        return Finding(self.line, CODE, said + way)


def of_list(papers: Sequence[Paper], name: str, parsed: ParsedList) -> Iterator[Proposal]:
    """Yield what the list of this name does not say of the papers that are published."""
    entries = [one for paper in papers for one in paper.entries if one.list == name]
    yield from _propose(papers, entries, name, known_as=name, title=parsed.title)


def of_file(reader: Reader, parsed: ParsedList, *, path: str) -> Iterator[Proposal]:
    """Yield what the list in a file does not say of the papers that are published.

    Its entries are those of the file, whatever the knowledge base holds; `path` is a whole one.
    """
    entries = [_as_entry(one, path) for one in parsed.entries]
    by_id: dict[str, list[Entry]] = {}
    for listed, entry in zip(parsed.entries, entries, strict=True):
        if listed.arxiv_id is not None:
            by_id.setdefault(listed.arxiv_id.value, []).append(entry)
    ids = [reader.paper_id(arxiv_id=one) for one in by_id]
    known_as = next((one.name for one in catalog.lists(reader) if one.path == path), None)
    papers = []
    for paper in reader.papers([one for one in ids if one is not None]):
        if paper.arxiv_id:
            others = (entry for entry in paper.entries if entry.list != known_as)
            papers.append(replace(paper, entries=(*by_id[paper.arxiv_id], *others)))
    yield from _propose(papers, entries, path, known_as=known_as, title=parsed.title)


def _propose(
    papers: Sequence[Paper],
    entries: Sequence[Entry],
    name: str,
    *,
    known_as: str | None,
    title: str | None,
) -> Iterator[Proposal]:
    """Yield what a list, whose `entries` are these, does not say.

    A paper counts as a preprint where no entry of it has a venue, nor any word that is this one.
    The address is proposed where the list links its published papers elsewhere than at arXiv.
    """
    appeared = [one for one in entries if published_work.venue(one.venue)]
    has_links_elsewhere = 2 * sum(map(_is_at_arxiv, appeared)) <= len(appeared)
    for paper in papers:
        here = [one for one in paper.entries if one.list == name and one.line is not None]
        known = _publication(paper)
        if known is None or not here or any(_names(one, known, title) for one in here):
            continue
        near = [one.venue for one in appeared if one.topic == here[0].topic and one.venue]
        venue = venue_form.written(known, near or [one.venue for one in appeared if one.venue])
        is_linked = known.doi and has_links_elsewhere and all(map(_is_at_arxiv, here))
        url = dois.address_of(known.doi) if known.doi and is_linked else None
        if venue or url:
            yield Proposal(
                known_as,
                here[0].line or 0,
                paper,
                known,
                venue,
                url,
                is_elsewhere=any(one.list != name for one in paper.entries),
            )


def is_any_asked(reader: Reader) -> bool:
    """Return whether a source was ever asked what became of a paper."""
    row = reader.connection.execute("select exists (select 1 from source_work)").fetchone()
    return bool(row[0])


def _publication(paper: Paper) -> Publication | None:
    """Return where a paper appeared, by what its authors told arXiv, else by another source.

    None where the two contradict each other, and where a journal reference cannot be read.
    """
    known, doi = paper.publication, published_work.published_doi(paper.doi)
    if known is not None and known.doi and doi and known.doi != doi:
        known = None
    if not paper.journal_ref:
        return replace(known, doi=known.doi or doi) if known else None
    told = publication.of(paper)
    short = venue_names.acronym(paper.journal_ref)
    if known is not None and known.doi and known.doi == doi:
        return known
    if told.year is None or not (short or (told.form is Form.ARTICLE and told.volume)):
        return None
    kind = "journal" if told.form is Form.ARTICLE else "conference"
    return Publication(
        venue=published_work.venue(told.container if kind == "journal" else short),
        short_venue=short,
        kind=kind,
        volume=told.volume or None,
        pages=told.pages or None,
        year=told.year,
        doi=doi,
        source=ARXIV,
        day=None,
    )


def _as_entry(one: ListedEntry, path: str) -> Entry:
    return Entry(
        id=0,
        list=path,
        topic=entry_keys.topic_path(one),
        label=one.label,
        note=one.note,
        group=one.group,
        url=one.url,
        listed_date=None,
        listed_organizations=one.organizations,
        venue=one.venue,
        line=one.line,
        position=0,
        links=tuple(EntryLink(link.text, link.url) for link in one.links),
        keywords=one.keywords,
    )


def _is_at_arxiv(entry: Entry) -> bool:
    return entry.url is not None and arxiv_id.find(entry.url) is not None


def _names(entry: Entry, known: Publication, title: str | None) -> bool:
    """Return whether an entry, or what it stands under, names a venue: its own, or this one."""
    if published_work.venue(entry.venue):
        return True
    short = (known.short_venue or "").removeprefix("Findings of ")
    if not short:
        return False
    is_named = re.compile(rf"(?<![A-Za-z]){re.escape(short)}(?![A-Za-z])").search
    said = (entry.note, entry.group, entry.topic, entry.keywords, title)
    links = (link.text for link in entry.links)
    return any(is_named(text) for text in (*said, *links) if text)
