"""`aiev export bibtex` for a document: what it cites, under the keys that it has for them."""

import json

import pytest

import knowledge

KITE = "asker2024kitepagedkeyvaluecaches"


def keys_of(text):
    return [line.partition("{")[2].rstrip(",") for line in text.splitlines() if line[:1] == "@"]


@pytest.fixture
def own_keys(small):
    """What a file of citations said, as an import keeps it."""
    knowledge.change(
        small,
        "insert into statement select id, 'file:a.bib', 1, 'citation key', 'Kite24' from paper"
        " where arxiv_id = '2405.00011'",
        "insert into statement select id, 'file:b.bib', 1, 'citation key', 'kite-b' from paper"
        " where arxiv_id = '2405.00011'",
        "insert into statement select id, 'file:a.bib', 1, 'citation key', 'no {key}' from paper"
        " where arxiv_id = '2501.00033'",
    )


def test_a_bibliography_has_what_a_document_cites_and_tells_the_rest(aiev, small, home):
    document = home.folder / "p.tex"
    document.write_text(rf"\cite{{{KITE},2501.00033}} \cite{{nobody2024}}")
    done = aiev("export", "bibtex", "--cited-in", document)
    assert done.code == 5
    assert keys_of(done.out) == [KITE, "2501.00033"]
    assert "no paper has this citation key: nobody2024\n" in done.err
    document.write_text(rf"\cite{{{KITE}}}")
    for name, key in (("csl-json", '"id": "{}"'), ("ris", "ID  - {}")):
        done = aiev("export", name, "--cited-in", document)
        assert (done.code, done.err) == (0, "")
        assert done.out.count(key.format(KITE)) == 1
        assert "2501.00033" not in done.out


def test_all_are_cited_by_a_star_and_none_by_nothing(aiev, small, home):
    everything = keys_of(aiev("export", "bibtex").out)
    (home.folder / "p.tex").write_text(r"\nocite{*} \cite{2405.00011}")
    found = keys_of(aiev("export", "bibtex", "--cited-in", home.folder / "p.tex").out)
    assert len(found) == len(everything)
    assert "2405.00011" in found
    (home.folder / "q.tex").write_text("Nothing.")
    done = aiev("export", "bibtex", "--cited-in", home.folder / "q.tex")
    assert (done.code, done.out) == (0, "")
    assert "nothing is cited in" in done.err


def test_the_users_own_citation_keys_are_honoured(aiev, own_keys, home):
    everything = keys_of(aiev("export", "bibtex").out)
    assert "Kite24" in everything
    # A key that no program could read is none.
    assert not [key for key in everything if " " in key]
    assert keys_of(aiev("cite", "Kite24").out) == ["Kite24"]
    document = home.folder / "p.md"
    document.write_text("See @kite-b.")
    assert keys_of(aiev("export", "bibtex", "--cited-in", document).out) == ["kite-b"]
    document.write_text("See @Kite24 and @kite-b.")
    done = aiev("export", "bibtex", "--cited-in", document)
    assert (done.code, keys_of(done.out)) == (5, ["Kite24"])
    assert "a paper is cited by a second key, which is left out: kite-b" in done.err


def test_keys_are_made_by_a_pattern(aiev, small, home):
    done = aiev("export", "bibtex", "--key-pattern", "[auth:lower][year][veryshorttitle]")
    assert "asker2024Kite" in keys_of(done.out)
    (home.folder / "p.tex").write_text(r"\cite{asker2024kite}")
    found = aiev(
        "export", "csl-json", "--key-pattern", "[auth:lower][year][veryshorttitle:lower]",
        "--cited-in", home.folder / "p.tex",
    )  # fmt: skip
    assert (found.code, found.err) == (0, "")
    assert [item["id"] for item in json.loads(found.out)] == ["asker2024kite"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("csv", "--cited-in", "p.tex"), 2, "--cited-in changes nothing in csv"),
        (("ris", "--flavor", "biblatex"), 2, "--flavor changes nothing in ris"),
        (("bibtex", "--flavor", "apa"), 2, "apa"),
        (("bibtex", "--key-pattern", "[foo]"), 2, "not known in a pattern of citation keys: foo"),
        (("bibtex", "--cited-in", "none.tex"), 1, "no file at this path: none.tex"),
    ],
)
def test_what_cannot_be_done_is_told(aiev, small, words, code, message):
    done = aiev("export", *words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
