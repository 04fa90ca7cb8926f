"""Settings: defaults, then the config file, then the environment, then the flags."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from aiev import path_text
from aiev.errors import UsageError
from aiev.light_typing import TYPE_CHECKING
from aiev.path_text import StrPath
from aiev.value import value

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

ARXIV_URL = "https://export.arxiv.org/api/query"
ARXIV_DELAY_S = 3.0
DATACITE_URL = "https://api.datacite.org"
CROSSREF_URL = "https://api.crossref.org"
OPENALEX_URL = "https://api.openalex.org"
S2_URL = "https://api.semanticscholar.org/graph/v1"
# DataCite takes 500 requests in five minutes of one that gives no address, and 1,000 of one that
# does; OpenAlex far more. A second each is within all of that.
AFFILIATION_DELAY_S = 1.0
LINKS_DELAY_S = 1.0

# What Semantic Scholar gives to a new key, over all that it is asked.
S2_DELAY_S = 1.0

SWITCHES = (
    "AIEV_ARXIV_AFFILIATIONS",
    "AIEV_CROSSREF",
    "AIEV_DATACITE",
    "AIEV_OPENALEX",
    "AIEV_PAGES",
    "AIEV_S2",
)
NAMES = (
    "AIEV_DB",
    "AIEV_ARXIV_URL",
    "AIEV_ARXIV_DELAY",
    "AIEV_CHECK_OFF",
    "AIEV_LINKS_DELAY",
    "NO_COLOR",
    *SWITCHES,
    "AIEV_CROSSREF_URL",
    "AIEV_CROSSREF_DELAY",
    "AIEV_DATACITE_URL",
    "AIEV_DATACITE_DELAY",
    "AIEV_OPENALEX_URL",
    "AIEV_OPENALEX_DELAY",
    "AIEV_OPENALEX_KEY",
    "AIEV_S2_URL",
    "AIEV_S2_DELAY",
    "AIEV_S2_KEY",
    "AIEV_PAGES_URL",
    "AIEV_PAGES_DELAY",
    "AIEV_MAILTO",
)

_ON = ("on", "yes", "true", "1")
_OFF = ("off", "no", "false", "0")


@value
class SourceSettings:
    """How sources are asked for organizations, works and citations.

    `mailto` is the address told to them; `s2` is Semantic Scholar. `pages_url` is put before the
    address of each page that is asked, where it is set.
    """

    uses_arxiv: bool
    uses_datacite: bool
    uses_openalex: bool
    datacite_url: str
    datacite_delay_s: float
    openalex_url: str
    openalex_delay_s: float
    openalex_key: str | None
    uses_s2: bool
    s2_url: str
    s2_delay_s: float
    s2_key: str | None
    mailto: str | None
    uses_crossref: bool
    crossref_url: str
    crossref_delay_s: float
    uses_pages: bool
    pages_url: str | None
    pages_delay_s: float


@value
class Settings:
    """The settings of one run.

    `arxiv_delay_s` is the pause between two requests to arXiv, `links_delay_s` that between two to
    any host that a list links; `check_off` holds the codes of findings that are not wanted.
    `database` is the path at `database_path`, which is for commands that only read it.
    """

    database_path: str
    arxiv_url: str
    arxiv_delay_s: float
    is_plain: bool
    check_off: tuple[str, ...]
    links_delay_s: float
    sources: SourceSettings

    @property
    def database(self) -> Path:
        """Where the database lies."""
        from pathlib import Path

        return Path(self.database_path)


def load(environment: Mapping[str, str], *, database: StrPath | None = None) -> Settings:
    """Return the settings of this run; `database` is the flag, which wins.

    The config file holds the same names as the environment: `AIEV_DB = "papers.db"`.
    Raises UsageError for a file or value that cannot be read.
    """
    values = {**_from_file(environment), **{k: environment[k] for k in NAMES if environment.get(k)}}
    if database is None:
        database = values.get("AIEV_DB") or os.path.join(_data_folder(), "aiev.db")
    return Settings(
        database_path=_plain(os.fspath(database)),
        arxiv_url=values.get("AIEV_ARXIV_URL", ARXIV_URL),
        arxiv_delay_s=_seconds(values, "AIEV_ARXIV_DELAY", ARXIV_DELAY_S),
        is_plain="NO_COLOR" in values,
        links_delay_s=_seconds(values, "AIEV_LINKS_DELAY", LINKS_DELAY_S),
        sources=_source_settings(values),
        check_off=tuple(
            code.strip() for code in values.get("AIEV_CHECK_OFF", "").split(",") if code.strip()
        ),
    )


def data_folder() -> Path:
    """Return the platform's folder for the user's data of aiev."""
    from pathlib import Path

    return Path(_data_folder())


def _data_folder() -> str:
    return _folder("XDG_DATA_HOME", ".local/share") or str(
        _platform().user_data_dir("aiev", appauthor=False)
    )


def cache_folder() -> Path:
    """Return the platform's folder for what aiev can work out again."""
    from pathlib import Path

    return Path(
        _folder("XDG_CACHE_HOME", ".cache") or _platform().user_cache_dir("aiev", appauthor=False)
    )


