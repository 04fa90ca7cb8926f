import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.organizations import spelling


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("havard university", "harvard university"),
        ("nvdia", "nvidia"),
        ("hse univresity", "hse university"),
        ("micrasoft", "microsoft"),
        ("tsinghau university", "tsinghua university"),
        ("moscow institue of physics and tecnology", "moscow institute of physics and technology"),
        ("massachusets insitute of technology", "massachusetts institute of technology"),
        ("shang hai jiao tong univresity", "shanghai jiao tong university"),
    ],
)
def test_a_slip_of_the_hand_is_seen(text: str, name: str) -> None:
    assert spelling.is_misspelt(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hunan university", "henan university"),
        ("university of tokyo", "university of kyoto"),
        ("uk univesity", "hk university"),
        ("mti", "mit"),
        ("nanning university", "nanjing university"),
        ("zhangzhou university", "zhengzhou university"),
        ("infinigen", "infinigence"),
        ("meitu", "meituan"),
        ("northeastern university", "northwestern university"),
        ("dalian university", "dalian university of technology"),
        ("hu nan university", "henan university"),
    ],
)
def test_another_name_is_no_slip(text: str, name: str) -> None:
    assert not spelling.is_misspelt(text, name)


@given(st.text(alphabet="abc ", max_size=12), st.text(alphabet="abc ", max_size=12))
def test_short_words_are_never_misspelt(text: str, name: str) -> None:
    if all(len(word) <= spelling.SHORT for word in (text + " " + name).split()):
        same = text.split() == name.split()
        assert spelling.is_misspelt(text, name) is same
