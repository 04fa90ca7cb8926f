"""Citation keys as arXiv makes them: family name, year of version 1, the first telling words.

`Attention Is All You Need` is `vaswani2017attentionneed`. Keys are of lower-case ASCII letters and
digits, so that every program can read them.
Source: https://github.com/arXiv/arxiv-browse (browse/formatting/cite.py), which takes up to four
words of the title that are no stop words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from aiev.domain.knowledge import CitationFacts, Paper
from aiev.exporters.bibliography import credited, maths, tex_text

_UNKNOWN = "unknown"
_WORDS = 4
_LENGTH = 80
_AUTHOR_LENGTH = 60
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
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that tell nothing of what a paper is about."""

# TeX, BibTeX and biblatex give the other signs a meaning.
_USABLE = re.compile(r"[^\s\\{}(),\"#%'=~@\[\]\x00-\x1f\x7f]{1,200}")
_DIGITS = str.maketrans("", "", "0123456789")
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)


def base(paper: Paper | CitationFacts) -> str:
    """Return the key that the paper would have if it were the only one.

    It has the first author whose name can be written in ASCII, and where no word of the title can,
    the arXiv id.
    """
    names = (_plain(f"{name.particle}{name.family}") for name in credited.iter_credited(paper))
    # No digits before the year: services rely on papers of two years never having the same key.
    author = next(filter(None, (name.translate(_DIGITS) for name in names)), _UNKNOWN)
    year = (paper.published or paper.issued or "")[:4]
    title = maths.without_fonts(tex_text.title(paper))
    words = "".join(_telling(title)) or _plain(paper.arxiv_id or "")
    return f"{author[:_AUTHOR_LENGTH]}{year}{words}"[:_LENGTH]


def assign(
    papers: Iterable[Paper | CitationFacts],
    *,
    wanted: Callable[[Paper | CitationFacts], str] = base,
    own: Mapping[int, str] | None = None,
) -> Mapping[int, str]:
    """Return a key for the id of each paper, unique among these papers.

    A paper in `own` has that key, which is the user's; `wanted` says which key another would have.

    Where several papers want one key, the one with the lowest id has it, and the others get `a`,
    `b`, … behind it, whatever the order of `papers`. Given all papers of a database, a paper that
    is added later changes no key, as its id is higher. The keys of papers with higher ids that want
    the same key can change when a merge fills an id that was free, when a paper is deleted, and
    when its first author, year or title is corrected. An empty database that is filled from a
    backup has the same ids, and so the same keys; any other database may not. Keys that differ in
    their case alone count as the same, as they do to BibTeX.
    """
    asked = sorted(papers, key=lambda paper: paper.id)
    return dict(Keys(asked, wanted=wanted, own=own))


class Keys(Mapping[int, str]):
    """The keys of papers that come in the order of their ids, as `assign` would give them.

    They are read only as far as a key is asked for, so that the first is there at once.
    """

    def __init__(
        self,
        papers: Iterable[Paper | CitationFacts],
        *,
        wanted: Callable[[Paper | CitationFacts], str] = base,
        own: Mapping[int, str] | None = None,
    ) -> None:
        self._papers = iter(papers)
        self._wanted = wanted
        self._keys: dict[int, str] = dict(own or {})
        self._taken = {key.casefold() for key in self._keys.values()}
        # The suffixes not yet used for each key, as many papers may want the same one.
        self._suffixes: dict[str, Iterator[str]] = {}

    def __getitem__(self, paper_id: int) -> str:
        while paper_id not in self._keys:
            paper = next(self._papers, None)
            if paper is None:
                raise KeyError(paper_id)
            self._give(paper)
        return self._keys[paper_id]

    def __iter__(self) -> Iterator[int]:
        for paper in self._papers:
            self._give(paper)
        return iter(self._keys)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _give(self, paper: Paper | CitationFacts) -> None:
        if paper.id in self._keys:
            return
        key = candidate = self._wanted(paper) or base(paper)
        while candidate.casefold() in self._taken:
            candidate = key + next(self._suffixes.setdefault(key.casefold(), _suffixes()))
        self._taken.add(candidate.casefold())
        self._keys[paper.id] = candidate


def is_usable(key: str) -> bool:
    """Return whether a key that somebody else made can stand in every format as it is."""
    return _USABLE.fullmatch(key) is not None


def _telling(title: str) -> list[str]:
    """Return the first words of a title that tell something, else its first words of any kind."""
    words = title.split()
    telling: list[str] = []
    for word in words:
        plain = _plain(word)
        if plain and plain not in STOP_WORDS:
            telling.append(plain)
            if len(telling) == _WORDS:
                break
    return telling or [plain for word in words if (plain := _plain(word))][:_WORDS]


# The words of titles and the family names recur; a bibliography of one paper reads all papers.
@lru_cache(maxsize=1 << 15)
def _plain(text: str) -> str:
    """Return the text's letters and digits, without accents, as far as ASCII has them."""
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
