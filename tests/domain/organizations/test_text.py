import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiev.domain.organizations import text as organization_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Microsoft", "Microsoft"),
        ("@@mail.nju.edu.cn", "mail.nju.edu.cn"),
        ("(@UC Berkeley etc)", "UC Berkeley"),
        ("MIT et al.", "MIT"),
        ("thu et el.", "thu"),
        ("MBZUAI, etc.", "MBZUAI"),
        ("Meta...", "Meta"),
        ("清华大学等", "清华大学"),
        ("🔥 **Microsoft** ⭐️", "Microsoft"),
        ("_Google_", "Google"),
        ("[Google](https://google.com)", "Google"),
        ("<b>Google</b>", "Google"),
        ("Meta\\&CMU", "Meta&CMU"),
        ("Meta&amp;CMU", "Meta&CMU"),
        ("CMU&ETH", "CMU&ETH"),
        ("by OpenAI", "OpenAI"),
        ("1Rice University", "Rice University"),
        ("4Paradigm", "4Paradigm"),
        ("01.AI", "01.AI"),
        ("Shanghai Jiao\n    Tong University", "Shanghai Jiao Tong University"),
        ("ＳＪＴＵ；ＭＩＴ", "SJTU;MIT"),
        ("Ant\u200b Group\x1b", "Ant Group"),
    ],
)
def test_what_surrounds_a_name_is_taken_off(text: str, expected: str) -> None:
    """`CMU&ETH` once became an Old English letter: HTML knows `&ETH` without a semicolon."""
    assert organization_text.clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A&B + C/D; E、F|G", ["A", "B", "C", "D", "E", "F", "G"]),
        ("Science and Technology", ["Science", "Technology"]),
        ("A, B (C) - D", ["A", "B", "C", "D"]),
        ("清华大学和北京大学", ["清华大学", "北京大学"]),
        ("Uni-Lab", ["Uni-Lab"]),
        ("Sandy Andrews", ["Sandy Andrews"]),
        (",;&", []),
        ("", []),
    ],
)
def test_separators_split_a_text_into_atoms(text: str, expected: list[str]) -> None:
    assert [text[a.start : a.end] for a in organization_text.atoms(text)] == expected


@given(st.text(alphabet="ab &,;/()and", max_size=30))
def test_atoms_stand_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for atom in organization_text.atoms(text):
        assert end <= atom.start < atom.end <= len(text)
        end = atom.end


@pytest.mark.parametrize(
    "text",
    ["blog", "Code", "Project Page", "survey", "slides", "OSDI' 24", "EuroSys'24", "ICLR 2025",
     "NeurIPS 2025 spotlight", "EuroSys' 25 (Best Paper)", "2024", "论文"],
)  # fmt: skip
def test_words_and_venues_are_notes(text: str) -> None:
    assert organization_text.is_note(text)


@pytest.mark.parametrize("text", ["MIT", "Ray", "UK Univesity", "", "Baichuan", "H100 cluster"])
def test_other_words_are_no_notes(text: str) -> None:
    assert not organization_text.is_note(text)


@pytest.mark.parametrize(
    "text",
    ["UK Univesity", "Foo Institute", "EgoAlpha Lab", "Foo Inc.", "某某大学", "Foo Foundation"],
)
def test_some_words_tell_an_organization(text: str) -> None:
    assert organization_text.looks_like_organization(text)


@pytest.mark.parametrize(
    "text",
    ["blog", "Foundation Models", "Which Lab?", "This is one long sentence in which a lab is named",
     "syllabus", "incremental", "Universal Dependencies", "UniVideo", "Chat-UniVi", "Uni-Order"],
)  # fmt: skip
def test_other_words_do_not(text: str) -> None:
    assert not organization_text.looks_like_organization(text)


@given(st.text())
def test_cleaning_twice_leaves_nothing_to_strip(text: str) -> None:
    cleaned = organization_text.clean(text)
    assert organization_text.strip(cleaned) == cleaned
