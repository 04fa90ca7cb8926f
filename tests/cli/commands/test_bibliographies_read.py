"""What bibliographies say of names, and in TeX, goes wherever papers are cited."""

import json
import re

import pytest

import snapshots

SNAPSHOT = [
    ["Le Van", "Minh", ""],
    ["de Oliveira", "Ana", ""],
    ["Foo Collaboration", "", ""],
    [r"Garc\'ia M\'arquez", "Gabriel", ""],
    ["Low", "Jan", "Jr."],
    ["Low", "Ada", "MD"],
    ["Van", "Luc Anh", ""],
    ["Lovelace", "Ada M.", ""],
]
CITED = (
    "Le Van, Minh and de Oliveira, Ana and {Foo Collaboration} and García Márquez, Gabriel"
    " and Low, Jr., Jan and Low, MD, Ada and Van, Luc Anh and Lovelace, Ada M."
)
BIB = r"""
@article{one, title={On Kites}, year=2023, journal={Journal of Toys}, volume=3, pages={1--9},
  author={Kim Foo, Ana and {Group Name} and Maria {Del Carmen Ruiz} and van der Berg, Jr., Jo
    and {de la Cruz}, Lu and {\'E}variste Galois and family=Öz, given=Kim Su, prefix=van
    and Smith, John and others}}
"""
BIB_CITED = (
    "Kim Foo, Ana and {Group Name} and Del Carmen Ruiz, Maria and van der Berg, Jr., Jo"
    " and {de la Cruz}, Lu and Galois, Évariste and van Öz, Kim Su and Smith, John and others"
)


def authors(bibtex):
    return re.search(r"author += \{(.*)\},\n", bibtex)[1]


@pytest.fixture
def snapshot(aiev, home):
    path = home.folder / "s.jsonl"
    snapshots.write(path, [snapshots.fields("2401.00001", authors_parsed=SNAPSHOT)])
    assert aiev("import", "--snapshot", path, "--no-enrich").code == 0
    return path


@pytest.fixture
def bib(aiev, home):
    path = home.folder / "a.bib"
    path.write_text(BIB, "utf-8")
    assert aiev("import", "--no-enrich", path).code == 0
    return path


def test_parts_that_arxiv_tells_are_cited_as_they_are(aiev, snapshot):
    assert authors(aiev("export", "bibtex").out) == CITED
    assert authors(aiev("cite", "2401.00001").out) == CITED
    [item] = json.loads(aiev("export", "csl-json").out)
    assert item["author"][0] == {"family": "Le Van", "given": "Minh"}
    assert item["author"][2] == {"literal": "Foo Collaboration"}
    assert "AU  - Le Van, Minh\n" in aiev("export", "ris").out.replace("\r", "")
    # Citation keys begin with the family name as a whole, whoever makes them.
    assert item["id"].startswith("levan2024")
    key = aiev("export", "bibtex", "--key-pattern", "[auth:lower][year]").out
    assert key.startswith("@misc{levan2024,")


def test_a_snapshot_fills_the_parts_of_papers_that_are_here(aiev, home):
    (home.folder / "ids.txt").write_text("2401.00001\n")
    aiev("import", "--no-enrich", home.folder / "ids.txt")
    path = home.folder / "s.jsonl"
    snapshots.write(path, [snapshots.fields("2401.00001", authors_parsed=SNAPSHOT)])
    assert aiev("enrich", "--from", path).code == 0
    assert authors(aiev("export", "bibtex").out) == CITED


def test_arxiv_takes_back_the_parts_that_a_file_told(aiev, home):
    path = home.folder / "a.bib"
    path.write_text("@misc{k, title={Kite}, author={Ruiz Low, Ada}, eprint={2401.00001}}")
    aiev("import", "--no-enrich", path)
    assert authors(aiev("export", "bibtex").out) == "Ruiz Low, Ada"
    parsed = [["Low", "Ada Ruiz", ""]]
    snapshot = snapshots.write(
        home.folder / "s.jsonl", [snapshots.fields("2401.00001", authors_parsed=parsed)]
    )
    assert aiev("enrich", "--from", snapshot).code == 0
    assert authors(aiev("export", "bibtex").out) == "Low, Ada Ruiz"


def test_parts_of_a_bibliography_come_out_as_they_went_in(aiev, bib, home):
    exported = aiev("export", "bibtex").out
    assert authors(exported) == BIB_CITED
    assert authors(aiev("export", "bibtex", "--flavor", "biblatex").out) == BIB_CITED
    (home.folder / "b.bib").write_text(exported, "utf-8")
    (home.folder / "b.json").write_text(aiev("export", "csl-json").out, "utf-8")
    for name in ("b.bib", "b.json"):
        db = ("--db", home.folder / f"{name}.db")
        assert aiev(*db, "import", "--no-enrich", home.folder / name).code == 0
        again = authors(aiev(*db, "export", "bibtex").out)
        expected = BIB_CITED
        if name == "b.json":
            # CSL has no word for further authors, and a small word begins a particle there.
            expected = expected.removesuffix(" and others").replace("{de la Cruz}", "de la Cruz")
        assert again == expected


