"""Inject faults into the commands that write, and look whether what is left is sound and told.

    python tests/faults/inject.py --faults 500 --seed 1

A fault befalls one drawn call of one command. The process is killed before it (`kill`) or with it
half done (`torn`), there is no space from it on (`no space`), it fails (`io error`), or Ctrl-C
comes (`interrupt`). After each, the database is sound, every file is whole, what failed was told
without a traceback, and the next run leaves what an undisturbed one leaves, and nothing else. Needs
a C compiler and Linux; prints JSON.
"""

import argparse
import ctypes
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE), str(HERE.parents[1] / "src")]

import laws  # noqa: E402
import scenes  # noqa: E402

COUNT = 1
KINDS = {"kill": 2, "torn": 3, "no space": 4, "io error": 5, "interrupt": 6}
_SHIM = "AIEV_FAULT_SHIM"


def build(folder: Path) -> Path:
    """Compile the shim; raises FileNotFoundError where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise FileNotFoundError("no C compiler")
    shim = folder / "shim.so"
    source = str(HERE / "shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    return shim


class Runner:
    """Runs command lines in forks of this process, which has loaded aiev, below one folder."""

    def __init__(self, folder: Path, *, shim: str, arxiv_url: str) -> None:
        self.folder = folder
        self._log = folder.with_name("stderr")
        self._counts = folder.with_name("count")
        self._shim = ctypes.CDLL(shim)
        self._environment = {
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "AIEV_ARXIV_URL": arxiv_url,
            "AIEV_ARXIV_DELAY": "0",
            "AIEV_LINKS_DELAY": "0",
        }

    def run(
        self, *words: str, database: Path | None = None, number: int = 0, kind: int = COUNT
    ) -> int:
        """Return the exit code, negative for a signal; `told` is then what stderr got."""
        child = os.fork()
        if child == 0:
            try:
                self._work(words, database or self.folder / "aiev.db", number, kind)
            finally:
                os._exit(70)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    @property
    def told(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def calls(self) -> int:
        """How many calls the last run made that changed something."""
        return int(self._counts.read_text())

    def _work(self, words: Sequence[str], database: Path, number: int, kind: int) -> None:
        from aiev.cli import main

        nowhere = os.open(os.devnull, os.O_RDWR)
        log = os.open(self._log, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        for handle, to in ((nowhere, 0), (nowhere, 1), (log, 2)):
            os.dup2(handle, to)
        os.environ.update(self._environment, AIEV_DB=str(database))
        os.chdir(self.folder)
        self._counts.touch()
        give_up_rights()
        sys.argv = ["aiev", *words]
        leave = os._exit

        def end(code: int) -> None:
            self._shim.fault_count.restype = ctypes.c_long
            count = self._shim.fault_count()
            self._shim.fault_arm(b"", ctypes.c_long(0), 0)
            self._counts.write_text(str(count))
            leave(code)

        os._exit = end  # type: ignore[assignment]
        self._shim.fault_arm(os.fsencode(f"{self.folder}/"), ctypes.c_long(number), kind)
        main.main()


def give_up_rights() -> None:
    """Let this process be refused as most users' are, where it is root's."""
    if os.geteuid() == 0:
        version, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(version, nothing) == 0, "root kept its rights"


def warm_up(folder: Path) -> None:
    """Load and use what the forks will use, so that each need not do so."""
    import importlib
    import pkgutil

    import aiev
    from aiev.cli import main

    for module in pkgutil.walk_packages(aiev.__path__, "aiev."):
        if "__main__" not in module.name and ".web" not in module.name:
            importlib.import_module(module.name)
    (folder / "birds.md").write_text(scenes.LIST)
    os.environ["AIEV_DB"] = str(folder / "warm.db")
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for line in ("import --no-enrich", "edit 2401.00001 --note x", "export source", "stats"):
            words = line.split()
            main.run([*words, str(folder / "birds.md")] if words[0] == "import" else words)


@contextmanager
def runner(folder: Path):
    """Yield a runner and a web's address, with an arXiv that knows the papers of the scenes."""
    from arxiv_feed import Paper
    from arxiv_search_server import ArxivSearchServer
    from links_server import LinksServer

    web = LinksServer({"/moved": (301, "/new"), "/new": 200})
    with ArxivSearchServer() as arxiv, web:
        ids = ("2401.00001", "2402.00002", "2403.00003", "2404.00004", "2411.00001")
        arxiv.add(*[Paper(one, title=f"Birds of {one}") for one in ids])
        arxiv.add(Paper("2405.00005", title="Herons at Dusk"))
        yield Runner(folder, shim=os.environ[_SHIM], arxiv_url=arxiv.url), web.url


