"""Orders of sections that the user gave end once the list's file has them."""

from collections.abc import Iterator

from aiev.domain.conflict import Conflict
from aiev.domain.paper import topic_titles
from aiev.errors import AievError
from aiev.markdown.values import ParsedList
from aiev.services.lists import pending_orders
from aiev.store.reading import list_edits
from aiev.store.writing import topic_writer
from aiev.store.writing.writer import Transaction, reader_within


def settle(transaction: Transaction, name: str, parsed: ParsedList) -> Iterator[Conflict]:
    """Forget the orders that the list's file has now; yield those it cannot take."""
    reader = reader_within(transaction)
    topics = [topic for topic in list_edits.topics(reader, name) if topic.sorting]
    if not topics:
        return
    issued = pending_orders.issued_in(reader, name)
    for topic in topics:
        path = topic_titles(topic.listed)
        try:
            answer = pending_orders.sort_all(parsed, path, topic.sorting, issued=issued)
        except AievError as error:
            line = next((h.line for h in parsed.headings if h.path == path), 1)
            order = ", ".join(topic.sorting)
            yield Conflict(line, topic.path, "order", str(error), order, None)
            topic_writer.forget_orders(transaction, name, topic.path)
            continue
        if answer.listed.text == parsed.text:
            topic_writer.forget_orders(transaction, name, topic.path)
