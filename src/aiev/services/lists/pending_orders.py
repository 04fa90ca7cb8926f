"""The orders that the user gave to sections of a list, until its file has them."""

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown.values import ListedEntry, ParsedList, TopicPath
from aiev.markdown.writing.topics import sorting
from aiev.markdown.writing.topics.sorting import Issued, Order, Sorted
from aiev.store.reading import entry_keys
from aiev.store.reading.reader import Reader

_ISSUED = """
select paper.identity, paper_address.identity, issued
from entry
join list on list.id = entry.list_id
join paper on paper.id = entry.paper_id
left join paper_address on paper_address.paper_id = paper.id
where list.name = ? and issued is not null
"""


def issued_in(reader: Reader, list_name: str) -> Issued:
    """Return what tells when a paper of a list appeared, as far as the knowledge base knows."""
    known: dict[str, str] = {}
    for own, further, issued in reader.connection.execute(_ISSUED, (list_name,)):
        known |= {key: issued for key in (own, further) if key}

    def find(entry: ListedEntry) -> PartialDate | None:
        text = known.get(entry_keys.identity(entry))
        return partial_date.parse(text) if text else None

    return find


def order_of(text: str) -> Order:
    """Return an order as it is noted: `date`, `-date`."""
    return Order(text.removeprefix("-"), is_reversed=text.startswith("-"))


def sort_all(
    listed: ParsedList, topic: TopicPath, orders: tuple[str, ...], *, issued: Issued
) -> Sorted:
    """Return the list with a section put in one order after the other, so that the last counts.

    What the answer tells is of the last. Raises as `sorting.sort` does.
    """
    answer = Sorted(listed, 0, 0, (), ())
    for text in orders:
        answer = sorting.sort(answer.listed, topic, order_of(text), issued=issued)
    return answer
