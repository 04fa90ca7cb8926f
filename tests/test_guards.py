"""What guards other repositories: the action's steps as the shell runs them, and the hook."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from running import ROOT, TIMEOUT_S

ACTION = ROOT / ".github" / "actions" / "check" / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
# What a wheel is built from.
SOURCES = ("src", "migrations", "seeds", "pyproject.toml", "README.md", "LICENSE", HOOKS.name)
NO_INDEX = (
    "No matching distribution", "Could not find a version", "Failed to establish", "timed out",
    "connection broken", "Max retries exceeded", "Temporary failure",
)  # fmt: skip

OLD = """# Awesome

## A

- [Right Title of a paper](https://arxiv.org/abs/2401.00001)
- [Wrong from of old](https://arxiv.org/abs/2413.00001)
"""
ADDED = "- [Wrong from now on](https://arxiv.org/abs/2414.00002)\n"
TOLD = "::error file={name},line=7,title=aiev impossible-id::no arXiv id is like 2414.00002\n"


def git(folder, *words):
    done = subprocess.run(
        ["git", "-C", folder, "-c", "user.name=A", "-c", "user.email=a@a.example", *words],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def steps():
    return yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]


@pytest.fixture
def lists(home):
    """A repository of lists with one commit on `main`."""
    folder = home.folder / "lists"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "README.md").write_text(OLD, encoding="utf-8")
    (folder / "notes.txt").write_text("notes\n", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "old")
    return folder


@pytest.fixture
def action(home, lists):
    """Runs the step that checks, as GitHub's runner does; aiev is there as if installed."""
    bin_folder = home.folder / "aiev-check" / "bin"
    bin_folder.mkdir(parents=True)
    script = bin_folder / "aiev"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aiev "$@"\n')
    script.chmod(0o755)
    declared = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
    summary = home.folder / "summary.md"

    def run(base_ref="", **inputs):
        given = {name: of["default"] for name, of in declared.items()} | inputs
        environment = {
            name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
            for name, value in steps()[1]["env"].items()
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", steps()[1]["run"]],
            cwd=lists,
            env={
                **home.environment,
                **environment,
                "GITHUB_BASE_REF": base_ref,
                "GITHUB_STEP_SUMMARY": str(summary),
                "RUNNER_TEMP": str(home.folder),
            },
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    run.summary = summary
    return run


def test_the_action_is_one_that_github_takes():
    """A step that runs something names its shell, and no input is pasted into a script."""
    told = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    assert told["runs"]["using"] == "composite"
    assert told["name"]
    assert told["description"]
    for step in steps():
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        for value in step["env"].values():
            name = value.removeprefix("${{ inputs.").removesuffix(" }}")
            assert "default" in told["inputs"][name]


def test_a_pull_request_is_told_what_it_adds(action, lists):
    git(lists, "update-ref", "refs/remotes/origin/main", "HEAD")
    (lists / "README.md").write_text(OLD + ADDED, encoding="utf-8")
    name = "more, and: ##[x].md"
    (lists / name).write_text(OLD, encoding="utf-8")
    git(lists, "add", "-A")
    git(lists, "commit", "-qm", "add")
    code, out, err = action(base_ref="main")
    assert code == 1
    assert TOLD.format(name="README.md") in out
    assert "file=more%2C and%3A # #[x].md,line=6" in out
    assert "line=6,title=aiev impossible-id" not in out.replace("x].md,line=6", "")
    assert "##[" not in err
    assert "    4 new findings: 2 errors, 2 info; 1 old\n" in action.summary.read_text()
    assert action(base_ref="main", files="READ*\n")[1] == TOLD.format(name="README.md")


def test_a_pull_request_of_other_files_passes(action, lists):
    git(lists, "update-ref", "refs/remotes/origin/main", "HEAD")
    (lists / "notes.txt").write_text("more notes\n", encoding="utf-8")
    git(lists, "rm", "-q", "README.md")
    git(lists, "add", "-A")
    git(lists, "commit", "-qm", "notes")
    assert action(base_ref="main") == (0, "no list has changed\n", "")


def test_without_a_base_all_is_told(action, lists):
    code, out, err = action()
    assert (code, out.count("::error "), err) == (1, 1, "1 finding: 1 error\n")
    assert action(base="HEAD~0")[:2] == (0, "no list has changed\n")


def test_a_base_that_was_not_fetched_is_told(action, lists):
    code, out, _err = action(base_ref="main")
    assert (code, "fetch-depth: 0" in out) == (2, True)


@pytest.mark.parametrize(("base", "code"), [("HEAD", 0), ("", 1)])
def test_inputs_are_words_and_never_commands(action, lists, home, base, code):
    hostile = f'$(touch "{home.folder}/hacked")`touch "{home.folder}/hacked"`;*.md'
    assert action(files=f"{hostile}\nREADME.md", base=base)[0] == code
    assert action(base="--output=x; touch hacked")[0] == 2
    assert not (home.folder / "hacked").exists()


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The project as a repository of its own, as others clone it."""
    folder = tmp_path_factory.mktemp("package")
    for name in SOURCES:
        if not (ROOT / name).exists():
            pytest.skip(f"there is no {name} beside the tests")
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / name, folder / name)
    action = folder / ACTION.relative_to(ROOT)
    action.parent.mkdir(parents=True)
    shutil.copy(ACTION, action)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all")
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """What aiev depends on, as these tests have it, and not aiev: pip need not install it anew.

    That a fresh environment gets all of it is shown by `.ci/run` with the wheel.
    """
    folder = tmp_path_factory.mktemp("installed")
    for one in Path(yaml.__file__).parents[1].iterdir():
        name = one.name.lower()
        if "aiev" not in name and not name.startswith(("pip", "_pip")) and one.suffix != ".pth":
            (folder / one.name).symlink_to(one)
    return folder


def with_index(home, installed, **more):
    """The home's environment, in which pip finds what it finds outside of it."""
    kept = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "XDG_CONFIG_DIRS"))}
    return {
        **home.environment,
        "PIP_CACHE_DIR": str(Path.home() / ".cache" / "pip"),
        # What is run once need not be compiled ahead.
        "PIP_NO_COMPILE": "1",
        "PYTHONPATH": str(installed),
        **kept,
        **more,
    }


