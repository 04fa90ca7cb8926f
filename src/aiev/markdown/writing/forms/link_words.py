"""The text of a link to what is no paper of arXiv: `abs` would be wrong of a post.

It is what the list calls such links elsewhere, else a word for the kind of the address.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from aiev import lazy_regex as re
from aiev.domain import arxiv_id, paper
from aiev.domain.paper import Kind
from aiev.markdown.reading.words import edges, phrases, venues
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.markdown.writing.forms.templates import Template

_TEXT = re.compile(r"(?P<open>\[)(?P<text>[^\[\]]+)(?P<close>\]+\()\Z")
_OF_ARXIV = frozenset(("abs", "abstract", "arxiv", "html", "pdf"))
_PDF = re.compile(r"\.pdf(?:[?#].*)?\Z|/pdf(?:[/?#]|\Z)", re.IGNORECASE)
_PUBLISHER = re.compile(
    r"//(?:[\w-]+\.)*(?:openreview\.net|aclanthology\.org|doi\.org|acm\.org|ieee\.org|jmlr\.org"
    r"|mlr\.press|neurips\.cc|nips\.cc|thecvf\.com|usenix\.org|biorxiv\.org|medrxiv\.org|ssrn\.com"
    r"|springer\.com|sciencedirect\.com|nature\.com|mlsys\.org|semanticscholar\.org|aaai\.org)(?:/|\Z)",
    re.IGNORECASE,
)
_WORDS = {
    "pdf": ("pdf",),
    "paper": ("paper",),
    "code": ("code", "github", "repo", "repository", "project"),
    "page": ("link", "blog", "page", "post", "website", "web", "site", "homepage", "article"),
}
"""What links of a kind are called, the usual word first."""


def suited(
    listed: ParsedList, template: Template, near: Sequence[ListedEntry], url: str
) -> Template:
    """Return a template with the text of its link put right for an address beyond arXiv."""
    if "url" not in template.order or not url:
        return template
    at = template.order.index("url")
    match = _TEXT.search(template.literals[at])
    if match is None:
        return template
    if _is_venue(match["text"]):
        # `[[ACL](u)]` beside papers of that venue is false of another.
        text = of_papers(listed, near)
    elif arxiv_id.find(url) is not None or match["text"].strip().lower() not in _OF_ARXIV:
        return template
    else:
        text = match["text"]
    kind = _kind(url)
    if arxiv_id.find(url) is None and kind != text.strip().lower():
        text = _like(_own_word(listed, near, url) or _WORDS[kind][0], text)
    literal = template.literals[at][: match.start()] + match["open"] + text + match["close"]
    return replace(
        template, literals=(*template.literals[:at], literal, *template.literals[at + 1 :])
    )


def _is_venue(text: str) -> bool:
    """Return whether a link is called by where a paper appeared, in which no other one did."""
    text = edges.unbracket(text)
    is_form = any(phrases.is_form_word(word) for word in text.lower().split())
    return venues.find(text) is not None and not is_form


def of_papers(listed: ParsedList, near: Sequence[ListedEntry]) -> str:
    """Return what a list calls the links to arXiv that are not called by a venue."""
    for scope in (near, listed.entries):
        words = Counter[str]()
        for entry in scope:
            if entry.arxiv_id is not None and "url" in entry.fields:
                found = _TEXT.search(listed.text, entry.span[0], entry.fields["url"][0])
                if (
                    found is not None
                    and phrases.is_paper_link(found["text"])
                    and not _is_venue(found["text"])
                ):
                    words[found["text"]] += 1
        if words:
            return words.most_common(1)[0][0]
    return "paper"


def _kind(url: str) -> str:
    if _PDF.search(url):
        return "pdf"
    if _PUBLISHER.search(url):
        return "paper"
    return "code" if paper.kind(None, url) == Kind.CODE else "page"


def _own_word(listed: ParsedList, near: Sequence[ListedEntry], url: str) -> str | None:
    """Return what the list calls links to the same site, else to a page of the same kind."""
    words = _WORDS[_kind(url)]
    same, alike = Counter[str](), Counter[str]()
    for entry in (*near, *listed.entries):
        if entry.url is None or entry.arxiv_id is not None or "url" not in entry.fields:
            continue
        match = _TEXT.search(listed.text, entry.span[0], entry.fields["url"][0])
        text = match["text"].strip() if match is not None else ""
        if text.lower() in words:
            alike[text] += _kind(entry.url) == _kind(url)
        if phrases.is_form_name(text):
            same[text] += _kind(url) != "code" and _site(entry.url) == _site(url)
    for text, count in (*same.most_common(1), *alike.most_common(1)):
        if count:
            return text
    return None


def _site(url: str) -> str:
    return url.split("//")[-1].split("/")[0].lower().removeprefix("www.")


def _like(word: str, other: str) -> str:
    """Return a word in small or capital letters as another."""
    if word != word.lower() or not other[:1].isupper():
        return word
    return word.upper() if word == "pdf" and other.isupper() else word.capitalize()
