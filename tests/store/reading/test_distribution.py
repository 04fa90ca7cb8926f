"""Papers are counted by month and first topic, all or a subset of them."""

import small_base
from aiev.store.reading import catalog
from aiev.store.reading.distribution import distribution, restrict_to
from aiev.store.reading.reader import Reader


def make():
    base = small_base.make()
    ids = [
        small_base.add_paper(
            base, "Kite", topics=["A > X", "B"], authors=["Ada"], issued="2024-05"
        ),
        small_base.add_paper(base, "Eagle", topics=["B"], authors=["Ada"], issued="2024-05-02"),
        small_base.add_paper(base, "Heron", issued="2023"),
    ]
    return base, ids


def test_a_paper_counts_once_in_its_month_under_its_first_topic():
    base, _ = make()
    found = distribution(Reader(base), limit=1)
    told = [tuple(getattr(one, name) for name in one.__match_args__) for one in found.timeline]
    assert told == [("2023", "no topic", 1), ("2024-05", "A", 1), ("2024-05", "B", 1)]
    assert [(one.name, one.papers) for one in found.topics] == [("B", 2)]
    assert [(one.name, one.papers) for one in found.authors] == [("Ada", 2)]


def test_a_subset_is_counted_as_if_there_were_nothing_else():
    base, ids = make()
    restrict_to(base, ids[1:])
    totals = catalog.totals(Reader(base))
    assert (totals.papers, totals.topics, totals.authors) == (2, 1, 1)
    found = distribution(Reader(base), limit=9)
    assert [(one.name, one.papers) for one in found.topics] == [("B", 1)]
    assert base.execute("select count(*) from main.paper").fetchone() == (3,)
