"""Compare a plan with the level that a rule sets."""

from collections.abc import Iterable
from typing import Any

from alpims_mg.model.plans import LimitCheck, LimitOutcome
from alpims_mg.model.quantities import Elemental
from alpims_mg.rules.tables import Rule


def limit_check(
    rule: Rule[Any], *, level: Elemental, amount: Elemental, outcome: LimitOutcome | None = None
) -> LimitCheck:
    """Compare an amount with the level of a rule. Without ``outcome``, only a larger amount exceeds the level."""
    reached = outcome or (LimitOutcome.EXCEEDED if amount > level else LimitOutcome.WITHIN)
    return LimitCheck(rule=rule.id, level=level, amount=amount, outcome=reached, because=rule.because, cites=rule.cites)


def order_limits(limits: Iterable[LimitCheck]) -> tuple[LimitCheck, ...]:
    """Sort limits: binding, exceeded (largest excess first), within (smallest margin first); ties by rule."""
    return tuple(sorted(limits, key=_sort_key))


def _sort_key(limit: LimitCheck) -> tuple[int, int, str]:
    excess = limit.amount.nanograms - limit.level.nanograms
    return tuple(LimitOutcome).index(limit.outcome), -excess, limit.rule
