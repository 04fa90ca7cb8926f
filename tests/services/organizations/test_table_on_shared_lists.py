"""Of the organizations that six real lists name, at least 85 of 100 resolve, and none wrongly.

The lists are not ours, so they are not here. `-s` shows the shares.
"""

from collections import Counter

import pytest

from aiev.services.lists import read_list
from aiev.services.organizations import table
from aiev.store.reading import organization_names
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer
from knowledge import NOW
from places import SHARED

LISTS = SHARED / "lists"
LEAST = 0.85
pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="the shared lists are not here")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return how often each text stands where a list names organizations, once imported."""
    path = tmp_path_factory.mktemp("lists") / "lists.db"
    with open_writer(path) as writer:
        for file in sorted(LISTS.glob("*__*.md")):
            listed = read_list.read_file(file.read_bytes(), path=file, name=None)
            read_list.import_list(writer, listed, now=NOW)
    with open_reader(path) as reader:
        texts = [each.text for each in organization_names.listed(reader.connection)]
    return Counter(text for text in texts if text)


def read(text):
    return table.shipped().resolve(text)


def test_most_names_in_real_lists_resolve(written):
    named = {text: read(text) for text in written}
    # A word such as `blog` is no organization.
    meant = [text for text, found in named.items() if found.names or found.unknown]
    resolved = [text for text in meant if not named[text].unknown]
    occurrences = sum(written[text] for text in resolved) / sum(written[text] for text in meant)
    print(
        f"\n{len(resolved)} of {len(meant)} texts ({len(resolved) / len(meant):.1%}),"
        f" {occurrences:.1%} of their occurrences"
    )
    assert len(meant) > 250
    assert len(resolved) / len(meant) >= LEAST
    assert occurrences >= LEAST
