"""Functions that compare a plan with the levels that rules set, and that sort the results."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from alpims_mg.model.limit_checks import LimitCheck, LimitOutcome
from alpims_mg.model.quantities import Elemental
from alpims_mg.rules.tables import Rule


@lru_cache(maxsize=1024)
def limit_check(
    rule: Rule[Any], *, level: Elemental, amount: Elemental, outcome: LimitOutcome | None = None
) -> LimitCheck:
    """The ``LimitCheck`` that compares an amount with the level that a rule sets.

    Without ``outcome``, the outcome is ``EXCEEDED`` if the amount is larger than the level, else ``WITHIN``.
    """
    reached = outcome or (LimitOutcome.EXCEEDED if amount.nanograms > level.nanograms else LimitOutcome.WITHIN)
    return LimitCheck(rule=rule.id, level=level, amount=amount, outcome=reached, because=rule.reason, cites=rule.cites)


def order_limits(limits: Iterable[LimitCheck]) -> tuple[LimitCheck, ...]:
    """A tuple of the limit checks, sorted by outcome: ``BINDING``, then ``EXCEEDED``, then ``WITHIN``.

    Checks with the same outcome are sorted by ``amount`` minus ``level``, largest first, and then by rule id.
    """
    return tuple(sorted(limits, key=_sort_key))


_PLACES = {outcome: place for place, outcome in enumerate(LimitOutcome)}


def _sort_key(limit: LimitCheck) -> tuple[int, int, str]:
    excess = limit.amount.nanograms - limit.level.nanograms
    return _PLACES[limit.outcome], -excess, limit.rule
