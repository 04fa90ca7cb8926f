"""What a broken paste repeats thousands of times after a link costs time in its length."""

import time

import pytest

from aiev.markdown.reading import document

FEW, TIMES = 2_000, 8
# Eight times as much is 8 times the work in a line and 64 in a square; with time to spare on either
# side, and never told of what is quick anyway, so that a busy machine changes nothing.
MOST_TIMES, QUICK_S = 32, 1.0


def spent(text: str) -> float:
    times = []
    for _ in range(3):
        before = time.process_time()
        document.parse(text, is_organization=lambda name: name == "MIT")
        times.append(time.process_time() - before)
        if times[-1] < QUICK_S:
            break
    return min(times)


@pytest.mark.parametrize(
    "piece",
    ["[", "[[", "![", "&nbsp;", "\u2028", "*", "_", "`", "<", "(", "|", "|a", "> ", "- ", "@ ",
     "](", "MIT, ", "Ada Bee, ", "2024 "],
)  # fmt: skip
def test_time_grows_with_the_length_of_what_is_repeated(piece: str) -> None:
    """Sixteen thousand open brackets took six seconds to find that none is a link."""
    begin = "# L\n\n- [Deep Order](https://arxiv.org/abs/2401.00001) "
    many = spent(begin + piece * FEW * TIMES + "\n")
    assert many < QUICK_S or many < MOST_TIMES * spent(begin + piece * FEW + "\n")


def test_time_grows_with_the_length_of_a_nested_list() -> None:
    """Each nested item counted all items beside it: four thousand took 44 seconds."""
    begin, piece, few = "# L\n\n- Topic\n", "  - https://arxiv.org/abs/2401.00001\n", 250
    many = spent(begin + piece * few * TIMES)
    assert many < QUICK_S or many < MOST_TIMES * spent(begin + piece * few)
