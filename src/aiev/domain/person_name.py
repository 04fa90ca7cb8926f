"""Names of authors, cut into the parts that citations sort and abbreviate by."""

from dataclasses import dataclass

from aiev import lazy_regex as re

_OTHERS = re.compile(r"(?:and\s+)?(?:et\.? al\.?|al\.|others|\.\.\.|…)", re.IGNORECASE)
_GROUPS = (
    "team teams collaboration collaborations consortium group groups initiative project lab labs "
    "laboratory laboratories institute university inc corporation foundation association committee "
    "community organisation organization network alliance society center centre department "
    "contributors"
)
_GROUP_WORDS = frozenset(_GROUPS.split())
_GROUP = re.compile(
    rf"\b(?:{'|'.join(sorted(_GROUP_WORDS))})\b"
    # `The MILC`, but not `The Anh Han`.
    r"|^(?-i:the\s|The\s[\w-]*[A-Z][\w-]*[A-Z])|\s(?:of|for|and)\s|\d|[&@]",
    re.IGNORECASE,
)
# What arXiv's authors write before a name: for whom, or what part is another's.
_BEFORE = re.compile(
    r"^(?:(?:and|&)\s+)?(?:(?:for|on behalf of)\s+(?=the\b)|with\s+an?\s+[a-z]+\s+by\s+)",
    re.IGNORECASE,
)
# `S.N.Foo`: initials without a space.
_INITIALS = re.compile(r"^((?:[^\W\d_]\.-?){1,4})(?=[^\W\d_]{2})")
_SUFFIX = re.compile(r"(?:jr|sr)\.?|I{2,3}|IV", re.IGNORECASE)
_AND = re.compile(r"^(?:and|&)\s+|\s+and$", re.IGNORECASE)
_AFFILIATION = re.compile(r"\s*\([^()]*\)$")
_CJK = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff·]+")
# Written with a capital, these still belong to the family name (`Luc Van Gool`); others that look
# like it are given names in China or Vietnam and are left alone.
_CAPITAL_PARTICLES = frozenset(
    ("Van", "Von", "De", "Di", "Del", "Della", "Dos", "Le", "La", "El", "Al", "Ben", "St.")
)
# These open a family name of several words too (`Fons van Foo Bar`).
_OPENING = frozenset(("van", "von", "der", "den", "ter", "ten", "del", "della", "di", "du"))
_ARTICLES = frozenset(("la", "las", "los"))
# So does `de` in French and Spanish. Portuguese names are sorted by the last word: of a hundred
# names with `de` inside among 200,000 of arXiv's authors three in four are such, with one of these.
_PORTUGUESE_NAMES = (
    "Abreu Aguiar Albuquerque Almeida Almendra Andrade Araujo Araújo Assis Azevedo Barros Brito "
    "Campos Carvalho Castro Faria Figueiredo Freitas Gouveia Jesus Lima Macedo Matos Mattos "
    "Medeiros Mello Melo Menezes Miranda Moraes Morais Moura Oliveira Paiva Paula Queiroz "
    "Resende Rezende Siqueira Sousa Souza Vasconcelos"
)
_PORTUGUESE = frozenset(_PORTUGUESE_NAMES.split())
# Given names of several words: `Maria del Carmen Lopez`, `Jean de Dieu Nyandwi`.
_DEVOTIONAL_NAMES = (
    "Angeles Ángeles Carmen Consuelo Dieu Dios Fatima Fátima Lourdes Luz Mar Paz Pilar Rosario "
    "Socorro"
)
_DEVOTIONS = frozenset(_DEVOTIONAL_NAMES.split())
# Between the two family names of `Mar Canal i Saguer` or `José Ortega y Gasset`.
_CONJUNCTIONS = frozenset(("i", "y", "e"))
_VIETNAMESE = frozenset(
    (
        "Nguyen",
        "Tran",
        "Pham",
        "Hoang",
        "Huynh",
        "Phan",
        "Vu",
        "Vo",
        "Dang",
        "Bui",
        "Do",
        "Ho",
        "Ngo",
        "Duong",
        "Ly",
        "Dinh",
        "Trinh",
        "Le",
    )
)

# A record's names by this need no look: see `are_plain`.
_GIVEN = r"[A-ZÀ-ÖØ-Þ](?:[A-Za-zÀ-ÖØ-öø-ɏ'-]*\.?|(?:\.-?[A-Z])+\.?)"
_ALL_PLAIN = re.compile(rf"(?:{_GIVEN}(?: {_GIVEN})*\t[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ɏ'-]+\n)*")

