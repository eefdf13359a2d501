"""Reads the amounts of proposals to take less: which of them fit the intent, and the amount at which a plan ends."""

from typing import Any

from alpims_mg.adapters.frames.encoding import Array
from alpims_mg.adapters.frames.readings import ABSENT, INVALID, NoValue
from alpims_mg.model.proposals import lowering_faults
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import Intent


def end_if_used(intent: Any, target: Any, lower_to: Any, status: NoValue | None) -> Any:
    """The amount at which a plan ends: ``target``, or ``lower_to`` if the intent is to take less.

    ``status`` is the ``lower_to_status``. An amount that does not fit counts as not stated. ``ABSENT`` if the intent is
    to maintain, because such a plan has no target.
    """
    if intent is Intent.LOWER:
        return status or lower_to
    return ABSENT if intent is Intent.MAINTAIN else target


def target_status(intent: Any, target: Any) -> NoValue | None:
    """``INVALID`` if the target cannot be read or does not fit the intent, ``ABSENT`` if it is not stated, or None."""
    return _status("target", intent, target, target=target)


def lower_to_status(intent: Any, lower_to: Any, current: Any) -> NoValue | None:
    """``INVALID`` if the amount to go down to cannot be read or does not fit, ``ABSENT`` if not stated, or None.

    It fits if the intent is to take less, and if it is below the present amount ``current`` or is 0.
    """
    return _status("lower_to", intent, lower_to, current_daily=current, lower_to=lower_to)


def _status(path: str, intent: Any, value: Any, **amounts: Any) -> NoValue | None:
    if isinstance(value, NoValue) or isinstance(intent, NoValue):
        return value if isinstance(value, NoValue) else None
    arguments: dict[str, Any] = {"target": None, "current_daily": None, "lower_to": None}
    unfit = any(fault.path == path for fault in lowering_faults(intent, **arguments | amounts))
    return INVALID if unfit else None


def is_a_step_down(intent: Any, lower_to: NoValue | None) -> bool:
    """Whether a row asks to take less and names no amount that fits. ``lower_to`` is the ``lower_to_status``."""
    return intent is Intent.LOWER and lower_to is not None


def is_nothing(amount: object) -> bool:
    """Whether an amount to go down to is 0."""
    return amount == Elemental.mg(0)


def place_below(lower_to: Array, current: Array) -> Array:
    """An array with 1 for each amount to go down to that is neither 0 nor below the present amount, otherwise 0.

    Amounts are in nanograms. A negative one is not stated.
    """
    return 0 + ((lower_to > 0) & (current >= 0) & (lower_to >= current))
