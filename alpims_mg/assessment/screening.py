"""Functions that look up the rows of the rulebook for each fact about a person and a proposal.

A fact that is needed but not stated gives no finding here. ``assess`` asks for that fact.
"""

from collections.abc import Iterator
from functools import lru_cache

import attrs

from alpims_mg._internal.clock import clock_text
from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.labels.shares import form_share_range, share_finding
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.findings import NO_SEPARATION, TAKEN_AT
from alpims_mg.model.plans import DosePlan
from alpims_mg.model.products import Capsule, Product
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental, in_mg
from alpims_mg.model.situations import Medicine, Situation
from alpims_mg.model.vocabulary import Additive, KidneyFunction, MedicineClass
from alpims_mg.rulebook.ages import AgeBand, AgeKey
from alpims_mg.rulebook.ceilings import CeilingKey, Limit, NoLevel, Other, OtherKey, SetBy
from alpims_mg.rulebook.conditions import ConditionKey
from alpims_mg.rulebook.consults import ConsultKey, Fact, FactKey, Mildest, Need, Supposition
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.kidney import Agreement, KidneyKey, ResultKey
from alpims_mg.rulebook.labels.additives import AdditiveKey, LabelKey, Screened
from alpims_mg.rulebook.medicines.tables import MedicineKey, Window, WindowKey
from alpims_mg.rulebook.zones import ZoneKey
from alpims_mg.rules.findings import FindingAndGap, with_gap
from alpims_mg.rules.limits import limit_check, order_limits
from alpims_mg.rules.tables import Rule


