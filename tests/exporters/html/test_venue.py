"""Where papers appeared, without years and numbers."""

from collections import Counter

import pytest

from aiev.exporters.html import venue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSDI'25", "OSDI"), ("SOSP' 24", "SOSP"), ("PPoPP ’25", "PPoPP"), ("ICML 2025", "ICML"),
        ("NeurIPS 2025 spotlight", "NeurIPS"), ("EuroSys' 25 (Best Paper)", "EuroSys"),
        ("L4DC 2023", "L4DC"), ("3DV 2024", "3DV"), ("2024 IEEE Micro", "IEEE Micro"),
        ("ICML ES-FoMo Workshop 2025", "ICML ES-FoMo Workshop"),
        ("Findings of EMNLP 2024, 5000-5012", "Findings of EMNLP"),
        ("Phys. Rev. B 79, 064520 (2009)", "Phys. Rev. B"),
        ("Phys.Rev.D79:072004,2009", "Phys.Rev.D"),
        ("Journal of Vibration and Control, Vol. 15 (2009), no. 6, 951-958",
         "Journal of Vibration and Control"),
        ("arXiv", "arXiv"), ("2024", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_series_is_the_same_each_year(text, expected):
    assert venue.series(text) == expected


def test_spellings_of_one_series_share_a_place():
    places = venue.places(Counter({"Phys. Rev. D": 5, "Phys.Rev.D": 2, "OSDI": 6}))
    assert places == {"Phys. Rev. D": 0, "Phys.Rev.D": 0, "OSDI": 1}


def test_of_very_many_those_of_one_paper_are_no_choice():
    many = Counter({f"Journal {letter}{other}": 1 for letter in map(chr, range(97, 123))
                    for other in map(chr, range(97, 123))})  # fmt: skip
    assert venue.places(many + Counter({"OSDI": 2})) == {"OSDI": 0}
