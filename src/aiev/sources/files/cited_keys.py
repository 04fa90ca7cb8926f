"""The citation keys that a document cites: LaTeX, what LaTeX noted (`.aux`), or Markdown.

Sources: the commands of natbib and biblatex; https://pandoc.org/MANUAL.html#citation-syntax.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from aiev.errors import InputError

ALL = "*"
"""Stands for all entries there are: `\\nocite{*}`."""

_LARGEST = 64 << 20
_MOST_FILES = 1_000
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_OPTION = r"\s*(?:\[[^\[\]]*\]|\([^()]*\))"
# `\cite`, `\citep*`, `\Textcite`, `\nocite`; not `\setcitestyle`, `\citetext`.
_CITE = re.compile(
    r"\\(?!set|bib)(?P<name>[A-Za-z]*[cC]ite(?:s|p|t|alp|alt|author|year|yearpar|title|date|url|num"
    r"|fullauthor|pos|A|NP|ANP|yearNP|authorNP)?)(?![A-Za-z])\*?"
    rf"(?P<first>(?:{_OPTION}){{0,4}}\s*\{{[^{{}}]*\}})"
    rf"(?P<more>(?:(?:{_OPTION}){{0,2}}\s*\{{[^{{}}]*\}}){{0,50}})"
)
_GROUP = re.compile(r"\{([^{}]*)\}")
_INPUT = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]*)\}")
_NOTED = re.compile(r"\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{([^{}]*)\}")
_NOTED_INPUT = re.compile(r"\\@input\{([^{}]*)\}")
_CODE = re.compile(r"^(```+|~~~+)[^\n]*\n.*?^\1[^\n]*$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_AT = re.compile(
    r"(?<![\w@.+/-])-?@(?:\{([^{}\s]+)\}|(\w(?:[\w:.#$%&+?<>~/-]*[\w/])?))", re.UNICODE
)
# Quarto's and pandoc-crossref's links to figures and sections within the document.
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|exm|exr)[-:]")


@dataclass(frozen=True, slots=True)
class CitedKeys:
    """Keys in the order in which they are first cited, and files named there that are missing."""

    keys: tuple[str, ...]
    missing: tuple[Path, ...] = ()


def read(path: Path) -> CitedKeys:
    """Return the keys that a document and the files that it takes in cite.

    Raises InputError where the document cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix == ".aux":
        return _collected(path, ".aux", _noted, _NOTED_INPUT)
    if suffix in (".md", ".markdown", ".qmd", ".rmd", ".txt"):
        return CitedKeys(_once(in_markdown(_text(path))))
    return _collected(path, ".tex", in_latex, _INPUT)


def in_latex(text: str) -> Iterator[str]:
    """Yield the keys that a text in LaTeX cites, in their order."""
    for cite in _CITE.finditer(_COMMENT.sub(r"\1", text)):
        groups = _GROUP.findall(cite["first"])
        # `\cites[1]{a}[2]{b}`; of all other commands what follows is no key.
        if cite["name"].endswith("s"):
            groups += _GROUP.findall(cite["more"])
        for group in groups:
            yield from _keys(group)


def in_markdown(text: str) -> Iterator[str]:
    """Yield the keys that a text in pandoc's Markdown cites, in their order."""
    for found in _AT.finditer(_CODE.sub(" ", text)):
        key = found[1] or found[2]
        if not _CROSS_REFERENCE.match(key):
            yield key


def _noted(text: str) -> Iterator[str]:
    for group in _NOTED.findall(text):
        yield from _keys(group)


def _keys(group: str) -> Iterator[str]:
    for key in group.split(","):
        if stripped := " ".join(key.split()):
            yield stripped


def _collected(
    path: Path, suffix: str, keys: Callable[[str], Iterator[str]], inputs: re.Pattern[str]
) -> CitedKeys:
    """Return the keys of a file and of those that it takes in, each read once."""
    waiting, seen, found = [path], {path.resolve()}, list[str]()
    missing: list[Path] = []
    while waiting and len(seen) <= _MOST_FILES:
        one = waiting.pop(0)
        if one is not path and not one.is_file():
            missing.append(one)
            continue
        text = _text(one)
        found += keys(text)
        for name in inputs.findall(_COMMENT.sub(r"\1", text) if suffix == ".tex" else text):
            # LaTeX looks from the folder of the main document, whichever file names it.
            named = path.parent / name.strip()
            within = named if named.suffix == suffix else named.with_name(named.name + suffix)
            if within.resolve() not in seen:
                seen.add(within.resolve())
                waiting.append(within)
    return CitedKeys(_once(iter(found)), tuple(missing))


def _once(keys: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise InputError(f"no file at this path: {path}") from None
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror}): {path}") from None
    if len(content) > _LARGEST:
        raise InputError(f"the file is larger than any document ({_LARGEST >> 20} MiB): {path}")
    # Keys are ASCII nearly always; older LaTeX files are of any encoding.
    return content.decode("utf-8", errors="replace")
