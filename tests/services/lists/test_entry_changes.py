"""What an addition or an edit keeps, replaces or cannot write is told on stderr."""

import pytest

from aiev.cli.parsing import input as reading
from services.lists import small_list

LIST = """# Awesome Small Things

## 1. Serving 🚀

* **Kite**: "A Server of Old", *arXiv, Jul 2024*. [[Paper](https://arxiv.org/abs/2407.00001)]
* "A Server of New", *arXiv, Jun 2024*. [[Paper](https://arxiv.org/abs/2406.00002)]: quick words
* "A Server of Now", *arXiv, May 2024*. [[Paper](https://arxiv.org/abs/2405.00003)]

## Contributors
"""


@pytest.fixture
def small(home, aiev):
    return small_list.put(home, aiev, LIST)


def test_a_short_name_is_kept_beside_a_new_note(aiev, small):
    answer = aiev("edit", "2407.00001", "--note", "see page 3")
    assert answer.err == ""
    assert '**Kite**: "A Server of Old"' in aiev("export", "source").out
    assert "2407.00001)]: see page 3\n" in aiev("export", "source").out


def test_the_note_that_goes_is_told(aiev, small):
    answer = aiev("edit", "2406.00002", "--note", "")
    assert answer.err == "aiev: the note it had in small, line 6: quick words\n"
    assert "quick words" not in aiev("export", "source").out


def test_a_list_without_organizations_gets_none(aiev, small):
    answer = aiev("edit", "2405.00003", "--org", "Standforde")
    assert "does not know it, kept as written: Standforde (near: Stanford" in answer.err
    assert "small gives no organizations: only the knowledge base has it" in answer.err
    assert aiev("export", "source").out == LIST
    assert "Standforde" in aiev("show", "2405.00003").out
    added = aiev("add", "2404.00004", "--topic", "serving", "--org", "MIT", "--no-enrich")
    assert added.err == "aiev: small gives no organizations: only the knowledge base has it\n"


def test_an_address_can_be_taken_out(aiev, small):
    assert aiev("edit", "2405.00003", "--url", "").code == 0
    assert "[[Paper]()]\n" in aiev("export", "source").out


def test_a_section_about_the_list_takes_no_paper(aiev, small):
    answer = aiev("add", "2404.00004", "--topic", "Contributors", "--no-enrich")
    assert answer.code == 2
    assert "it is about the list, no paper is read there: Contributors" in answer.err
    made = aiev("add", "2404.00004", "--topic", "Citation", "--create-topic", "--no-enrich")
    assert (made.code, "it is about the list" in made.err) == (2, True)
    assert aiev("export", "source").out == LIST


def test_a_paper_that_stands_there_already_is_told(aiev, small, on_terminal):
    words = ("add", "2407.00001", "--topic", "serving", "--no-enrich")
    assert "stands under 1. Serving already" in " ".join(on_terminal(*words).out.split())


@pytest.mark.parametrize("look", [2, 3])
def test_what_an_editor_saved_meanwhile_is_not_written_over(aiev, small, monkeypatch, look):
    """Be it before the new file is made, or while it is."""
    aiev("edit", "2405.00003", "--title", "Another Server")
    read = reading.read_bytes
    calls = []

    def saved_between(path):
        calls.append(path)
        if len(calls) == look:
            path.write_text(LIST + "\nsaved meanwhile\n", encoding="utf-8")
        return read(path)

    monkeypatch.setattr(reading, "read_bytes", saved_between)
    answer = aiev("sync", small)
    assert answer.code == 1
    assert "the file changed meanwhile, nothing was done" in answer.err
    assert small.read_text(encoding="utf-8").endswith("saved meanwhile\n")
    monkeypatch.undo()
    assert aiev("sync", small).code == 0
    assert "Another Server" in small.read_text(encoding="utf-8")


NAMED = """## T

- [HAP](https://dl.acm.org/doi/10.1145/3627703.1): Training on Clusters of Many Kinds | EuroSys'24
- [GM](https://dl.acm.org/doi/10.1145/3627703.1): Faster Inference via Fusion of Models | EuroSys'24
"""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("HAP: Training on Mixed Clusters", "[HAP]({}): Training on Mixed Clusters | EuroSys'24"),
        ("A Whole Other Title", "[A Whole Other Title]({}) | EuroSys'24"),
    ],
)
def test_a_title_of_name_and_rest_stays_so(home, aiev, title, expected):
    """Else the rest of the old title stands behind the whole new one."""
    path = home.folder / "named.md"
    path.write_text(NAMED.rsplit("- ", 1)[0], encoding="utf-8")
    aiev("import", path, "--no-enrich")
    assert aiev("edit", "1", "--title", title).code == 0
    assert aiev("sync", path).code == 0
    url = "https://dl.acm.org/doi/10.1145/3627703.1"
    assert path.read_text(encoding="utf-8").endswith(f"- {expected.format(url)}\n")
    assert aiev("show", "1").out.startswith(f"title\t{title}\n")
    assert aiev("sync", path).code == 0


def test_a_title_unlike_the_papers_own_is_told_before_it_goes(home, aiev):
    """Two entries with one address: the other may well be a slip of the list's keeper."""
    path = home.folder / "named.md"
    path.write_text(NAMED, encoding="utf-8")
    aiev("import", path, "--no-enrich")
    answer = aiev("edit", "1", "--title", "HAP: Training on Mixed Clusters")
    assert answer.err == "aiev: the title it had in named, line 4: GM\n"
