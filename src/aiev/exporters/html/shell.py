"""What stands around a page's papers: head, policy, controls and foot."""

import json
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from aiev.exporters.html.catalog import Catalog

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<rect width="16" height="16" rx="3" fill="#2f5d8c"/>'
    '<path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.4"/></svg>'
)

# Apart by more than a space, and broken only there.
_HINT = "\u00a0\u00a0 ".join(
    (
        '"a\u00a0phrase"', "-without", "one\u00a0OR\u00a0other", "begin*", "author:", "title:",
        "topic:", "org:", "venue:", "since:2024", "date:2023..2024-06",
    )
)  # fmt: skip


def policy(*, scripts: str, styles: str, names: str = "'none'") -> str:
    """Return a policy under which nothing is fetched, embedded, sent or run but what is named.

    `names` are those under which the script may make addresses of further scripts.
    """
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        f"trusted-types {names}"
    )


def head(title: str, *, policy: str, links: str) -> str:
    """Return the document up to its body; `links` are its style and its first script."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="aiev">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="icon" href="data:image/svg+xml,{quote(_ICON)}">\n'
        f"{links}</head>\n"
    )


def top(catalog: Catalog) -> str:
    """Return the heading, the search field and the places that the script fills."""
    return (
        '<body>\n<a class="skip" href="#list">Skip to the list</a>\n'
        f'<header class="top">\n<div><h1>{escape(catalog.title)}</h1>\n'
        f'<p class="sum">{escape(summary(catalog))}</p></div>\n'
        '<button type="button" id="theme" class="quiet js" aria-pressed="false"'
        ' aria-label="Dark colours"><span aria-hidden="true"></span></button>\n'
        "</header>\n"
        '<search class="seek js"><div>'
        '<label class="unseen" for="q">Search titles, abstracts, authors and topics</label>'
        '<input id="q" type="search" placeholder="Search papers, authors, topics"'
        ' autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"'
        ' aria-describedby="count hint"><kbd aria-hidden="true">/</kbd></div></search>\n'
        "<main>\n"
        f'<p class="hint js" id="hint">{escape(_HINT, quote=False)}</p>\n'
        '<details id="overview" class="overview js" open><summary>Overview</summary>'
        '<div class="figures">'
        '<figure id="timeline"><figcaption>Papers a month</figcaption></figure>'
        '<figure id="heat"><figcaption>Topics and organizations</figcaption></figure>'
        "</div></details>\n"
        '<div class="columns">\n'
        '<aside class="js" aria-label="Filters"><details id="filters" open>'
        "<summary>Filters</summary><div></div></details></aside>\n"
        '<section class="found" aria-label="Papers">\n'
        '<div class="bar js"><p id="count" role="status"></p>'
        '<label for="sort">Sort <select id="sort"><option value="best">Best match</option>'
        '<option value="new">Newest</option><option value="old">Oldest</option>'
        '<option value="title">Title</option></select></label></div>\n'
        '<p id="chosen" class="js" hidden></p>\n<p id="meant" role="status"></p>\n'
    )


def years(catalog: Catalog, addresses: dict[str, str]) -> str:
    """Return links to the years, for readers without the script."""
    links = " ".join(
        f'<a href="{escape(addresses[year])}">{escape(year or "Undated")}</a>'
        for year in catalog.years
    )
    return f'<nav class="years" aria-label="Years">{links}</nav>\n'


def blocked() -> str:
    """Return what is said where scripts run, but the host's own policy keeps this page's out."""
    return (
        '<p class="blocked">Only the first papers are shown: this host forbids scripts within a'
        " page. A page that is a folder (<code>aiev export html -o DIR/</code>) works here.</p>\n"
    )


def list_name(number: int) -> str:
    """Return the name of a plain page of papers, counted from zero."""
    return f"list-{number + 1}.html"


def pages(names: Sequence[str], *, current: int | None = None, label: str = "Pages") -> str:
    """Return links to the plain pages, for readers without the script; `current` is one's place."""
    here = ' aria-current="page"'
    links = " ".join(
        f'<a href="{name}"{here if at == current else ""}>{at + 1}</a>'
        for at, name in enumerate(names)
    )
    return f'<nav class="years" aria-label="{label}">{links}</nav>\n'


def compact(markup: str) -> str:
    """Return the markup without other letters than ASCII's, unless it grows by much for it.

    Browsers read such text twice as fast, and the first paint waits for what was read by then.
    """
    plain = markup.encode("ascii", "xmlcharrefreplace")
    return plain.decode() if len(plain) < 1.1 * len(markup) else markup


def text(words: str) -> str:
    """Return the words as markup."""
    return escape(words)


def year_heading(year: str, *, papers: int) -> str:
    """Return the heading of a year's papers."""
    return (
        f'<h2 id="{year_anchor(year)}">{escape(year or "Undated")} <small>{papers}</small></h2>\n'
    )


def year_anchor(year: str) -> str:
    """Return the place of a year in the page."""
    return f"year-{year or 'none'}"


def foot() -> str:
    """Return what stands below the list."""
    return (
        "</section>\n</div>\n</main>\n"
        '<footer><p class="js"><kbd>/</kbd> search <kbd>↑</kbd> <kbd>↓</kbd> move <kbd>→</kbd>'
        " abstract <kbd>Enter</kbd> open <kbd>Esc</kbd> back</p>"
        "<p>Made with aiev</p></footer>\n"
    )


def data(name: str, value: object) -> str:
    """Return a value that the script reads: inert, whatever text stands in it."""
    # Nothing in the text may end the element or start a comment in it.
    text = json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" class="{name}">{text}</script>\n'


def names(catalog: Catalog) -> dict[str, object]:
    """Return the names that papers point to by their places."""
    return {
        "topics": list(catalog.topics),
        "lists": catalog.lists,
        "organizations": list(catalog.organizations),
        "tags": list(catalog.tags),
        "aliases": catalog.aliases,
        "compounds": catalog.compounds,
        "called": catalog.called,
        "introduced": catalog.introduced,
    }


def summary(catalog: Catalog) -> str:
    """Return how much there is, in a line."""
    known = [year for year in catalog.years if year]
    span = f"{min(known)} – {max(known)}" if known else ""
    counted = [
        _counted(catalog.papers, "paper"),
        _counted(len(catalog.topics), "topic"),
        _counted(len(catalog.organizations), "organization"),
    ]
    return " · ".join(filter(None, [*counted, span if span[:4] != span[-4:] else span[:4]]))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
