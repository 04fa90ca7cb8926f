"""Laws of undo: whatever commands did, taking them back leaves what was there before them."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge
from aiev.store.health import examine
from aiev.store.undo_log.logged_tables import NOT_LOGGED
from running import make_home, run_here

BIRDS = """\
# Birds

## Waders

- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024 | MIT
- [Avocet: Routing in C++](https://arxiv.org/abs/2402.00002) | 4 Feb 2024 [[code](https://x.io/a)]
- [Plover](https://birds.test/plover)

## Owls

- [Tawny](https://arxiv.org/abs/2403.00003) | 5 Mar 2024 | Wader Lab
- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024
"""
FISH = BIRDS.replace("Birds", "Fish").replace("2402.", "2411.").replace("Plover", "Pike")
CHANGED = BIRDS.replace("## Owls\n", "## Night\n\n## Owls\n").replace("| 3 Jan 2024 | MIT", "")
WORKS = "@article{a, title={Kites at Sea}, author={Ada Asker}, year={2021}, doi={10.1000/kite}}\n"
FILES = {"birds.md": BIRDS, "fish.md": FISH, "works.bib": WORKS}

COMMANDS = (
    ("import", "--no-enrich", "birds.md"),
    ("import", "--no-enrich", "fish.md", "works.bib"),
    ("write", "birds.md", CHANGED),
    ("write", "birds.md", BIRDS.replace("## Waders", "## Shore Birds")),
    ("add", "2405.00005", "2402.00002", "--topic", "Owls", "--no-enrich"),
    ("add", "2405.00007", "--topic", "Owls", "--no-enrich", "--title", "A Kite in C#"),
    ("add", "2405.00006", "--topic", "Owls > Barn", "--create-topic", "--no-enrich"),
    ("add", "https://birds.test/kite", "--topic", "Owls", "--tag", "mine", "--no-enrich"),
    ("edit", "2401.00001", "--title", "Grey Heron in F#", "--date", "2024-01-04"),
    ("edit", "2402.00002", "--note", "seen twice", "--org", "Puddle Institute"),
    ("edit", "2403.00003", "--topic", "Waders", "--note", ""),
    ("edit", "https://birds.test/plover", "--url", "https://birds.test/plover2"),
    ("remove", "2402.00002"),
    ("remove", "2401.00001", "--topic", "Owls"),
    ("merge", "2401.00001", "https://birds.test/plover"),
    ("rename", "Owls", "Night Birds"),
    ("rename", "Waders", "Night Birds"),
    ("sort", "Waders", "--by", "title"),
    ("orgs", "alias", "Wader Lab", "MIT"),
    ("sync", "birds.md"),
    ("sync", "--dry-run", "birds.md"),
)
WRITE_NOTHING = (COMMANDS[0], *COMMANDS[-2:])
"""On the base alone."""
LATER = (("orgs", "alias", "--remove", "Wader Lab"), ("undo",))
"""What can be done after another."""


@pytest.fixture(scope="module")
def base(tmp_path_factory, closed_url):
    """A way to have a home with a list imported as it was: files are known by their path."""
    home = make_home(tmp_path_factory.mktemp("home"), arxiv_url=closed_url)
    for name, text in FILES.items():
        (home.folder / name).write_text(text)
    assert run(home, "import", "--no-enrich", "birds.md").code == 0
    kept = tmp_path_factory.mktemp("kept")
    shutil.copytree(home.folder, kept, dirs_exist_ok=True)

    def anew():
        shutil.rmtree(home.folder)
        shutil.copytree(kept, home.folder)
        return home

    return anew


def run(home, *words):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home.folder)
        if words[0] == "write":
            Path(words[1]).write_text(words[2])
            return run_here(home, "import", "--no-enrich", words[1])
        return run_here(home, *words)


def state(home):
    """All that the user's tables hold, and the lists as they would be exported."""
    rows = knowledge.dump(home.database, without=NOT_LOGGED)
    # The sizes by which the terms are kept up to date are worked out as they are.
    rows["setting"] = [row for row in rows["setting"] if row[0] != "terms"]
    lists = [row[0] for row in knowledge.rows(home.database, "select name from list order by id")]
    return rows, {name: run(home, "export", "source", "--list", name).out for name in lists}


def assert_sound(home):
    assert [one for one in examine(home.database) if one.problem] == []


def steps(home):
    return [row[0] for row in knowledge.rows(home.database, "select id from undo_step")]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words)[:40])
def test_each_command_is_taken_back(base, words):
    home = base()
    before, known = state(home), steps(home)
    done = run(home, *words)
    assert done.code in (0, 5), done.err
    if words in WRITE_NOTHING:
        assert steps(home) == known
    else:
        assert state(home) != before
        assert run(home, "undo", "--dry-run").code == 0
        assert run(home, "undo").code == 0
    assert state(home) == before
    assert_sound(home)


@settings(max_examples=10)
@given(chosen=st.lists(st.sampled_from((*COMMANDS, *LATER)), min_size=1, max_size=7))
def test_commands_and_undos_in_any_order_return_the_database_and_the_lists(base, chosen):
    home = base()
    before = [state(home)]
    for words in chosen:
        known = steps(home)
        if words == ("undo",):
            if len(before) == 1:
                continue
            done = run(home, "undo")
            assert done.code == 0, (chosen, done.err)
            assert state(home) == before.pop(), chosen
            continue
        now = state(home)
        done = run(home, *words)
        assert "fault of aiev's own" not in done.err, (words, done.err)
        if set(steps(home)) != set(known):
            before.append(now)
        else:
            assert state(home) == now, "what changes something is a step"
    while len(before) > 1:
        done = run(home, "undo")
        assert done.code == 0, (chosen, done.err)
        assert state(home) == before.pop(), chosen
    assert_sound(home)
