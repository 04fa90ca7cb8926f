"""Asking for the addresses of lists, with progress; what was answered is kept for a week."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from aiev.cli.files import versions
from aiev.cli.files.atomic_write import write_whole
from aiev.cli.parsing.input import read_bytes
from aiev.cli.run import Run
from aiev.cli.terminal.progress import transient
from aiev.config import cache_folder
from aiev.errors import InputError
from aiev.services.checks import links
from aiev.services.checks.checked import Checked, ListFinding, Unasked
from aiev.services.checks.links import LinkedText
from aiev.sources.http.session import TIMEOUT_S
from aiev.sources.links import ask_all
from aiev.sources.links.cache import LinkCache
from aiev.sources.links.outcome import Outcome, Verdict
from aiev.value import replace

_CACHE_FILE = "links.json"


def with_links(
    run: Run, checked: Checked, texts: Sequence[LinkedText], *, timeout_s: int | None, is_fix: bool
) -> Checked:
    """Return what was found, and beside it the links of these lists that are dead or have moved.

    With `is_fix` the new addresses are written into the files, and no longer told.
    """
    urls, at_arxiv = links.to_ask(texts)
    outcomes = _ask(run, urls, limit_s=timeout_s or TIMEOUT_S)
    unasked = Counter(
        outcome.reason
        for outcome in outcomes.values()
        if outcome.verdict in (Verdict.UNKNOWN, Verdict.UNREACHABLE)
    )
    found: list[ListFinding] = list(checked.findings)
    for text in texts:
        told = links.findings(text, outcomes, off=run.settings.check_off)
        found += _fixed(run, text, told, outcomes) if is_fix else told
    place = {name: at for at, (name, _) in enumerate(checked.links)}
    found.sort(key=lambda one: (place[one.list], one.finding.line))
    return replace(
        checked,
        findings=tuple(found),
        unasked=Unasked(at_arxiv, tuple(sorted(unasked.items(), key=lambda one: -one[1]))),
    )


def _ask(run: Run, urls: Sequence[str], *, limit_s: float) -> dict[str, Outcome]:
    now = datetime.now(UTC)
    cache = LinkCache(cache_folder() / _CACHE_FILE)
    known = {url: found for url in urls if (found := cache.find(url, now=now)) is not None}
    asked = [url for url in urls if url not in known]
    answered: dict[str, Outcome] = {}
    try:
        with transient(run.output, "links", "addresses", is_even=True) as show:
            ask_all.ask_all(
                asked,
                answered,
                delay_s=run.settings.links_delay_s,
                limit_s=limit_s,
                show=lambda count: show(count, count / len(asked)),
            )
    finally:
        # Also where it was interrupted: what was answered need not be asked again.
        weighed = _weighed(cache, dict(answered), now=now)
        cache.save(now=now)
    if weighed is None:
        run.output.message("no host could be reached: is there a network?")
    return {**known, **(answered if weighed is None else weighed)}


def _weighed(
    cache: LinkCache, answered: dict[str, Outcome], *, now: datetime
) -> dict[str, Outcome] | None:
    """Return the outcomes as the cache has them, or None where it is this machine that is cut off.

    Several hosts that all are away say nothing of any of them, and nothing is noted.
    """
    is_away = all(one.verdict is Verdict.UNREACHABLE for one in answered.values())
    if is_away and len({ask_all.host_of(url) for url in answered}) > 1:
        return None
    return {url: cache.weigh(url, outcome, now=now) for url, outcome in answered.items()}


def _fixed(
    run: Run, of: LinkedText, told: Sequence[ListFinding], outcomes: dict[str, Outcome]
) -> list[ListFinding]:
    """Write the new addresses into the file, and return what is left to tell."""
    text, fixed = links.with_new_addresses(of, outcomes)
    if not fixed:
        return list(told)
    path, before = Path(of.name), of.text.encode("utf-8")

    def check() -> None:
        # What an editor has saved meanwhile must not be written over.
        if read_bytes(path) != before:
            raise InputError(
                f"the file changed meanwhile, nothing was done: {path}", hint="check it once more"
            )

    spare = run.settings.database.parent
    tell = run.output.message
    keep = versions.keeper(tell)
    write_whole(path, [text], check=check, spare=spare, tell=tell, keep=keep)
    count = len(fixed)
    run.output.message(
        f"{of.name}: {count:,} moved {'address' if count == 1 else 'addresses'} written anew"
    )
    done = {(place.line, place.url) for place in fixed}
    return [
        one
        for one in told
        if one.finding.code != "moved-link" or (one.finding.line, one.about) not in done
    ]
