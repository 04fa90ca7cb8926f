"""The W3C feed checker's rules, as far as a feed of ours could break them.

Source: https://github.com/w3c/feedvalidator, of which each rule was tried on a small feed.
"""

import re
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

_ATOM = "{http://www.w3.org/2005/Atom}"
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def faults(text):
    """Return what the checker would call an error or warn of, in its order."""
    root = ElementTree.fromstring(text)
    return list(_of_atom(root) if root.tag == f"{_ATOM}feed" else _of_rss(root.find("channel")))


def _of_atom(feed):
    for name in ("id", "title", "updated"):
        if not feed.findtext(f"{_ATOM}{name}"):
            yield f"the feed has no {name}"
    if feed.find(f"{_ATOM}author") is None:
        yield "no author"
    if feed.find(f"{_ATOM}link[@rel='self']") is None:
        yield "no link to itself"
    entries = feed.findall(f"{_ATOM}entry")
    for entry in entries:
        for name in ("id", "title", "updated"):
            if not entry.findtext(f"{_ATOM}{name}"):
                yield f"an entry has no {name}"
        if entry.find(f"{_ATOM}content") is None and entry.find(f"{_ATOM}link") is None:
            yield "an entry has neither content nor an alternate link"
        for link in entry.findall(f"{_ATOM}link"):
            if " " in link.get("href", " "):
                yield f"no address: {link.get('href')}"
    ids = [one.text for one in feed.iter(f"{_ATOM}id")]
    for one in ids:
        if not urlsplit(one or "").scheme:
            yield f"an id is no IRI: {one}"
    yield from _twice("id", ids)
    yield from _twice("updated", [entry.findtext(f"{_ATOM}updated") for entry in entries])
    for name in ("updated", "published"):
        for one in feed.iter(f"{_ATOM}{name}"):
            if not _RFC_3339.fullmatch(one.text or ""):
                yield f"no date of RFC 3339: {one.text}"


def _of_rss(channel):
    for name in ("title", "link", "description"):
        if not channel.findtext(name):
            yield f"the channel has no {name}"
    if channel.find(f"{_ATOM}link[@rel='self']") is None:
        yield "no link to itself"
    items = channel.findall("item")
    for item in items:
        if not (item.findtext("title") or item.findtext("description")):
            yield "an item has neither title nor description"
        guid = item.find("guid")
        if guid is None:
            yield "an item has no guid"
        elif guid.get("isPermaLink") != "false" and not urlsplit(guid.text or "").netloc:
            yield f"a guid is taken for an address: {guid.text}"
        if item.find("author") is not None:
            yield "an author is no e-mail address"
        date = item.findtext("pubDate")
        if date is not None and parsedate_to_datetime(date).strftime("%a") != date[:3]:
            yield f"the wrong day of the week: {date}"
    yield from _twice("guid", [item.findtext("guid") for item in items])


def _twice(name, values):
    for value in sorted({one for one in values if one and values.count(one) > 1}):
        yield f"{name} twice: {value}"
