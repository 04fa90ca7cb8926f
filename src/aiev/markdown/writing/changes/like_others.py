"""Where a field that an entry lacks goes: between the same parts as in others, in their marks.

`- [T](u) | MIT` beside `- [V](w) (ICML 2024) | MIT` takes a venue in brackets behind its link.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.markdown.writing.forms import entry_template, shared_words, templates
from aiev.markdown.writing.forms.shared_words import SharedWords
from aiev.markdown.writing.forms.templates import Template

_CLOSERS = re.compile(r"[)\]】）*_\"'”>]*(?:</(?:a|b|strong|i|em|u|font|span|sub)\s*>)*")
_PICTURE = re.compile(r"\[?!\[[^\[\]]*\]\([^()\s]*\)(?:\]\([^()\s]*\))?")
_LIKELIEST = 3


class Gap(NamedTuple):
    """A place in the list's text, and what to put around the words there."""

    at: int
    before: str
    after: str


def gaps(
    listed: ParsedList, entry: ListedEntry, near: Sequence[ListedEntry], field: str
) -> Iterator[Gap]:
    """Yield where a field may go, as most entries near have it; else as others of the list do."""
    text = listed.text
    own = {
        name: at
        for name, at in entry_template.places(text, entry).items()
        if at[0] >= entry.span[0]
    }
    shared = shared_words.find(listed, near)
    for scope in (near, listed.entries):
        found = Counter[Gap]()
        exact = Counter[Gap]()
        for other in scope:
            if other is entry or not _has(text, other, field):
                continue
            template = entry_template.outline(text, other, shared, frozenset((*own, field)))
            if template is None or field not in template.order:
                continue
            gap, is_exact = _gap(text, entry, own, template, field)
            if gap is not None and not _tells(shared, gap):
                (exact if is_exact else found)[gap] += 1
        ranked = [*exact.most_common(_LIKELIEST), *found.most_common(_LIKELIEST)]
        if ranked:
            yield from (gap for gap, _ in ranked)
            return


def _has(text: str, other: ListedEntry, field: str) -> bool:
    if field == "venue":
        return other.venue is not None
    return field in other.fields or field in entry_template.places(text, other)


def _tells(shared: SharedWords, gap: Gap) -> bool:
    # `![](…/badge/Conference-` and `-blue)`: a badge says the venue, in the words of all badges.
    whole = _PICTURE.sub("", gap.before + gap.after)
    pieces = (gap.before, gap.after) if whole == gap.before + gap.after else (whole,)
    return any(map(templates.says_more, pieces)) or any(
        templates.OWN.search(literal) or shared.tells(literal)
        for literal in (gap.before, gap.after)
    )


def _gap(
    text: str,
    entry: ListedEntry,
    own: dict[str, tuple[int, int]],
    template: Template,
    field: str,
) -> tuple[Gap | None, bool]:
    """Return where a field goes between the parts that stand around it elsewhere.

    It is exact where what stands between these parts here and there is the same but for the field.
    """
    at = template.order.index(field)
    before, after = template.literals[at], template.literals[at + 1]
    previous = template.order[at - 1] if at else None
    follower = template.order[at + 1] if at + 1 < len(template.order) else None
    start = own[previous][1] if previous else entry.span[0]
    if not previous:
        start += len(entry_template.bullet_of(text, entry))
    behind = sorted(span[0] for span in own.values() if span[0] >= start)
    end = behind[0] if behind else entry.span[1]
    is_next = (own[follower][0] == end) if follower else not behind
    here = text[start:end]
    if not follower:
        here, after = here.rstrip(), after.rstrip()
    head = _common_start(here, before)
    tail = _common_end(here[len(head) :], after)
    if is_next and len(head) + len(tail) == len(here):
        return Gap(start + len(head), before[len(head) :], after[: len(after) - len(tail)]), True
    if not previous:
        return None, False
    close = _CLOSERS.match(before)
    own_close = _CLOSERS.match(here)
    assert close is not None, "closers may be none"
    assert own_close is not None, "closers may be none"
    opened = before[close.end() :]
    closed = "".join(templates.closing(char) for char in reversed(opened))
    if not opened.strip():
        return None, False
    return Gap(start + own_close.end(), opened, closed), False


def _common_start(one: str, other: str) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))]


def _common_end(one: str, other: str) -> str:
    return _common_start(one[::-1], other[::-1])[::-1]
