"""What stands in brackets or bold before a title: a short name, who made it, or a label."""

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.markdown.reading import details_reader, place_log, told_words
from aiev.markdown.reading.details import Details, Remark
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.place_log import PlaceLog
from aiev.markdown.reading.titles import link_forms
from aiev.markdown.reading.words import affiliations, author_names, edges, short_names

_PREPOSITION = re.compile(r"\s+(?:from|in|of)\s*$")


def read(inline: Inline, start: int, end: int, *, title: str, into: Details) -> None:
    """Read what stands before a title into the details of its entry."""
    log = PlaceLog(inline, into)
    _read(inline, start, end, title, into)
    place = place_log.in_brackets(inline.plain[max(0, start - 1) : end], is_head=True)
    log.note(start, end, place, is_read=False)


def _before_preposition(text: str, start: int, end: int) -> int:
    """Return where what a title gave rise to ends: `KiteX` of `KiteX from [Order of Kites](u)`."""
    match = _PREPOSITION.search(text, start, end)
    return match.start() if match is not None else end


def _read(inline: Inline, start: int, end: int, title: str, into: Details) -> None:
    end = _before_preposition(inline.plain, start, end)
    text = edges.squeeze(inline.plain[start:end])
    if title.casefold().startswith(text.casefold()):
        if text:
            into.short_name = text
            into.short_name_span = inline.source(start, end)
        return
    comma = inline.plain.rfind(",", start, end)
    if comma > start and link_forms.is_detail(inline.plain[comma + 1 : end].strip()):
        # `(Google, 2024.05)`, `[DeepX, ICML'24]`: the short name, if any, and what it goes by.
        if details_reader.read_whole(inline, start, end, into=into):
            return
        details_reader.read_whole(inline, comma + 1, end, into=into)
        end = comma
        text = edges.squeeze(inline.plain[start:end])
    byline = author_names.find_byline(text) if " al" in text else None
    if byline is not None and byline.venue is not None:
        # `[Bee et al. ICML24]`
        low, high = start + byline.authors[0], start + byline.authors[1]
        told_words.read_authors(inline, low, high, into=into)
        told_words.read_venue(byline.venue, into=into)
        return
    if partial_date.find_span(text) is not None and details_reader.read_whole(
        inline, start, end, into=into
    ):
        return
    if (
        into.organizations is None
        and not affiliations.is_service(text)
        and into.is_organization(text)
    ):
        into.organizations = text
        into.organizations_span = inline.source(start, end)
    else:
        span = inline.source(start, end)
        if short_names.may_be(text):
            into.short_name, into.short_name_span = text, span
        else:
            into.notes.insert(0, Remark(text, span, "aside"))
