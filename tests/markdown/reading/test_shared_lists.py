"""Six real lists with their truth beside them; the lists are not ours, so they are not here."""

import json
from pathlib import Path

import pytest

from aiev.domain import arxiv_id
from aiev.markdown.reading import document
from aiev.markdown.values import Shape

LISTS = Path(__file__).parents[4] / "shared" / "lists"
NAMES = (
    "AmberLJC__LLMSys-PaperList",
    "EgoAlpha__prompt-in-context-learning",
    "GT-RIPL__Awesome-LLM-Robotics",
    "opendilab__awesome-RLHF",
    "xlite-dev__Awesome-LLM-Inference",
    "zjunlp__LLMAgentPapers",
)
pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="the shared lists are not here")
KNOWN = {"google", "microsoft", "ucb", "mit", "nvidia", "openai", "bytedance", "cmu", "anthropic"}
DECORATION = tuple(" .,;:|*_`[(-–—🔥⭐")


@pytest.fixture(scope="module")
def lists():
    return {
        name: document.parse(
            (LISTS / f"{name}.md").read_bytes().decode(),
            is_organization=lambda text: text.casefold() in KNOWN,
        )
        for name in NAMES
    }


def truth(name, kind):
    lines = (LISTS / "truth" / f"{name}.{kind}").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line]


def found_ids(listed):
    own = {entry.arxiv_id.value for entry in listed.entries if entry.arxiv_id}
    linked = (arxiv_id.find(link.url) for entry in listed.entries for link in entry.links)
    return own | {found.value for found in linked if found}


def test_the_ids_are_those_of_the_truth(lists):
    hits = misses = extras = 0
    for name, listed in lists.items():
        expected, found = set(truth(name, "ids.txt")), found_ids(listed)
        hits += len(expected & found)
        misses += len(expected - found)
        extras += len(found - expected)
    assert hits / (hits + misses) >= 0.995
    assert hits / (hits + extras) >= 0.995


def test_the_entries_are_as_many_as_in_the_truth(lists):
    counts = {name: len(truth(name, "entries.jsonl")) for name in NAMES}
    for name, listed in lists.items():
        assert abs(len(listed.entries) / counts[name] - 1) <= 0.05, name
    total = sum(len(listed.entries) for listed in lists.values())
    assert abs(total / sum(counts.values()) - 1) <= 0.03


@pytest.mark.parametrize("name", NAMES)
def test_the_headings_are_those_of_the_truth(lists, name):
    expected = [json.loads(line) for line in truth(name, "headings.jsonl")]
    found = [(h.level, h.title, h.line) for h in lists[name].headings if h.form == "markdown"]
    assert found == [(h["level"], h["text"], h["line"]) for h in expected]
    assert len(found) == len(lists[name].headings)


@pytest.mark.parametrize("name", NAMES)
def test_the_entries_begin_on_the_lines_of_the_truth(lists, name):
    expected = {json.loads(line)["line"] for line in truth(name, "entries.jsonl")}
    found = {entry.line for entry in lists[name].entries}
    assert len(expected ^ found) <= 0.02 * len(expected)


@pytest.mark.parametrize("name", NAMES)
def test_titles_are_clean(lists, name):
    for entry in lists[name].entries:
        label = entry.label
        assert label
        assert not label.endswith(DECORATION), label
        assert not label.startswith(DECORATION), label
        assert "http" not in label
        assert "](" not in label
        assert "shields.io" not in label
        assert label == " ".join(label.split())


def test_dates_and_organizations_are_read_from_every_place(lists):
    dates = {n: sum(e.date is not None for e in p.entries) for n, p in lists.items()}
    assert dates["xlite-dev__Awesome-LLM-Inference"] >= 363
    assert dates["EgoAlpha__prompt-in-context-learning"] == 105
    assert dates["zjunlp__LLMAgentPapers"] >= 224
    assert dates["GT-RIPL__Awesome-LLM-Robotics"] >= 175
    organizations = {
        n: sum(e.organizations is not None for e in p.entries) for n, p in lists.items()
    }
    assert organizations["xlite-dev__Awesome-LLM-Inference"] >= 350
    assert organizations["AmberLJC__LLMSys-PaperList"] >= 210
    assert organizations["GT-RIPL__Awesome-LLM-Robotics"] == 0
    assert organizations["zjunlp__LLMAgentPapers"] == 0


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        (
            "xlite-dev__Awesome-LLM-Inference",
            123,
            (None, "2023-10", "UC Berkeley", None),
        ),
        ("AmberLJC__LLMSys-PaperList", 45, (None, None, "Google, UCB", None)),
        ("AmberLJC__LLMSys-PaperList", 684, (None, "2023-03", "OpenAI", None)),
        ("GT-RIPL__Awesome-LLM-Robotics", 45, (None, "2024-10", None, "arXiv")),
        ("EgoAlpha__prompt-in-context-learning", 193, (None, "2024-06-10", None, None)),
        ("zjunlp__LLMAgentPapers", 65, (None, "2023-05", None, None)),
    ],
)
def test_the_parts_of_an_entry_are_right(lists, name, line, expected):
    entries = {entry.line: entry for entry in lists[name].entries}
    entry = entries[line]
    date = str(entry.date) if entry.date else None
    assert (entry.note, date, entry.organizations, entry.venue) == expected


def test_a_dead_comment_imports_nothing_and_keeps_its_bytes(lists):
    listed = lists["EgoAlpha__prompt-in-context-learning"]
    assert "2305.15265" in listed.text
    assert "2305.15265" not in found_ids(listed)


def test_every_shape_of_the_lists_is_met(lists):
    met = {entry.shape for listed in lists.values() for entry in listed.entries}
    assert {Shape.ITEM, Shape.ITEM_LINES, Shape.ROW, Shape.SECTION} <= met
