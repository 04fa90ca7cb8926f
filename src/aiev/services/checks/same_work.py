"""One work at arXiv and elsewhere: two papers with one title, whose authors do not contradict."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aiev.domain import title_likeness
from aiev.domain.finding import Finding
from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.store.reading.reader import Reader

# Titles that differ by a slip share their beginning or their end.
_EDGE = 12


def find(reader: Reader, papers: Sequence[Paper]) -> tuple[tuple[Paper, Paper], ...]:
    """Return the pairs of a paper at arXiv and one of these elsewhere that are one work.

    They are in the order of `papers`. A repository is no paper's other address, whatever it is
    called.
    """
    elsewhere = [
        paper for paper in papers if paper.arxiv_id is None and paper.kind in (Kind.PAPER, Kind.WEB)
    ]
    wanted = {edge for paper in elsewhere for edge in _edges(title_likeness.key(paper.title))}
    by_edge: dict[str, list[tuple[int, str]]] = defaultdict(list)
    # A title that is looked for is of a fair length, or it is like none.
    if any(len(edge) == _EDGE for edge in wanted):
        for number, title in reader.titles_at_arxiv():
            for edge in _edges(title_likeness.key(title)):
                if edge in wanted and title_likeness.is_telling(title):
                    by_edge[edge].append((number, title))
    pairs = []
    for paper in elsewhere:
        near = {one for edge in _edges(title_likeness.key(paper.title)) for one in by_edge[edge]}
        same = [number for number, title in near if title_likeness.are_the_same(title, paper.title)]
        pairs += [
            (at_arxiv, paper)
            for at_arxiv in reader.papers(sorted(same))
            if _authors_agree(at_arxiv, paper)
        ]
    return tuple(pairs)


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


def _edges(key: str) -> tuple[str, str]:
    return key[:_EDGE], key[-_EDGE:]


def _authors_agree(one: Paper, other: Paper) -> bool:
    """Return whether the authors share a family name, as far as both are known."""
    if not one.authors or not other.authors:
        return True
    names, others = (
        {author.casefold().split()[-1] for author in paper.authors if author.split()}
        for paper in (one, other)
    )
    return bool(names & others)
