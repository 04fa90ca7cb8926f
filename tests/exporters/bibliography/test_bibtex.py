"""BibTeX: every reader reads every entry without a warning and sees the texts that were given."""

import json
import logging
import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings

from aiev.domain.arxiv_id import ArxivId
from aiev.exporters.bibliography import latex_text
from aiev.exporters.bibliography.bibtex import render
from aiev.exporters.exporter import ExportRequest, Flavor
from aiev.exporters.plain_text import one_line
from aiev.value import replace
from exporters.html.many_papers import many
from exporters.sample_papers import HOSTILE, HOSTILE_PAPERS, PAPERS, paper
from places import SHARED

bibtexparser = pytest.importorskip("bibtexparser")
database = pytest.importorskip("pybtex.database")
SEED = SHARED / "arxiv-api" / "seed-papers.jsonl"
UNESCAPED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
}


def write(papers, flavor=Flavor.BIBTEX):
    return "".join(render(papers, ExportRequest(flavor=flavor)))


def typeset(field):
    """Return what LaTeX would print of a field without maths."""
    pattern = r"\\text[a-z]+\{\}|\\[&%#_${}]|[{}]"
    return re.sub(pattern, lambda m: UNESCAPED.get(m[0], m[0][1:]), field)


def read(text):
    """Return the entries as pybtex sees them, after bibtexparser found nothing to say either."""
    with_errors = bibtexparser.parse_string(text)
    assert not with_errors.failed_blocks
    entries = database.parse_string(text, "bibtex").entries
    assert list(entries) == [entry.key for entry in with_errors.entries]
    return entries


def seed_papers():
    if not SEED.exists():
        pytest.skip("the shared arXiv records are not here")
    with SEED.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [
        paper(
            number,
            record["title"],
            arxiv_id=record["id"],
            authors=tuple((record["authors"] or "").split(", ")),
            abstract=record["abstract"],
            issued=str(ArxivId(record["id"]).month()),
            primary_category="cs.LG",
            doi=record["doi"],
            journal_ref=record["journal-ref"],
        )
        for number, record in enumerate(records, start=100)
    ]


@given(HOSTILE_PAPERS)
@settings(max_examples=60)
def test_no_text_breaks_the_file_or_the_entry_after_it(hostile):
    after = paper(2, "After", arxiv_id="2405.00002", issued="2024-05")
    entries = read(write([hostile, after]))
    assert len(entries) == 2
    assert entries["unknown2024after"].fields["title"] == "After"


@given(HOSTILE.filter(lambda text: "$" not in text))
def test_a_title_is_typeset_as_it_is_written(title):
    field = latex_text.title(title)
    assert typeset(field) == re.sub(r"\\([&%#_])", r"\1", one_line(title))
    depths = [field[:end].count("{") - field[:end].count("}") for end in range(len(field) + 1)]
    assert min(depths) == depths[-1] == 0


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("MoE-Lightning: a GPU-Free System", "{MoE-Lightning}: a {GPU}-Free System"),
        ("Mamba: Linear-Time", "{Mamba}: Linear-Time"),
        ("Large Models:What and How", "Large Models:What and How"),
        ("Theory B of A", "Theory {B} of A"),
        ("Beyond DeepSeek-R1 and T5 on H100", "Beyond {DeepSeek}-{R1} and {T5} on {H100}"),
        ("Searching with A* (A*): I-JEPA", "Searching with {A}* ({A}*): {I}-{JEPA}"),
        ("Qwen2 and Qwen2.5-VL in C++", "{Qwen2} and {Qwen2.5}-{VL} in {C}++"),
        ("When I Am a Model: A “A” and (I)", "When I Am a Model: A “A” and (I)"),
        ("In 3D and 2024 and o1", "In {3D} and 2024 and o1"),
        ("LoRA (QLoRA)", "{LoRA} ({QLoRA})"),
        ("The $O(n^2)$ Wall", "The {$O(n^2)$} Wall"),
        ("S$^2$-MLP", "{S}{$^2$}-{MLP}"),
        ("Pay $5 or $6", r"Pay \$5 or \$6"),
        ("Pay $5-$10", r"Pay \$5-\$10"),
        ("The $5 and $10 question", r"The \$5 and \$10 question"),
        ("For $5 models of $n$ layers", r"For \$5 models of {$n$} layers"),
        ("$Foo tokens and $BAR", r"{\$Foo} tokens and {\$BAR}"),
        (r"At $z\sim7.0\mbox{--}8.5$", r"At {$z\sim7.0\mbox{--}8.5$}"),
        (r"The $10~\rm{kpc}$ Collar", r"The {$10~\rm{kpc}$} Collar"),
        (r"From $\sim 10 $ and Ly$ α$", r"From {$\sim 10 $} and Ly{$ α$}"),
        (
            r"$\mathrm{M_{\displaystyle \bullet}}-σ$ X",
            r"{$\mathrm{M_{\displaystyle \bullet}}-σ$} {X}",
        ),
        (r"With ${\rm S{\scriptsize pender}Q}$", r"With {${\rm S{\scriptsize pender}Q}$}"),
        (r"Of $$x^2$$ and \(y^2\)", r"Of {$x^2$} and {$y^2$}"),
        (r"On $\RR^{p+2}$ Here", r"On {\$\textbackslash{}RR\textasciicircum{}\{p+2\}\$} Here"),
        (r"On $\{0,1\}$", r"On {$\{0,1\}$}"),
        ("Lines at $λλ$4960", "Lines at {$λλ$}4960"),
        (r"Tools \& Foo\_bar", r"Tools \& Foo\_bar"),
        ("A {B} c", r"A \{{B}\} c"),
        ("A } B", r"A \textbraceright{} {B}"),
        ("a_b & 5% #1", r"a\_b \& 5\% \#1"),
    ],
)
def test_capitals_that_mean_something_and_maths_are_kept(title, expected):
    assert latex_text.title(title) == expected


