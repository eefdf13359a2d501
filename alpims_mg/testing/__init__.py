"""Strategies and laws for those who test with this library (extra ``testing``).

``register`` is hypothesis' entry point: once the extra is installed, ``st.from_type(Situation)`` works anywhere.
"""

from importlib import import_module

from alpims_mg.testing.synthetic_registers import registers

__all__ = ["register", "registers"]


def register() -> None:
    """Teach ``st.from_type`` every type of this library that cannot be built from its fields alone.

    The strategies do so when they are imported, and not before: they import hypothesis, which calls this while it is
    being imported itself.
    """
    import_module("alpims_mg.testing.strategies")
