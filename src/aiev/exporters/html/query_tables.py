"""What the query language is made of, as data that the page's script is given.

The script repeats how a query is read and papers are ranked; that it cannot drift from the command
line, all words, limits and patterns of it stand in the package `aiev.query` alone. Both are held to
the cases in tests/data/query.
"""

import json

from aiev.domain import arxiv_id, organization, web_address
from aiev.domain.paper import TOPIC_SEPARATOR, Kind
from aiev.exporters.html import inverted_index
from aiev.exporters.html.paper import MONTHS
from aiev.query import (
    acronyms,
    choices,
    expand,
    filters,
    plan,
    rank,
    spelling,
    stemmer,
    syntax,
    tokens,
)
from aiev.query import compile as compiler

# Fields that a page does not have: its papers are a choice from all lists, and it does not hold
# when arXiv last changed them.
_ELSEWHERE = ("list", "updated")

_PRIVATE = (
    *choices.PRIVATE_FIELDS,
    *[f"has:{name}" for name, one in choices.HELD.items() if one.is_private],
)


def script() -> str:
    """Return the tables as a constant of the page's script."""
    tables = {
        "ranking": _ranking(),
        "text": _text(),
        "syntax": _syntax(),
        "spelling": _spelling(),
        "organizations": _organizations(),
        "index": {
            "fields": inverted_index.FIELDS,
            "spelt": inverted_index.SPELT,
            "shift": inverted_index.SHIFT,
        },
        "code_hosts": web_address.CODE_HOSTS,
        "address_forms": web_address.FORMS,
        "months": MONTHS,
        "kinds": [kind.value for kind in Kind],
        "has": choices.PUBLISHED,
        "separator": TOPIC_SEPARATOR,
    }
    text = json.dumps(tables, separators=(",", ":"))
    return f"const TABLES = {text};"


def _ranking() -> dict[str, object]:
    return {
        "weights": rank.WEIGHTS,
        "k1": rank.K1,
        "b": rank.B,
        "nearness": rank.NEARNESS,
        "titled": rank.TITLED,
        "enough": plan.ENOUGH,
        "many_words": plan.MANY_WORDS,
        "rare_part": plan.RARE_PART,
        "rare_at_least": plan.RARE_AT_LEAST,
        "other_spelling": expand.OTHER_SPELLING,
        "stop_words": sorted(expand.STOP_WORDS),
        "most_parts": expand.MOST_PARTS,
        "fewest_grouped": expand.FEWEST_GROUPED,
        "years": [expand.YEARS.start, expand.YEARS.stop],
        "named": rank.NAMED,
        "introduced": rank.INTRODUCED,
        "longest_name": rank.LONGEST_NAME,
        "unambiguous": acronyms.UNAMBIGUOUS,
        "ambiguous": acronyms.AMBIGUOUS,
    }


def _text() -> dict[str, object]:
    return {
        "diacritics": tokens.DIACRITICS,
        "later_signs": tokens.LATER_SIGNS,
        "folds": tokens.FOLDS,
        "letters": tokens.LETTERS,
        "greek": tokens.GREEK,
        "signs": tokens.SIGNS,
        "signed": tokens.SIGNED,
        "paired": tokens.PAIRED,
        "particles": "".join(sorted(expand.PARTICLES)),
        "step_2": stemmer.STEP_2,
        "step_3": stemmer.STEP_3,
        "step_4": sorted(stemmer.STEP_4),
    }


def _syntax() -> dict[str, object]:
    names = {name: field for name, field in syntax.FIELDS.items() if field not in _ELSEWHERE}
    # Named groups are spelt without the P.
    forms = [form.replace("(?P<", "(?<") for form in (_whole(arxiv_id.WHOLE), *arxiv_id.WITHIN)]
    return {
        "fields": names,
        "columns": compiler.COLUMNS,
        "not_held": dict.fromkeys(_PRIVATE, "no page tells what is the reader's own"),
        "deepest": syntax.DEEPEST,
        "comparison": _whole(syntax.COMPARISON),
        "ago": _whole(filters.AGO),
        "arxiv": forms,
    }


def _spelling() -> dict[str, object]:
    return {
        "british": spelling.BRITISH,
        "shortest": spelling.SHORTEST,
        "longest": spelling.LONGEST,
        "long": spelling.LONG,
        "rare_below": spelling.RARE_BELOW,
        "more_by": spelling.MORE_BY,
        "most_needed": spelling.MOST_NEEDED,
        "share": spelling.SHARE,
    }


def _organizations() -> dict[str, object]:
    return {
        "same_word": organization.SAME_WORD,
        "legal_forms": sorted(organization.LEGAL_FORMS),
        "dropped": sorted(organization.DROPPED),
    }


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"
