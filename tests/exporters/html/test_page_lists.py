"""The page of real lists finds what `aiev search` does for names that are written in two ways."""

from pathlib import Path

import pytest

from aiev.query.acronyms import UNAMBIGUOUS
from aiev.services.lists import read_list
from aiev.services.search.run_query import search
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer
from exporters.html.page_finder import TODAY, differences, finder, places_of
from knowledge import NOW

LISTS = Path(__file__).parents[4] / "shared" / "lists"
pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="the shared lists are not here")

JOINED = tuple(
    spelling
    for short, forms in UNAMBIGUOUS.items()
    for form in forms
    if short == form.replace(" ", "")
    for spelling in (form, short, form.replace(" ", "-"), f'"{form}"')
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    path = tmp_path_factory.mktemp("lists") / "lists.db"
    with open_writer(path) as writer:
        for file in sorted(LISTS.glob("*__*.md")):
            listed = read_list.read_file(file.read_bytes(), path=file, name=None)
            read_list.import_list(writer, listed, now=NOW)
    with open_reader(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def find(browser, reader, tmp_path_factory):
    yield from finder(browser, reader, tmp_path_factory.mktemp("page") / "page.html")


def test_names_written_apart_or_as_one_find_the_same(reader, find):
    """FlashDecoding++, which a note spells Flash-Decoding++, had been found by one word only."""
    queries = [*JOINED, "flash decoding", '"flash decoding"', "flash attention kernels"]
    assert {"flash attention", "smoothquant", "deep speed"} < set(queries)
    assert differences(reader, find, places_of(reader), queries) == []


@pytest.mark.parametrize("query", ["flash attention", "paged attention", "mixture of experts"])
def test_the_best_come_first_on_the_page_too(reader, find, query):
    """The page had counted each word of a name in full, and the name as one word for less."""
    [(found, _)] = find([f"{query} "])
    named = places_of(reader)
    hits = search(reader, query, limit=5, today=TODAY).hits
    best = {named[hit.paper.id] for hit in hits}
    assert len(best & set(found[:5])) >= 4
