"""The query language is one in Python, in SQL and in the exported page.

The cases in tests/data/query say what it is: text to words and stems, dates to spans, queries to
trees, and queries to papers. Python answers with the package `aiev.query`, SQL with SQLite's own
index, and the page with its own files, which run under V8 without a browser.
"""

import gzip
import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

import small_base
from aiev.domain import arxiv_id, organization
from aiev.domain.knowledge import Paper
from aiev.errors import QueryError
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import catalog
from aiev.query import compile as compiler
from aiev.query import filters, match, spelling, syntax, tokens
from aiev.query.expand import expand, text_words
from aiev.query.stemmer import stem
from aiev.query.tree import (
    EVERYTHING,
    NOTHING,
    And,
    Dates,
    Identifier,
    Name,
    Node,
    Not,
    Numbers,
    Or,
    Text,
)
from aiev.store.reading import name_lookup, organization_names, search, search_lookup
from aiev.store.reading.reader import Reader
from aiev.store.writing import terms
from query import page_engine
from query.page_engine import Engine

CASES = Path(__file__).parents[1] / "data" / "query"
CORPUS = Path(__file__).parents[3] / "shared" / "arxiv-api" / "corpus.jsonl.gz"
TITLES = 20_000


def cases(name: str) -> dict:
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = Engine()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    # Stems are bytes, which need not be text any more.
    connection.text_factory = lambda held: held.decode(errors="replace")
    for name, tokenizer in (("words", ""), ("stems", "porter ")):
        connection.execute(
            f"create virtual table {name}"
            f" using fts5(text, tokenize='{tokenizer}unicode61 remove_diacritics 2')"
        )
        connection.execute(f"create virtual table {name}_terms using fts5vocab({name}, instance)")
    return connection


def indexed(index: sqlite3.Connection, texts: list[str]) -> list[list[list[str]]]:
    """Return each word of the texts with its stem as SQLite's own index holds them."""
    found = []
    for name in ("words", "stems"):
        index.execute(f"delete from {name}")
        texts = [text.replace("\0", " ") for text in texts]
        rows = enumerate(tokens.index_text(text) or text for text in texts)
        index.executemany(f"insert into {name} (rowid, text) values (?, ?)", rows)
        terms: list[list[str]] = [[] for _ in texts]
        for row, term in index.execute(f"select doc, term from {name}_terms order by doc, offset"):
            terms[row].append(term)
        found.append(terms)
    return [[list(pair) for pair in zip(*both, strict=True)] for both in zip(*found, strict=True)]


def in_python(text: str) -> list[list[str]]:
    return [[word, stem(word)] for word in tokens.tokens(text)]


def test_words_and_stems_are_those_of_the_cases(engine, index):
    wanted = cases("words")
    texts = list(wanted)
    expected = [[pair.split(" ") for pair in pairs] for pairs in wanted.values()]
    assert [in_python(text) for text in texts] == expected
    assert indexed(index, texts) == expected
    assert engine.run("wordsOf", ([text] for text in texts)) == expected


def test_addresses_of_one_work_are_one_on_the_page_too(engine):
    for name, is_one in (("same", True), ("unlike", False)):
        pairs = cases("addresses")[name]
        keys = engine.run("addressKey", ([address] for pair in pairs for address in pair))
        found = [one == other for one, other in zip(keys[::2], keys[1::2], strict=True)]
        wrong = [pair for pair, are in zip(pairs, found, strict=True) if are != is_one]
        assert wrong == [], name


# Letters and signs of every block that titles, names and lists are written with.
BLOCKS = (
    (0x21, 0x24F), (0x300, 0x377), (0x386, 0x3E1), (0x400, 0x527), (0x5D0, 0x5EA), (0x620, 0x64A),
    (0x1E00, 0x1FFE), (0x2000, 0x218F), (0x2190, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x4F00),
    (0xAC00, 0xAC80), (0xF900, 0xFAD9), (0xFB00, 0xFB06), (0xFF00, 0xFFEF), (0x1D400, 0x1D7FF),
    (0x1F300, 0x1FAFF),
)  # fmt: skip


def test_every_letter_is_folded_alike(engine, index):
    """`µTransfer`, with U+00B5, was found by the command line only."""
    texts = [f"b{chr(code)}d" for low, high in BLOCKS for code in range(low, high + 1)]
    expected = indexed(index, texts)
    for name, found in (
        ("python", [in_python(text) for text in texts]),
        ("page", engine.run("wordsOf", ([text] for text in texts))),
    ):
        pairs = zip(texts, found, expected, strict=True)
        wrong = [(text, one, other) for text, one, other in pairs if one != other]
        assert wrong == [], name


