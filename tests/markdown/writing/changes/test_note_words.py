"""A note is changed; a short name, keywords and whatever else reads as one stay."""

import pytest

from aiev.errors import UsageError
from aiev.markdown.reading import document
from aiev.markdown.writing import edit
from aiev.markdown.writing.changes import note_words

ID = "https://arxiv.org/abs/2401.0000"


def known(name):
    return name.casefold() in {"google", "mit"}


def read(text):
    return document.parse(text, is_organization=known)


def noted(text, words):
    """The text with another note at its first entry."""
    listed = read(text)
    for note in note_words.whole_notes(listed.entries[0], words):
        try:
            after = edit.change(listed, listed.entries[0], field="note", value=note)
        except UsageError:
            continue
        assert note_words.free_words(after.entries[0]) == words
        assert after.entries[0].asides == listed.entries[0].asides
        return after.text
    raise AssertionError("no note could be written")


@pytest.mark.parametrize(
    ("row", "words", "expected"),
    [
        (
            f'* **Ant**: "A Thing of Old", *arXiv, Jul 2024*. [[Paper]({ID}1)]',
            "see page 3",
            f'* **Ant**: "A Thing of Old", *arXiv, Jul 2024*. [[Paper]({ID}1)]: see page 3',
        ),
        (
            f"- [A Thing of Old]({ID}1)\n  - Ada Bee, Cay Dee\n  - Keyword: old, thing",
            "see page 3",
            f"- [A Thing of Old]({ID}1): see page 3\n  - Ada Bee, Cay Dee\n  - Keyword: old, thing",
        ),
        (
            f"- [A Thing of Old]({ID}1): quick words\n  - Keyword: old, thing",
            "see page 3",
            f"- [A Thing of Old]({ID}1): see page 3\n  - Keyword: old, thing",
        ),
        (
            f"- [A Thing of Old]({ID}1): quick words\n  - Keyword: old, thing",
            None,
            f"- [A Thing of Old]({ID}1)\n  - Keyword: old, thing",
        ),
        (f"- [A Thing]({ID}1): quick words", "see page 3", f"- [A Thing]({ID}1): see page 3"),
    ],
)
def test_only_the_free_words_of_a_note_are_written_anew(row, words, expected):
    assert noted(f"## T\n\n{row}\n", words) == f"## T\n\n{expected}\n"


def test_what_is_kept_is_said():
    text = (
        f'* **Ant**: "A Thing of Old", *arXiv, Jul 2024*. [[Paper]({ID}1)]: quick words\n'
        f"* [A Thing of New]({ID}2)\n  * TLDR: it is new\n"
    )
    first, second = read(text).entries
    assert (first.short_name, first.note, first.asides) == ("Ant", "quick words", ())
    assert note_words.free_words(first) == "quick words"
    assert (second.note, second.asides) == ("TLDR: it is new", ("TLDR: it is new",))
    assert note_words.free_words(second) is None


def test_new_words_stand_behind_what_is_before_the_title_or_last():
    entry = read(f"- [A Thing of Old]({ID}1)\n  - TLDR: old\n").entries[0]
    assert note_words.whole_notes(entry, "mine") == ("mine; TLDR: old", "TLDR: old; mine")
    assert note_words.whole_notes(entry, None) == ("TLDR: old",)
    labelled = read(f"- [survey] [A Thing of Old]({ID}1)\n  - TLDR: old\n").entries[0]
    assert note_words.whole_notes(labelled, "mine")[0] == "survey; mine; TLDR: old"


def test_authors_of_bibtex_are_no_note():
    text = f"- [A Thing of Old]({ID}1)\n  - Bee, Ada and Dee, Cay and Eff, Eva Lou\n"
    entry = read(text).entries[0]
    assert (entry.authors, entry.note) == ("Bee, Ada and Dee, Cay and Eff, Eva Lou", None)


class TestRefusals:
    def test_an_address_beside_further_links_cannot_go(self):
        text = f"|Title|Paper|Code|\n|-|-|-|\n|A Thing|[pdf]({ID}1)|[a](https://github.com/a/b)|\n"
        with pytest.raises(UsageError, match=r"line 3 would lead to https://github\.com/a/b"):
            change(text, "url", None)

    def test_the_year_of_a_venue_is_no_date_to_take_out(self):
        with pytest.raises(UsageError, match="the year in line 1 is that of its venue: ICML'24"):
            change("- [A Thing of Old](https://a.io/b) | ICML'24\n", "date", None)

    def test_others_that_no_one_names_stay_unnamed(self):
        text = f"- A Thing of Old(@Google etc) [[pdf]({ID}1)]\n"
        assert change(text, "organizations", "MIT") == text.replace("Google", "MIT")

    def test_the_picture_of_a_linked_badge_stays(self):
        badge = "[![arXiv](https://img.shields.io/badge/arXiv-2401.00001-red.svg)]"
        text = f"- **A Thing of Old** {badge}({ID}1)\n"
        assert change(text, "url", f"{ID}2") == text.replace(f"({ID}1)", f"({ID}2)")


def change(text, field, value):
    listed = read(text)
    return edit.change(listed, listed.entries[0], field=field, value=value).text


class TestWhatAnEditNamesAndWhatGoesWithIt:
    def test_keywords_are_changed_by_their_label(self):
        text = f"- [A Thing of Old]({ID}1)\n  - Ada Bee, Cay Dee\n  - Key Word: Old.\n"
        assert change(text, "keywords", "New; Other") == text.replace("Old.", "New; Other.")

    def test_words_of_another_label_are_no_keywords(self):
        text = f"- [A Thing of Old]({ID}1)\n  - Ada Bee, Cay Dee\n  - Key Word: Old.\n"
        assert note_words.with_aside(read(text).entries[0], "a fast thing") is None

    def test_a_short_name_that_is_the_title_follows_it(self):
        text = f"- [Macro] [Macro]({ID}1)\n"
        assert change(text, "label", "Marco") == text.replace("Macro", "Marco")

    def test_what_is_meant_as_emphasis_stays_so(self):
        text = f"- **A Thing of Old. ** *Ada Bee, Cay Dee.* [[pdf]({ID}1)]\n"
        assert "- **A Kite of Now.** " in change(text, "label", "A Kite of Now")

    def test_no_words_are_put_over_links(self):
        head = "| A | B |\n|---|---|\n"
        cells = f"[One]({ID}1) / [Two](https://a.io/2) / [Three](https://a.io/3)"
        text = f"{head}| Sums | {cells} |\n"
        listed = read(text)
        for note in ("a; b", "/ Two / Three; Sums", "Sums"):
            try:
                after = edit.change(listed, listed.entries[0], field="note", value=note).text
            except UsageError:
                continue
            assert all(url in after for url in (f"{ID}1", "https://a.io/2", "https://a.io/3"))
            assert "]()" not in after
