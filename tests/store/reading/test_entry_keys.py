"""What an entry is known by, and in which fields two readings of it differ."""

from dataclasses import replace

from aiev.domain.partial_date import PartialDate
from aiev.markdown.values import Link
from aiev.store.reading import entry_keys
from store.writing.listed import entry

KITE = entry("Kite", topic="A")


def test_a_topic_is_its_path_and_none_is_empty():
    assert entry_keys.topic_path(replace(KITE, topic=("A", "B"))) == "A > B"
    assert entry_keys.topic_path(replace(KITE, topic=())) == ""


def test_a_name_without_an_address_is_one_paper_within_its_topic():
    bare = replace(KITE, arxiv_id=None, url=None)
    assert entry_keys.identity(bare) != entry_keys.identity(replace(bare, topic=("B",)))
    assert entry_keys.identity(KITE) == entry_keys.identity(replace(KITE, topic=("B",)))


def test_all_that_two_readings_say_differently_is_told():
    other = replace(KITE, date=PartialDate(2024, 5), links=(Link("code", "https://example.org"),))
    assert entry_keys.differences(KITE, KITE) == ()
    assert entry_keys.differences(KITE, other) == (
        ("date", None, "2024-05"),
        ("links", None, '[["code", "https://example.org"]]'),
    )
