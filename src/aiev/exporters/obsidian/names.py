"""Names of notes that every file system and Obsidian accept, and links to them."""

import re
import unicodedata
from collections.abc import Iterable

from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.exporters.plain_text import one_line

# Windows, Android and Obsidian's own links forbid these; a dot first would hide the note.
# Source: https://help.obsidian.md/links (invalid characters in links)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]%]+')
# Windows has no such files, whatever follows the first dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|(?:com|lpt)[\d¹²³]) *(?=\.|$)", re.IGNORECASE)
_NO_TAG = re.compile(r"[^\w/-]+")
# File systems take 255 bytes; what is left is for a number and the suffix.
_LONGEST_BYTES = 160


class NoteNames:
    """Gives each note a path of its own; paths that differ only in case count as the same."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {path.casefold() for path in taken}

    def paper(self, paper: Paper) -> str:
        """Return the path of a paper's note: its title, with its id where that is not enough."""
        title = _file_name(paper.title) or _file_name(paper.url or "") or "Untitled"
        named = paper.arxiv_id or str(paper.id)
        return self._own(f"Papers/{title}", _file_name(named))

    def topic(self, list_name: str, path: str) -> str:
        """Return the path of a topic's note, in folders as the topics lie."""
        parts = [_file_name(part) or "Untitled" for part in path.split(TOPIC_SEPARATOR)]
        name = _file_name(list_name) or "List"
        return self._own("/".join(["Topics", name, *parts]), "2")

    def _own(self, path: str, more: str) -> str:
        candidates = [path, f"{path} ({more})"]
        number = 2
        while candidates:
            found = f"{candidates.pop(0)}.md"
            if unicodedata.normalize("NFC", found).casefold() not in self._taken:
                break
            if not candidates:
                number += 1
                candidates.append(f"{path} ({number})")
        self._taken.add(unicodedata.normalize("NFC", found).casefold())
        return found


def link(path: str, text: str) -> str:
    """Return a link to the note at `path`, shown as `text`."""
    shown = re.sub(r"[\[\]|#^\\]+", " ", one_line(text))
    return f"[[{path.removesuffix('.md')}|{one_line(shown) or 'Untitled'}]]"


def tag(text: str) -> str:
    """Return a tag as Obsidian takes it: no blanks, and not of digits alone."""
    name = _NO_TAG.sub("-", one_line(text)).strip("-/")
    return f"n{name}" if name.isdigit() else name


def _file_name(text: str) -> str:
    name = one_line(_FORBIDDEN.sub(" ", one_line(text)))
    while len(name.encode("utf-8")) > _LONGEST_BYTES:
        name = name[:-1]
    name = name.strip(" .")
    return f"{found[1]} -{name[found.end() :]}" if (found := _RESERVED.match(name)) else name
