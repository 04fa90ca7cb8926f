"""Each code of a finding has a level and a description."""

from aiev.domain.finding import CODES, LEVELS, Finding


def test_every_code_has_a_known_level_and_a_description():
    for code, (level, description) in CODES.items():
        assert Finding(1, code, "").level == level
        assert level in LEVELS
        assert description