@pytest.mark.parametrize(
    "name", ["DeepSeek-R1", "T5", "H100", "A*", "I-JEPA", "Qwen2", "MoE", "C++", "U-PaLM"]
)
def test_a_name_keeps_its_capitals_where_a_style_makes_titles_small(name):
    """As plain.bst does; it made qwen2 of Qwen2."""
    utils = pytest.importorskip("pybtex.bibtex.utils")
    small = utils.change_case(latex_text.title(f"Learning from {name} Today"), "t")
    assert re.sub(r"[{}]", "", small) == f"Learning from {name} today"


def test_a_family_name_of_several_words_is_one():
    """BibTeX takes a small word, and all before it, for particles: `Canal i` Saguer."""
    names = ("Mar Canal i Saguer", "Jan van der Foo Bar", "A. d'Avila Low", "M. de Bony de Low")
    entries = read(write([paper(authors=names)]))
    first, second, third, fourth = next(iter(entries.values())).persons["author"]
    assert (first.prelast_names, first.last_names) == ([], ["{Canal i Saguer}"])
    assert (second.prelast_names, second.last_names) == (["van", "der"], ["Foo", "Bar"])
    assert (third.prelast_names, third.last_names) == ([], ["{d'Avila Low}"])
    assert (fourth.prelast_names, fourth.last_names) == (["de"], ["{Bony de Low}"])


@pytest.mark.parametrize(
    "maths",
    [
        r"$\input{x}$",
        r"$\write18{x}$",
        r"$\def\a{}$",
        "$^^5cinput$",
        r"$\csname x$",
        "$}{$",
        r"$\{x}$",
        r"$x%y$",
    ],
)
def test_maths_that_could_do_something_is_written_out(maths):
    """A title must not read files when somebody typesets their bibliography."""
    assert latex_text.title(maths).startswith("{\\$")


def test_authors_are_people_groups_and_others():
    first, second, *_ = read(write(PAPERS)).values()
    assert [str(person) for person in first.persons["author"]] == [
        "van der Berg, Ada",
        "García-Núñez, José",
        "Low, Jr., Robert",
    ]
    assert [str(person) for person in second.persons["author"]] == [
        "{王小明}",
        "{The Bar Collaboration}",
        "Bayan",
        "others",
    ]


def test_a_name_that_holds_a_separator_is_still_one_author():
    odd = paper(1, "X", authors=("Can And", "Lab of A, B and C"), issued="2024")
    (entry,) = read(write([odd])).values()
    assert len(entry.persons["author"]) == 2


def test_a_placeholder_is_nothing_to_cite():
    assert "ring attention" not in write(PAPERS)
    assert write(PAPERS[2:3]) == ""


def test_an_address_that_could_run_a_script_is_left_out():
    assert "javascript:alert" not in write([paper(1, "X", kind="web", url="javascript:alert(1)")])


