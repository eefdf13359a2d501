"""Hypothesis profiles: quick for development, ci without randomness, thorough before a release.

In CI, where the variable ``CI`` is set, every profile is without randomness.
"""

import os

from hypothesis import HealthCheck, settings

from alpims_mg.testing import register

register()
COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", COMMON, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.register_profile("ci", COMMON, max_examples=200, derandomize=True)
settings.register_profile("thorough", COMMON, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "quick"))
