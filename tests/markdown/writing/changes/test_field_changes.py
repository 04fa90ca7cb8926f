"""Changes in lists of unusual shape: a row keeps its cells, a line its break, HTML its tags."""

import pytest

from aiev.markdown.reading import document
from aiev.markdown.writing import edit

ID = "https://arxiv.org/abs/2401.0000"


def known(name):
    return name.casefold() in {"google", "mit", "cmu"}


def changed(text, label, field, value):
    """The line that a change leaves in place of the one it takes out."""
    listed = document.parse(text, is_organization=known)
    entry = next(entry for entry in listed.entries if entry.label == label)
    after = edit.change(listed, entry, field=field, value=value).text
    old, new = text.split("\n"), after.split("\n")
    assert len(old) == len(new)
    [line] = [now for was, now in zip(old, new, strict=True) if was != now]
    return line


PADDED = f"""## T

| Title      | Date       | Team   | Link                                       |
|:-----------|:----------:|--------|--------------------------------------------|
| **Alpha**  | 2024-01-02 | Google | [[pdf]](https://arxiv.org/abs/2401.00001)  |
| **Beta**   | 2024-03-02 | MIT    | [[pdf]](https://arxiv.org/abs/2401.00002)  |
| **Gam**    | 2024-05-02 |        | [[pdf]](https://example.org/pdf/gamma.pdf) |

## U

| Title | Date | Team | Link |
|--|--|--|--|
| Delta | 2024-01 | Google | [pdf]({ID}4) |
| Eps | 2024-02 | MIT | [pdf]({ID}5) |
| Zeta | 2024-03 | CMU | [pdf]({ID}6) |
"""


@pytest.mark.parametrize(
    ("label", "field", "value", "expected"),
    [
        ("Beta", "date", "2024", "| **Beta**   | 2024       | MIT    |"),
        ("Beta", "date", None, "| **Beta**   |            | MIT    |"),
        ("Beta", "organizations", "CMU", "| **Beta**   | 2024-03-02 | CMU    |"),
        ("Beta", "label", "Beta 2", "| **Beta 2** | 2024-03-02 | MIT    |"),
        ("Beta", "label", "Beta Too Long", "| **Beta Too Long** | 2024-03-02 | MIT    |"),
        # Dates of one form are even without padding.
        ("Eps", "date", "2024", "| Eps | 2024 | MIT |"),
        ("Eps", "date", None, "| Eps |  | MIT |"),
        ("Eps", "organizations", None, "| Eps | 2024-02 |  |"),
    ],
)
def test_a_column_keeps_its_padding(label, field, value, expected):
    assert changed(PADDED, label, field, value).startswith(expected + " [")


def test_a_field_without_a_column_begins_no_new_one():
    """The cells behind it would all stand under the heading of another."""
    table = "".join(f"| [T{n}]({ID}{n}) | Google | x |\n" for n in range(3))
    text = f"## T\n\n| Title | Team | Code |\n|---|---|---|\n{table}"
    assert changed(text, "T1", "date", "2024-05").count("|") == 4


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("note", "short words", "**Alpha Thing**: short words\\"),
        ("organizations", "MIT", "**Alpha Thing** | MIT\\"),
    ],
)
def test_a_hard_break_stays_at_the_end_of_its_line(field, value, expected):
    text = f"## A\n\n**Alpha Thing**\\\nAda Bee, Cay Dee\\\n2024-02. [[paper]]({ID}1)\n"
    assert changed(text, "Alpha Thing", field, value) == expected


def test_what_is_added_to_a_row_of_html_stands_in_a_cell():
    rows = "".join(
        f'<tr><td><a href="{ID}{n}">T{n}</a></td><td>2024-0{n}</td></tr>\n' for n in (1, 2, 3)
    )
    text = f"## A\n\n<table>\n{rows}</table>\n"
    line = changed(text, "T2", "note", "short words")
    assert line == (f'<tr><td><a href="{ID}2">T2</a>: short words</td><td>2024-02</td></tr>')


def test_the_stop_of_a_note_goes_with_it():
    text = f"## A\n\n- [Alpha]({ID}1) - A fast thing. (Google, 2024)\n"
    assert changed(text, "Alpha", "note", None) == f"- [Alpha]({ID}1) (Google, 2024)"


