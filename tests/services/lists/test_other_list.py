"""An entry moves from one list to another: a paper that is published leaves the preprints."""

import json

import pytest

BIRDS = """# Birds

## Waders

- [Heron: Waders at Night](https://arxiv.org/abs/2401.00001) | 3 Jan 2024 | quick [[code](https://git.test/heron)]
- [Stilt: Long Legs](https://arxiv.org/abs/2402.00002) | 2 Feb 2024
"""
PREPRINTS = """# Preprints

## Waders

| Title | Venue | Date |
|---|---|---|
| [Avocet](https://arxiv.org/abs/2403.00003) | arXiv | 2024-03 |
| [Knot](https://arxiv.org/abs/2403.00004) [[code](https://git.test/knot)] | arXiv | 2024-03 |
"""


@pytest.fixture
def files(home, aiev):
    found = []
    for name, text in (("birds", BIRDS), ("preprints", PREPRINTS)):
        path = home.folder / f"{name}.md"
        path.write_text(text)
        assert aiev("import", path, "--name", name, "--no-enrich").code == 0
        found.append(path)
    assert aiev("add", "2403.00004", "--tag", "seen", "--note", "mine").code == 5
    return found


def test_it_is_written_in_the_style_of_the_other_list(aiev, files):
    done = aiev("edit", "2403.00004", "--list", "birds", "--topic", "Waders")
    assert done.code == 0
    assert "birds gives no venue: arXiv" in done.err
    assert "moved from preprints: sync both lists" in done.err
    assert aiev("sync", *files).code == 0
    birds, preprints = (path.read_text() for path in files)
    line = "- [Knot](https://arxiv.org/abs/2403.00004) | Mar 2024"
    assert birds == f"{BIRDS}{line} [[code](https://git.test/knot)]\n"
    assert preprints == PREPRINTS.replace(PREPRINTS.splitlines(keepends=True)[-1], "")
    paper = json.loads(aiev("show", "2403.00004", "--json").out)
    assert (paper["tags"], paper["notes"]) == (["seen"], ["mine"])
    assert [entry["list"] for entry in paper["entries"]] == ["birds"]
    assert aiev("doctor").code == 0


def test_a_bullet_becomes_a_row(aiev, files):
    assert aiev("edit", "2402.00002", "--list", "preprints", "--topic", "Waders").code == 0
    assert aiev("sync", *files).code == 0
    birds, preprints = (path.read_text() for path in files)
    row = "| [Stilt: Long Legs](https://arxiv.org/abs/2402.00002) | arXiv | 2024-02 |"
    assert row in preprints.splitlines()
    assert birds == BIRDS.replace(BIRDS.splitlines(keepends=True)[-1], "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--list", "nowhere", "--topic", "Waders"], "no list has this name: nowhere"),
        (["--list", "birds", "--topic", "Owls"], "no topic"),
    ],
)
def test_what_cannot_be_moved_stays(aiev, files, words, said):
    before = aiev("show", "2403.00004", "--json").out
    done = aiev("edit", "2403.00004", *words)
    assert done.code != 0
    assert said in done.err
    assert aiev("show", "2403.00004", "--json").out == before
