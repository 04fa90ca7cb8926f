"""`aiev enrich --organizations` and `aiev orgs --review` as commands: shapes and exit codes."""

import json
from collections.abc import Callable, Iterator

import pytest

import arxiv_server
from affiliation_server import AffiliationServer, authorship, creators, named, work
from arxiv_server import ArxivServer, Paper, answer
from running import Outcome

LIST = b"""\
# Things

## Serving

- [Kite](https://arxiv.org/abs/2405.00011) | 3 May 2024 | MIT
- [Plover](https://arxiv.org/abs/2406.00022) | Jun 2024
- [Avocet](https://arxiv.org/abs/2501.00033) | 7 Jan 2025
"""


@pytest.fixture
def services() -> Iterator[AffiliationServer]:
    with AffiliationServer() as server:
        server.datacite["10.48550/arxiv.2406.00022"] = creators([named("Tsinghua University")])
        server.openalex["10.48550/arxiv.2501.00033"] = work(
            authorship(("Heronry of Somewhere", None))
        )
        yield server


@pytest.fixture
def command(
    aiev: Callable[..., Outcome], services: AffiliationServer, arxiv: ArxivServer
) -> Callable[..., Outcome]:
    arxiv.add(*(Paper(f"{one}", authors=("Ada",)) for one in ("2405.00011", "2406.00022")))
    arxiv.add(Paper("2501.00033", authors=("Ada",)))

    def run(*words: object, stdin: bytes = b"", **changes: str) -> Outcome:
        given = {
            "AIEV_ARXIV_URL": arxiv.url,
            "AIEV_DATACITE_URL": services.url,
            "AIEV_DATACITE_DELAY": "0",
            "AIEV_OPENALEX_URL": services.url,
            "AIEV_OPENALEX_DELAY": "0",
            **changes,
        }
        return aiev(*words, stdin=stdin, **given)

    assert run("import", "-", "--no-enrich", stdin=LIST).code == 0
    return run


def test_it_is_off_unless_asked_for(command, services):
    assert command("enrich").code == 0
    assert services.requests == []


def test_what_sources_say_is_shown_as_such(command, services):
    done = command("enrich", "--organizations")
    assert done.code == 0
    assert done.out.splitlines() == [
        "3 of 3 papers enriched, 0 pending, 0 unknown",
        "organizations: found for 1 paper that had none (arXiv 0, DataCite 1, OpenAlex 0)",
    ]
    assert "aiev orgs --review" in done.err
    assert services.asked == [
        "datacite 10.48550/arxiv.2406.00022",
        "datacite 10.48550/arxiv.2501.00033",
        "openalex 10.48550/arxiv.2501.00033",
    ]
    assert ["named by", "Tsinghua University (DataCite)"] in command("show", "2406.00022").rows
    assert not [row for row in command("show", "2405.00011").rows if row[0] == "named by"]
    shown = json.loads(command("show", "2406.00022", "--json").out)
    assert shown["organizations"] == ["Tsinghua University"]
    assert shown["organization_sources"] == [
        {"name": "Tsinghua University", "sources": ["datacite"]}
    ]
    lines = map(json.loads, command("export", "jsonl").out.splitlines())
    listed = next(line for line in lines if line.get("arxiv_id") == "2405.00011")
    assert listed["organization_sources"][0]["sources"] == ["list"]
    again = command("enrich", "--organizations")
    assert again.code == 0
    assert len(services.requests) == 3


def test_json_tells_of_each_source(command):
    shape = json.loads(command("enrich", "--organizations", "--json").out)
    assert shape["enriched"] == 3
    assert shape["organizations"][1] == {
        "source": "datacite",
        "asked": 2,
        "found": 1,
        "unresolved": 0,
        "nothing": 0,
        "left": 0,
        "unknown": ["2501.00033"],
        "failed": [],
    }


def test_unclear_affiliations_are_reviewed_and_accepted_by_the_command_shown(command):
    command("enrich", "--organizations")
    (row,) = command("orgs", "--review").rows
    assert row == [
        "Heronry of Somewhere",
        "1",
        "openalex",
        "",
        "aiev orgs alias --new 'Heronry of Somewhere' 'Heronry of Somewhere'",
    ]
    (shape,) = json.loads(command("orgs", "--review", "--json").out)["unresolved"]
    assert shape == {
        "text": "Heronry of Somewhere",
        "papers": 1,
        "sources": ["openalex"],
        "suggestions": [],
        "kind": None,
        "commands": [row[4], "aiev orgs ignore 'Heronry of Somewhere'"],
    }
    assert command("orgs", "ignore", "Heronry of Somewhere").rows == [["Heronry of Somewhere"]]
    assert command("orgs", "--review").out == ""
    assert (
        json.loads(command("orgs", "ignore", "--json").out)["ignored"] == shape["text"].splitlines()
    )
    assert command("undo").code == 0
    assert command("orgs", "ignore").out == ""
    words = ["orgs", "alias", "--new", "Heronry of Somewhere", "Heronry of Somewhere"]
    assert command(*words).rows == [["Heronry of Somewhere", "Heronry of Somewhere"]]
    assert command("orgs", "--review").out == ""
    assert command("search", "--org", "heronry of somewhere").rows[0][0] == "2501.00033"
    shown = json.loads(command("show", "2501.00033", "--json").out)
    assert shown["organization_sources"] == [
        {"name": "Heronry of Somewhere", "sources": ["openalex"]}
    ]


