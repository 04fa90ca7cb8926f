"""What `aiev orgs` is asked for by its words and options."""

from collections.abc import Sequence
from enum import Enum, auto

from aiev.errors import UsageError


class Wish(Enum):
    """What the words and options ask for."""

    COUNTS = auto()
    REVIEW = auto()
    ALIASES = auto()
    CHANGE = auto()


def read(words: Sequence[str], *, is_review: bool, has_change: bool) -> Wish:
    """Return what is wished for; `has_change` tells of options that only go with `alias`.

    Raises UsageError for what does not go together.
    """
    is_alias = list(words[:1]) == ["alias"]
    if (words and (not is_alias or is_review)) or (has_change and not is_alias):
        raise UsageError(
            "orgs takes only the word alias, and its options only with it",
            hint='write it so: aiev orgs alias "PKU" "Peking University"',
        )
    if is_alias:
        return Wish.CHANGE if words[1:] or has_change else Wish.ALIASES
    return Wish.REVIEW if is_review else Wish.COUNTS
