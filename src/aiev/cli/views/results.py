"""What a search found: lines or a table for people, lines for pipes, one object for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.views import paper_rows
from aiev.domain import knowledge
from aiev.light_typing import Literal
from aiev.services.search.advice import NO_ADVICE, Correction
from aiev.services.search.run_query import Hit, SearchResult

Form = Literal["short", "usual", "long"]
"""How much of each paper a terminal shows: one line, three, or all that helps to choose."""

_LEAST_SCORE = 0.005
_FIELDS = (*knowledge.NAMES, "score", "snippet", "lacks")


def show(
    run: Run,
    found: SearchResult,
    *,
    first: int,
    form: Form,
    has_snippets: bool,
    is_explained: bool,
    fields: str | None,
    is_count: bool,
    as_json: bool,
    seconds: float,
) -> None:
    """Print one page of hits, the rank of its first being `first`, or with `is_count` their number.

    `fields` chooses what is told of each paper, in a table, in a pipe and in JSON; `form` how much
    of it a terminal shows.
    """
    if found.advice != NO_ADVICE:
        # Loaded where there is something to tell: mostly all is well.
        from aiev.cli.views import advice  # noqa: PLC0415

        advice.show(run, found.advice)
    if as_json:
        answer = _as_json(found, is_explained=is_explained)
        if fields is not None:
            # Loaded where fields are chosen: start-up is for the others.
            from aiev.cli.views import chosen_fields  # noqa: PLC0415

            answer["papers"] = chosen_fields.chosen(_papers(found), fields, known=_FIELDS)
        run.output.json(answer)
        return
    if is_count:
        run.output.line(str(found.matched))
        return
    with run.output.paged():
        if fields is not None:
            # Loaded where fields are chosen: start-up is for the others.
            from aiev.cli.views import chosen_fields  # noqa: PLC0415

            chosen_fields.show(run, _papers(found), fields, known=_FIELDS)
        elif not run.output.is_terminal:
            paper_rows.show(run, [hit.paper for hit in found.hits])
        elif found.hits:
            _show_hits(run, found.hits, form, first=first, has_snippets=has_snippets)
        if run.output.is_terminal:
            run.output.sentence(f"{_summary(found, first=first)} ({seconds * 1000:.0f} ms)")
        if is_explained:
            _explain(run, found)
    if not run.output.is_terminal and _is_cut(found):
        run.output.message(_summary(found, first=first))


def _show_hits(
    run: Run, hits: Sequence[Hit], form: Form, *, first: int, has_snippets: bool
) -> None:
    # Only a terminal needs either, and the table loads Rich.
    if form == "long":
        from aiev.cli.views import hit_table  # noqa: PLC0415

        hit_table.show(run, hits, first=first, has_snippets=has_snippets)
        return
    from aiev.cli.views import hit_lines  # noqa: PLC0415

    if form == "short":
        hit_lines.show_short(run, [hit.paper for hit in hits], [hit.title_marks for hit in hits])
    else:
        hit_lines.show(run, hits, first=first, has_snippets=has_snippets)


def _is_cut(found: SearchResult) -> bool:
    """Return whether more was found than a pipe gets, or what lacks a word."""
    return bool(found.close) or len(found.hits) < found.matched


def _summary(found: SearchResult, *, first: int) -> str:
    total = f"{found.matched:,}" if found.is_total_exact else f"more than {found.matched:,}"
    is_one = found.matched == 1 and found.is_total_exact
    text = f"{total} {'paper' if is_one else 'papers'}"
    if found.close:
        text += f", {found.close:,} more that lack a word"
        text += "" if found.has_close else " left out; --close adds them"
    if len(found.hits) < found.total:
        last = first + len(found.hits) - 1
        text += f", {first:,}–{last:,} shown" if found.hits else ", none shown"
    return text


def _explain(run: Run, found: SearchResult) -> None:
    """Print the parsed query, the plan and the parts of each score."""
    say = run.output.line
    say(f"query: {printable.one_line(found.parsed)}")
    for step in found.plan:
        say(f"plan: {printable.one_line(step)}")
    if not any(hit.parts for hit in found.hits):
        say("score: none, as the order is not by relevance")
        return
    for hit in found.hits:
        parts = [
            f"{part.score:.2f} {part.text}" for part in hit.parts if part.score >= _LEAST_SCORE
        ]
        # Beyond the candidates that are scored, the index alone gives the order.
        score = f"{hit.score:.2f} = {' + '.join(parts)}" if hit.score is not None else "by bm25"
        say(printable.one_line(f"{hit.paper.arxiv_id or hit.paper.id}: {score}"))


def _as_json(found: SearchResult, *, is_explained: bool) -> knowledge.Json:
    told = found.advice
    answer: knowledge.Json = {
        "schema": knowledge.SCHEMA,
        "query": found.query,
        "total": found.total,
        "matched": found.matched,
        "close": found.close,
        "corrected": _as_words((*told.corrections, *told.broadened)),
        "suggested": _as_words(told.suggestions),
        "unknown": [
            {"field": one.field, "name": one.text, "nearest": list(one.nearest)}
            for one in told.unknown_names
        ],
        "missing": list(told.missing_words),
        "topics": list(told.nearest_topics),
        "papers": [
            _hit_as_json(hit, paper, is_explained=is_explained)
            for hit, paper in zip(found.hits, _papers(found), strict=True)
        ],
    }
    return {**answer, "parsed": found.parsed, "plan": list(found.plan)} if is_explained else answer


def _as_words(found: Iterable[Correction]) -> list[knowledge.Json]:
    return [{"word": one.written, "as": one.corrected} for one in found]


def _papers(found: SearchResult) -> list[knowledge.Json]:
    return [
        {
            **knowledge.as_json(hit.paper),
            "score": hit.score,
            "snippet": hit.snippet.text if hit.snippet else None,
            "lacks": list(hit.lacks),
        }
        for hit in found.hits
    ]


def _hit_as_json(hit: Hit, paper: knowledge.Json, *, is_explained: bool) -> knowledge.Json:
    if not is_explained:
        return paper
    return {**paper, "parts": [{"text": part.text, "score": part.score} for part in hit.parts]}
