"""What the rows say of one person and one proposal, fact by fact.

A fact that is needed and not stated says nothing here; the answer asks for it.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product as pairs

import attrs

from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.labels.shares import form_share_range, share_finding
from alpims_mg.medicines.recognition import medicine_classes
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
    """Everything that the rows say, but for the arithmetic of the dose and the ceilings over it."""
    yield from _asked(situation, proposal, rulebook)
    yield from _conditions(situation, proposal.product, rulebook)
    yield from _kidney(situation, proposal.product, rulebook)
    yield from _age(situation, proposal.product, rulebook)
    yield from _medicines(situation, proposal, rulebook)
    if isinstance(proposal.product, Capsule):
        yield from _label(situation, proposal, proposal.product, rulebook)
        yield from _other_magnesium(situation, rulebook)


def screened_additives(capsule: Capsule, avoids: frozenset[Additive], rulebook: Rulebook) -> frozenset[Additive]:
    """The additives in the product that are screened for: always, or since the person asks for it."""
    named = additives_in(capsule.ingredients or ()).union(rulebook.forms[capsule.form].then.counts_as_additive)
    always = (one for one in named if rulebook.screened[one].then is Screened.ALWAYS)
    return frozenset(always) | (named & avoids)


def without_additives(capsule: Capsule, additives: frozenset[Additive]) -> Capsule:
    """A product that is the same but for the ingredients that name these additives."""
    kept = tuple(one for one in capsule.ingredients or () if not additives_in((one,)) & additives)
    return capsule if capsule.ingredients is None else attrs.evolve(capsule, ingredients=kept)


def ceilings(situation: Situation, capsule: Capsule, plan: DosePlan, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    """The upper levels that the plan's highest day passes, other supplemental magnesium counted in."""
    beside = _beside(situation)
    total = _highest(plan) + beside
    for rule in _limits(_ages(situation, rulebook), salt(capsule, rulebook), rulebook):
        if not isinstance(rule.then.level, Elemental):
            yield with_gap(rule, "situation.age_years", verdict=rule.then.verdict)
        elif total > rule.then.level.nanograms:
            others = f", {in_mg(beside)} mg of it beside the plan" if beside else ""
            numbers = f"the highest day comes to {in_mg(total)} mg{others}"
            yield with_gap(rule, "proposal.target_mg", verdict=rule.then.verdict, numbers=numbers)


def with_ceilings(situation: Situation, capsule: Capsule, plan: DosePlan, rulebook: Rulebook) -> DosePlan:
    """The plan with every upper level for the age among its bounds, other supplemental magnesium counted in."""
    total, ages = _highest(plan) + _beside(situation), _ages(situation, rulebook)
    return _held_against(plan, total, ages, salt(capsule, rulebook), rulebook)


@lru_cache(maxsize=1024)
def _held_against(plan: DosePlan, total: int, ages: tuple[AgeBand, ...], salt: Salt, rulebook: Rulebook) -> DosePlan:
    limits = ((rule, rule.then.level) for rule in _limits(ages, salt, rulebook))
    levels = ((rule, level) for rule, level in limits if isinstance(level, Elemental))
    checks = (limit_check(rule, level=level, amount=Elemental(total)) for rule, level in levels)
    return attrs.evolve(plan, limits=order_limits((*plan.limits, *checks)))


def _highest(plan: DosePlan) -> int:
    """The nanograms of the plan's highest day."""
    return max(step.daily.nanograms for step in plan.steps)


def _beside(situation: Situation) -> int:
    """The nanograms of magnesium a day that are stated beside the plan, of supplements and of medicines."""
    stated = sum(one.magnesium.nanograms for one in situation.medicines or () if one.magnesium)
    return stated + (situation.other_magnesium.nanograms if situation.other_magnesium else 0)


def _ages(situation: Situation, rulebook: Rulebook) -> tuple[AgeBand, ...]:
    """The bands that the person may be in: one, or all of them where the age is not stated."""
    years = situation.age_years
    return tuple(AgeBand) if years is None else (age_band(years, rulebook),)


@lru_cache(maxsize=256)
def _limits(ages: tuple[AgeBand, ...], salt: Salt, rulebook: Rulebook) -> tuple[Rule[Limit], ...]:
    """The rules of all who speak of this salt, and say the same of each of these ages."""
    said = ({rulebook.ceilings[CeilingKey(set_by=set_by, age=age, salt=salt)] for age in ages} for set_by in SetBy)
    return tuple(rule for rules in said if len(rules) == 1 for rule in rules if rule.then.level is not NoLevel.SILENT)


