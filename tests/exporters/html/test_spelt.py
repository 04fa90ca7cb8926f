"""What a page knows of other spellings comes from all that it is searched by."""

from contextlib import closing

import small_base
from aiev.exporters.html.spelt import Spelt
from aiev.store.reading.reader import Reader


def test_a_compound_that_only_a_list_joins_is_one_of_the_page():
    """`wing beat` found nothing in the page where the keywords of a list alone say wingbeat."""
    with closing(small_base.make()) as base:
        small_base.add_paper(base, "Herons", keywords="wingbeat, flight")
        (paper,) = Reader(base).papers([1])
    spelt = Spelt({"wingbeat": ("wing beat", 3), "nestbox": ("nest box", 3)})
    spelt.add(paper)
    assert spelt.compounds() == {"wingbeat": ("wing beat", 0, 1)}
