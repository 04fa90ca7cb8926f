"""arXiv's query API: records for ids, a hundred a request, politely, and never without end."""

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import arxiv

from aiev.domain import arxiv_id
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord
from aiev.errors import SourceError
from aiev.sources.arxiv import atom, package
from aiev.sources.arxiv.api_values import ApiSettings, Batch, Failure
from aiev.sources.http.host import ARXIV
from aiev.sources.http.retry import Client, Refusal
from aiev.sources.http.session import open_client, quiet

IDS_PER_REQUEST = 100
"""arXiv answers a GET with 414 near 600 ids, and a POST without its cache."""

# One bad id among a hundred is found by halving in eight refusals at most.
_REFUSALS_IN_A_ROW = 8
# Where only empty pages come, for more ids than this, arXiv is busy: not all can be mistakes.
_SLIPS = 10
# A million ids are asked for in parts, so that they need not be held at once.
_IDS_A_PART = 10_000


def iter_batches(
    ids: Iterable[ArxivId],
    *,
    settings: ApiSettings,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.time,
    report: Callable[[str], None] = quiet,
    trace: Callable[[str], None] = quiet,
) -> Iterator[Batch]:
    """Yield a batch for each request, lazily: store it before asking for the next.

    Of two versions of one paper the first is asked for. An id that arXiv leaves out is asked for
    once more at the end, together with the others, before it counts as unknown.

    Raises SourceError when arXiv cannot be reached, refuses or the deadline passes. The ids that
    were asked for in vain are in the last batch as failed; those in no batch are still open.
    `report` is told of waits, `trace` of each request.
    """
    given = iter(ids)
    with open_client(
        ARXIV, settings, sleep=sleep, clock=clock, report=report, trace=trace
    ) as client:
        source = _Source(client, settings.url)
        while part := list(islice(given, _IDS_A_PART)):
            asked = {one.value: one for one in reversed(part)}
            unique = [one for one in dict.fromkeys(part) if asked[one.value] == one]
            invalid = tuple(one for one in unique if not _is_valid(one))
            if invalid:
                yield Batch(invalid=invalid)
            yield from _iter_settled(source, [one for one in unique if _is_valid(one)])


def _iter_settled(source: "_Source", ids: Sequence[ArxivId]) -> Iterator[Batch]:
    missing: dict[ArxivId, None] = {}
    witness: ArxivId | None = None
    try:
        for page in source.iter_pages(ids):
            yield page.batch
            missing.update(dict.fromkeys(page.missing))
            if page.batch.records:
                witness = page.batch.records[0].arxiv_id
        is_slip = witness is None and len(missing) <= _SLIPS
        for page in source.iter_pages(list(missing), witness=witness):
            for one in page.ids:
                del missing[one]
            if page.is_sound or is_slip:
                yield replace(page.batch, unknown=page.missing)
            else:
                lost = (Failure(one, "arXiv sent empty pages") for one in page.missing)
                yield replace(page.batch, failed=(*page.batch.failed, *lost))
    except SourceError:
        if missing:
            reason = "arXiv left it out once and was not asked again"
            yield Batch(failed=tuple(Failure(one, reason) for one in missing))
        raise


@dataclass(frozen=True, slots=True)
class _Page:
    """One request's outcome: what it settled of `ids`, and which of them its answer left out.

    `is_sound` is true where the answer held any of the entries asked for.
    """

    batch: Batch
    ids: Sequence[ArxivId]
    missing: tuple[ArxivId, ...] = ()
    is_sound: bool = True


