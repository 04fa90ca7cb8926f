"""The small list as a file in a knowledge base of its own."""

import pytest

from services.small_list import LIST


@pytest.fixture
def listed(home, aiev):
    """The small list as a file that was imported."""
    path = home.folder / "small.md"
    path.write_text(LIST, encoding="utf-8")
    assert aiev("import", path, "--no-enrich").code == 0
    return path
