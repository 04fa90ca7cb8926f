"""All that is wrong or doubtful in the lists, from their text and from what arXiv says."""

from collections.abc import Collection, Iterator

from aiev.domain import arxiv_id
from aiev.domain.finding import Finding
from aiev.domain.knowledge import Entry, Paper
from aiev.domain.organization_directory import Directory
from aiev.domain.paper import Enrichment
from aiev.errors import NotFoundError
from aiev.markdown import document
from aiev.services import list_findings
from aiev.store import catalog
from aiev.store.reader import Reader
from aiev.value import value


@value
class ListFinding:
    """A finding and the list that it is in."""

    list: str
    finding: Finding


def check(
    reader: Reader, directory: Directory, *, list_name: str | None, off: Collection[str]
) -> tuple[ListFinding, ...]:
    """Answer the findings of one list or all, by list and line; codes in `off` are left out.

    Raises NotFoundError for a name that no list has.
    """
    names = [one.name for one in catalog.lists(reader)]
    if list_name is not None and list_name not in names:
        raise NotFoundError(
            f"no list has this name: {list_name}", hint="`aiev lists` shows the names"
        )
    papers = list(reader.iter_papers(reader.all_ids()))
    found: list[ListFinding] = []
    for name in names if list_name is None else [list_name]:
        content = (reader.list_content(name) or b"").decode("utf-8")
        parsed = document.parse(content, is_organization=directory.is_organization)
        findings = {*list_findings.find_all(parsed, directory), *_of_papers(papers, name)}
        ordered = sorted(findings, key=lambda f: (f.line, f.code, f.message))
        found += [ListFinding(name, each) for each in ordered if each.code not in off]
    return tuple(found)


def _of_papers(papers: list[Paper], name: str) -> Iterator[Finding]:
    for paper in papers:
        for entry in paper.entries:
            if entry.list == name and entry.line is not None:
                yield from _of_entry(paper, entry, entry.line)


def _of_entry(paper: Paper, entry: Entry, line: int) -> Iterator[Finding]:
    if entry.listed_date is None and paper.published is None and paper.kind == "paper":
        yield Finding(line, "missing-date", f"no date for “{entry.label}”")
    if paper.arxiv_id is None:
        return
    if paper.enrichment == Enrichment.UNKNOWN:
        yield Finding(line, "unknown-id", f"arXiv has no paper {paper.arxiv_id}")
    if paper.is_withdrawn:
        yield Finding(line, "withdrawn", f"{paper.arxiv_id} was withdrawn: “{paper.title}”")
    if paper.enrichment == Enrichment.DONE and not list_findings.are_alike(
        f"{entry.label} {entry.note or ''}", paper.title
    ):
        yield Finding(
            line,
            "far-title",
            f"{paper.arxiv_id} is “{paper.title}” at arXiv, here “{entry.label}”",
        )
    linked = arxiv_id.find(entry.url) if entry.url else None
    if linked is not None and linked.version and paper.version and linked.version < paper.version:
        yield Finding(line, "newer-version", f"{linked} is linked, version {paper.version} is out")
