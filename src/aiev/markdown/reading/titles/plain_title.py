"""Titles among plain words: quoted, bold, slanted, or up to the first part that is no title."""

from itertools import islice

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.domain.paper import is_written_as_title
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.titles import citation
from aiev.markdown.reading.words import author_names, edges, phrases, venues

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
QUOTED = re.compile(r"[\"“”„«「《](?P<title>[^\"“”«»「」《》]{3,}?)[.,]?[\"”“»」》]")
# What a cut may begin with stands first: most characters are none.
_CUT = re.compile(
    r"(?=[\s|｜¦(（\[.,:;])(?:\s*[|｜¦]|\s[-–—]+\s(?=\S)|\s*[(（]@|\s+@\w|[.,:;]?\s*\n"
    r"|\s*[(（\[](?P<group>[^()（）\[\]]*)[)）\]])"
)
_QUOTE_END = re.compile(r"\s*(?P<colon>[:：])\s*(?=\w)|\s+(?=\w)")
_BAR = re.compile(r"\s*[|｜¦]\s*(?=\w)")
_CUT_IN_CELL = re.compile(_CUT.pattern.replace(r"(?:\s*[|｜¦]|", "(?:"))
_OPENED = re.compile(r"\s*[(（\[](?P<group>[^()（）\[\]]*)\Z")
_CLOSED = re.compile(r"(?<=\S)\s*[(（\[](?P<group>[^()（）\[\]]*)[)）\]][.]?\Z")
_LONGEST_OPENED = 80
_SENTENCE = re.compile(r"(?<=[\w)\]?!][\w)\]?!])[.,;]\s+(?=\S)")
# `Title. In *ICML*, 2024`: the preposition is the venue's.
_INTO_VENUE = re.compile(
    r"(?:[.,;]\s+|[，。]\s*)(?:in|at|proc\w*)\.?(?:\s+of)?\s*\Z", re.IGNORECASE
)
_YEAR_BEHIND = re.compile(r"[\s,]*\(?(?:19|20)\d\d\b")
# `CorpusX  2023-5 | All | ZH`: a month is no part of a name.
_DATED_END = re.compile(r"(?<=\w)\s+(?:19|20)\d\d(?:[-/](?:0?[1-9]|1[0-2])|\.(?:0[1-9]|1[0-2]))\Z")
_LONGEST, _FEW, _LONGEST_LEAD = 600, 8, 6
_LONGEST_DATE = 200
# `DeepX  This paper introduces DeepX, a scheduler`: what is typed apart describes it.
_WIDE_GAP = re.compile(
    r"(?<=\S)(?:[ \u00a0]{2,}(?=[A-Z])"
    r"|\s(?=(?:This (?:paper|work|study|article|report)|(?:Introduc|Propos|Explor)es|Presents)\s))"
)
_LONGEST_TITLE = 14
_PAPER_LABEL = re.compile(r"\s*(?:[\w-]+ )?paper\s*[:：]\s*", re.IGNORECASE)
_NAME_COLON = re.compile(r"\s*[:：]\s*(?=[^\s\"“])|\s+(?P<dash>[-–—]+)\s+(?=[^\s\"“])")
_NAME_END = re.compile(r"[\[(（|\n]|\Z")
_MOST_WORDS, _FEWEST_BEHIND, _SHORT = 3, 3, 2
_BEHIND_SHORT = re.compile(r"\s+[\"“]?\w")
# `by`, `from`, `in` and `at` lead to people and places.
_JOINED = re.compile(
    r"\s+(?:for|with|without|via|using|through|towards?|of|on|under|against|beyond|as|into|to|and)"
    r"\s(?P<rest>[^,.;|｜\n\[(（]{4,})"
)
_DASHES = ("-", "–", "—", "--")
_PLACE = re.compile(
    r"\b(?:University|Universit\w+|Institute|College|School|Labs?|Laborator\w+|Academy|Inc|Corp"
    r"|Group|Team|Research|Foundation|et al)\b"
)


def words(text: str) -> int:
    """Return how many words `text` has; Chinese characters in a row count as one."""
    return len(_WORD.findall(text))


def has_few_words(text: str, *, most: int, before: int | None = None) -> bool:
    """Return whether `text` has `most` words or fewer, without counting on in a long one.

    With `before` only what stands before that place is looked at.
    """
    end = len(text) if before is None else before
    return next(islice(_WORD.finditer(text, 0, end), most, None), None) is None


def is_date(text: str) -> bool:
    """Return whether `text` is a date and nothing else."""
    if len(text) > _LONGEST_DATE:
        return False
    found = partial_date.find_span(text)
    return found is not None and not (text[: found[1]] + text[found[2] :]).strip(" .,")


def strong_words(inline: Inline, start: int, end: int) -> tuple[int, int] | None:
    """Return the bold words that begin near `start`, if any."""
    return _marked(inline, start, end, "strong")


