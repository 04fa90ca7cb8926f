"""Count the links and arXiv ids that a rendered list shows, by a renderer that is not aiev's."""

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_RENDERER = MarkdownIt("gfm-like", {"html": True})
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ID = re.compile(
    r"(?<![\w.$-])(?:0[7-9]|[1-3]\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?:v[1-9]\d?)?(?![\d%]|[.-]\d)"
)
# GitHub links bare addresses only with a scheme or `www.`, and aiev those of these hosts, too.
_WITHOUT_SCHEME = re.compile(r"https?://|www\.|(?:arxiv|doi)\.org/|openreview\.net/|github\.com/")
_BREAKS = {"p", "li", "td", "th", "tr", "div", "br", "pre", "summary", "h1", "h2", "h3", "h6"}


class _Shown(HTMLParser):
    """Collects links that are closed, and the ids in the text outside of them."""

    def __init__(self):
        super().__init__()
        self.links, self._open = [], [("", "")]

    def _say(self, text):
        href, said = self._open[-1]
        self._open[-1] = href, said + text

    def handle_starttag(self, tag, attrs):
        href = dict(attrs).get("href")
        if tag == "a" and "href" in dict(attrs):
            self._open.append((href or "", ""))
        elif tag in _BREAKS:
            self._say("\n")

    def handle_data(self, data):
        self._say(data)

    def handle_endtag(self, tag):
        if tag == "a" and len(self._open) > 1:
            href, text = self._open.pop()
            if href != f"http://{text}" or _WITHOUT_SCHEME.match(text):
                self.links.append(href)
            # A digit right behind a link goes on with its words.
            self._say(f"\n{text[-1:]}")
        elif tag in _BREAKS:
            self._say("\n")

    def ids(self):
        return [found for _, text in self._open for found in _ID.findall(text)]


def shown_links(text):
    """Return the addresses of the links that a list shows, and the ids outside of links."""
    shown = _Shown()
    shown.feed(_COMMENT.sub("", _RENDERER.render(text)))
    shown.close()
    return shown.links, shown.ids()