def screen(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    """Yield a pair for each finding about a case: the finding, and a ``NotChecked`` or None.

    The second item states what the rule of the finding does not cover. Findings about the doses of a plan and about
    upper levels are left out.
    """
    yield from _zone_and_consult(situation, proposal, rulebook)
    yield from _conditions(situation, proposal.product, rulebook)
    yield from _kidney(situation, proposal.product, rulebook)
    yield from _age(situation, proposal.product, rulebook)
    yield from _medicines(situation, proposal, rulebook)
    if isinstance(proposal.product, Capsule):
        yield from _label(situation, proposal, proposal.product, rulebook)
        yield from _other_magnesium(situation, rulebook)


def screened_additives(capsule: Capsule, avoids: frozenset[Additive], rulebook: Rulebook) -> frozenset[Additive]:
    """The additives in the product that are always screened for, or that the person avoids.

    ``avoids`` holds the additives that the person avoids. The form may itself count as an additive.
    """
    named = additives_in(capsule.ingredients or ()).union(rulebook.forms[capsule.form].then.counts_as_additive)
    always = (additive for additive in named if rulebook.screened[additive].then is Screened.ALWAYS)
    return frozenset(always) | (named & avoids)


def without_additives(capsule: Capsule, additives: frozenset[Additive]) -> Capsule:
    """A copy of the product without the ingredients that name these additives."""
    if capsule.ingredients is None:
        return capsule
    kept = tuple(ingredient for ingredient in capsule.ingredients if not additives_in((ingredient,)) & additives)
    return attrs.evolve(capsule, ingredients=kept)


def ceilings(situation: Situation, capsule: Capsule, plan: DosePlan, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    """Yield a finding for each upper level that the plan exceeds, and for each source that sets no number.

    Each finding comes in a pair, as from ``screen``. The compared amount is the plan's highest day plus other
    supplemental magnesium.
    """
    other = _other_nanograms(situation)
    total = _highest_day(plan) + other
    numbers = (("total_mg", in_mg(total)), *((("other_mg", in_mg(other)),) if other else ()))
    for rule in _ceiling_rules(_age_bands(situation, rulebook), salt(capsule, rulebook), rulebook):
        if not isinstance(rule.then.level, Elemental):
            yield with_gap(rule, "situation.age_years", verdict=rule.then.verdict)
        elif total > rule.then.level.nanograms:
            yield with_gap(rule, "proposal.target_mg", verdict=rule.then.verdict, numbers=numbers)


def with_ceilings(situation: Situation, capsule: Capsule, plan: DosePlan, rulebook: Rulebook) -> DosePlan:
    """A copy of the plan whose ``limits`` also compare it with every upper level for the age and the salt.

    The compared amount includes other supplements and medicines.
    """
    total = _highest_day(plan) + _other_nanograms(situation)
    return _compared_with_ceilings(plan, total, _age_bands(situation, rulebook), salt(capsule, rulebook), rulebook)


@lru_cache(maxsize=1024)
def _compared_with_ceilings(
    plan: DosePlan, total: int, ages: tuple[AgeBand, ...], salt: Salt, rulebook: Rulebook
) -> DosePlan:
    levels = ((rule, rule.then.level) for rule in _ceiling_rules(ages, salt, rulebook))
    checks = (
        limit_check(rule, level=level, amount=Elemental(nanograms=total))
        for rule, level in levels
        if isinstance(level, Elemental)
    )
    return attrs.evolve(plan, limits=order_limits((*plan.limits, *checks)))


def _highest_day(plan: DosePlan) -> int:
    """The nanograms of magnesium that the plan gives on its highest day."""
    return max(step.daily.nanograms for step in plan.steps)


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
    """The ceiling rules for this salt, one for each source whose rule is the same for all of these ages.

    A source that does not mention the age or the salt is left out.
    """
    by_source = ({rulebook.ceilings[CeilingKey(set_by=source, age=age, salt=salt)] for age in ages} for source in SetBy)
    same = (rule for rules in by_source if len(rules) == 1 for rule in rules)
    return tuple(rule for rule in same if rule.then.level is not NoLevel.SILENT)


def salt(product: Product, rulebook: Rulebook) -> Salt:
    """The ``Salt`` of a product: whether a law of its own covers its compound. Topical magnesium is ``ORDINARY``."""
    if isinstance(product, Capsule):
        return rulebook.forms[product.form].then.salt
    return Salt.ORDINARY


@lru_cache(maxsize=1024)
def age_band(years: int, rulebook: Rulebook) -> AgeBand:
    """The age band that contains an age in whole years. The rulebook sets the first age of each band."""
    reached = ((rule.then, band) for band, rule in rulebook.age_bands if rule.then <= years)
    return max(reached, key=lambda cut_point: cut_point[0])[1]


def _zone_and_consult(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    route, intent = proposal.product.route, proposal.intent
    if situation.zone is not None:
        key = ZoneKey(zone=situation.zone, route=route, intent=intent, tolerance=situation.tolerance)
        yield with_gap(rulebook.zones[key], "situation.zone")
    yield with_gap(rulebook.consults[ConsultKey(route=route, intent=intent)], "proposal.intent")


def _conditions(situation: Situation, product: Product, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    for condition in situation.conditions or ():
        key = ConditionKey(condition=condition, route=product.route, salt=salt(product, rulebook))
        yield with_gap(rulebook.conditions[key], "situation.conditions")


def _kidney(situation: Situation, product: Product, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    """Up to three findings: for the stated kidney function, for the eGFR, and for whether the two agree."""
    stated, egfr = situation.kidney, situation.egfr
    age = recency(situation.kidney_date, situation.as_of, rulebook)
    if stated is not None:
        key = KidneyKey(function=stated, recency=age, route=product.route)
        yield with_gap(rulebook.kidney[key], "situation.kidney")
    if egfr is not None:
        band = egfr_band(egfr, rulebook)
        measured = ("egfr", f"{egfr.value_text} {rulebook.egfr_units[egfr.unit].then[0]}")
        key = KidneyKey(function=band, recency=age, route=product.route)
        yield with_gap(rulebook.kidney[key], "situation.egfr", numbers=(measured,))
        if stated is not None:
            agreement = rulebook.kidney_agreement[Agreement.AGREE if stated is band else Agreement.DISAGREE]
            numbers = (("stated", str(stated)), ("band", str(band)), measured)
            yield with_gap(agreement, "situation.egfr", numbers=numbers)


def _functions_for_medicines(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> frozenset[KidneyFunction]:
    """The set of kidney functions for which to look up medicines.

    The rulebook gives the function that a result counts as, by how recent it is. The set holds two if the stated
    function and the eGFR count as different functions. If neither is stated, the set holds only the mildest function if
    the answer needs a kidney function, or else only ``NOT_ASSESSED``.
    """
    age = recency(situation.kidney_date, situation.as_of, rulebook)
    stated = (situation.kidney, egfr_band(situation.egfr, rulebook) if situation.egfr else None)
    functions = {
        rulebook.kidney_counts_as[ResultKey(function=function, recency=age)].then
        for function in stated
        if function is not None
    }
    if functions:
        return frozenset(functions)
    fact = FactKey(fact=Fact.KIDNEY, route=proposal.product.route, intent=proposal.intent)
    needed = rulebook.facts[fact].then is Need.NEEDED
    return frozenset({_mildest(rulebook).kidney if needed else KidneyFunction.NOT_ASSESSED})


def _age(situation: Situation, product: Product, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    if situation.age_years is not None:
        key = AgeKey(band=age_band(situation.age_years, rulebook), route=product.route)
        yield with_gap(rulebook.ages[key], "situation.age_years")


def _medicines(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    kidneys = _functions_for_medicines(situation, proposal, rulebook)
    for i, medicine in enumerate(situation.medicines or ()):
        for medicine_class in medicine_classes(medicine):
            for kidney in kidneys:
                path = f"situation.medicines[{i}]"
                yield _medicine(path, medicine, medicine_class, proposal.product, kidney, rulebook)


def _medicine(
    path: str,
    medicine: Medicine,
    medicine_class: MedicineClass,
    product: Product,
    kidney: KidneyFunction,
    rulebook: Rulebook,
) -> FindingAndGap:
    rule = rulebook.medicines[MedicineKey(medicine=medicine_class, route=product.route, kidney=kidney)]
    interaction = rule.then
    window = rulebook.windows[WindowKey(route=product.route, given=medicine.route)]
    separation = interaction.separation if window.then is Window.APPLIES else None
    numbers: tuple[tuple[str, str], ...] = ()
    if separation and medicine.taken_at:
        numbers = ((TAKEN_AT, " ".join(map(clock_text, sorted(set(medicine.taken_at))))),)
    elif interaction.separation and not separation:
        numbers = ((NO_SEPARATION, window.reason),)
    return with_gap(
        rule,
        path,
        verdict=interaction.verdict,
        about=str(medicine),
        separation=separation,
        severity=interaction.severity,
        numbers=numbers,
    )


def _other_magnesium(situation: Situation, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    years = _mildest(rulebook).age_years if situation.age_years is None else situation.age_years
    age = age_band(years, rulebook)
    other = Other.NOT_STATED if situation.other_magnesium is None else Other.STATED
    yield with_gap(rulebook.others[OtherKey(other=other, age=age)], "situation.other_magnesium_mg")
    for i, medicine in enumerate(situation.medicines or ()):
        if medicine.magnesium is None and MedicineClass.MAGNESIUM_MEDICINE in medicine_classes(medicine):
            rule = rulebook.others[OtherKey(other=Other.MEDICINE_UNMEASURED, age=age)]
            yield with_gap(rule, f"situation.medicines[{i}].magnesium_mg", about=str(medicine))


def _mildest(rulebook: Rulebook) -> Mildest:
    """The values to suppose for needed facts that are not stated. A supposed value never makes an answer milder."""
    return rulebook.suppositions[Supposition.MILDEST].then


def _label(situation: Situation, proposal: Proposal, capsule: Capsule, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    profile = rulebook.forms[capsule.form]
    yield with_gap(profile, "proposal.product.form", verdict=profile.then.verdict)
    path = "proposal.product.ingredients"
    if not label_was_read(capsule.ingredients):
        yield with_gap(rulebook.labels[LabelKey(intent=proposal.intent, tolerance=situation.tolerance)], path)
    if capsule.compound:
        share_range = form_share_range(capsule.form, rulebook)
        yield share_finding(capsule.elemental, capsule.compound, share_range, rulebook)
    for additive in screened_additives(capsule, situation.avoids, rulebook):
        key = AdditiveKey(additive=additive, intent=proposal.intent, tolerance=situation.tolerance)
        yield with_gap(rulebook.additives[key], path)
