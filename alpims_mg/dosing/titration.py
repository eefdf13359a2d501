"""Titration: exact rungs of whole portions from a start to a last amount, divided over the day.

All amounts are counted in units, the smallest portion that the product divides into, so nothing is rounded.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import final

import attrs

from alpims_mg._internal.validation import a_member, a_whole_number, an_instance
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.decisions import Infeasible
from alpims_mg.model.findings import Finding
from alpims_mg.model.plans import DosePlan, Intake, LimitCheck, LimitOutcome, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental, Portion, in_mg
from alpims_mg.model.vocabulary import Intent, TimeOfDay
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Division, DoseFinding, PlanLimit
from alpims_mg.rulebook.forms import Intakes, TimesKey
from alpims_mg.rules.findings import finding
from alpims_mg.rules.limits import limit_check, order_limits

_COUNTED = (Intent.MAINTAIN, Intent.INCREASE)
"""What is counted from the present amount."""


def titration_schedule(
    capsule: Capsule,
    *,
    intent: Intent = Intent.START,
    target: Elemental | None = None,
    current: Elemental | None = None,
    hold_days: int = 7,
    rulebook: Rulebook = CURRENT,
) -> DosePlan | Infeasible:
    """The rungs for one capsule: a whole ladder to start, the next rung to increase, the present one to maintain.

    Units: elemental magnesium a day; ``hold_days`` is how long each rung lasts.
    Raises: ``InvalidInputError`` when the target or the hold is out of range, or when ``current``, which maintaining
    and increasing count from, is not given. An amount that cannot be had is no error but ``Infeasible``.
    Source: guide, "Starting dose" and "Cautions" (rules ``dose.`` and ``form.times.``).

    >>> from alpims_mg.model.vocabulary import Form
    >>> plan = titration_schedule(
    ...     Capsule(form=Form.MALATE, elemental=Elemental.mg(120), divides_into=4), target=Elemental.mg(300)
    ... )
    >>> [step.daily.format_mg() for step in plan.steps]
    ['60', '90', '120', '150', '180', '210', '240', '270', '300']
    """
    raise_if_any(
        (
            an_instance("capsule", capsule, Capsule, example="Capsule(...)"),
            a_member("intent", intent, Intent),
            an_instance("current", current, Elemental, example="Elemental.mg(100)", optional=intent not in _COUNTED),
            *range_faults(target, hold_days, rulebook),
        )
    )
    return scheduled(capsule, intent, target, current, hold_days, rulebook)[0]


def range_faults(target: object, hold_days: object, rulebook: Rulebook) -> Iterator[Fault | None]:
    """What is out of the rulebook's range: the amount to end at, or the days of a rung."""
    numbers = _numbers(rulebook)
    yield an_instance("target", target, Elemental, example="Elemental.mg(300)", optional=True)
    if isinstance(target, Elemental) and not numbers.last_least <= target.nanograms <= numbers.last_most:
        expected = f"from {Elemental(numbers.last_least)} to {Elemental(numbers.last_most)} a day"
        yield Fault(path="target", expected=expected, actual=str(target), fix="name an amount in that range, or none")
    yield a_whole_number("hold_days", hold_days, least=numbers.hold_least, most=numbers.hold_most, of="days")


def daily_totals(capsule: Capsule, rulebook: Rulebook) -> tuple[Elemental, ...]:
    """Every daily amount that whole units of the product give, up to what a rung may give."""
    numbers, unit = _numbers(rulebook), capsule.unit.of(capsule.elemental).nanograms
    most = min(numbers.last_most, numbers.capsules_most * capsule.elemental.nanograms)
    return tuple(map(Elemental, range(unit, most + 1, unit)))


def last_totals(capsule: Capsule, rulebook: Rulebook) -> tuple[Elemental, ...]:
    """The daily amounts of the product that a plan may end at."""
    least, most = _numbers(rulebook).last_least, _numbers(rulebook).last_most
    return tuple(total for total in daily_totals(capsule, rulebook) if least <= total.nanograms <= most)


@lru_cache(maxsize=1024)
def scheduled(
    capsule: Capsule,
    intent: Intent,
    target: Elemental | None,
    current: Elemental | None,
    hold_days: int,
    rulebook: Rulebook,
) -> tuple[DosePlan | Infeasible, tuple[Finding, ...]]:
    """The schedule with the findings of its arithmetic, for arguments that have been checked."""
    dose = _Dose(capsule=capsule, numbers=_numbers(rulebook), rulebook=rulebook)
    match intent:
        case Intent.START:
            rungs, matters = dose.ladder(target)
        case Intent.INCREASE:
            rungs, matters = dose.next_rung(_present(current), target)
        case _:
            rungs, matters = dose.present_rung(_present(current))
    if isinstance(rungs, Infeasible):
        return rungs, (*matters, rungs.finding)
    steps: list[Step] = []
    for i, daily in enumerate(rungs):
        intakes = dose.intakes(daily)
        if isinstance(intakes, Infeasible):
            return intakes, (intakes.finding,)
        days = hold_days if i < len(rungs) - 1 else None
        steps.append(Step(first_day=1 + i * hold_days, days=days, intakes=intakes))
    limits = order_limits(dose.limits(tuple(steps), intent, target, _present(current)))
    advice = (*matters, *_advice(rulebook))
    return DosePlan(steps=tuple(steps), advice=advice, limits=limits, capsule=capsule), matters


