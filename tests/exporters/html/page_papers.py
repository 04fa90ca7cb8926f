"""A small page's papers, the newest first, all of them made up; one is hostile all over."""

from aiev.domain.knowledge import Outline, OutlineList, OutlineTopic, Paper
from exporters.sample_papers import entry, paper

EVIL = '</script><img src=x onerror=alert(1)><script>alert(2)</script> "\' onfocus=alert(3) x="'

_FILLERS = tuple(
    paper(
        100 + number,
        f"Filler {number:02} on {('Pruning', 'Compilers', 'Caches')[number % 3]}",
        arxiv_id=f"22{12 - number // 4:02}.{number:05}",
        authors=(f"Flora Filler{number}",),
        abstract=f"Nothing but a filling text with the number {number}.",
        issued=f"2022-{12 - number // 4:02}-{28 - number:02}",
        organizations=("Filler Labs",) if number % 2 else (),
        topics=(f"Systems > {('Offloading', 'Serving')[number % 2]}",),
    )
    for number in range(24)
)

PAPERS: tuple[Paper, ...] = (
    paper(
        1, "Kite: Paged Caches for Long Answers", arxiv_id="2501.00011",
        authors=("Ada Asker", "Zoë Ångström"),
        abstract="We keep the key-value cache in pages and offload cold pages to the host.",
        issued="2025-01-20", organizations=("Example University", "Foo Labs"),
        topics=("Systems > Offloading",), primary_category="cs.DC",
        entries=(entry(1, "Systems > Offloading", "PagedKite", venue="OSDI'25"),),
    ),
    paper(
        2, "Avocet: Routing a Mixture of Experts by Need", arxiv_id="2501.00033",
        authors=("Dan Dao",), abstract="Experts that nobody needs sleep on the host.",
        issued="2025-01-07", organizations=("Foo Labs",), topics=("Models > MoE",),
    ),
    paper(
        3, "Heron: Serving MoE Models", arxiv_id="2411.00002", authors=("Eve Embed",),
        abstract="A router decides. Offloading is not needed.", issued="2024-11-18",
        organizations=("Foo Labs",), topics=("Systems > Serving", "Models > MoE"),
    ),
    paper(4, "Plover: Batching without Tears", arxiv_id="2406.00022", issued="2024-06",
          topics=("Systems > Serving",)),
    paper(5, "kite-serve", kind="code", url="https://git.test/kite/serve", issued="2024",
          topics=("Systems > Serving",), organizations=("Example University",)),
    *_FILLERS,
    paper(
        6, EVIL, arxiv_id="2101.00666", authors=(EVIL, "Mallory"), abstract=f"{EVIL} quarry",
        issued="2021-01-01", organizations=(EVIL,), topics=(f"{EVIL} > {EVIL}",), journal_ref=EVIL,
        tags=(EVIL,), comment=EVIL, doi=EVIL,
        entries=(entry(9, f"{EVIL} > {EVIL}", EVIL, note=EVIL, venue=EVIL),),
    ),
    paper(7, "A page with a dangerous link", kind="web", url="javascript:alert(4)"),
    paper(8, "ring attention", kind="placeholder", topics=("Models",)),
)  # fmt: skip

OUTLINE: Outline = (
    OutlineList(
        "made-up",
        "Awesome <i>Made-Up</i>",
        (
            OutlineTopic("Systems", "Systems", 2),
            OutlineTopic("Systems > Serving", "Serving", 3),
            OutlineTopic("Systems > Offloading", "Offloading", 3),
            OutlineTopic("Models", "Models", 2),
            OutlineTopic("Models > MoE", "MoE", 3),
        ),
    ),
)
