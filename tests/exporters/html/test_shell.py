"""What stands around a page's papers; see test_page.py for the whole and what it is safe from."""

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
