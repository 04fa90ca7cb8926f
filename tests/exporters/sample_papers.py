"""Papers, lists and texts that the exporters' tests share; all of them made up."""

from hypothesis import strategies as st

from aiev.domain.knowledge import (
    Block,
    Entry,
    EntryLink,
    Outline,
    OutlineList,
    OutlineTopic,
    Paper,
)

GPU_TABLE = "| chip | memory | link |\n|---|:---:|---|\n| X1 | 80GB | [page](https://x.test/1) |\n"


def entry(entry_id: int, topic: str | None, label: str, **fields: object) -> Entry:
    """Return an entry of the list `made-up`, with what is not given left empty."""
    values: dict[str, object] = {
        "list": "made-up",
        "note": None,
        "group": None,
        "url": None,
        "listed_date": None,
        "listed_organizations": None,
        "venue": None,
        "line": entry_id * 10,
        "position": entry_id,
    }
    return Entry(id=entry_id, topic=topic, label=label, **{**values, **fields})  # type: ignore[arg-type]


def paper(paper_id: int = 1, title: str = "A Paper", **fields: object) -> Paper:
    """Return a paper; an `arxiv_id` brings its address, what is not given is empty."""
    arxiv_id = fields.get("arxiv_id")
    values: dict[str, object] = {
        "kind": "paper",
        "arxiv_id": None,
        "version": None,
        "authors": (),
        "abstract": None,
        "issued": None,
        "published": None,
        "updated": None,
        "organizations": (),
        "topics": (),
        "tags": (),
        "primary_category": None,
        "categories": (),
        "doi": None,
        "journal_ref": None,
        "comment": None,
        "url": f"https://arxiv.org/abs/{arxiv_id}" if arxiv_id else None,
        "is_withdrawn": False,
        "enrichment": "done",
    }
    return Paper(id=paper_id, title=title, **{**values, **fields})  # type: ignore[arg-type]


PAPERS = (
    paper(
        1,
        "FooMoE: Serving Experts on GPU-Free Machines",
        arxiv_id="2411.00001",
        version=2,
        authors=("Ada van der Berg", "José García-Núñez", "Robert Low Jr."),
        abstract="We serve  experts.\n\nIt is 50% faster & <fast>.",
        issued="2024-11-18",
        published="2024-11-18",
        updated="2025-02-01",
        organizations=("Example University", "Foo Labs, Inc."),
        topics=("Systems > Offloading", "Models"),
        tags=("to-read",),
        primary_category="cs.DC",
        categories=("cs.DC", "cs.LG"),
        comment="12 pages",
        entries=(
            entry(3, "Systems > Offloading", "FooMoE", note="blog", venue="OSDI'25"),
            entry(5, "Models", "FooMoE again", links=(EntryLink("code", "https://c.test/f(o)o"),)),
        ),
    ),
    paper(
        2,
        "Sparse $O(n^2)$ Attention with $\\mathbb{Z}_2$ & 100% of _Everything_ #1",
        arxiv_id="math/0309136",
        version=1,
        authors=("王小明", "The Bar Collaboration", "Bayan", "et al."),
        issued="2003-09",
        topics=("Models",),
        primary_category="math.GT",
        categories=("math.GT",),
        doi="10.1000/j.x_1 10.1000/second",
        journal_ref="J. Made Up 12 (2004), no. 3, 45-67",
        entries=(entry(1, "Models", "Sparse", group="Classics"),),
    ),
    paper(
        3,
        "ring attention",
        kind="placeholder",
        enrichment="not-applicable",
        topics=("Systems > Offloading",),
        entries=(entry(4, "Systems > Offloading", "ring attention"),),
    ),
    paper(
        4,
        "=cmd|' /C calc'!A1",
        kind="code",
        url="https://git.test/a/b_c?x={1}&copy;=~y",
        issued="2023",
        organizations=("d-Matrix",),
        enrichment="not-applicable",
        entries=(entry(2, None, "=cmd|' /C calc'!A1"),),
    ),
    paper(
        5,
        '</a><script>alert(1)</script> [x](javascript:1) `*_~ \\ | \x1b[31m "q"',
        kind="web",
        url="javascript:alert(1)",
        organizations=("<b>Evil</b> & Co",),
        enrichment="not-applicable",
    ),
    paper(
        6,
        "FooMoE: Serving Experts on GPU-Free Machines",
        arxiv_id="2412.00002",
        authors=("Ada van der Berg",),
        issued="2024-12",
        is_withdrawn=True,
        enrichment="pending",
        topics=("Models",),
        entries=(entry(6, "Models", "FooMoE II", line=None, venue="Transactions on Foo 2025"),),
    ),
)

OUTLINE: Outline = (
    OutlineList(
        "made-up",
        "Awesome Made-Up",
        (
            OutlineTopic("Contents", "Contents", 2),
            OutlineTopic("Models", "Models", 2),
            OutlineTopic("Systems", "Systems", 2),
            OutlineTopic(
                "Systems > GPU",
                "GPU",
                4,
                (Block("made-up", "Systems > GPU", "table", GPU_TABLE, (), 0, 22),),
            ),
            OutlineTopic(
                "Systems > Offloading",
                "Offloading",
                4,
                (Block("made-up", "Systems > Offloading", "prose", "Some *prose*.\n", (), 1, 25),),
            ),
        ),
    ),
)

# Characters that mean something to one of the formats come often.
HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]()<>#+-.!|~&;:@$%^=\"'/,\t\n\r\v\x00\x1b\x85\u2028\u202e\ufeff"),
        st.sampled_from("abcXYZ019 éß中文한국αΩ🎉—“”"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=40,
)
HOSTILE_PAPERS = st.builds(
    lambda title, authors, abstract, organizations, url, note, journal, venue: paper(
        1,
        title,
        authors=tuple(authors),
        abstract=abstract,
        organizations=tuple(organizations),
        url=url,
        issued="2024-05",
        arxiv_id="2405.00001",
        primary_category="cs.LG",
        journal_ref=journal,
        notes=(note,),
        comment=note,
        entries=(entry(1, "Topic", title or "x", venue=venue, note=note),),
    ),
    HOSTILE,
    st.lists(HOSTILE, max_size=3),
    HOSTILE,
    st.lists(HOSTILE, max_size=2),
    HOSTILE,
    HOSTILE,
    HOSTILE,
    HOSTILE,
)
