"""What stands around a page's papers; see test_page.py for the whole and what it is safe from."""

import pytest

from aiev.exporters.html import shell


def test_markup_is_ascii_unless_it_grows_by_much():
    assert shell.compact("<p>Zoë wrote some English text, which goes on for a while.</p>").isascii()
    assert shell.compact("<p>王小明</p>") == "<p>王小明</p>"


def test_data_can_neither_end_its_element_nor_start_a_comment():
    text = shell.data("names", ["</script><!--"])
    inside = text.removeprefix('<script type="application/json" class="names">')
    assert "<" not in inside.removesuffix("</script>\n")


def test_links_to_plain_pages_say_which_is_the_current_one():
    names = [shell.list_name(number) for number in range(2)]
    assert names == ["list-1.html", "list-2.html"]
    assert '<a href="list-2.html" aria-current="page">2</a>' in shell.pages(names, current=1)
    assert "aria-current" not in shell.pages(names)


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        (None, None),
        ("https://github.com/ada/papers", "https://github.com/ada/papers/issues/new?title="),
        (
            "https://www.github.com/ada/papers.git",
            "https://github.com/ada/papers/issues/new?title=",
        ),
        ("https://gitlab.com/ada/papers/", "https://gitlab.com/ada/papers/-/issues/new"),
        ("https://codeberg.org/ada/papers", "https://codeberg.org/ada/papers/issues/new"),
        # No repository of a host that is known: the address itself.
        ("https://github.com/ada/papers/pulls", "https://github.com/ada/papers/pulls"),
        ("https://git.example/ada/papers", "https://git.example/ada/papers"),
    ],
)
def test_papers_are_suggested_where_the_host_takes_them(repository, expected):
    found = shell.suggestions(repository)
    assert found == expected or (found or "").startswith(expected or "-")
