"""The page understands what `aiev search` does, and finds the same papers."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from aiev.store.reading.reader import open_reader
from exporters.html.page_finder import Finder, differences, finder, places_of

QUERIES = """
moe offloading
moe OR quantization
moe offloading OR caching
kv cache -quantization
(attention OR caching) -survey
NOT attention
attention AND (serving OR training)
"large language model"
"flash attention" OR "ring attention"
quant*
quantizati*
use*
mixture-of-ex*
title:quant* -title:llm
title:(flash OR paged) attention
title:"mixture of experts"
abstract:gpu title:offloading
author:dao
author:(dao OR zheng)
-author:dao attention
topic:offloading
topic:offloading moe
topic:(moe OR attention) since:2024
topic:"AI Inference optimization > Offloading"
topic:inference>offloading
topic:offl*
-topic:inference
org:microsoft
org:ucb
org:"UC Berkeley"
org:bytedance since:2024
org:univ*
org:(microsoft OR deepseek) -moe
organization:meta
org:"no such place"
kind:code
kind:paper -attention
kind:(web OR code)
-kind:paper
category:cs
category:cs.DC
cat:cs.l*
category:"cs dc"
tag:read
venue:osdi
venue:neurips
venue:"mlsys"
since:2024
until:2022
since:2024-06 until:2024-12-15
since:6m
until:1y
since:2w
date:2024
year:2023
date:2023-05..2024
date:..2021
date:2024-11..
date:>=2024-05
date:>2024
date:<2022
date:<=2022
date:=2024
date>=2024-05
year<2022
>=2024-06 moe
<2y
-date:2024
issued:2024 moe
id:2411.11217
id:arXiv:2411.11217v2
id:https://arxiv.org/abs/2411.11217
id:2411.11217 OR id:2205.14135
2411.11217
2411.11217v2
arxiv:2411.11217
https://arxiv.org/abs/2411.11217
arxiv.org/abs/2411.11217
http://www.arxiv.org/pdf/2411.11217v2.pdf#page=3
https://arxiv.org%2Fabs%2F2411.11217
https://huggingface.co/papers/2411.11217
https://doi.org/10.48550/arXiv.2411.11217
https://notarxiv.org/abs/2411.11217
2411.11217,
2411.11217 moe
-2411.11217
"2411.11217"
2411.00000
hep-th/9901001
O(n) attention
moe ) offloading
AND moe
moe OR
OR
NOT
the of and
the
prefill-decode
key-value cache
speculative decoding
pipeline parallelism
llm
tp
-moe llm
"kv" "cache"
((((moe))))
-(moe OR attention)
-(since:2024 moe)
(topic:offloading OR org:microsoft) (moe OR llm)
title:(moe OR author:dao)
moe moe offloading moe
flash-attention OR paged-attention
a* title:a*
GPU gpu Gpu
Zoë
foo:bar
flash attention
flashattention
FlashAttention kernels
flash-attention
paged attention
pagedattention
smooth quant
smoothquant
deep speed
deepspeed
"deep speed"
-flashattention attention
qunatization
offlaoding moe
atention OR infernce
kv cahce -qunatization
-(qunatization moe) attention
"qunatization"
title:qunatization
mixutre of experts
trasnformer grpah
flash-atention
""".strip().splitlines()


@pytest.fixture(scope="module")
def reader(seed_template):
    with open_reader(seed_template) as opened:
        yield opened


@pytest.fixture(scope="module")
def find(browser, reader, tmp_path_factory) -> Iterator[Finder]:
    """Returns the papers that the page of the shipped list finds for each query."""
    yield from finder(browser, reader, tmp_path_factory.mktemp("grammar") / "page.html")


@pytest.fixture(scope="module")
def places(reader) -> dict[int, str]:
    return places_of(reader)


def test_the_page_finds_what_the_command_line_does(reader, find, places):
    assert differences(reader, find, places, QUERIES) == []


PARTS = (
    "moe", "attention", "llm", "quantization", '"large language"', "cache", "gpu", "train*",
    "title:attention", "author:dao", "topic:offloading", "topic:training", "org:microsoft",
    "org:google", "kind:paper", "since:2024", "until:2023-06", "date:2023", "category:cs.LG",
    "mixture", "of", "experts", "key-value",
)  # fmt: skip


def test_parts_put_together_at_random_find_the_same(reader, find, places):
    rng = random.Random(4)

    def part(depth: int) -> str:
        if depth and rng.random() < 0.3:
            inner = " ".join(part(depth - 1) for _ in range(rng.randint(1, 3)))
            return f"{rng.choice(('', '-', 'NOT ', 'title:'))}({inner})"
        return rng.choice(("", "", "-")) + rng.choice(PARTS)

    queries = [
        "".join(part(2) + rng.choice((" ", " ", " OR ", " AND ")) for _ in range(rng.randint(2, 5)))
        + rng.choice(PARTS)
        for _ in range(250)
    ]
    assert differences(reader, find, places, queries) == []


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("since:nonsense moe", "no date: nonsense"),
        ("date:2024-13 moe", "no such date: 2024-13"),
        ("date:2024..2023 ", "the range ends before it starts: 2024..2023"),
        ("kind:movie moe", "no such kind: movie"),
        ("since:20", None),
    ],
)
def test_a_date_that_cannot_be_read_is_told_once_it_is_written(find, query, problem):
    assert find([query])[0][1] == problem


@pytest.mark.parametrize(
    ("query", "problem"),
    [("date:2024-13", "no such date: 2024-13"), ("kite since:never", "no date: never")],
)
def test_a_date_that_is_no_longer_typed_is_told_if_it_cannot_be_read(visit, query, problem):
    """A link and Enter had shown all papers without a word; only a blank brought it."""
    page = visit("#" + urlencode({"q": query}))
    assert page.count().endswith(f", {problem}")
    for leave in ("Enter", "Tab"):
        page.search(query)
        assert problem not in page.count()
        page.page.keyboard.press(leave)
        assert page.count().endswith(f", {problem}")
    page.search("kite")
    assert problem not in page.count()


def test_a_query_that_is_still_being_typed_finds_what_it_begins(find):
    for begun, whole in (
        ("topic:offl", "topic:offloading "), ("org:micros", "org:microsoft "),
        ('"paged atten', '"paged attention" '), ("(moe OR quantiza", "moe OR quantization "),
        ("moe OR ", "moe "), ("kind:co", "kind:code "), ("since:2", " "), ("moe -", "moe "),
    ):  # fmt: skip
        one, other = find([begun, whole])
        assert set(other[0]) <= set(one[0]), begun
        assert one[1] is None


def test_nothing_that_is_typed_breaks_the_page(find):
    rng = random.Random(5)
    letters = 'ab "-:()*OR ANDNOT title:since:2024..<>=\\[]{}^$|\u00e9\u4e2d'
    find(["".join(rng.choices(letters, k=rng.randint(1, 30))) for _ in range(400)])
    find(["(" * 5000, "NOT " * 5000, "-(" * 5000, '"' * 99, "title:(" * 3000])
