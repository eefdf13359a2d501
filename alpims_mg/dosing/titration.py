"""Titration: the rungs from a start to a last amount, and the intakes of each rung.

A unit is the smallest portion that the product divides into. Every amount is a whole number of units, so nothing is
rounded.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import final

import attrs

from alpims_mg._internal.validation import a_member, a_whole_number, an_instance
from alpims_mg.dosing.numbers import DoseNumbers, dose_numbers
from alpims_mg.dosing.rungs import Schedule, general_advice, spread
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.decisions import Infeasible
from alpims_mg.model.findings import Finding
from alpims_mg.model.plans import DosePlan, Intake, LimitCheck, LimitOutcome, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental, in_mg
from alpims_mg.model.vocabulary import Form, Intent
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Division, DoseFinding, PlanLimit
from alpims_mg.rulebook.forms import Intakes, TimesKey
from alpims_mg.rules.findings import finding
from alpims_mg.rules.limits import limit_check, order_limits

_NEED_CURRENT_DAILY = (Intent.MAINTAIN, Intent.INCREASE)
"""The intents for which ``titration_schedule`` needs ``current_daily``, the present daily amount."""


def titration_schedule(
    capsule: Capsule,
    *,
    intent: Intent = Intent.START,
    target: Elemental | None = None,
    current_daily: Elemental | None = None,
    hold_days: int = 7,
    rulebook: Rulebook = CURRENT,
) -> DosePlan | Infeasible:
    """Make the dose plan for a capsule.

    A plan to start has all rungs. A plan to increase has only the next rung. A plan to maintain has only the present
    amount.

    ``target`` is the daily amount to end at. Without a target, the plan ends at the first amount that the rules accept
    for a last rung. ``current_daily`` is the present daily amount, needed to maintain or increase. ``hold_days`` is the
    number of days on each rung. A clinic's rulebook raises a shorter hold to its own, and the plan says so. The last
    rung has no end. If the capsule cannot give a suitable amount, the result is ``Infeasible`` with the reason and,
    where it helps, the nearest daily amounts that are possible.

    Units: elemental magnesium a day.
    Raises: ``InvalidInputError`` if ``target`` or ``hold_days`` is out of range, or ``current_daily`` is missing.
    Source: guide, "Starting dose" and "Cautions"; rules ``dose.`` and ``form.times.``.

    >>> from alpims_mg import Capsule, Elemental, Form
    >>> capsule = Capsule(form=Form.GLYCINATE, elemental=Elemental.mg(120), divides_into=4)
    >>> plan = titration_schedule(capsule, target=Elemental.mg(300))
    >>> [step.daily.format_mg() for step in plan.steps]
    ['60', '90', '120', '150', '180', '210', '240', '270', '300']
    >>> print(*plan.steps[2].intakes, sep="; ")
    breakfast: 1/2 capsule (60 mg), with food; dinner: 1/2 capsule (60 mg), with food

    No whole number of quarters of this capsule gives exactly 200 mg:

    >>> refusal = titration_schedule(capsule, target=Elemental.mg(200))
    >>> refusal.nearest_below.format_mg(), refusal.nearest_above.format_mg()
    ('180', '210')
    """
    raise_if_any(
        (
            an_instance("capsule", capsule, Capsule, example="Capsule(...)"),
            a_member("intent", intent, Intent),
            an_instance(
                "current_daily",
                current_daily,
                Elemental,
                example="Elemental.mg(100)",
                optional=intent not in _NEED_CURRENT_DAILY,
            ),
            *range_faults(target, hold_days, rulebook),
        )
    )
    return scheduled(capsule, intent, target, current_daily, hold_days, rulebook)


def range_faults(target: object, hold_days: object, rulebook: Rulebook) -> Iterator[Fault | None]:
    """Check the target and the hold (days on a rung) against the rulebook's range. Yield a ``Fault`` for each failure.

    A check that passes may yield None. ``raise_if_any`` skips None, and other callers must skip it too.
    """
    numbers = dose_numbers(rulebook)
    yield an_instance("target", target, Elemental, example="Elemental.mg(300)", optional=True)
    if isinstance(target, Elemental) and not numbers.last_least <= target.nanograms <= numbers.last_most:
        expected = f"from {Elemental(nanograms=numbers.last_least)} to {Elemental(nanograms=numbers.last_most)} a day"
        yield Fault(path="target", expected=expected, actual=str(target), fix="give an amount in this range, or None")
    yield a_whole_number("hold_days", hold_days, least=numbers.hold_set_least, most=numbers.hold_most, of="days")


def daily_totals(capsule: Capsule, rulebook: Rulebook) -> tuple[Elemental, ...]:
    """All daily amounts that whole units of the product can give, ascending, up to the most that the rules allow."""
    numbers, unit = dose_numbers(rulebook), capsule.unit.of(capsule.elemental).nanograms
    most = min(numbers.last_most, numbers.capsules_most * capsule.elemental.nanograms)
    return tuple(Elemental(nanograms=total) for total in range(unit, most + 1, unit))


def last_totals(capsule: Capsule, rulebook: Rulebook) -> tuple[Elemental, ...]:
    """All daily amounts that whole units of the product can give and at which a plan may end, ascending."""
    least, most = dose_numbers(rulebook).last_least, dose_numbers(rulebook).last_most
    return tuple(total for total in daily_totals(capsule, rulebook) if least <= total.nanograms <= most)


def scheduled(
    capsule: Capsule,
    intent: Intent,
    target: Elemental | None,
    current_daily: Elemental | None,
    hold_days: int,
    rulebook: Rulebook,
) -> DosePlan | Infeasible:
    """What ``titration_schedule`` returns for these arguments, which are not checked."""
    schedule, _ = schedule_of(capsule, intent, target, current_daily, hold_days, rulebook)
    return schedule if isinstance(schedule, Infeasible) else schedule.plan(capsule, schedule.limits)


def schedule_of(
    capsule: Capsule,
    intent: Intent,
    target: Elemental | None,
    current_daily: Elemental | None,
    hold_days: int,
    rulebook: Rulebook,
) -> tuple[Schedule | Infeasible, tuple[Finding, ...]]:
    """A pair: a ``Schedule`` (a plan without its capsule) or an ``Infeasible``, and the findings about the amounts.

    Does not check the arguments.
    """
    form, strength, parts = capsule.form, capsule.elemental, capsule.divides_into
    return schedule_for(form, strength, parts, intent, target, current_daily, hold_days, rulebook)


@lru_cache(maxsize=1024)
def schedule_for(
    form: Form,
    strength: Elemental,
    divides_into: int,
    intent: Intent,
    target: Elemental | None,
    current_daily: Elemental | None,
    hold_days: int,
    rulebook: Rulebook,
) -> tuple[Schedule | Infeasible, tuple[Finding, ...]]:
    """A pair: a ``Schedule`` or ``Infeasible`` for any capsule of this form and size, and the findings about it."""
    capsule = Capsule(form=form, elemental=strength, divides_into=divides_into)
    unit = capsule.unit.of(strength).nanograms
    dose = _DoseArithmetic(capsule=capsule, numbers=dose_numbers(rulebook), rulebook=rulebook, unit=unit)
    present = 0 if current_daily is None else current_daily.nanograms
    match intent:
        case Intent.START:
            rungs, findings = dose.ladder(target)
        case Intent.INCREASE:
            rungs, findings = dose.next_rung(present, target)
        case _:
            rungs, findings = dose.present_rung(present)
    if isinstance(rungs, Infeasible):
        return rungs, (*findings, rungs.finding)
    hold, remarks = dose.hold(hold_days, len(rungs))
    findings = (*findings, *remarks)
    steps: list[Step] = []
    for i, daily in enumerate(rungs):
        intakes = dose.intakes(daily)
        if isinstance(intakes, Infeasible):
            return intakes, (intakes.finding,)
        days = hold if i < len(rungs) - 1 else None
        steps.append(Step(first_day=1 + i * hold, days=days, intakes=intakes))
    limits = order_limits(dose.limits(tuple(steps), intent, target, present))
    advice = (*findings, *general_advice(rulebook))
    return Schedule(steps=tuple(steps), advice=advice, limits=limits, highest_day=max(rungs)), findings


_Rungs = tuple[tuple[int, ...] | Infeasible, tuple[Finding, ...]]
"""A pair: the daily amount of each rung in nanograms (or an ``Infeasible``, if there are none), and findings."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _DoseArithmetic:
    """Calculates the rungs, intakes and limits of a plan for one capsule. ``unit`` is the smallest portion.

    Every amount is in nanograms of elemental magnesium.
    """

    capsule: Capsule
    numbers: DoseNumbers
    rulebook: Rulebook
    unit: int

    @property
    def rise(self) -> int:
        """The usual rise from rung to rung, rounded down to whole units, but at least one unit."""
        return max(1, self.numbers.rise_usual // self.unit) * self.unit

    def ladder(self, target: Elemental | None) -> _Rungs:
        """The rungs of a start, and findings. The first item is the daily amount of each rung, or an ``Infeasible``.

        Each rung adds ``rise`` to the rung before it. Only the last rung may add less.
        """
        first, findings = self._first_amount()
        last = self._last_amount(target)
        if isinstance(first, Infeasible):
            return first, ()
        if isinstance(last, Infeasible):
            return last, findings
        refusal = self._rise_refusal()
        if first < last and refusal is not None:
            return refusal, ()
        return (*range(first, last, self.rise), last), findings

    def next_rung(self, present: int, target: Elemental | None) -> _Rungs:
        """A pair for an increase: a tuple of one daily amount or an ``Infeasible``, and an empty tuple of findings.

        The amount is one rise above ``present``, or that of the last rung if that is nearer.
        """
        refusal = self._present_refusal(present)
        if refusal is not None:
            return refusal, ()
        last = self._last_amount(target)
        if isinstance(last, Infeasible):
            return last, ()
        if present >= last:
            return self._infeasible(
                DoseFinding.AT_LAST_RUNG, {"present_mg": in_mg(present), "last_mg": in_mg(last)}
            ), ()
        refusal = self._rise_refusal()
        return ((min(present + self.rise, last),) if refusal is None else refusal), ()

    def present_rung(self, present: int) -> _Rungs:
        """A pair for a plan to stay: a tuple of the present amount or an ``Infeasible``, and findings about it."""
        refusal = self._present_refusal(present)
        if refusal is None:
            refusal = self._capsules_refusal(present)
        if refusal is not None:
            return refusal, ()
        undivided = present == self.unit and present > self.numbers.once_most
        full = present == self.numbers.intake_most
        key = DoseFinding.UNDIVIDED_INTAKE_FULL if full else DoseFinding.UNDIVIDED_INTAKE
        return (present,), (self._finding(key, {"present_mg": in_mg(present)}),) if undivided else ()

    def intakes(self, daily: int) -> tuple[Intake, ...] | Infeasible:
        """The intakes of a day that together give ``daily``, or the reason why no intakes can.

        These are the fewest intakes that each stay within the most for one intake. They are as equal as units allow.
        """
        units = daily // self.unit
        for number, intakes in enumerate(Intakes, 1):
            divided = number > 1 or units == 1 or daily <= self.numbers.once_most
            if divided and number <= units and -(-units // number) * self.unit <= self.numbers.intake_most:
                capsule = self.capsule
                times = self.rulebook.times[TimesKey(form=capsule.form, intakes=intakes)].then
                return spread(units, capsule.unit, capsule.elemental, capsule.form, times, self.rulebook)
        most = {"most_mg": in_mg(self.numbers.intake_most)}
        if self.unit > self.numbers.intake_most:
            return self._infeasible(DoseFinding.INTAKE_TOO_LARGE, self._unit_numbers | most)
        numbers = {"daily_mg": in_mg(daily)} | most | {"intakes": str(len(Intakes))}
        return self._infeasible(DoseFinding.INTAKES_TOO_MANY, numbers)

    def hold(self, asked: int, rungs: int) -> tuple[int, tuple[Finding, ...]]:
        """A pair: the days on each rung but the last, and a tuple of findings. ``rungs`` is the number of rungs.

        The days are ``asked``, or the rulebook's least if that is more. The tuple then has a finding that says so.
        """
        least = self.numbers.hold_least
        raised = asked < least and rungs > 1
        numbers = {"asked": str(asked), "least": str(least)}
        return max(asked, least), (self._finding(DoseFinding.HOLD_POLICY, numbers),) if raised else ()

    def limits(
        self, steps: tuple[Step, ...], intent: Intent, target: Elemental | None, present: int
    ) -> Iterator[LimitCheck]:
        """Yield a ``LimitCheck`` for each limit that applies to everyone. The one that sets the plan's end is first."""
        amounts, last = self.rulebook.dose_amounts, steps[-1].daily
        if intent is Intent.MAINTAIN:
            end = self.rulebook.plan_limits[PlanLimit.PRESENT]
            yield limit_check(end, level=Elemental(nanograms=present), amount=last, outcome=LimitOutcome.BINDING)
        elif self._last_amount(target) == last.nanograms:
            least, end = amounts[Amount.LAST_LEAST], self.rulebook.plan_limits[PlanLimit.TARGET]
            if target is None:
                yield limit_check(least, level=least.then, amount=last, outcome=LimitOutcome.BINDING)
            else:
                yield limit_check(end, level=target, amount=last, outcome=LimitOutcome.BINDING)
        if intent is Intent.INCREASE:
            added = last.nanograms - present
            outcome = LimitOutcome.BINDING if added == self.rise else LimitOutcome.WITHIN
            rise = amounts[Amount.RISE_USUAL]
            yield limit_check(rise, level=rise.then, amount=Elemental(nanograms=added), outcome=outcome)
        if intent is Intent.START:
            yield self._limit(Amount.START_MOST, steps[0].daily)
        yield self._limit(Amount.LAST_MOST, last)
        intakes = (intake.elemental for step in steps for intake in step.intakes)
        intake = max(intakes, key=lambda elemental: elemental.nanograms)
        yield self._limit(Amount.INTAKE_MOST, intake)
        for _, rule in self.rulebook.occasions:
            outcome = LimitOutcome.WITHIN if intake.nanograms < rule.then.nanograms else LimitOutcome.EXCEEDED
            yield limit_check(rule, level=rule.then, amount=intake, outcome=outcome)

    def _limit(self, limit: Amount, amount: Elemental) -> LimitCheck:
        """A ``LimitCheck`` that compares ``amount`` with the amount that the rulebook sets for ``limit``."""
        rule = self.rulebook.dose_amounts[limit]
        return limit_check(rule, level=rule.then, amount=amount)

    def _first_amount(self) -> tuple[int | Infeasible, tuple[Finding, ...]]:
        """A pair: the first daily amount or the reason why there is none, and the findings about this amount.

        The amount is the smallest of the start portions in the rulebook that lies in the band for a start. If none
        does, the amount is the largest one below the band. If all lie above the band, there is no first amount.
        """
        division = Division(self.capsule.divides_into)
        portions = self.rulebook.start_portions[division].then
        amounts = sorted(portion.of(self.capsule.elemental).nanograms for portion in portions)
        small_enough = [amount for amount in amounts if amount <= self.numbers.start_most]
        if not small_enough:
            numbers = {"portion": str(min(portions)), "portion_mg": in_mg(amounts[0])}
            most = in_mg(self.numbers.start_most)
            return self._infeasible(DoseFinding.START_TOO_STRONG, numbers | {"most_mg": most}), ()
        first = next((amount for amount in small_enough if amount >= self.numbers.start_least), small_enough[-1])
        findings: list[Finding] = []
        if first < self.numbers.start_least:
            least = in_mg(self.numbers.start_least)
            findings.append(self._finding(DoseFinding.START_BELOW_BAND, {"first_mg": in_mg(first), "least_mg": least}))
        if division is Division.WHOLE:
            findings.append(self._finding(DoseFinding.START_UNDIVIDED, {"portion_mg": in_mg(first)}))
        return first, tuple(findings)

    def _last_amount(self, target: Elemental | None) -> int | Infeasible:
        """The daily amount at which the plan ends, in nanograms, or an ``Infeasible`` that says why it cannot end."""
        least, most = self.numbers.last_least, self.numbers.last_most
        if target is None:
            last = -(-least // self.unit) * self.unit
            below = last - self.unit
        else:
            last = below = target.nanograms // self.unit * self.unit
        if not least <= last <= most:
            numbers = (
                {"target_mg": target.format_mg()} if target else {"least_mg": in_mg(least), "most_mg": in_mg(most)}
            )
            numbers |= {"below_mg": in_mg(below), "above_mg": in_mg(below + self.unit)}
            return self._infeasible(DoseFinding.LAST_BETWEEN_PORTIONS, numbers, below)
        refusal = self._capsules_refusal(last)
        return last if refusal is None else refusal

    def _present_refusal(self, present: int) -> Infeasible | None:
        """An ``Infeasible`` if a present amount can be neither maintained nor increased, otherwise None.

        Such an amount is too large, is 0, or is not a whole number of units.
        """
        if present > self.numbers.last_most:
            most = in_mg(self.numbers.last_most)
            return self._infeasible(DoseFinding.PRESENT_TOO_MUCH, {"present_mg": in_mg(present), "most_mg": most})
        if present == 0 or present % self.unit:
            numbers = {"present_mg": in_mg(present)} | self._unit_numbers
            return self._infeasible(DoseFinding.PRESENT_UNEVEN, numbers, present // self.unit * self.unit)
        return None

    def _rise_refusal(self) -> Infeasible | None:
        """An ``Infeasible`` if even one unit (the smallest portion) is too much for a rise, otherwise None."""
        if self.rise <= self.numbers.rise_most:
            return None
        most = in_mg(self.numbers.rise_most)
        return self._infeasible(DoseFinding.RISE_TOO_LARGE, self._unit_numbers | {"most_mg": most})

    def _capsules_refusal(self, daily: int) -> Infeasible | None:
        """An ``Infeasible`` if the daily amount takes too many capsules, otherwise None."""
        strength, most = self.capsule.elemental.nanograms, self.numbers.capsules_most
        if daily <= most * strength:
            return None
        numbers = {"daily_mg": in_mg(daily), "strength_mg": in_mg(strength), "most": str(most)}
        return self._infeasible(DoseFinding.CAPSULES_TOO_MANY, numbers)

    @property
    def _unit_numbers(self) -> dict[str, str]:
        """Values for the text of a finding: the smallest portion in capsules (``portion``) and mg (``portion_mg``)."""
        return {"portion": str(self.capsule.unit), "portion_mg": in_mg(self.unit)}

    def _finding(self, key: DoseFinding, numbers: dict[str, str]) -> Finding:
        return finding(self.rulebook.dose_findings[key], numbers=tuple(numbers.items()))

    def _infeasible(self, key: DoseFinding, numbers: dict[str, str], below: int | None = None) -> Infeasible:
        reason = self._finding(key, numbers)
        if below is None:
            return Infeasible(finding=reason)
        above = Elemental(nanograms=below + self.unit)
        return Infeasible(
            finding=reason, nearest_below=Elemental(nanograms=below) if below else None, nearest_above=above
        )
