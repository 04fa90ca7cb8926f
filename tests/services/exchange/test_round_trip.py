"""What the exporters write, read into an empty knowledge base, is the same papers."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from aiev.domain.knowledge import Paper
from aiev.store.reading.reader import open_reader
from running import Home, run_here

BASE = """\
% What bibliographies say of works at arXiv, at publishers, of code and of pages.
@inproceedings{a,
  author = {Lindqvist, Ada M. and {\\"O}z, Kim and van der Berg, Jo and {The Kite Team}},
  title = {{MoE}-Kite: Serving $\\mathcal{O}(n)$ \\& {GPU}s in 5\\% of the time},
  booktitle = {Proceedings of the 1st Conference on Toys}, pages = {1--9}, year = 2021,
  doi = {10.1145/0000001.0000002}, url = {https://doi.org/10.1145/0000001.0000002}
}
@inproceedings{b, author = {Roe, Ann and others}, title = {Heron in the Harbour}, year = 2023,
  booktitle = {ICLR 2024}, eprint = {2306.01234}, eprinttype = {arxiv}}
@article{c, author = {Doe, Jr., Jo}, title = {On {Ca}$_2$ in A* search_trees ~ #1},
  journal = {Journal of Toys}, volume = 12, number = 3, pages = {100--110}, year = 2019,
  doi = {10.1000/J(TOY)_12;3}, url = {https://toys.example.org/12/3}}
@misc{d, author = {{Kite authors}}, title = {kite}, url = {https://github.com/kite/kite}}
@misc{e, title = {A page about kites}, url = {https://kites.example.org/a_b?x=1&y=2}, year = 2020}
@inproceedings{f, author = {Öz, Kim}, title = {A Work Without Any Address},
  booktitle = {Uncertainty in Artificial Intelligence}, year = 2018}
@inproceedings{h, author = {Roe, Ann}, title = {At a Conference by Its Acronym}, year = 2022,
  booktitle = {ICRA}, doi = {10.1000/icra.1}}
@inproceedings{i, author = {Roe, Ann}, title = {Of an Older Preprint}, year = 2024,
  booktitle = {IJCAI}, eprint = {2306.01235}, eprinttype = {arxiv}}
@misc{g, title = {hep-th too}, author = {Low, A. B.}, eprint = {hep-th/9901001},
  archivePrefix = {arXiv}, note = {Withdrawn}}
"""

SAID_BY = {
    # What each format has a place for.
    "bibtex": ("authors", "title", "arxiv_id", "doi", "url", "is_withdrawn"),
    "ris": ("authors", "title", "arxiv_id", "doi", "url", "is_withdrawn"),
    "csl-json": ("authors", "title", "arxiv_id", "doi", "url", "is_withdrawn"),
    "csv": ("kind", "authors", "title", "arxiv_id", "doi", "url", "issued", "journal_ref",
            "is_withdrawn"),
}  # fmt: skip


@pytest.fixture
def filled(home: Home, aiev: Callable) -> Home:
    assert aiev("import", "-", "--no-enrich", stdin=BASE.encode()).code == 0
    return home


def papers(path: Path) -> list[Paper]:
    with open_reader(path) as reader:
        return list(reader.papers(reader.all_ids()))


def other(home: Home, tmp_path: Path) -> Home:
    return replace(home, environment={**home.environment, "AIEV_DB": str(tmp_path / "other.db")})


# What CSL writes for maths, and nobody reads back.
MARKS = re.compile(r'</?su[bp]>|<span class=\\"nocase\\">|</span>')


@pytest.mark.parametrize("form", SAID_BY)
def test_what_is_exported_and_imported_is_the_same_papers(filled, tmp_path, form):
    """And what they are exported as again is the same to the byte."""
    exported = run_here(filled, "export", form)
    there = other(filled, tmp_path)
    done = run_here(there, "import", "-", "--no-enrich", stdin=exported.out.encode())
    assert done.code == 0, done.err
    assert "findings" not in done.out

    for ours, theirs in zip(papers(filled.database), papers(there.database), strict=True):
        for name in SAID_BY[form]:
            known = getattr(ours, name)
            if (form, name) == ("csl-json", "title"):
                # CSL has letters and marks for maths, and no TeX.
                known = known.replace(r"$\mathcal{O}(n)$", "O(n)").replace("$_2$", "2")
            if name == "authors" and form in ("ris", "csl-json"):
                # They have no word for further authors.
                known = tuple(author for author in known if author != "others")
            assert getattr(theirs, name) == known, name
    assert MARKS.sub("", run_here(there, "export", form).out) == MARKS.sub("", exported.out)


def test_an_enriched_list_survives_bibtex_too(home, small, tmp_path):
    """Its papers have titles and authors of arXiv's, dates and journal references."""
    exported = run_here(home, "export", "bibtex")
    there = other(home, tmp_path)
    assert run_here(there, "import", "-", "--no-enrich", stdin=exported.out.encode()).code == 0
    assert run_here(there, "export", "bibtex").out == exported.out


def test_proceedings_keep_the_name_that_a_bibliography_gives_them(filled):
    """An acronym alone was stored with its year, `IJCAI, 2024`, and written so ever after."""
    exported = run_here(filled, "export", "bibtex").out
    assert re.findall(r"booktitle += \{(I.*)\},", exported) == ["ICLR 2024", "ICRA", "IJCAI"]
