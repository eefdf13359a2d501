"""Functions that look up the rows of the rulebook for each fact about a person and a proposal.

A fact that is needed but not stated gives no finding here. ``assess`` asks for that fact.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

import attrs

from alpims_mg._internal.clock import clock_text
from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.assessment.topical_screening import topical_findings
from alpims_mg.labels.ingredients import additives_in, label_was_read
from alpims_mg.labels.shares import form_share_range, share_finding
from alpims_mg.medicines.labelling import told_apart
from alpims_mg.medicines.recognition import recognised
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.model.findings import NO_SEPARATION, TAKEN_AT
from alpims_mg.model.products import Capsule, Product
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.situations import Egfr, Situation
from alpims_mg.model.vocabulary import (
    Additive,
    Condition,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    MedicineRoute,
    Route,
    Tolerance,
    Zone,
)
from alpims_mg.rulebook.ages import AgeBand, AgeKey
from alpims_mg.rulebook.ceilings import Other
from alpims_mg.rulebook.conditions import ConditionKey
from alpims_mg.rulebook.consults import ConsultKey, Fact, FactKey, Mildest, Need, Supposition
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.forms import Salt
from alpims_mg.rulebook.kidney import Agreement, KidneyKey, Recency, ResultKey
from alpims_mg.rulebook.labels.additives import AdditiveKey, LabelKey, Screened
from alpims_mg.rulebook.medicines.tables import MedicineKey, Window, WindowKey
from alpims_mg.rulebook.zones import ZoneKey
from alpims_mg.rules.findings import FindingAndGap, with_gap


def screen(situation: Situation, proposal: Proposal, rulebook: Rulebook) -> Iterator[FindingAndGap]:
    """Yield a pair for each finding about a case: the finding, and a ``NotChecked`` or None.

    The second item states what the rule of the finding does not cover. Findings about the doses of a plan and about
    upper levels are left out.
    """
    for findings in findings_by_fact(situation, proposal, situation.zone, rulebook):
        yield from findings


def findings_by_fact(
    situation: Situation, proposal: Proposal, zone: Zone | None, rulebook: Rulebook
) -> Iterator[tuple[FindingAndGap, ...]]:
    """For each fact of a case, yield a tuple of pairs: a finding, and a ``NotChecked`` for what its rule leaves open.

    The second item may be None. ``zone`` replaces the zone of the situation. The rows for a fact are looked up only
    when its tuple is asked for.
    """
    yield from findings_by_intent(situation, proposal, zone, rulebook)
    yield from findings_by_other_facts(situation, proposal, rulebook)


def findings_by_intent(
    situation: Situation, proposal: Proposal, zone: Zone | None, rulebook: Rulebook
) -> Iterator[tuple[FindingAndGap, ...]]:
    """Yield pairs as ``findings_by_fact`` does, but only for the zone, and for whether the intent needs a clinician."""
    route, intent = proposal.product.route, proposal.intent
    if zone is not None:
        yield _zone(zone, route, intent, situation.tolerance, rulebook)
    yield _consult(route, intent, rulebook)


def findings_by_other_facts(
    situation: Situation, proposal: Proposal, rulebook: Rulebook
) -> Iterator[tuple[FindingAndGap, ...]]:
    """Yield pairs as ``findings_by_fact`` does, but none of those that ``findings_by_intent`` yields."""
    intent, tolerance = proposal.intent, situation.tolerance
    route = proposal.product.route
    if situation.conditions:
        yield _conditions(situation.conditions, route, salt(proposal.product, rulebook), intent, rulebook)
    if situation.other_conditions:
        for text in situation.other_conditions:
            yield _other_condition(text, route, rulebook)
    result_age = recency(situation.kidney_date, situation.as_of, rulebook)
    measured = situation.egfr and _measured(situation.egfr, rulebook)
    yield _kidney(situation.kidney, measured, result_age, route, rulebook)
    if situation.age_years is not None:
        yield _age(age_band(situation.age_years, rulebook), route, salt(proposal.product, rulebook), rulebook)
    if situation.medicines:
        kidneys = _kidneys_for_medicines(situation.kidney, measured, result_age, route, intent, rulebook)
        for i, (name, medicine) in enumerate(told_apart(situation.medicines)):
            times = " ".join(map(clock_text, sorted(set(medicine.taken_at))))
            classes = recognised(medicine).classes
            yield _medicine(i, name, classes, given_by(medicine), times, kidneys, route, rulebook)
    if isinstance(proposal.product, Capsule):
        capsule = proposal.product
        yield _form(capsule.form, rulebook)
        if not label_was_read(capsule.ingredients):
            yield _unread_label(intent, tolerance, rulebook)
        if capsule.compound:
            shares = form_share_range(capsule.form, rulebook)
            yield (share_finding(capsule.elemental, capsule.compound, shares, rulebook),)
        if additives := screened_additives(capsule, situation.avoids, rulebook):
            yield _additives(additives, intent, tolerance, rulebook)
        yield from _other_magnesium(situation, rulebook)
    else:
        yield from topical_findings(situation, proposal.product, rulebook)


def screened_additives(capsule: Capsule, avoids: frozenset[Additive], rulebook: Rulebook) -> frozenset[Additive]:
    """The additives in the product that are always screened for, or that the person avoids.

    ``avoids`` holds the additives that the person avoids. The form may itself count as an additive.
    """
    return _screened(additives_in(capsule.ingredients or ()), capsule.form, avoids, rulebook)


@lru_cache(maxsize=1024)
def _screened(
    named: frozenset[Additive], form: Form, avoids: frozenset[Additive], rulebook: Rulebook
) -> frozenset[Additive]:
    named = named.union(rulebook.forms[form].then.counts_as_additive)
    always = (additive for additive in named if rulebook.screened[additive].then is Screened.ALWAYS)
    return frozenset(always) | (named & avoids)


def without_additives(capsule: Capsule, additives: frozenset[Additive]) -> Capsule:
    """The product without the ingredients that name these additives."""
    if capsule.ingredients is None or additives.isdisjoint(additives_in(capsule.ingredients)):
        return capsule
    kept = tuple(ingredient for ingredient in capsule.ingredients if not additives_in((ingredient,)) & additives)
    return attrs.evolve(capsule, ingredients=kept)


def salt(product: Product, rulebook: Rulebook) -> Salt:
    """The ``Salt`` class of a product, which says whether a special rule is about it. ``ORDINARY`` if topical."""
    if isinstance(product, Capsule):
        return rulebook.forms[product.form].then.salt
    return Salt.ORDINARY


@lru_cache(maxsize=1024)
def age_band(years: int, rulebook: Rulebook) -> AgeBand:
    """The age band that contains an age in whole years. The rulebook sets the first age of each band."""
    reached = ((rule.then, band) for band, rule in rulebook.age_bands if rule.then <= years)
    return max(reached, key=lambda cut_point: cut_point[0])[1]


@lru_cache(maxsize=256)
def _zone(
    zone: Zone, route: Route, intent: Intent, tolerance: Tolerance, rulebook: Rulebook
) -> tuple[FindingAndGap, ...]:
    key = ZoneKey(zone=zone, route=route, intent=intent, tolerance=tolerance)
    return (with_gap(rulebook.zones[key], "situation.zone"),)


@lru_cache(maxsize=64)
def _consult(route: Route, intent: Intent, rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    return (with_gap(rulebook.consults[ConsultKey(route=route, intent=intent)], "proposal.intent"),)


@lru_cache(maxsize=1024)
def _conditions(
    conditions: frozenset[Condition], route: Route, salt: Salt, intent: Intent, rulebook: Rulebook
) -> tuple[FindingAndGap, ...]:
    keys = (ConditionKey(condition=condition, route=route, salt=salt, intent=intent) for condition in conditions)
    return tuple(with_gap(rulebook.conditions[key], "situation.conditions") for key in keys)


@lru_cache(maxsize=1024)
def _other_condition(text: str, route: Route, rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    """A pair of a finding and a ``NotChecked`` or None for a condition that is stated in its own words."""
    return (with_gap(rulebook.other_conditions[route], "situation.other_conditions", about=text),)


class _Measured(NamedTuple):
    """What the rules ask of an eGFR: its band, and the number and unit as shown. Long decimals are not kept."""

    band: KidneyFunction
    shown: str


def _measured(egfr: Egfr, rulebook: Rulebook) -> _Measured:
    return _Measured(egfr_band(egfr, rulebook), f"{egfr.value_text} {rulebook.egfr_units[egfr.unit].then[0]}")


@lru_cache(maxsize=1024)
def _kidney(
    stated: KidneyFunction | None, measured: _Measured | None, result_age: Recency, route: Route, rulebook: Rulebook
) -> tuple[FindingAndGap, ...]:
    """The findings about the kidneys: for the stated function, for the eGFR, and for whether both agree.

    Each is a pair of a finding and a ``NotChecked`` or None. What is not stated gives no pair.
    """
    findings: list[FindingAndGap] = []
    if stated is not None:
        key = KidneyKey(function=stated, recency=result_age, route=route)
        findings.append(with_gap(rulebook.kidney[key], "situation.kidney"))
    if measured is not None:
        band, shown = measured.band, ("egfr", measured.shown)
        key = KidneyKey(function=band, recency=result_age, route=route)
        findings.append(with_gap(rulebook.kidney[key], "situation.egfr", numbers=(shown,)))
        if stated is not None:
            agreement = rulebook.kidney_agreement[Agreement.AGREE if stated is band else Agreement.DISAGREE]
            numbers = (("stated", str(stated)), ("band", str(band)), shown)
            findings.append(with_gap(agreement, "situation.egfr", numbers=numbers))
    return tuple(findings)


@lru_cache(maxsize=1024)
def _kidneys_for_medicines(
    stated: KidneyFunction | None,
    measured: _Measured | None,
    result_age: Recency,
    route: Route,
    intent: Intent,
    rulebook: Rulebook,
) -> frozenset[KidneyFunction]:
    """The kidney functions with which to look up the rows of a medicine, from the stated function and the eGFR.

    Each result counts as the function that the rulebook gives for a result of that age. Without a result, the set holds
    one function: the mildest if ``assess`` will ask for the missing result anyway, or if the person wants to take less.
    Otherwise, it is ``NOT_ASSESSED``.
    """
    results = (stated, measured and measured.band)
    functions = {
        rulebook.kidney_counts_as[ResultKey(function=function, recency=result_age)].then
        for function in results
        if function is not None
    }
    if functions:
        return frozenset(functions)
    needed = rulebook.facts[FactKey(fact=Fact.KIDNEY, route=route, intent=intent)].then is Need.NEEDED
    mild = needed or intent is Intent.LOWER
    return frozenset({_mildest(rulebook).kidney if mild else KidneyFunction.NOT_ASSESSED})


@lru_cache(maxsize=256)
def _age(band: AgeBand, route: Route, salt: Salt, rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    return (with_gap(rulebook.ages[AgeKey(band=band, route=route, salt=salt)], "situation.age_years"),)


@lru_cache(maxsize=1024)
def _medicine(
    index: int,
    name: str,
    classes: frozenset[MedicineClass],
    given: MedicineRoute,
    times: str,
    kidneys: frozenset[KidneyFunction],
    route: Route,
    rulebook: Rulebook,
) -> tuple[FindingAndGap, ...]:
    """The findings about one medicine: one for each of its classes with each kidney function.

    Each is a pair of a finding and a ``NotChecked`` or None. ``index`` is the index of the medicine in the situation.
    ``given`` is how the medicine is given, and ``route`` that of the magnesium. ``times`` has its times of day as text.
    """
    window = rulebook.windows[WindowKey(route=route, given=given)]
    findings: list[FindingAndGap] = []
    for medicine_class, kidney in product(classes, kidneys):
        rule = rulebook.medicines[MedicineKey(medicine=medicine_class, route=route, kidney=kidney)]
        interaction = rule.then
        separation = interaction.separation if window.then is Window.APPLIES else None
        numbers: tuple[tuple[str, str], ...] = ()
        if separation and times:
            numbers = ((TAKEN_AT, times),)
        elif interaction.separation and not separation:
            numbers = ((NO_SEPARATION, window.reason),)
        findings.append(
            with_gap(
                rule,
                f"situation.medicines[{index}]",
                verdict=interaction.verdict,
                about=name,
                separation=separation,
                severity=interaction.severity,
                numbers=numbers,
            )
        )
    return tuple(findings)


def _other_magnesium(situation: Situation, rulebook: Rulebook) -> Iterator[tuple[FindingAndGap, ...]]:
    if situation.other_magnesium is not None:
        yield _other(Other.STATED, "situation.other_magnesium_mg", None, rulebook)
    for i, (name, medicine) in enumerate(told_apart(situation.medicines or ())):
        if medicine.magnesium is None and MedicineClass.MAGNESIUM_MEDICINE in recognised(medicine).classes:
            path = f"situation.medicines[{i}].magnesium_mg"
            yield _other(Other.MEDICINE_UNMEASURED, path, name, rulebook)


@lru_cache(maxsize=1024)
def _other(other: Other, path: str, about: str | None, rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    return (with_gap(rulebook.others[other], path, about=about),)


def _mildest(rulebook: Rulebook) -> Mildest:
    """The mildest values that facts can have. They stand in for needed facts that are not stated."""
    return rulebook.suppositions[Supposition.MILDEST].then


_INGREDIENTS: Final = "proposal.product.ingredients"


@lru_cache(maxsize=64)
def _form(form: Form, rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    profile = rulebook.forms[form]
    return (with_gap(profile, "proposal.product.form", verdict=profile.then.verdict),)


@lru_cache(maxsize=64)
def _unread_label(intent: Intent, tolerance: Tolerance, rulebook: Rulebook) -> tuple[FindingAndGap, ...]:
    return (with_gap(rulebook.labels[LabelKey(intent=intent, tolerance=tolerance)], _INGREDIENTS),)


@lru_cache(maxsize=1024)
def _additives(
    additives: frozenset[Additive], intent: Intent, tolerance: Tolerance, rulebook: Rulebook
) -> tuple[FindingAndGap, ...]:
    keys = (AdditiveKey(additive=additive, intent=intent, tolerance=tolerance) for additive in additives)
    return tuple(with_gap(rulebook.additives[key], _INGREDIENTS) for key in keys)