def test_each_source_can_be_switched_off(command, services, home):
    command("enrich")
    config = home.folder / "config" / "aiev" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("AIEV_DATACITE = false\nAIEV_OPENALEX = true\n")
    assert command("enrich", "--organizations", "-n", "1").code == 0
    assert {one.split()[0] for one in services.asked} == {"openalex"}
    config.write_text('AIEV_OPENALEX = "off"\nAIEV_DATACITE = false\n')
    done = command("enrich", "--organizations", AIEV_ARXIV_AFFILIATIONS="0")
    assert done.code == 0
    assert done.out.splitlines()[-1] == "organizations: every source is switched off"
    assert command("enrich", "--organizations", AIEV_DATACITE="perhaps").code == 2
    assert command("enrich", "--organizations", AIEV_DATACITE_DELAY="soon").code == 2


def test_offline_with_nothing_done_is_4(command, closed_url):
    command("enrich")
    nowhere = closed_url.removesuffix("/api/query")
    done = command(
        "enrich", "--organizations", AIEV_DATACITE_URL=nowhere, AIEV_OPENALEX_URL=nowhere
    )
    assert done.code == 4
    assert "DataCite cannot be reached" in done.err
    assert "OpenAlex cannot be reached" in done.err
    assert "Traceback" not in done.err


def test_refused_half_way_is_5_and_a_second_run_goes_on(command, services, home):
    command("enrich")
    services.script[2] = answer(429, Retry_After="7200")
    done = command("enrich", "--organizations")
    assert done.code == 5
    assert "DataCite asks for a pause of 7,200 s" in done.err
    assert "Tsinghua University" in command("show", "2406.00022").out
    # The pause that DataCite wants is kept; without it the second run asks for what is left.
    (home.folder / "data" / "aiev" / "datacite-pace").unlink()
    before = len(services.requests)
    assert command("enrich", "--organizations").code == 0
    assert services.asked[before:] == ["datacite 10.48550/arxiv.2501.00033"]


def test_metadata_arrives_though_the_sources_are_down(command, services):
    services.always = arxiv_server.html
    done = command("enrich", "--organizations")
    assert done.code == 5
    assert done.out.startswith("3 of 3 papers enriched")


def test_the_requests_are_shown_without_the_key(command):
    done = command("enrich", "--organizations", "-v", AIEV_OPENALEX_KEY="SECRET")
    assert "GET http" in done.err
    assert "SECRET" not in done.err + done.out


def test_orgs_takes_options_with_the_word_alias_alone(command):
    assert command("orgs", "nonsense", "--new").code == 2
    assert command("orgs", "nonsense", "--review").code == 2
    assert command("orgs", "alias", "one").code == 2
    assert command("orgs", "--new").code == 2
    assert command("orgs", "alias", "--from", "").code == 2
    assert command("orgs", "alias", "A", "MIT", "--remove", "B").code == 2


def test_decisions_go_out_as_lines_and_come_back_in(command, home):
    command("orgs", "alias", "Quux Lab", "pku")
    command("orgs", "alias", "--new", "Zed", "Zed Works")
    lines = command("orgs", "alias").out
    assert lines.splitlines() == [
        "Quux Lab\tPeking University",
        "Zed\tZed Works",
        "Zed Works\tZed Works",
    ]
    file = home.folder / "aliases.tsv"
    file.write_text(lines)
    for name in ("Quux Lab", "Zed", "Zed Works"):
        assert command("orgs", "alias", "--remove", name).code == 0
    assert command("orgs", "alias").out == ""
    assert command("orgs", "alias", "--from", file, "--dry-run").code == 0
    assert command("orgs", "alias").out == ""
    assert command("orgs", "alias", "--from", file).code == 0
    assert command("orgs", "alias").out == lines
    command("orgs", "alias", "--remove", "Zed")
    assert command("orgs", "alias", "--from", "-", stdin=lines.encode()).code == 0
    assert command("orgs", "alias").out == lines
    assert command("orgs", "alias", "--from", "-").code == 1
    file.write_text("no tab here\n")
    assert command("orgs", "alias", "--from", file).code == 1
    assert command("orgs", "alias", "--from", home.folder / "missing").code == 1
