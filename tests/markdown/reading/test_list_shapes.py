"""Shapes of entries as lists of papers have them, in words of our own: `data/list_shapes.txt`.

Each stands in a list of two topics, unless it brings headings of its own, and is read whole: what
is not said of an entry there must not be found in it.
"""

from pathlib import Path

import pytest

from aiev.markdown.reading import document

SHAPES = Path(__file__).parents[2] / "data" / "list_shapes.txt"
KNOWN = {"google", "mit", "openai", "清华大学"}
HEADINGS = "# L\n\n## A\n\n## B\n\n"


def shapes():
    """Yield each shape's name, its list and its entries, each a tuple of (field, value)."""
    for part in SHAPES.read_text(encoding="utf-8").split("\n%% shape: ")[1:]:
        written, *given = part.split("\n%% gives\n")
        name, _, text = written.partition("\n")
        entries = [
            [tuple(line.removeprefix("%% ").split(": ", 1)) for line in said.split("\n") if line]
            for said in given
        ]
        yield pytest.param(text, entries, id=name.replace(" ", "-"))


def facts(entry):
    said = [
        ("label", entry.label),
        ("url", entry.url),
        ("group", entry.group),
        ("date", str(entry.date) if entry.date else None),
        ("organizations", entry.organizations),
        ("authors", entry.authors),
        ("venue", entry.venue),
        ("short_name", entry.short_name),
        ("keywords", entry.keywords),
        ("note", entry.note),
        ("abstract", entry.abstract),
        *(("link", f"{link.text} -> {link.url}") for link in entry.links),
    ]
    return [(name, value) for name, value in said if value]


@pytest.mark.parametrize(("text", "expected"), list(shapes()))
def test_a_shape_says_what_it_says(text, expected):
    whole = text if text.startswith("# ") else HEADINGS + text
    listed = document.parse(whole, is_organization=lambda name: name.casefold() in KNOWN)
    found = [sorted(facts(entry)) for entry in listed.entries]
    assert found == [sorted(entry) for entry in expected]


def test_there_are_shapes():
    assert len(list(shapes())) > 100