def config_file(environment: Mapping[str, str]) -> str:
    """Return where the config file is looked for."""
    named = environment.get("AIEV_CONFIG")
    if named:
        return named
    folder = _folder("XDG_CONFIG_HOME", ".config") or _platform().user_config_dir(
        "aiev", appauthor=False
    )
    return os.path.join(folder, "config.toml")


def shipped(name: str) -> Path:
    """Return the path of `migrations` or `seeds`: inside the wheel, or beside `src` in a checkout.

    Both lie at the top level of the project and are put into the package when a wheel is built.
    """
    from pathlib import Path

    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent.parent / name


def _from_file(environment: Mapping[str, str]) -> dict[str, str]:
    path = config_file(environment)
    if not path_text.exists(path):
        return {}
    import tomllib

    try:
        with open(path, "rb") as file:
            table = tomllib.load(file)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"the config file cannot be read: {path}: {error}") from error
    unknown = sorted(set(table) - set(NAMES))
    if unknown:
        raise UsageError(
            f"the config file has a name that aiev does not know: {unknown[0]}",
            hint=f"the names are {', '.join(NAMES)}; the file is {path}",
        )
    # Off is what a switch says; of any other name it says nothing.
    return {
        name: _text(value)
        for name, value in table.items()
        if value is not False or name in SWITCHES
    }


def _source_settings(values: Mapping[str, str]) -> SourceSettings:
    """Return the settings that `values` give; raises UsageError for one that cannot be read."""
    return SourceSettings(
        uses_arxiv=_switch(values, "AIEV_ARXIV_AFFILIATIONS"),
        uses_datacite=_switch(values, "AIEV_DATACITE"),
        uses_openalex=_switch(values, "AIEV_OPENALEX"),
        datacite_url=values.get("AIEV_DATACITE_URL", DATACITE_URL).rstrip("/"),
        datacite_delay_s=_seconds(values, "AIEV_DATACITE_DELAY", AFFILIATION_DELAY_S),
        openalex_url=values.get("AIEV_OPENALEX_URL", OPENALEX_URL).rstrip("/"),
        openalex_delay_s=_seconds(values, "AIEV_OPENALEX_DELAY", AFFILIATION_DELAY_S),
        openalex_key=values.get("AIEV_OPENALEX_KEY"),
        uses_s2=_switch(values, "AIEV_S2"),
        s2_url=values.get("AIEV_S2_URL", S2_URL).rstrip("/"),
        s2_delay_s=_seconds(values, "AIEV_S2_DELAY", S2_DELAY_S),
        s2_key=_key(values, "AIEV_S2_KEY"),
        mailto=values.get("AIEV_MAILTO"),
        uses_crossref=_switch(values, "AIEV_CROSSREF"),
        crossref_url=values.get("AIEV_CROSSREF_URL", CROSSREF_URL).rstrip("/"),
        crossref_delay_s=_seconds(values, "AIEV_CROSSREF_DELAY", AFFILIATION_DELAY_S),
        uses_pages=_switch(values, "AIEV_PAGES"),
        pages_url=values.get("AIEV_PAGES_URL"),
        pages_delay_s=_seconds(values, "AIEV_PAGES_DELAY", AFFILIATION_DELAY_S),
    )


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    """Return a pause from 0 to 3600 s; raises UsageError for anything else."""
    text = values.get(name)
    if text is None:
        return default
    try:
        found = float(text)
        if not 0 <= found <= 3600:
            raise ValueError
    except ValueError:
        raise UsageError(f"{name} is no number of seconds from 0 to 3600") from None
    return found


def _key(values: Mapping[str, str], name: str) -> str | None:
    """Return a key that a header can hold; raises UsageError, which never tells it, for others."""
    key = values.get(name, "").strip()
    if not all("!" <= sign <= "~" for sign in key):
        raise UsageError(f"{name} is no key: a key has no blanks and nothing but ASCII")
    return key or None


def _switch(values: Mapping[str, str], name: str) -> bool:
    text = values.get(name, "on").casefold()
    if text not in (*_ON, *_OFF):
        raise UsageError(f"{name} is neither on nor off: {text}")
    return text in _ON


def _text(value: object) -> str:
    """Return a value of the file as the environment would say it: a list is joined by commas."""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _folder(variable: str, default: str) -> str | None:
    """Return the folder by the XDG rules, which a Linux desktop follows; None elsewhere.

    Every command asks, and platformdirs costs as much to load as a search: it is asked where the
    answer is not one variable.
    """
    if sys.platform != "linux":
        return None
    named = os.environ.get(variable, "").strip()
    return os.path.join(named or os.path.join(_home(), default), "aiev")


def _home() -> str:
    home = os.path.expanduser("~")
    if home == "~":
        raise UsageError("you have no home folder: HOME is not set", hint="set HOME to a folder")
    return home


def _plain(path: str) -> str:
    """Return the path as `pathlib` writes it, with `~` as the folder that it stands for."""
    is_plain = not path.startswith((".", "~")) and not path.endswith(("/", "/."))
    if is_plain and os.sep == "/" and "//" not in path and "/./" not in path:
        return path
    from pathlib import Path

    try:
        return str(Path(path).expanduser())
    except RuntimeError as error:
        raise UsageError(f"the path of the database has no home folder: {path}") from error


def _platform() -> ModuleType:
    import platformdirs

    return platformdirs
