"""A paper is found by whatever names it."""

import pytest

import small_base
from aiev.domain import paper
from aiev.errors import NotFoundError, UsageError
from aiev.services.search.find_paper import find_id, find_paper
from aiev.store.reading.reader import Reader, open_reader


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2405.00011", "Kite: Paged Key-Value Caches for Long Answers"),
        ("https://arxiv.org/pdf/2405.00011v9.pdf", "Kite: Paged Key-Value Caches for Long Answers"),
        ("1", "Kite: Paged Key-Value Caches for Long Answers"),
        ("http://www.github.com/kite/kite-serve/", "kite-serve"),
        ("example.org/product", "A product page"),
    ],
)
def test_a_paper_is_found_by_whatever_names_it(small, text, title):
    with open_reader(small) as reader:
        assert find_paper(reader, text).title == title


def test_a_paper_that_is_not_here_can_be_added(small):
    with open_reader(small) as reader:
        with pytest.raises(
            NotFoundError, match=r"not in the knowledge base: 2411\.11217"
        ) as caught:
            find_paper(reader, "2411.11217")
        assert caught.value.hint == "`aiev add 2411.11217` adds it"
        with pytest.raises(NotFoundError) as caught:
            find_paper(reader, "99")
        assert caught.value.hint == "`aiev search WORDS` finds it"
        with pytest.raises(UsageError):
            find_paper(reader, "no such thing")
        # What a hint says is pasted into a shell.
        with pytest.raises(NotFoundError) as caught:
            find_paper(reader, "https://example.org/?a=1&b=$(touch)")
        assert caught.value.hint == "`aiev add 'https://example.org/?a=1&b=$(touch)'` adds it"


def test_a_number_is_taken_as_it_is_and_other_names_are_looked_up(small):
    with open_reader(small) as reader:
        assert find_id(reader, "99") == 99
        assert find_id(reader, "2405.00011") == 1
        assert find_id(reader, "2411.11217") is None


def test_an_address_of_several_works_names_none_of_them():
    """A page of accepted papers is one address under many titles."""
    base = small_base.make()
    page = "https://example.org/accepted.html"
    for title in ("Paged Caches", "Routing by Need"):
        number = small_base.add_paper(base, title, kind="web")
        base.execute(
            "update paper set identity = ?, url = ? where id = ?",
            (paper.shared_identity("url:example.org/accepted.html", title), page, number),
        )
    with pytest.raises(UsageError, match="2 papers share this address") as caught:
        find_paper(Reader(base), page)
    assert caught.value.hint == "name one by its number: 1, 2"
    assert find_paper(Reader(base), "2").title == "Routing by Need"
    base.close()
