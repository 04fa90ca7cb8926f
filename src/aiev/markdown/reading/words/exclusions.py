"""What a list holds that is no entry: its own contents, files, badges, news and colophon."""

from functools import lru_cache

from aiev import lazy_regex as re
from aiev.domain import arxiv_id

_SCHEME = re.compile(r"(?:https?|ftp)://?|//|www\.", re.IGNORECASE)
_HOST = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|ai|edu|gov|cn|uk|de|jp|co|dev|ml|me|app|info|xyz|tech)"
    r"(?:/|\Z)",
    re.IGNORECASE,
)
# Browsers skip blanks and control characters in a scheme.
_RUNNABLE = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data|file)[\x00-\x20]*:", re.IGNORECASE)
_KEPT_PAPER = re.compile(r"^[^#?]*\.pdf\Z", re.IGNORECASE)
_OWN_FILE = re.compile(
    r"/(?:blob|tree|raw|edit)/[^/]+/(?:.*/)?(?:readme|contributing|license|code_of_conduct)[^/]*\Z"
    # A list bound as a book: no paper is a release of an awesome list.
    r"|[/-]awesome[^/]*/(?:releases|archive|issues|pulls|discussions|wiki)(?:/|\Z)",
    re.IGNORECASE,
)
_BADGE = re.compile(
    r"(?:img\.shields\.io|badge\.fury\.io|badgen\.net|awesome\.re/?(?:badge.*)?\Z|/badge(?:\.svg|s?/)"
    r"|star-history\.com|contrib\.rocks|visitor-badge|hits\.seeyoufarm|komarev\.com|repobeats"
    r"|/graphs/contributors|/stargazers|/network/members|sindresorhus/awesome(?:#.*)?\Z"
    r"|makeapullrequest\.com|opensource\.org/licen[cs]es|creativecommons\.org/licen)",
    re.IGNORECASE,
)
# The parts that an address of each of these kinds has one of, in small letters.
_BADGE_HINT = re.compile(
    r"badge|shields\.io|awesome|star-history|contrib\.rocks|hits\.seeyoufarm"
    r"|komarev|repobeats|/graphs/|/stargazers|/network/|makeapullrequest|/licen"
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|mp4)(?:\?.*)?\Z", re.IGNORECASE)
PLACEHOLDER = re.compile(r"[xX0](?:(?<=\b[xX])[xX]{3}\.[xX]{4,5}|(?<=\b0)0{3}\.0{4,5})\b")
"""An arXiv id that is to be filled in: `xxxx.xxxxx`, `0000.00000`."""

_WORDS = re.compile(r"[^\w\s&']+")
_LEAD = r"(?:the |our |latest |recent |project |repo |list |change)*"
_NEWS = (
    r"news|updates?|changelog|change log|what'?s new|announcements?|release notes|changes|logs?"
    r"|update logs?|news (?:and|&) updates?|新闻|更新|更新日志"
)
_NEWS_TITLE = re.compile(rf"{_LEAD}(?:{_NEWS})", re.IGNORECASE)
_COLOPHON = re.compile(
    rf"{_LEAD}(?:{_NEWS}|star history|stargazers.*|stars|contributors?"
    r"|contributions?|contributing.*|how to contribute.*|contribute.*|maintainers?"
    r"|acknowledge?ments?|thanks|license|licen[cs]ing|citations?|citing.*|cite.*|how to cite.*"
    r"|bibtex|to[- ]?do(?:[- ]lists?)?"
    r"|contact.*|contact us|sponsors?|support us|donat.*|disclaimer|star us|visitors"
    r"|贡献|贡献者|致谢|许可证|引用|联系.*)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"[\W\d]*(?:\d{4})?[\W\d]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)?\w*[\W\d]*", re.I
)


@lru_cache(maxsize=4096)
def is_external(url: str) -> bool:
    """Return whether an address leads out of the list and its repository; an empty one may yet."""
    if not url or url == "#":
        return not url
    if is_runnable(url):
        return False
    if _KEPT_PAPER.search(url) is not None:
        return True
    if url[0] in "#.?" or url.startswith("mailto:"):
        return False
    if _SCHEME.match(url) is None:
        return _HOST.match(url) is not None or arxiv_id.find(url) is not None
    return _OWN_FILE.search(url) is None


def is_runnable(url: str) -> bool:
    """Return whether an address runs or opens something of the reader's own instead of a page."""
    return _RUNNABLE.match(url) is not None


@lru_cache(maxsize=4096)
def is_badge(url: str) -> bool:
    """Return whether an address is a badge or a page about the repository itself."""
    return _BADGE_HINT.search(url.lower()) is not None and _BADGE.search(url) is not None


@lru_cache(maxsize=4096)
def is_placeholder(url: str) -> bool:
    """Return whether an address is none yet: `arxiv.org/abs/xxxx.xxxxx`, `https://example.com`."""
    return PLACEHOLDER.search(url) is not None or url.lower().removesuffix("/").endswith(
        "example.com"
    )


def is_picture(url: str) -> bool:
    """Return whether an address is a picture or a film."""
    return _PICTURE.search(url) is not None


def is_colophon(title: str) -> bool:
    """Return whether a section of this title is about the list: news, contributors, citation."""
    return _COLOPHON.fullmatch(_plain_words(title)) is not None


def is_news(title: str) -> bool:
    """Return whether a section of this title tells what is new in the list."""
    return _NEWS_TITLE.fullmatch(_plain_words(title)) is not None


def _plain_words(title: str) -> str:
    return " ".join(_WORDS.sub(" ", title).split())


def is_dated(title: str) -> bool:
    """Return whether a section's title is nothing but a date, as below the news."""
    return 0 < len(title) <= 40 and _DATED.fullmatch(title) is not None
