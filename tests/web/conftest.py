"""A server of the small knowledge base, shared by the tests of one file."""

import shutil

import pytest

from running import make_home
from serving import serving


@pytest.fixture(scope="module")
def papers(tmp_path_factory, small_template):
    """The address of the papers of a running server."""
    pytest.importorskip("datasette")
    home = make_home(tmp_path_factory.mktemp("served"), arxiv_url="http://127.0.0.1:9")
    shutil.copyfile(small_template, home.database)
    with serving(home, "--sql") as url:
        yield url