def skip_without_index(code, text):
    if code != 0 and any(words in text for words in NO_INDEX):
        pytest.skip("no package index that has what aiev needs")


@pytest.mark.slow
def test_the_first_step_installs_aiev(home, package, installed):
    folder = package / ACTION.parent.relative_to(ROOT)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", steps()[0]["run"]],
        env=with_index(
            home,
            installed,
            PYTHON=sys.executable,
            RUNNER_TEMP=str(home.folder),
            GITHUB_ACTION_PATH=str(folder),
        ),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    skip_without_index(done.returncode, done.stdout + done.stderr)
    assert done.returncode == 0, done.stderr
    programs, environment = home.folder / "aiev-check" / "bin", with_index(home, installed)
    own = [programs / "python", "-c", "import aiev; print(aiev.__file__)"]
    at = subprocess.run(own, env=environment, capture_output=True, text=True, check=True)
    assert at.stdout.startswith(str(home.folder / "aiev-check"))
    told = subprocess.run(
        [programs / "aiev", "check", "-"],
        input=(OLD + ADDED).encode(),
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (told.returncode, told.stdout.count(b"impossible-id")) == (1, 2)


def test_the_hook_tells_what_a_commit_adds(home, lists, run_aiev, monkeypatch):
    """Its entry and arguments as pre-commit puts them together, without its installing."""
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    command, *words = hook["entry"].split() + hook["args"]
    assert (command, hook["language"], hook["types"]) == ("aiev", "python", ["markdown"])
    assert run_aiev(*words, lists / "README.md").code == 0
    (lists / "README.md").write_text(OLD + ADDED, encoding="utf-8")
    told = run_aiev(*words, lists / "README.md")
    assert (told.code, told.out.count("\n")) == (1, 1)
    fresh = home.folder / "fresh"
    fresh.mkdir()
    git(fresh, "init", "-q")
    (fresh / "README.md").write_text(OLD, encoding="utf-8")
    assert "all is new" in run_aiev(*words, fresh / "README.md").err


@pytest.mark.slow
def test_pre_commit_stops_a_commit_that_adds_a_slip(home, lists, package, installed):
    pre_commit = shutil.which("pre-commit", path=Path(sys.executable).parent)
    if pre_commit is None:
        pytest.skip("pre-commit is not installed")
    config = {
        "repos": [
            {
                "repo": str(package),
                "rev": git(package, "rev-parse", "HEAD"),
                "hooks": [{"id": "aiev-check"}],
            }
        ]
    }
    (lists / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    environment = with_index(home, installed, PRE_COMMIT_HOME=str(home.folder / "pre-commit"))

    def run():
        git(lists, "add", "-A")
        done = subprocess.run(
            [pre_commit, "run", "--color", "never"],
            cwd=lists,
            env=environment,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    (lists / "README.md").write_text(f"{OLD}\nMore words.\n", encoding="utf-8")
    code, said = run()
    skip_without_index(code, said)
    assert code == 0, said
    (lists / "README.md").write_text(OLD + ADDED, encoding="utf-8")
    code, said = run()
    assert code == 1, said
    assert "README.md:7: error impossible-id: no arXiv id is like 2414.00002" in said
    assert "README.md:6" not in said