def titles() -> list[str]:
    """Return real titles where they lie, else words put together of all kinds of letters."""
    if CORPUS.exists():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["title"] for line in islice(lines, TITLES)]
    rng = random.Random(7)
    starts = (
        "quant", "optim", "straß", "đorđ", "βvae", "maalø", "µtransf", "éclair", "Ω推", "gradient",
        "rela", "nat", "flop", "y",
    )  # fmt: skip
    ends = (
        "ization", "izing", "ed", "s", "es", "ies", "ational", "ness", "ment", "y", "", "ß", "ing",
    )  # fmt: skip
    return [
        " ".join(rng.choice(starts) + rng.choice(ends) for _ in range(rng.randint(3, 12)))
        for _ in range(2_000)
    ]


@pytest.mark.slow
def test_words_and_stems_of_titles_are_equal(engine, index):
    texts = titles()
    expected = indexed(index, texts)
    assert [in_python(text) for text in texts] == expected
    assert engine.run("wordsOf", ([text] for text in texts)) == expected


def test_any_letter_before_an_ending_is_stemmed_alike(engine, index):
    """The index stems bytes: of `a၁ing`, whose last two are alike, one is taken away."""
    letters = "aøßđβж၁推的𝛼é"
    endings = ("ing", "ed", "s", "ies", "y", "ization", "ness", "er", "e", "ll", "ating")
    words = [f"{a}{b}{c}{end}" for a in "ato" for b in letters for c in letters for end in endings]
    expected = indexed(index, words)
    assert any("\ufffd" in pairs[0][1] for pairs in expected)
    assert [in_python(word) for word in words] == expected
    assert engine.run("wordsOf", ([word] for word in words)) == expected


def python_span(field: str, text: str, today: date) -> object:
    try:
        if field == "since":
            return [filters.since(text, today), None]
        if field == "until":
            return [None, filters.until(text, today)]
        return list(filters.span(text, today))
    except ValueError as error:
        return str(error)


def test_spans_of_dates_are_those_of_the_cases(engine):
    """`date:9999` was an error on the command line, and a span on the page."""
    for today, spans in cases("dates").items():
        asked = [tuple(asked.split(":", 1)) for asked in spans]
        expected = list(spans.values())
        day = date.fromisoformat(today)
        assert [python_span(*each, day) for each in asked] == expected
        assert engine.run("spanFor", ([*each, today] for each in asked)) == expected


def told(node: Node) -> object:
    """Return a tree in the words of the cases."""
    if isinstance(node, And | Or):
        if node in (NOTHING, EVERYTHING):
            return None
        return ["and" if isinstance(node, And) else "or", *map(told, node.parts)]
    if isinstance(node, Not):
        return ["not", told(node.part)]
    if isinstance(node, Dates):
        return ["date", node.low, node.high]
    if isinstance(node, Numbers):
        return [node.field, node.low, node.high]
    if isinstance(node, Identifier):
        found = arxiv_id.find(node.text)
        return ["id", found.value if found else node.text]
    if isinstance(node, Name):
        return [node.field, node.text + ("*" if node.is_prefix else "")]
    assert isinstance(node, Text)
    words = " ".join(tokens.tokens(node.text))
    return [node.form, words, *([node.field] if node.field else [])]


def test_queries_are_read_as_the_cases_say(engine):
    """`constructor:x` was taken for a field on the page."""
    found = cases("trees")
    today = date.fromisoformat(found["today"])
    queries = list(found["trees"])
    expected = list(found["trees"].values())
    assert [told(syntax.parse(query, today=today)) for query in queries] == expected
    read = engine.run("treeOf", ([query, found["today"]] for query in queries))
    assert [one["tree"] for one in read] == expected


def test_what_cannot_be_read_is_refused_or_told(engine):
    """The page asks for the rest of a query while it is typed, and says what it left out."""
    found = cases("trees")
    today = date.fromisoformat(found["today"])
    for query, reason in found["problems"].items():
        if reason.startswith("no word"):
            assert syntax.parse(query, today=today) == NOTHING
            continue
        with pytest.raises(QueryError) as refused:
            syntax.parse(query, today=today)
        assert reason.partition(":")[0] in str(refused.value)
    read = engine.run("treeOf", ([query, found["today"]] for query in found["problems"]))
    assert [one["problem"] for one in read] == list(found["problems"].values())


@pytest.mark.parametrize(
    "query", ["state:read", "rating:>=4", "rating>3", "has:note", "has:Rating"]
)
def test_the_page_tells_what_it_cannot_be_asked(engine, query):
    """What was no field of a page was taken for a venue of that name."""
    [read] = engine.run("treeOf", [[f"moe {query}", "2025-06-01"]])
    assert read["tree"] == ["word", "moe"]
    assert read["problem"].startswith("no page ")


