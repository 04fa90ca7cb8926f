"""A venue or date that a badge says is changed in the badge: beside it the list would say two."""

import pytest

from aiev.errors import UsageError
from aiev.markdown.reading import document
from aiev.markdown.writing import edit

SHIELD = "https://img.shields.io/badge/"


def line(number: int, *badges: str) -> str:
    return f"- The {number}th Kite [[Paper]](https://arxiv.org/abs/2401.0000{number}) " + " ".join(
        badges
    )


def parsed(*badges: str):
    text = "# Kites\n\n## Topic\n\n" + "\n".join((line(1), line(2, *badges), line(3))) + "\n"
    return document.parse(text, is_organization=lambda name: False)


@pytest.mark.parametrize(
    ("field", "value", "before", "after"),
    [
        ("venue", "ICML 2022", f"![]({SHIELD}ICLR-2022-blue)", f"![]({SHIELD}ICML-2022-blue)"),
        ("venue", "ICML 2023", f"![]({SHIELD}ICLR_2022-blue)", f"![]({SHIELD}ICML_2023-blue)"),
        (
            "venue",
            "ICML 2023",
            f"![ICLR]({SHIELD}ICLR-2022-blue)",
            f"![ICML]({SHIELD}ICML-2023-blue)",
        ),
        (
            "venue",
            "ICML 2023",
            f"[![]({SHIELD}ICLR-2022-blue)](https://o.io/p)",
            f"[![]({SHIELD}ICML-2023-blue)](https://o.io/p)",
        ),
        ("date", "2024-05", f"![]({SHIELD}2024.02-red)", f"![]({SHIELD}2024.05-red)"),
        ("date", "2024-05", f"![]({SHIELD}pdf-2024.02-red)", f"![]({SHIELD}pdf-2024.05-red)"),
    ],
)
def test_what_a_badge_says_is_changed_in_it(field, value, before, after):
    listed = parsed(before, "tail")
    changed = edit.change(listed, listed.entries[1], field=field, value=value)
    assert changed.text == parsed(after, "tail").text
    assert str(getattr(changed.entries[1], field)) == value


@pytest.mark.parametrize(("field", "badge"), [("venue", "ICLR-2022"), ("date", "2024.02")])
def test_a_badge_goes_with_what_it_says(field, badge):
    listed = parsed(f"![]({SHIELD}{badge}-red)")
    changed = edit.change(listed, listed.entries[1], field=field, value=None)
    assert changed.text == parsed().text.replace(line(2), line(2).rstrip())


def test_a_badge_between_others_goes_alone():
    stars = f"![]({SHIELD}Stars-9-red)"
    listed = parsed(f"![]({SHIELD}ICLR-2022-red)", stars)
    changed = edit.change(listed, listed.entries[1], field="venue", value=None)
    assert changed.text == parsed(stars).text


@pytest.mark.parametrize("value", ["A Journal", None])
def test_no_second_venue_is_written_beside_a_badge_and_no_link_is_lost(value):
    listed = parsed(f"[![]({SHIELD}ICLR-2022-blue)](https://o.io/p)")
    with pytest.raises(UsageError):
        edit.change(listed, listed.entries[1], field="venue", value=value)
