"""What headings of lists call their topics, and what only decorates them."""

import pytest

from aiev.domain.topic_name import cleaned, is_contents


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("📖Kites/Long Tails (©️back👆🏻)", "Kites/Long Tails"),
        ("📖Kites(Single Line) (🔙back🔝)", "Kites(Single Line)"),
        ("Kites [⬆️ Back to Top]", "Kites"),
        ("Kites (back to the table of contents)", "Kites"),
        ("Kites [🔝]", "Kites"),
        ("Kites | ⬆ back to top", "Kites"),
        ("Kites ↑ top", "Kites"),
        ("风筝 （返回目录）", "风筝"),
        ("🔥🔥🔥 Kites 🔥", "Kites"),
        ("👨🏻‍🦳🗣 Old Kites 👩‍💻", "Old Kites"),
        ("⚡Kites", "Kites"),
        ("❤️ Kites", "Kites"),
        ("🇳🇱 Dutch Kites", "Dutch Kites"),
        (":books: Kites :kite:", "Kites"),
        ("3. 🎓 Kites", "3. Kites"),
        ("2.1 🎓 Kites", "2.1 Kites"),
        ("1️⃣ Kites", "Kites"),
        ("📌: Kites", "Kites"),
        ("Kites - 🔥", "Kites"),
        ("Kites {#kites}", "Kites"),
        ("Kites ¶", "Kites"),
        ("Kites (12 papers)", "Kites"),
        ("Kites【3篇】", "Kites"),
        ("©️Kites", "Kites"),
    ],
)
def test_what_stands_around_a_name_is_no_part_of_it(heading, name):
    assert cleaned(heading) == name
    assert cleaned(name) == name, "a name is clean"


@pytest.mark.parametrize(
    "heading",
    [
        "Back Propagation",
        "Kites that come back",
        "The Top",
        "Top-k Kites (Back-end)",
        "Kites on the way to the top",
        "Push-back",
        "Kites (2024)",
        "Kites (12)",
        "GPT-4",
        "Kites™",
        "C♯ and F#",
        "©Kites",
        "A → B",
        "(Analyzer + Embedder) × LLM",
        "4D",
        "3D 🔥 Kites",
        "1.2.3 Kites",
        "❶ Kites",
        "¿Kites?",
        "Kites: a survey",
        "[2026-05-02]",
        "🔥",
        "🔝🔝",
        "-",
    ],
)
def test_what_may_be_a_name_stays(heading):
    assert cleaned(heading) == heading


def test_a_number_in_brackets_is_a_counter_where_the_list_counts():
    assert cleaned("🪁 Kites (12) 🔥", has_counters=True) == "Kites"
    assert cleaned("Kites [3]", has_counters=True) == "Kites"
    assert cleaned("Kites (2024)", has_counters=True) == "Kites (2024)"


@pytest.mark.parametrize(
    "heading", ["📖Contents", "Table of Content (ToC)", "🔍 Table of Contents", "目录", "TOC:"]
)
def test_a_table_of_contents_is_known(heading):
    assert is_contents(heading)


def test_what_is_no_table_of_contents():
    assert not is_contents("Contents of Kites")
    assert not is_contents("Content Moderation")
    assert not is_contents("Content", is_outermost=False)
