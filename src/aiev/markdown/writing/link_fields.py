"""The further links of an entry as fields: code, project page, the paper itself once more.

Each is written by a list in one way (`[[code](u)]`, `| [[Github]](u)`, with a badge of its stars
behind it), wherever it stands; the words are those that the list uses for links of the kind.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aiev.domain import arxiv_id, paper
from aiev.domain.paper import Kind
from aiev.markdown import escape
from aiev.markdown.reading.words import phrases
from aiev.markdown.values import Link, ListedEntry, ParsedList, Span

PREFIX = "link "
OWN = "link paper"
"""The field that leads to the paper itself once more: `[Title](u). Ada Bee. [[Paper]](u)`."""

_LINK = re.compile(
    r"(?P<open>\[?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)(?P<end>\]?)"
)
_CORE = re.compile(r"(?P<before>[\[*_`\s]*)(?P<words>.*?)(?P<after>[\]*_`\s]*)", re.DOTALL)
_PICTURE = re.compile(r"(?P<gap>[ ]*)!\[[^\[\]]*\]\((?P<src>[^()\s]*)\)")
_BADGE = re.compile(
    r"(?:(?<!\[)!\[[^\[\]]*\]\([^()\s]*\)"
    r"|\[!\[[^\[\]]*\]\([^()\s]*\)\]\((?P<url>[^()\s]*)\))"
)
_REPOSITORY = re.compile(r"(?:github|gitlab)\.com/(?P<path>[\w.-]+/[\w.-]+?)(?:\.git)?(?:[/?#]|\Z)")
_WORDS = {
    "code": frozenset((
        "code", "codes", "source", "source code", "github", "git", "repo", "repository", "official",
        "official code", "implementation", "pytorch", "torch", "pytorch code", "tensorflow", "tf",
        "jax", "代码",
    )),
    "page": frozenset((
        "project", "project page", "projectpage", "project website", "page", "homepage", "website",
        "webpage", "web", "web page", "site", "主页", "项目", "项目主页",
    )),
    "demo": frozenset(("demo", "demos", "live demo", "online demo", "colab", "space")),
    "data": frozenset(("data", "dataset", "datasets", "benchmark", "数据集")),
    "model": frozenset(("model", "models", "weights", "checkpoint", "checkpoints", "ckpt")),
    "video": frozenset(("video", "videos", "youtube", "talk")),
    "slides": frozenset(("slides", "slide")),
    "blog": frozenset(("blog", "blogs", "blog post", "post", "博客")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Further:
    """One further link as it is written, with the badge of its stars if one follows."""

    kind: str
    span: Span
    url: str
    opening: str
    words: str
    closing: str
    end: str
    badge: str


def kind(text: str, url: str) -> str:
    """Return what a link leads to, by its words, else by its address."""
    name = phrases.unbracket(text).lower()
    for found, words in _WORDS.items():
        if name in words:
            # `[project](https://github.com/…)` is its code, whatever it is called.
            is_code = found == "page" and paper.kind(None, url) == Kind.CODE
            return "code" if is_code else found
    if paper.kind(None, url) == Kind.CODE:
        return "code"
    return name if name and phrases.is_generic(name) and not phrases.is_paper_link(name) else "page"


def field_of(text: str, url: str, own: ListedEntry | None = None) -> str:
    """Return the name of a link's field; `own` is the entry that it stands in."""
    if own is not None and is_own(url, own.url):
        return OWN
    return PREFIX + kind(text, url)


def is_own(url: str, address: str | None) -> bool:
    """Return whether a link leads to the paper of this address."""
    if not address:
        return False
    found = arxiv_id.find(address)
    other = arxiv_id.find(url)
    if found is not None and other is not None:
        return found.value == other.value
    return url == address


def find(text: str, entry: ListedEntry) -> dict[str, Further]:
    """Return the further links of an entry by field; the second of a kind ends in ` 2`."""
    found: dict[str, Further] = {}
    taken = list(entry.fields.values())
    for each in _iter(text, entry):
        if any(low < each.span[1] and each.span[0] < high for low, high in taken):
            continue
        count, name = 1, each.kind
        while name in found:
            count += 1
            name = f"{each.kind} {count}"
        found[name] = each
    return found


