"""The links to the web that a list shows, and where their addresses stand."""

from hypothesis import given
from hypothesis import strategies as st

from aiev.markdown.reading import link_places

LIST = """# A

<!-- [Hidden](https://hidden.example) -->

`https://code.example`

    [Code](https://block.example)

- ![Picture](https://picture.example/a.png) [Mail](mailto:a@b.example) [File](other.md) [Place](#a)
- <a href="https://html.example">H</a> <https://auto.example> https://bare.example [ref][r]
- [Entity](https://entity.example/?a&amp;b) [Title](https://title.example "t") [é](<https://a.example>)

<p><a href='https://in-html.example'>x</a> https://words.example</p>

[r]: https://reference.example 'title'
"""


def test_what_is_shown_is_found_and_nothing_else():
    assert [(one.line, one.url) for one in link_places.find(LIST)] == [
        (10, "https://html.example"),
        (10, "https://auto.example"),
        (10, "https://bare.example"),
        (11, "https://entity.example/?a&b"),
        (11, "https://title.example"),
        (11, "https://a.example"),
        (13, "https://in-html.example"),
        (15, "https://reference.example"),
    ]


def test_a_place_holds_the_address_as_it_is_asked():
    for one in link_places.find(LIST):
        if "entity" in one.url:
            assert one.span is None
        else:
            assert LIST[slice(*one.span)] == one.url


@given(st.text(alphabet="[]()<>`\"'!#- \n|*a:/é&;", max_size=60))
def test_no_text_stops_it_and_no_place_is_wrong(text):
    text = text.replace("a:/", "https://a.example/")
    for one in link_places.find(text):
        assert one.span is None or text[slice(*one.span)] == one.url
