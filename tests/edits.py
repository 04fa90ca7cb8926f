"""Lists to edit, and what an edit did to their lines."""

import difflib
from pathlib import Path

from aiev.markdown.reading import document
from aiev.markdown.writing import edit
from aiev.markdown.writing.forms.new_entry import NewEntry

SEED = (Path(__file__).parents[1] / "seeds" / "awesome-ai-everything.md").read_bytes().decode()
KNOWN = {"google", "microsoft", "mit", "openai", "uc berkeley", "nvidia", "cmu", "stanford"}
ID = "https://arxiv.org/abs/2401.0000"
NEW = "https://arxiv.org/abs/2510.01234"


def known(name):
    return name.casefold() in KNOWN


def read(text):
    return document.parse(text, is_organization=known)


def lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def changed(before, after):
    """The lines taken out and put in, as a diff shows them."""
    matcher = difflib.SequenceMatcher(None, lines(before), lines(after), autojunk=False)
    out, put = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            out += lines(before)[a:b]
            put += lines(after)[c:d]
    return out, put


def added(text, topic, **fields):
    after = edit.add(
        read(text), NewEntry(**{"label": "A New Thing", "url": NEW, **fields}), topic=topic
    )
    return after.text


def change(text, title, **fields):
    listed = read(text)
    ((field, value),) = fields.items()
    entry = next(e for e in listed.entries if e.label == title)
    return edit.change(listed, entry, field=field, value=value).text
