"""A vault: notes that YAML readers take, links that lead somewhere, names that systems take."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiev.exporters import registry
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.obsidian.names import tag
from aiev.exporters.obsidian.vault import front_matter
from aiev.exporters.plain_text import one_line
from exporters.sample_papers import HOSTILE_PAPERS, OUTLINE, PAPERS, paper

LINK = re.compile(r"\[\[([^\]|]*)\|([^\]]*)\]\]")
VAULT = registry.load_folder("obsidian")


def files(papers=PAPERS, **how):
    request = ExportRequest(outline=OUTLINE, **how)
    return {one.path: one.text for one in VAULT.render(papers, request)}


def test_the_whole_vault_stays_as_it_is(golden):
    written = "".join(f"==> {path} <==\n{text}\n" for path, text in files().items())
    golden("exporters/made-up-vault.txt", written)


def test_every_link_leads_to_a_note():
    notes = files()
    links = [path for text in notes.values() for path, _shown in LINK.findall(text)]
    assert links
    assert {f"{path}.md" for path in links} <= set(notes)


def test_every_paper_has_a_note_and_every_topic_too():
    notes = files()
    assert len([path for path in notes if path.startswith("Papers/")]) == len(PAPERS)
    topics = sum(len(frame.topics) for frame in OUTLINE)
    assert len([path for path in notes if path.startswith("Topics/")]) == topics
    assert "Index.md" in notes


def test_a_choice_leaves_out_topics_without_papers():
    notes = files(PAPERS[:1], is_filtered=True)
    links = [path for text in notes.values() for path, _shown in LINK.findall(text)]
    assert {f"{path}.md" for path in links} <= set(notes)
    assert len([path for path in notes if path.startswith("Topics/")]) < sum(
        len(frame.topics) for frame in OUTLINE
    )


@given(HOSTILE_PAPERS)
@settings(max_examples=60)
def test_front_matter_reads_back_whatever_the_texts_hold(hostile):
    yaml = pytest.importorskip("yaml")
    (text,) = [text for path, text in files([hostile]).items() if path.startswith("Papers/")]
    _before, matter, _body = text.split("---\n", 2)
    read = yaml.safe_load(matter)
    assert read.get("title", "") == one_line(hostile.title)
    assert read.get("authors", []) == [one_line(name) for name in hostile.authors]


@given(st.lists(st.text(max_size=20), max_size=4))
def test_values_are_the_same_in_yaml(texts):
    yaml = pytest.importorskip("yaml")
    lines = front_matter({"one": texts[0] if texts else None, "many": texts, "n": 3, "b": False})
    read = yaml.safe_load("\n".join(lines[1:-2]))
    assert read["n"] == 3
    assert read["b"] is False
    assert read.get("many", []) == [one_line(text) for text in texts]


@given(HOSTILE_PAPERS, HOSTILE_PAPERS)
@settings(max_examples=60)
def test_every_system_takes_the_names(one, two):
    paths = list(files([one, paper(2, one.title, arxiv_id="2405.00002"), two]))
    assert len({path.casefold() for path in paths}) == len(paths)
    for path in paths:
        for part in path.split("/"):
            assert not re.search(r'[\\:*?"<>|#^\[\]\x00-\x1f]', part)
            assert part
            assert not part.startswith(".")
            assert not part.removesuffix(".md").endswith((" ", "."))
            assert len(part.encode()) <= 255


def test_obsidian_own_signs_are_no_markup():
    made = paper(9, "A %%hidden%% ==mark== #tag [[link]]", arxiv_id="2405.00009", issued="2024")
    (text,) = [text for path, text in files([made]).items() if path.startswith("Papers/")]
    body = text.split("---\n", 2)[2]
    assert "%%" not in body
    assert "==" not in body
    assert "[[link]]" not in body
    assert " #tag" not in body


@pytest.mark.parametrize(
    ("name", "expected"), [("to read", "to-read"), ("2024", "n2024"), ("a/b", "a/b"), ("!", "")]
)
def test_tags_are_as_obsidian_takes_them(name, expected):
    assert tag(name) == expected


@pytest.mark.parametrize("title", ["CON", "nul.txt", "Lpt9 .x", "COM¹", "aux.tar.gz"])
def test_no_note_is_a_device_of_windows(title):
    """What follows the first dot does not make `NUL.txt` a file."""
    made = paper(9, title, url="https://a.test/x.pdf")
    (path,) = [path for path in files([made]) if path.startswith("Papers/")]
    stem = path.removeprefix("Papers/").split(".")[0]
    assert stem == title.split(".")[0].rstrip() + " -"


def test_a_title_that_only_begins_like_a_device_stays():
    made = paper(9, "Nullable Types", url="https://a.test/x.pdf")
    assert "Papers/Nullable Types.md" in files([made])


def test_a_note_has_the_id_in_its_name_and_keeps_the_name_that_it_had():
    """A new title of arXiv's made a new note, to which no link led."""
    one = paper(9, "Kite: $O(n^2)$ Caches", arxiv_id="2405.00009")
    page = paper(10, "A Page", kind="web", url="https://a.test/")
    assert {"Papers/Kite O(n2) Caches (2405.00009).md", "Papers/A Page.md"} <= set(
        files([one, page])
    )
    kept = {"2405.00009": "Papers/Kite.md", "https://a.test/": "Papers/Old.md"}
    other = paper(11, "Kite", url="https://b.test/x.pdf")
    made = [path for path in files([one, page, other], kept_names=kept) if path[0] == "P"]
    assert made == ["Papers/Kite.md", "Papers/Old.md", "Papers/Kite (11).md"]


def test_maths_stays_maths_and_all_else_is_text():
    """Its signs were escaped, so that Obsidian showed the source."""
    one = paper(
        9,
        r"On $O(n_1*2)$ and \(x_i\) of *stars* for $5",
        arxiv_id="2405.00009",
        abstract=r"$k_1$ starts. A $\input{x}$ does not, nor #tag.",
    )
    (text,) = [text for path, text in files([one]).items() if path.startswith("Papers/")]
    assert "# On $O(n_1*2)$ and $x_i$ of \\*stars\\* for $5\n" in text
    assert "\n$k_1$ starts. A $\\\\input{x}$ does not, nor \\#tag.\n" in text


def test_the_front_matter_has_citation_key_and_tags():
    yaml = pytest.importorskip("yaml")
    notes = files(PAPERS[:1], citation_keys={1: "berg2024foomoe"})
    (text,) = [text for path, text in notes.items() if path.startswith("Papers/")]
    matter = yaml.safe_load(text.split("---\n", 2)[1])
    assert (matter["citekey"], matter["tags"]) == ("berg2024foomoe", ["to-read"])
