"""What stands around a page's papers: head, policy, controls and foot."""

import json
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote, urlsplit

from aiev.exporters.html import paper as html_paper
from aiev.exporters.html.catalog import Catalog
from aiev.exporters.plain_text import one_line

_CITED = '<option value="cited">Most cited</option>'

_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
    '<rect width="16" height="16" rx="3" fill="#2f5d8c"/>'
    '<path d="M4 5h8M4 8h8M4 11h5" stroke="#fff" stroke-width="1.4"/></svg>'
)

_SYNTAX = (
    ('"a phrase"', "words that stand so"),
    ("-word", "without it"),
    ("one OR other", "either"),
    ("quant*", "what begins so"),
    ("author: title: topic: org: venue:", "only there"),
    ("since:2024 date:2023..2024-06", "by date"),
    ("has:code", "with code"),
    ("citations:>100", "often cited"),
)
_KEYS = (
    ("/", "search"),
    ("↑ ↓", "from paper to paper"),
    ("→ ←", "open or close the abstract"),
    ("Enter", "open the paper"),
    ("Esc", "back to the search"),
    ("?", "this help"),
)
# Where a host takes new issues, which is where a list's maintainer is told of a paper.
_ISSUES = {
    "github.com": "/issues/new",
    "gitlab.com": "/-/issues/new",
    "codeberg.org": "/issues/new",
    "gitee.com": "/issues/new",
}
_MOST_SOURCES = 3


def policy(*, scripts: str, styles: str, names: str = "'none'", connects: str | None = None) -> str:
    """Return a policy under which nothing is fetched, embedded, sent or run but what is named.

    `names` are those under which the script may make addresses of further scripts, `connects` is
    where the page may ask for anything else.
    """
    asked = f"connect-src {connects}; " if connects else ""
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; {asked}"
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
        f"trusted-types {names}"
    )


def head(
    title: str, *, policy: str, links: str, description: str = "", served: str | None = None
) -> str:
    """Return the document up to its body; `links` are its style and its first script.

    What is shown of a shared address is the title and the `description`. `served` is the state of
    the database, where a server can be asked for another.
    """
    state = f' data-served="{escape(served)}"' if served else ""
    told = "".join(
        f'<meta {kind}="{name}" content="{escape(text)}">\n'
        for kind, name, text in (
            ("name", "description", description),
            ("property", "og:title", title),
            ("property", "og:description", description),
            ("property", "og:type", "website"),
        )
        if text and description
    )
    return (
        f'<!doctype html>\n<html lang="en"{state}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="generator" content="aiev">\n'
        f"<title>{escape(title)}</title>\n{told}"
        f'<link rel="icon" href="data:image/svg+xml,{quote(_ICON)}">\n'
        f"{links}</head>\n"
    )


def top(catalog: Catalog) -> str:
    """Return the heading, the search field and the places that the script fills."""
    suggest = suggestions(catalog.repository)
    offer = f'<a class="suggest" href="{escape(suggest)}">Suggest a paper</a>\n' if suggest else ""
    return (
        '<body>\n<a class="skip" href="#list">Skip to the list</a>\n'
        f'<header class="top">\n<div><h1>{escape(catalog.title)}</h1>\n'
        f'<p class="sum">{escape(summary(catalog))}</p></div>\n'
        f'<div class="tools">{offer}'
        '<button type="button" id="theme" class="quiet js" aria-pressed="false"'
        ' aria-label="Dark colours"><span aria-hidden="true"></span></button></div>\n'
        "</header>\n"
        '<search class="seek js"><div>'
        '<label class="unseen" for="q">Search titles, abstracts, authors and topics</label>'
        '<input id="q" type="search" placeholder="Search papers, authors, topics"'
        ' autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"'
        ' aria-describedby="count">'
        '<button type="button" id="ask" popovertarget="help" aria-label="How to search, and keys">'
        f"?</button></div></search>\n{_help()}"
        "<main>\n"
        '<details id="overview" class="overview js"><summary><span>Overview</span>'
        '<span id="strip"></span></summary>'
        '<div class="figures">'
        '<figure id="timeline"><figcaption>Papers over time</figcaption></figure>'
        '<figure id="heat"><figcaption>Topics and organizations</figcaption></figure>'
        "</div></details>\n"
        '<div class="columns">\n'
        '<aside class="js" aria-label="Filters"><div id="filters"></div></aside>\n'
        '<dialog id="sheet" aria-label="Filters"><div id="held"></div><p>'
        '<button type="button" id="cleared">Clear all</button>'
        '<button type="button" id="shown">Show papers</button></p></dialog>\n'
        '<section class="found" aria-label="Papers">\n'
        '<div class="bar js"><p id="count" role="status"></p>'
        '<button type="button" id="filter" aria-haspopup="dialog">Filters</button>'
        '<label for="sort">Sort <select id="sort"><option value="best">Best match</option>'
        '<option value="new">Newest</option><option value="old">Oldest</option>'
        f"{_CITED if catalog.has_citations else ''}"
        '<option value="title">Title</option></select></label></div>\n'
        '<p id="chosen" class="js" hidden></p>\n<p id="meant" role="status"></p>\n'
    )


