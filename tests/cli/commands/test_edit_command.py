"""`aiev edit`, `remove` and `merge` answer programs as their neighbours do."""

import json

import pytest

LIST = """# L

## Waders

- [Heron at dawn](https://arxiv.org/abs/2401.00001)
- [Stork at noon](https://birds.example/stork)

## Gulls

- [Heron at dawn](https://arxiv.org/abs/2401.00001)
"""


@pytest.mark.parametrize(
    ("words", "title", "topics"),
    [
        (("edit", "2401.00001", "--title", "Heron at dusk"), "Heron at dusk", ["Waders", "Gulls"]),
        (("edit", "2401.00001", "--note", "x", "--from", "Gulls"), "Heron at dawn", ["Gulls"]),
        (("remove", "2401.00001", "--topic", "Gulls"), "Heron at dawn", ["Gulls"]),
        (
            ("merge", "2401.00001", "https://birds.example/stork"),
            "Heron at dawn",
            ["Waders", "Waders", "Gulls"],
        ),
    ],
)
@pytest.mark.parametrize("trial", [("--dry-run",), ()])
def test_json_tells_the_paper_and_its_entries(home, aiev, words, title, topics, trial):
    path = home.folder / "l.md"
    path.write_text(LIST, encoding="utf-8")
    assert aiev("import", path, "--no-enrich").code == 0
    answer = aiev(*words, "--json", *trial)
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == {
        "schema": 1,
        "id": 1,
        "title": title,
        "changed": True,
        "entries": [{"list": "l", "topic": topic} for topic in topics],
        "told": [],
    }
    assert (aiev("export", "source").out == LIST) == bool(trial or words[0] == "merge")
