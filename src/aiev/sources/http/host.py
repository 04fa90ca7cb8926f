"""The servers that aiev asks, and how they differ."""

import re
from dataclasses import dataclass

from aiev.domain.web_address import without_credentials

_SECRET = re.compile(r"(?<=[?&]api_key=)[^&]+")


@dataclass(frozen=True, slots=True)
class Host:
    """A server: its name in messages, the file of its turns, and the way out where it fails.

    `setting` and `key_setting` are the settings for its address and for the user's key; `command`
    is what the user runs to go on, `tries` how often one request is made. An HTTP status in
    `throttled` means "later", one in `refused` "not this request"; any other status but 200,
    redirects and 5xx ends a run.
    """

    name: str
    pace_file: str
    setting: str
    command: str
    throttled: tuple[int, ...] = (429,)
    refused: tuple[int, ...] = (400, 404, 410, 413, 414)
    key_setting: str | None = None
    tries: int = 4

    def hint_of(self, status: int) -> str:
        """Return the way out after a status that ends the run."""
        if status in (401, 402) and self.key_setting is not None:
            return f"look whether {self.key_setting} holds a key that {self.name} knows"
        return self.address_hint

    @property
    def address_hint(self) -> str:
        """The way out where the address itself may be wrong."""
        return f"look whether {self.setting}, where it is set, names {self.name}'s query address"


ARXIV = Host(
    "arXiv",
    "arxiv-pace",
    "AIEV_ARXIV_URL",
    "aiev enrich",
    # 406 is reported as throttling since September 2026.
    throttled=(406, 429),
    refused=(400, 413, 414),
)
DATACITE = Host("DataCite", "datacite-pace", "AIEV_DATACITE_URL", "aiev enrich --organizations")
# 403 is its word for too many requests in a second, 429 for those of a day.
# Source: https://developers.openalex.org/api-reference/errors
OPENALEX = Host(
    "OpenAlex",
    "openalex-pace",
    "AIEV_OPENALEX_URL",
    "aiev enrich --organizations",
    throttled=(403, 429),
    key_setting="AIEV_OPENALEX_KEY",
)


CROSSREF = Host("Crossref", "crossref-pace", "AIEV_CROSSREF_URL", "aiev enrich")
# A page's server that says no means it, mostly to robots: it is not asked again.
PAGES = Host(
    "the page's server",
    "pages-pace",
    "AIEV_PAGES_URL",
    "aiev enrich",
    throttled=(),
    refused=tuple(range(400, 500)),
    tries=2,
)


def without_secret(url: str) -> str:
    """Return an address as it may be shown: without the user's key, name and password."""
    return without_credentials(_SECRET.sub("…", url))
