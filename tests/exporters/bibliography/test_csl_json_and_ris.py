"""CSL-JSON and RIS, read back by the programs they are for."""

import json
import re

import pytest
from hypothesis import given, settings

from aiev.exporters.bibliography import csl_json, maths_html, ris, tex_text
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.plain_text import is_linkable, one_line
from aiev.sources.arxiv import tex_maths
from aiev.value import replace
from exporters.html.many_papers import many
from exporters.sample_papers import HOSTILE_PAPERS, OUTLINE, PAPERS, paper


def write(module, papers=PAPERS):
    return "".join(module.render(papers, ExportRequest(outline=OUTLINE)))


@given(HOSTILE_PAPERS)
def test_csl_json_reads_back_with_the_title_as_one_line(hostile):
    (item,) = json.loads(write(csl_json, [hostile]))
    title = re.sub(r'\u2060|<span class="nocase">|(?<=[$)])</span>', "", item.get("title", ""))
    written = one_line(tex_text.title(hostile)).replace("\u2060", "")
    is_plain = not any(tex_maths.split(tex_text.title(hostile))[1::2])
    assert not is_plain or title == (written or item.get("URL", ""))


def test_maths_is_letters_and_what_looks_like_markup_stays(pandoc):
    r"""A style in title case wrote `$\Mathcal{O}$`, and `<b>` made what follows bold."""
    title = r"Sets of $\mathcal{O}(n<b)$ in \(\mathbb{z}_2^{n}\) with $\frac{a}{b}$ and <b>html</b>"
    text = write(csl_json, [paper(1, title, url="https://a.test", issued="2024")])
    assert "z<sub>2</sub><sup>n</sup></span>" in text
    shown = pandoc(text, "-f", "csljson", "--citeproc", "-t", "html").replace("\u2060", "")
    assert "O(n&lt;b)" in shown
    assert "z<sub>2</sub><sup>n</sup>" in shown
    assert r"$\frac{a}{b}$" in shown
    assert "&lt;b&gt;html" in shown


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("n^2", "n<sup>2</sup>"),
        (r"W_{1+n}^{ab}", "W<sub>1+n</sub><sup>ab</sup>"),
        (r"\mathcal{O}(\log n)", "O(log n)"),
        (r"\alpha \to \infty", "α→∞"),
        (r"\mathrm{CO}_2", "CO<sub>2</sub>"),
        ("e^{x^2}", "e<sup>x<sup>2</sup></sup>"),
        ("n<b>", "n<\u2060b>"),
        (r"\frac{a}{b}", None),
        (r"\hat{x}", None),
        ("x^", None),
        ("{x", None),
        ("x}", None),
        ("{" * 90, None),
    ],
)
def test_maths_as_markup_or_not_at_all(body, expected):
    assert maths_html.find(body) == expected


def test_csl_json_of_nothing_is_an_empty_array():
    assert json.loads(write(csl_json, ())) == []


def test_csl_names_have_their_parts():
    first, second, *_ = json.loads(write(csl_json))
    assert first["author"][0] == {
        "family": "Berg",
        "given": "Ada",
        "non-dropping-particle": "van der",
    }
    assert first["author"][2]["suffix"] == "Jr."
    assert second["author"][1] == {"literal": "The Bar Collaboration"}
    # Further authors are no author called `others`.
    assert second["author"][2:] == [{"family": "Bayan"}]


STRAIGHT = str.maketrans("“”‘’", "\"\"''")
FORMATS = pytest.mark.parametrize(
    ("module", "reader"), [(csl_json, "csljson"), (ris, "ris")], ids=["csl-json", "ris"]
)


@FORMATS
def test_pandoc_renders_a_reference(pandoc, module, reader):
    """With its citation processor, in the style that it has by itself."""
    first, second, *_ = PAPERS
    is_csl = module is csl_json
    if not is_csl:
        # It reads three parts of a name in the order of BibTeX, not in that of RIS.
        first = replace(first, authors=(*first.authors[:2], "Robert Low"))
    references = pandoc(write(module, (first, second)), "-f", reader, "--citeproc", "-t", "plain")
    assert references == (
        f"Berg, Ada van der, José García-Núñez, and Robert Low{' Jr' * is_csl}. 2025. “FooMoE: "
        f"Serving Experts on GPU-Free Machines.” OSDI{'’' if is_csl else chr(39)}25. "
        "https://doi.org/10.48550/arXiv.2411.00001.\n\n"
        "王小明, The Bar Collaboration, and Bayan. 2004. “Sparse "
        + ("O(n²) Attention with Z₂" if is_csl else "$O(n^2)$ Attention with $\\Mathbb{Z}_2$")
        + " & 100% of _Everything_ #1.” "
        "J. Made Up 12 (3): 45–67. https://doi.org/10.1000/j.x_1.\n"
    )


