"""Settings: the flag wins over the environment, that over the file, that over the default."""

import sys
from pathlib import Path

import pytest

from aiev import config
from aiev.errors import UsageError


@pytest.fixture
def load(tmp_path):
    def load(text="", *, database=None, **environment):
        path = tmp_path / "config.toml"
        path.write_text(text)
        return config.load({"AIEV_CONFIG": str(path), **environment}, database=database)

    return load


def test_the_flag_then_the_environment_then_the_file_then_the_default(load):
    text = 'AIEV_DB = "file.db"'
    assert load(text, AIEV_DB="env.db", database=Path("flag.db")).database == Path("flag.db")
    assert load(text, AIEV_DB="env.db").database == Path("env.db")
    assert load(text).database == Path("file.db")
    assert load().database == config.data_folder() / "aiev.db"


def test_the_defaults_ask_every_source_politely(load):
    settings = load()
    assert (settings.arxiv_url, settings.arxiv_delay_s) == (config.ARXIV_URL, 3.0)
    sources = settings.sources
    assert sources.uses_arxiv
    assert sources.uses_datacite
    assert sources.uses_openalex
    assert sources.datacite_delay_s == sources.openalex_delay_s == 1.0


def test_a_switch_is_off_in_the_file_and_a_list_is_joined(load):
    settings = load('AIEV_DATACITE = false\nAIEV_CHECK_OFF = ["empty-link", " missing-date"]')
    assert not settings.sources.uses_datacite
    assert settings.check_off == ("empty-link", "missing-date")


@pytest.mark.parametrize(
    ("text", "environment"),
    [
        ("AIEV_NO_SUCH = 1", {}),
        ("not toml", {}),
        ("", {"AIEV_ARXIV_DELAY": "soon"}),
        ("", {"AIEV_ARXIV_DELAY": "-1"}),
        ("", {"AIEV_OPENALEX_DELAY": "nan"}),
        ("", {"AIEV_DATACITE": "perhaps"}),
    ],
)
def test_a_file_or_a_value_that_cannot_be_read_is_refused(load, text, environment):
    with pytest.raises(UsageError):
        load(text, **environment)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs tells the folders")
def test_whoever_has_no_home_is_told(load, monkeypatch):
    """A container may run as a user that it does not know; that was told as a fault of aiev's."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)

    def nobody(uid):
        raise KeyError(uid)

    monkeypatch.setattr("pwd.getpwuid", nobody)
    with pytest.raises(UsageError, match="no home folder"):
        load()
    assert load(AIEV_DB="papers.db").database == Path("papers.db")