def salt(product: Product, rulebook: Rulebook) -> Salt:
    """Whether the salt is under a law of its own; topical magnesium never is."""
    if isinstance(product, Capsule):
        return rulebook.forms[product.form].then.salt
    return Salt.ORDINARY


@lru_cache(maxsize=1024)
def age_band(years: int, rulebook: Rulebook) -> AgeBand:
    """The band that an age in whole years falls into, by the rulebook's cut-points."""
    begun = ((rule.then, band) for band, rule in rulebook.age_bands if rule.then <= years)
    return max(begun, key=lambda band: band[0])[1]


def _asked(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[FindingAndGap]:
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
    """What each statement of the kidney function leads to, in words or as an eGFR, and whether the two agree."""
    stated, egfr, age = situation.kidney, situation.egfr, recency(situation.kidney_date, situation.as_of, rulebook)
    if stated is not None:
        key = KidneyKey(function=stated, recency=age, route=product.route)
        yield with_gap(rulebook.kidney[key], "situation.kidney")
    if egfr is not None:
        band, words = egfr_band(egfr, rulebook), f"eGFR {egfr.value_text} {rulebook.egfr_units[egfr.unit].then[0]}"
        key = KidneyKey(function=band, recency=age, route=product.route)
        yield with_gap(rulebook.kidney[key], "situation.egfr", numbers=words)
        if stated is not None:
            numbers = f"{stated} in words, {band} by {words}"
            agreement = rulebook.kidney_agreement[Agreement.AGREE if stated is band else Agreement.DISAGREE]
            yield with_gap(agreement, "situation.egfr", numbers=numbers)


def _counts_as(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> frozenset[KidneyFunction]:
    """The kidney function that medicines are looked up by; two where two statements disagree."""
    age, band = (
        recency(situation.kidney_date, situation.as_of, rulebook),
        situation.egfr and egfr_band(situation.egfr, rulebook),
    )
    stated = (one for one in (situation.kidney, band) if one is not None)
    counted = {rulebook.kidney_counts_as[ResultKey(function=one, recency=age)].then for one in stated}
    if counted:
        return frozenset(counted)
    fact = FactKey(fact=Fact.KIDNEY, route=proposal.product.route, intent=proposal.intent)
    needed = rulebook.facts[fact].then is Need.NEEDED
    return frozenset({_mildest(rulebook).kidney if needed else KidneyFunction.NOT_ASSESSED})


def _age(situation: Situation, product: Product, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    if situation.age_years is not None:
        key = AgeKey(band=age_band(situation.age_years, rulebook), route=product.route)
        yield with_gap(rulebook.ages[key], "situation.age_years")


def _medicines(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    kidneys = _counts_as(situation, proposal, rulebook)
    for i, medicine in enumerate(situation.medicines or ()):
        for kind, kidney in pairs(medicine_classes(medicine), kidneys):
            yield _medicine(f"situation.medicines[{i}]", medicine, kind, proposal.product, kidney, rulebook)


def _medicine(
    path: str, medicine: Medicine, kind: MedicineClass, product: Product, kidney: KidneyFunction, rulebook: Rulebook
) -> FindingAndGap:
    rule = rulebook.medicines[MedicineKey(medicine=kind, route=product.route, kidney=kidney)]
    found = rule.then
    window = rulebook.windows[WindowKey(route=product.route, given=medicine.route)]
    separation = found.separation if window.then is Window.APPLIES else None
    spans = ", and ".join(separation.around(at) for at in sorted(set(medicine.taken_at))) if separation else ""
    apart = window.because if found.separation and not separation else ""
    return with_gap(
        rule,
        path,
        verdict=found.verdict,
        about=str(medicine),
        separation=separation,
        severity=found.severity,
        numbers=spans or apart or None,
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
    """What a look-up supposes of a fact that is needed and not stated: it never makes the answer milder."""
    return rulebook.suppositions[Supposition.MILDEST].then


def _label(situation: Situation, proposal: Proposal, capsule: Capsule, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    profile = rulebook.forms[capsule.form]
    yield with_gap(profile, "proposal.product.form", verdict=profile.then.verdict)
    path = "proposal.product.ingredients"
    if not label_was_read(capsule.ingredients):
        yield with_gap(rulebook.labels[LabelKey(intent=proposal.intent, tolerance=situation.tolerance)], path)
    if capsule.compound:
        yield share_finding(capsule.elemental, capsule.compound, form_share_range(capsule.form, rulebook), rulebook)
    for additive in screened_additives(capsule, situation.avoids, rulebook):
        key = AdditiveKey(additive=additive, intent=proposal.intent, tolerance=situation.tolerance)
        yield with_gap(rulebook.additives[key], path)