@FORMATS
def test_pandoc_reads_every_paper_with_its_authors(pandoc, module, reader):
    """Also a group first of all."""
    papers = (*many(60), replace(PAPERS[0], authors=("The Bar Collaboration", "Robert Low")))
    items = json.loads(pandoc(write(module, papers), "-f", reader, "-t", "csljson"))
    for item, one in zip(items, papers, strict=True):
        title = one_line(tex_text.title(one))
        assert "$" in title or item["title"].translate(STRAIGHT) == title
    group, person = items[-1]["author"]
    assert (group.get("family") or group["literal"]) == "The Bar Collaboration"
    assert (person["family"], person["given"]) == ("Low", "Robert")


@given(HOSTILE_PAPERS)
@settings(max_examples=10)
def test_pandoc_reads_ris_whatever_the_texts_hold(pandoc, hostile):
    after = paper(2, "After", arxiv_id="2405.00002", issued="2024-05")
    items = json.loads(pandoc(write(ris, [hostile, after]), "-f", "ris", "-t", "csljson"))
    assert [item.get("title") for item in items][1:] == ["After"]


@given(HOSTILE_PAPERS)
@settings(max_examples=50)
def test_ris_reads_back_whatever_the_texts_hold(hostile):
    rispy = pytest.importorskip("rispy")
    after = paper(2, "After", arxiv_id="2405.00002", issued="2024-05")
    first, second = rispy.loads(write(ris, [hostile, after]))
    assert second["title"] == "After"
    address = one_line(hostile.url) if is_linkable(hostile.url) else ""
    assert first.get("title", "") == (one_line(tex_text.title(hostile)) or address)
    assert len(first.get("urls", ())) == bool(address)


def test_ris_gives_an_address_with_a_semicolon_as_one():
    rispy = pytest.importorskip("rispy")
    [read] = rispy.loads(write(ris, [paper(1, "T", url="https://x.io/a;b?c=1;2", issued="2024")]))
    assert read["urls"] == ["https://x.io/a%3Bb?c=1%3B2"]


# The types that Zotero takes: with any other in one item it refuses the whole file.
# Source: https://github.com/zotero/translators (CSL JSON.js).
ZOTERO_TAKES = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "document",
    "entry",
    "figure",
    "graphic",
    "interview",
    "legislation",
    "legal_case",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "post",
    "post-weblog",
    "personal_communication",
    "report",
    "review",
    "review-book",
    "song",
    "speech",
    "thesis",
    "treaty",
    "webpage",
]


def test_zotero_takes_every_type_and_keeps_where_a_preprint_stands():
    papers = (*many(40), *PAPERS)
    items = json.loads(write(csl_json, papers))
    assert {item["type"] for item in items} <= set(ZOTERO_TAKES)
    [preprint] = json.loads(write(csl_json, [replace(PAPERS[5], entries=())]))
    told = {key: preprint[key] for key in ("type", "number", "publisher", "DOI", "citation-key")}
    assert told == {
        "type": "article",
        "number": "arXiv:2412.00002",
        "publisher": "arXiv",
        "DOI": "10.48550/arXiv.2412.00002",
        "citation-key": preprint["id"],
    }
    assert preprint["note"] == "arXiv:2412.00002\nWithdrawn"
    assert items[0]["note"].startswith("arXiv:")


def test_ris_of_a_preprint_is_one_to_zotero_and_no_article_to_others():
    """No type of RIS is a preprint in Zotero; a line of M2 makes one of it.

    T2 would be lost there, AN is a PubMed number in Mendeley, and M3 tried as a DOI.
    """
    lines = write(ris, [replace(PAPERS[5], entries=())]).split("\r\n")
    tags = {line[:2] for line in lines if line}
    assert lines[0] == "TY  - UNPB"
    assert "M2  - type: preprint" in lines
    assert "DO  - 10.48550/arXiv.2412.00002" in lines
    assert not tags & {"T2", "AN", "M1", "M3"}


def test_ris_says_who_where_and_when():
    rispy = pytest.importorskip("rispy")
    first, second, *_ = rispy.loads(write(ris))
    assert first["authors"] == ["van der Berg, Ada", "García-Núñez, José", "Low, Robert, Jr."]
    assert (second["secondary_title"], second["volume"], second["number"]) == (
        "J. Made Up",
        "12",
        "3",
    )
    assert (second["start_page"], second["end_page"], second["year"]) == ("45", "67", "2004")
