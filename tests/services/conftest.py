"""The small list as a file in a knowledge base of its own."""

import pytest

from services import small_list


@pytest.fixture
def listed(home, aiev):
    """The small list as a file that was imported."""
    return small_list.put(home, aiev, small_list.LIST)
