"""`aiev check` finds what is wrong, with stable codes that docs/reference.md documents."""

import json
import re

import pytest

from arxiv_server import Paper

FINDING = re.compile(r"^[^:\n]+:(\d+): (\w+) ([\w-]+): .+$", re.MULTILINE)
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


def told(answer):
    """The line and the code of each finding."""
    return [(int(line), code) for line, _level, code in FINDING.findall(answer.out)]


def levels(answer):
    return {level for _line, level, _code in FINDING.findall(answer.out)}


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
    found = set(told(answer))
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
    assert levels(aiev("check")) == {"info", "warning", "error"}
    assert levels(aiev("check", "--level", "warning")) == {"warning", "error"}
    worst = aiev("check", "--level", "error", "--json")
    assert {f["level"] for f in json.loads(worst.out)["findings"]} == {"error"}
    assert worst.code == 1


RIGHT = """# Awesome Dates

## ICML 2023

- **Sailing by lamp light alone** [[paper](https://a.example/sailing.pdf)]
- [Rowing by lamp light alone](https://arxiv.org/abs/2407.06182), 10 June 2024
- [Rowing](https://arxiv.org/abs/2407.06182)

## Others

- [A ship without any year](https://a.example/ship.pdf)
- [Swimming by lamp light](https://arxiv.org/abs/2407.06183), 30 May 2024
- [Copied from another line](https://arxiv.org/abs/2407.06190)
- [Diving for pearls at night](https://arxiv.org/abs/2407.06190)
- [Diving for pearls at night, again](https://arxiv.org/abs/2407.06190)
- [Known for pearls at night](https://a.example/known.pdf), 2019
- [Told by its address](https://a.example/content/CVPR2021/html/told.pdf)
- [SAIL @ OSDI'22] [Told by a workshop](https://a.example/workshop.pdf)
"""


def test_what_is_right_is_no_finding(aiev, home):
    """Each of these was told of a list that was right, or at the lines that were right."""
    path = home.folder / "right.md"
    path.write_text(RIGHT, encoding="utf-8")
    aiev("import", path, "--no-enrich")
    answer = aiev("check", "--level", "info")
    found = set(told(answer))
    assert found == {
        (7, "repeated-entry"),
        (11, "missing-date"),
        (12, "impossible-date"),
        (13, "unlike-titles"),
        (15, "repeated-entry"),
    }


SHARED = """## A

- [Slow lanterns at sea](https://conf.example/accepted.html)
- [Counting sheep by tensor](https://conf.example/accepted.html)
- [Slow lanterns at sea!](https://conf.example/accepted.html)
- [Kite, the tool](https://github.com/example/kite)
- [Kite](https://github.com/example/kite.git)
- [Lamp: runs models on small boats](https://github.com/example/lamp)
- [Lamp – a library of light](https://github.com/example/lamp)
"""


def test_works_behind_one_address_are_told_apart(aiev, home):
    """Eighteen papers of a conference became one, silently."""
    path = home.folder / "shared.md"
    path.write_text(SHARED, encoding="utf-8")
    assert json.loads(aiev("import", path, "--no-enrich", "--json").out)["papers"] == 4
    rows = told(aiev("check"))
    assert rows.count((3, "shared-address")) == 1
    assert "shared-address" not in [code for line, code in rows if line != 3]
    assert len(aiev("search", "id:https://conf.example/accepted.html").rows) == 2
    for command in ("remove", "show"):
        refused = aiev(command, "https://conf.example/accepted.html")
        assert refused.code == 2
        assert "2 papers share this address" in refused.err
