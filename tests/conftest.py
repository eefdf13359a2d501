"""Hypothesis profiles: quick while one works, ci without chance (as all are in CI), thorough before a release."""

import os

from hypothesis import HealthCheck, settings

from alpims_mg.testing import register

register()
_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", max_examples=60, derandomize=bool(os.environ.get("CI")), **_COMMON)
settings.register_profile("ci", max_examples=200, derandomize=True, **_COMMON)
settings.register_profile("thorough", max_examples=5000, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "quick"))