# Most names are plain: capitalised words and initials, none of which means more than itself.
_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z](?:\.|[a-z]+))* [A-Z][a-z]+")
_TELLING = frozenset(
    (
        *_GROUP_WORDS,
        *map(str.lower, _CAPITAL_PARTICLES),
        *("the", "of", "for", "and", "on", "with", "jr", "sr", "ii", "iii", "iv", "der", "den"),
    )
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts; a group or company has its whole name as `family` and nothing else.

    `particle` is what stands in lower case before the family name: `van der` Maaten.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    is_group: bool = False

    @property
    def text(self) -> str:
        """The name as it is read, given name first, with `, Jr.` behind."""
        return ", ".join(filter(None, (self._first_to_last(), self.suffix)))

    @property
    def texts(self) -> tuple[str, ...]:
        """The name as it is read, with and without the comma before `Jr.`."""
        return self.text, f"{self._first_to_last()} {self.suffix}".strip()

    def _first_to_last(self) -> str:
        return " ".join(filter(None, (self.given, self.particle, self.family)))


def of_parts(
    family: str | None, given: str | None = None, suffix: str | None = None
) -> PersonName | None:
    """Return a name whose parts somebody tells; None where there is no family name.

    The family name has its particles before it. Several words without a given name are a group.
    """
    family, given, suffix = (_one_line(part or "") for part in (family, given, suffix))
    words = family.split()
    if not words:
        return PersonName(given, suffix=suffix) if given else None
    if not given:
        return PersonName(family, suffix=suffix, is_group=len(words) > 1)
    cut = _particle_end(words, 0)
    return PersonName(" ".join(words[cut:]), given, " ".join(words[:cut]), suffix)


def pack(name: PersonName) -> str:
    """Return the parts as one line, as a paper's row holds them: tabs between, a group has none."""
    if name.is_group:
        return name.family
    parts = "\t".join((name.family, name.given, name.suffix, name.particle)).rstrip("\t")
    return parts if "\t" in parts else f"{parts}\t"


def unpack(line: str) -> PersonName | None:
    """Return the name of which `pack` made a line; None for what is no such line."""
    family, *parts = line.split("\t")
    if not family:
        return None
    given, suffix, particle = (*parts, "", "", "")[:3]
    return PersonName(family, given, particle, suffix, is_group=not parts)


def pack_unlike(name: PersonName) -> str | None:
    """Return the line of a name whose parts are not those that `find` gives for its text.

    Where `find` sees a group the text is meant: `Foo Consortium` is cut like a person elsewhere.
    """
    is_short = not (name.is_group or name.suffix or name.particle)
    if is_short and are_plain(f"{name.given}\t{name.family}\n"):
        return None
    found = find(name.text)
    is_like = found == name or (found is not None and found.is_group)
    return None if is_like else pack(name)


def are_plain(names: str) -> bool:
    """Return whether `find` cuts all names as they are: `given`, a tab, `family`, a line each.

    This takes a fraction of the time of cutting them. A no may be wrong, a yes is not.
    """
    return _ALL_PLAIN.fullmatch(names) is not None and _TELLING.isdisjoint(names.lower().split())


def find(text: str) -> PersonName | None:
    """Return the parts of a name written given name first, or None where no letter stands.

    `Family, Given` and `Given Family, Jr.` are read too. Names in Han, Kana or Hangul stand family
    first when they are spaced, and are one part when not.
    """
    if _PLAIN.fullmatch(text) and _TELLING.isdisjoint(text.lower().split()):
        given, _, family = text.rpartition(" ")
        return PersonName(family, given)
    return _examined(text)


def is_others(text: str) -> bool:
    """Return whether the text stands for further authors: `et al.`, `and others`."""
    return _OTHERS.fullmatch(_one_line(text)) is not None


def is_suffix(text: str) -> bool:
    """Return whether the text stands behind a name: `Jr.`, `III`."""
    return _SUFFIX.fullmatch(text) is not None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _examined(text: str) -> PersonName | None:
    text = _AND.sub("", _BEFORE.sub("", _AFFILIATION.sub("", _one_line(text))))
    if not any(character.isalpha() for character in text):
        return None
    if _GROUP.search(text) or text.endswith(":") or text.count(",") > 1:
        return PersonName(text.rstrip(": "), is_group=True)
    before, comma, after = (part.strip() for part in text.partition(","))
    suffix = ""
    if comma:
        if not before or not after:
            return find(before or after)
        if not _SUFFIX.fullmatch(after):
            words = before.split()
            cut = _particle_end(words, 0)
            return PersonName(" ".join(words[cut:]), after, " ".join(words[:cut]))
        suffix = after
    words = _INITIALS.sub(r"\1 ", before).split()
    if len(words) > 2 and not suffix and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    if len(words) == 1:
        return PersonName(words[0], suffix=suffix)
    if all(_CJK.fullmatch(word) for word in words):
        return PersonName(words[0], " ".join(words[1:]))
    start = _family_start(words)
    cut = _particle_end(words, start)
    return PersonName(
        " ".join(words[cut:]), " ".join(words[:start]), " ".join(words[start:cut]), suffix
    )


def _family_start(words: list[str]) -> int:
    """Return where the particles before the family name begin; the first word is always given."""
    start = len(words) - 1
    if start > 2 and words[start - 1] in _CONJUNCTIONS:
        start -= 2
    start = min(next((i for i in range(1, start) if _is_opening(words, i)), start), start)
    while start > 1 and _is_particle(words, start - 1):
        start -= 1
    return start


def _is_opening(words: list[str], index: int) -> bool:
    word, after = words[index], words[index + 1]
    # `del P.` is a second given name, `del Pino` would be the family's.
    if after.endswith(".") or not _DEVOTIONS.isdisjoint(words[index + 1 : index + 3]):
        return False
    if word in ("de", "De"):
        return after in _ARTICLES or (word == "de" and after not in _PORTUGUESE)
    return word in _OPENING or word.startswith(("d'", "d’"))


def _is_particle(words: list[str], index: int) -> bool:
    word = words[index]
    if word in _CAPITAL_PARTICLES:
        return words[0] not in _VIETNAMESE
    if word in ("Der", "Den"):
        return words[index - 1].lower() == "van"
    return _is_lower(word) and word.strip(".'’").isalpha()


def _particle_end(words: list[str], start: int) -> int:
    """Return where the family name itself begins, after the particles in lower case."""
    # `d'Avila Garcez` is a family name as a whole.
    while start < len(words) - 1 and _is_lower(words[start]) and words[start].islower():
        start += 1
    return start


def _is_lower(word: str) -> bool:
    # With an apostrophe too: `in 't Zand`.
    return word.lstrip("'’")[:1].islower()
