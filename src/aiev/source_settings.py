"""Settings of the sources that name organizations: which are asked, where, how often, as whom."""

from collections.abc import Mapping

from aiev.errors import UsageError
from aiev.value import value

DATACITE_URL = "https://api.datacite.org"
OPENALEX_URL = "https://api.openalex.org"
# DataCite takes 500 requests in five minutes of one that gives no address, and 1,000 of one that
# does; OpenAlex far more. A second each is within all of that.
DELAY_S = 1.0

SWITCHES = ("AIEV_ARXIV_AFFILIATIONS", "AIEV_DATACITE", "AIEV_OPENALEX")
NAMES = (
    *SWITCHES,
    "AIEV_DATACITE_URL",
    "AIEV_DATACITE_DELAY",
    "AIEV_OPENALEX_URL",
    "AIEV_OPENALEX_DELAY",
    "AIEV_OPENALEX_KEY",
    "AIEV_MAILTO",
)

_ON = ("on", "yes", "true", "1")
_OFF = ("off", "no", "false", "0")


@value
class SourceSettings:
    """How organizations are asked for; `mailto` is the user's address, told to who is asked."""

    uses_arxiv: bool
    uses_datacite: bool
    uses_openalex: bool
    datacite_url: str
    datacite_delay_s: float
    openalex_url: str
    openalex_delay_s: float
    openalex_key: str | None
    mailto: str | None


def read(values: Mapping[str, str]) -> SourceSettings:
    """Return the settings that `values` give; raises UsageError for one that cannot be read."""
    return SourceSettings(
        uses_arxiv=_switch(values, "AIEV_ARXIV_AFFILIATIONS"),
        uses_datacite=_switch(values, "AIEV_DATACITE"),
        uses_openalex=_switch(values, "AIEV_OPENALEX"),
        datacite_url=values.get("AIEV_DATACITE_URL", DATACITE_URL).rstrip("/"),
        datacite_delay_s=seconds(values, "AIEV_DATACITE_DELAY", DELAY_S),
        openalex_url=values.get("AIEV_OPENALEX_URL", OPENALEX_URL).rstrip("/"),
        openalex_delay_s=seconds(values, "AIEV_OPENALEX_DELAY", DELAY_S),
        openalex_key=values.get("AIEV_OPENALEX_KEY"),
        mailto=values.get("AIEV_MAILTO"),
    )


def seconds(values: Mapping[str, str], name: str, default: float) -> float:
    """Return a pause from 0 to 3600 s; raises UsageError for anything else."""
    text = values.get(name, str(default))
    try:
        found = float(text)
        if not 0 <= found <= 3600:
            raise ValueError
    except ValueError:
        raise UsageError(f"{name} is no number of seconds from 0 to 3600: {text}") from None
    return found


def _switch(values: Mapping[str, str], name: str) -> bool:
    text = values.get(name, "on").casefold()
    if text not in (*_ON, *_OFF):
        raise UsageError(f"{name} is neither on nor off: {text}")
    return text in _ON
