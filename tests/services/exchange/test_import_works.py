"""Works of files in the knowledge base: matched, never mixed up; arXiv has the last word."""

from datetime import date

import pytest

import knowledge
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord, Author
from aiev.services.arxiv.enrich import enrich
from aiev.services.exchange.filing import Filing
from aiev.services.exchange.import_works import import_works
from aiev.sources.bibliographies import bibtex
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer

TITLE = "A Toy Box for Very Small Kites"
RECORD = ArxivRecord(
    arxiv_id=ArxivId("2406.01234", 1),
    title=f"{TITLE} (arXiv's)",
    abstract="arXiv's own.",
    authors=(Author("Ann B. Roe"),),
    published=date(2024, 6, 3),
    updated=date(2024, 6, 3),
    primary_category="cs.DC",
    categories=("cs.DC",),
    doi=None,
    journal_ref=None,
    comment=None,
    is_withdrawn=False,
)


@pytest.fixture
def base(tmp_path):
    return tmp_path / "aiev.db"


def take(base, text, *, source="refs.bib", **filing):
    with open_writer(base) as writer:
        return import_works(
            writer, bibtex.read(text), source=source, filing=Filing(**filing), now=knowledge.NOW
        )


def papers(base):
    with open_reader(base) as reader:
        return list(reader.papers(reader.all_ids()))


def entry(key="a", title=TITLE, author="Roe, Ann", year="2024", **fields):
    said = "".join(f", {name}={{{value}}}" for name, value in fields.items())
    return f"@misc{{{key}, title={{{title}}}, author={{{author}}}, year={{{year}}}{said}}}\n"


