"""`aiev import` and `aiev enrich` as a user runs them, with arXiv on loopback or out of reach."""

import json
import re
import signal
import time

import pytest

import arxiv_server
import knowledge
from aiev.store.writing import paper_writer
from arxiv_feed import Paper
from running import TIMEOUT_S, interrupted, run_here, run_process, start_process

LIST = """\
# L

## T

- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024 | MIT
- [Plover](https://arxiv.org/abs/2402.00002v1)
- [Gap]()
"""
CONTRACT = ["schema", "list", "entries", "papers", "arxiv_papers", "topics", "enriched", "pending",
            "unknown", "links", "findings", "moved_from"]  # fmt: skip


@pytest.fixture
def a_list(home):
    path = home.folder / "birds.md"
    path.write_text(LIST)
    return path


def test_the_json_is_the_contracts(aiev, a_list):
    done = aiev("import", a_list, "--no-enrich", "--json")
    assert (done.code, done.err) == (0, "")
    answer = json.loads(done.out)
    assert list(answer) == CONTRACT
    assert answer == {
        "schema": 1, "list": "birds", "entries": 3, "papers": 3, "arxiv_papers": 2, "topics": 1,
        "enriched": 0, "pending": 2, "unknown": [],
        "links": {"seen": 3, "papers": 3, "further": 0, "furniture": 0, "unread": 0},
        "findings": [
            {"line": 7, "code": "empty-link", "message": "a link without an address: Gap"}
        ],
        "moved_from": None,
    }  # fmt: skip


def test_without_a_file_the_shipped_list_is_read(aiev):
    answer = json.loads(aiev("import", "--no-enrich", "--json").out)
    assert answer["list"] == "awesome-ai-everything"
    assert [answer[key] for key in ("entries", "papers", "arxiv_papers", "topics")] == [
        174, 168, 114, 43]  # fmt: skip


def test_the_summary_says_what_was_stored_what_waits_and_each_finding(aiev, a_list):
    first = aiev("import", a_list, "--no-enrich")
    assert "birds: 3 entries, 3 papers (2 on arXiv), 1 topic," in first.out
    assert "3 entries added" in first.out
    assert "links: 3, of which 3 papers, 0 further, 0 furniture, 0 unread\n" in first.out
    assert "2 pending" in first.out
    assert "line 7  empty-link" in first.out
    assert "nothing changed" in aiev("import", a_list, "--no-enrich").out


def test_an_unchanged_list_is_told_of_as_before(aiev, run_aiev, home, a_list):
    """Without reading it, by a process of its own: all that is told is kept beside the list."""
    first = aiev("import", a_list, "--no-enrich")
    again = run_aiev("import", a_list, "--no-enrich")
    told = "nothing changed: the list is stored as it is"
    assert again.out == first.out.replace("3 entries added, 0 changed, 0 removed", told)
    assert (again.code, again.err) == (0, "")
    before = knowledge.dump(home.database)
    as_json = run_aiev("import", a_list, "--no-enrich", "--json").out
    synced = run_aiev("sync", a_list).out
    synced_json = run_aiev("sync", a_list, "--json", "--diff").out
    assert knowledge.dump(home.database) == before
    knowledge.change(home.database, "delete from list_reading")
    assert aiev("sync", a_list).out == synced
    knowledge.change(home.database, "delete from list_reading")
    assert aiev("sync", a_list, "--json", "--diff").out == synced_json
    knowledge.change(home.database, "delete from list_reading")
    assert aiev("import", a_list, "--no-enrich", "--json").out == as_json
    assert list(json.loads(as_json)) == CONTRACT
    assert knowledge.dump(home.database) == before


def test_of_an_unchanged_list_arxiv_is_asked_for_what_is_missing(aiev, run_aiev, a_list, arxiv):
    arxiv.add(Paper("2401.00001"), Paper("2402.00002"))
    aiev("import", a_list, "--no-enrich")
    asked = run_aiev("import", a_list, AIEV_ARXIV_URL=arxiv.url)
    assert asked.code == 0
    assert "nothing changed" in asked.out
    assert "from arXiv: 2 enriched now, 0 pending, 0 unknown" in asked.out
    sent = len(arxiv.requests)
    again = aiev("import", a_list, AIEV_ARXIV_URL=arxiv.url)
    assert "from arXiv: 0 enriched now, 0 pending, 0 unknown" in again.out
    assert len(arxiv.requests) == sent


