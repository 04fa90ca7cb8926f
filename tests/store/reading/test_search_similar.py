"""What may be near has words, a topic or an author in common, and is within the filters."""

import small_base
from aiev.query.tree import EVERYTHING, Alternative, Concept, Dates
from aiev.store.reading import search_similar


def test_candidates_share_words_a_topic_or_an_author_and_are_no_seeds():
    base = small_base.make()
    seed = small_base.add_paper(base, "Kite", topics=["A"], authors=["Ada"], issued="2024")
    words = small_base.add_paper(base, "Another kite", issued="2024")
    topic = small_base.add_paper(base, "Eagle", topics=["A"], issued="2023")
    author = small_base.add_paper(base, "Heron", topics=["B"], authors=["Ada"], issued="2024")
    small_base.add_paper(base, "Osprey", topics=["B"], issued="2024")
    asked = [Concept((Alternative("kite"),), None)]
    found = search_similar.candidates(base, [seed], asked, EVERYTHING)
    assert found == (words, topic, author)
    since = Dates("date", "2024-01-01", None)
    assert search_similar.candidates(base, [seed], asked, since) == (words, author)
