"""What Hypothesis draws: the same values in every run, unless the profile `explore` is chosen."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

FIXED, EXPLORE = "fixed", "explore"
PROFILE_VARIABLE = "AIEV_HYPOTHESIS_PROFILE"

# A deadline would fail for whatever else a shared machine does. Nothing is kept between runs: a
# test that failed yesterday must not draw other values than a fresh clone.
_COMMON = settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
_constants_of_loaded_modules = providers._get_local_constants


def load_profile() -> None:
    """Make `fixed` the profile, or the one that AIEV_HYPOTHESIS_PROFILE names.

    Hypothesis loads a profile of its own where CI is set; this one is loaded later, and wins.
    `pytest --hypothesis-profile explore` wins over both.
    """
    settings.register_profile(FIXED, _COMMON, derandomize=True)
    settings.register_profile(EXPLORE, _COMMON, derandomize=False)
    settings.load_profile(os.environ.get(PROFILE_VARIABLE) or FIXED)
    providers._get_local_constants = _local_constants


def _local_constants() -> providers.Constants:
    """Return the constants of the program that are drawn as well: none, unless exploring.

    Hypothesis takes them from whichever modules are loaded, so that with one seed a test would
    draw other values alone than after another test.
    """
    if settings().derandomize:
        return providers.Constants()
    return _constants_of_loaded_modules()
