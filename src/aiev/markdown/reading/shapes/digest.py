"""Words under an entry that are said of its paper: a digest, a quotation, folded details.

They are kept whole: as a piece of the note, as keywords or as the list's own abstract. The links in
them are further links of the entry.
"""

from aiev import lazy_regex as re
from aiev.markdown.reading import sentences, told_words
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.shapes import calls, html
from aiev.markdown.reading.titles import link_forms, plain_title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import edges, exclusions, phrases
from aiev.markdown.values import Span

_FEWEST_WORDS = 3
_OF_THE_LIST = re.compile(
    r"(?:please|feel free|thanks?|we (?:welcome|hope|also|will|maintain|collect)|contribut|star\b"
    r"|this (?:list|repo|section|page)|(?:our|the) (?:list|repo)|if you|you can|to be|more )",
    re.IGNORECASE,
)
# What says of the one paper above; `Category: …` may be of all that follow.
_OF_A_PAPER = frozenset(
    (
        *("abstract", "tldr", "tl;dr", "tl dr", "summary", "description", "keyword", "keywords"),
        *("key words", "摘要", "简介", "关键词", "关键字", "キーワード"),
    )
)
_BIBTEX = re.compile(r"@\w+\s*\{")


def is_said(block: Block, following: str, *, is_quoted: bool) -> bool:
    """Return whether a paragraph below an entry is said of its paper.

    What stands over a list or table introduces it, what calls on the reader is of the whole list.
    """
    if block.inline is None or following in ("list", "table"):
        return False
    text, inline = block.inline.plain, block.inline
    beside = "".join(inline.beside_links(0, len(text)))
    return (
        plain_title.words(beside) >= (1 if is_quoted else _FEWEST_WORDS)
        and not _leads_out(inline)
        and _OF_THE_LIST.match(text, edges.strip_decoration(text, 0, len(text))) is None
        and calls.CALL.match(text) is None
    )


def _is_apart(inline: Inline, anchor: Anchor) -> bool:
    """Return whether a link to a form of a work stands beside the words: `DeepX [repo](u)`."""
    low = inline.plain.rfind("\n", 0, anchor.start) + 1
    return link_forms.is_form(inline, anchor) and not sentences.holds(
        inline, anchor, low, len(inline.plain)
    )


def is_labelled(inline: Inline) -> bool:
    """Return whether a paragraph says itself what it says of a paper: `Abstract: …`."""
    found = phrases.find_label(inline.plain)
    return (
        found is not None
        and found[1] in _OF_A_PAPER
        and any(char.isalnum() for char in inline.plain[found[2] :])
        and not _leads_out(inline)
    )


def label_of(inline: Inline, below: Block) -> str:
    """Return the label that stands alone over words of a paper, in small letters, or none."""
    label = edges.unbracket(inline.plain).strip(" :：\n").lower()
    is_over = below.inline is not None and not _leads_out(below.inline)
    is_over = is_over or (below.kind == "quote" and is_list(below))
    return label if label in _OF_A_PAPER and is_over else ""


def _leads_out(inline: Inline) -> bool:
    return any(_is_apart(inline, anchor) for anchor in inline.anchors)


def is_list(block: Block) -> bool:
    """Return whether a list says words only: no item of it leads out of the page."""
    return all(
        not exclusions.is_external(anchor.url)
        for inner in block.walk()
        if inner.inline is not None
        for anchor in inner.inline.anchors
    )


def is_folded(text: str, block: Block) -> bool:
    """Return whether HTML folds away what is said of a paper: its abstract, a summary, notes."""
    names = [part.text for part in html.parts(text, block) if part.kind == "summary"]
    labels = [phrases.find_label(f"{edges.unbracket(name)}:") for name in names]
    return bool(labels) and all(
        label is not None and label[0] in ("note", "keywords") for label in labels
    )


def has_words(text: str, block: Block) -> bool:
    """Return whether HTML shows any words."""
    return any(char.isalnum() for char in html.as_inline(text, *block.span).plain)


def add(draft: EntryDraft, inline: Inline, *, label: str = "") -> None:
    """Add running text to what is said of an entry's paper.

    `label` is what stood over it or what it was folded away under, in small letters.
    """
    draft.take_links(inline)
    plain = inline.plain
    kind, name, rest = phrases.find_label(f"{label}:" if label else plain) or ("", "", 0)
    rest = 0 if label else rest
    if kind == "keywords" and (label or "\n" not in plain.strip()):
        told_words.read_keywords(inline, rest, len(plain), into=draft.details)
        return
    if phrases.is_abstract(name):
        draft.details.add_abstract(edges.squeeze(plain[rest:]))
        return
    start, end = edges.trim(plain, 0, len(plain))
    draft.details.add_note(edges.squeeze(plain[start:end]), inline.source(start, end), kind="aside")


def add_html(draft: EntryDraft, text: str, block: Block) -> None:
    """Add the words of folded HTML; those on what folds it away only tell what it is."""
    start, end = block.span
    at, label = start, ""
    for part in html.parts(text, block):
        if part.kind == "summary":
            add_stretch(draft, text, (at, part.start), label=label)
            at, label = part.end, edges.unbracket(part.text).strip().lower()
    add_stretch(draft, text, (at, end), label=label)


def add_stretch(draft: EntryDraft, text: str, span: Span, *, label: str) -> None:
    """Add the words of a stretch of HTML, unless they are how the paper is cited."""
    inline = html.as_inline(text, *span)
    if any(char.isalnum() for char in inline.plain) and not _BIBTEX.search(inline.plain):
        add(draft, inline, label=label)
