"""``DoseArithmetic`` calculates the rungs, intakes and limits of a plan for one capsule.

A unit is the smallest portion that the product divides into. Every amount is a whole number of units, so nothing is
rounded.
"""

from collections.abc import Iterator
from typing import final

import attrs

from alpims_mg.dosing.dividing import asks_before_dividing
from alpims_mg.dosing.numbers import DoseNumbers
from alpims_mg.dosing.rungs import spread
from alpims_mg.model.findings import Finding
from alpims_mg.model.intakes import Intake
from alpims_mg.model.limit_checks import DoseBand, LimitCheck, LimitOutcome
from alpims_mg.model.plans import Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import HoldDays
from alpims_mg.model.quantities import Elemental, Portion, in_mg
from alpims_mg.model.vocabulary import Intent
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Amount, Division, DoseFinding, Lowering, PlanLimit
from alpims_mg.rulebook.forms import Intakes, TimesKey
from alpims_mg.rules.findings import finding
from alpims_mg.rules.limits import limit_check

Rungs = tuple[tuple[int, ...] | Infeasible, tuple[Finding, ...]]
"""A pair: the daily amount of each rung in nanograms (or an ``Infeasible``, if there are none), and findings."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class DoseArithmetic:
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

    def ladder(self, target: Elemental | None) -> Rungs:
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
        larger = self._large_rise() if first < last else ()
        return (*range(first, last, self.rise), last), (*findings, *larger)

    def next_rung(self, present: int, target: Elemental | None) -> Rungs:
        """A pair for an increase: a tuple of one daily amount or an ``Infeasible``, and findings about the rise.

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
        return ((min(present + self.rise, last),), self._large_rise()) if refusal is None else (refusal, ())

    def present_rung(self, present: int) -> Rungs:
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

    def lower_rung(self, present: int, lower_to: Elemental | None) -> Rungs:
        """A pair for a plan to take less: a tuple of one daily amount or an ``Infeasible``, and findings about it.

        The amount is ``lower_to``, or without it one rise below ``present``. It is rounded down to whole units, and to
        the most that the rules allow. From an amount above that most, or between units, it is the next lower one that
        the product gives. An amount that no intakes can give is left out. If nothing is left, the finding of the
        ``Infeasible`` is to stop. It says so if the reason is that even one unit is too large.
        """
        most = min(self.numbers.last_most, self.numbers.capsules_most * self.capsule.elemental.nanograms)
        if lower_to is not None:
            end = lower_to.nanograms
        elif present > most or present % self.unit:
            end = present
        else:
            end = max(0, present - self.rise)
        left = min(end, most) // self.unit * self.unit
        while left and isinstance(self.intakes(left), Infeasible):
            left -= self.unit
        if left:
            return self.present_rung(left)
        low_enough = lower_to.nanograms if lower_to is not None else max(0, present - 1)
        if not 0 < min(low_enough, self.numbers.intake_most) < self.unit:
            return Infeasible(finding=finding(self.rulebook.lowerings[Lowering.STOP])), ()
        numbers = (("most_mg", in_mg(self.numbers.intake_most)), ("portion_mg", in_mg(self.unit)))
        return Infeasible(finding=finding(self.rulebook.lowerings[Lowering.NO_PIECE], numbers=numbers)), ()

    def intakes(self, daily: int) -> tuple[Intake, ...] | Infeasible:
        """The intakes of a day that together give ``daily``, or the reason why no intakes can.

        These are the fewest intakes that each stay within the most for one intake. They are as equal as units allow.
        But if these intakes divide a product that the rules do not let a person divide without asking, the intakes
        are of whole ones, where such intakes exist.
        """
        capsule = self.capsule
        intakes = self._intakes_of(daily, capsule.unit)
        if intakes and asks_before_dividing(intakes, capsule.dosage_form, self.rulebook):
            intakes = self._intakes_of(daily, Portion.WHOLE) or intakes
        if intakes:
            return intakes
        most = {"most_mg": in_mg(self.numbers.intake_most)}
        if self.unit > self.numbers.intake_most:
            return self._infeasible(DoseFinding.INTAKE_TOO_LARGE, self._unit_numbers | most)
        numbers = {"daily_mg": in_mg(daily)} | most | {"intakes": str(len(Intakes))}
        return self._infeasible(DoseFinding.INTAKES_TOO_MANY, numbers)

    def _intakes_of(self, daily: int, portion: Portion) -> tuple[Intake, ...]:
        """The fewest intakes that together give ``daily``, each a whole number of portions. Empty if there are none.

        A day above the most to take at once is divided, unless it is the smallest portion of the product.
        """
        capsule, size = self.capsule, portion.of(self.capsule.elemental).nanograms
        count, rest = divmod(daily, size)
        for number, intakes in enumerate(Intakes, 1):
            divided = number > 1 or daily == self.unit or daily <= self.numbers.once_most
            if not rest and divided and number <= count and -(-count // number) * size <= self.numbers.intake_most:
                times = self.rulebook.times[TimesKey(form=capsule.form, intakes=intakes)].then
                return spread(count, portion, capsule.elemental, capsule.form, times, self.rulebook)
        return ()

    def holds(self, asked: HoldDays, rungs: int) -> tuple[tuple[int, ...], tuple[Finding, ...]]:
        """A pair: the hold of each rung in days, and a tuple of findings. ``rungs`` is the number of rungs.

        Each hold is the one ``asked``, or the rulebook's least if that is more. The tuple then has a finding that says
        so. If ``asked`` has numbers for another number of rungs, every rung takes the longest of them.
        """
        least = self.numbers.hold_least
        each = (asked,) if isinstance(asked, int) else asked
        each = each if len(each) == rungs else (max(each),) * rungs
        short = sorted({days for days in each if days < least})
        numbers = {"asked": " and ".join(map(str, short)), "least": str(least)}
        raised = short and rungs > 1
        holds = tuple(max(days, least) for days in each)
        return holds, (self._finding(DoseFinding.HOLD_POLICY, numbers),) if raised else ()

    def limits(
        self, steps: tuple[Step, ...], intent: Intent, target: Elemental | None, present: int
    ) -> Iterator[LimitCheck]:
        """Yield a ``LimitCheck`` for each limit that applies to everyone. The one that sets the plan's end is first.

        ``target`` is the amount to go down to if ``intent`` is to take less.
        """
        amounts, last = self.rulebook.dose_amounts, steps[-1].daily
        if intent is Intent.MAINTAIN:
            end = self.rulebook.plan_limits[PlanLimit.PRESENT]
            yield limit_check(end, level=Elemental(nanograms=present), amount=last, outcome=LimitOutcome.BINDING)
        elif intent is Intent.LOWER:
            end = self.rulebook.plan_limits[PlanLimit.LOWER]
            yield limit_check(end, level=target or last, amount=last, outcome=LimitOutcome.BINDING)
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

    def bands(self, intent: Intent) -> Iterator[DoseBand]:
        """Yield the ranges in which a plan starts and ends, as far as a plan with this intent does so."""
        amounts = self.rulebook.dose_amounts
        if intent is Intent.START:
            yield _band("start", amounts[Amount.START_LEAST].then, amounts[Amount.START_MOST].then)
        if intent in (Intent.START, Intent.INCREASE):
            yield _band("target", amounts[Amount.LAST_LEAST].then, amounts[Amount.LAST_MOST].then)

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

    def _large_rise(self) -> tuple[Finding, ...]:
        """A finding if each rise is above the usual one, because one unit is. Otherwise empty."""
        if self.rise <= self.numbers.rise_usual:
            return ()
        usual = {"usual_mg": in_mg(self.numbers.rise_usual)}
        return (self._finding(DoseFinding.RISE_LARGE, self._unit_numbers | usual),)

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


def _band(what: str, least: Elemental, most: Elemental) -> DoseBand:
    return DoseBand(what=what, least=least, most=most)