def _help() -> str:
    syntax = "".join(
        f"<dt><code>{escape(text, quote=False)}</code></dt><dd>{told}</dd>"
        for text, told in _SYNTAX
    )
    keys = "".join(
        f"<dt>{' '.join(f'<kbd>{key}</kbd>' for key in text.split())}</dt><dd>{told}</dd>"
        for text, told in _KEYS
    )
    return (
        '<div id="help" popover role="dialog" aria-label="How to search, and keys">'
        f"<p>Search</p><dl>{syntax}</dl><p>Keys</p><dl>{keys}</dl></div>\n"
    )


def suggestions(repository: str | None) -> str | None:
    """Return where a paper is suggested to a list: an issue where its host is known to have them.

    `repository` may be any address; one that is no repository of a known host is taken as it is.
    """
    if repository is None:
        return None
    parts = urlsplit(repository)
    host = (parts.hostname or "").removeprefix("www.")
    steps = [step for step in parts.path.removesuffix(".git").split("/") if step]
    if host not in _ISSUES or len(steps) != 2:
        return repository
    name = f"https://{host}/{'/'.join(steps)}{_ISSUES[host]}"
    return f"{name}?title=Add%20a%20paper%3A%20" if host == "github.com" else name


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


def foot(catalog: Catalog) -> str:
    """Return what stands below the list: where it is from, and of which day."""
    names = [one_line(frame.title or frame.name) for frame in catalog.outline]
    told = ", ".join(names[:_MOST_SOURCES])
    if len(names) > _MOST_SOURCES:
        told += f" and {len(names) - _MOST_SOURCES} more"
    source = escape(told)
    if source and catalog.repository:
        source = f'<a href="{escape(catalog.repository)}">{source}</a>'
    day = catalog.today.isoformat() if catalog.today else ""
    dated = f'Exported <time datetime="{day}">{html_paper.day(day)}</time>' if day else ""
    said = [f"From {source}" if source else "", dated, "Made with aiev"]
    return (
        f"</section>\n</div>\n</main>\n<footer><p>{' · '.join(filter(None, said))}</p></footer>\n"
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
        "venues": _first_of_each(catalog.venues),
        "shelves": catalog.list_titles(),
        "aliases": catalog.aliases,
        "compounds": catalog.compounds,
        "called": catalog.called,
        "introduced": catalog.introduced,
    }


def _first_of_each(places: Mapping[str, int]) -> list[str]:
    """Return the first name of each place, in their order."""
    answer: dict[int, str] = {}
    for name, place in places.items():
        answer.setdefault(place, name)
    return [answer[place] for place in sorted(answer)]


def summary(catalog: Catalog) -> str:
    """Return how much there is, in a line."""
    known = [year for year in catalog.years if year]
    span = f"{min(known)} – {max(known)}" if known else ""
    counted = [
        _counted(catalog.papers, "paper"),
        _counted(len(catalog.topics), "topic") if len(catalog.topics) > 1 else "",
        _counted(len(catalog.organizations), "organization") if catalog.organizations else "",
    ]
    return " · ".join(filter(None, [*counted, span if span[:4] != span[-4:] else span[:4]]))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