def test_of_an_unchanged_list_what_arxiv_does_not_have_is_told_each_time(
    aiev, run_aiev, a_list, arxiv
):
    arxiv.add(Paper("2401.00001"))
    for run in (aiev, run_aiev, aiev):
        done = run("import", a_list, AIEV_ARXIV_URL=arxiv.url)
        assert (done.code, done.err) == (5, "aiev: arXiv has no such paper: 2402.00002\n")


def test_an_older_base_gets_what_is_read_otherwise_now(aiev, home, a_list):
    """What was read wrong by an older reader stands in the base, beside the same bytes."""
    aiev("import", a_list, "--no-enrich")
    knowledge.change(
        home.database,
        "update entry set label = 'Read wrong' where line = 5",
        "update list_reading set key = 'of an older reader'",
    )
    done = aiev("import", a_list, "--no-enrich")
    assert "0 entries added, 1 changed, 0 removed" in done.out
    assert "Heron" in aiev("show", "2401.00001").out


def test_a_list_comes_from_standard_input_under_a_name(aiev):
    assert aiev("import", "-", "--no-enrich", stdin=LIST.encode()).code == 0
    named = aiev("import", "-", "--name", "mine", "--no-enrich", stdin=LIST.encode())
    assert named.code == 0
    assert [row[0] for row in aiev("lists").rows] == ["stdin", "mine"]


def test_a_readme_is_named_after_its_folder(aiev, home):
    (home.folder / "awesome-birds").mkdir()
    (home.folder / "awesome-birds" / "README.md").write_text(LIST)
    aiev("import", home.folder / "awesome-birds" / "README.md", "--no-enrich")
    assert aiev("lists").rows[0][0] == "awesome-birds"


def test_a_trial_leaves_not_even_a_file(aiev, home, a_list):
    before = sorted(home.folder.rglob("*"))
    tried = aiev("import", a_list, "--dry-run")
    assert tried.code == 0
    assert "3 entries would be added" in tried.out
    assert sorted(home.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"# L\n- [caf\xe9](https://x.y)\n", 1, "not UTF-8 text (byte 11, line 2)"),
        (b"%PDF-1.4 ...", 2, "no markdown list but binary data"),
        (b"\x7fELF\x02\x01 kites", 2, "no markdown list but binary data"),
    ],
)
def test_what_is_no_text_is_refused_and_nothing_stored(aiev, home, content, code, said):
    (home.folder / "bad.md").write_bytes(content)
    done = aiev("import", home.folder / "bad.md")
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("aiev: error: this ")
    assert said in done.err
    assert not home.database.exists()


@pytest.mark.parametrize(
    ("name", "content", "said", "way"),
    [
        ("my notes.org", "* Papers\n[[https://a.b][T]]\n", "Org", "pandoc -f org -t gfm '"),
        ("data.json", '{"a": "Caf\xe9"}', "JSON", "aiev backup OUT.jsonl"),
        ("page.html", "<!doctype html><p>x", "an HTML page", "pandoc -f html"),
    ],
)
def test_a_file_of_another_format_is_refused_by_its_name(aiev, home, name, content, said, way):
    """An empty list had been left behind, whose name then was taken."""
    path = home.folder / name
    path.write_bytes(content.encode("latin-1"))
    done = aiev("import", path, "--no-enrich")
    assert (done.code, done.out) == (2, "")
    assert f"this file is no markdown list but {said}: {path}" in done.err
    assert way in done.err
    assert not home.database.exists()
    synced = aiev("sync", path)
    assert (synced.code, synced.out) == (2, "")
    assert said in synced.err
    assert path.read_bytes() == content.encode("latin-1")


def test_a_file_that_cannot_be_read_is_told(aiev, home):
    assert "no file at this path" in aiev("import", "none.md").err
    refused = aiev("import", home.folder)
    assert (refused.code, "Is a directory" in refused.err) == (1, True)
    assert not home.database.exists()


def test_offline_everything_is_stored_and_the_way_on_is_told(run_aiev, home):
    done = run_aiev("import")
    assert done.code == 5
    assert "174 entries" in done.out
    assert "114 pending" in done.out
    assert "arXiv" in done.err
    assert "aiev enrich" in done.err
    assert knowledge.rows(home.database, "select count(*) from entry") == [(174,)]


