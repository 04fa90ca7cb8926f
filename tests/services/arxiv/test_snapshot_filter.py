"""A line that is passed over unread holds no record that is wanted."""

from datetime import date

import pytest

from aiev.errors import UsageError
from aiev.query.tree import EVERYTHING
from aiev.services.arxiv import snapshot_filter
from aiev.sources.files import record, snapshot
from snapshots import fields, line

TODAY = date(2025, 6, 1)
# In every inflection, spelling and sign that a query may mean by another.
WORDS = (
    "mixture", "mixtures", "of", "experts", "Mixture-of-Experts", "MoE", "study", "studies",
    "studying", "quantization", "quantized", "quantizing", "key-value", "keyvalue", "key", "value",
    "café", "cafe", "Müller", "Straße", "strasse", "Erdős", "étude", "etude", "ﬁne", "fine",
    "KV", "LLM", "LLMs", "large", "language", "models", "µTransfer", "Đorđe", "GPU",
)  # fmt: skip
QUESTIONS = [
    *WORDS,
    *(f'"{word}"' for word in WORDS),
    *(f"{word[:5]}*" for word in WORDS if word.isalnum()),
    *(f"title:{word} OR nothing" for word in WORDS),
    "mixture of experts",
    '"mixture of experts"',
    "language -models",
    "author:muller",
    "category:CS.dc",
    "category:math",
    "date:2024-02",
    "date:2003-04..2003",
    "until:1999",
]
LINES = [
    line(
        fields(
            identifier,
            title=title,
            authors=author,
            authors_parsed=parsed,
            categories=categories,
            versions=[],
        )
    )
    for identifier, author, parsed, categories in (
        ("2402.00001", "Ada Asker", [["Asker", "Ada", ""]], "cs.DC cs.LG"),
        # Names are read from the first field only where the other has none.
        ("math/0304005", 'Hans M\\"uller', [], "math.AP"),
        ("math/0304006", "H. M.", [['M\\"uller', "Hans", ""]], "math.AP"),
        ("math/0304007", "H. M.", [["M{u}ller", "Hans", ""]], "math.AP"),
        ("hep-th/9901001", "Hans Müller", [["Müller", "Hans", ""]], "hep-th"),
    )
    for title in (*WORDS, "A Mixture of Experts", "Large Language Models")
]


def read(words=None, *, categories=(), since=None):
    return snapshot_filter.read(categories=categories, since=since, words=words, today=TODAY)


@pytest.mark.parametrize("words", QUESTIONS)
def test_no_wanted_record_is_passed_over_by_a_glance_at_its_line(words):
    asked = read(words)
    wanted = [text for text in LINES if asked.wanted([record.parse(text)])]
    assert wanted
    assert [text for text in wanted if not asked.may_want(text)] == []


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("quantization", {}),
        ("experts", {}),
        (None, {"categories": ("math.AP",)}),
        (None, {"since": "2024-12"}),
    ],
)
def test_a_glance_spares_reading_what_is_clearly_not_wanted(words, options):
    text = line(fields("2411.00001", title="Paged Caches"))
    assert not read(words, **options).may_want(text)


def test_without_a_question_every_line_is_wanted_unseen():
    asked = read()
    assert asked.tree == EVERYTHING
    assert asked.glance is snapshot.everything


def test_the_key_tells_filters_apart_by_what_they_want():
    assert read("moe", since="2024").key == read("moe", since="2024").key
    assert len({one.key for one in (read(), read("moe"), read("moe", since="2024"))}) == 3


@pytest.mark.parametrize("words", ["org:mit", "x OR tag:read", "-topic:moe", "list:mine"])
def test_what_only_a_knowledge_base_has_is_refused(words):
    with pytest.raises(UsageError, match="a snapshot has no"):
        read(words)