def inject(faults: int, *, seed: int, only: str | None = None) -> dict[str, object]:
    """Return how many faults of each kind befell each command, and what was wrong after them."""
    draws = random.Random(seed)
    befallen: Counter[str] = Counter()
    by_scene: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as work:
        base, folder = Path(work) / "base", Path(work) / "run"
        folder.mkdir()
        with tempfile.TemporaryDirectory() as warm:
            warm_up(Path(warm))
        with runner(folder) as (of, links_url):
            scenes.put_up(folder, of.run, links_url=links_url)
            shutil.copytree(folder, base)
            # Fewer faults than commands befall some of them.
            drawn = draws.sample(list(scenes.SCENES), min(faults, len(scenes.SCENES)))
            chosen = {
                name: words
                for name, words in scenes.SCENES.items()
                if (name == only if only else name in drawn)
            }
            clean = {}
            for name, words in chosen.items():
                scenes.copy(base, folder)
                before = laws.State(folder)
                code = of.run(*words)
                expected = 1 if name in scenes.REFUSED else 0
                assert code == expected, f"{name}: exit code {code} without a fault: {of.told}"
                clean[name] = (before, laws.State(folder), of.calls, code)
                assert of.calls, f"{name} changes nothing"
            kinds = list(KINDS)
            for count in range(faults):
                name = list(chosen)[count % len(chosen)]
                before, after, calls, undisturbed = clean[name]
                kind = kinds[(count // len(chosen) + count) % len(kinds)]
                number = draws.randint(1, calls)
                scenes.copy(base, folder)
                code = of.run(*chosen[name], number=number, kind=KINDS[kind])
                befallen[kind] += 1
                by_scene[name] += 1
                ends[str(code)] += 1
                place = f"{name}, {kind} at call {number} of {calls}"
                wrong += [
                    f"{place}: {one}"
                    for one in laws.problems(
                        of, chosen[name], kind, code, before, after, undisturbed=undisturbed
                    )
                ]
    return {
        "faults": faults,
        "seed": seed,
        "kinds": dict(befallen),
        "commands": dict(by_scene),
        "exit codes": dict(sorted(ends.items())),
        "wrong": wrong,
    }


def with_shim() -> int | None:
    """Run this command line once more with the shim preloaded, and return how that ended.

    None where it is preloaded here; 77 where none can be built.
    """
    if _SHIM in os.environ:
        return None
    with tempfile.TemporaryDirectory() as folder:
        try:
            shim = str(build(Path(folder)))
        except FileNotFoundError as error:
            print(f"skipped: {error}", file=sys.stderr)
            return 77
        environment = {**os.environ, _SHIM: shim, "LD_PRELOAD": shim}
        command = [sys.executable, *sys.argv]
        return subprocess.run(command, env=environment, check=False).returncode


def main() -> int:
    """Inject as many faults as the command line asks for, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--faults", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="the name of one command")
    options = parser.parse_args()
    if (code := with_shim()) is not None:
        return code
    found = inject(options.faults, seed=options.seed, only=options.only)
    print(json.dumps(found, indent=1))
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
