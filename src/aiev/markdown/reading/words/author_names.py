"""People's names: which line of an entry lists its authors, alone or in a byline.

A byline says in one slanted stretch who wrote a paper, from where and where it appeared:
`*Ada Bee (MIT) et al. ICML.*`, `*Ada Bee et al., 2024*`.
"""

from functools import lru_cache
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.words import edges, venues
from aiev.markdown.values import Span

_NAME_PART = (
    r"(?:[A-Z\u00c0-\u024f][\w.'’`-]*\.?"
    r"|(?:de|van|von|der|den|la|le|di|da|del|el|al|bin|ter|dos)\b)"
)
_NAME = re.compile(
    rf"(?:{_NAME_PART}(?:[ -]{_NAME_PART}){{1,4}}|(?:[A-Z]\.){{1,3}}[A-Z][\w'’-]+)[*∗†‡§¶\d]*"
)
_MARKS = "*∗†‡§¶"
_MARKED = re.compile(rf"[A-Z\u00c0-\u024f][\w'’-]+[{_MARKS}]+")
_MARKED_OR_NAME = re.compile(rf"(?:{_NAME.pattern})|[A-Z\u00c0-\u024f][\w'’-]+[*∗†‡§¶]*")
# As BibTeX has it: `Bee, Ada and Dee, Cay`.
_TURNED = re.compile(
    rf"{_NAME_PART}(?:[ -]{_NAME_PART}){{0,2}},\s{_NAME_PART}(?:[ -]{_NAME_PART}){{0,3}}"
)
# As references have it: `Bee, A., & Dee, C. D.`.
_INITIALLED = (
    r"[A-Z\u00c0-\u024f][\w'’-]+(?: [A-Z\u00c0-\u024f][\w'’-]+)?,\s(?:[A-Z]\.[ -]?){1,3}"
    r"(?:,? ?(?:\.\.\.|…))?"
)
_REFERENCED = re.compile(rf"{_INITIALLED}(?:,?\s?(?:&\s|and\s)?{_INITIALLED})*")
_FIRST_TURNED = re.compile(
    r"\s*[A-Z\u00c0-\u024f][\w'’-]+,\s[A-Z\u00c0-\u024f][\w'’.-]*(?: [A-Z]\.?)*(?:,|$)"
)
_INITIAL_FIRST = re.compile(r"(?:[A-Z]\.[ -]?){1,3}[A-Z\u00c0-\u024f][\w'’-]+")
_LONGEST_NAME, _LONGEST_LINE = 60, 8000
_LEAST_SHARE = 0.7
_FEWEST_PAIR, _FEWEST_SURE = 2, 3
_BREAKS = ",;、，&·⋅|"
_NAME_BREAK = re.compile(rf"[{_BREAKS}a](?:(?<!a)|(?<=\ba)nd\b)")
# Words in capitals at the head of a title look like names; people are not called so.
_IN_TITLES = """
accelerating acceleration adaptation adaptive adversarial agent agents ai algorithm algorithms
aligned alignment all analysis applications approach architecture architectures artificial award
best blog coming demo oral paper papers poster presentation project soon spotlight talk track
attention automated automatic bayesian benchmark benchmarks beyond chain chat classification
code cognitive computer computing context continual control data dataset datasets decoding deep
detection dialogue diffusion distillation distributed efficient embedding embeddings embodied
evaluating evaluation experts explainable exploration fast feedback few foundation framework
from fundamentals future general generation generative gpu graph graphs guided hardware human
image images in inference instruction intelligence interactive introduction is knowledge
language large latent laws learned learning lessons linear llm llms local machine mechanism
memory meta methods mixture model modeling modelling models multi multimodal natural need
network networks neural not notes of open opportunities optimal optimization overview parallel
parallelism parameter perception performance planning policy practical preference pretraining
principles processing programming prompt prompting prompts pruning quantization quantized
quantum reasoning recognition recommendation reinforcement report representation representations
research retrieval review reward robot robotics robots robust robustness safety sampling
scalable scale scaling science search segmentation self semantic sequence serving simulation
sparse speech states statistical studies study supervised survey synthesis system systems task
tasks technical technologies technology text the theory things time tool tools towards training
transfer transformer transformers translation tuning tutorial understanding universal
unsupervised via video vision visual web what with without world zero
"""
_TITLE_WORDS = frozenset(_IN_TITLES.split())
_WORD = re.compile(r"[a-z]+")
_ET_AL = re.compile(r"[\s,]*\b(?:et\.? al\.?|and others)[\s.,]*$", re.IGNORECASE)
_NO_PERSON = re.compile(r"\b(?:Team|Group|Labs?|Institute|University|Inc)[\s.]*\Z")
_BYLINE = re.compile(
    r"\s*(?P<people>[^()\n]{3,200}?)\s*(?:\((?P<org>[^()\n]{2,80})\))?[\s,]*"
    r"(?P<others>et\.? ?al)\b[.,:;]*\s*(?P<rest>.{0,80}?)[\s.,;]*",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s*(?P<people>[A-Z][\w'’-]+ (?:and|&) [A-Z][\w'’-]+)[\s.,]*")
_NAME_PART_ALONE = re.compile(_NAME_PART)
_HANDLES = re.compile(r"@[\w-]+(?:(?:, | and | & )@[\w-]+)*")
_SINGLE = re.compile(r"[A-Z\u00c0-\u024f][\w'’-]{1,24}")
_SHORT_NAME = re.compile(r"[A-Z][\w.&'’-]*(?:[ (][\w.&'’()-]+){0,4}")


class _Names(NamedTuple):
    """What a line has of names: `turned` of `Bee, Ada` in all, `found` of its `parts` else."""

    is_referenced: bool = False
    turned: int = 0
    parts: int = 0
    found: int = 0
    has_et_al: bool = False
    is_short: bool = False


def is_authors(text: str, *, least: int) -> bool:
    """Return whether `text` is a line of authors: `least` names or more, or `X et al`."""
    if len(text) > _LONGEST_LINE:
        return False
    names = _names(text)
    if names.is_referenced or names.turned >= max(2, least):
        return True
    if names.has_et_al and names.parts:
        return names.found >= 1 or names.is_short
    if names.parts == 1 and _NO_PERSON.search(text) is not None:
        return False
    if names.parts == 2:
        return least <= 2 and names.found == 2
    return names.parts >= least and names.found >= _LEAST_SHARE * names.parts


# Each stretch is asked about several times, by how many names would do where it stands.
@lru_cache(maxsize=1024)
def _names(text: str) -> _Names:
    text = edges.squeeze(text)
    stripped = _ET_AL.sub("", text) if " al" in text.lower() or "others" in text else text
    if _REFERENCED.fullmatch(stripped.strip(" ,;*_").removesuffix(".") + "."):
        return _Names(is_referenced=True)
    bare = stripped.strip(" .,;*_")
    people = bare.split(" and ")
    is_turned = all(_TURNED.fullmatch(person) for person in people)
    has_et_al = stripped != text
    if not has_et_al and not is_turned and _has_too_few(bare):
        return _Names()
    parts = _split(bare)
    if len(parts) > 1 and _FIRST_TURNED.match(stripped):
        # `Bee, Ada, and Cay Dee`: only the first is turned.
        parts[:2] = [f"{parts[1]} {parts[0]}"]
    name = _NAME
    if len(parts) > 1 and any(_MARKED.fullmatch(part) for part in parts if part[-1] in _MARKS):
        # `Ada*, Cay*, Eva`: the marks of equal shares tell that single words are names.
        name = _MARKED_OR_NAME
    found = sum(1 for part in parts if len(part) <= _LONGEST_NAME and name.fullmatch(part))
    # `Large Models, Fast Inference, Sparse Things`
    is_title = (
        (found > 0 or has_et_al)
        and len(parts) > 1
        and 2 * sum(not has_no_title_words(part) for part in parts) > len(parts)
    )
    return _Names(
        turned=len(people) if is_turned else 0,
        parts=0 if is_title else len(parts),
        found=found,
        has_et_al=has_et_al,
        is_short=len(parts) == 1 and len(parts[0].split()) <= 3,
    )


def _has_too_few(text: str) -> bool:
    """Return whether so much of a text is no name that it cannot list authors.

    Prose is told by its first words, without parting all of it.
    """
    if any(mark in text for mark in _MARKS) or _FIRST_TURNED.match(text):
        return False
    most = 1 + text.count("and") + sum(text.count(mark) for mark in _BREAKS)
    at = failed = 0
    for match in _NAME_BREAK.finditer(text):
        part, at = text[at : match.start()].strip(), match.end()
        if part and not (len(part) <= _LONGEST_NAME and _NAME.fullmatch(part)):
            failed += 1
            if most - failed < _LEAST_SHARE * most:
                return True
    return False


def _split(text: str) -> list[str]:
    """Return what stands between commas, `and` and their like."""
    return [name for part in _NAME_BREAK.split(text) if (name := part.strip())]


def are_people(text: str, *, least: int) -> bool:
    """Return whether `text` lists `least` authors or more, and no word that titles are made of."""
    return is_authors(text, least=least) and has_no_title_words(text)


def are_sure_people(text: str) -> bool:
    """Return whether `text` lists authors where places may stand: `Bee et al`, `A Bee and C Dee`.

    `New Orleans, Puerto Rico` has the form of two names.
    """
    names = _names(text)
    is_listed = names.has_et_al or names.is_referenced or " and " in text or "&" in text
    return are_people(text, least=_FEWEST_PAIR if is_listed else _FEWEST_SURE)


def may_be(text: str) -> bool:
    """Return whether a text has the form of names: one of two words, `Bee and Dee`, `@handle`.

    So have names of much else: its place has to tell.
    """
    if text[:1] == "@":
        return _HANDLES.fullmatch(text) is not None
    if not has_no_title_words(text):
        return False
    parts = _split(text.strip(" .,;"))
    names = sum(1 for part in parts if is_name(part))
    is_pair = len(parts) == _FEWEST_PAIR and all(map(is_single, parts))
    if len(parts) <= _FEWEST_PAIR:
        return is_pair or 0 < len(parts) == names
    return 2 * names > len(parts) and not any(map(_has_small_words, parts))


def _has_small_words(text: str) -> bool:
    """Return whether a part of a line has a word that is in no name: `R-CNN minus R`."""
    return any(
        word[0].islower() and word != "others" and _NAME_PART_ALONE.fullmatch(word) is None
        for word in text.split()
    )


def find_turned_end(text: str, start: int, end: int) -> int | None:
    """Return where turned names with initials end that a text begins with: `Bee, A., and Dee, C.`.

    None where it begins with no such names.
    """
    match = _REFERENCED.match(text, start, end)
    return match.end() if match is not None else None


def are_initials(text: str) -> bool:
    """Return whether `text` is nothing but initials and single names: `A, B`."""
    parts = _split(text.strip(" .,;"))
    return len(parts) > 1 and all(re.fullmatch(r"[A-Z][\w.-]*", part) for part in parts)


def is_name(text: str) -> bool:
    """Return whether `text` is one name of two words or more."""
    return len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None


def is_single(text: str) -> bool:
    """Return whether `text` may be a name of one word: a surname, where its place tells so."""
    return _SINGLE.fullmatch(text) is not None


def is_initialled(text: str) -> bool:
    """Return whether `text` is one name and no doubt about it: `R. Girder`."""
    return _INITIAL_FIRST.fullmatch(text.strip(" .,;")) is not None


def has_no_title_words(text: str) -> bool:
    """Return whether none of the words of a text is one that titles are made of."""
    return _TITLE_WORDS.isdisjoint(_WORD.findall(text.lower()))


class Byline(NamedTuple):
    """The parts of a byline and where they stand in its text; `venue` has no place of its own."""

    authors: Span
    organizations: Span | None
    venue: str | None
    date: tuple[PartialDate, int, int] | None


def find_byline(text: str) -> Byline | None:
    """Return the parts of a stretch that is a byline with `et al`, else None."""
    pair = _PAIR.fullmatch(text)
    if pair is not None and has_no_title_words(text):
        return Byline(pair.span("people"), None, None, None)
    match = _BYLINE.fullmatch(text)
    if match is None or not is_authors(match["people"] + " et al", least=1):
        return None
    rest, date = match["rest"], None
    if rest and venues.find(rest) is None:
        date = partial_date.find_span(rest)
        if date is not None:
            rest = (rest[: date[1]] + rest[date[2] :]).strip(" .,;()")
            date = date[0], date[1] + match.start("rest"), date[2] + match.start("rest")
    if rest and venues.find(rest) is None and _SHORT_NAME.fullmatch(rest) is None:
        return None
    if match["org"]:
        return Byline(match.span("people"), match.span("org"), rest or None, date)
    return Byline((match.start("people"), match.end("others")), None, rest or None, date)