@pytest.fixture(scope="module")
def base() -> Iterator[sqlite3.Connection]:
    made = small_base.make()
    found = cases("papers")
    made.execute("begin")
    for name, more in found["organizations"].items():
        small_base.add_organization(made, name, **more)
    for one in found["papers"]:
        small_base.add_paper(made, **one)
    terms.refresh(made)
    made.execute("commit")
    yield made
    made.close()


def papers_of(base: sqlite3.Connection) -> tuple[Paper, ...]:
    return tuple(Reader(base).papers(range(1, len(cases("papers")["papers"]) + 1)))


@pytest.fixture(scope="module", params=["file", "folder"])
def page(base, request) -> Iterator[Engine]:
    papers = papers_of(base)
    keys = organization_names.by_key(base)
    make = page_engine.of_file if request.param == "file" else page_engine.of_folder
    compounds = search_lookup.compounds(base)
    opened = make(papers, ExportRequest(organization_keys=keys, compounds=compounds))
    yield opened
    opened.close()


def test_queries_find_the_papers_of_the_cases(base):
    """`straße`, `Đorđe`, `βvaes` and `author:maaløe` found nothing in a folder."""
    found = cases("papers")
    today = date.fromisoformat(found["today"])
    ids = {one["title"]: number for number, one in enumerate(found["papers"], start=1)}
    papers = Reader(base).papers(ids.values())
    for query, expected in found["queries"].items():
        written = syntax.parse(query, today=today)
        known = search_lookup.spellings(base, text_words(written))
        node = name_lookup.resolve_names(base, expand(written, known))
        node = search_lookup.resolve_prefixes(base, node, is_bounded=False)
        wanted = sorted(ids[title] for title in expected)
        assert sorted(search.in_order(base, compiler.compile(node), "date")) == wanted, query
        assert [paper.id for paper in papers if match.matches(node, paper)] == wanted, query


def test_the_page_finds_the_papers_of_the_cases(page, base):
    found = cases("papers")
    taken: set[str] = set()
    places = {catalog.anchor(one, taken): one.title for one in papers_of(base)}
    answers = page.find(
        [f"{query} " for query in found["queries"]], date.fromisoformat(found["today"])
    )
    for (query, expected), answer in zip(found["queries"].items(), answers, strict=True):
        assert sorted(places[one] for one in answer) == sorted(expected), query


def test_names_that_differ_by_case_only_are_alike_in_both(engine):
    """Python folds ß as ss, which the lower case of a browser does not."""
    letters = [chr(code) for low, high in BLOCKS for code in range(low, high + 1)]
    by_python: dict[str, set[str]] = {}
    by_page: dict[str, set[str]] = {}
    folded = engine.run("caseless", ([letter] for letter in letters))
    for letter, there in zip(letters, folded, strict=True):
        by_python.setdefault(letter.casefold(), set()).add(letter)
        by_page.setdefault(str(there), set()).add(letter)
    assert sorted(map(sorted, by_python.values())) == sorted(map(sorted, by_page.values()))


NAMES = (
    "UC Berkeley", "U.C. Berkeley", "The University of X", "Univ. of X & Y Labs", "Foo, Inc.",
    "Foo Co., Ltd.", "Ltd", "École Normale", "The At", "Peking   university", "AT&T", "O’Reilly",
    "北京大学", "d-Matrix_AI", "Straße", "Ørsted Constructor", "Ångström ＡＢＣ",
)  # fmt: skip


def test_names_of_organizations_have_the_same_keys(engine):
    keys = engine.run("organizationKey", ([name] for name in NAMES))
    assert keys == [organization.key(name) for name in NAMES]


IDENTIFIERS = (
    "2411.11217",
    " 2411.11217v12 ",
    "ARXIV: 0704.0001.pdf",
    "2413.11217",
    "2411.112177",
    "hep-th/9901001v2",
    "math.GT/0309136",
    "Cs/0309136",
    "made-up/0309136",
    "https://arxiv.org/pdf/math.GT/0309136v1#page=3",
    "http://arxiv.org/ftp/cs/papers/0309/0309136.pdf",
    "arxiv.org/html/2411.11217v1/x3.png",
    "https://arxiv.org/abs/2411.11217%76%32",
    "100%",
    "doi.org/10.48550/arXiv.2411.11217",
    "See arXiv preprint arXiv:2411.11217 (2024)",
    "moe",
)


def test_identifiers_are_found_alike(engine):
    found = [arxiv_id.find(text) for text in IDENTIFIERS]
    expected = [one and one.value for one in found]
    assert engine.run("arxivId", ([text] for text in IDENTIFIERS)) == expected


def test_slips_are_counted_alike(engine):
    rng = random.Random(8)
    words = ["".join(rng.choices("abcd", k=rng.randint(0, 7))) for _ in range(800)]
    pairs = list(zip(words[::2], words[1::2], strict=True))
    expected = [spelling.distance(one, other) for one, other in pairs]
    assert engine.run("distance", pairs) == expected
