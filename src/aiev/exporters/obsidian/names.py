"""Names of notes that every file system and Obsidian accept, and links to them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.exporters.bibliography import maths_html, tex_text
from aiev.exporters.plain_text import one_line
from aiev.sources.arxiv import tex_maths

# Windows, Android and Obsidian's own links forbid these; a dot first would hide the note.
# Source: https://help.obsidian.md/links (invalid characters in links)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]%]+')
# Windows has no such files, whatever follows the first dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|(?:com|lpt)[\d¹²³]) *(?=\.|$)", re.IGNORECASE)
_TAG = re.compile(r"</?su[bp]>")
_NO_TAG = re.compile(r"[^\w/-]+")
# File systems take 255 bytes; what is left is for a number and the suffix.
_LONGEST_BYTES = 160


class NoteNames:
    """Gives each note a path of its own; paths that differ only in case count as the same."""

    def __init__(self, taken: Iterable[str], kept: Mapping[str, str]) -> None:
        self._kept = kept
        self._taken = {_folded(path) for path in (*taken, *kept.values())}
        self._given: set[str] = set()

    def paper(self, paper: Paper) -> str:
        """Return the path of a paper's note: the one it had, else its title with its arXiv id.

        A work without one has its title alone, or with its number where that is not enough.
        """
        kept = self._kept.get(paper.arxiv_id or one_line(paper.url or ""))
        if kept is not None and kept not in self._given:
            self._given.add(kept)
            return kept
        title = _file_name(plain_title(paper)) or _file_name(paper.url or "") or "Untitled"
        if paper.arxiv_id:
            return self._own(f"Papers/{title} ({_file_name(paper.arxiv_id)})", str(paper.id))
        return self._own(f"Papers/{title}", str(paper.id))

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
            if _folded(found) not in self._taken:
                break
            if not candidates:
                number += 1
                candidates.append(f"{path} ({number})")
        self._taken.add(_folded(found))
        return found


def plain_title(paper: Paper) -> str:
    """Return the title of a paper with letters in the place of its maths, as far as there are."""
    pieces = tex_maths.split(tex_text.title(paper))
    for at in range(1, len(pieces), 2):
        found = maths_html.find(tex_maths.body(pieces[at]))
        pieces[at] = pieces[at] if found is None else _TAG.sub("", found)
    return one_line("".join(pieces).replace("\N{WORD JOINER}", ""))


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


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