SAME = [
    (
        {"eprint": "2406.01234", "eprinttype": "arxiv"},
        {"url": "https://arxiv.org/pdf/2406.01234v3"},
    ),
    ({"doi": "10.1000/Abc"}, {"url": "https://doi.org/10.1000/aBC"}),
    ({"url": "http://www.kites.example.org/a/"}, {"url": "https://kites.example.org/a#x"}),
    ({"url": "https://openreview.net/pdf?id=X"}, {"url": "https://openreview.net/forum?id=X"}),
    ({"eprint": "2406.01234", "eprinttype": "arxiv"}, {"doi": "10.1000/abc", "year": "2026"}),
    ({}, {"doi": "10.1000/abc", "title": TITLE.lower() + "."}),
    ({"author": "Öz, Kim and Roe, Ann"}, {"author": "Roe, A. and Oz, K.", "year": "2025"}),
]
OTHERS = [
    ({"doi": "10.1000/abc"}, {"doi": "10.1000/abcd"}),
    ({"year": "2019"}, {"year": "2024"}),
    ({}, {"author": "Low, Bo"}),
    ({"title": "Toys"}, {"title": "Toys", "author": "Low, Bo"}),
    ({"title": f"{TITLE} 2"}, {"title": f"{TITLE} 3"}),
    (
        {"url": "https://kites.example.org/accepted"},
        {"url": "https://kites.example.org/accepted", "title": "Herons Seldom Swim Alone at Night"},
    ),
    (
        {"eprint": "2406.01234", "eprinttype": "arxiv"},
        {"eprint": "2406.09999", "eprinttype": "arxiv"},
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
@pytest.mark.parametrize("is_one_file", [True, False])
def test_one_work_is_one_paper(base, one, other, is_one_file):
    texts = [entry("a", **one), entry("b", **other)]
    for text in ["".join(texts)] if is_one_file else texts:
        take(base, text)
    [found] = papers(base)
    keys = {said.value for said in found.statements if said.field == "citation key"}
    assert keys == ({"a", "b"} if is_one_file else {"b"})


@pytest.mark.parametrize(("one", "other"), OTHERS)
@pytest.mark.parametrize("is_one_file", [True, False])
def test_other_works_stay_apart(base, one, other, is_one_file):
    texts = [entry("a", **one), entry("b", **other)]
    for text in ["".join(texts)] if is_one_file else texts:
        take(base, text)
    assert len(papers(base)) == 2
    before = knowledge.dump(base)
    take(base, texts[1])
    assert len(papers(base)) == 2
    assert knowledge.dump(base).keys() == before.keys()


def test_a_title_without_authors_is_no_proof_and_told(base):
    with open_writer(base) as writer:
        knowledge.store_list(writer, f"# L\n\n## T\n\n- [{TITLE}](https://kites.example.org/x)\n")
    done = take(base, entry(doi="10.1000/abc"))
    assert [one.code for one in done.findings] == ["same-work"]
    assert len(papers(base)) == 2


def test_one_id_under_unlike_titles_is_one_paper_and_told(base):
    text = entry("a", eprint="2406.01234", eprinttype="arxiv") + entry(
        "b", title="Herons Seldom Swim Alone at Night", eprint="2406.01234", eprinttype="arxiv"
    )
    done = take(base, text)
    assert [(one.line, one.code) for one in done.findings] == [
        (2, "unlike-titles"), (2, "repeated-entry"),
    ]  # fmt: skip
    assert len(papers(base)) == 1


def test_the_same_file_again_changes_nothing(base):
    text = entry(doi="10.1000/abc", keywords="moe", groups="Kites", annote="Read it.")
    take(base, text, tags=("mine",), topic="T", can_create_topic=True)
    before = knowledge.dump(base)
    done = take(base, text, tags=("mine",), topic="T")
    assert (done.new, done.changed, done.filed) == (0, 0, 0)
    assert knowledge.dump(base) == before


def test_a_source_that_says_otherwise_now_is_believed_about_its_own_words(base):
    take(base, entry(doi="10.1000/abc", abstract="Old."))
    take(base, entry(abstract="Other.", doi="10.1000/abc"), source="other.bib")
    assert papers(base)[0].abstract == "Old."
    done = take(
        base, entry(doi="10.1000/abc", abstract="New.", title="A Better Name for the Toy Box")
    )
    [found] = papers(base)
    assert (found.abstract, found.title) == ("New.", "A Better Name for the Toy Box")
    assert (done.new, done.changed) == (0, 1)
    assert {one.source for one in found.statements} == {"refs.bib", "other.bib"}


@pytest.mark.parametrize("is_file_first", [True, False])
def test_arxiv_has_the_last_word_and_the_file_fills_its_gaps(base, is_file_first):
    text = entry(
        eprint="2406.01234", eprinttype="arxiv", doi="10.1000/abc", abstract="The file's.",
        author="Low, Bo",
    )  # fmt: skip

    def ask():
        with open_writer(base) as writer:
            enrich(writer, knowledge.answer([RECORD]), clock=lambda: knowledge.NOW)

    take(base, entry(eprint="2406.01234", eprinttype="arxiv") if not is_file_first else text)
    ask()
    take(base, text)
    [found] = papers(base)
    assert (found.title, found.authors) == (RECORD.title, ("Ann B. Roe",))
    assert (found.abstract, found.doi, found.issued) == (
        "arXiv's own.",
        "10.1000/abc",
        "2024-06-03",
    )
    assert {one.value for one in found.statements if one.field == "author"} == {"Bo Low"}


def test_keys_keywords_notes_groups_and_files_are_kept_where_each_belongs(base):
    take(
        base,
        entry(
            doi="10.1000/abc", keywords="moe, serving", groups="Kites", annote="Read it.",
            file=":a.pdf:PDF", owner="ada",
        ),
        tags=("mine",),
    )  # fmt: skip
    [found] = papers(base)
    assert (set(found.tags), found.notes) == ({"mine", "Kites"}, ("Read it.",))
    said = {(one.source, one.field, one.value) for one in found.statements}
    assert said >= {
        ("refs.bib", "citation key", "a"), ("refs.bib", "keyword", "moe"),
        ("refs.bib", "keyword", "serving"), ("refs.bib", "file", "a.pdf"),
        ("refs.bib", "owner", "ada"),
    }  # fmt: skip


def test_a_date_of_the_file_stays_when_a_list_names_the_paper(base):
    take(base, entry(url="https://kites.example.org/x", year="2021"))
    with open_writer(base) as writer:
        knowledge.store_list(writer, f"# L\n\n## T\n\n- [{TITLE}](https://kites.example.org/x)\n")
    [found] = papers(base)
    assert found.issued == "2021"


def test_a_dry_run_stores_nothing(base):
    with open_writer(base):
        pass
    before = knowledge.dump(base)
    with open_writer(base) as writer:
        done = import_works(
            writer, bibtex.read(entry()), source="x", filing=Filing(), now=knowledge.NOW,
            is_dry_run=True,
        )  # fmt: skip
    assert done.new == 1
    assert knowledge.dump(base) == before
