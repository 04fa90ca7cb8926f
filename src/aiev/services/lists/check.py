"""All that is wrong or doubtful in the lists, by their text and by what arXiv says."""

import re
from collections.abc import Collection, Iterator, Sequence

from aiev.domain import arxiv_id, partial_date, title_likeness
from aiev.domain.finding import CODES, LEVELS, Finding
from aiev.domain.knowledge import Entry, Paper
from aiev.domain.organizations.directory import Directory
from aiev.domain.paper import Enrichment
from aiev.errors import NotFoundError, UsageError
from aiev.markdown.reading import document, venues
from aiev.markdown.values import Links, ParsedList
from aiev.services.lists import findings as list_findings
from aiev.services.lists import same_work
from aiev.store.reading import catalog, entry_keys, list_edits
from aiev.store.reading.reader import Reader
from aiev.value import value

# Publishers' addresses tell the year, too: `/paper/2021/hash/…`, `/content/CVPR2024/…`.
_YEAR = re.compile(r"(?<![0-9])(?:19[5-9]|20[0-4])[0-9](?![0-9])|\w ?['’][0-9]{2}\b")


@value
class ListFinding:
    """A finding and the name of the list that it is about."""

    list: str
    finding: Finding


@value
class Checked:
    """What was found, by list and line, and the account of the links of each list."""

    findings: tuple[ListFinding, ...]
    links: tuple[tuple[str, Links], ...]


def check(
    reader: Reader, directory: Directory, *, list_name: str | None, off: Collection[str]
) -> Checked:
    """Return the findings of one list or all and their links; codes in `off` are left out.

    Raises NotFoundError for a name that no list has.
    """
    strange = sorted(set(off) - set(CODES))
    if strange:
        raise UsageError(
            f"AIEV_CHECK_OFF names a code that there is not: {strange[0]}",
            hint=f"the codes are {', '.join(CODES)}",
        )
    names = [one.name for one in catalog.lists(reader)]
    if list_name is not None and list_name not in names:
        raise NotFoundError(
            f"no list has this name: {list_name}", hint="`aiev lists` shows the names"
        )
    papers = list(reader.iter_papers(reader.all_ids()))
    known = {
        one.arxiv_id: list_findings.Known(one.title, one.published)
        for one in papers
        if one.arxiv_id and one.enrichment == Enrichment.DONE
    }
    pairs = same_work.find(papers)
    found: list[ListFinding] = []
    links: list[tuple[str, Links]] = []
    for name in names if list_name is None else [list_name]:
        content = (reader.list_content(name) or b"").decode("utf-8")
        parsed = document.read(content, is_organization=directory.is_organization)
        findings = {
            *list_findings.find_all(parsed, directory, known=known),
            *_of_papers(papers, parsed, name),
            *same_work.findings(pairs, name),
            *_conflicts(reader, parsed, name),
        }
        ordered = sorted(findings, key=lambda f: (f.line, f.code, f.message))
        found += [ListFinding(name, each) for each in ordered if each.code not in off]
        links.append((name, parsed.links))
    return Checked(tuple(found), tuple(links))


def from_level(found: Sequence[ListFinding], level: str) -> tuple[ListFinding, ...]:
    """Return the findings of this level and of the levels above it."""
    least = LEVELS.index(level)
    return tuple(one for one in found if LEVELS.index(one.finding.level) >= least)


def _conflicts(reader: Reader, parsed: ParsedList, name: str) -> Iterator[Finding]:
    entries = {entry.span[0]: entry for entry in parsed.entries}
    for one in list_edits.edits(reader, name):
        entry = entries.get(one.start)
        if entry is None:
            continue
        now = entry_keys.values_of(entry)[one.field]
        if now not in (one.listed, one.own):
            yield Finding(
                entry.line,
                "edit-conflict",
                f"{one.field} of “{entry.label}”: the file says “{now or ''}”,"
                f" you said “{one.own or ''}”",
            )


def _of_papers(papers: list[Paper], parsed: ParsedList, name: str) -> Iterator[Finding]:
    texts = {entry.line: parsed.text[slice(*entry.span)] for entry in parsed.entries}
    for paper in papers:
        for entry in paper.entries:
            if entry.list == name and entry.line is not None:
                yield from _of_entry(paper, entry, entry.line)
                # An arXiv id tells its month.
                if paper.kind == "paper" and not (paper.arxiv_id or paper.issued):
                    said = (texts.get(entry.line), entry.group, entry.topic, parsed.title)
                    if not any(map(_has_year, said)):
                        yield Finding(entry.line, "missing-date", f"no date for “{entry.label}”")


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


def _has_year(text: str | None) -> bool:
    """Return whether a text gives a year: of a date, a venue (`OSDI'24`), or in an address."""
    if not text:
        return False
    if _YEAR.search(text) or partial_date.find(text) is not None:
        return True
    venue = venues.find(text)
    return venue is not None and venue.year is not None
