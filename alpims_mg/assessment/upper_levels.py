"""Compare a plan with the upper levels for magnesium from supplements and medicines."""

from functools import lru_cache

from alpims_mg.assessment.screening import age_band, salt
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.model.plans import DosePlan, LimitCheck
from alpims_mg.model.products import Capsule
from alpims_mg.model.quantities import Elemental, in_mg
from alpims_mg.model.situations import Situation
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.ceilings import CeilingKey, Limit, NoLevel, SetBy
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rules.findings import FindingAndGap, with_gap
from alpims_mg.rules.limits import limit_check, order_limits
from alpims_mg.rules.tables import Rule


def ceilings(
    situation: Situation, capsule: Capsule, plan: DosePlan | Schedule, rulebook: Rulebook
) -> tuple[FindingAndGap, ...]:
    """The findings about upper levels for magnesium, as pairs of a finding and a ``NotChecked`` or None.

    There is one for each upper level that the plan exceeds, and for each source that sets no number. The amount
    compared is that of the plan's highest day plus the stated amounts from other supplements and medicines.
    """
    other = _other_nanograms(situation)
    total = _highest_day(plan) + other
    return _ceilings(total, other, _age_bands(situation, rulebook), salt(capsule, rulebook), rulebook)


@lru_cache(maxsize=1024)
def _ceilings(
    total: int, other: int, ages: tuple[AgeBand, ...], salt: Salt, rulebook: Rulebook
) -> tuple[FindingAndGap, ...]:
    numbers = (("total_mg", in_mg(total)), *((("other_mg", in_mg(other)),) if other else ()))
    findings: list[FindingAndGap] = []
    for rule in _ceiling_rules(ages, salt, rulebook):
        if not isinstance(rule.then.level, Elemental):
            findings.append(with_gap(rule, "situation.age_years", verdict=rule.then.verdict))
        elif total > rule.then.level.nanograms:
            findings.append(with_gap(rule, "proposal.target_mg", verdict=rule.then.verdict, numbers=numbers))
    return tuple(findings)


def limits_with_ceilings(
    situation: Situation, capsule: Capsule, plan: Schedule, rulebook: Rulebook
) -> tuple[LimitCheck, ...]:
    """The checks of all limits of the plan and of the upper levels for the age and the salt, in order.

    The amount compared with an upper level includes other supplements and medicines.
    """
    total = plan.highest_day + _other_nanograms(situation)
    return _limits_with_ceilings(plan, total, _age_bands(situation, rulebook), salt(capsule, rulebook), rulebook)


@lru_cache(maxsize=1024)
def _limits_with_ceilings(
    plan: Schedule, total: int, ages: tuple[AgeBand, ...], salt: Salt, rulebook: Rulebook
) -> tuple[LimitCheck, ...]:
    amount = Elemental(nanograms=total)
    levels = ((rule, rule.then.level) for rule in _ceiling_rules(ages, salt, rulebook))
    checks = (limit_check(rule, level=level, amount=amount) for rule, level in levels if isinstance(level, Elemental))
    return order_limits((*plan.limits, *checks))


def _highest_day(plan: DosePlan | Schedule) -> int:
    """The nanograms of magnesium that the plan gives on its highest day."""
    return plan.highest_day if isinstance(plan, Schedule) else max(step.daily.nanograms for step in plan.steps)


def _other_nanograms(situation: Situation) -> int:
    """The stated nanograms of magnesium a day from other supplements and from medicines."""
    medicines = sum(medicine.magnesium.nanograms for medicine in situation.medicines or () if medicine.magnesium)
    return medicines + (situation.other_magnesium.nanograms if situation.other_magnesium else 0)


def _age_bands(situation: Situation, rulebook: Rulebook) -> tuple[AgeBand, ...]:
    """The age bands that the person may belong to: one band, or every band if the age is not stated."""
    years = situation.age_years
    return tuple(AgeBand) if years is None else (age_band(years, rulebook),)


@lru_cache(maxsize=256)
def _ceiling_rules(ages: tuple[AgeBand, ...], salt: Salt, rulebook: Rulebook) -> tuple[Rule[Limit], ...]:
    """The upper-level rules for this salt: one for each source that has the same rule for all of these ages.

    A source that does not mention the age or the salt is left out.
    """
    by_source = ({rulebook.ceilings[CeilingKey(set_by=source, age=age, salt=salt)] for age in ages} for source in SetBy)
    same = (rule for rules in by_source if len(rules) == 1 for rule in rules)
    return tuple(rule for rule in same if rule.then.level is not NoLevel.SILENT)
