"""`aiev import` of bibliographies and `aiev add` of DOIs and pages, as a user meets them."""

import json

import pytest

from work_server import WorkServer, crossref_work

BIB = """\
@inproceedings{kite, title={Kite: A Toy Box for Small Birds}, author={Roe, Ann}, year={2024},
  booktitle={Proceedings of Toys}, doi={10.1000/kite}, keywords={moe}, groups={Birds}}
@article{broken, title={never closed
"""
LIST = "# Birds\n\n## Small\n\n- [Heron](https://birds.example.org/heron)\n"


@pytest.fixture
def works():
    with WorkServer() as server:
        yield server


def test_a_bibliography_is_imported_with_a_summary_and_its_findings(aiev, home):
    path = home.folder / "refs.bib"
    path.write_text(BIB)
    done = aiev("import", path, "--topic", "Toys", "--create-topic", "--tag", "mine")
    assert done.code == 5
    assert done.out.splitlines() == [
        "refs.bib: BibTeX, 1 record, 1 paper (0 on arXiv)",
        "1 paper added, 0 changed, 0 as they were",
        "1 filed under Toys",
        "findings: 1",
        "  line 3  bad-record  an entry that is not closed: @article{broken, title={never closed",
    ]
    shown = aiev("show", "https://doi.org/10.1000/KITE").out
    assert "said by\trefs.bib: " in shown
    assert "citation key kite; keyword moe" in shown
    told = json.loads(aiev("import", path, "--json").out)
    assert (told["records"], told["new"], told["changed"]) == (1, 0, 0)
    assert told["findings"][0]["line"] == 3
    exported = aiev("export", "source", "--list", "papers").out
    assert "- [Kite: A Toy Box for Small Birds](https://doi.org/10.1000/kite)" in exported


def test_lists_and_bibliographies_are_imported_together(aiev, home):
    (home.folder / "refs.bib").write_text(BIB.partition("@article")[0])
    (home.folder / "birds.md").write_text(LIST)
    done = aiev("import", home.folder / "refs.bib", home.folder / "birds.md", "--json")
    told = json.loads(done.out)
    assert (done.code, len(told["lists"]), told["files"][0]["new"]) == (0, 1, 1)


def test_a_list_has_topics_of_its_own(aiev, home):
    (home.folder / "birds.md").write_text(LIST)
    done = aiev("import", home.folder / "birds.md", "--topic", "Toys")
    assert (done.code, done.out) == (2, "")
    assert "for files that are no lists" in done.err
    assert not home.database.exists()


def test_ids_of_a_file_are_asked_for(aiev, works):
    works.crossref["10.5555/toy.1"] = crossref_work()
    done = aiev("import", "-", stdin=b"10.5555/toy.1\n10.5555/toy.2\n", **works.settings)
    assert done.code == 5
    assert "nobody knows this work: https://doi.org/10.5555/toy.2" in done.err
    assert "A Toy Paper: On Blocks & Bricks" in aiev("show", "1").out


def test_a_doi_becomes_a_paper_and_an_entry_by_its_title(aiev, works):
    works.crossref["10.5555/toy.1"] = crossref_work()
    done = aiev("add", "10.5555/toy.1", "--topic", "Toys", "--create-topic", **works.settings)
    assert (done.code, done.err) == (0, "")
    assert done.rows[0][2] == "A Toy Paper: On Blocks & Bricks"
    exported = aiev("export", "source", "--list", "papers").out
    assert "- [A Toy Paper: On Blocks & Bricks](https://doi.org/10.5555/toy.1)" in exported
    bibtex = aiev("export", "bibtex").out
    assert "booktitle     = {Proceedings of the 1st Toy Conference}" in bibtex


def test_offline_it_waits_and_enrich_goes_on(aiev, works, closed_url):
    page = "https://openreview.net/forum?id=x"
    offline = {**works.settings, "AIEV_PAGES_URL": f"{closed_url}/"}
    done = aiev("add", page, "--topic", "Toys", "--create-topic", **offline)
    assert done.code == 5
    assert f"not answered: {page}" in done.err
    assert "--title names it yourself" in done.err
    assert "- [openreview.net/forum?id=x]" in aiev("export", "source", "--list", "papers").out

    works.pages[page] = "<meta name=citation_title content='A Review'>"
    done = aiev("enrich", **works.settings)
    assert (done.code, done.out.splitlines()[0]) == (
        0,
        "1 of 1 works without an arXiv id described",
    )
    assert "- [A Review]" in aiev("export", "source", "--list", "papers").out
    assert aiev("enrich", **works.settings).code == 0
    assert len(works.asked) == 1


def test_a_title_of_the_users_own_stays(aiev, works):
    works.crossref["10.5555/toy.1"] = crossref_work()
    assert aiev("add", "10.5555/toy.1", "--title", "Mine", **works.settings).code == 0
    shown = aiev("show", "1").out
    assert "title\tMine\n" in shown
    assert "authors\tJane Doe, The Toy Team\n" in shown


@pytest.mark.parametrize("is_known", [True, False])
def test_a_preprint_that_is_named_joins_the_two(aiev, works, is_known):
    relation = {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2401.01234"}]}
    works.crossref["10.5555/toy.1"] = crossref_work(relation=relation)
    if is_known:
        assert aiev("add", "2401.01234", "--no-enrich").code == 0
    done = aiev("add", "10.5555/toy.1", "--tag", "mine", "--json", **works.settings)
    [told] = json.loads(done.out)["papers"]
    assert told["arxiv_id"] == "2401.01234"
    found = json.loads(aiev("show", "2401.01234", "--json").out)
    assert found["id"] == told["id"]
    assert (found["doi"], found["tags"]) == ("10.5555/toy.1", ["mine"])
    assert "https://doi.org/10.5555/toy.1" in found["addresses"]
    assert aiev("stats", "--json").code == 0


def test_another_work_is_not_joined(aiev, works):
    relation = {"has-preprint": [{"id-type": "doi", "id": "10.48550/arXiv.2401.01234"}]}
    works.crossref["10.5555/toy.1"] = crossref_work(relation=relation)
    aiev("add", "2401.01234", "--title", "Herons Seldom Swim Alone", "--no-enrich")
    done = aiev("add", "10.5555/toy.1", **works.settings)
    assert "which is another work by its title" in done.err
    assert len(aiev("search").rows) == 2
