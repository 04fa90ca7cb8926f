"""A new entry says nothing of another paper: no id, address, title, date, name, badge or number."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiev.domain.partial_date import PartialDate
from aiev.errors import UsageError
from aiev.markdown.values import Shape
from aiev.markdown.writing import edit
from edits import NEW, added, change, changed, read
from fuzz import sections

OTHER = "https://doi.org/10.1145/kite"
PAGE = "https://x.io/kite"
NEW_ENTRY = {
    "label": "Kite: Things that Fly",
    "date": PartialDate(2025, 10, 30),
    "authors": ("Lou Mae", "Ned Oak"),
}
few = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def come(before, after, papers):
    """The words that tell papers and stand more often in a text than before.

    The number of an item counts on, and may be one that is said of another paper.
    """
    more = sections.words(after) - sections.words(before)
    counted = sections.words(" ".join(re.findall(r"(?m)^\d+\.", after)))
    return (more.keys() & sections.telling_words(papers)) - counted.keys()


def put(text, **fields):
    """The lines that an addition puts in, without the blanks that bring the bars in line."""
    after = "\n".join(changed(text, added(text, ("A",), **{**NEW_ENTRY, **fields}))[1])
    return re.sub(r" +(?=\|\S|\|$)", "", after)


@given(
    sections.sections(),
    st.sampled_from([NEW, "https://arxiv.org/pdf/2510.01234v3", OTHER, PAGE]),
    st.booleans(),
    st.sampled_from([None, "quick words"]),
)
@few
def test_no_word_of_another_paper_stands_in_a_new_entry(section, url, is_dated, note):
    text, papers = section
    date = NEW_ENTRY["date"] if is_dated else None
    try:
        after = added(text, ("A",), **{**NEW_ENTRY, "url": url, "note": note, "date": date})
    except UsageError:
        # Then nothing is written. No line fits between items and paragraphs of one section; and
        # below a paper that has its section for itself, a page of no paper is that one's own link.
        shapes = {entry.shape for entry in read(text).entries if entry.topic == ("A",)}
        assert len(shapes) > 1 or (url == PAGE and shapes == {Shape.SECTION})
        return
    own = sections.words(f"{url} {NEW_ENTRY['label']} 2025-10-30 October {note}")
    assert "Things that Fly" in after
    assert come(text, after, papers) - own.keys() == set()


@given(
    sections.sections(),
    st.sampled_from([("date", "2025-10"), ("organizations", "MIT"), ("note", "quick words")]),
    st.data(),
)
@few
def test_no_word_of_another_paper_comes_with_a_changed_field(section, change_of, data):
    text, papers = section
    field, value = change_of
    entry = data.draw(st.sampled_from(read(text).entries))
    try:
        after = change(text, entry.label, **{field: value})
    except UsageError:
        return
    assert come(text, after, papers) - sections.words(value).keys() == set()


@given(sections.sections(), st.data())
@few
def test_no_word_of_another_paper_comes_with_a_moved_one(section, data):
    text, papers = section
    listed = read(text)
    below = [entry for entry in listed.entries if "B" in entry.topic]
    if not below or len({entry.topic for entry in listed.entries}) != 2:
        return
    entry = data.draw(st.sampled_from(below))
    try:
        after = edit.move(listed, entry, topic=listed.entries[0].topic).text
    except UsageError:
        return
    said = sections.telling_words(papers) & sections.words(text[slice(*entry.span)]).keys()
    others = [each for each in papers if not said & sections.words(" ".join(each)).keys()]
    assert (
        come(text, after, papers) & sections.words(" ".join(map(" ".join, others))).keys() == set()
    )


def test_where_no_row_of_html_can_be_followed_a_note_stands_apart_from_the_organizations():
    """Behind a comma it was read as an organization, and the paper refused."""
    shape = "<tr><td>{title}</td><td><a href='{url}'>{id}</a></td></tr>\n"
    text = f"## A\n\n<table>\n{row(shape, 1)}</table>\n"
    assert put(text, url=OTHER, note="quick words").endswith(", quick words</td></tr>")
    line = put(text, url=OTHER, note="quick words", organizations="MIT")
    assert line.endswith("<br>quick words</td></tr>")


def row(shape, number, **fields):
    return shape.format(**{**sections.paper(number)._asdict(), **fields})


PICTURE = "[![{nick}](https://img.shields.io/badge/{nick}-{id}-red)]({url})"
ARXIV = "[![arXiv](https://img.shields.io/badge/arXiv-{id}-b31b1b.svg)]({url})"


@pytest.mark.parametrize(
    ("head", "shape", "expected"),
    [
        # What repeats the paper's own id or address repeats the new one's.
        (
            "|Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n",
            "|**{date}**|**{title}**|{first} et.al.|[{id}](http://arxiv.org/abs/{id})|null|\n",
            f"|**2025-10-30**|**Kite: Things that Fly**|Lou Mae et al.|[2510.01234]({NEW})||",
        ),
        (
            "",
            "- **{title}** [[arXiv:{id}]({url})]\n",
            f"- **Kite: Things that Fly** [[arXiv:2510.01234]({NEW})]",
        ),
        ("", "- [{id}]({url}) - {title}\n", f"- [2510.01234]({NEW}) - Kite: Things that Fly"),
        (
            "|Id|Title|Date|\n|---|---|---|\n",
            "|[{id}]({url})|{title}|{date}|\n",
            f"|[2510.01234]({NEW})|Kite: Things that Fly|2025-10-30|",
        ),
        (
            "",
            "- {title}, [https://arxiv.org/abs/{id}]({url})\n",
            f"- Kite: Things that Fly, [{NEW}]({NEW})",
        ),
        ("", "- **{title}** [{id}v1]({url})\n", f"- **Kite: Things that Fly** [2510.01234]({NEW})"),
        (
            "",
            "- **{title}** [pdf]({url}) arXiv:{id}\n",
            f"- **Kite: Things that Fly** [pdf]({NEW}) arXiv:2510.01234",
        ),
        ("", f"- **{{title}}** {ARXIV}\n", ARXIV.format(id="2510.01234", url=NEW)),
        # What is that one paper's is left out, or the plain form is taken.
        ("", f"- **{{title}}** {PICTURE}\n", f"- [Kite: Things that Fly]({NEW})"),
        ("", '- [{title}]({url} "{title}")\n', f"- [Kite: Things that Fly]({NEW})"),
        ("", '- <a id="{nick}"></a>[{title}]({url})\n', f"- [Kite: Things that Fly]({NEW})"),
        (
            "|Title|Paper|Stars|\n|---|---|---|\n",
            "|{title}|[pdf]({url})|{stars}|\n",
            f"|Kite: Things that Fly|[pdf]({NEW})||",
        ),
        (
            "<table>\n",
            '<tr id="{nick}"><td><img src="{nick}.png"></td>'
            '<td><a href="{url}" title="{title}">{title}</a></td></tr>\n',
            f'<tr><td></td><td><a href="{NEW}">Kite: Things that Fly</a></td></tr>',
        ),
    ],
)
def test_every_place_of_a_neighbours_own_word_is_the_new_papers_or_none(head, shape, expected):
    text = f"# L\n\n## A\n\n{head}" + "".join(row(shape, number) for number in (1, 2, 3))
    text += "</table>\n" * head.startswith("<")
    found = put(text, **({} if "{date}" in shape else {"date": None}))
    assert found.endswith(expected)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        # Where others appeared is false of a new one, however many appeared there.
        ("- **{title}** [[Nature]({url})]\n", f"- **Kite: Things that Fly** [[paper]({NEW})]"),
        (
            '- <img src="figs/pdf.png"> [{title}]({url})\n',
            f'- <img src="figs/pdf.png"> [Kite: Things that Fly]({NEW})',
        ),
    ],
)
def test_what_most_entries_say_is_said_of_a_new_one_and_what_one_says_is_not(shape, expected):
    habit = "# L\n\n## A\n\n" + "".join(row(shape, number) for number in (1, 2, 3))
    assert put(habit, date=None) == expected
    alone = "# L\n\n## A\n\n" + row(shape, 1)
    assert put(alone, date=None).endswith(f"[Kite: Things that Fly]({NEW})")


def test_stars_that_a_single_row_has_are_not_given():
    text = "## A\n\n|Title|PDF|Recom|\n|---|---|---|\n" + row("|{title}|[pdf]({url})|⭐⭐|\n", 1)
    assert put(text) == f"|Kite: Things that Fly|[pdf]({NEW})||"


def test_a_link_beyond_arxiv_is_not_called_by_an_address_of_another():
    text = "## A\n\n" + "".join(row("- **{title}** [[pdf]({url})]\n", n) for n in (1, 2, 3))
    text += "\n## B\n\n" + "- **An Old Thing of Clay** [[https://x.io/clay](https://x.io/clay)]\n"
    assert put(text, url="https://x.io/kite", date=None) == (
        "- **Kite: Things that Fly** [[link](https://x.io/kite)]"
    )


def test_where_arxiv_stands_as_a_venue_no_subject_of_another_paper_does():
    text = "## A\n\n|Title|Venue|Paper|\n|---|---|---|\n" + "".join(
        row("|{title}|{venue}|[pdf]({url})|\n", n, venue=venue)
        for n, venue in enumerate(("arXiv (robots)", "ICML", "ICLR"))
    )
    assert put(text) == f"|Kite: Things that Fly|arXiv|[pdf]({NEW})|"
