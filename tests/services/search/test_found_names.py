"""Names are found by their words; signs alone are no word, and stand in no name."""

import pytest

import knowledge
from aiev.services.search import found_names
from aiev.store.reading.reader import open_reader


@pytest.fixture
def reader(small):
    knowledge.change(
        small,
        "insert into tag (id, name) values (1, 'to read')",
        "insert into paper_tag (paper_id, tag_id) values (1, 1)",
    )
    with open_reader(small) as found:
        yield found


@pytest.mark.parametrize(
    ("find", "words", "name"),
    [
        (found_names.authors, ("dao", "dan"), "Dan Dao"),
        (found_names.organizations, ("instit", "MÁSSACHUSETTS"),
         "Massachusetts Institute of Technology"),
        (found_names.tags, ("read", "TÓ"), "to read"),
    ],
)  # fmt: skip
def test_names_are_found_by_words_in_any_order_and_none_by_signs_alone(reader, find, words, name):
    found = find(reader, words)
    assert ([one.name for one in found.counts], found.is_near) == ([name], False)
    assert find(reader, ("!!!",)).counts == ()
