"""One work at arXiv and elsewhere: two papers with one title, whose authors do not contradict."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aiev.domain import title_likeness
from aiev.domain.finding import Finding
from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind

# Titles that differ by a slip share their beginning or their end.
_EDGE = 12


def find(papers: Sequence[Paper]) -> tuple[tuple[Paper, Paper], ...]:
    """Return the pairs of a paper at arXiv and the same work elsewhere, in the order of `papers`.

    A repository is no paper's other address, whatever it is called.
    """
    by_edge: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.arxiv_id is not None and title_likeness.is_telling(paper.title):
            for edge in _edges(paper):
                by_edge[edge].append(paper)
    return tuple(
        (at_arxiv, paper)
        for paper in papers
        if paper.arxiv_id is None and paper.kind in (Kind.PAPER, Kind.WEB)
        for at_arxiv in {one.id: one for edge in _edges(paper) for one in by_edge[edge]}.values()
        if title_likeness.are_the_same(at_arxiv.title, paper.title)
        and _authors_agree(at_arxiv, paper)
    )


def findings(pairs: Sequence[tuple[Paper, Paper]], list_name: str) -> Iterator[Finding]:
    """Yield a finding for each place in a list of the work elsewhere."""
    for at_arxiv, elsewhere in pairs:
        line = next(
            (one.line for one in elsewhere.entries if one.list == list_name and one.line), None
        )
        if line is not None:
            message = (
                f"“{elsewhere.title}” is arXiv:{at_arxiv.arxiv_id} too:"
                f" `aiev merge {at_arxiv.arxiv_id} {elsewhere.id}` makes them one"
            )
            yield Finding(line, "same-work", message)


def _edges(paper: Paper) -> set[str]:
    key = title_likeness.key(paper.title)
    return {key[:_EDGE], key[-_EDGE:]}


def _authors_agree(one: Paper, other: Paper) -> bool:
    """Return whether the authors share a family name, as far as both are known."""
    if not one.authors or not other.authors:
        return True
    names, others = (
        {author.casefold().split()[-1] for author in paper.authors if author.split()}
        for paper in (one, other)
    )
    return bool(names & others)
