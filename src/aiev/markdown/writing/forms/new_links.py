"""The further links of a new entry as a list writes them: in its brackets, words and pictures.

A link may be a word (`[[code](u)]`) or a picture (`[![Star](…/stars/a/b)](u)`), whichever most of
its kind are.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.markdown import escape
from aiev.markdown.reading.words import phrases, venues
from aiev.markdown.values import Link, ListedEntry, ParsedList
from aiev.markdown.writing.forms.link_fields import (
    OWN,
    PREFIX,
    Further,
    badges,
    find,
    is_own,
    kind,
    repository,
)

_OPENED = re.compile(r"(?P<open>\[+)(?P<words>[^\[\]]+)(?P<close>\]+\()\Z")
_CLOSED = re.compile(r"\)\]*")
_SAID = re.compile(r"/badge/([^?)]*)")


def usual_badge(
    listed: ParsedList, near: Sequence[ListedEntry], links: Sequence[Link]
) -> str | None:
    """Return a badge of stars for a new entry with code, where most entries with code have one."""
    path = next((path for link in links if (path := repository(link.url))), None)
    if path is None:
        return None
    forms = Counter[str]()
    coded = 0
    for entry in near:
        found = badges(listed.text, entry)
        kinds = [each.kind for each in find(listed.text, entry).values()]
        coded += bool(found) or PREFIX + "code" in kinds
        forms.update(form for _, form in found.values())
    for form, count in forms.most_common(1):
        if count > 1 and 2 * count > coded:
            return form.replace("\0", path)
    return None


def written(
    listed: ParsedList, near: Sequence[ListedEntry], link: Link, *, own: str | None, in_table: bool
) -> tuple[str, str]:
    """Return the field of a new entry's link and how this list writes it.

    `own` is the new entry's address. What links of the kind look like near it decides, else those
    of the whole list, else other links near it.
    """
    field = OWN if is_own(link.url, own) else PREFIX + kind(link.text, link.url)
    here = _all(listed.text, near)
    alike = [each for each in here if each.kind == field]
    everywhere = here if alike else _all(listed.text, listed.entries)
    alike = alike or [each for each in everywhere if each.kind == field]
    url = escape.address(link.url, in_table=in_table)
    pictures = Counter(replace(m, span=(0, 0), url="") for m in alike if m.is_picture)
    if 2 * pictures.total() > len(alike):
        for form, count in pictures.most_common():
            picture = form.picture(link.url)
            if picture is not None and count > 1 and not _names_venue(picture):
                return field, f"{form.opening}{picture}{form.closing}{url}{form.end}"
    alike = [each for each in alike if not each.is_picture]
    models = alike or [each for each in here if each.kind != OWN] or here or everywhere
    models = [each for each in models if not each.is_picture]
    word = _word(link.text, alike)
    if word.casefold() != link.text.casefold():
        # A section of surveys may call repositories `Paper List` where the others have `Code`.
        others = [m for m in _all(listed.text, listed.entries) if m.kind == field]
        word = _same_word(link.text, others) or word
    words = escape.words(word, in_table=in_table)
    if not models:
        opening, closing, end = _around_own(listed, near)
        return field, f"{opening}{words}{closing}{url}{end}"
    forms = Counter((m.opening, m.closing, m.end) for m in models)
    opening, closing, end = forms.most_common(1)[0][0]
    badge, path = _usual_badge(alike), repository(link.url)
    badge = badge.replace("\0", path) if path else ""
    return field, f"{opening}{words}{closing}{url}{end}{badge}"


def _around_own(listed: ParsedList, near: Sequence[ListedEntry]) -> tuple[str, str, str]:
    """Return what stands around the words and the address of links to papers: `[[`, `](`, `)]`.

    Where a title is the link, no bracket more is known than those that most lists write.
    """
    forms = Counter[tuple[str, str, str]]()
    for entry in near:
        if "url" in entry.fields:
            low, high = entry.fields["url"]
            before = _OPENED.search(listed.text, entry.span[0], low)
            after = _CLOSED.match(listed.text, high)
            if before is not None and after is not None and phrases.is_paper_link(before["words"]):
                forms[before["open"], before["close"], after.group()] += 1
    return forms.most_common(1)[0][0] if forms else ("[[", "](", ")]")


def _all(text: str, entries: Iterable[ListedEntry]) -> list[Further]:
    return [each for entry in entries for each in find(text, entry).values()]


def _names_venue(picture: str) -> bool:
    """Return whether a badge says where one paper appeared: `badge/Paper-ICML_2024-red`."""
    said = _SAID.search(picture)
    parts = said[1].replace("_", " ").replace("%20", " ").split("-") if said is not None else ()
    return any(venues.find(part) and not phrases.is_paper_link(part) for part in parts)


def _usual_badge(alike: Sequence[Further]) -> str:
    """Return the badge that most links have behind them; one link alone shows no habit."""
    for badge, count in Counter(each.badge for each in alike).most_common(1):
        if count > 1 and 2 * count > len(alike):
            return badge
    return ""


def _word(text: str, alike: Sequence[Further]) -> str:
    """Return a link's word as the list spells it; what it calls such links where it says so.

    A name of the user's own, such as that of a repository, stays.
    """
    own = _same_word(text, alike)
    if own is not None:
        return own
    usual = Counter(each.words for each in alike).most_common(1)
    is_usual = bool(usual) and phrases.is_generic(usual[0][0]) and 2 * usual[0][1] > len(alike)
    return usual[0][0] if is_usual and phrases.is_generic(text) else text


def _same_word(text: str, alike: Sequence[Further]) -> str | None:
    """Return a word as links that are called so spell it most often; None where none is."""
    words = Counter(m.words for m in alike if m.words.casefold() == text.casefold())
    return words.most_common(1)[0][0] if words else None


def usual_own(
    listed: ParsedList, near: Sequence[ListedEntry], url: str, *, in_table: bool
) -> str | None:
    """Return the link to the paper once more as most entries near have it; None where few do.

    Its address has the form that theirs have: an arXiv id stands as it does there.
    """
    # Where an id in words came before the link, the link is the address and no repetition.
    repeating = [entry for entry in near if "url" in entry.fields]
    found = [(e, f) for e in repeating for f in find(listed.text, e).values() if f.kind == OWN]
    identifier = arxiv_id.find(url)
    if not found or 2 * len({e.span for e, _ in found}) <= len(near) or identifier is None:
        return None
    forms = Counter[tuple[Further, str]]()
    for entry, each in found:
        other = arxiv_id.find(each.url)
        if other is None or entry.arxiv_id is None:
            continue
        if each.is_picture and _names_venue(each.words):
            continue
        if not each.is_picture and not phrases.is_paper_link(each.words):
            continue
        bare = re.sub(
            rf"{re.escape(other.value)}(?:v\d+)?(\.pdf)?.*", lambda m: f"\0{m[1] or ''}", each.url
        )
        forms[replace(each, span=(0, 0), url="", badge=""), bare] += 1
    if not forms:
        return None
    form, bare = forms.most_common(1)[0][0]
    address = escape.address(bare.replace("\0", identifier.value), in_table=in_table)
    return f"{form.opening}{form.picture(url) or ''}{form.closing}{address}{form.end}"
