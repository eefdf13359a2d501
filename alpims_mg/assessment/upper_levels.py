"""Compare a plan with the upper levels for magnesium from supplements and medicines."""

from functools import lru_cache
from typing import Final

import attrs

from alpims_mg._internal.rendering import as_sentences
from alpims_mg._internal.templates import Numbers, fill
from alpims_mg.assessment.screening import age_band, salt
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.dosing.titration import last_totals
from alpims_mg.model.findings import TOTAL, Finding, Verdict, worst
from alpims_mg.model.limit_checks import LimitCheck
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental, in_mg
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Form, Intent
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.ceilings import CeilingKey, Gathered, Limit, NoLevel, SetBy
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Amount
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rules.findings import FindingAndGap, with_gap
from alpims_mg.rules.limits import limit_check, order_limits
from alpims_mg.rules.tables import Rule


def ceilings(
    situation: Situation, capsule: Capsule, highest_day: int, rulebook: Rulebook, *, fits: Elemental | None = None
) -> tuple[FindingAndGap, ...]:
    """The findings about upper levels for magnesium, as pairs of a finding and a ``NotChecked`` or None.

    The amount compared is ``highest_day``, the nanograms of the plan's highest day, plus the stated amounts from other
    supplements and medicines. All public levels below it give one finding. There is one more for the guide's level, and
    one for each source that sets no number. ``fits`` is the nearest target to name in a refusal.
    """
    other = other_nanograms(situation)
    fitting = () if fits is None else (("fits_mg", fits.format_mg()),)
    ages, kind = _age_bands(situation, rulebook), salt(capsule, rulebook)
    return _ceilings(highest_day + other, other, ages, kind, fitting, TOTAL, rulebook)


