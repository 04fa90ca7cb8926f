"""Settings: defaults, then the config file, then the environment, then the flags."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from aiev import source_settings
from aiev.errors import UsageError
from aiev.source_settings import SourceSettings
from aiev.value import value

ARXIV_URL = "https://export.arxiv.org/api/query"
ARXIV_DELAY_S = 3.0
NAMES = (
    "AIEV_DB",
    "AIEV_ARXIV_URL",
    "AIEV_ARXIV_DELAY",
    "AIEV_CHECK_OFF",
    "NO_COLOR",
    *source_settings.NAMES,
)


@value
class Settings:
    """What a run works with.

    `arxiv_delay_s` is the pause between two requests to arXiv; `check_off` holds the codes of
    findings that are not wanted.
    """

    database: Path
    arxiv_url: str
    arxiv_delay_s: float
    is_plain: bool
    check_off: tuple[str, ...]
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
        arxiv_delay_s=source_settings.seconds(values, "AIEV_ARXIV_DELAY", ARXIV_DELAY_S),
        is_plain="NO_COLOR" in values,
        sources=source_settings.read(values),
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
        if value is not False or name in source_settings.SWITCHES
    }


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
