"""Links that name a form or a venue of a work, or are badges, and not the work itself."""

from functools import lru_cache

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.titles import plain_title, title_start
from aiev.markdown.reading.words import edges, exclusions, phrases, venues

_FEWEST_BEFORE, _LONGEST_SUFFIX, _LONGEST_ISSUE = 3, 80, 120
_SUFFIX = re.compile(r"(?<=\S)\s*[\[(（](?P<inner>[^()（）\[\]]+)[)）\]]\s*\Z")
# As the text of a link: `[VIS 2024](u)`, `[Visual Order 2024 Short Paper](u)`.
_DATED_NAME = re.compile(
    r"[A-Z][\w&.-]{1,15}(?: (?:[A-Z&][\w&.-]*|on|of|in|at)){0,3},? (?:19|20)\d\d"
    r"(?: (?:[A-Z][\w-]*|at|on)){0,4}(?: (?:19|20)\d\d)?"
)

# `[Journal of Things 14.2 (2023): 9-21](u)`, as what is no conference is cited.
_ISSUE = re.compile(
    r"[A-Z][^\W\d_]*(?:[ .,:&-]{1,3}[^\W\d_]+){0,9}[.,]?(?: ?[\d.,:;()–-]{1,30}){0,3}?"
    r" ?\((?P<year>(?:19|20)\d\d)\)(?:[:,] ?[\w.–-]{1,20})?"
)
# bioRxiv and medRxiv have the day in their ids.
_SERVED = re.compile(
    r"(?P<venue>(?:bio|med)rxiv) (?P<id>(?:19|20)\d\d\.[01]\d\.[0-3]\d)\.\d+", re.IGNORECASE
)


def is_badge(inline: Inline, anchor: Anchor) -> bool:
    """Return whether a link is a badge or, without a text of its own, a picture."""
    return exclusions.is_badge(anchor.url) or (
        not text_of(inline, anchor) and exclusions.is_picture(anchor.url)
    )


def is_form(inline: Inline, anchor: Anchor) -> bool:
    """Return whether a link names a form or a venue of the work, not the work."""
    text = text_of(inline, anchor)
    if anchor.form in ("auto", "bare") or phrases.is_generic(text):
        return True
    text = edges.unbracket(text)
    # `[Order 2024](u)` is a venue below or behind a title, and a title where none stands.
    return is_detail(text) or (
        is_dated_name(text)
        and not plain_title.has_few_words(
            inline.plain, most=_FEWEST_BEFORE - 1, before=anchor.start
        )
    )


def is_dated_name(text: str) -> bool:
    """Return whether a link's text is a name with a year, as venues nobody has heard of have it."""
    return ("20" in text or "19" in text) and _DATED_NAME.fullmatch(text) is not None


def find_issue(text: str) -> tuple[str, PartialDate] | None:
    """Return the venue and date that a link's text cites, or None.

    `Nature (2025)`, `Journal of Things 14.2 (2023): 9-21`, `bioRxiv 2025.03.23.644844`.
    """
    if ("20" not in text and "19" not in text) or len(text) > _LONGEST_ISSUE:
        return None
    served = _SERVED.fullmatch(text)
    if served is not None:
        found = partial_date.find(served["id"])
        return (served["venue"], found) if found is not None else None
    issue = _ISSUE.fullmatch(text)
    return (text, PartialDate(int(issue["year"]))) if issue is not None else None


# The text of a link is asked about by all who look for the title, and by who reads it.
@lru_cache(maxsize=1024)
def is_detail(text: str) -> bool:
    """Return whether a text is a venue, a date or both, and nothing else."""
    parts = [part.strip() for part in text.split(",")] if "," in text else [text]
    return all(
        venues.find(part) is not None
        or plain_title.is_date(part)
        or title_start.is_dated_venue(part)
        for part in parts
    )


def text_of(inline: Inline, anchor: Anchor) -> str:
    """Return the text that a link shows."""
    start, end = anchor.inner
    return inline.plain[start:end].strip()


def without_details(text: str, low: int, high: int) -> tuple[int, int]:
    """Return a linked title without venue and date at its ends: `[[ICML] T (2024)](u)`."""
    prefix = title_start.PREFIX.match(text, low, high)
    if prefix is not None and prefix.end() < high and is_detail(title_start.inside(prefix)):
        low = prefix.end()
    elif (found := partial_date.find_span(text[low : min(high, low + 24)])) is not None:
        behind = title_start.DATE_END.match(text, low + found[2], high)
        if not found[1] and found[0].month and behind is not None and behind.group().strip():
            low = behind.end()
    suffix = _SUFFIX.search(text, max(low, high - _LONGEST_SUFFIX), high)
    if suffix is not None and is_detail(suffix["inner"]):
        low, high = plain_title.clean(text, low, suffix.start())
    return plain_title.without_venue(text, low, high)
