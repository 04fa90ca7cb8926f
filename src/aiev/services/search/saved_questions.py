"""Saved questions: words and filters under a name, for which `@name` stands in a search."""

import json
from datetime import date
from unicodedata import normalize

from aiev import lazy_regex as re
from aiev.errors import NotFoundError, UsageError
from aiev.query import syntax
from aiev.query.filters import Filters
from aiev.store.reading import questions as store
from aiev.store.reading.reader import Reader
from aiev.value import replace, value

_LONGEST = 64
_NAME = re.compile(r"\w[\w.-]*")
# A word that begins with the sign; what is quoted is a phrase.
_MEANT = re.compile(r'"[^"]*"|(?<!\S)@(\w[\w.-]*)(?!\S)')
_NONE = Filters()


@value
class SavedQuestion:
    """What is asked under a name."""

    name: str
    words: str
    filters: Filters = _NONE


def check_asked(text: str, filters: Filters) -> None:
    """Raise UsageError for a question that asks for nothing."""
    if not text.strip() and filters == _NONE:
        raise UsageError("nothing to ask for", hint="give words or filters, as to `aiev search`")


def check_name(text: str) -> str:
    """Return the name that is meant, which may have its @; raises UsageError for what is none."""
    name = normalize("NFC", text.strip().removeprefix("@"))
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        raise UsageError(
            f"not a name for a question: {text!r}",
            hint=f"letters, digits, _ . and -, up to {_LONGEST}: moe-offloading",
        )
    return name


def all_saved(reader: Reader) -> tuple[SavedQuestion, ...]:
    """Return all saved questions by name."""
    return tuple(_read(one) for one in store.questions(reader))


def find(reader: Reader, name: str) -> SavedQuestion:
    """Return a question by its name; raises NotFoundError where none is saved so."""
    for one in store.questions(reader):
        if one.name == name:
            return _read(one)
    raise NotFoundError(
        f"no question is saved as this: @{name}",
        hint="`aiev save` shows those there are; without the @ it is a word to search for",
    )


def is_named(text: str) -> bool:
    """Return whether a query names a saved question."""
    return "@" in text and bool(_names(text))


def resolve(reader: Reader, text: str, filters: Filters) -> tuple[str, Filters]:
    """Return a query and its filters with the question that it names in the place of the name.

    Further words narrow the question; a filter that is given takes the place of the question's own
    of that name. Raises NotFoundError for an unknown name, UsageError for several.
    """
    names = _names(text)
    if not names:
        return text, filters
    if len(names) > 1:
        raise UsageError(f"one saved question at a time: {', '.join('@' + name for name in names)}")
    saved = find(reader, names[0])
    rest = _MEANT.sub(lambda found: "" if found[1] else found[0], text)
    words = saved.words
    if rest.strip():
        words = f"({words}) {rest.strip()}" if words else rest.strip()
    return words, replace(saved.filters, **given_filters(filters))


def given_filters(filters: Filters) -> dict[str, object]:
    """Return the filters that say anything, by name."""
    return {
        name: value
        for name in Filters.__annotations__
        if (value := getattr(filters, name)) != getattr(_NONE, name)
    }


def write_filters(filters: Filters) -> str:
    """Return filters as they are stored."""
    return json.dumps(given_filters(filters), ensure_ascii=False, sort_keys=True)


def read_filters(text: str) -> Filters:
    """Return filters as they were stored; raises ValueError for what none could be."""
    found = json.loads(text)
    if not isinstance(found, dict) or not set(found) <= set(Filters.__annotations__):
        raise ValueError(f"no filters of a search: {text}")
    values = {name: tuple(one) if isinstance(one, list) else one for name, one in found.items()}
    for name, one in values.items():
        plain = getattr(_NONE, name)
        is_text = isinstance(one, str) or (name == "min_citations" and isinstance(one, int))
        is_texts = isinstance(one, tuple) and all(isinstance(each, str) for each in one)
        if not (is_texts if isinstance(plain, tuple) else is_text):
            raise ValueError(f"no filter of a search: {name}")
    return replace(_NONE, **values)


def check(name: str, words: str, filters: str, *, today: date) -> None:
    """Raise ValueError with the reason where this could not have been saved as a question."""
    try:
        if check_name(name) != name:
            raise ValueError(f"not a name for a question: {name!r}")
        syntax.parse(words, today=today)
        read_filters(filters).tree(today=today)
    except UsageError as error:
        raise ValueError(str(error)) from None


def _names(text: str) -> tuple[str, ...]:
    named = (normalize("NFC", found[1]) for found in _MEANT.finditer(text) if found[1])
    return tuple(dict.fromkeys(named))


def _read(one: store.StoredQuestion) -> SavedQuestion:
    try:
        return SavedQuestion(one.name, one.words, read_filters(one.filters))
    except ValueError as error:
        raise NotFoundError(
            f"the question cannot be read any more: @{one.name} ({error})",
            hint=f"`aiev save {one.name} --remove` forgets it",
        ) from None
