"""What names organizations: a name that the table knows, the look of one, or its place.

A name that the table knows vouches for itself where it stands alone in a field. The look of one,
`Ruritania University of Order`, does so too. Any other words are only a guess, and count where
the list shows by names that are known that it writes organizations in that place.
"""

from enum import Enum

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.domain.organizations import text as organization_text
from aiev.markdown.reading.words import author_names, phrases, venues
from aiev.markdown.reading.words.segments import TAKEN
from aiev.markdown.values import IsOrganization, Span

_BEHIND_YEAR = re.compile(r"\b(?:19|20)\d\d\b[^()]*(?:\([^()]*\)\s*)?\(\Z")
_AT = re.compile(r"@+\s*(?P<name>[^|()\[\]（）\n@\ue000]*)")
_ET_CETERA = re.compile(r"[\s,;]*\b(?:etc|et\.? ?al|et\.? ?el)\b[\s.…]*$", re.IGNORECASE)
_BOUND = re.compile(rf"{TAKEN}|[\n|]|\s[-–—]\s")
_BETWEEN = " .,;:*_()[]（）【】"
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("【", "】"))
_OPENING = tuple(opened for opened, _ in _BRACKETS)
_OPENED = re.compile(r"[(\[（【]")
_HANDLE = re.compile(r"(?:[A-Z][a-z]+){2,3}")
_REACH = 400
_LONGEST = 160
_MOST_WORDS = 10
_PROPER = re.compile(r"[A-Z0-9\u4e00-\u9fff][^.!?]{0,48}")
_JOINT = re.compile(r"\s*(?:[,&/+;|、，()（）]|\band\b)\s*")
# Begins with what ends a sentence: most characters do not.
_SENTENCE = re.compile(
    r"[.!?:。！？：](?:(?<=[。！？：])|(?<!\bUniv.)(?<!\bInst.)(?<!\bCo.)(?<!\bSt.)\s+\S"
    r"|(?<=:)//|(?<=\be\.)g\b)"
)
# Words that begin small within names: `University of Modena and Reggio Emilia`, `École des Ponts`.
_SMALL = frozenset(
    (
        "a", "al", "and", "at", "da", "de", "degli", "dei", "del", "della", "der", "des", "di",
        "do", "dos", "du", "e", "el", "et", "etc", "for", "für", "in", "la", "le", "les", "of",
        "on", "the", "und", "von", "y", "zu", "zur",
    )
)  # fmt: skip
_CHINESE = re.compile(
    r"[\u4e00-\u9fff（）()·、&/\s]{2,24}(?:大学|学院|研究院|研究所|实验室|公司|科技|集团)"
)
# These are places to look at as well as makers; beside a work they are nearly always the place.
_SERVICES = frozenset(
    (
        "arxiv", "bilibili", "colab", "discord", "github", "gitlab", "gradio", "jax", "kaggle",
        "keras", "linkedin", "medium", "mindspore", "modelscope", "openreview", "paddle", "pytorch",
        "reddit", "replicate", "tensorflow", "twitter", "wandb", "wechat", "x", "youtube", "zhihu",
        "知乎",
    )
)  # fmt: skip


BAR_AFTER_DATE = "bar, after a date"
"""The one place where lists write organizations in small letters too: `| 2024 | huawei`."""

SURE_PLACES = ("mark", "behind a year")
"""Behind an `@`, and slanted in brackets behind a year: lists use these for nothing else."""


class Claim(Enum):
    """How sure a stretch of text is to name organizations."""

    NAMED = "named"
    """By a known name, by its look, or by a place that lists use for nothing else."""

    GUESSED = "guessed"
    """By its place alone, if the list writes organizations there."""


def find_marked(text: str, start: int, end: int) -> list[tuple[Span, Span]]:
    """Return what `@` marks as organizations: the name, which may be empty, and all of it.

    The whole has the brackets right around it: `T (@MIT etc.)`.
    """
    found: list[tuple[Span, Span]] = []
    if "@" not in text:
        return found
    for match in _AT.finditer(text, start, end):
        first = match.start()
        if first > start and text[first - 1].isalnum():
            continue
        low, high = match.span("name")
        name = _ET_CETERA.sub("", match["name"]).rstrip(" .,;&")
        if first and text[first - 1] in "([（" and high < len(text):
            first, high = first - 1, high + 1
        found.append(((low, low + len(name)), (first, min(high, len(text)))))
    return found


def is_short_name(text: str) -> bool:
    """Return whether `text` is a name of few words, begun as names are, and no word of lists."""
    is_name = _PROPER.fullmatch(text) is not None and len(text.split()) <= 5
    return is_name and not phrases.is_note_word(text)


def are_short_names(text: str, *, most: int) -> bool:
    """Return whether all parts of a text are names of up to `most` words, begun as names are."""
    parts = [part for part in re.split(r"\s*[+&,/;]\s*", text) if part]
    return all(len(part.split()) <= most and _PROPER.fullmatch(part) for part in parts)


