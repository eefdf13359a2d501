"""Strategies and laws for those who test with this library (extra ``testing``).

``register`` is hypothesis' entry point: once the extra is installed, ``st.from_type(Situation)`` works anywhere.
"""

from alpims_mg.testing.strategies import register

__all__ = ["register"]
