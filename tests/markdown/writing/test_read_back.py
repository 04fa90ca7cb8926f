"""Whether an edited list reads back as it should: 2 for sound, 1 for a neighbour hurt, 0 for no."""

import pytest

from aiev.errors import UsageError
from aiev.markdown.writing import read_back
from edits import ID, read

LIST = f"""# L

- [One]({ID}1) | 2024-05 | MIT
- [Two]({ID}2) | 2024-06 | Google
"""


def verdict(old, new, **wanted):
    """What is thought of the first entry once `old` became `new` in the list."""
    assert old in LIST
    return read_back.is_changed(read(LIST), read(LIST.replace(old, new)), 0, wanted)


def test_a_change_that_reads_back_is_sound():
    assert verdict("[One]", "[Uno]", label="Uno") == 2
    assert verdict("MIT", "CMU", organizations="CMU") == 2


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("[One]", "[Uno]", {"label": "Other"}),
        (f"- [Two]({ID}2) | 2024-06 | Google\n", "", {"label": "One"}),
        (" | MIT\n", "\n", {"label": "One"}),
        ("[One]", "a note [One]", {"note": "a note"}),
        ("2024-05 | MIT", "CMU", {"organizations": "CMU"}),
    ],
)
def test_what_does_not_say_what_was_asked_is_no_change(old, new, wanted):
    """Another value, an entry lost, a further field lost, a note that reads as a short name."""
    assert verdict(old, new, **wanted) == 0


@pytest.mark.parametrize("new", ["[Zwei]", "a thing [Two]"])
def test_a_change_that_hurts_another_entry_is_a_second_choice(new):
    assert verdict("[Two]", new, label="One") == 1


def test_the_first_sound_text_wins_and_a_hurtful_one_is_the_last_resort():
    listed = read(LIST)
    hurtful, sound = LIST.replace("[Two]", "[Zwei]"), LIST.replace("2024-05", "2024-07")
    wrong = LIST.replace("- [One]", "- [Uno]")

    def choose(*texts):
        return read_back.first(
            listed,
            texts,
            lambda after: read_back.is_changed(listed, after, 0, {"label": "One"}),
            "no way",
        ).text

    assert choose(wrong, hurtful, LIST) == LIST
    assert choose(wrong, hurtful, sound) == hurtful
    with pytest.raises(UsageError, match="no way"):
        choose(wrong, sound)