def test_a_backup_carries_the_parts(aiev, snapshot, bib, home):
    aiev("backup", home.folder / "a.jsonl")
    other = ("--db", home.folder / "other.db")
    assert aiev(*other, "import", "--no-enrich", home.folder / "a.jsonl").code == 0
    aiev(*other, "backup", home.folder / "b.jsonl")
    assert (home.folder / "a.jsonl").read_bytes() == (home.folder / "b.jsonl").read_bytes()
    assert aiev(*other, "export", "bibtex").out == aiev("export", "bibtex").out


def test_one_paper_of_two_keeps_the_parts_that_either_has(aiev, home):
    (home.folder / "a.bib").write_text("@misc{a, title={Kite}, url={https://a.example.org/kite}}")
    (home.folder / "b.bib").write_text(
        "@misc{b, title={Kite}, author={Ruiz Low, Ada}, url={https://b.example.org/kite}}"
    )
    for name in ("a.bib", "b.bib"):
        aiev("import", "--no-enrich", home.folder / name)
    assert aiev("merge", "1", "2").code == 0
    assert authors(aiev("export", "bibtex").out) == "Ruiz Low, Ada"


def test_further_authors_are_no_author(aiev, bib):
    shown = json.loads(aiev("show", "1", "--json").out)
    assert "others" not in shown["authors"]
    assert shown["authors"][-1] == "John Smith"
    said = [(one["field"], one["value"]) for one in shown["statements"]]
    assert ("further authors", "and others") in said
    assert "John Smith and others\n" in aiev("show", "1").out
    assert "others" not in aiev("authors").out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ris", "TY  - JOUR\nTI  - Kite\nAU  - Low, Ada\nAU  - et al.\nPY  - 2024\nER  - \n"),
        (
            "a.json",
            '[{"id": "k", "type": "article-journal", "title": "Kite", "author":'
            ' [{"family": "Low", "given": "Ada"}, {"literal": "others"}]}]',
        ),
        ("a.csv", "Title,Author,Year\nKite,Ada Low; et al.,2024\n"),
    ],
)
def test_what_stands_for_further_authors_is_none_in_any_format(aiev, home, name, content):
    (home.folder / name).write_text(content)
    assert aiev("import", "--no-enrich", home.folder / name).code == 0
    assert json.loads(aiev("show", "1", "--json").out)["authors"] == ["Ada Low"]
    assert authors(aiev("export", "bibtex").out) == "Low, Ada and others"


def test_further_authors_are_told_of_the_very_authors_alone(aiev, home):
    path = home.folder / "a.bib"
    path.write_text("@misc{k, title={Kite}, author={Low, Ada and others}, eprint={2401.00001}}")
    aiev("import", "--no-enrich", path)
    parsed = [["Low", "Ada", ""], ["Roe", "Ann", ""]]
    snapshot = snapshots.write(
        home.folder / "s.jsonl", [snapshots.fields("2401.00001", authors_parsed=parsed)]
    )
    aiev("enrich", "--from", snapshot)
    assert authors(aiev("export", "bibtex").out) == "Low, Ada and Roe, Ann"


def test_tex_in_abstracts_of_files_is_read_as_arxivs_is(aiev, home):
    path = home.folder / "a.bib"
    path.write_text(
        r"@misc{k, title={On \cite{foo} and $\alpha$-{K}ites}, year=2024, abstract={We use"
        r" $\alpha$ and H$_2$O, see \cite{foo, bar} and \emph{this}, 50\% off.}}"
    )
    aiev("import", "--no-enrich", path)
    shown = json.loads(aiev("show", "1", "--json").out)
    assert shown["title"] == r"On \cite{foo} and α-Kites"
    assert shown["abstract"] == r"We use α and H₂O, see \cite{foo, bar} and this, 50% off."
    assert "α-Kites" in aiev("search", "H2O").out
    aiev("backup", home.folder / "a.jsonl")
    [line] = [
        one for one in (home.folder / "a.jsonl").read_text("utf-8").splitlines() if "kind" in one
    ]
    assert r"$\alpha$ and H$_2$O" in json.loads(line)["provenance"]["tex_abstract"]


@pytest.mark.parametrize("form", ["bibtex", "csl-json"])
def test_maths_in_titles_of_files_is_set_as_maths_again(aiev, home, form):
    """It became letters, so that a bibliography could not set it."""
    title = r"H$_2$O and $\alpha$-Kites at 5\% with $x^{10}$"
    path = home.folder / "a.bib"
    path.write_text(f"@misc{{k, title={{{title}}}, author={{Low, Ada}}, year=2024}}")
    aiev("import", "--no-enrich", path)
    assert json.loads(aiev("show", "1", "--json").out)["title"] == "H₂O and α-Kites at 5% with x¹⁰"
    assert r"{$_2$}" in aiev("export", "bibtex").out
    again = home.folder / f"again.{form[:3]}"
    again.write_text(aiev("export", form).out, "utf-8")
    other = ("--db", home.folder / "other.db")
    assert aiev(*other, "import", "--no-enrich", again).code == 0
    shown = json.loads(aiev(*other, "show", "1", "--json").out)
    assert shown["title"] == "H₂O and α-Kites at 5% with x¹⁰"