def test_old_identifiers_and_the_first_doi_are_kept_raw():
    fields = read(write(PAPERS[1:2]))["thebarcollaboration2003sparseon2attentionz2"].fields
    assert fields["eprint"] == "math/0309136"
    assert fields["doi"] == "10.1000/j.x_1"


def test_a_doi_is_itself():
    """It was half encoded, and so the name of nothing."""
    odd = paper(1, "X", issued="2024", doi="10.1002/(SICI)1097-4571(1998)49:8<693::a_b%c#d>3.0")
    [entry] = read(write([odd])).values()
    assert entry.fields["doi"] == odd.doi
    [entry] = read(write([replace(odd, doi="10.1/a}b\\c")])).values()
    assert entry.fields["doi"] == "10.1/a%7Db%5Cc"


def test_the_seed_papers_are_read_without_a_warning(caplog):
    papers = seed_papers()
    with caplog.at_level(logging.WARNING):
        entries = read(write(papers))
    assert len(entries) == len(papers)
    assert not caplog.records


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")
@pytest.mark.parametrize("flavor", Flavor)
def test_biber_finds_nothing_to_warn_of(tmp_path, flavor):
    source = tmp_path / "papers.bib"
    # What has no date has none in the file either, which biber's model of an entry does not allow.
    dated = [one for one in PAPERS if one.issued]
    source.write_text(write([*dated, *seed_papers()], flavor), encoding="utf-8")
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--nolog", source],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    # biblatex takes `archivePrefix` for another name of `eprinttype`, which stands there too.
    told = [line for line in done.stdout.splitlines() if "Field 'archiveprefix'" not in line]
    assert not [line for line in told if line.startswith(("WARN", "ERROR"))]
    assert flavor is Flavor.BIBTEX or len(told) == len(done.stdout.splitlines())


def test_biblatex_has_its_own_types_and_fields(pandoc):
    """As Better BibTeX writes them; of arXiv's class an old identifier says it itself."""
    preprint, article, software, old = (
        replace(PAPERS[5], primary_category="cs.LG", entries=()),
        PAPERS[1],
        PAPERS[3],
        paper(7, "Old", arxiv_id="math/0309136", primary_category="math.GT", issued="2003-09-08"),
    )
    text = write([preprint, article, software, old], Flavor.BIBLATEX)
    one, two, three, four = bibtexparser.parse_string(text).entries
    assert [entry.entry_type for entry in (one, two, three, four)] == [
        "online", "article", "software", "online",
    ]  # fmt: skip
    names = ("date", "pubstate", "eprint", "eprinttype")
    assert [one[name] for name in names] == [
        "2024-12", "prepublished", "2412.00002", "arxiv",
    ]  # fmt: skip
    assert one["eprintclass"] == "cs.LG"
    assert (two["journaltitle"], two["volume"], two["date"]) == ("J. Made Up", "12", "2004")
    assert "eprintclass" not in four.fields_dict
    assert four["date"] == "2003-09-08"
    for entry in (one, two, three, four):
        assert not {"year", "month", "journal", "archivePrefix"} & set(entry.fields_dict)
    assert len(json.loads(pandoc(text, "-f", "biblatex", "-t", "csljson"))) == 4


def test_zotero_and_bibtex_find_the_identifier():
    """Zotero reads `eprint` only beside `eprinttype`, styles of BibTeX by `archivePrefix`."""
    [entry] = read(write(PAPERS[:1])).values()
    assert entry.fields["eprinttype"] == "arxiv"
    assert entry.fields["archivePrefix"] == "arXiv"
    assert entry.fields["doi"] == "10.48550/arXiv.2411.00001"


def test_two_thousand_papers_go_out_and_come_in():
    papers = list(many(2000))
    entries = read(write(papers))
    assert len(entries) == len(papers)
    ids = [entry.fields["eprint"] for entry in entries.values() if "eprint" in entry.fields]
    assert ids == [one.arxiv_id for one in papers if one.arxiv_id]


def test_pandoc_sees_the_same_papers(pandoc):
    papers = seed_papers()
    items = json.loads(pandoc(write(papers), "-f", "bibtex", "-t", "csljson"))
    titles = [item["title"].casefold() for item in items]
    expected = [
        one_line(one.title).casefold().replace("'", "’").replace("--", "–") for one in papers
    ]
    assert sorted(titles) == sorted(expected)
