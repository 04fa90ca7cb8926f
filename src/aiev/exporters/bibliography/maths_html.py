r"""Maths of titles as the markup of CSL: letters, `<sub>` and `<sup>`.

`$O(n^2)$` is O(n<sup>2</sup>), which Zotero and citation processors show; of TeX they know nothing.
"""

import re

from aiev.exporters.bibliography import maths, tex_text

_SYMBOLS = {
    **tex_text.SYMBOLS,
    "ell": "ℓ", "hbar": "ħ", "partial": "∂", "nabla": "∇", "forall": "∀", "exists": "∃",
    "varepsilon": "ε", "varphi": "φ", "vartheta": "ϑ", "tau": "τ", "chi": "χ", "eta": "η",
    "Pi": "Π", "Xi": "Ξ", "Psi": "Ψ", "Upsilon": "Υ", "upsilon": "υ", "iota": "ι", "cdot": "·",
    "cdots": "⋯", "ldots": "…", "dots": "…", "star": "⋆", "ast": "∗", "circ": "∘", "bullet": "•",
    "prime": "′", "dagger": "†", "ddagger": "‡", "div": "÷", "mp": "∓", "oplus": "⊕",
    "otimes": "⊗", "wedge": "∧", "vee": "∨", "cap": "∩", "cup": "∪", "in": "∈", "notin": "∉",
    "subset": "⊂", "subseteq": "⊆", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "ll": "≪", "gg": "≫", "lesssim": "≲", "gtrsim": "≳", "approx": "≈", "sim": "∼",
    "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "mid": "∣", "parallel": "∥",
    "perp": "⊥", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "mapsto": "↦", "langle": "⟨", "rangle": "⟩", "sum": "∑", "prod": "∏",
    "int": "∫", "setminus": "∖", "emptyset": "∅", "aleph": "ℵ", ",": " ", ";": " ", ":": " ",
    " ": " ", "!": "", "quad": " ", "qquad": " ", "left": "", "right": "", "big": "", "Big": "",
    "{": "{", "}": "}", "%": "%", "#": "#", "&": "&", "_": "_", "|": "‖", "vert": "|",
    "Vert": "‖",
}  # fmt: skip
_FUNCTIONS = frozenset(
    (
        "log",
        "ln",
        "exp",
        "sin",
        "cos",
        "tan",
        "lim",
        "max",
        "min",
        "sup",
        "inf",
        "det",
        "arg",
        "gcd",
    )
)
_TOKEN = re.compile(r"\\([A-Za-z]+|.) ?|([\^_{}])|([^\\^_{}])", re.DOTALL)
# Of CSL's markup what a text could be taken for.
_MARKUP = re.compile(r"<(?=/?(?:i|b|sub|sup|sc|span)\b)", re.IGNORECASE)
_DEEPEST = 6


def find(body: str) -> str | None:
    """Return what stands between the signs of maths as markup, or None where it has no such form.

    That is where a command is unknown or a sign stands over or under another.
    """
    tokens = [match.groups() for match in _TOKEN.finditer(body)]
    pieces, end = _group(tokens, 0, depth=0)
    return " ".join(pieces.split()) if pieces is not None and end == len(tokens) else None


def without_markup(text: str) -> str:
    """Return a text in which nothing is taken for markup; the sign that parts it nobody sees."""
    return _MARKUP.sub("<\N{WORD JOINER}", text)


_Tokens = list[tuple[str | None, ...]]


def _group(tokens: _Tokens, at: int, *, depth: int) -> tuple[str | None, int]:
    """Return the markup of tokens up to the end of their group, and where that is."""
    written: list[str] = []
    while at < len(tokens) and tokens[at][1] != "}":
        one, at = _one(tokens, at, depth=depth)
        if one is None:
            return None, at
        written.append(one)
    return "".join(written), at


def _one(tokens: _Tokens, at: int, *, depth: int) -> tuple[str | None, int]:
    """Return the markup of one sign, command or group, and where the next begins."""
    if at >= len(tokens) or depth > _DEEPEST:
        return None, at
    command, sign, letter = tokens[at]
    if letter is not None:
        # `n<b` would begin bold type.
        return "<\N{WORD JOINER}" if letter == "<" else letter, at + 1
    if sign == "{":
        inner, end = _group(tokens, at + 1, depth=depth + 1)
        is_closed = end < len(tokens) and tokens[end][1] == "}"
        return (inner if is_closed else None), end + 1
    if sign in ("^", "_"):
        inner, end = _one(tokens, at + 1, depth=depth + 1)
        tag = "sup" if sign == "^" else "sub"
        return (None if inner is None else f"<{tag}>{inner}</{tag}>"), end
    if command in maths.FONTS:
        return "", at + 1
    if command in _FUNCTIONS:
        return f"{command} ", at + 1
    return _SYMBOLS.get(command or ""), at + 1