def test_offline_enrich_does_nothing_and_says_so(aiev, a_list, home):
    aiev("import", a_list, "--no-enrich")
    before = knowledge.dump(home.database)
    done = aiev("enrich")
    assert done.code == 4
    assert "aiev: error: " in done.err
    assert "hint: " in done.err
    assert knowledge.dump(home.database) == before
    answer = json.loads(aiev("enrich", "--json").out)
    contract = {"schema": 1, "asked": 2, "enriched": 0, "pending": 2, "unknown": []}
    assert answer.items() >= contract.items()


def test_the_shipped_list_takes_two_requests(aiev, arxiv, home):
    ids = set(re.findall(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})", knowledge.SEED.read_text()))
    arxiv.add(*(Paper(one, title=f"Title of {one}") for one in ids))
    done = aiev("import", "--json", AIEV_ARXIV_URL=arxiv.url)
    answer = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert (answer["enriched"], answer["pending"], answer["unknown"]) == (114, 0, [])
    assert [len(request.ids) for request in arxiv.requests] == [100, 14]
    again = aiev("import", AIEV_ARXIV_URL=arxiv.url)
    assert again.code == 0
    assert aiev("enrich", AIEV_ARXIV_URL=arxiv.url).code == 0
    assert len(arxiv.requests) == 2, "nothing is missing, nothing is asked"
    assert knowledge.rows(home.database, "select count(*) from paper where abstract not null") == [
        (114,)
    ]


def test_an_id_that_arxiv_does_not_have_is_told_and_not_asked_again(aiev, arxiv, a_list):
    arxiv.add(Paper("2401.00001", title="On Herons"))
    done = aiev("import", a_list, "--json", AIEV_ARXIV_URL=arxiv.url)
    answer = json.loads(done.out)
    assert done.code == 5
    assert (answer["enriched"], answer["pending"], answer["unknown"]) == (1, 0, ["2402.00002"])
    assert "arXiv has no such paper: 2402.00002" in done.err
    asked = len(arxiv.requests)
    again = aiev("import", a_list, AIEV_ARXIV_URL=arxiv.url)
    assert (again.code, again.err) == (5, done.err)
    assert aiev("import", a_list, "--no-enrich").code == 0
    assert aiev("enrich", AIEV_ARXIV_URL=arxiv.url).code == 0
    assert len(arxiv.requests) == asked
    shown = json.loads(aiev("show", "2402.00002", "--json").out)
    assert (shown["enrichment"], shown["title"]) == ("unknown", "Plover")
    arxiv.add(Paper("2402.00002", title="On Plovers"))
    assert aiev("enrich", "--refresh", AIEV_ARXIV_URL=arxiv.url).code == 0
    assert json.loads(aiev("show", "2402.00002", "--json").out)["title"] == "On Plovers"


def test_a_title_of_arxivs_stands_beside_the_label(aiev, arxiv, a_list):
    arxiv.add(Paper("2401.00001", title="On Herons"), Paper("2402.00002"))
    assert aiev("import", a_list, AIEV_ARXIV_URL=arxiv.url).code == 0
    shown = json.loads(aiev("show", "2401.00001", "--json").out)
    assert (shown["title"], shown["entries"][0]["label"]) == ("On Herons", "Heron")
    assert shown["authors"] == ["Ada Asker", "Bob Boole"]
    assert (shown["issued"], shown["published"]) == ("2024-11-18", "2024-11-18")


def test_an_interrupt_keeps_the_finished_batches_and_a_rerun_asks_for_the_rest(
    home, aiev, arxiv, tmp_path
):
    ids = [f"2401.{number:05}" for number in range(1, 151)]
    arxiv.add(*(Paper(one) for one in ids))
    arxiv.script[2] = arxiv_server.silence
    path = tmp_path / "many.md"
    path.write_text("# L\n" + "".join(f"- [P](https://arxiv.org/abs/{one})\n" for one in ids))
    process = start_process(home, "import", path, AIEV_ARXIV_URL=arxiv.url)
    while len(arxiv.requests) < 2 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 130
    assert err.decode() == (
        "aiev: interrupted; 100 of 150 papers are done and kept\n"
        "hint: the same command goes on from there\n"
    )
    done = "select count(*) from paper where enrichment = 'done'"
    assert knowledge.rows(home.database, done) == [(100,)]

    assert aiev("enrich", AIEV_ARXIV_URL=arxiv.url).code == 0
    assert [len(request.ids) for request in arxiv.requests] == [100, 50, 50]
    assert knowledge.rows(home.database, done) == [(150,)]