def test_a_date_in_code_marks_goes_with_them():
    text = f"## A\n\n- `2024.02` [Beta]({ID}2) *MIT*\n"
    assert changed(text, "Beta", "date", None) == f"- [Beta]({ID}2) *MIT*"


def test_a_tab_below_a_moved_entry_stays_alone():
    """Behind blanks it would look like nothing else in the list."""
    text = f"## A\n\n-\t[One]({ID}1)\n\t- Ada Bee, Cay Dee\n\n## B\n\n+   [Two]({ID}2)\n"
    listed = document.parse(text, is_organization=known)
    after = edit.move(listed, listed.entries[0], topic=("B",)).text
    assert after.endswith(f"+   [Two]({ID}2)\n+   [One]({ID}1)\n\t- Ada Bee, Cay Dee\n")


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("- [Alpha](({0})), ICML 2024", "- [Alpha]({0}), ICML 2024"),
        ("- [Alpha]( ({0}) ), ICML 2024", "- [Alpha]({0}), ICML 2024"),
        ("- [Alpha] ({0}), ICML 2024", "- [Alpha]({0}), ICML 2024"),
        ("- (Alpha)[{0}], ICML 2024", "- [Alpha]({0}), ICML 2024"),
        ("- [Alpha({0}), ICML 2024", "- [Alpha]({0}), ICML 2024"),
        ("- Alpha, *ICML 2024*. [[Paper](({0}))]", "- Alpha, *ICML 2024*. [[Paper]({0})]"),
    ],
)
def test_an_address_asked_anew_is_written_where_its_markup_leads_nowhere(broken, mended):
    url, other = f"{ID}1", f"- [Beta] ({ID}2), ICML 2024"
    text = f"## T\n\n{broken.format(url)}\n{other}\n"
    assert changed(text, "Alpha", "url", url) == mended.format(url)


def test_an_address_asked_anew_leaves_a_link_as_it_is_written():
    text = f"## T\n\n- [Alpha](<{ID}1>), ICML 2024\n- ([Beta]({ID}2)), ICML 2024\n"
    listed = document.parse(text, is_organization=known)
    for entry in listed.entries:
        assert edit.change(listed, entry, field="url", value=entry.url).text == text


def test_a_further_link_asked_anew_is_written_where_its_markup_leads_nowhere():
    code = "https://github.com/a/b"
    text = f"## T\n\n- [Alpha]({ID}1) [code](({code})), ICML 2024\n"
    listed = document.parse(text, is_organization=known)
    [entry] = listed.entries
    after = edit.change_links(listed, entry, entry.links)
    assert after.text == text.replace(f"(({code}))", f"({code})")


STOPPED = "".join(
    f"1. **{title}** KDD 2018. [paper]({ID}{number})\n"
    for number, title in enumerate(
        (
            "Kites.",
            "Boats in Wind.",
            "Are Ropes Long?",
            "Sails.",
            "Visual Nets of Kites from Vide.o",
        )
    )
)


@pytest.mark.parametrize(
    ("text", "value", "title"),
    [
        (STOPPED, "Visual Nets of Kites from Video", "Video.** KDD"),
        (STOPPED, "Which Nets See Kites from Video?", "Video?** KDD"),
        (STOPPED.replace("Kites.", "Kites"), "Visual Nets of Kites from Video", "Video** KDD"),
        (STOPPED.replace("Vide.o", "Vide.o."), "Visual Nets of Kites from Video", "Video.** KDD"),
    ],
    ids=["as others", "with a mark of its own", "where not nearly all have it", "as it has it"],
)
def test_a_title_written_anew_ends_as_titles_beside_it(text, value, title):
    """A slip that had moved the stop into the title lost it with the slip."""
    assert title in changed(f"## T\n\n{text}", "Visual Nets of Kites from Vide.o", "label", value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [AlphaX]({0}): Odd Kites, Bee et al.", "- [Beta: Even Kites]({0}), Bee et al."),
        (
            '- <a href="{0}">AlphaX</a>: Odd Kites, Bee et al.',
            '- <a href="{0}">Beta: Even Kites</a>',
        ),
    ],
)
def test_a_title_that_goes_on_behind_its_link_is_changed_within_it(before, after):
    text = f"## T\n\n{before.format(f'{ID}1')}\n- [Gamma]({ID}2), Cay et al.\n"
    line = changed(text, "AlphaX: Odd Kites", "label", "Beta: Even Kites")
    assert line.startswith(after.format(f"{ID}1"))
