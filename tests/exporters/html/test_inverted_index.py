"""The index that a folder's script reads: keys as steps, in parts that are found by their heads."""

import json

from aiev.exporters.html.inverted_index import FIELDS, SHIFT, InvertedIndex


def made(*titles: str) -> InvertedIndex:
    index = InvertedIndex()
    for number, title in enumerate(titles):
        index.add(number, (title, *("" for _ in FIELDS[1:])))
    return index


def read(index: InvertedIndex) -> dict[str, tuple[list[str], list[tuple[int, int, int]]]]:
    """Return each stem with its words and places: field, paper and position."""
    answer = {}
    for _, part in index.iter_parts():
        for root, (words, flat) in json.loads(part).items():
            key, places = 0, []
            for step, position in zip(flat[::2], flat[1::2], strict=True):
                key += step
                places.append((key >> SHIFT, key & ((1 << SHIFT) - 1), position))
            answer[root] = (words, places)
    return answer


def test_a_stem_has_its_words_and_all_of_their_places():
    index = made("Caches of caching", "A cache")
    assert read(index)["cach"] == (
        ["cache", "caches", "caching"],
        [(0, 0, 0), (0, 0, 2), (0, 1, 1)],
    )
    assert index.lengths[0] == [3, 2]


def test_places_stand_in_the_order_of_the_fields():
    index = InvertedIndex()
    index.add(0, ("", "", "", "", "", "moe"))
    index.add(1, ("moe", "", "", "", "", ""))
    assert read(index)["moe"][1] == [(0, 1, 0), (5, 0, 0)]


def test_each_stem_is_in_the_part_that_its_head_names():
    """Words of other letters than ASCII's were looked for under other stems than these."""
    index = made("straße đorđe βvaes", "maaløe moe")
    for heads, part in index.iter_parts():
        for root in json.loads(part):
            assert any(root.startswith(head) for head in heads)
    assert {"straß", "đorđ", "βvae", "maalø"} <= set(read(index))


def test_words_that_a_typo_may_stand_for_are_no_names():
    index = InvertedIndex()
    for number in range(3):
        index.add(number, ("offloading 2024 moe", "", "Goodfellow", "", "", ""))
    assert index.common() == {"offloading": 3}
