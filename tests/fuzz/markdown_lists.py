"""Draw lists of papers in every shape: items, tables, paragraphs, sections, raw HTML, mixed."""

from hypothesis import strategies as st

TITLES = (
    "Deep Order of Things", "Kite: A Study of Sparse Order", "Attention, Again", "MoE",
    "What is \"Order\"?", "深度学习综述与展望", "C++ for *Stars*", "Order (Extended Version)",
    "A/B Testing | Revisited", "Scaling Laws 2.0",
)  # fmt: skip
NAMES = ("Ada Bee", "Cay Dee", "Eva Eff", "Gus Gee", "H. I. Jay", "Kim Ell")
VENUES = ("ICML 2024", "NeurIPS'23", "arXiv 2024", "OSDI", "Nature")
DATES = ("2024-05-01", "2024.05", "May 2024", "18 Nov 2024", "2023", "31 Feb 2024")
ORGANIZATIONS = ("MIT", "Google & CMU", "Stanford\\&MIT", "Some Unknown Lab")
NOTES = ("a fast thing.", "Keyword: order", "🔥", "see [slides](https://x.io/s)", "")
HEADINGS = ("Training", "Serving > Fast", "2024", "Papers", "Survey & Review", "Contributing")
BREAKS = ("\n", "\n", "\n", "\n\n")

titles = st.sampled_from(TITLES)
venues = st.sampled_from(VENUES)
dates = st.sampled_from(DATES)
organizations = st.sampled_from(ORGANIZATIONS)
notes = st.sampled_from(NOTES)
authors = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True).map(", ".join)
addresses = st.integers(1, 60).map(
    lambda n: f"https://arxiv.org/abs/2401.{n:05}"
) | st.sampled_from(("https://x.io/post", "https://github.com/a/b", ""))


def _filled(*forms, **parts):
    """Return a strategy of texts: one of the forms, its fields drawn."""
    return st.tuples(st.sampled_from(forms), st.fixed_dictionaries(parts)).map(
        lambda drawn: drawn[0].format(**drawn[1])
    )


_parts = {
    "t": titles, "u": addresses, "v": venues, "d": dates, "o": organizations, "n": notes,
    "a": authors,
}  # fmt: skip
lines = _filled(
    "[{t}]({u})",
    "[{t}]({u}) | {d} | {o}",
    "[{t}]({u}) ({v}, @{o})",
    "[{v}] [{t}]({u}): {n}",
    "**{t}** [[pdf]({u})] [[code](https://github.com/a/b)]",
    "**{t}**. {a}. *{v}*. [[paper]({u})]",
    "{d}: **{t}** ([arXiv]({u})) {n}",
    "[[{t}]({u})] {a}, {v}",
    "{t}. {a}. {v}. {u}",
    "[{v}] {t}",
    "{t}",
    **_parts,
)
further = _filled(
    "{a}", "*{a}*", "{v}, {d}", "Keywords: {n}", "[[code](https://x.io/c)]", "{n}", **_parts
)
marks = st.sampled_from(("- ", "* ", "+ ", "1. ", "*   "))


@st.composite
def items(draw):
    """Return a list of one mark: items of a line, of lines, nested, or with several papers."""
    mark, text = draw(marks), ""
    indent = " " * len(mark)
    for _ in range(draw(st.integers(1, 5))):
        text += mark + draw(lines)
        for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
            break_ = draw(st.sampled_from(("\n", "  \n", "\\\n", "<br>\n", "\n\n")))
            nested = draw(st.sampled_from(("", "", "- ")))
            text += break_ + indent + nested + draw(further)
        if draw(st.integers(0, 5)) == 0:
            # Another paper of the same item.
            text += draw(st.sampled_from(("<br>", "\\\n" + indent, "\n\n" + indent)))
            text += draw(_filled("**{t}** [[paper]({u})]", "[{t}]({u})", **_parts))
        text += draw(st.sampled_from(BREAKS))
    return text + "\n"


@st.composite
def labelled(draw):
    """Return items below a label of theirs: a line, a bold one, or a bullet."""
    label = draw(st.sampled_from(("**{}**\n\n", "{}:\n\n", "- {}\n", "<summary>{}</summary>\n\n")))
    inner = draw(items())
    if label.startswith("- "):
        inner = "".join(f"  {line}\n" if line else "\n" for line in inner.split("\n"))
    return label.format(draw(st.sampled_from(HEADINGS))) + inner


COLUMNS = {
    "Title": _filled("[{t}]({u})", "**{t}**", "{t} [[pdf]({u})]", "{t}<br>{a}", **_parts),
    "Paper": _filled("[{t}]({u})", "[Link]({u})", "[2401.00001]({u})", **_parts),
    "Date": dates,
    "Venue": venues,
    "Institution": organizations,
    "Authors": authors,
    "Code": st.sampled_from(("[Github](https://github.com/a/b)", "-", "", "⚠️")),
    "#": st.integers(1, 9).map(str),
    "Stars": st.sampled_from(("⭐", "⭐⭐", "")),
}


@st.composite
def tables(draw):
    """Return a table of papers: some columns, padded or not, with or without outer bars."""
    names = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=2, max_size=5, unique=True))
    opened, closed = draw(st.sampled_from((("| ", " |"), ("|", "|"), ("", ""))))
    width = draw(st.sampled_from((0, 0, 24)))
    rows = [names, ["---"] * len(names)]
    for _ in range(draw(st.integers(1, 4))):
        rows.append([draw(COLUMNS[name]).replace("|", "\\|").ljust(width) for name in names])
    return "".join(f"{opened}{' | '.join(row)}{closed}\n" for row in rows) + "\n"


paragraphs = st.lists(
    _filled(
        "**[{t}]({u})**\n",
        "**{t}** <br>\n{a} <br>\n{v} [[Paper]({u})]\n",
        "[{t}]({u})  \n*{a}*  \n{n}\n",
        "### [{t}]({u})\n\n- **Task:** {n}\n- **Venue:** {v}\n",
        "### {t}\n\n{a}\n\n[Paper]({u}) [Code](https://x.io/c)\n",
        "Some words about {t} and [{t}]({u}), which go on.\n",
        **_parts,
    ),
    min_size=1,
    max_size=3,
).map(lambda found: "\n".join(found) + "\n")
raw = st.tuples(
    st.sampled_from(
        (("<ul>\n", "<li>", "</li>\n", "</ul>\n\n"),) * 2
        + (("<table>\n", "<tr><td>", "</td></tr>\n", "</table>\n\n"),)
    ),
    st.lists(
        _filled('<a href="{u}">{t}</a> ({v})', '<b>{t}</b> <a href="{u}">PDF</a>', **_parts),
        min_size=1,
        max_size=3,
    ),
).map(lambda p: p[0][0] + "".join(p[0][1] + each + p[0][2] for each in p[1]) + p[0][3])
bodies = st.one_of(items(), items(), labelled(), tables(), paragraphs, raw)


@st.composite
def _lists(draw):
    text = draw(st.sampled_from(("# A List\n\n", "", "Some words.\n\n", "\ufeff# L\r\n\r\n")))
    for _ in range(draw(st.integers(1, 4))):
        level = draw(st.sampled_from((2, 2, 3, 6)))
        text += f"{'#' * level} {draw(st.sampled_from(HEADINGS))}\n\n"
        text += "".join(draw(st.lists(bodies, min_size=0, max_size=2)))
    newline = draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r")))
    return text.replace("\r\n", "\n").replace("\n", newline)


texts = _lists()
"""Whole lists: headings with what stands below them in one or two shapes."""
