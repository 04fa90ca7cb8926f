"""Other spellings, names of papers and words of questions: the command line and the page agree."""

from collections.abc import Iterator
from datetime import date

import pytest

import small_base
from aiev.exporters.exporter import ExportRequest
from aiev.services.search.run_query import search
from aiev.store.reading import search_lookup
from aiev.store.reading.reader import Reader
from aiev.store.writing import terms
from query import page_engine
from query.page_engine import Engine

TODAY = date(2025, 6, 1)
PAPERS = (
    ("2401.00001", "Fine-Tuning of Kites", "We study fine-tuning and KV-cache reuse."),
    ("2401.00002", "Finetuning Plovers", "Finetuning without labels; the kvcache is kept."),
    ("2401.00003", "Wings", "The fine tuning of wings, with Kite-2b and a KV-cache."),
    ("2401.00004", "Herons", "Fine-tuning with Kite-2b, Kite2b and a KV-cache of 10,000 birds."),
    ("2401.00005", "Owls at Night", "Behavior of owls; 10000 of them, by Kite-2b."),
    (
        "2401.00006",
        "Owls by Day",
        "The behaviour of owls that hunt by day, and at times of a KV-cache.",
    ),
    ("2401.00007", "Swift: Low Flight", "A swift."),
    ("2401.00008", "How Swift Is a Swift? Swift Swift", "Swift, swift, swift."),
    ("2401.00009", "TwinKite: Two on One Line", "Two of them."),
    ("2401.00010", "Trees of Herons: Nests", "Where herons nest."),
    ("2401.00011", "Nests of Herons in Trees", "Herons, trees of herons, nests."),
    ("2401.00012", "Rest Is All You Need", "All that one needs."),
    (
        "2401.00014",
        "Serving Gulls",
        "On top of all of this we build gullRun, a server for many birds.",
    ),
    ("2401.00015", "Servers", "Is gullRun fast? gullRun, gullRun."),
    ("2401.00013", "All We Need", "Rest is what all of you need, is all you need."),
    ("2401.00016", "Tern3.5 at Sea", "Tern3 and Tern-3."),
    ("2401.00017", "Tern 3.5 on Land", "Tern-3 and Tern3."),
    ("2401.00018", "A Coast", "Tern-3, Tern3, and 3.5 miles."),
    ("2401.00019", "Rails", "Rail-2.5-dive runs."),
    ("2401.00020", "More Rails", "Rail-2.5-dive runs, and a 2-dive."),
    ("2401.00021", "Most Rails", "Rail-2.5-dive runs; so does Rail-2, and 5 dive."),
    ("2401.00022", "The Roost and the Bats of a Roost", "Roosts, bats and roosts of other bats."),
    ("2401.00023", "Where a Roost-of-Bats Rests", "It rests."),
    ("2401.00024", "Caves", "A roost-of-bats."),
    (
        "2401.00025",
        "Deep Caves",
        "Another roost-of-bats, in a place far away from all of the other caves.",
    ),
)
QUERIES = {
    "finetuning": ["2401.00002", "2401.00001", "2401.00003", "2401.00004"],
    "fine-tuning": ["2401.00002", "2401.00001", "2401.00003", "2401.00004"],
    "kvcache wings": ["2401.00003"],
    "kite2b herons": ["2401.00004"],
    "kite 2b owls": ["2401.00005"],
    "Kite$_{2}$b herons": ["2401.00004"],
    r"$\mathrm{Kite}^2$b$ herons": ["2401.00004"],
    "10000": ["2401.00005", "2401.00004"],
    "10,000": ["2401.00005", "2401.00004"],
    "behaviour": ["2401.00005", "2401.00006"],
    "behavior": ["2401.00005", "2401.00006"],
    "tern 3.5": ["2401.00016", "2401.00017"],
    "tern3.5": ["2401.00016", "2401.00017"],
    "rail2.5": ["2401.00019", "2401.00020", "2401.00021"],
    "rail2.5dive": ["2401.00019", "2401.00020", "2401.00021"],
    "roost of bats": ["2401.00023", "2401.00022", "2401.00024", "2401.00025"],
    "roost bats": ["2401.00022", "2401.00023", "2401.00024", "2401.00025"],
    "swift": ["2401.00007", "2401.00008"],
    "twin kite": ["2401.00009"],
    "tree of herons": ["2401.00010", "2401.00011"],
    "the gullrun paper": ["2401.00014", "2401.00015"],
    "rest is all you need": ["2401.00012", "2401.00013"],
    "how to finetune without labels": ["2401.00002"],
    "owls vs behaviour": ["2401.00005", "2401.00006"],
}
NEAR = {"herrons": ({"herrons": "herons"}, {}), "herons": ({}, {}), "finetunes": ({}, {})}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    base = small_base.make()
    for arxiv_id, title, abstract in PAPERS:
        small_base.add_paper(base, title, arxiv_id=arxiv_id, abstract=abstract)
    base.execute("begin")
    terms.refresh(base)
    base.execute("commit")
    yield Reader(base)
    base.close()


