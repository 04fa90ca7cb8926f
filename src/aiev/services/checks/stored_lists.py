"""All that is wrong or doubtful in the lists, by their text and by what arXiv says."""

from collections.abc import Collection, Iterator
from datetime import date

from aiev.domain import arxiv_id, title_likeness
from aiev.domain.conflict import Conflict
from aiev.domain.finding import Finding
from aiev.domain.knowledge import Entry, Paper
from aiev.domain.organizations.directory import Directory
from aiev.domain.paper import Enrichment
from aiev.errors import NotFoundError
from aiev.markdown.reading import document
from aiev.markdown.values import Links, ParsedList
from aiev.services.checks import checked, list_file, missing_dates, published, same_work
from aiev.services.checks.across_lists import Compared
from aiev.services.checks.checked import Checked, ListFinding
from aiev.services.lists import findings as list_findings
from aiev.services.lists import topic_edits
from aiev.store.reading import catalog, entry_keys, list_edits
from aiev.store.reading.reader import Reader


def check(
    reader: Reader,
    directory: Directory,
    *,
    names: Collection[str],
    today: date,
    off: Collection[str],
) -> tuple[Checked, tuple[Compared, ...]]:
    """Return the findings of the lists of these names, or of all, their links, and the lists.

    Codes in `off` are left out. Raises NotFoundError for a name that no list has.
    """
    known_names = [one.name for one in catalog.lists(reader)]
    for name in names:
        if name not in known_names:
            raise NotFoundError(
                f"no file and no list has this name: {name}",
                hint="`aiev lists` shows the names of lists",
            )
    names = names or known_names
    papers = list(reader.iter_papers(reader.listed_ids(names)))
    pairs = same_work.find(reader, papers)
    found: list[ListFinding] = []
    links: list[tuple[str, Links]] = []
    lists: list[Compared] = []
    for name in names:
        content = (reader.list_content(name) or b"").decode("utf-8")
        parsed = document.read(content, is_organization=directory.is_organization)
        ids = {one.arxiv_id.value for one in parsed.entries if one.arxiv_id is not None}
        known = {
            key: list_findings.Known(title, published)
            for key, title, published in reader.told_by_arxiv(ids)
        }
        findings = (
            *list_findings.find_all(parsed, directory, known=known),
            *list_file.beyond_import(parsed, today=today),
            *_of_papers(papers, parsed, name),
            *same_work.findings(pairs, name),
            *_conflicts(reader, parsed, name),
            *(one.finding() for one in published.of_list(papers, name, parsed)),
        )
        found += checked.of_list(name, parsed, findings, off=off)
        links.append((name, parsed.links))
        lists.append(Compared(name, parsed))
    return Checked(tuple(found), tuple(links)), tuple(lists)


def _conflicts(reader: Reader, parsed: ParsedList, name: str) -> Iterator[Finding]:
    entries = {entry.span[0]: entry for entry in parsed.entries}
    names = [(topic.path, topic.listed) for topic in list_edits.topics(reader, name)]
    for one in topic_edits.in_file(list_edits.edits(reader, name), (), names)[0]:
        entry = entries.get(one.start)
        if entry is None:
            continue
        now = entry_keys.values_of(entry)[one.field]
        if now not in (one.listed, one.own):
            conflict = Conflict(entry.line, entry.label, one.field, now, one.own, paper_id=0)
            yield Finding(entry.line, "edit-conflict", conflict.told)


def _of_papers(papers: list[Paper], parsed: ParsedList, name: str) -> Iterator[Finding]:
    texts = {entry.line: parsed.text[slice(*entry.span)] for entry in parsed.entries}
    for paper in papers:
        for entry in paper.entries:
            if entry.list == name and entry.line is not None:
                yield from _of_entry(paper, entry, entry.line)
                # An arXiv id tells its month.
                if paper.kind == "paper" and not (paper.arxiv_id or paper.issued):
                    said = (texts.get(entry.line), entry.group, entry.topic, parsed.title)
                    if not any(map(missing_dates.has_year, said)):
                        yield missing_dates.of(entry.line, entry.label)


def _of_entry(paper: Paper, entry: Entry, line: int) -> Iterator[Finding]:
    if paper.arxiv_id is None:
        return
    if paper.enrichment == Enrichment.UNKNOWN:
        yield Finding(line, "unknown-id", f"arXiv has no paper {paper.arxiv_id}")
    if paper.is_withdrawn:
        yield Finding(line, "withdrawn", f"{paper.arxiv_id} was withdrawn: “{paper.title}”")
    if (
        paper.enrichment == Enrichment.DONE
        and title_likeness.contradict(entry.label, paper.title)
        and not title_likeness.are_alike(f"{entry.label} {entry.note or ''}", paper.title)
    ):
        yield Finding(
            line,
            "far-title",
            f"{paper.arxiv_id} is “{paper.title}” at arXiv, here “{entry.label}”",
        )
    linked = arxiv_id.find(entry.url) if entry.url else None
    if linked is not None and linked.version and paper.version and linked.version < paper.version:
        yield Finding(line, "newer-version", f"{linked} is linked, version {paper.version} is out")
