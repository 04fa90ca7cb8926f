"""`aiev add` as a user runs it."""

import json

import pytest

import knowledge
from arxiv_feed import Paper


def test_a_new_paper_is_enriched_and_shown_by_its_title(aiev, small, arxiv):
    arxiv.add(Paper("2411.11217", title="Found by Its Id"))
    done = aiev("add", "2411.11217", "--topic", "offloading", "--org", "UC Berkeley",
                AIEV_ARXIV_URL=arxiv.url)  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert done.rows == [["7", "new", "Found by Its Id", "Serving > Offloading"]]
    assert [request.ids for request in arxiv.requests] == [("2411.11217",)], "and no other"
    again = aiev("add", "2411.11217", "--topic", "offloading", AIEV_ARXIV_URL=arxiv.url)
    assert again.rows == [["7", "known", "Found by Its Id", ""]]
    assert len(arxiv.requests) == 1
    shown = json.loads(aiev("show", "2411.11217", "--json").out)
    assert shown["topics"] == ["Serving > Offloading"]
    assert shown["organizations"] == ["University of California, Berkeley"]
    assert [(e["label"], e["line"]) for e in shown["entries"]] == [("Found by Its Id", None)]


def test_offline_it_is_stored_as_pending(aiev, small):
    done = aiev("add", "2411.11217", "--topic", "Serving")
    assert done.code == 5
    assert done.rows == [["7", "new", "arXiv:2411.11217", "Serving"]]
    assert "aiev enrich" in done.err
    assert json.loads(aiev("show", "7", "--json").out)["enrichment"] == "pending"
    assert aiev("add", "2411.11217", "--no-enrich").code == 0


def test_an_unknown_topic_names_the_closest_and_stores_nothing(aiev, small):
    before = knowledge.dump(small)
    done = aiev("add", "2411.11217", "--topic", "ofloading")
    assert (done.code, done.out) == (1, "")
    assert "no topic is called so: ofloading" in done.err
    assert "Serving > Offloading" in done.err
    assert "--create-topic" in done.err
    assert knowledge.dump(small) == before
    made = aiev("add", "2411.11217", "--topic", "ofloading", "--create-topic", "--no-enrich")
    assert made.rows == [["7", "new", "arXiv:2411.11217", "ofloading"]]


def test_an_unknown_organization_is_kept_and_told(aiev, small):
    done = aiev("add", "2411.11217", "--org", "Qwxz Institute", "--no-enrich")
    assert done.code == 0
    assert (
        done.err == "aiev: the organization table does not know it, kept as written: Qwxz Institute"
        " (near: Shanghai Qi Zhi Institute)\n"
    )
    assert ["Qwxz Institute", "1"] in [row[:2] for row in aiev("orgs").rows]


def test_the_json_says_what_became_of_each(aiev, small):
    done = aiev("add", "2411.11217", "https://github.com/a/b", "1", "--topic", "Serving",
                "--no-enrich", "--json")  # fmt: skip
    answer = json.loads(done.out)
    assert answer["schema"] == 1
    assert [list(one) for one in answer["papers"]] == [
        ["id", "arxiv_id", "title", "new", "topic"]
    ] * 3
    assert [(p["new"], p["topic"]) for p in answer["papers"]] == [
        (True, "Serving"), (True, "Serving"), (False, None)]  # fmt: skip


def test_a_trial_adds_nothing(aiev, small, home):
    before = knowledge.dump(small)
    done = aiev("add", "2411.11217", "--topic", "Serving", "--dry-run", "--json")
    assert json.loads(done.out)["papers"][0]["id"] is None
    assert knowledge.dump(small) == before
    aiev("add", "2411.11217", "--dry-run", AIEV_DB=str(home.folder / "no.db"))
    assert not (home.folder / "no.db").exists()


def test_venue_authors_and_links_are_written_where_the_list_has_such(aiev, home):
    entry = (
        "- **Thing Number {0}.** *Ada Bee, Cay Dee.* ICML 2024."
        " [[pdf]](https://arxiv.org/pdf/2401.0000{0}.pdf) [[code]](https://github.com/o/r{0})\n"
    )
    file = home.folder / "l.md"
    file.write_text("# L\n\n## A\n\n" + "".join(map(entry.format, (1, 2, 3))))
    aiev("import", str(file), "--no-enrich")
    done = aiev(
        "add", "2510.01234", "--topic", "A", "--title", "Things that Fly Far", "--no-enrich",
        "--venue", "SOSP 2025", "--author", "Ian Jay", "--author", "Kim Lee",
        "--link", "github=https://github.com/kite/kite",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    [line] = set(aiev("export", "source").out.split("\n")) - set(file.read_text().split("\n"))
    assert line == (
        "- **Things that Fly Far.** *Ian Jay, Kim Lee.* SOSP 2025."
        " [[pdf]](https://arxiv.org/pdf/2510.01234.pdf) [[code]](https://github.com/kite/kite)"
    )


def test_without_a_database_one_is_made(aiev, home):
    assert aiev("add", "2411.11217", "--no-enrich").rows == [["1", "new", "arXiv:2411.11217", ""]]
    assert home.database.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["moe"], 2, "neither an arXiv id, a DOI, a web address nor a number"),
        (["2411.11217", "--date", "soon"], 2, "not a date: soon"),
        (["2411.11217", "--tag", ""], 2, "the tag is empty"),
        (["2411.11217", "--topic", "Serving", "--link", "code"], 2, "not a link: code"),
        (["2411.11217", "--topic", "Serving", "--link", "a=ftp:x"], 2, "not a link: a=ftp:x"),
        (["2411.11217", "--topic", "Serving", "--venue", " "], 2, "the venue is empty"),
        (["2411.11217", "--venue", "ICML"], 2, "written into a list"),
        (
            ["2411.11217", "2411.11218", "--topic", "Serving", "--link", "a=https://x.io"],
            2,
            "one link cannot be given to several papers",
        ),
        (["2411.11217", "2411.11218", "--title", "Both"], 2, "one title"),
        (["99"], 1, "no paper has this number: 99"),
        (["2411.11217", "--topic", ">"], 1, "no topic is called so: >"),
        (["2411.11217", "--topic", ">", "--create-topic"], 2, "a topic needs a name"),
        (["2411.11217", "--topic", "Serving", "--list", "none"], 1, "no list has this name: none"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_stored(aiev, small, words, code, said):
    before = knowledge.dump(small)
    done = aiev("add", *words, "--no-enrich")
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert knowledge.dump(small) == before


def test_a_paper_that_arxiv_does_not_have_is_told_each_time(small, aiev, arxiv):
    first = aiev("add", "2402.99999", AIEV_ARXIV_URL=arxiv.url)
    asked = len(arxiv.requests)
    again = aiev("add", "2402.99999", AIEV_ARXIV_URL=arxiv.url)
    assert (first.code, again.code) == (5, 5)
    assert first.err == again.err == "aiev: arXiv has no such paper: 2402.99999\n"
    assert len(arxiv.requests) == asked
