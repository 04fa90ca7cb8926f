"""Draw what else aiev reads: backups, feeds, queries and configuration, sound and broken."""

import json

from hypothesis import strategies as st

from arxiv_server import Paper, feed

WORDS = (
    "kite", "moe", "offloading", "C++", "深度", "don't", "a", "the", "2024", "2401.00001",
    "key-value", "Ångström", "",
)  # fmt: skip
FIELDS = (
    "author:", "title:", "abstract:", "topic:", "org:", "kind:", "tag:", "category:", "venue:",
    "id:", "list:", "since:", "date:", "updated:", "nothing:",
)  # fmt: skip
SIGNS = ("(", ")", '"', "OR", "AND", "NOT", "-", "*", ">=", "..", ":", "|", "^", "\\", "\u2028")
words = st.sampled_from(WORDS)
queries = st.lists(
    st.one_of(
        words,
        st.sampled_from(SIGNS),
        st.tuples(st.sampled_from(FIELDS), words | st.sampled_from(("2024..", "6m", "x*"))).map(
            "".join
        ),
        words.map('"{}"'.format),
        words.map("({})".format),
        words.map("-{}".format),
        st.text(max_size=8),
    ),
    max_size=8,
).map(" ".join)
"""Queries: words, fields, phrases and groups in any order, closed or not."""

plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


def backups(lines):
    """Return a strategy of backups: the lines of one, some changed, left out, doubled or cut."""
    records = [json.loads(line) for line in lines]

    @st.composite
    def changed(draw):
        text = []
        for record in records:
            fate = draw(st.sampled_from(("kept",) * 6 + ("changed", "gone", "doubled", "cut")))
            one = dict(record)
            if fate == "changed":
                name = draw(st.sampled_from(sorted(one)))
                one[name] = draw(values)
            if fate == "gone":
                continue
            line = json.dumps(one, ensure_ascii=draw(st.booleans()))
            if fate == "cut":
                line = line[: draw(st.integers(0, len(line)))]
            text += [line] * (2 if fate == "doubled" else 1)
        return "\n".join(text) + draw(st.sampled_from(("\n", "", "\r\n")))

    return changed()


texts = st.text(max_size=20) | st.none()
papers = st.builds(
    Paper,
    arxiv_id=st.sampled_from(("2411.11217", "hep-th/9901001", "2401.00001", "9999.99999", "")),
    title=texts,
    abstract=texts,
    authors=st.lists(st.text(max_size=8), max_size=3).map(tuple),
    version=st.integers(0, 12),
    published=st.sampled_from(("2024-11-18T17:59:46Z", "2024-13-41T00:00:00Z", "", None)),
    categories=st.lists(st.text(max_size=6), max_size=2).map(tuple),
    comment=texts,
    doi=texts,
)
feeds = st.tuples(
    st.lists(papers, max_size=3), st.integers(0, 4), st.sampled_from(("whole", "cut", "changed"))
).flatmap(
    lambda drawn: _broken(feed(drawn[0], query="id_list=x", total=drawn[1], size=3), drawn[2])
)
"""Answers of arXiv: whole ones, and such as are cut or have bytes of others in them."""


def _broken(body, how):
    if how == "whole":
        return st.just(body)
    places = st.integers(0, len(body))
    if how == "cut":
        return places.map(lambda at: body[:at])
    return st.tuples(places, st.binary(max_size=6)).map(
        lambda drawn: body[: drawn[0]] + drawn[1] + body[drawn[0] + len(drawn[1]) :]
    )


NAMES = (
    "AIEV_DB", "AIEV_ARXIV_DELAY", "AIEV_CHECK_OFF", "AIEV_DATACITE", "AIEV_OPENALEX_KEY",
    "AIEV_MAILTO", "NO_COLOR", "AIEV_NOTHING", "[table]",
)  # fmt: skip
settings_files = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from((" = ", "=", " ", " = [")),
        st.one_of(
            st.text(max_size=10).map(json.dumps),
            st.integers().map(str),
            st.sampled_from(("true", "false", "1979-05-27", '"~x/y"', "'off'", '["a", 1]', "nan")),
        ),
    ).map("".join),
    max_size=4,
).map("\n".join)
"""Config files: settings that there are and are not, of right and wrong kinds."""