def _present(current: Elemental | None) -> int:
    return 0 if current is None else current.nanograms


@lru_cache(maxsize=16)
def _advice(rulebook: Rulebook) -> tuple[Finding, ...]:
    """What the guide adds to every capsule plan, and the signs to watch for."""
    return tuple(finding(rule) for table in (rulebook.habits, rulebook.signs) for _, rule in table)


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Numbers:
    """The rulebook's numbers as plain integers: nanograms a day, days, capsules."""

    start_least: int
    start_most: int
    rise_usual: int
    rise_most: int
    last_least: int
    last_most: int
    once_most: int
    intake_most: int
    suggested_strength: int
    hold_usual: int
    hold_least: int
    hold_most: int
    capsules_most: int


@lru_cache(maxsize=16)
def _numbers(rulebook: Rulebook) -> _Numbers:
    amounts = {key.name.lower(): rule.then.nanograms for key, rule in rulebook.dose_amounts}
    return _Numbers(**amounts, **{key.name.lower(): rule.then for key, rule in rulebook.dose_counts})


_Rungs = tuple[tuple[int, ...] | Infeasible, tuple[Finding, ...]]


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class _Dose:
    """The arithmetic of one product. Amounts are nanograms of elemental magnesium a day."""

    capsule: Capsule
    numbers: _Numbers
    rulebook: Rulebook

    @property
    def unit(self) -> int:
        return self.capsule.unit.of(self.capsule.elemental).nanograms

    @property
    def rise(self) -> int:
        """The largest whole number of units within the usual rise, and at least one."""
        return max(1, self.numbers.rise_usual // self.unit) * self.unit

    def ladder(self, target: Elemental | None) -> _Rungs:
        """From the first portion to the last rung, one rise at a time."""
        first, matters = self._first()
        last = self._last(target)
        if isinstance(first, Infeasible):
            return first, ()
        if isinstance(last, Infeasible):
            return last, matters
        return (*range(first, last, self.rise), last), matters

    def next_rung(self, present: int, target: Elemental | None) -> _Rungs:
        """One rise above the present amount, or less where the last rung is nearer."""
        refusal = self._refused(present)
        if refusal is not None:
            return refusal, ()
        last = self._last(target)
        if isinstance(last, Infeasible):
            return last, ()
        if present >= last:
            return self._infeasible(
                DoseFinding.AT_LAST_RUNG, {"present_mg": in_mg(present), "last_mg": in_mg(last)}
            ), ()
        if self.rise > self.numbers.rise_most:
            most = in_mg(self.numbers.rise_most)
            return self._infeasible(DoseFinding.RISE_TOO_LARGE, self._unit_numbers | {"most_mg": most}), ()
        return (min(present + self.rise, last),), ()

    def present_rung(self, present: int) -> _Rungs:
        """The present amount, unchanged."""
        refusal = self._refused(present)
        if refusal is None:
            refusal = self._too_many(present)
        if refusal is not None:
            return refusal, ()
        once = present == self.unit and present > self.numbers.once_most
        full = present == self.numbers.intake_most
        matter = DoseFinding.UNDIVIDED_INTAKE_FULL if full else DoseFinding.UNDIVIDED_INTAKE
        return (present,), (self._finding(matter, {"present_mg": in_mg(present)}),) if once else ()

    def intakes(self, daily: int) -> tuple[Intake, ...] | Infeasible:
        """The fewest intakes that keep within what one intake may give, as even as whole units allow."""
        units = daily // self.unit
        for number, intakes in enumerate(Intakes, 1):
            divided = number > 1 or units == 1 or daily <= self.numbers.once_most
            if divided and number <= units and -(-units // number) * self.unit <= self.numbers.intake_most:
                return self._spread(units, self.rulebook.times[TimesKey(form=self.capsule.form, intakes=intakes)].then)
        most = in_mg(self.numbers.intake_most)
        return self._infeasible(DoseFinding.INTAKE_TOO_LARGE, self._unit_numbers | {"most_mg": most})

    def limits(
        self, steps: tuple[Step, ...], intent: Intent, target: Elemental | None, present: int
    ) -> Iterator[LimitCheck]:
        """The levels that hold whoever takes it: those that end the plan, then those that it is held against."""
        amounts, last = self.rulebook.dose_amounts, steps[-1].daily
        if intent is Intent.MAINTAIN:
            end = self.rulebook.plan_limits[PlanLimit.PRESENT]
            yield limit_check(end, level=Elemental(present), amount=last, outcome=LimitOutcome.BINDING)
        elif self._last(target) == last.nanograms:
            least, asked = amounts[Amount.LAST_LEAST], self.rulebook.plan_limits[PlanLimit.TARGET]
            if target is None:
                yield limit_check(least, level=least.then, amount=last, outcome=LimitOutcome.BINDING)
            else:
                yield limit_check(asked, level=target, amount=last, outcome=LimitOutcome.BINDING)
        if intent is Intent.INCREASE:
            added = last.nanograms - present
            met = LimitOutcome.BINDING if added == self.rise else LimitOutcome.WITHIN
            rise = amounts[Amount.RISE_USUAL]
            yield limit_check(rise, level=rise.then, amount=Elemental(added), outcome=met)
        if intent is Intent.START:
            yield self._held(Amount.START_MOST, steps[0].daily)
        yield self._held(Amount.LAST_MOST, last)
        intake = max(intake.elemental for step in steps for intake in step.intakes)
        yield self._held(Amount.INTAKE_MOST, intake)
        for _, rule in self.rulebook.occasions:
            met = LimitOutcome.WITHIN if intake < rule.then else LimitOutcome.EXCEEDED
            yield limit_check(rule, level=rule.then, amount=intake, outcome=met)

    def _held(self, amount: Amount, comes_to: Elemental) -> LimitCheck:
        rule = self.rulebook.dose_amounts[amount]
        return limit_check(rule, level=rule.then, amount=comes_to)

    def _spread(self, units: int, times: tuple[TimeOfDay, ...]) -> tuple[Intake, ...]:
        form, rulebook = self.capsule.form, self.rulebook
        (own,) = rulebook.times[TimesKey(form=form, intakes=Intakes.ONE)].then
        leftover_order = sorted(times, key=lambda at: 0 if at is own else rulebook.leftover_order[at].then)
        each, left = divmod(units, len(times))
        with_food = rulebook.forms[form].then.with_food
        quarters = self.capsule.unit.quarters
        portions = {at: Portion((each + (turn < left)) * quarters) for turn, at in enumerate(leftover_order)}
        strength = self.capsule.elemental
        return tuple(
            Intake(at=at, portion=portions[at], elemental=portions[at].of(strength), with_food=with_food)
            for at in times
        )

    def _first(self) -> tuple[int | Infeasible, tuple[Finding, ...]]:
        """Of the portions that a start is chosen from, the smallest that reaches the start band, never above it."""
        division = Division(self.capsule.divides_into)
        portions = self.rulebook.start_portions[division].then
        amounts = sorted(portion.of(self.capsule.elemental).nanograms for portion in portions)
        fit = [amount for amount in amounts if amount <= self.numbers.start_most]
        if not fit:
            numbers = {"portion": str(min(portions)), "portion_mg": in_mg(amounts[0])}
            most = in_mg(self.numbers.start_most)
            return self._infeasible(DoseFinding.START_TOO_STRONG, numbers | {"most_mg": most}), ()
        first = next((amount for amount in fit if amount >= self.numbers.start_least), fit[-1])
        matters: list[Finding] = []
        if first < self.numbers.start_least:
            least = in_mg(self.numbers.start_least)
            matters.append(self._finding(DoseFinding.START_BELOW_BAND, {"first_mg": in_mg(first), "least_mg": least}))
        if division is Division.WHOLE:
            matters.append(self._finding(DoseFinding.START_UNDIVIDED, {"portion_mg": in_mg(first)}))
        return first, tuple(matters)

    def _last(self, target: Elemental | None) -> int | Infeasible:
        """The daily amount to end at."""
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
        refusal = self._too_many(last)
        return last if refusal is None else refusal

    def _refused(self, present: int) -> Infeasible | None:
        if present > self.numbers.last_most:
            most = in_mg(self.numbers.last_most)
            return self._infeasible(DoseFinding.PRESENT_TOO_MUCH, {"present_mg": in_mg(present), "most_mg": most})
        if present == 0 or present % self.unit:
            numbers = {"present_mg": in_mg(present)} | self._unit_numbers
            return self._infeasible(DoseFinding.PRESENT_UNEVEN, numbers, present // self.unit * self.unit)
        return None

    def _too_many(self, daily: int) -> Infeasible | None:
        strength, most = self.capsule.elemental.nanograms, self.numbers.capsules_most
        if daily <= most * strength:
            return None
        numbers = {"daily_mg": in_mg(daily), "strength_mg": in_mg(strength), "most": str(most)}
        return self._infeasible(DoseFinding.CAPSULES_TOO_MANY, numbers)

    @property
    def _unit_numbers(self) -> dict[str, str]:
        """The smallest portion and what it gives, for the text of a finding."""
        return {"portion": str(self.capsule.unit), "portion_mg": in_mg(self.unit)}

    def _finding(self, key: DoseFinding, numbers: dict[str, str]) -> Finding:
        return finding(self.rulebook.dose_findings[key], numbers=tuple(numbers.items()))

    def _infeasible(self, key: DoseFinding, numbers: dict[str, str], below: int | None = None) -> Infeasible:
        reason = self._finding(key, numbers)
        if below is None:
            return Infeasible(finding=reason)
        above = Elemental(below + self.unit)
        return Infeasible(finding=reason, nearest_below=Elemental(below) if below else None, nearest_above=above)