def _iter(text: str, entry: ListedEntry) -> Iterator[Further]:
    start, end = entry.span
    for match in _LINK.finditer(text, start, end):
        if "![" in match["text"] or (match.start() and text[match.start() - 1] == "!"):
            continue
        if not match["url"] or bool(match["open"]) != bool(match["end"]):
            continue
        core = _CORE.fullmatch(match["text"])
        assert core is not None, "every text has a core"
        stop, badge = match.end(), ""
        picture = _PICTURE.match(text, stop, end)
        path = repository(match["url"])
        if picture is not None and path and path.lower() in picture["src"].lower():
            stop = picture.end()
            badge = re.sub(re.escape(path), "\0", picture.group(), flags=re.IGNORECASE)
        yield Further(
            field_of(match["text"], match["url"], entry),
            (match.start(), stop),
            match["url"],
            f"{match['open']}[{core['before']}",
            core["words"],
            f"{core['after']}](",
            f"){match['end']}",
            badge,
        )


def repository(url: str) -> str | None:
    """Return `owner/name` of an address of code; None for others."""
    match = _REPOSITORY.search(url)
    return match["path"] if match is not None else None


def badges(text: str, entry: ListedEntry) -> dict[str, tuple[Span, str]]:
    """Return the badge of stars that an entry has by itself, as a field, and its form.

    The repository that it names is one that the entry links, or that the badge leads to. Badges
    right behind a link belong to that link.
    """
    further = find(text, entry).values()
    paths = [path for each in further if (path := repository(each.url))]
    for match in _BADGE.finditer(text, *entry.span):
        if any(each.span[0] <= match.start() < each.span[1] for each in further):
            continue
        own = [*paths, repository(match["url"] or "") or ""]
        for path in own:
            if path and match.group().lower().count(path.lower()) == 1 + bool(match["url"]):
                form = re.sub(re.escape(path), "\0", match.group(), flags=re.IGNORECASE)
                return {"badge": (match.span(), form)}
    return {}


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
    models = alike or [each for each in here if each.kind != OWN] or here or everywhere
    words = escape.words(_word(link.text, alike), in_table=in_table)
    url = escape.address(link.url, in_table=in_table)
    if not models:
        return field, f"[[{words}]({url})]"
    forms = Counter((m.opening, m.closing, m.end) for m in models)
    opening, closing, end = forms.most_common(1)[0][0]
    badge, path = _usual_badge(alike), repository(link.url)
    badge = badge.replace("\0", path) if path else ""
    return field, f"{opening}{words}{closing}{url}{end}{badge}"


def _all(text: str, entries: Iterable[ListedEntry]) -> list[Further]:
    return [each for entry in entries for each in find(text, entry).values()]


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
    words = Counter(each.words for each in alike)
    for word, _ in words.most_common():
        if word.casefold() == text.casefold():
            return word
    usual = words.most_common(1)
    is_usual = bool(usual) and phrases.is_generic(usual[0][0]) and 2 * usual[0][1] > len(alike)
    return usual[0][0] if is_usual and phrases.is_generic(text) else text


def usual_own(
    listed: ParsedList, near: Sequence[ListedEntry], url: str, *, in_table: bool
) -> str | None:
    """Return the link to the paper once more as most entries near have it; None where few do.

    Its address has the form that theirs have: an arXiv id stands as it does there.
    """
    found = [(e, f) for e in near for f in find(listed.text, e).values() if f.kind == OWN]
    identifier = arxiv_id.find(url)
    if not found or 2 * len({e.span for e, _ in found}) <= len(near) or identifier is None:
        return None
    forms = Counter[tuple[str, str, str, str, str]]()
    for entry, each in found:
        other = arxiv_id.find(each.url)
        if other is None or entry.arxiv_id is None or not phrases.is_paper_link(each.words):
            continue
        bare = re.sub(
            rf"{re.escape(other.value)}(?:v\d+)?(\.pdf)?.*", lambda m: f"\0{m[1] or ''}", each.url
        )
        forms[each.opening, each.words, each.closing, bare, each.end] += 1
    if not forms:
        return None
    opening, words, closing, bare, end = forms.most_common(1)[0][0]
    address = escape.address(bare.replace("\0", identifier.value), in_table=in_table)
    return f"{opening}{words}{closing}{address}{end}"
