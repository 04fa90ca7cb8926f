"""Names are told apart in what a list says of authors, and only where all are clear."""

import pytest

from aiev.markdown.reading.words import listed_names


@pytest.mark.parametrize(
    ("text", "names", "has_more"),
    [
        ("Ada Bee, Cay Dee and Eva Eff", ("Ada Bee", "Cay Dee", "Eva Eff"), False),
        ("Ada Bee*, Cay Dee†, et al.", ("Ada Bee", "Cay Dee"), True),
        ("Ada Bee (MIT), Cay Dee (UC Berkeley)", ("Ada Bee", "Cay Dee"), False),
        ("Bee, A., Dee, C. D.", ("A. Bee", "C. D. Dee"), False),
        ("Bee, Ada and van Dee, Cay", ("Ada Bee", "Cay van Dee"), False),
        ("Bee et al", ("Bee",), True),
        ("Bee and Dee", ("Bee", "Dee"), False),
        ("A. Bee; C. Dee", ("A. Bee", "C. Dee"), False),
        ("张三，李四", ("张三", "李四"), False),
        ("", (), False),
        ("A Survey, Bee et al", (), False),
        ("Robust Legs, Longer Wings, Cay Dee", (), False),
        ("ICSE'23, Bee, Ada, et al", (), False),
    ],
)
def test_names(text, names, has_more):
    assert listed_names.split(text) == (names, has_more)
