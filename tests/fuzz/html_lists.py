"""Draw tables and lists of raw HTML as people write them: well formed, nested, and broken."""

from hypothesis import strategies as st

LABELS = (
    "Website", "Paper", "paper", "PDF", "Code", "Project Page", "arXiv", "Home", "GitHub", "here",
    "English", "简体中文", "日本語", "한국어", "中文", "Português", "🔥", "🌐 EN", "⭐⭐", "✅",
    "-", "–", "1", "#2", "42", "2024", "Jan 2024", "2024-01-05", "31 Feb 2024", "ICML 2024",
    "NeurIPS'23", "Title", "Year", "MIT", "Ada Bee", "Ada Bee, Cay Dee", "Ada Bee et al.", "Kite",
    "LLaMA 3", "A Study of Deep Ordering", "Kite: A Study of Deep Ordering at Scale",
    "深度学习综述与展望", "2401.00001", "arXiv:2401.00001v2", "", " ", "\u00a0", "\u200b", "&amp;",
    "&nbsp;", "&#x1F525;", "&bogus;", "&#0;", "<", ">", "&", "|", "**bold**", "`code`",
    "[T](https://x.io/1)", "[[pdf]](u)", "Authors:", "Code:", "(", ")", "[", "]", '"quoted"',
    "@MIT", "\x00", "\x0b", "\u2028", "\ud800",
)  # fmt: skip
ADDRESSES = (
    "https://example.org/", "https://arxiv.org/abs/2401.00001", "http://arxiv.org/pdf/2401.00002v3",
    "https://github.com/a/b", "#top", "", "README_zh.md", "./docs/en.md", "mailto:a@b.org",
    "https://img.shields.io/badge/x", "https://x.io/i.png", "https://x.io/a_(b)?c=d&amp;e", "x y",
    "javascript:void(0)", "//x.io/1", "https://", "https://[", "https://x.io/中文",
)  # fmt: skip
BREAKS = ("", "\n", "\n  ", "\r\n", "\n\n", " ", "\t")

labels = st.one_of(
    st.sampled_from(LABELS),
    st.lists(st.sampled_from(LABELS), min_size=2, max_size=4).map(" ".join),
    st.text(max_size=6),
)
breaks = st.sampled_from(BREAKS)
attributes = st.sampled_from(
    (
        "",
        ' class="a"',
        ' rowspan="2"',
        " rowspan=12",
        ' colspan="3"',
        " align=center",
        ' style="a>b"',
    )
)


@st.composite
def pictures(draw):
    """Return an image with a text of its own or without."""
    address = draw(st.sampled_from(ADDRESSES))
    return draw(st.sampled_from(("<img src={0}>", '<img src="{0}" alt="{1}"/>'))).format(
        address, draw(st.sampled_from(LABELS))
    )


@st.composite
def links(draw):
    """Return a link; now and then its tag is never closed or its address not quoted."""
    opened = draw(
        st.sampled_from(('<a href="{}">', "<a href='{}'>", "<a href={}>", "<A HREF='{}'>"))
    )
    closed = draw(st.sampled_from(("</a>",) * 6 + ("</A >", "")))
    words = draw(st.one_of(labels, pictures()))
    return opened.format(draw(st.sampled_from(ADDRESSES))) + words + closed


inline = st.one_of(
    labels,
    links(),
    links(),
    pictures(),
    labels.map("<b>{}</b>".format),
    labels.map("<em>{}".format),
    st.sampled_from(
        ("<br>", "<br/>", "<!-- c -->", "<!--", "-->", ", ", " | ", " - ", ": ", "<p>")
    ),
)
phrases = st.lists(inline, max_size=5).map("".join)


def _element(name, contents):
    """Return a strategy of elements of a name, some of them left open."""
    return st.tuples(
        attributes, breaks, contents, breaks, st.sampled_from((f"</{name}>",) * 4 + ("",)), breaks
    ).map(lambda p: f"<{name}{p[0]}>{p[1]}{p[2]}{p[3]}{p[4]}{p[5]}")


def _many(elements):
    return st.lists(elements, max_size=4).map("".join)


def _nested(contents):
    """Return a strategy of tables and lists whose cells and items hold `contents`."""
    cells = _element("td", contents) | _element("th", contents)
    rows = _element("tr", _many(cells))
    items = _element("li", contents)
    details = st.tuples(labels, contents).map(
        lambda p: f"<details><summary>{p[0]}</summary>\n{p[1]}\n</details>\n"
    )
    return st.one_of(
        _element("table", _many(rows)),
        _element("table", _element("tbody", _many(rows))),
        _element("ul", _many(items)),
        _element("ol", _many(items)),
        st.lists(rows | items | contents, max_size=3).map("".join),
        details,
    )


blocks = st.recursive(phrases, _nested, max_leaves=8)
tidy_cells = st.tuples(st.sampled_from(LABELS), st.sampled_from(ADDRESSES[:4])).map(
    lambda p: f'<a href="{p[1]}">{p[0]}</a>'
) | st.sampled_from(LABELS)
tidy_rows = st.lists(tidy_cells, min_size=1, max_size=4).map(
    lambda cells: "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
)
tidy_items = st.lists(tidy_cells, min_size=1, max_size=3).map(
    lambda pieces: f"<li>{' '.join(pieces)}</li>\n"
)
tidy = st.one_of(
    st.lists(tidy_rows, min_size=1, max_size=4).map(
        lambda rows: f"<table>\n{''.join(rows)}</table>"
    ),
    st.lists(tidy_items, min_size=1, max_size=4).map(lambda items: f"<ul>\n{''.join(items)}</ul>"),
)
"""Language menus, cells of `Paper | Code`, small tables: no tag is missing in them."""
texts = st.tuples(
    st.sampled_from(("", "# L\n\n## A\n\n", "<h2>A</h2>\n", "## A\r\n\r\n", "- x\n\n  ", "> ")),
    st.lists(tidy | _nested(blocks) | blocks, min_size=1, max_size=3),
    st.sampled_from(("\n", "\n\n", "\r\n")),
).map(lambda p: p[0] + p[2].join(p[1]) + p[2])
"""Whole texts of HTML tables and lists, with and without headings."""
