"""The small list as a file, and a knowledge base without papers."""

import pytest

from aiev.services.organizations.resolve import load_directory
from aiev.store.writing.writer import open_writer
from services.lists import small_list


@pytest.fixture
def listed(home, aiev):
    """The small list as a file that was imported."""
    return small_list.put(home, aiev, small_list.LIST)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A database without papers, in which the organization table is already."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    with open_writer(path) as writer, writer.transaction() as transaction:
        load_directory(transaction)
    return path
