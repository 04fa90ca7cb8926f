"""Settings: defaults, then the config file, then the environment, then the flags."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from aiev.errors import UsageError
from aiev.value import value

ARXIV_URL = "https://export.arxiv.org/api/query"
ARXIV_DELAY_S = 3.0
DATACITE_URL = "https://api.datacite.org"
CROSSREF_URL = "https://api.crossref.org"
OPENALEX_URL = "https://api.openalex.org"
# DataCite takes 500 requests in five minutes of one that gives no address, and 1,000 of one that
# does; OpenAlex far more. A second each is within all of that.
AFFILIATION_DELAY_S = 1.0
LINKS_DELAY_S = 1.0

SWITCHES = (
    "AIEV_ARXIV_AFFILIATIONS",
    "AIEV_CROSSREF",
    "AIEV_DATACITE",
    "AIEV_OPENALEX",
    "AIEV_PAGES",
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
    "AIEV_PAGES_URL",
    "AIEV_PAGES_DELAY",
    "AIEV_MAILTO",
)

_ON = ("on", "yes", "true", "1")
_OFF = ("off", "no", "false", "0")


@value
class SourceSettings:
    """How sources are asked for organizations and works; `mailto` is the address told to them.

    `pages_url` is put before the address of each page that is asked, where it is set.
    """

    uses_arxiv: bool
    uses_datacite: bool
    uses_openalex: bool
    datacite_url: str
    datacite_delay_s: float
    openalex_url: str
    openalex_delay_s: float
    openalex_key: str | None
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
    """

    database: Path
    arxiv_url: str
    arxiv_delay_s: float
    is_plain: bool
    check_off: tuple[str, ...]
    links_delay_s: float
    sources: SourceSettings


def load(environment: Mapping[str, str], *, database: Path | None = None) -> Settings:
    """Return the settings of this run; `database` is the flag, which wins.

    The config file holds the same names as the environment: `AIEV_DB = "papers.db"`.
    Raises UsageError for a file or value that cannot be read.
    """
    values = {**_from_file(environment), **{k: environment[k] for k in NAMES if environment.get(k)}}
    if database is None:
        database = Path(values["AIEV_DB"]) if "AIEV_DB" in values else data_folder() / "aiev.db"
    try:
        database = database.expanduser()
    except RuntimeError as error:
        raise UsageError(f"the path of the database has no home folder: {database}") from error
    return Settings(
        database=database,
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
    return _folder("XDG_DATA_HOME", ".local/share") or Path(
        _platform().user_data_dir("aiev", appauthor=False)
    )


def cache_folder() -> Path:
    """Return the platform's folder for what aiev can work out again."""
    return _folder("XDG_CACHE_HOME", ".cache") or Path(
        _platform().user_cache_dir("aiev", appauthor=False)
    )


def config_file(environment: Mapping[str, str]) -> Path:
    """Return where the config file is looked for."""
    named = environment.get("AIEV_CONFIG")
    if named:
        return Path(named)
    folder = _folder("XDG_CONFIG_HOME", ".config") or Path(
        _platform().user_config_dir("aiev", appauthor=False)
    )
    return folder / "config.toml"


def shipped(name: str) -> Path:
    """Return the path of `migrations` or `seeds`: inside the wheel, or beside `src` in a checkout.

    Both lie at the top level of the project and are put into the package when a wheel is built.
    """
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent.parent / name


def _from_file(environment: Mapping[str, str]) -> dict[str, str]:
    path = config_file(environment)
    if not path.exists():
        return {}
    import tomllib

    try:
        with path.open("rb") as file:
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
    text = values.get(name, str(default))
    try:
        found = float(text)
        if not 0 <= found <= 3600:
            raise ValueError
    except ValueError:
        raise UsageError(f"{name} is no number of seconds from 0 to 3600") from None
    return found


def _switch(values: Mapping[str, str], name: str) -> bool:
    text = values.get(name, "on").casefold()
    if text not in (*_ON, *_OFF):
        raise UsageError(f"{name} is neither on nor off: {text}")
    return text in _ON


def _text(value: object) -> str:
    """Return a value of the file as the environment would say it: a list is joined by commas."""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _folder(variable: str, default: str) -> Path | None:
    """Return the folder by the XDG rules, which a Linux desktop follows; None elsewhere.

    Every command asks, and platformdirs costs as much to load as a search: it is asked where the
    answer is not one variable.
    """
    if sys.platform != "linux":
        return None
    named = os.environ.get(variable, "").strip()
    return (Path(named) if named else Path.home() / default) / "aiev"


def _platform() -> ModuleType:
    import platformdirs

    return platformdirs