def ladder_stops(situation: Situation, capsule: Capsule, rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    """The findings about upper levels that rule out even the smallest full plan of this product, as in ``ceilings``."""
    other = other_nanograms(situation)
    ages, kind = _age_bands(situation, rulebook), salt(capsule, rulebook)
    found = _ceilings(least_full_day(capsule, rulebook) + other, other, ages, kind, (), "least_mg", rulebook)
    return tuple(pair for pair in found if pair[0].verdict is Verdict.WITHHOLD)


def least_full_day(capsule: Capsule, rulebook: Rulebook) -> int:
    """The nanograms of the least daily total at which a plan with this product may end, or of the least at all."""
    return _least_full_day(capsule.form, capsule.elemental, capsule.divides_into, rulebook)


@lru_cache(maxsize=1024)
def _least_full_day(form: Form, strength: Elemental, parts: int, rulebook: Rulebook) -> int:
    totals = last_totals(Capsule(form=form, elemental=strength, divides_into=parts), rulebook)
    return (totals[0] if totals else rulebook.dose_amounts[Amount.LAST_LEAST].then).nanograms


def room(situation: Situation, capsule: Capsule, rulebook: Rulebook) -> int:
    """The nanograms a day that a plan may reach before an upper level rules it out. It may be negative."""
    strictest = _strictest_level(_age_bands(situation, rulebook), salt(capsule, rulebook), rulebook)
    return strictest - other_nanograms(situation)


def room_for_taken(situation: Situation, capsule: Capsule, rulebook: Rulebook) -> int:
    """As ``room``, for what was taken already. An age without a public level has that of the next older age with one.

    A plan for such an age is ruled out at any amount, so ``room`` has no level of its own for it.
    """
    ages, kind = _age_bands(situation, rulebook), salt(capsule, rulebook)
    if len(ages) == 1:
        older = list(AgeBand)[list(AgeBand).index(ages[0]) :]
        ages = tuple(age for age in older if _has_public_level(age, kind, rulebook))[:1] or ages
    return _strictest_level(ages, kind, rulebook) - other_nanograms(situation)


def _strictest_level(ages: tuple[AgeBand, ...], salt: Salt, rulebook: Rulebook) -> int:
    """The lowest level, in nanograms, above which a plan is ruled out."""
    strict = (rule.then for rule in _ceiling_rules(ages, salt, rulebook) if rule.then.verdict is Verdict.WITHHOLD)
    return min(limit.level.nanograms for limit in strict if isinstance(limit.level, Elemental))


@lru_cache(maxsize=256)
def _has_public_level(age: AgeBand, salt: Salt, rulebook: Rulebook) -> bool:
    """True if a source other than the guide gives a number for this age."""
    keys = (CeilingKey(set_by=source, age=age, salt=salt) for source in SetBy if source is not SetBy.GUIDE)
    return any(isinstance(rulebook.ceilings[key].then.level, Elemental) for key in keys)


def ceilings_first(
    findings: tuple[Finding, ...], situation: Situation, proposal: Proposal, rulebook: Rulebook
) -> tuple[Finding, ...]:
    """The findings, strictest first, where a level that stops every full plan of a start comes first: no product helps.

    Only the refusal of the age itself comes before it. The public levels for the age come before that of the guide.
    """
    withheld = any(found.verdict is Verdict.WITHHOLD for found in findings[:1])
    if not withheld or proposal.intent is not Intent.START or isinstance(proposal.product, Topical):
        return findings
    stops = {found.rule for found, _ in ladder_stops(situation, proposal.product, rulebook)}
    ages = {rule.id for rule in rulebook.ages.rules}
    public = rulebook.gathered_ceilings[Gathered.PUBLIC].id
    order = (ages, stops & {public}, stops)

    def place(found: Finding) -> tuple[int, int]:
        rank = next((i for i, rules in enumerate(order) if found.rule in rules), len(order))
        return -found.verdict.severity, rank

    return tuple(sorted(findings, key=place)) if stops else findings


@lru_cache(maxsize=1024)
def _ceilings(
    total: int,
    other: int,
    ages: tuple[AgeBand, ...],
    salt: Salt,
    fitting: Numbers,
    total_name: str,
    rulebook: Rulebook,
) -> tuple[FindingAndGap, ...]:
    """What ``ceilings`` gives for a daily total. ``total_name`` is the name of the total in the texts' numbers."""
    numbers = ((total_name, in_mg(total)), *((("other_mg", in_mg(other)),) if other else ()))
    findings: list[FindingAndGap] = []
    public: list[Rule[Limit]] = []
    guide = {rulebook.ceilings[CeilingKey(set_by=SetBy.GUIDE, age=age, salt=salt)] for age in ages}
    for rule in _ceiling_rules(ages, salt, rulebook):
        if not isinstance(rule.then.level, Elemental):
            findings.append(with_gap(rule, "situation.age_years", verdict=rule.then.verdict))
        elif total > rule.then.level.nanograms and rule in guide:
            findings.append(with_gap(rule, _TARGET, verdict=rule.then.verdict, numbers=numbers + fitting))
        elif total > rule.then.level.nanograms:
            public.append(rule)
    if public:
        findings.append(_gathered(tuple(public), numbers, fitting, f"{in_mg(total)} mg", rulebook))
    return tuple(findings)


_TARGET: Final = "proposal.target_mg"


def _gathered(
    exceeded: tuple[Rule[Limit], ...], numbers: Numbers, fitting: Numbers, about: str, rulebook: Rulebook
) -> FindingAndGap:
    """One finding for all public levels in ``exceeded``, with the sentence and the sources of each."""
    rule = rulebook.gathered_ceilings[Gathered.PUBLIC]
    verdict = worst((rule.then, *(row.then.verdict for row in exceeded)))
    levels = ("levels", as_sentences(fill(row.reason) for row in exceeded))
    shown = (levels, *numbers, *(fitting if verdict is Verdict.WITHHOLD else ()))
    found, gap = with_gap(rule, _TARGET, verdict=verdict, about=about, numbers=shown)
    cites = dict.fromkeys((*(cite for row in exceeded for cite in row.cites), *rule.cites))
    return attrs.evolve(found, cites=tuple(cites)), gap


def limits_with_ceilings(
    situation: Situation, capsule: Capsule, plan: Schedule, rulebook: Rulebook
) -> tuple[LimitCheck, ...]:
    """The checks of all limits of the plan and of the upper levels for the age and the salt, in order.

    The amount compared with an upper level includes other supplements and medicines.
    """
    total = plan.highest_day + other_nanograms(situation)
    return _limits_with_ceilings(plan, total, _age_bands(situation, rulebook), salt(capsule, rulebook), rulebook)


@lru_cache(maxsize=1024)
def _limits_with_ceilings(
    plan: Schedule, total: int, ages: tuple[AgeBand, ...], salt: Salt, rulebook: Rulebook
) -> tuple[LimitCheck, ...]:
    amount = Elemental(nanograms=total)
    levels = ((rule, rule.then.level) for rule in _ceiling_rules(ages, salt, rulebook))
    checks = (limit_check(rule, level=level, amount=amount) for rule, level in levels if isinstance(level, Elemental))
    return order_limits((*plan.limits, *checks))


def other_nanograms(situation: Situation) -> int:
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
