"""Names of authors, cut as libraries cut them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.person_name import PersonName, are_plain, find, of_parts, pack, unpack
from exporters.sample_papers import HOSTILE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lovelace", PersonName("Lovelace", "Ada")),
        ("Aidan N. Gomez", PersonName("Gomez", "Aidan N.")),
        ("Ludwig van Beethoven", PersonName("Beethoven", "Ludwig", "van")),
        ("Maria de la Cruz", PersonName("Cruz", "Maria", "de la")),
        ("Luc Van Gool", PersonName("Van Gool", "Luc")),
        ("Jan Van Der Berg", PersonName("Van Der Berg", "Jan")),
        ("Nguyen Van Minh", PersonName("Minh", "Nguyen Van")),
        ("Lélio Renard Lavaud", PersonName("Lavaud", "Lélio Renard")),
        ("Robert Downey Jr.", PersonName("Downey", "Robert", "", "Jr.")),
        ("Robert Downey, Jr.", PersonName("Downey", "Robert", "", "Jr.")),
        ("Ronald van Low III", PersonName("Low", "Ronald", "van", "III")),
        ("Mar Canal i Saguer", PersonName("Canal i Saguer", "Mar")),
        ("Jose Ortega y Gasset", PersonName("Ortega y Gasset", "Jose")),
        ("Jan van der Foo Bar", PersonName("Foo Bar", "Jan", "van der")),
        ("Ana da Silva Costa", PersonName("Costa", "Ana da Silva")),
        ("Lovelace, Ada", PersonName("Lovelace", "Ada")),
        ("van der Berg, Ada", PersonName("Berg", "Ada", "van der")),
        ("Bayan", PersonName("Bayan")),
        ("王小明", PersonName("王小明")),
        ("山田 太郎", PersonName("山田", "太郎")),
        ("김 민수", PersonName("김", "민수")),
        ("DeepSeek-AI", PersonName("DeepSeek-AI")),
        ("Kimi Team", PersonName("Kimi Team", is_group=True)),
        ("The Bar Collaboration", PersonName("The Bar Collaboration", is_group=True)),
        ("Institute of Foo, Bar, Baz", PersonName("Institute of Foo, Bar, Baz", is_group=True)),
        ("Chris Low (Leicester)", PersonName("Low", "Chris")),
        ("and Ada Lovelace", PersonName("Lovelace", "Ada")),
        ("J. -C. Cuillandre", PersonName("Cuillandre", "J. -C.")),
        ("Low,", PersonName("Low")),
        ("The Foo Han", PersonName("Han", "The Foo")),
        ("The FOO Detector", PersonName("The FOO Detector", is_group=True)),
        ("for the Foo Collaboration", PersonName("the Foo Collaboration", is_group=True)),
        ("with an appendix by Ada Lovelace", PersonName("Lovelace", "Ada")),
        ("S.-N.Kovalevskaya", PersonName("Kovalevskaya", "S.-N.")),
        ("Ada del P. Low", PersonName("Low", "Ada del P.")),
        ("Ada in 't Veld", PersonName("Veld", "Ada", "in 't")),
        ("Charles de la Vallée Poussin", PersonName("Vallée Poussin", "Charles", "de la")),
        ("Félix de Chaumont Quitry", PersonName("Chaumont Quitry", "Félix", "de")),
        ("Cyprien de Masson d'Autume", PersonName("Masson d'Autume", "Cyprien", "de")),
        ("M. de Bony de Lavergne", PersonName("Bony de Lavergne", "M.", "de")),
        ("Juan De la Cruz Low", PersonName("De la Cruz Low", "Juan")),
        ("Artur d'Avila Low", PersonName("d'Avila Low", "Artur")),
        ("Armand du Parc Low", PersonName("Parc Low", "Armand", "du")),
        ("Gabriel de Oliveira Low", PersonName("Low", "Gabriel de Oliveira")),
        ("Jean de Dieu Low", PersonName("Low", "Jean de Dieu")),
        ("Maria del Carmen Lopez", PersonName("Lopez", "Maria del Carmen")),
        ("M. J. del Jesus Low", PersonName("Jesus Low", "M. J.", "del")),
        ("Foo Low:", PersonName("Foo Low", is_group=True)),
        (":", None),
        (" \x00", None),
    ],
)
def test_a_name_is_cut_into_its_parts(text, expected):
    assert find(text) == expected


WORDS = "Ada A. Xu Van Von De Le Al Ben Der Jr Ii The And Of For On With By Team Labs Nguyen Low"


@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=5).map(" ".join))
def test_a_plain_name_is_cut_as_when_it_is_examined(text):
    """A trailing affiliation, which is cut off, keeps a name from being plain."""
    assert find(text) == find(f"{text} (Foo)")


@given(HOSTILE)
def test_any_text_is_a_name_with_a_family_or_none(text):
    name = find(text)
    assert name is None or name.family


NAMES = st.text("AabcÉø. -'\\ujl", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=3))
def test_names_that_look_plain_are_cut_as_they_are(parts):
    names = "".join([f"{first}\t{last}\n" for first, last in parts])
    if are_plain(names):
        for first, last in parts:
            assert find(f"{first} {last}") == of_parts(last, first), (first, last)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Ada M.\tLow\nJean-Luc\tO'Brien\n", True),
        ("J.-C.\tLow-Bar\n", True),
        ("Luc Van\tGool\n", False),
        ("Ada\tde la Cruz\n", False),
        ("Foo\tTeam\n", False),
        ("S.N.Foo\tBar\n", False),
        ("Li\tÖz\n", True),
        ("Ada\tLow MD\n", False),
        ("李\t明\n", False),
    ],
)
def test_most_names_need_no_look(names, expected):
    assert are_plain(names) == expected


@pytest.mark.parametrize(
    "name",
    [
        PersonName("Low", "Ada"),
        PersonName("Low"),
        PersonName("Low", suffix="Jr."),
        PersonName("Low Bar", "Ada", "van der", "III"),
        PersonName("Low Team", is_group=True),
        PersonName("Cruz", "Ana", "de la"),
    ],
)
def test_a_packed_name_is_read_back(name):
    assert unpack(pack(name)) == name


def test_parts_that_make_no_name_are_none():
    assert of_parts("", "") is None
    assert unpack("\tAda") is None