class _Source:
    """arXiv's query API at `url`."""

    def __init__(self, client: Client, url: str) -> None:
        self._client = client
        self._url = url

    def iter_pages(
        self, ids: Sequence[ArxivId], *, witness: ArxivId | None = None
    ) -> Iterator[_Page]:
        """Yield what came of each request; where arXiv refuses one, drop an id or halve the ids.

        `witness` is an id that arXiv has just answered for. It is asked for along with the others:
        a page that lacks it too is the empty page of a busy server, and says nothing about them.
        """
        size = IDS_PER_REQUEST - (witness is not None)
        queue = deque(ids[start : start + size] for start in range(0, len(ids), size))
        refusals = 0
        # What was asked for in vain, and of that the ids refused alone: the fault may be arXiv's.
        in_vain: set[ArxivId] = set()
        alone: list[ArxivId] = []
        while queue:
            chunk = queue.popleft()
            before = self._client.arrived
            try:
                answer = self._ask(chunk if witness is None else [*chunk, witness])
                if isinstance(answer, Refusal) and refusals == _REFUSALS_IN_A_ROW:
                    raise _refused(answer)
            except SourceError as error:
                # Offline, or with the deadline before the turn, these were never asked for.
                if self._client.arrived > before:
                    in_vain.update(chunk)
                yield from _failed(_among(in_vain, alone, chunk, *queue), str(error))
                raise
            if not isinstance(answer, Refusal):
                refusals = 0
                yield from _invalid(alone)
                alone.clear()
                yield _page(chunk, answer, witness=witness)
                continue
            reason = atom.find_error_in(answer.body)
            named = atom.find_named(reason, chunk) if reason else None
            if named is not None:
                yield from _invalid([named])
                rest = [one for one in chunk if one != named]
                queue.extendleft([rest] if rest else ())
                continue
            refusals += 1
            in_vain.update(chunk)
            if len(chunk) > 1:
                queue.extendleft((chunk[len(chunk) // 2 :], chunk[: len(chunk) // 2]))
            elif answer.status == 400 and reason:
                alone += chunk
            elif answer.status == 400:
                # arXiv says what it refuses in a feed; without one this may be anybody's answer.
                yield from _failed(chunk, "HTTP 400 without a word of arXiv's")
            else:
                yield from _failed(chunk, "arXiv's answer is too large")
        yield from _invalid(alone)

    def _ask(self, ids: Sequence[ArxivId]) -> "list[arxiv.Result] | Refusal":
        search = arxiv.Search(id_list=[str(one) for one in ids], max_results=None)
        return package.ask(self._client, self._url, search, size=len(ids))


def _refused(answer: Refusal) -> SourceError:
    why = atom.find_error_in(answer.body) or answer.reason
    return SourceError(
        f"arXiv refuses every request: HTTP {answer.status}" + (f": {why[:200]}" if why else ""),
        hint=ARXIV.address_hint,
    )


def _is_valid(one: ArxivId) -> bool:
    return arxiv_id.find(str(one)) == one


def _page(
    ids: Sequence[ArxivId], results: "Sequence[arxiv.Result]", *, witness: ArxivId | None
) -> _Page:
    """Return the records of a page by their ids: arXiv answers in its own order, with gaps.

    An id without a version means the latest version in the page.
    """
    found: dict[str, ArxivRecord] = {}
    for result in results:
        record = package.find_record(result)
        if record is not None:
            found.setdefault(str(record.arxiv_id), record)
            latest = found.setdefault(record.arxiv_id.value, record)
            if (record.arxiv_id.version or 0) > (latest.arxiv_id.version or 0):
                found[record.arxiv_id.value] = record
    records: list[ArxivRecord] = []
    failed: list[Failure] = []
    missing: list[ArxivId] = []
    for one in ids:
        match = found.get(str(one))
        if match is None:
            missing.append(one)
        elif match.title:
            records.append(match)
        else:
            failed.append(Failure(one, "arXiv's entry has no title"))
    is_sound = bool(records or failed) or (witness is not None and str(witness) in found)
    return _Page(Batch(tuple(records), failed=tuple(failed)), ids, tuple(missing), is_sound)


def _among(wanted: Collection[ArxivId], *parts: Sequence[ArxivId]) -> list[ArxivId]:
    return [one for part in parts for one in part if one in wanted]


def _failed(ids: Sequence[ArxivId], reason: str) -> Iterator[_Page]:
    if ids:
        yield _Page(Batch(failed=tuple(Failure(one, reason) for one in ids)), ids)


def _invalid(ids: Sequence[ArxivId]) -> Iterator[_Page]:
    if ids:
        yield _Page(Batch(invalid=tuple(ids)), tuple(ids))
