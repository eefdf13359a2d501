"""``Schedule``, the rungs of a plan without its capsule, and ``spread``, which divides an amount into intakes."""

from functools import lru_cache
from typing import final

import attrs

from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.intakes import Intake
from alpims_mg.model.limit_checks import DoseBand, LimitCheck
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental, Portion
from alpims_mg.model.vocabulary import Form, Intent, TimeOfDay
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Habit, HabitKey
from alpims_mg.rulebook.forms import Intakes, TimesKey
from alpims_mg.rulebook.reactions import Urgency
from alpims_mg.rules.findings import finding
from alpims_mg.rules.rows import Rule


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Schedule:
    """A dose plan without its capsule, which all capsules of one form, strength and division share.

    ``steps`` are the rungs. ``highest_day`` is the largest daily amount of any rung, in nanograms of elemental
    magnesium.
    """

    steps: tuple[Step, ...]
    advice: tuple[Finding, ...]
    limits: tuple[LimitCheck, ...]
    bands: tuple[DoseBand, ...]
    highest_day: int

    def plan(self, capsule: Capsule, limits: tuple[LimitCheck, ...]) -> DosePlan:
        """This schedule as a ``DosePlan`` for one capsule. ``limits`` replaces the limits of the schedule."""
        return DosePlan(steps=self.steps, advice=self.advice, limits=limits, bands=self.bands, capsule=capsule)


@lru_cache(maxsize=4096)
def spread(
    units: int, unit: Portion, strength: Elemental, form: Form, times: tuple[TimeOfDay, ...], rulebook: Rulebook
) -> tuple[Intake, ...]:
    """Divide ``units`` portions of size ``unit`` evenly over ``times``. Return one ``Intake`` for each time, in order.

    If the portions do not divide evenly, some times get one portion more. The first to get one is the time at which a
    single intake of this form would be taken.
    """
    (own,) = rulebook.times[TimesKey(form=form, intakes=Intakes.ONE)].then
    leftover_order = sorted(times, key=lambda time: 0 if time is own else rulebook.leftover_order[time].then)
    each, leftover = divmod(units, len(times))
    portions = {
        time: Portion(quarters=(each + (i < leftover)) * unit.quarters) for i, time in enumerate(leftover_order)
    }
    with_food = rulebook.forms[form].then.with_food
    return tuple(
        Intake(at=time, portion=portions[time], elemental=portions[time].of(strength), with_food=with_food)
        for time in times
    )


@lru_cache(maxsize=64)
def general_advice(intent: Intent, rulebook: Rulebook) -> tuple[Finding, ...]:
    """The findings that every capsule plan with this intent contains as advice: the habits, then signs to watch for.

    A habit whose row permits is left out: it is about plans with another intent.
    """
    habits = (rulebook.habits[HabitKey(habit=habit, intent=intent)] for habit in Habit)
    signs = (sign_or_advice(rule) for _, rule in rulebook.signs)
    return (*(finding(rule) for rule in habits if rule.then is not Verdict.PERMIT), *signs)


def sign_or_advice(rule: Rule[Urgency]) -> Finding:
    """The finding of a row about a sign to watch for. Its ``urgent`` is None if the row is other advice."""
    urgent = None if rule.then is Urgency.NONE else rule.then is Urgency.URGENT
    return finding(rule, verdict=Verdict.CAUTION, urgent=urgent)
