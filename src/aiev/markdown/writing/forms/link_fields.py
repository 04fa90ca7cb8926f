"""The further links of an entry as fields: code, project page, the paper itself once more.

Each is written by a list in one way (`[[code](u)]`, `| [[Github]](u)`, with a badge of its stars
behind it), wherever it stands; the words are those that the list uses for links of the kind.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from aiev import lazy_regex as re
from aiev.domain import arxiv_id, paper
from aiev.domain.paper import Kind
from aiev.markdown.reading.words import edges, phrases
from aiev.markdown.values import Span, Written

PREFIX = "link "
OWN = "link paper"
"""The field that leads to the paper itself once more: `[Title](u). Ada Bee. [[Paper]](u)`."""

_PATH, _ID = "\0", "\1"
"""Stand for the repository and for the arXiv id that a picture repeats."""

_LINK = re.compile(
    r"(?P<open>(?:\\?\[)?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)(?P<end>(?:\\?\])?)"
)
_CORE = re.compile(r"(?P<before>[\[*_`\s]*)(?P<words>.*?)(?P<after>[\]*_`\s]*)", re.DOTALL)
_LINKED_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\((?P<src>[^()\s]*)\)")
_BADGE_WORD = re.compile(r"/badge/(?P<word>[A-Za-z]+)[-_%?]")
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
    """One further link as it is written, with the badge of its stars if one follows.

    `words` may be a picture, with places for what is that paper's own, such as the repository of
    its stars.
    """

    kind: str
    span: Span
    url: str
    opening: str
    words: str
    closing: str
    end: str
    badge: str

    @property
    def address(self) -> Span:
        """Where its address stands."""
        low = self.span[0] + len(self.opening) + len(self.words) + len(self.closing)
        return low, low + len(self.url)

    @property
    def is_picture(self) -> bool:
        """Whether a picture stands in place of words."""
        return self.words.startswith("![")

    def picture(self, url: str) -> str | None:
        """Return the picture for another link; None where it has a place for what that lacks."""
        words = self.words
        for mark, value in _own(url).items():
            if mark in words and not value:
                return None
            words = words.replace(mark, value)
        return words


def kind(text: str, url: str) -> str:
    """Return what a link leads to, by its words, else by its address."""
    name = edges.unbracket(text).lower()
    for found, words in _WORDS.items():
        if name in words:
            # `[project](https://github.com/…)` is its code, whatever it is called.
            is_code = found == "page" and paper.kind(None, url) == Kind.CODE
            return "code" if is_code else found
    if paper.kind(None, url) == Kind.CODE:
        return "code"
    return name if name and phrases.is_generic(name) and not phrases.is_paper_link(name) else "page"


def field_of(text: str, url: str, own: Written | None = None) -> str:
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


def find(text: str, entry: Written) -> dict[str, Further]:
    """Return the further links of an entry by field; the second of a kind ends in ` 2`."""
    found: dict[str, Further] = {}
    taken = list(entry.fields.values())
    links = [
        each
        for each in _iter(text, entry)
        if not any(low < each.span[1] and each.span[0] < high for low, high in taken)
    ]
    named = {repository(each.url) for each in links if not each.is_picture} - {None}
    for each in links:
        if each.is_picture and repository(each.url) in named:
            # The stars of code that has a link beside them.
            continue
        count, name = 1, each.kind
        while name in found:
            count += 1
            name = f"{each.kind} {count}"
        found[name] = each
    return found


def _iter(text: str, entry: Written) -> Iterator[Further]:
    start, end = entry.span
    for match in _LINK.finditer(text, start, end):
        if match.start() and text[match.start() - 1] == "!":
            continue
        if not match["url"] or bool(match["open"]) != bool(match["end"]):
            continue
        if "![" in match["text"]:
            if (linked := _pictured(match, entry)) is not None:
                yield linked
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


def _pictured(match: re.Match[str], entry: Written) -> Further | None:
    """Return a link whose text is a picture alone, called by what the picture says."""
    picture = _LINKED_PICTURE.fullmatch(match["text"])
    if picture is None:
        return None
    said = _BADGE_WORD.search(picture["src"])
    words, url = picture.group(), match["url"]
    for mark, value in _own(url).items():
        if value:
            words = re.sub(re.escape(value), mark, words, flags=re.IGNORECASE)
    name = picture["alt"] if phrases.is_generic(picture["alt"]) or said is None else said["word"]
    return Further(
        field_of(name, url, entry),
        match.span(),
        url,
        f"{match['open']}[",
        words,
        "](",
        f"){match['end']}",
        "",
    )


def _own(url: str) -> dict[str, str]:
    """Return what a picture may repeat of its link's address, by the mark that stands for it."""
    found = arxiv_id.find(url)
    return {_PATH: repository(url) or "", _ID: found.value if found is not None else ""}


def repository(url: str) -> str | None:
    """Return `owner/name` of an address of code; None for others."""
    match = _REPOSITORY.search(url)
    return match["path"] if match is not None else None


def badges(text: str, entry: Written) -> dict[str, tuple[Span, str]]:
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
