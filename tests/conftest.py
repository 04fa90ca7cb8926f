"""What all tests share: a home of their own, aiev run in it, and databases made once."""

import compileall
import gc
import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

# Before aiev is loaded: `AIEV_TESTS_WITHOUT_POSIX=1 pytest tests/cli` runs it as Windows would.
if os.environ.get("AIEV_TESTS_WITHOUT_POSIX"):
    import posix_withheld.sitecustomize  # noqa: F401

import fixed_draws
import knowledge
from aiev import version
from arxiv_server import ArxivServer
from running import Home, Outcome, make_home, run_here, run_on_terminal, run_process

DATA = Path(__file__).parent / "data"
LONGEST = (
    "tests/test_cookbook.py", "tests/test_guards.py", "tests/bench/", "tests/faults/",
    "tests/test_without_posix.py", "tests/test_fixed_draws.py", "tests/test_startup.py",
    "tests/cli/test_undo_laws.py",
)  # fmt: skip

fixed_draws.load_profile()

# What the shell that runs the tests says to all programs is not said to these: arXiv on loopback is
# asked through no proxy, and files get the modes that most users' get.
for _name in [*os.environ]:
    # A hook of git's that runs the tests names its own repository.
    if _name.lower().endswith("_proxy") or _name.startswith("GIT_") or _name in {
        "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "PAGER", "LESS", "BROWSER",
        "PYTHONWARNINGS", "PYTHONOPTIMIZE", "AIEV_CONFIG",
    }:  # fmt: skip
        del os.environ[_name]
# Whose machine it is may have all commits signed.
os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
os.umask(0o022)
# What a shell runs in its background ignores Ctrl-C, and so do the programs that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one way to renew golden files."""
    parser.addoption("--renew-golden", action="store_true", help="write golden files anew")


def pytest_sessionstart() -> None:
    """Compile aiev once, as an installer does it, not in each of a thousand processes.

    Tests are collected without looking for garbage, as what is collected is kept.
    """
    compileall.compile_dir(Path(version.__file__).parent, quiet=2)
    gc.disable()


def pytest_collection_finish() -> None:
    """Let Python look for garbage as seldom as aiev does, and never among the tests themselves.

    With ten thousand of them that took a fifth of the time.
    """
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long first, so that in the end no core waits for one that has just begun."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture(scope="session")
def closed_url() -> Iterator[str]:
    """The address of a port that refuses every connection."""
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{unheard.getsockname()[1]}/api/query"


@pytest.fixture
def home(tmp_path: Path, closed_url: str) -> Home:
    """A home without a database, and without a way to arXiv."""
    return make_home(tmp_path, arxiv_url=closed_url)


@pytest.fixture
def aiev(home: Home) -> Callable[..., Outcome]:
    """Runs a command line in this process; environment variables go by name."""
    return partial(run_here, home)


@pytest.fixture
def run_aiev(home: Home) -> Callable[..., Outcome]:
    """Runs a command line as a process of its own."""
    return partial(run_process, home)


@pytest.fixture
def on_terminal(home: Home) -> Callable[..., Outcome]:
    """Runs a command line as a process on a terminal."""
    return partial(run_on_terminal, home)


@pytest.fixture
def arxiv() -> Iterator[ArxivServer]:
    """A small arXiv on loopback, which has no papers yet."""
    with ArxivServer() as server:
        yield server


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "small.db"
    knowledge.build_small(path)
    return path


@pytest.fixture(scope="session")
def seed_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seed") / "seed.db"
    with knowledge.open_writer(path) as writer:
        knowledge.store_list(writer, knowledge.SEED.read_bytes(), name="seed")
    return path


@pytest.fixture
def small(home: Home, small_template: Path) -> Path:
    """The small knowledge base as the home's database."""
    shutil.copyfile(small_template, home.database)
    return home.database


@pytest.fixture
def seed(home: Home, seed_template: Path) -> Path:
    """The shipped list, not enriched, as the home's database."""
    shutil.copyfile(seed_template, home.database)
    return home.database


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a file in tests/data; `pytest --renew-golden` writes it instead."""

    def compare(name: str, text: str) -> None:
        path = DATA / name
        if request.config.getoption("renew_golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"there is no tests/data/{name}: pytest --renew-golden writes it"
        assert text == path.read_bytes().decode(), f"differs from tests/data/{name}"

    return compare
