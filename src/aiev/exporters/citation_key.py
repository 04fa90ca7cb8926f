"""Citation keys as arXiv makes them: family name, year of version 1, the first telling words.

`Attention Is All You Need` is `vaswani2017attentionneed`. Keys are of lower-case ASCII letters and
digits, so that every program can read them.
Source: https://github.com/arXiv/arxiv-browse (browse/formatting/cite.py), which takes up to four
words of the title that are no stop words.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from aiev.domain.knowledge import Paper
from aiev.exporters import person_name, tex_text

_UNKNOWN = "unknown"
_WORDS = 4
_LENGTH = 80
_FUNCTION_WORDS = (
    "a about above after against all almost along also although always am among an and any "
    "are around as at back be because been before being below beside between beyond both but "
    "by can cannot could do does done down during each either else enough even ever every "
    "everything few find first for from further get give go had has have he hence her here "
    "his how however i if in indeed into is it its itself keep last least less made many may "
    "me might more most mostly much must my neither never no none nor not nothing now of off "
    "often on once one only onto or other others our out over own part per perhaps put rather "
    "same see should show side since so some something still such take than that the their "
    "them themselves then there these they this those though three through thus to together "
    "too top toward towards two under until up upon us very via was we well were what when "
    "where whether which while who whole whose why will with within without would yet you "
    "your"
)
_STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)


def base(paper: Paper) -> str:
    """Answer the key that the paper would have if it were alone."""
    name = next(person_name.iter_credited(paper), None)
    author = _plain(f"{name.particle}{name.family}") if name else ""
    year = (paper.published or paper.issued or "")[:4]
    words = [plain for word in tex_text.title(paper).split() if (plain := _plain(word))]
    telling = [word for word in words if word not in _STOP_WORDS] or words
    return f"{author or _UNKNOWN}{year}{''.join(telling[:_WORDS])}"[:_LENGTH]


def assign(papers: Iterable[Paper]) -> Mapping[int, str]:
    """Answer a key for the id of each paper, unique among these papers.

    Of papers with one key the first by arXiv id keeps it and the next get `a`, `b`, … behind it:
    the order in which the papers come does not matter.
    """
    claims: dict[str, list[tuple[bool, str, int]]] = {}
    for paper in papers:
        claim = (paper.arxiv_id is None, paper.arxiv_id or "", paper.id)
        claims.setdefault(base(paper), []).append(claim)
    keys: dict[int, str] = {}
    taken = set(claims)
    for key in sorted(claims):
        suffixes = _suffixes()
        for index, (_, _, paper_id) in enumerate(sorted(claims[key])):
            candidate = key
            while index and candidate in taken:
                candidate = key + next(suffixes)
            taken.add(candidate)
            keys[paper_id] = candidate
    return keys


def _plain(text: str) -> str:
    """Answer the text's letters and digits, without accents, as far as ASCII has them."""
    lower = text.lower()
    if lower.isascii() and lower.isalnum():
        return lower
    folded = unicodedata.normalize("NFKD", lower.translate(_FOLDED))
    return "".join(c for c in folded if c.isascii() and c.isalnum())


def _suffixes() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield from letters
    for head in _suffixes():
        for letter in letters:
            yield head + letter
