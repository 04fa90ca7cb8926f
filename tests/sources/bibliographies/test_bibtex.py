"""BibTeX as JabRef, Zotero, Better BibTeX, Mendeley and people write it; of our own making."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.services.exchange.read_works import read as read_bytes
from aiev.sources.bibliographies import bibtex
from aiev.sources.files.file_format import FileFormat

JABREF = r"""% Encoding: UTF-8

@String{toys = "Journal of " # "Toys"}

@Article{lindqvist2024,
  author       = {Ada Lindqvist and {\"O}z, Kim and {The Kite, Team} and others},
  title        = {The {Toy-Box} \textit{Plan} --- 5\% of $\mathcal{O}(n)$},
  journal      = toys # { and Games},
  year         = {2024},
  month        = mar,
  file         = {:C\:\\papers\\toy.pdf:PDF;notes:notes/a b.txt:Text},
  groups       = {Read Later, Kites},
  keywords     = {moe; serving, caches},
  owner        = {ada},
  comment      = {Read it twice.},
}

@Comment{jabref-meta: databaseType:bibtex;}
@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Kites\;0\;1\;0x8a8a8aff\;\;\;;
}
"""
BETTER_BIBTEX = r"""
@online{roeHeron2024,
	title = {{{HERON}}: A {{Bird}}},
	shorttitle = {{{HERON}}},
	author = {Roe, Ann and family=Berg, given=Jo, prefix=van der},
	date = {2024-06-03},
	eprint = {2406.01234v2},
	eprinttype = {arXiv},
	eprintclass = {cs.DC},
	url = {http://arxiv.org/abs/2406.01234},
	urldate = {2024-07-01},
	pubstate = {prepublished},
	file = {/home/ada/Zotero/storage/A/a.pdf;/home/ada/b.html},
}
"""
MENDELEY = r"""
@article{Roe2024,
   author = {Ann Roe and Bo Low},
   doi = {10.1000/a\_b},
   issue = {3},
   journal = {Toys},
   month = {5},
   pages = {1-9},
   volume = {12},
   title = {A Toy},
   url = {https://toys.example.org/a\_b},
   year = {2024},
   file = {:C$\backslash$:/x.pdf:pdf},
}
"""
ZOTERO = r"""
@misc{roe_heron_2024,
	title = {Heron},
	author = {Roe, Ann},
	month = jun,
	year = {2024},
	note = {arXiv:2406.01234 [cs]},
	annote = {Comment: 9 pages},
}
"""


def only(text):
    reading = bibtex.read(text)
    assert not reading.findings
    [record] = reading.records
    return record


def test_jabref_with_macros_groups_files_and_verbatim_names():
    found = only(JABREF)
    assert found.authors == ("Ada Lindqvist", "Kim Öz", "The Kite, Team", "others")
    assert found.title == r"The Toy-Box Plan — 5% of $\mathcal{O}(n)$"
    assert found.container == "Journal of Toys and Games"
    assert found.date == PartialDate(2024, 3)
    assert found.files == (r"C:\papers\toy.pdf", "notes/a b.txt")
    assert found.groups == ("Read Later", "Kites")
    assert found.keywords == ("moe", "serving", "caches")
    assert found.notes == ("Read it twice.",)
    assert (found.key, found.line) == ("lindqvist2024", 5)
    assert ("owner", "ada") in found.more


def test_better_bibtex_with_biblatex_fields_and_bare_paths():
    found = only(BETTER_BIBTEX)
    assert found.title == "HERON: A Bird"
    assert found.authors == ("Ann Roe", "Jo van der Berg")
    assert (found.arxiv_id, found.category) == (ArxivId("2406.01234", 2), "cs.DC")
    assert found.date == PartialDate(2024, 6, 3)
    assert found.files == ("/home/ada/Zotero/storage/A/a.pdf", "/home/ada/b.html")


def test_mendeley_escapes_too_much():
    found = only(MENDELEY)
    assert (found.doi, found.url) == ("10.1000/a_b", "https://toys.example.org/a_b")
    assert (found.volume, found.number, found.pages) == ("12", "3", "1-9")
    assert found.date == PartialDate(2024, 5)
    assert found.files == ("C:/x.pdf",)


def test_zotero_hides_the_id_in_its_note():
    found = only(ZOTERO)
    assert found.arxiv_id == ArxivId("2406.01234")
    assert found.notes == ("Comment: 9 pages",)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("eprint={2406.01234}, archiveprefix={arXiv}", "2406.01234"),
        ("journal={arXiv preprint arXiv:2406.01234}", "2406.01234"),
        ("journal={CoRR}, volume={abs/2406.01234}", "2406.01234"),
        ("doi={10.48550/arXiv.2406.01234}", "2406.01234"),
        ("eprint={9901001}, eprinttype={jstor}", None),
        ("doi={10.1000/2406.01234}", None),
        ("pages={2406.01234}", None),
    ],
)
def test_an_arxiv_id_is_found_where_people_write_it(fields, expected):
    found = only(f"@misc{{a, title={{x}}, {fields}}}").arxiv_id
    assert (found.value if found else None) == expected


def test_proceedings_hand_down_what_a_paper_lacks_and_are_no_paper():
    text = """
    @inproceedings{a, title={A}, author={Roe, Ann}, crossref={P}, pages={1--2}}
    @proceedings{p, title={Proc. of Toys}, year={2020}, publisher={Blocks}, editor={Low, B.}}
    """
    found = only(text)
    assert (found.container, found.publisher, found.pages) == ("Proc. of Toys", "Blocks", "1–2")
    assert found.date == PartialDate(2020)
    assert found.authors == ("Ann Roe",)


def test_what_cannot_be_read_is_told_with_its_line_and_passed_over():
    text = "@misc{a, title={one}}\n@misc{b, title={two\n@misc{c, title={three}}\n@misc{d, year=2}\n"
    reading = bibtex.read(text)
    assert [one.title for one in reading.records] == ["one", "three"]
    assert [(one.line, one.code) for one in reading.findings] == [
        (2, "bad-record"),
        (4, "bad-record"),
    ]


def test_keys_and_fields_that_come_twice_lose_nothing():
    reading = bibtex.read(
        "@misc{a, title={x}, title={y}}\n@misc{a, title={z}}\n@misc{A, title={w}}"
    )
    assert [one.title for one in reading.records] == ["x", "z", "w"]


def test_cross_references_in_a_circle_end():
    reading = bibtex.read("@misc{a, title={x}, crossref={b}}\n@misc{b, title={y}, crossref={a}}")
    assert [one.title for one in reading.records] == ["x", "y"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("@misc{a, title={Schön}}".encode("cp1252"), "cp1252"),
        ("% Encoding: ISO8859_2\n@misc{a, title={Schön}}".encode("iso8859-2"), "iso8859-2"),
        ("@misc{a, title={Schön}}".encode("utf-16"), "UTF-16"),
        ("\ufeff@misc{a, title={Schön}}".encode(), None),
    ],
)
def test_bytes_of_windows_and_of_the_past_are_read_and_told(content, encoding):
    reading = read_bytes(content, FileFormat.BIBTEX, path=None)
    assert [one.title for one in reading.records] == ["Schön"]
    assert reading.encoding == encoding


HOSTILE = {
    "braces": "@misc{a, title=" + "{" * 100_000,
    "quotes": '@misc{a, title="' + '"' * 100_000,
    "backslashes": "@misc{a, title={" + "\\" * 100_000 + "}}",
    "pieces": "@misc{a, title=" + "x # " * 50_000 + "y}",
    "accents": "@misc{a, title={" + "\\'{" * 30_000 + "}" * 30_000 + "}}",
    "names": "@misc{a, title={x}, author={" + "a and " * 50_000 + "b}}",
    "dollars": "@misc{a, title={" + "$a" * 100_000 + "}}",
    "macros": "@string{a0={xxxxxxxxxx}}"
    + "".join(f"@string{{a{n}=a{n - 1} # a{n - 1} # a{n - 1}}}" for n in range(1, 60))
    + "@misc{a, title=a59}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_soon_and_raise_nothing(name):
    """Of time of this process, as the machine may be busy; a fault of the kind takes minutes."""
    start = time.process_time()
    bibtex.read(HOSTILE[name])
    assert time.process_time() - start < 20


@given(st.text(alphabet='@{}"=,#\\ \n$~-ambisctrnge%|', max_size=200))
def test_any_text_is_read_or_told(text):
    reading = bibtex.read(f"@misc{{a, title={{{text}}}}}\n@misc{{b, title={{end}}}}")
    assert all(one.names_a_work() for one in reading.records)
