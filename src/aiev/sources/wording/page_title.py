"""Titles of web pages as the titles of the works that they are about."""

import re
from urllib.parse import urlsplit

from aiev.domain.web_address import CODE_HOSTS

_ID_BEFORE = re.compile(r"^\s*\[(?:arXiv:)?[\w.-]{2,20}(?:/\d{7})?(?:v\d+)?\]\s*")
_SITES = (
    "openreview|acl anthology|proceedings of [\\w .-]{1,80}|papers?\\.nips\\.cc|neurips proceedings"
    "|usenix|arxiv(?:\\.org)?|alphaxiv|ieee (?:conference publication|xplore|journals & magazine)"
    "(?: \\| ieee xplore)?|acm digital library|nature(?: [a-z]+){0,3}|springer\\w*|sciencedirect"
    "|semantic scholar|hugging face|medrxiv|biorxiv|pmlr|cvf open access"
)
_SITE_BEHIND = re.compile(rf"\s+(?:[|·»]|-|–|—)\s+(?:{_SITES})\s*$", re.IGNORECASE)
_GITHUB = re.compile(r"^(?:GitHub - )?(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)(?::\s|\s*$)")


def of_work(title: str | None, url: str) -> str | None:
    """Return a page's title without the id before it and the site's name behind; or None."""
    if title is None or title == url or title.startswith(("http://", "https://")):
        return None
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    code = _GITHUB.match(title) if host in CODE_HOSTS else None
    if code is not None:
        return code["name"]
    shown = _ID_BEFORE.sub("", title)
    for _ in range(2):
        shown = _SITE_BEHIND.sub("", shown)
    return shown.strip() or None
