"""How lists write organizations: what joins two names, and what surrounds a name.

Works on one field of an entry (`@Tsinghua University&Infinigence-AI etc`), never on prose.
"""

import html
import unicodedata
from dataclasses import dataclass
from enum import IntEnum

from aiev import lazy_regex as re
from aiev.domain import organization


class Joint(IntEnum):
    """How firmly a separator says that two names meet; the lower, the surer."""

    SIGN = 0
    """`&`, `+`, `/`, `;` and their like."""
    WORD = 1
    """`and`, which names hold as well: Physics and Technology."""
    COMMA = 2
    """A comma, a bracket or a spaced dash, which names hold as well: California, San Diego."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of text without a separator in it; `joint` is how it meets the one before."""

    start: int
    end: int
    joint: Joint


def _keys(listing: str) -> frozenset[str]:
    return frozenset(organization.key(words) for words in listing.split(","))


_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE), re.compile(r"</?[A-Za-z][^<>]{0,200}>")
# Not every entity that HTML knows: the one in `CMU&ETH` is no letter of Old English.
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[\da-f]{1,5});", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_ADDRESS = re.compile(r"https?://[^\s()\[\]]+", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(r"[*`~]+")
# One of these is in all of the above.
_MARKUP = frozenset("&<[/\\*`~")
# The number of a footnote grown onto a name: 1Rice University, but not 4Paradigm or 01.AI.
_FOOTNOTE = re.compile(r"\d{1,2}(?=[A-Z][a-z]+ [A-Z])")
_EDGES = " \t_,;:|–—-"
_BEFORE = re.compile(
    r"@|[.](?=\s)|(?:by|from)\s|(?:affiliation|institution|organi[sz]ation)s?\s*:", re.IGNORECASE
)
_AFTER = re.compile(
    r"(?:(?<!\w)(?:etc|et\.? ?[ae]l|and others|and more)\.{0,3}|\.{2,}|等)$", re.IGNORECASE
)
_SEPARATOR = re.compile(
    r"(?P<sign>\s?(?:[;&+/|、·•×]\s?)+)"
    r"|(?P<word>\sand\s|\s?(?:以及|[和与])\s?)"
    r"|(?P<comma>\s?[,()\[\]][\s,()\[\]]*(?:[–—-]\s)?|\s[–—-]\s)",
    re.IGNORECASE,
)
_PAIRS = {"(": ")", "[": "]", "{": "}", "【": "】", "「": "」", '"': '"', "“": "”"}

_NOTES = _keys(
    "album,announcement,article,arxiv,awesome,benchmark,best paper,blog,blogs,blog post,book,"
    "classic,code,codes,course,data,dataset,datasets,demo,doc,docs,documentation,draft,"
    "homepage,home page,implementation,keynote,lecture,leaderboard,library,link,list,"
    "medium,misc,model,model card,models,must read,new,news,none,n/a,na,notes,official code,"
    "open source,oral,paper,pdf,plagiarism,podcast,post,poster,preprint,product,project,"
    "project page,proposal,released,report,repo,repository,review,slides,software,spotlight,"
    "summary,survey,talk,tbd,tech report,technical report,thesis,tldr,todo,tool,toolkit,"
    "tutorial,unknown,update,video,videos,web,webpage,website,white paper,whitepaper,wiki,"
    "workshop,youtube,zhihu,博客,代码,论文,综述,项目主页"
)
_SMALL_NOTES = frozenset(("gist", "gists"))
# `OSDI' 24`, `NeurIPS 2025 spotlight`, `2024`: a venue or a date, whichever list it stands in.
_VENUE = re.compile(
    r"(?:[A-Za-z][\w&-]*(?:\s+[\w&-]+){0,4})?\s*(?:['’‘`´]\s*\d\d|(?<!\d)(?:19|20)\d\d|\s\d\d)"
    r"(?:\s*\([^()]*\)|\s+(?:oral|spotlight|poster|best paper|workshop|findings))?"
)
_LOOKS = re.compile(
    # Not `Universal Dependencies`, `UniVideo` or `Uni-Order`, which are no universities.
    r"\b(?:univ(?:e(?!rsal|rse\b)\w+)?|(?<!-)uni(?!-)|institut\w*|insitut\w*|lab|labs"
    r"|laborator(?:y|ies)|academy|college|school|polytech\w*|politec\w*|hochschule|école|ecole"
    r"|consortium|inc|ltd|llc|corp|corporation|gmbh|technologies|hospital|ministry"
    r"|cent(?:re|er) (?:for|of))\b|\b(?:foundation|group)$|大学|学院|研究|实验室|公司|科技"
)


def clean(text: str) -> str:
    """Return the text without markup, emoji, enclosing brackets and what trails (`etc`)."""
    if not _MARKUP.isdisjoint(text):
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        text = _TAG[1].sub(" ", _TAG[0].sub(";", text))
        text = _ESCAPE.sub(r"\1", _ADDRESS.sub(" ", _LINK.sub(r"\1", text)))
        text = _MARKS.sub(" ", text)
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_plain, unicodedata.normalize("NFKC", text)))
    return strip(" ".join(text.split()))


def strip(text: str) -> str:
    """Return one name without what stands around it: `@`, brackets, quotes, `etc`, `et al.`."""
    while True:
        before = text = text.strip(_EDGES)
        opening = _BEFORE.match(text)
        if opening is not None:
            text = text[opening.end() :]
        footnote = _FOOTNOTE.match(text)
        if footnote is not None:
            text = text[footnote.end() :]
        trailing = _AFTER.search(text, max(0, len(text) - 20))
        if trailing is not None:
            text = text[: trailing.start()]
        if text and _PAIRS.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
            text = text[1:-1]
        if text == before:
            return text


def atoms(text: str) -> tuple[Atom, ...]:
    """Return the stretches between separators, in order; none of them is empty."""
    found: list[Atom] = []
    start, joint = 0, Joint.SIGN
    for match in _SEPARATOR.finditer(text):
        if match.start() > start:
            found.append(Atom(start, match.start(), joint))
            joint = Joint.COMMA
        joint = min(joint, Joint[str(match.lastgroup).upper()])
        start = match.end()
    if start < len(text):
        found.append(Atom(start, len(text), joint))
    return tuple(found)


def is_note(text: str) -> bool:
    """Return whether the words are no organization: `blog`, `project page`, `OSDI' 24`, `2024`."""
    return (
        organization.key(text) in _NOTES
        or is_word(text)
        or (len(text) <= 80 and _VENUE.fullmatch(text.strip()) is not None)
    )


def is_word(text: str) -> bool:
    """Return whether small letters make a note of a name: a gist is a page of code, GIST is not."""
    return text.strip() in _SMALL_NOTES


def venue_splits(text: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to part words from a venue or year after them: `DeepSeek`, `SC' 24`."""
    words = text.split(maxsplit=10)
    splits = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
    return tuple((head, rest) for head, rest in splits if is_note(rest))


def looks_like_organization(text: str) -> bool:
    """Return whether short text has a word that names of organizations have: `UK Univesity`."""
    if len(text.split()) > 10 or any(mark in text for mark in ":?!"):
        return False
    return _LOOKS.search(text.lower()) is not None


def _plain(character: str) -> str:
    """Return a space for emoji, control and formatting characters, else the character."""
    if character.isalnum():
        return character
    category = unicodedata.category(character)
    if category in ("So", "Cc", "Cf", "Cs", "Co", "Cn") or "\ufe00" <= character <= "\ufe0f":
        return " "
    return character
