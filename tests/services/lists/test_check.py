"""`aiev check` finds what is wrong, with stable codes that docs/reference.md documents."""

import json

import pytest

from arxiv_server import Paper

LIST = """# Awesome Slips

## One

- [Right Title](https://arxiv.org/abs/2401.00001), 3 Jan 2024, Google
- [Quite Another Work](https://arxiv.org/abs/2401.00001)
- [Right Title](https://arxiv.org/abs/2401.00001)
- [Withdrawn Work](https://arxiv.org/abs/2402.00002)
- [Older Link](https://arxiv.org/abs/2403.00003v1) | 1 Jan 2020 | Nowhere Univesity of Slips
- [Not There](https://arxiv.org/abs/2404.00004)
- [Nothing]()
-
"""


@pytest.fixture
def checked(home, aiev, arxiv):
    """A list of slips, enriched."""
    arxiv.add(
        Paper("2401.00001", title="Right Title"),
        Paper("2402.00002", title="Withdrawn Work", comment="This paper has been withdrawn"),
        Paper("2403.00003", title="Older Link", version=3),
    )
    path = home.folder / "slips.md"
    path.write_text(LIST, encoding="utf-8")
    aiev("import", path, AIEV_ARXIV_URL=arxiv.url)


def test_each_slip_is_found_with_its_line(aiev, checked):
    answer = aiev("check")
    found = {(int(line), code) for _list, line, _level, code, _message in answer.rows}
    assert found >= {
        (6, "far-title"),
        (6, "unlike-titles"),
        (7, "repeated-entry"),
        (8, "withdrawn"),
        (9, "newer-version"),
        (9, "impossible-date"),
        (9, "unknown-organization"),
        (10, "unknown-id"),
        (11, "empty-link"),
        (12, "empty-entry"),
    }
    assert not {code for line, code in found if line == 5}
    assert answer.code == 1


def test_the_level_decides_about_the_exit_code(aiev, home):
    path = home.folder / "mild.md"
    path.write_text("## A\n\n- [Nothing]()\n", encoding="utf-8")
    aiev("import", path, "--no-enrich")
    assert aiev("check", "mild").code == 0
    assert aiev("check", "mild", "--level", "info").code == 1
    assert aiev("check", "other").code == 1


def test_codes_can_be_switched_off_in_the_config_file(aiev, home, checked):
    config = home.folder / "config" / "aiev" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('AIEV_CHECK_OFF = ["far-title", "unknown-id"]\n', encoding="utf-8")
    codes = {f["code"] for f in json.loads(aiev("check", "--json").out)["findings"]}
    assert not codes & {"far-title", "unknown-id"}
    assert "withdrawn" in codes


def test_a_level_shows_what_it_names_and_what_is_worse(aiev, checked):
    every = {row[2] for row in aiev("check").rows}
    assert every == {"info", "warning", "error"}
    assert {row[2] for row in aiev("check", "--level", "warning").rows} == {"warning", "error"}
    worst = aiev("check", "--level", "error", "--json")
    assert {f["level"] for f in json.loads(worst.out)["findings"]} == {"error"}
    assert worst.code == 1