def _marked(inline: Inline, start: int, end: int, kind: str) -> tuple[int, int] | None:
    for mark in inline.marked(start - 1, end):
        if mark.kind == kind and mark.end <= end:
            gap = inline.plain[start : mark.start]
            if (
                not any(char.isalnum() for char in gap)
                or (_has_detail(gap) and words(gap) <= _LONGEST_LEAD)
                or author_names.are_people(gap.strip(" .,:"), least=2)
                or _PAPER_LABEL.fullmatch(gap) is not None
            ):
                return mark.start, mark.end
    return None


def find(inline: Inline, start: int, end: int) -> tuple[int, int]:
    """Return the title among unlinked words: quoted, bold, or all up to a venue, date or name."""
    text = inline.plain
    start = edges.strip_decoration(text, start, end)
    named = _after_short_name(inline, start, end)
    if named is not None:
        start = named
    quoted = QUOTED.search(text, start, end)
    if quoted is not None and words(quoted["title"]) >= 2 and not _goes_on(text, start, quoted):
        lead = text[start : quoted.start()]
        if (
            # `Tall Kites finds that “a kite …”`: a quotation that begins small is a sentence.
            (words(lead) <= (0 if quoted["title"][0].islower() else 4))
            or author_names.is_authors(lead, least=2)
            or _is_behind_strong(inline, start, quoted.start(), quoted["title"])
        ):
            return clean(text, *quoted.span("title"))
    strong = strong_words(inline, start, end) if named is None else None
    if strong is not None and _has_detail(text[slice(*strong)]):
        # `**ICML'24** | Deep Order of Things`
        bar = _BAR.match(text, strong[1], end)
        start = bar.end() if bar is not None else start
        strong = strong_words(inline, start, end) if bar is not None else strong
    if strong is not None and words(text[slice(*strong)]):
        low, high = without_venue(text, *clean(text, *strong))
        if not _is_gone_on_with(text, strong[1], end, is_short=words(text[low:high]) <= _SHORT):
            return low, high
    slanted = _marked(inline, start, end, "emphasis")
    if slanted is not None and not _has_detail(text[slice(*slanted)]):
        low, high = clean(text, *slanted)
        if words(text[low:high]) >= 2 and not author_names.is_authors(text[low:high], least=1):
            return low, high
    cited = citation.find(text, start, end)
    if cited is not None:
        start, end = cited
    stop = _first_detail(inline, start, end)
    low, high = clean(text, start, stop)
    for match in islice(_SENTENCE.finditer(text, low, min(high, low + _LONGEST)), _FEW):
        rest = text[match.end() : end]
        if author_names.are_people(rest.split("\n")[0], least=2) or _all_details(
            text[match.end() : high]
        ):
            return clean(text, low, match.start())
    if not has_few_words(text[low:high], most=_LONGEST_TITLE):
        gap = _WIDE_GAP.search(text, low, high)
        if gap is not None and has_few_words(text[low : gap.start()], most=_LONGEST_TITLE):
            return clean(text, low, gap.start())
    if venues.find_at_end(text[low:high]):
        return without_venue(text, low, high)
    dated = _DATED_END.search(text, low, high)
    return clean(text, low, dated.start()) if dated is not None else (low, high)


def _is_behind_strong(inline: Inline, start: int, end: int, quoted: str) -> bool:
    """Return whether bold words lead to a quotation, which are not what the rest describes."""
    strong = strong_words(inline, start, end)
    most = 0 if quoted[0].islower() else _SHORT
    return strong is not None and has_few_words(inline.plain[strong[1] : end], most=most)


def _goes_on(text: str, start: int, quoted: re.Match[str]) -> bool:
    """Return whether quoted words are a part of a title: `Making "Deep Things" Fall Apart`."""
    before, after = text[start : quoted.start()].rstrip(), text[quoted.end() :]
    if before[-1:].isalnum():
        return re.match(r"\s+\w", after) is not None
    if before:
        return False
    # `"Why So Slow?": Explaining Things`, `"Why So Slow?" Explaining Deep Things`
    rest = _QUOTE_END.match(after)
    if rest is None:
        return False
    behind = after[rest.end() : _name_stop(after, rest.end(), len(after))]
    if rest["colon"]:
        name, comma, _ = behind.partition(",")
        are_people = comma and author_names.are_people(f"{name}, {name}", least=2)
        return not are_people and words(behind) >= _FEWEST_BEHIND - 1
    is_asked = quoted["title"][-1:] in ("?", "!")
    return is_asked and is_rest_of_title(behind)


def _is_gone_on_with(text: str, start: int, end: int, *, is_short: bool) -> bool:
    """Return whether the words behind bold ones end the title: `**Tall Kites** for Sailors`."""
    if is_short:
        return _BEHIND_SHORT.match(text, start, end) is not None
    joined = _JOINED.match(text, start, end)
    if joined is None:
        return False
    found = joined["rest"].split()
    are_capital = len(found) > 1 and all(word[0].isupper() for word in found)
    return are_capital or is_written_as_title(joined["rest"])


def _all_details(text: str) -> bool:
    parts = [part.strip(" .,;()[]*") for part in re.split(r"[.,;]\s+", text)]
    return all(part and (venues.find(part) or is_date(part)) for part in parts)


