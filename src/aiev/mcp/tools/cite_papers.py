"""`cite_papers`: papers as references, ready to paste."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from aiev.errors import AievError
from aiev.mcp import answers
from aiev.mcp.answers import MOST_TOKENS, Answer, tokens
from aiev.mcp.tools.tool import Context, Given, Parameter, Tool
from aiev.value import replace as of_value

if TYPE_CHECKING:
    from aiev.exporters.bibliography.citation import Citation

_MOST = 20
_AUTHORS = 40
"""A work of more authors is cited with so many and others: a few have three thousand."""


def _run(context: Context, given: Given) -> Answer:
    from aiev.exporters import plain_text
    from aiev.services.exchange.cite import cite

    question = given.question()
    start = answers.start(given.text("cursor"), question)
    with context.base.reading() as reader:
        every = cite(reader, given.texts("ids"))
    render = _renderer(given.text("format") or "bibtex")
    cited: list[Citation] = []
    told: list[str] = []
    used = 0
    for whole in every[start:]:
        one = _shortened(whole)
        used += tokens(render([one]))
        if cited and used > MOST_TOKENS:
            break
        cited.append(one)
        if len(one.authors) < len(whole.authors):
            told.append(f"{one.key}: the first {len(one.authors)} authors; `aiev cite` has all")
    text = plain_text.many_lines(render(cited))
    end = start + len(cited)
    if end < len(every):
        told.append(f"next: {answers.cursor(end, question)}")
    return Answer((text, *(["; ".join(told)] if told else [])))


def _renderer(name: str) -> Callable[["Sequence[Citation]"], str]:
    """Return what writes papers in a format, or in a citation style of this name."""
    from aiev.services.exchange.cite import FORMATS

    known = FORMATS.get(name.casefold())
    if known is not None:
        return known
    try:
        from aiev.services.exchange import citation_style
    except ModuleNotFoundError as error:
        raise AievError(
            f"citation styles need a package that is not installed: {error.name}",
            hint="bibtex, csl-json and ris need none; `pip install 'aiev[cite]'` installs it",
        ) from None
    return lambda cited: "".join(f"{citation_style.render(one, name)}\n" for one in cited)


def _shortened(one: "Citation") -> "Citation":
    """Return a citation without what makes it long: an abstract, and authors beyond the first."""
    # What copies a citation is slow to load, and is loaded with what makes them.
    from dataclasses import replace

    one = replace(one, paper=of_value(one.paper, abstract=None))
    if len(one.authors) <= _AUTHORS:
        return one
    return replace(one, authors=one.authors[:_AUTHORS], has_others=True)


TOOL = Tool(
    "cite_papers",
    "Cite papers",
    "References ready to paste.",
    {
        "ids": Parameter("strings", maximum=_MOST, is_required=True),
        "format": Parameter("string", "bibtex (default), csl-json, ris, apa, ieee, …"),
        "cursor": Parameter("string"),
    },
    _run,
)
