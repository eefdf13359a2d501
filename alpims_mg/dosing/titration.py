"""Titration: the rungs from a start to a last amount, and the intakes of each rung.

A unit is the smallest portion that the product divides into. Every amount is a whole number of units, so nothing is
rounded.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import cast

from alpims_mg._internal.validation import a_member, a_whole_number, an_instance, check_each
from alpims_mg.dosing.arithmetic import DoseArithmetic
from alpims_mg.dosing.dividing import must_stay_whole, with_dividing
from alpims_mg.dosing.numbers import dose_numbers
from alpims_mg.dosing.rungs import Schedule, general_advice
from alpims_mg.errors import Fault, raise_if_any
from alpims_mg.model.findings import Finding
from alpims_mg.model.plans import DosePlan, Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.proposals import HoldDays, as_hold_days, lowering_faults
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.vocabulary import DosageForm, Form, Intent
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Division
from alpims_mg.rules.limits import order_limits

_NEED_CURRENT_DAILY = (Intent.MAINTAIN, Intent.INCREASE, Intent.LOWER)
"""The intents for which ``titration_schedule`` needs ``current_daily``, the present daily amount."""


def titration_schedule(
    capsule: Capsule,
    *,
    intent: Intent = Intent.START,
    target: Elemental | None = None,
    current_daily: Elemental | None = None,
    lower_to: Elemental | None = None,
    hold_days: int | Iterable[int] = 7,
    rulebook: Rulebook = CURRENT,
) -> DosePlan | Infeasible:
    """Make the dose plan for a capsule.

    A plan to start has all rungs. A plan to increase has only the next rung. A plan to maintain has only the present
    amount. A plan to lower has only the lower amount. If that is nothing, there is no plan, and the result is an
    ``Infeasible`` whose finding is to stop.

    ``target`` is the daily amount to end at. Without a target, the plan ends at the first amount that the rules accept
    for a last rung. ``current_daily`` is the present daily amount, needed to maintain, increase or lower. ``lower_to``
    is the daily amount to go down to. Without it, the plan goes down one step. ``hold_days`` is the number of days on
    each rung: one number for all rungs, or a list with one for each. The last rung has no end, and its number is the
    days that show that the amount is tolerated. A clinic's rulebook raises a shorter hold to its own, and the plan says
    so. If the capsule cannot give a suitable amount, the result is ``Infeasible`` with the reason and, where it helps,
    the nearest daily amounts that are possible.

    Units: elemental magnesium a day.
    Raises: ``InvalidInputError`` if ``target`` or ``hold_days`` is out of range, if ``hold_days`` has numbers for more
    or fewer rungs than the plan, if ``current_daily`` is missing, or if ``lower_to`` or ``target`` does not fit the
    intent.
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

    A longer hold on the first rung only:

    >>> careful = titration_schedule(capsule, hold_days=[14, 7, 7, 7, 7, 7])
    >>> [step.first_day for step in careful.steps]
    [1, 15, 22, 29, 36, 43]

    From 300 mg a day, one step down is 30 mg less:

    >>> less = titration_schedule(capsule, intent=Intent.LOWER, current_daily=Elemental.mg(300))
    >>> less.steps[0].daily.format_mg()
    '270'
    """
    raise_if_any((an_instance("rulebook", rulebook, Rulebook, example="CURRENT"),))
    holds = as_hold_days(hold_days)
    to_nothing = intent is Intent.LOWER and isinstance(lower_to, Elemental) and not lower_to.nanograms
    raise_if_any(
        (
            an_instance("capsule", capsule, Capsule, example="Capsule(...)"),
            a_member("intent", intent, Intent),
            an_instance(
                "current_daily",
                current_daily,
                Elemental,
                example="Elemental.mg(100)",
                optional=to_nothing or not any(intent is needing for needing in _NEED_CURRENT_DAILY),
            ),
            an_instance("lower_to", lower_to, Elemental, example="Elemental.mg(100)", optional=True),
            *range_faults(target, holds, rulebook),
            *lowering_faults(intent, target, current_daily, lower_to),
        )
    )
    end = lower_to if intent is Intent.LOWER else target
    raise_if_any((hold_count_fault("hold_days", capsule, intent, end, holds, rulebook),))
    return scheduled(capsule, intent, end, current_daily, holds, rulebook)


def range_faults(target: object, hold_days: object, rulebook: Rulebook) -> Iterator[Fault | None]:
    """Check the target and each hold (days on a rung) against the rulebook's range. Yield a ``Fault`` for each failure.

    A check that passes may yield None. ``raise_if_any`` skips None, and other callers must skip it too.
    """
    numbers = dose_numbers(rulebook)
    yield an_instance("target", target, Elemental, example="Elemental.mg(300)", optional=True)
    if isinstance(target, Elemental) and not numbers.last_least <= target.nanograms <= numbers.last_most:
        expected = f"from {Elemental(nanograms=numbers.last_least)} to {Elemental(nanograms=numbers.last_most)} a day"
        yield Fault(path="target", expected=expected, actual=str(target), fix="give an amount in this range, or None")
    if isinstance(hold_days, tuple) and not hold_days:
        fix = "give one number for each rung, or one for all"
        yield Fault(path="hold_days", expected="at least one number of days", actual="an empty list", fix=fix)
    in_range = partial(a_whole_number, least=numbers.hold_set_least, most=numbers.hold_most, of="days")
    if isinstance(hold_days, tuple):
        yield from check_each("hold_days", cast("object", hold_days), in_range)
    else:
        yield in_range("hold_days", hold_days)


def hold_count_fault(
    path: str, capsule: Capsule, intent: Intent, target: Elemental | None, hold_days: HoldDays, rulebook: Rulebook
) -> Fault | None:
    """A fault if ``hold_days`` has numbers for more or fewer rungs than the plan. None if there is no such plan.

    Only a plan to start can have more than one rung. Does not check the other arguments. ``path`` names ``hold_days``.
    """
    if isinstance(hold_days, int):
        return None
    expected, rungs = "one number of days, because the plan has one rung", 1
    if intent is Intent.START:
        plan = scheduled(capsule, intent, target, None, max(hold_days), rulebook)
        if isinstance(plan, Infeasible):
            return None
        amounts = ", ".join(step.daily.format_mg() for step in plan.steps)
        expected, rungs = f"one number of days, or one for each rung ({amounts} mg)", len(plan.steps)
    fix = f"give {rungs} numbers, or one for all rungs" if rungs > 1 else "give one number"
    wrong = len(hold_days) != rungs
    return Fault(path=path, expected=expected, actual=f"{len(hold_days)} numbers", fix=fix) if wrong else None


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
    hold_days: HoldDays,
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
    hold_days: HoldDays,
    rulebook: Rulebook,
) -> tuple[Schedule | Infeasible, tuple[Finding, ...]]:
    """A pair: a ``Schedule`` (a plan without its capsule) or an ``Infeasible``, and the findings about the amounts.

    Does not check the arguments. ``target`` is the amount to go down to if ``intent`` is to take less.
    """
    form, strength, parts, kind = capsule.form, capsule.elemental, capsule.divides_into, capsule.dosage_form
    schedule, findings = schedule_for(form, strength, parts, kind, intent, target, current_daily, hold_days, rulebook)
    if isinstance(schedule, Infeasible):
        return schedule, findings
    divided, about_dividing = with_dividing(schedule, kind, rulebook)
    return divided, (*findings, about_dividing)


def schedule_within(
    capsule: Capsule,
    intent: Intent,
    target: Elemental | None,
    current_daily: Elemental | None,
    hold_days: HoldDays,
    most: int,
    rulebook: Rulebook,
) -> tuple[Schedule | Infeasible, tuple[Finding, ...]]:
    """As ``schedule_of``. But one step down that is above ``most`` nanograms gives way to the largest amount that fits.

    A step down is a plan to take less that names no amount in ``target``. If no amount fits, the step stays.
    """
    schedule, findings = schedule_of(capsule, intent, target, current_daily, hold_days, rulebook)
    if intent is not Intent.LOWER or target is not None or isinstance(schedule, Infeasible):
        return schedule, findings
    if not 0 < most < schedule.highest_day:
        return schedule, findings
    fitting, _ = schedule_of(capsule, intent, Elemental(nanograms=most), current_daily, hold_days, rulebook)
    if isinstance(fitting, Infeasible):
        return schedule, findings
    end = Elemental(nanograms=fitting.highest_day)
    return schedule_of(capsule, intent, end, current_daily, hold_days, rulebook)


@lru_cache(maxsize=1024)
def schedule_for(
    form: Form,
    strength: Elemental,
    divides_into: int,
    dosage_form: DosageForm | None,
    intent: Intent,
    target: Elemental | None,
    current_daily: Elemental | None,
    hold_days: HoldDays,
    rulebook: Rulebook,
) -> tuple[Schedule | Infeasible, tuple[Finding, ...]]:
    """A pair: a ``Schedule`` or ``Infeasible`` for any capsule of this kind and size, and the findings about it.

    A product that must be swallowed whole goes down in whole ones. A single one that is maintained is not divided.
    """
    numbers = dose_numbers(rulebook)
    single = intent is Intent.MAINTAIN and current_daily == strength and strength.nanograms <= numbers.intake_most
    if (single or intent is Intent.LOWER) and must_stay_whole(dosage_form, rulebook):
        divides_into = Division.WHOLE.value
    capsule = Capsule(form=form, elemental=strength, divides_into=divides_into, dosage_form=dosage_form)
    unit = capsule.unit.of(strength).nanograms
    dose = DoseArithmetic(capsule=capsule, numbers=numbers, rulebook=rulebook, unit=unit)
    present = 0 if current_daily is None else current_daily.nanograms
    match intent:
        case Intent.START:
            rungs, findings = dose.ladder(target)
        case Intent.INCREASE:
            rungs, findings = dose.next_rung(present, target)
        case Intent.LOWER:
            rungs, findings = dose.lower_rung(present, target)
        case _:
            rungs, findings = dose.present_rung(present)
    if isinstance(rungs, Infeasible):
        stops = intent is Intent.LOWER  # to take none is no fault of the product, so it is no finding
        return rungs, findings if stops else (*findings, rungs.finding)
    holds, remarks = dose.holds(hold_days, len(rungs))
    findings = (*findings, *remarks)
    steps: list[Step] = []
    last, first_day = len(rungs) - 1, 1
    for i, daily in enumerate(rungs):
        intakes = dose.intakes(daily)
        if isinstance(intakes, Infeasible):
            return intakes, (intakes.finding,)
        ends = i < last
        differs = not i or holds[i] != holds[i - 1]
        steps.append(
            Step(
                first_day=first_day,
                days=holds[i] if ends else None,
                intakes=intakes,
                hold=holds[i] if differs and not ends else None,
            )
        )
        first_day += holds[i]
    limits = order_limits(dose.limits(tuple(steps), intent, target, present))
    advice = (*findings, *general_advice(intent, rulebook))
    bands = tuple(dose.bands(intent))
    schedule = Schedule(steps=tuple(steps), advice=advice, limits=limits, bands=bands, highest_day=max(rungs))
    return schedule, findings
