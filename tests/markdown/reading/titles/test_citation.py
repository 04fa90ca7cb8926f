"""Entries written as references: title, authors, venue and date apart, and titles kept whole."""

import pytest

from aiev.markdown.reading import document

ONE = "https://arxiv.org/abs/2401.0000"


def read(text):
    return document.parse(text, is_organization=lambda name: name in ("Google", "MIT")).entries


def facts(entry):
    date = str(entry.date) if entry.date else None
    return entry.label, entry.authors, entry.venue, date, entry.note


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Order of Things. Ada Bee, Cay Dee, Eva Eff. ICML 2024.",
            ("Order of Things", "Ada Bee, Cay Dee, Eva Eff", "ICML 2024", None),
        ),
        (
            "Order of Things. Ada Bee and Cay Dee. NeurIPS 2023.",
            ("Order of Things", "Ada Bee and Cay Dee", "NeurIPS 2023", None),
        ),
        (
            "Order of Things, Ada Bee, Cay Dee, Eva Eff, ICML 2024.",
            ("Order of Things", "Ada Bee, Cay Dee, Eva Eff", "ICML 2024", None),
        ),
        (
            'Ada Bee, Cay Dee. "Order of Things". ICLR 2022.',
            ("Order of Things", "Ada Bee, Cay Dee", "ICLR 2022", None),
        ),
        (
            '"Order of Things." Ada Bee, Cay Dee. ICLR 2022.',
            ("Order of Things", "Ada Bee, Cay Dee", "ICLR 2022", None),
        ),
        (
            "Ada Bee, Cay Dee, *Order of Things*, EMNLP 2021.",
            ("Order of Things", "Ada Bee, Cay Dee", "EMNLP 2021", None),
        ),
        (
            "A. Bee, C.-D. Dee, and E. Eff. Order of Things. In ICML, Jun 2024.",
            ("Order of Things", "A. Bee, C.-D. Dee, and E. Eff", "ICML", "2024-06"),
        ),
        (
            "Bee et al. Order of Things. (2024-03)",
            ("Order of Things", "Bee et al", None, "2024-03"),
        ),
        (
            "Bee, A., & Dee, C. (2024). Order of Things.",
            ("Order of Things", "Bee, A., & Dee, C", None, "2024"),
        ),
        (
            "Order of Things (Bee et al., 2024)",
            ("Order of Things", "Bee et al", None, "2024"),
        ),
        (
            "Order of Things. ICML, Jun 2024. Ada Bee, Cay Dee.",
            ("Order of Things", "Ada Bee, Cay Dee", "ICML", "2024-06"),
        ),
        (
            "Order of Things. In *ICML*, Jun 2024.",
            ("Order of Things", None, "ICML", "2024-06"),
        ),
        (
            "Why Order? An Inquiry. Ada Bee, Cay Dee. ICML 2024.",
            ("Why Order? An Inquiry", "Ada Bee, Cay Dee", "ICML 2024", None),
        ),
        (
            "Why Order? Ada Bee, Cay Dee. ICML 2024.",
            ("Why Order?", "Ada Bee, Cay Dee", "ICML 2024", None),
        ),
        (
            "**Order of Things.** *Ada Bee, Cay Dee.* 2024.05.",
            ("Order of Things", "Ada Bee, Cay Dee", None, "2024-05"),
        ),
    ],
)
def test_a_reference_gives_its_parts(written, expected):
    (entry,) = read(f"- {written} [[pdf]]({ONE}1)\n")
    assert facts(entry) == (*expected, None)


@pytest.mark.parametrize(
    "title",
    [
        "Mixtral 8x7B. Technical report",
        "Qwen 7. Technical Report",
        "LLM.int8(): 8-bit Products of Things",
        "GPT-4V(ision) vs. Human Eyes",
        "Dr. GRPO",
        "Scaling Laws and Model Merging. A Study",
        "Language, Vision, and Action Models",
        "Order 1.5. Open Foundation Models for All",
        "Order and Chaos. Selective Scan",
        "Attention, Memory and Robots. Deep Thoughts and Large Models",
        "Is Order Deep? Large Models and Long Memory",
    ],
)
def test_a_title_with_a_dot_in_it_stays_whole(title):
    (entry,) = read(f"- {title}. [[pdf]]({ONE}1)\n")
    assert facts(entry) == (title, None, None, None, None)


SINGLE = f"- Order of Steps. Gus Hay. ICML 2024. [[pdf]]({ONE}1)\n"
OTHERS = (
    f"- Order of Things. Ada Bee, Cay Dee. ICML 2024. [[pdf]]({ONE}2)\n"
    f"- Chaos of Things. Eva Eff and Ada Bee. ICML 2023. [[pdf]]({ONE}3)\n"
)


def test_an_only_author_is_told_from_a_title_by_its_neighbours():
    (alone,) = read(SINGLE)
    assert facts(alone)[:2] == ("Order of Steps. Gus Hay", None)
    among = read("# L\n## T\n" + SINGLE + OTHERS)[0]
    assert facts(among)[:3] == ("Order of Steps", "Gus Hay", "ICML 2024")
    apart = read("# L\n## S\n" + SINGLE + "## T\n" + OTHERS)[0]
    assert facts(apart)[:2] == ("Order of Steps. Gus Hay", None)


@pytest.mark.parametrize("between", [". Ada Bee, Cay Dee. ICML 2024.", " by Ada Bee, Cay Dee"])
def test_two_authors_behind_a_linked_title_are_no_note(between):
    (entry,) = read(f"- [Order of Things]({ONE}1){between}\n")
    assert (entry.authors, entry.note) == ("Ada Bee, Cay Dee", None)
