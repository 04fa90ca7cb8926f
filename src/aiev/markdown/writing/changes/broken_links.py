"""Links that an entry means and that lead nowhere by their markup: `[T]((u))`, `[T] (u)`."""

from collections.abc import Collection, Iterator

from aiev import lazy_regex as re
from aiev.markdown.values import ListedEntry

_URL = r"\s*(?P<url>https?://[^\s()\[\]]+)\s*"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\[(?P<words>[^\[\]\n]*)\]\(\s*\({_URL}\)\s*\)",
        rf"\[(?P<words>[^\[\]\n]*)\][ ]+\({_URL}\)",
        rf"\((?P<words>[^()\n]*)\)\s?\[{_URL}\]",
        rf"\[(?P<words>[^\[\]()\n]*)\({_URL}\)\]?",
    )
)


def are_in(text: str, entry: ListedEntry, urls: Collection[str]) -> bool:
    """Return whether one of an entry's links to these addresses is broken."""
    return any(True for _ in mended(text, entry, urls))


def mended(text: str, entry: ListedEntry, urls: Collection[str]) -> Iterator[str]:
    """Yield the text with one of an entry's broken links to these addresses written as a link."""
    for form in _FORMS:
        for match in form.finditer(text, *entry.span):
            if match["url"] in urls:
                link = f"[{match['words']}]({match['url']})"
                yield text[: match.start()] + link + text[match.end() :]
