"""What `aiev search` answers to pipes and programs: what is cut, corrected, lacking or unknown."""

import json

import pytest

import knowledge


def told(done):
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_pipe_gets_papers_that_have_all_words_and_the_rest_is_told(aiev, seed):
    done = aiev("search", "moe", "offloading")
    assert len(done.out.splitlines()) == 5
    assert done.err == "5 papers, 25 more that lack a word left out; --close adds them\n"
    assert len(aiev("search", "moe", "offloading", "--close").out.splitlines()) == 20


def test_a_pipe_gets_close_papers_where_none_has_all_words(aiev, seed):
    done = aiev("search", "moe", "offloading", "penguin")
    assert done.out
    assert "no paper has: penguin" in done.err
    assert "0 papers, 30 more that lack a word, 1–20 shown" in done.err
    assert aiev("search", "moe", "offloading", "penguin", "--no-close").out == ""


def test_programs_are_told_what_people_are(aiev, seed):
    found = told(aiev("search", "moe", "offloading", "--json", "-n", "30"))
    assert (found["total"], found["matched"], found["close"]) == (30, 5, 25)
    lacking = [paper["lacks"] for paper in found["papers"] if paper["lacks"]]
    assert len(lacking) == 25
    assert all(words in (["moe"], ["offloading"]) for words in lacking)
    wrong = told(aiev("search", "ofloading", "--json"))
    assert wrong["corrected"] == [{"word": "ofloading", "as": "offloading"}]
    unknown = told(aiev("search", "--list", "sead", "--json"))
    assert unknown["unknown"] == [{"field": "list", "name": "sead", "nearest": ["seed"]}]
    assert told(aiev("search", "penguin", "--json"))["missing"] == ["penguin"]


@pytest.mark.parametrize(
    ("words", "printed"),
    [(["moe", "offloading"], "5\n"), (["penguin"], "0\n"), (["-t", "GPU"], "9\n")],
)
def test_only_the_count(aiev, seed, words, printed):
    done = aiev("search", *words, "--count")
    assert done.out == printed
    assert str(told(aiev("search", *words, "--count", "--json"))["matched"]) == printed.strip()


def test_the_other_end_of_an_order(aiev, seed):
    newest = aiev("search", "--sort", "date", "-n", "200", "--fields", "issued").out.split("\n")
    oldest = aiev("search", "--sort", "date", "-r", "-n", "200", "--fields", "issued").out
    dated = [day for day in newest if day]
    lines = oldest.split("\n")
    starts = [(day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10] for day in lines]
    assert starts[: len(dated)] == sorted(starts[: len(dated)])
    assert sorted(lines[: len(dated)]) == sorted(dated)
    assert not any(lines[len(dated) :])
    titles = aiev("search", "--sort", "title", "-n", "200").out.splitlines()
    assert aiev("search", "--sort", "title", "-r", "-n", "200").out.splitlines() == titles[::-1]
    done = aiev("search", "moe", "-r")
    assert (done.code, "--sort date, title or citations" in done.err) == (2, True)


def test_a_snippet_that_is_chosen_is_there_in_a_pipe_too(aiev, small):
    """Its column was empty: pipes had no snippets before they could choose them."""
    asked = ("search", "id:2405.00011", "offloading")
    (paper,) = told(aiev(*asked, "--json"))["papers"]
    assert paper["snippet"]
    assert aiev(*asked, "--fields", "snippet").out == f"{paper['snippet']}\n"


def test_chosen_fields(aiev, on_terminal, small):
    done = aiev("search", "avocet", "--fields", "id, title,authors,withdrawn")
    assert done.out == (
        "2501.00033\tAvocet: Routing Mixture-of-Experts by Need\tDan Dao; Eve Embed\t\n"
    )
    found = told(aiev("search", "avocet", "--fields", "title,arxiv_id,lacks", "--json"))
    assert [list(paper) for paper in found["papers"]] == [["title", "arxiv_id", "lacks"]]
    assert "authors" in on_terminal("search", "avocet", "--fields", "authors,title").out
    for command in ("search", "show 1"):
        done = aiev(*command.split(), "--fields", "id,colour")
        assert (done.code, "no field is called colour" in done.err) == (2, True)


def test_several_papers_and_citation_keys(aiev, small):
    [key] = [line for line in aiev("cite", "2501.00033").out.split("\n") if line.startswith("@")]
    key = key.partition("{")[2].rstrip(",")
    shown = told(aiev("show", "2405.00011", key, "2405.00011", "--json"))
    assert [paper["arxiv_id"] for paper in shown["papers"]] == ["2405.00011", "2501.00033"]
    assert told(aiev("show", key, "--json"))["arxiv_id"] == "2501.00033"
    cited = json.loads(aiev("cite", key, "2405.00011", "--format", "csl-json").out)
    assert (cited[0]["id"], len(cited)) == (key, 2)
    done = aiev("show", "2405.00011", "2402.99999", "2403.99999")
    assert (done.code, "2402.99999, 2403.99999" in done.err) == (1, True)
    assert aiev("cite", "2405.00011", "dao1999nothing").code == 2


def test_names_are_found_by_words(aiev, small):
    assert aiev("authors", "dao").out == "Dan Dao\t2\n"
    near = aiev("authors", "Dan", "Doa")
    assert "no author is called so: Dan Doa; the nearest follow" in near.err
    assert "Dan Dao\t2\n" in near.out
    assert aiev("orgs", "zzz").err == "no organization is called so: zzz; none is like it\n"


def test_a_part_of_a_lists_name_will_do(aiev, seed):
    assert aiev("search", "--list", "ee", "--count").out == "168\n"


def test_an_organization_that_no_paper_names_means_its_parent(aiev, seed):
    own = aiev("search", "--org", "msft", "--count")
    part = aiev("search", "--org", "MSR", "--count")
    assert (part.out, own.err) == (own.out, "")
    assert "no paper is from MSR; those of Microsoft follow" in part.err
    assert aiev("orgs", "MSR").out == aiev("orgs", "microsoft").out != ""
    found = told(aiev("search", "--org", "MSR", "--json"))
    assert found["corrected"] == [{"word": "MSR", "as": "Microsoft"}]


def test_a_circle_of_parents_ends(aiev, seed):
    knowledge.change(
        seed,
        "update organization set parent_id ="
        " (select id from organization where name = 'Microsoft Research Asia')"
        " where name = 'Microsoft Research'",
        "delete from paper_organization",
    )
    assert aiev("search", "--org", "MSR").code == 0
    assert aiev("export", "html").code == 0
