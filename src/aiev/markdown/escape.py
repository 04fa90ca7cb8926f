"""Words and addresses written as Markdown, so that they read back as they are."""

from html import escape as escape_html

from aiev import lazy_regex as re

_SPECIAL = re.compile(r"([\\\[\]`<])")
_EMPHASIS = re.compile(r"(?<![\s\\])\*|\*(?!\s)|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_STRUCK = re.compile(r"~(?=\S)|(?<=\S)~")
_BLOCK = re.compile(r"\A(?:[-+#>=|:~]|\d{1,9}(?=[.)](?:\s|\Z)))")
_UNSAFE = {" ": "%20", "<": "%3C", ">": "%3E", "\t": "%09", "\n": "%0A", "\r": "%0D"}


def words(text: str, *, in_table: bool = False, in_html: bool = False) -> str:
    """Return plain words as inline Markdown (or HTML); only what would be markup is escaped."""
    text = " ".join(text.split())
    if in_html:
        return escape_html(text, quote=False)
    text = _SPECIAL.sub(r"\\\1", text)
    text = _EMPHASIS.sub(lambda match: "\\" + match.group(), text)
    text = _ENTITY.sub(r"\\&", text)
    if text.count("~") > 1:
        text = _STRUCK.sub(r"\\~", text)
    return text.replace("|", "\\|") if in_table else text


def first_words(text: str) -> str:
    """Return already escaped words so that they begin no block where they begin a line."""
    match = _BLOCK.match(text)
    if match is None:
        return text
    end = match.end()
    return text[:end] + "\\" + text[end:] if match.group().isdigit() else "\\" + text


def begin(text: str, start: int) -> int:
    """Return where a character of Markdown begins: at its backslash, if it is escaped by one."""
    before = start
    while before and text[before - 1] == "\\":
        before -= 1
    return start - (start - before) % 2


def address(url: str, *, in_table: bool = False, in_html: bool = False) -> str:
    """Return a link's address; brackets that do not pair and blanks are percent-encoded."""
    url = url.strip()
    for char, code in _UNSAFE.items():
        url = url.replace(char, code)
    if in_html:
        return escape_html(url)
    if not _is_balanced(url):
        url = url.replace("(", "%28").replace(")", "%29")
    url = url.replace("\\", "%5C")
    return url.replace("|", "\\|") if in_table else url


def _is_balanced(url: str) -> bool:
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0
