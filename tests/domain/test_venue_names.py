"""Venues in full, keys of DBLP and DOIs of the ACL Anthology tell the acronym, or nothing."""

import pytest

from aiev.domain import venue_names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("International Conference on Learning Representations", "ICLR"),
        ("Neural Information Processing Systems", "NeurIPS"),
        ("Proceedings of the 41st International Conference on Machine Learning, PMLR 235", "ICML"),
        ("2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
        ("Findings of the Conference on Empirical Methods in Natural Language Processing",
         "Findings of EMNLP"),
        ("ICLR 2024 Workshop on Learning Representations", None),
        ("International Conference on Machine Learning and Applications", None),
        ("Journal of Machine Learning Research", "JMLR"),
        ("European Journal of Machine Learning Research", None),
        ("North American Chapter of the Association for Computational Linguistics", "NAACL"),
        ("Nature", None),
    ],
)  # fmt: skip
def test_an_acronym_is_known_or_not_made_up(name, expected):
    assert venue_names.acronym(name) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("conf/iclr/DoeR25", ("conference", "ICLR", 2025)),
        ("conf/nips/Doe0001XY17a", ("conference", "NeurIPS", 2017)),
        ("journals/tmlr/Doe24", ("journal", "TMLR", 2024)),
        ("conf/obscure/Doe98", ("conference", None, 1998)),
        ("journals/corr/abs-2401-01234", (None, None, None)),
        ("nonsense", (None, None, None)),
    ],
)
def test_a_key_of_dblp_tells_venue_and_year(key, expected):
    assert venue_names.of_dblp(key) == expected


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.18653/v1/2024.acl-long.1", ("ACL", 2024)),
        ("10.18653/v1/2023.findings-emnlp.12", ("Findings of EMNLP", 2023)),
        ("10.18653/v1/2024.acl-demos.3", None),
        ("10.18653/v1/2024.bionlp-1.3", None),
        ("10.1145/1.2", None),
    ],
)
def test_an_anthology_doi_tells_findings_from_the_conference(doi, expected):
    assert venue_names.of_anthology(doi) == expected
