"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# A shared machine stalls at times, and a stall is no failure: hence no deadlines. What must be
# quick has a test that compares with something else.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, max_examples=200, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
