"""Two lists side by side: what one has and the other lacks, and what both have otherwise."""

from collections.abc import Callable

from aiev.domain import paper
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.domain.partial_date import PartialDate
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.services.checks.checked import entry_name
from aiev.value import value

SameAs = Callable[[str], str]
"""Returns for an identity the one that all addresses of the work share, as far as it is known."""


@value
class Standing:
    """How a list has a paper: its first entry, and all topics under which it stands."""

    name: str
    title: str
    date: PartialDate | None
    topics: tuple[str, ...]
    line: int


@value
class Unlike:
    """A paper of both lists that stands under other topics or has another date in each."""

    one: Standing
    other: Standing
    fields: tuple[str, ...]


@value
class Comparison:
    """Papers that only one of the lists has, in its order, those unlike, and how many both have."""

    only_one: tuple[Standing, ...]
    only_other: tuple[Standing, ...]
    unlike: tuple[Unlike, ...]
    both: int

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.only_one or self.only_other or self.unlike)


def compare(one: ParsedList, other: ParsedList, *, same_as: SameAs) -> Comparison:
    """Return what two lists have of each other, paper by paper.

    Topics are compared where the other list has such a heading at all, dates as far as both are
    told: May 2024 and 3 May 2024 are no difference.
    """
    here, there = _papers(one, same_as), _papers(other, same_as)
    topics = ({t for each in side.values() for t in each.topics} for side in (here, there))
    shared = frozenset.intersection(*map(frozenset, topics))
    pairs = [(here[key], there[key]) for key in here if key in there]
    unlike = [Unlike(a, b, fields) for a, b in pairs if (fields := _unlike(a, b, shared))]
    return Comparison(
        tuple([each for key, each in here.items() if key not in there]),
        tuple([each for key, each in there.items() if key not in here]),
        tuple(unlike),
        len(pairs),
    )


def _papers(parsed: ParsedList, same_as: SameAs) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    for entry in parsed.entries:
        key, topic = same_as(_identity(entry)), TOPIC_SEPARATOR.join(entry.topic)
        first = found.get(key)
        if first is None:
            found[key] = Standing(entry_name(entry), entry.label, entry.date, (topic,), entry.line)
        elif topic not in first.topics or first.date is None:
            topics = tuple(dict.fromkeys((*first.topics, topic)))
            date = first.date or entry.date
            found[key] = Standing(first.name, first.title, date, topics, first.line)
    return found


def _identity(entry: ListedEntry) -> str:
    # What has no address is known by its words, wherever they stand.
    return paper.identity(entry.arxiv_id, entry.url, label=entry.label, topic="")


def _unlike(one: Standing, other: Standing, shared: frozenset[str]) -> tuple[str, ...]:
    fields = []
    if (set(one.topics) ^ set(other.topics)) & shared:
        fields.append("topic")
    if one.date is not None and other.date is not None and not _may_be_one(one.date, other.date):
        fields.append("date")
    return tuple(fields)


def _may_be_one(one: PartialDate, other: PartialDate) -> bool:
    (low, high), (first, last) = one.interval(), other.interval()
    return low < last and first < high
