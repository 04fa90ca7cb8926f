"""Fields of a paper as users and agents write them."""

from unicodedata import normalize

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.errors import UsageError
from aiev.markdown.values import Link


def read_line(text: str, what: str) -> str:
    """Return a text on one line, as the names of a paper are stored.

    Raises UsageError, which says `what` the text is, for one without a word.
    """
    line = " ".join(normalize("NFC", text).split())
    if not line:
        raise UsageError(f"the {what} is empty: {text!r}")
    return line


def read_date(text: str | None) -> PartialDate | None:
    """Return the year, month or day that a text gives; raises UsageError for anything else."""
    if text is None:
        return None
    try:
        return partial_date.parse(text)
    except ValueError:
        raise UsageError(
            f"not a date: {text}", hint="write it like 2024, 2024-11 or 2024-11-18"
        ) from None


def read_link(text: str) -> Link:
    """Return the link that `NAME=URL` gives; raises UsageError for anything else."""
    name, equals, url = text.partition("=")
    url = url.strip()
    is_address = url.startswith(("http://", "https://")) and not any(map(str.isspace, url))
    if not (equals and name.strip() and is_address and url.partition("//")[2]):
        raise UsageError(
            f"not a link: {text}", hint="write it like code=https://github.com/ada/kite"
        )
    return Link(name.strip(), url)