def test_an_interrupt_while_storing_leaves_nothing(home):
    """It comes when all entries are written and nothing is kept yet, however busy the machine."""
    path = home.folder / "large.md"
    path.write_text("# L\n" + "".join(f"- [P {n}](https://x.y/{n})\n" for n in range(400)))
    run_here(home, "import", "-", "--name", "empty", "--no-enrich", stdin=b"# Empty\n")
    command = interrupted(paper_writer.states)
    done = run_process(home, "import", path, "--no-enrich", command=command)
    assert (done.code, "Traceback" in done.err) == (130, False), done.err
    assert knowledge.rows(home.database, "select count(*) from entry") == [(0,)]


def test_enrich_needs_a_database(aiev, home):
    done = aiev("enrich")
    assert (done.code, "no database at this path" in done.err) == (3, True)
    assert not home.database.exists()


def test_enrich_asks_for_a_few_at_a_time(aiev, arxiv, a_list):
    arxiv.add(Paper("2401.00001"), Paper("2402.00002"))
    aiev("import", a_list, "--no-enrich")
    done = aiev("enrich", "-n1", AIEV_ARXIV_URL=arxiv.url)
    assert (done.code, done.out) == (0, "1 of 1 papers enriched, 0 pending, 0 unknown\n")
    assert aiev("enrich", "-n", "0").code == 2
    assert aiev("enrich", AIEV_ARXIV_URL=arxiv.url).code == 0
    assert aiev("enrich").out.startswith("nothing is missing")


def test_verbose_shows_each_request(aiev, arxiv, a_list):
    arxiv.add(Paper("2401.00001"), Paper("2402.00002"))
    done = aiev("import", a_list, "-v", AIEV_ARXIV_URL=arxiv.url)
    assert arxiv.url in done.err


def test_a_text_that_is_no_list_is_told(aiev, home):
    """A text without papers was taken in without a word, as a list of no entries."""
    done = aiev("import", "-", "--no-enrich", stdin=b"# Kites\n\nSome words, and\nno paper.\n")
    assert done.code == 0
    assert done.err == "aiev: this text names no paper: is it a markdown list?\n"
    assert [row[0] for row in aiev("lists").rows] == ["stdin"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "kite.py",
            "# a kite\nimport os\n\n\ndef fly():\n    return os\n",
            "source code or settings",
        ),
        ("kite.yaml", "# settings\na: b\n", "source code or settings"),
        ("kite", "#!/bin/sh\n# flies\nls\n", "source code or settings"),
        ("kite", "import os\nimport re\n\ndef fly():\n    # - up\n    return 1\n", "source code"),
        ("kite.log", "started\n- one\n", "a log"),
        ("kite.txt", "2024-01-02 10:00:00 up\n" * 3 + "- lost\n", "a log"),
        ("kite.dat", "\x01\x02\x03 kite\x00\x01", "binary data"),
        ("kite.txt", "Some words, and\nno paper.\n", "words without a heading, a bullet or a link"),
    ],
)
def test_a_file_that_is_no_list_at_all_is_refused(aiev, home, name, content, said):
    """Each left an empty list behind, whose name then was taken, and exit 0."""
    path = home.folder / name
    path.write_text(content)
    done = aiev("import", path, "--no-enrich")
    assert (done.code, done.out) == (2, "")
    assert f"this file is no markdown list but {said}" in done.err
    assert "\nhint: " in done.err
    assert not home.database.exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "# A New List\n\n## To Be Filled\n",
        "A New List\n==========\n",
        "- to be filled\n",
        "# Code\n\n```py\nimport os\nimport re\nimport sys\n```\n",
        "Knots and Nets (2401.00001)\n",
        "# Log\n\n- 2024-01-02 10:00:00 [Knots](https://arxiv.org/abs/2401.00001)\n",
    ],
)
def test_a_list_of_little_is_a_list(aiev, home, content):
    path = home.folder / "new.md"
    path.write_text(content)
    assert aiev("import", path, "--no-enrich").code == 0
    assert [row[0] for row in aiev("lists").rows] == ["new"]
