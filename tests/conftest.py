"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import Phase, settings

# A shared machine stalls at times, and a stall is no failure: hence no deadlines. What must be
# quick has a test that compares with something else.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, max_examples=200, print_blob=True)
# For runs that are to fail (`test_planted_leaks`): the first example that does is enough.
settings.register_profile(
    "gate", deadline=None, derandomize=True, database=None, phases=[Phase.generate]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
