"""arXiv's search: one page of the papers that a query finds, newest or most relevant first."""

import arxiv

from aiev.domain.arxiv_record import ArxivRecord
from aiev.errors import SourceError
from aiev.sources.arxiv import atom, package
from aiev.sources.arxiv.api_values import PAGE_SIZE
from aiev.sources.http.retry import Client, Refusal


def search(
    client: Client, url: str, query: str, *, start: int = 0, is_newest_first: bool = False
) -> tuple[ArxivRecord, ...]:
    """Return at most a hundred papers from the one at `start`, in arXiv's order.

    A page without a paper is asked for once more: arXiv sends such pages under load. Raises
    SourceError where arXiv cannot answer or does not take the query.
    """
    wanted = arxiv.Search(
        query=query,
        max_results=None,
        sort_by=(
            arxiv.SortCriterion.SubmittedDate if is_newest_first else arxiv.SortCriterion.Relevance
        ),
        sort_order=arxiv.SortOrder.Descending,
    )
    found: tuple[ArxivRecord, ...] = ()
    for _try in range(2):
        answer = package.ask(client, url, wanted, size=PAGE_SIZE, start=start)
        if isinstance(answer, Refusal):
            reason = atom.find_error_in(answer.body)
            raise SourceError(
                f"arXiv does not take this search: {reason or f'HTTP {answer.status}'}",
                hint="search for fewer or plainer words",
            )
        records = (package.find_record(result) for result in answer)
        found = tuple(record for record in records if record is not None and record.title)
        if found:
            break
    return found
