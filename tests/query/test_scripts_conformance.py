"""Scripts without blanks, TeX, and words with a sign: the command line and the page agree."""

from collections.abc import Iterator
from datetime import date

import pytest

import small_base
from aiev.exporters.exporter import ExportRequest
from aiev.services.search.run_query import search
from aiev.sources.arxiv.tex_reading import readable
from aiev.store.reading import search_lookup
from aiev.store.reading.reader import Reader
from aiev.store.writing import terms
from query import page_engine
from query.page_engine import Engine

TODAY = date(2025, 6, 1)
PAPERS = (
    ("大语言模型综述", "本文综述大语言模型的训练与推理。"),
    ("LLM推理加速", "推理的加速。"),
    ("基于Transformer的图像分类", "视觉模型。"),
    ("強化学習による制御", "エージェントを学習させる。"),
    ("한국어 언어모델의 평가", "A benchmark."),
    ("Compilers of C++ and of C", "Written in C++11."),
    ("Compilers of C", "Written in C."),
    ("C# for Teachers", "A course."),
    ("Neural A* Search", "We plan by A*."),
    ("A Search of Stars", "We look for a star."),
    ("Learned A-star", "Astar is learned."),
    (readable("H$_2$O: Heavy Hitters"), "A cache."),
    ("H2O of Lakes", "Water."),
    (readable('Schr\\"odinger Bridges'), "Bridges."),
    (readable(r"$\pi_0$: A Flow of Actions"), "A robot."),
    ("π0 Once More", "A robot again."),
    (readable(r"$\alpha$-Entmax"), "Sparse."),
    (readable("S$^2$FT: Sparse Tuning"), "Robots&#39; tuning."),
)
QUERIES = {
    "语言模型": [1],
    "大模型": [],
    "模型推理": [1],
    "推理": [2, 1],
    "LLM推理": [2],
    "llm 推理": [2],
    "LLM": [2],
    "Transformer": [3],
    "transformer图像": [3],
    "视": [3],
    "型": [1, 3],
    "学習": [4],
    "강화": [],
    "언어모델": [5],
    '"言模"': [1],
    "title:推理": [2],
    "推理 -LLM": [1],
    "C++": [6],
    "c++ compilers": [6],
    "compilers C": [7, 6],
    "C#": [8],
    "A*": [9, 11],
    "a* search": [9],
    "neural A*": [9],
    "h2o": [12, 13],
    "H₂O": [12, 13],
    "schrodinger": [14],
    "Schrödinger bridge": [14],
    "π0": [15, 16],
    "pi0": [15, 16],
    "π₀": [15, 16],
    "alpha entmax": [17],
    "α-entmax": [17],
    "alpha": [17],
    "s2ft": [18],
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    base = small_base.make()
    for number, (title, abstract) in enumerate(PAPERS, start=1):
        small_base.add_paper(base, title, arxiv_id=f"2401.{number:05}", abstract=abstract)
    base.execute("begin")
    terms.refresh(base)
    base.execute("commit")
    yield Reader(base)
    base.close()


@pytest.fixture(scope="module", params=["file", "folder"])
def page(reader, request) -> Iterator[Engine]:
    papers = tuple(reader.papers(range(1, len(PAPERS) + 1)))
    make = page_engine.of_file if request.param == "file" else page_engine.of_folder
    opened = make(papers, ExportRequest(compounds=search_lookup.compounds(reader.connection)))
    yield opened
    opened.close()


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_what_is_meant(reader, query):
    """`语言模型` found no 大语言模型综述, `C++` every paper with a C, `h2o` no H$_2$O."""
    found = search(reader, query, today=TODAY)
    assert [hit.paper.id for hit in found.hits if not hit.lacks] == QUERIES[query]
    assert not found.advice.corrections


def test_the_page_finds_the_same_in_the_same_order(page):
    found = page.find([f"{query} " for query in QUERIES], TODAY)
    expected = {query: [f"2401.{number:05}" for number in ids] for query, ids in QUERIES.items()}
    assert dict(zip(QUERIES, found, strict=True)) == expected


def test_what_is_found_is_marked_as_it_is_written(reader):
    [hit] = search(reader, "语言模型", today=TODAY).hits
    assert [hit.paper.title[start:end] for start, end in hit.title_marks] == ["语言模型"]
    assert hit.snippet is not None
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["语言模型"]
    hit = search(reader, "C++", today=TODAY).hits[0]
    assert [hit.paper.title[start:end] for start, end in hit.title_marks] == ["C++"]


def test_a_word_with_a_sign_is_told_as_it_is_written(reader):
    found = search(reader, "C++ teachers", today=TODAY)
    assert [hit.lacks for hit in found.hits] == [("c++",), ("teachers",)]
    assert "\ue02b" not in found.parsed
