"""Which words of a line are the title and which link is the paper, by what stands around them.

`title_start` tells where the words begin, `plain_title` where they end.
"""

import pytest

from aiev.markdown import source
from aiev.markdown.reading import tree
from aiev.markdown.reading.titles import line_title, plain_title, title_start

URL = "https://arxiv.org/abs/2401.00001"


def inline(text):
    return tree.build(source.read(text)).children[0].inline


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        (f"[Deep Order]({URL}) | 2024", "linked", "Deep Order"),
        (f"[[ICML] Deep Order (2024-05)]({URL})", "linked", "Deep Order"),
        (f"**Deep Order** [[pdf]({URL})]", "named", "Deep Order"),
        (f'"Deep Order", Ada Bee [[pdf]({URL})]', "named", "Deep Order"),
        (f"[[pdf]({URL})] Deep Order", "named", "Deep Order"),
        ("Deep Order of Things (ICML 2024)", "plain", "Deep Order of Things"),
        ("[Deep Order](#deep-order)", "internal", None),
        (f"[pdf]({URL})", "none", "pdf"),
    ],
)
def test_the_title_is_told_from_what_stands_beside_it(text, kind, title):
    found = inline(text)
    answer = line_title.find(found, 0, len(found.plain))
    assert answer.kind == kind
    assert title is None or found.plain[answer.start : answer.end] == title


def test_the_link_with_an_id_is_the_paper_and_not_the_first():
    found = inline(f"**Deep Order** [[code](https://x.io)] [[pdf]({URL})]")
    assert line_title.find(found, 0, len(found.plain)).anchor.url == URL


@pytest.mark.parametrize(
    ("text", "words", "short_name"),
    [
        ("🔥 12. Deep Order", "Deep Order", None),
        ("2024-05: Deep Order", "Deep Order", None),
        ("[DeepX] Deep Order", "Deep Order", "DeepX"),
        ("[ICML 2024] Deep Order", "Deep Order", None),
        ("ICML 2024, Deep Order", "Deep Order", None),
        ("2024 Deep Order", "2024 Deep Order", None),
        ("Title: Deep Order", "Deep Order", None),
    ],
)
def test_a_line_begins_behind_numbers_dates_and_names(text, words, short_name):
    found = inline(text)
    start, name = title_start.find(found, 0, len(found.plain))
    assert found.plain[start:].strip() == words
    assert (found.plain[slice(*name)] if name else None) == short_name


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Deep Order | MIT", "Deep Order"),
        ("Deep Order - a summary", "Deep Order"),
        ("Deep Order (2024)", "Deep Order"),
        ("Deep Order (Extended)", "Deep Order (Extended)"),
        ("Deep Order of Things. ICML 2024", "Deep Order of Things"),
        ("**DeepX**: Deep Scheduling Things Fast", "DeepX: Deep Scheduling Things Fast"),
        ("**DeepX**: DeepX: Scheduling", "DeepX: Scheduling"),
        ("**DeepX**: a scheduler for sparse things", "DeepX"),
    ],
)
def test_plain_words_are_a_title_up_to_what_is_none(text, title):
    found = inline(text)
    assert found.plain[slice(*plain_title.find(found, 0, len(found.plain)))] == title