def is_behind_year(text: str, before: str) -> bool:
    """Return whether a slanted text names where a paper is from: `ICML, 2024 (*CUHK + Intel*)`.

    `before` is what stands before it, with the bracket that opens.
    """
    return (
        _BEHIND_YEAR.search(before) is not None
        and venues.find(text) is None
        and all(is_short_name(part) for part in re.split(r"\s*[+&,/;]\s*", text))
    )


def has_look(text: str) -> bool:
    """Return whether text has the look of a name of organizations: `Ruritania Institute of Order`.

    Every word begins with a capital but for those that join others, and a word such as
    `University` or `Lab` is among them; a Chinese name ends so.
    """
    if not organization_text.looks_like_organization(text):
        return False
    if any("\u4e00" <= char <= "\u9fff" for char in text):
        return _CHINESE.fullmatch(text) is not None
    words = re.findall(r"[^\s,&/+;()（）]+", text)
    return (
        bool(words)
        and len(words) <= _MOST_WORDS
        and words[0][0].isupper()
        and all(word in _SMALL or not word[0].islower() for word in words)
    )


def place(before: str, *, is_after_date: bool, is_beside_date: bool) -> str:
    """Return which place of those that some lists use for organizations this is, or nothing.

    `before` tells what stands before it: `bar`, `dash`, `start`, `mark`, `behind a year` …
    """
    if before == "bar":
        return BAR_AFTER_DATE if is_after_date else before
    if before in SURE_PLACES:
        return before
    if before == "dash" and is_beside_date:
        return "dash, beside a date"
    return "after a date" if is_after_date and before in ("start", "dash") else ""


def stands_alone(text: str, start: int, end: int, *, is_organization: IsOrganization) -> bool:
    """Return whether no sentence runs around a bracket or slanted words.

    Before them may stand who wrote the paper, where it appeared or a sentence that has ended.
    """
    first = max(0, start - _REACH)
    bounds = [match.end() for match in _BOUND.finditer(text, first, start)]
    begin = bounds[-1] if bounds else first
    lead = text[begin:start].strip(_BETWEEN)
    tail = text[end : end + 60].lstrip(" *_)]）】")
    is_followed = tail[:1].isalnum() and venues.find(tail.split(TAKEN)[0].strip(" .")) is None
    if not lead:
        return not is_followed or text[start - 1 : start] in _OPENING
    if is_followed:
        return False
    return (
        text[begin:start].rstrip(" *_([（【").endswith(".")
        or (len(lead) <= 40 and partial_date.find_span(lead) is not None)
        or (" " not in lead and lead[0].isupper())
        or venues.find(lead) is not None
        or is_organization(lead)
        or has_look(lead)
        or author_names.are_people(lead, least=1)
    )


def may_name(text: str) -> bool:
    """Return whether a piece of an entry is neither too long nor a sentence nor torn."""
    return len(text) <= _LONGEST and _SENTENCE.search(text) is None and not is_torn(text)


def find(text: str, *, is_organization: IsOrganization, is_field: bool, place: str) -> Claim | None:
    """Return how sure a piece of an entry is to name organizations; None where it is not.

    `is_field` says that nothing but separators stands beside it, `place` which place of those
    that some lists use for organizations this is, `mark` for behind an `@`; empty for no such.
    """
    if not may_name(text):
        return None
    word = text.strip().casefold()
    if is_service(text):
        return Claim.GUESSED if place and is_organization(text) else None
    if phrases.is_note_word(text) and not _is_hub(word):
        return None
    if (is_field or place) and _are_known(text, is_organization):
        return Claim.NAMED
    if organization_text.is_note(text):
        return None
    if is_field and has_look(text):
        return Claim.NAMED
    if place in SURE_PLACES and are_short_names(text, most=6):
        return Claim.NAMED
    if (
        place
        and len(text) <= 100
        and are_short_names(text.title() if place == BAR_AFTER_DATE else text, most=5)
    ):
        return Claim.GUESSED
    return None


def is_handle(text: str) -> bool:
    """Return whether an unknown name behind an `@` is written as those of people: `AdaBee`."""
    return _HANDLE.fullmatch(text) is not None


def is_service(text: str) -> bool:
    """Return whether a text names a place to look at, be it a maker of works too: GitHub."""
    return text.strip().casefold() in _SERVICES


def is_torn(text: str) -> bool:
    """Return whether a bracket is opened in a text and closed elsewhere."""
    if _OPENED.search(text) is None:
        return False
    return any(text.count(opened) > text.count(closed) for opened, closed in _BRACKETS)


def _is_hub(word: str) -> bool:
    """Return whether a word of lists is as often the maker of a work: Hugging Face."""
    return word in ("huggingface", "hugging face")


def _are_known(text: str, is_organization: IsOrganization) -> bool:
    """Return whether all that a text names is known; asks only where it has the form of names."""
    parts = [part for part in _JOINT.split(text) if part]
    if any(len(part.split()) > (3 if part[0].islower() else _MOST_WORDS) for part in parts):
        return False
    return is_organization(text) or (len(parts) > 1 and all(map(is_organization, parts)))
