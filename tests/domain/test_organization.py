import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain import organization


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UC Berkeley", "uc-berkeley"),
        ("ETH Zürich", "eth zurich"),
        ("École Polytechnique", "ECOLE  POLYTECHNIQUE"),
        ("The University of Edinburgh", "University of Edinburgh"),
        ("University of Illinois at Urbana-Champaign", "University of Illinois Urbana Champaign"),
        ("Baichuan inc", "Baichuan, Inc."),
        ("Zhuiyi Technology Co., Ltd.", "Zhuiyi Technology"),
        ("Huawei Noah's Ark Lab", "Huawei Noah’s Ark Laboratory"),
        ("University of Science & Technology", "University of Science and Technology"),
        ("Univ. of Toronto", "University of Toronto"),
        ("ＮＶＩＤＩＡ", "NVIDIA"),
        ("thu_ml", "THU-ML"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert organization.key(one) == organization.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hunan University", "Henan University"),
        ("Northeastern University", "Northwestern University"),
        ("University of Washington", "Washington University"),
        ("清华大学", "北京大学"),
        ("Meta", "MetaX"),
    ],
)
def test_unlike_names_have_unlike_keys(one: str, other: str) -> None:
    assert organization.key(one) != organization.key(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [("", ""), (" -- ", ""), ("🔥", ""), ("The", "the"), ("Inc.", "inc"), ("AT", "at")],
)
def test_a_name_of_dropped_words_only_keeps_them(text: str, key: str) -> None:
    assert organization.key(text) == key


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    once = organization.key(text)
    assert organization.key(once) == once


@given(st.text(alphabet="abcdefXYZ -.é", max_size=20))
def test_case_and_space_around_never_matter(text: str) -> None:
    assert organization.key(f"  {text.upper()}\n") == organization.key(text.lower())
