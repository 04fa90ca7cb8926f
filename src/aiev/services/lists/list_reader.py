"""Reading the texts of lists, each once in a run: they are long, and several steps look at them."""

from aiev.markdown.reading import document
from aiev.markdown.values import IsOrganization, ParsedList


class ListReader:
    """Reads lists by what names organizations in them, and remembers what it has read."""

    def __init__(self, is_organization: IsOrganization) -> None:
        self._is_organization = is_organization
        self._known: dict[str, ParsedList] = {}

    def read(self, content: bytes) -> ParsedList:
        """Return what a list's bytes say."""
        text = content.decode("utf-8")
        if text not in self._known:
            self.keep(document.read(text, is_organization=self._is_organization))
        return self._known[text]

    def keep(self, listed: ParsedList) -> None:
        """Remember a list that was read as a whole elsewhere."""
        self._known[listed.text] = listed
