"""Strategies, laws and made-up registers for tests of code that uses this library (extra ``testing``).

``alpims_mg.testing.strategies`` builds values of every public type. A law is a function in ``alpims_mg.testing.laws``
that checks a property of the library with such values. ``registers`` makes a register of many people, as columns. With
the extra installed, ``st.from_type(Situation)`` works in any test: hypothesis calls the entry point ``register``. Only
tests and benchmarks import this package.
"""

from importlib import import_module

from alpims_mg.testing.synthetic_registers import registers

__all__ = ["register", "registers"]


def register() -> None:
    """Import the strategies, which registers them with ``st.from_type``.

    Hypothesis calls this function during its own import. So the strategies must be imported here, not at the top.
    """
    import_module("alpims_mg.testing.strategies")
