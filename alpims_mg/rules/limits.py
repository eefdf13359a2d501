"""A rule's level compared with a plan."""

from collections.abc import Iterable
from typing import Any

from alpims_mg.model.plans import Bound, BoundOutcome
from alpims_mg.model.quantities import Elemental
from alpims_mg.rules.tables import Rule


def bound(rule: Rule[Any], *, level: Elemental, amount: Elemental, outcome: BoundOutcome | None = None) -> Bound:
    """The bound of a rule. Where no ``outcome`` is given, the bound is passed above its level and kept up to it."""
    met = outcome or (BoundOutcome.PASSED if amount > level else BoundOutcome.KEPT)
    return Bound(rule=rule.id, level=level, amount=amount, outcome=met, because=rule.because, cites=rule.cites)


def bounds_in_order(bounds: Iterable[Bound]) -> tuple[Bound, ...]:
    """What bit first, then what is passed, by the most, then what is kept, by the least room; then by rule."""
    return tuple(sorted(bounds, key=_bound_place))


def _bound_place(one: Bound) -> tuple[int, int, str]:
    over = one.amount.nanograms - one.level.nanograms
    return tuple(BoundOutcome).index(one.outcome), -over, one.rule