@pytest.fixture(scope="module", params=["file", "folder"])
def page(reader, request) -> Iterator[Engine]:
    papers = tuple(reader.papers(range(1, len(PAPERS) + 1)))
    make = page_engine.of_file if request.param == "file" else page_engine.of_folder
    known = search_lookup.compounds(reader.connection)
    opened = make(papers, ExportRequest(compounds=known))
    yield opened
    opened.close()


@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_what_is_written_otherwise(reader, query):
    found = search(reader, query, today=TODAY)
    whole = [hit.paper.arxiv_id for hit in found.hits if not hit.lacks]
    assert whole == QUERIES[query]
    assert found.matched == len(whole)


def test_authors_are_found_by_every_form_of_their_names():
    """`author:"LeCun, Yann"` and `G. Hinton` found nobody."""
    base = small_base.make()
    names = ("Aaron van den Oord", "Łukasz Kaiser", "Lukasz Kaiser", "Gail E. Hinton", "Ann Hinton")
    for name in names:
        arxiv_id = f"2401.{names.index(name):05}"
        small_base.add_paper(base, f"By {name.split()[0]}", authors=[name], arxiv_id=arxiv_id)
    base.execute("begin")
    terms.refresh(base)
    base.execute("commit")

    def found(name):
        hits = search(Reader(base), f'author:"{name}"', today=TODAY).hits
        return sorted(author for hit in hits for author in hit.paper.authors)

    for name in ("Oord, Aaron van den", "A. van den Oord", "Oord, A. van den", "van den Oord"):
        assert found(name) == ["Aaron van den Oord"], name
    for name in ("Lukasz Kaiser", "Kaiser, Łukasz", "L. Kaiser", "Kaiser, Ł."):
        assert found(name) == ["Lukasz Kaiser", "Łukasz Kaiser"], name
    assert found("G. Hinton") == found("G. E. Hinton") == ["Gail E. Hinton"]
    assert found("X. Hinton") == []
    page = page_engine.of_file(
        tuple(Reader(base).papers(range(1, len(names) + 1))), ExportRequest()
    )
    asked = {"G. Hinton": [3], "G. E. Hinton": [3], "A. Hinton": [4], "X. Hinton": []}
    shown = page.find([f'author:"{name}" ' for name in asked], TODAY)
    page.close()
    expected = [[f"2401.{number:05}" for number in some] for some in asked.values()]
    assert shown == expected, "the page"
    base.close()


def test_the_page_finds_the_same_in_the_same_order(page):
    found = page.find([f"{query} " for query in QUERIES], TODAY)
    assert dict(zip(QUERIES, found, strict=True)) == QUERIES


def test_the_page_offers_what_the_search_offers(reader, page):
    told = page.run("nearTo", ([word] for word in NEAR))
    for word, answer in zip(NEAR, told, strict=True):
        advice = search(reader, word, today=TODAY).advice
        pairs = [
            {one.written: one.corrected for one in some}
            for some in (advice.corrections, advice.suggestions)
        ]
        assert tuple(pairs) == NEAR[word] == tuple(answer)


def test_a_stem_of_a_title_is_no_word_of_it_in_either():
    base = small_base.make()
    small_base.add_paper(base, "DiFuse-Net", abstract="Depth.")
    for number in range(100):
        small_base.add_paper(base, f"Of diffusion {number}")
    base.execute("begin")
    terms.refresh(base)
    base.execute("commit")
    expected = {"difusion": ({}, {"difusion": "diffusion"}), "difuse": ({}, {})}
    page = page_engine.of_file(tuple(Reader(base).papers(range(1, 102))), ExportRequest())
    told = page.run("nearTo", ([word] for word in expected))
    page.close()
    for word, answer in zip(expected, told, strict=True):
        assert search_lookup.typos(base, [word]) == expected[word] == tuple(answer)
    base.close()