def _first_detail(inline: Inline, start: int, end: int) -> int:
    text = inline.plain
    for mark in inline.marked(start + 1, end):
        if mark.kind == "code" and _has_detail(edges.unbracket(text[mark.start : mark.end])):
            end = mark.start
            break
        if mark.kind == "emphasis":
            inner = text[mark.start : mark.end]
            if (
                author_names.is_authors(inner, least=2)
                or _has_detail(inner)
                or author_names.find_byline(inner)
                or leads_to_venue(text, mark.start, mark.end)
            ):
                lead = _INTO_VENUE.search(text, max(start, mark.start - 24), mark.start)
                end = lead.start() if lead is not None else mark.start
                break
    for match in (_CUT if inline.has_bars else _CUT_IN_CELL).finditer(text, start, end):
        if match["group"] is None:
            if match.start() > start and not _is_name_dash(text, start, match, end):
                return match.start()
        elif match.start() > start and (
            _has_detail(match["group"])
            or ("[" in match[0] and match["group"] and phrases.is_generic(match["group"]))
        ):
            return match.start()
    # `Title (ICML 2024, [paper](u))`: the bracket closes behind the link.
    opened = _OPENED.search(text, max(start, end - _LONGEST_OPENED), end)
    if opened is not None and opened.start() > start and _has_detail(opened["group"]):
        return opened.start()
    return end


def leads_to_venue(text: str, start: int, end: int) -> bool:
    """Return whether slanted words are a venue by what is around them: `T, in *Kites* 2019`."""
    return (
        _YEAR_BEHIND.match(text, end) is not None
        and _INTO_VENUE.search(text, max(0, start - 24), start) is not None
        and venues.may_be(text[start:end].strip(" .,"))
    )


def _is_name_dash(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Return whether a dash parts a title in two: `DeepX — Deep Scheduling of Things`."""
    if match[0].strip() not in _DASHES:
        return False
    name = text[start : match.start()]
    return words(name) <= _MOST_WORDS and is_rest_of_title(
        text[match.end() : _name_stop(text, match.end(), end)]
    )


def is_rest_of_title(text: str) -> bool:
    """Return whether words behind a short name are the rest of its title: no people, no place."""
    return (
        (text[:1].isupper() or text[:1].isdigit())
        and "; " not in text
        and venues.find(" ".join(text.split()[:2])) is None
        and is_written_as_title(text)
        and _PLACE.search(text) is None
        and not author_names.are_people(text, least=2)
    )


def _has_detail(text: str) -> bool:
    text = text.strip(" .,;")
    head = text.rpartition(",")[0].strip() or text
    return (
        venues.find(text) is not None
        or venues.find(head) is not None
        or venues.find(text.partition(" (")[0]) is not None
        or is_date(text)
        or (partial_date.find_span(text) is not None and words(text) <= 14)
    )


def without_venue(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the venue with its year behind the last comma or dot of a title."""
    closed = _CLOSED.search(text, max(start, end - _LONGEST_OPENED), end)
    if closed is not None and closed.start() > start and _has_detail(closed["group"]):
        return clean(text, start, closed.start())
    told = venues.find_at_end(text[start:end])
    if told is not None and words(text[start : start + told]) >= _FEWEST_BEHIND:
        return clean(text, start, start + told)
    cut = max(text.rfind(", ", start, end), text.rfind(". ", start, end))
    if cut > start and words(text[start:cut]) >= 3:
        tail = edges.trim(text, cut + 1, end)
        venue = venues.find(text[slice(*tail)])
        if venue is not None and venue.year is not None:
            return clean(text, start, cut)
    return start, end


def clean(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow to the words of a title; keeps the stretch when nothing would be left."""
    low, high = edges.trim(text, start, end)
    while True:
        inner = edges.unwrap(text, low, edges.balanced_end(text, low, high))
        inner = edges.trim(text, *inner)
        if inner == (low, high):
            break
        low, high = inner
    if low == high:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end
    return low, high


def _after_short_name(inline: Inline, start: int, end: int) -> int | None:
    """Return where a title with a bold short name before it begins, None where there is none.

    The words behind the colon of `**DeepX**: Deep Scheduling of Things` are a title as they are
    written as one; `**DeepX**: a scheduler for things` describes the work. A name that the title
    begins with is no part of it twice.
    """
    text = inline.plain
    for mark in inline.marked(start - 1, end):
        if mark.kind != "strong" or mark.start > start + 2 or mark.end > end:
            continue
        name = text[mark.start : mark.end].rstrip(" :：")
        colon = _NAME_COLON.match(text, mark.start + len(name), end)
        if not name or colon is None or len(name.split()) > _MOST_WORDS:
            return None
        behind = text[colon.end() : _name_stop(text, colon.end(), end)]
        if behind.casefold().startswith(name.casefold()):
            return colon.end() if colon["dash"] is None else None
        is_rest = is_rest_of_title if colon["dash"] else is_written_as_title
        return mark.start if is_rest(behind) else None
    return None


def _name_stop(text: str, start: int, end: int) -> int:
    match = _NAME_END.search(text, start, end)
    return match.start() if match is not None else end
