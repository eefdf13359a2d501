"""A rule's level compared with a plan."""

from collections.abc import Iterable
from typing import Any

from alpims_mg.model.plans import LimitCheck, LimitOutcome
from alpims_mg.model.quantities import Elemental
from alpims_mg.rules.tables import Rule


def limit_check(
    rule: Rule[Any], *, level: Elemental, amount: Elemental, outcome: LimitOutcome | None = None
) -> LimitCheck:
    """The bound of a rule. Where no ``outcome`` is given, the bound is passed above its level and kept up to it."""
    met = outcome or (LimitOutcome.EXCEEDED if amount > level else LimitOutcome.WITHIN)
    return LimitCheck(rule=rule.id, level=level, amount=amount, outcome=met, because=rule.because, cites=rule.cites)


def order_limits(limits: Iterable[LimitCheck]) -> tuple[LimitCheck, ...]:
    """What bit first, then what is passed, by the most, then what is kept, by the least room; then by rule."""
    return tuple(sorted(limits, key=_bound_place))


def _bound_place(one: LimitCheck) -> tuple[int, int, str]:
    over = one.amount.nanograms - one.level.nanograms
    return tuple(LimitOutcome).index(one.outcome), -over, one.rule
