"""Computes what each fact contributes to an answer, by the functions that ``assess`` uses. No rules are here.

Facts affect an answer independently: the answer follows the strictest of their verdicts. For each fact, this module
computes its strictest verdict, the rules that withhold, and the rules that ask for a clinician. For a needed fact that
is not stated, it computes which rules would withhold at the mildest value of that fact.
"""

from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple, final

import attrs

from alpims_mg.adapters.frames.effects import (
    AGE,
    CEILINGS,
    CONDITIONS,
    KIDNEY,
    LABEL,
    MEDICINES,
    NO_EFFECT,
    ZONE_AND_CONSULT,
    DoseResult,
    FactEffect,
    HighestDay,
    KidneyFacts,
    about,
    effect_of,
    rule_family,
    withholding_rules,
)
from alpims_mg.adapters.frames.medicine_words import read_medicine
from alpims_mg.adapters.frames.memos import memoized
from alpims_mg.adapters.frames.readings import NoValue
from alpims_mg.assessment.evaluation import at_most_caution, evaluate
from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.assessment.screening import age_band, salt, screen, screened_additives
from alpims_mg.assessment.upper_levels import ceilings, least_full_day, room
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.dosing.titration import daily_totals, schedule_within
from alpims_mg.medicines.recognition import recognised
from alpims_mg.medicines.ways_of_giving import given_by
from alpims_mg.model.findings import Finding
from alpims_mg.model.products import Capsule, Product, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import (
    Additive,
    Condition,
    EgfrUnit,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    Tolerance,
    Vehicle,
    Zone,
)
from alpims_mg.rulebook.ages import AgeBand
from alpims_mg.rulebook.consults import Fact, Mildest, Supposition
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Amount
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rulebook.labels.additives import SPELLINGS

TOPICAL: Final = Topical(vehicle=Vehicle.OIL)


def plain_capsule(form: Form) -> Capsule:
    """A capsule of this form with 1 mg, for computations where only the form matters."""
    return Capsule(form=form, elemental=Elemental.mg(1), divides_into=1)


PLAIN_CAPSULE: Final = plain_capsule(next(iter(Form)))
PRODUCTS: Final = (PLAIN_CAPSULE, TOPICAL)
"""One example product for each route. The first is a capsule, the second is topical."""
AS_OF: Final = date(2026, 1, 1)
"""An arbitrary date that serves as today where this module makes up an example of a kidney result."""


@final
class NamedMedicine(NamedTuple):
    """A medicine by its ``name``. For the rules it is like the medicine ``example``, which may have another name."""

    example: Medicine
    name: str


class FactEvaluator:
    """Computes by one rulebook what each fact contributes to an answer. It keeps its results for later calls."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.memo: dict[Any, Any] = {}
        self._examples: dict[Any, Medicine] = {}
        self._canonical_kidneys: dict[tuple[FactEffect, ...], KidneyFacts] = {}

    @property
    def mildest(self) -> Mildest:
        """A ``Mildest``: the mildest value of each fact that a row can leave unstated, from the rulebook."""
        return self.rulebook.suppositions[Supposition.MILDEST].then

    def _findings(self, situation: Situation, product: Product, intent: Intent, *families: str) -> Iterator[Finding]:
        proposal = Proposal(intent=intent, product=product)
        for finding, _ in screen(situation, proposal, self.rulebook):
            if rule_family(finding.rule) in families:
                yield finding

    @memoized
    def needs(self, fact: Fact, product: Product, intent: Intent) -> bool:
        """Whether a proposal with this product and this intent can be decided only if this fact is stated."""
        return fact in evaluate(Situation(), Proposal(intent=intent, product=product), self.rulebook).missing

    @memoized
    def zone_effect(self, zone: Zone | None, product: Product, intent: Intent, tolerance: Tolerance) -> FactEffect:
        """A ``FactEffect`` (verdict and rules): what the zone, the intent and the tolerance contribute to the answer.

        A zone of None means that it is not stated.
        """
        situation = Situation(zone=zone, tolerance=tolerance)
        if intent is Intent.LOWER:
            return effect_of(map(at_most_caution, self._findings(situation, product, intent, *ZONE_AND_CONSULT)))
        mildest = None if zone else Situation(zone=self.mildest.zone, tolerance=tolerance)
        return self._effect(situation, mildest, product, intent, *ZONE_AND_CONSULT)

    @memoized
    def age_effect(self, band: AgeBand | None, product: Product) -> FactEffect:
        """A ``FactEffect`` (verdict and rules): what any age in ``band`` contributes. None means an age not stated."""
        mildest = None if band else Situation(age_years=self.mildest.age_years)
        return self._effect(Situation(age_years=self.first_year(band)), mildest, product, Intent.START, *AGE)

    @memoized
    def kidney_effect(self, kidneys: KidneyFacts, product: Product) -> FactEffect:
        """A ``FactEffect`` (verdict and rules): what these facts about the kidneys contribute to the answer."""
        stated = kidneys.function or kidneys.band
        mildest = None if stated else Situation(kidney=self.mildest.kidney)
        return self._effect(self.kidney_situation(kidneys), mildest, product, Intent.START, *KIDNEY)

    def condition_effect(self, condition: Condition | str, product: Product, intent: Intent) -> FactEffect:
        """A ``FactEffect`` (verdict and rules): what a condition contributes. A text is one in its own words."""
        if isinstance(condition, str):
            return about(self._effect_of_own_words(product, intent), condition)
        return self._effect_of_condition(condition, product, intent)

    @memoized
    def _effect_of_condition(self, condition: Condition, product: Product, intent: Intent) -> FactEffect:
        return effect_of(self._findings(Situation(conditions=[condition]), product, intent, *CONDITIONS))

    @memoized
    def _effect_of_own_words(self, product: Product, intent: Intent) -> FactEffect:
        """A ``FactEffect`` that all conditions in their own words share, but for the words that a consult is about."""
        return effect_of(self._findings(Situation(other_conditions=["an example"]), product, intent, *CONDITIONS))

    @memoized
    def medicine_effect(self, medicine: Medicine, kidneys: KidneyFacts, product: Product) -> FactEffect:
        """A ``FactEffect`` (verdict and rules): what a medicine contributes, if the kidneys are as stated."""
        situation = attrs.evolve(self.kidney_situation(kidneys), medicines=[medicine])
        stated = kidneys.function or kidneys.band
        mildest = None if stated else Situation(kidney=self.mildest.kidney, medicines=[medicine])
        return self._effect(situation, mildest, product, Intent.START, *MEDICINES)

    @memoized
    def unmeasured_magnesium(self, medicine: Medicine, product: Product) -> FactEffect:
        """A ``FactEffect`` (verdict and rules): what an unknown amount of magnesium in a medicine contributes."""
        return effect_of(self._findings(Situation(medicines=[medicine]), product, Intent.START, *CEILINGS))

    def read_named(self, word: str) -> NamedMedicine | NoValue:
        """The medicine that a word of a list names. Medicines of the same classes, given in one way, share an example.

        ``INVALID`` if the word can be no name.
        """
        medicine = read_medicine(word)
        if isinstance(medicine, NoValue):
            return medicine
        if len(self._examples) > _MOST_EXAMPLES:
            self._examples = {}
        example = self._examples.setdefault((recognised(medicine).classes, given_by(medicine)), medicine)
        return NamedMedicine(example, str(medicine))

    @memoized
    def label_effect(
        self,
        ingredients: tuple[str, ...] | None,
        avoids: frozenset[Additive],
        product: Product,
        intent: Intent,
        tolerance: Tolerance,
    ) -> FactEffect:
        """A ``FactEffect`` (verdict and rules): what a product with these ingredients contributes, by its form too.

        ``avoids`` are the additives that the person avoids. ``ingredients`` is None if the label was not read.
        """
        situation = Situation(tolerance=tolerance, avoids=avoids)
        return effect_of(self._findings(situation, attrs.evolve(product, ingredients=ingredients), intent, *LABEL))

    @memoized
    def dose_result(
        self,
        capsule: Capsule,
        intent: Intent,
        target: Elemental | None,
        current: Elemental | None,
        hold_days: int,
        most: int,
    ) -> DoseResult:
        """A ``DoseResult``: the amounts of the plan for a capsule, and what the dose rules contribute to the answer.

        ``target`` and ``current`` (taken at present) are amounts a day; None means not stated. ``target`` is the amount
        to go down to if the intent is to take less. ``most`` is what ``room_for_a_step`` gives.
        """
        if current is None and intent is not Intent.LOWER and self.needs(Fact.PRESENT_AMOUNT, PLAIN_CAPSULE, intent):
            return DoseResult(highest_day=self._possible_days(capsule, intent, target, hold_days))
        return self._scheduled(capsule, intent, target, current, hold_days, most)

    def _scheduled(
        self,
        capsule: Capsule,
        intent: Intent,
        target: Elemental | None,
        current: Elemental | None,
        hold_days: int,
        most: int = -1,
    ) -> DoseResult:
        schedule, findings = schedule_within(capsule, intent, target, current, hold_days, most, self.rulebook)
        effect = effect_of(findings)
        if not isinstance(schedule, Schedule):
            least = Elemental(nanograms=least_full_day(capsule, self.rulebook)) if intent is Intent.START else None
            return DoseResult(effect, highest_day=least)
        highest, steps = Elemental(nanograms=schedule.highest_day), schedule.steps
        return DoseResult(effect, steps[0].daily, steps[-1].daily, len(steps), highest)

    def _possible_days(self, capsule: Capsule, intent: Intent, target: Elemental | None, hold_days: int) -> HighestDay:
        """A set of pairs. Each holds the ids of rules that withhold, and the amount of the highest day or None.

        The person's present amount is not stated, so the plans for all possible present amounts are tried.
        """
        amounts = daily_totals(capsule, self.rulebook) or (self.rulebook.dose_amounts[Amount.LAST_MOST].then,)
        days_by_rules: dict[frozenset[str], set[Elemental]] = {}
        pairs: set[tuple[frozenset[str], Elemental | None]] = set()
        for amount in amounts:
            dose = self._scheduled(capsule, intent, target, amount, hold_days)  # one of many, so it is not kept
            rules, day = dose.effect.withholding_rules, dose.highest_day
            if isinstance(day, Elemental):
                days_by_rules.setdefault(rules, set()).add(day)
            else:
                pairs.add((rules, None))
        pairs.update((rules, day) for rules, days in days_by_rules.items() for day in (min(days), max(days)))
        return frozenset(pairs)

    @memoized
    def canonical_kidney(self, kidneys: KidneyFacts) -> KidneyFacts:
        """The first kidney facts given here with which all medicine classes contribute the same as with ``kidneys``."""
        return self._canonical_kidneys.setdefault(self._medicine_effects(kidneys), kidneys)

    def kidneys_for_medicines(self, kidneys: KidneyFacts) -> frozenset[KidneyFacts]:
        """The set of kidney facts by which to judge medicines: one for each different kidney function in ``kidneys``.

        Without a stated function, the set has one element without a function. Each is a ``canonical_kidney``.
        """
        functions = {kidneys.function, kidneys.band} - {None} or {None}
        single = (KidneyFacts(function=function, band=None, recency=kidneys.recency) for function in functions)
        return frozenset(map(self.canonical_kidney, single))

    def _medicine_effects(self, kidneys: KidneyFacts) -> tuple[FactEffect, ...]:
        readings = (read_medicine(str(medicine_class)) for medicine_class in MedicineClass)
        medicines = [medicine for medicine in readings if isinstance(medicine, Medicine)]
        return tuple(self.medicine_effect(medicine, kidneys, product) for product in PRODUCTS for medicine in medicines)

    def matter_of_medicine(self, medicine: NamedMedicine) -> Hashable:
        """A key that medicines share if they contribute the same to every answer; None if they contribute nothing.

        The name is part of the key, because an acknowledgement names it.
        """
        return medicine if self._matters(medicine.example) else None

    @memoized
    def _matters(self, medicine: Medicine) -> bool:
        kidneys = [KidneyFacts(function=None, band=None, recency=Recency.UNDATED)]
        kidneys += (
            KidneyFacts(function=function, band=None, recency=age) for function in KidneyFunction for age in Recency
        )
        effects = [self.medicine_effect(medicine, facts, product) for facts in kidneys for product in PRODUCTS]
        effects.append(self.unmeasured_magnesium(medicine, PLAIN_CAPSULE))
        return any(effect != NO_EFFECT for effect in effects)

    def matter_of_condition(self, condition: Condition | str) -> Hashable:
        """A key that conditions share if they contribute the same to every answer; None if they contribute nothing.

        A condition in its own words is its own key, because an acknowledgement names these words.
        """
        return condition if isinstance(condition, str) else self._matter_of_condition(condition)

    @memoized
    def _matter_of_condition(self, condition: Condition) -> Hashable:
        topicals = (Topical(vehicle=vehicle, ingredients=label) for vehicle in Vehicle for label in (None, ()))
        products: tuple[Product, ...] = (*map(plain_capsule, Form), *topicals)
        effects = [self.condition_effect(condition, product, intent) for product in products for intent in Intent]
        return tuple(effects) if any(effect != NO_EFFECT for effect in effects) else None

    @memoized
    def is_always_screened(self, additive: Additive) -> bool:
        """Whether labels are screened for this additive even if the person does not avoid it."""
        words = (spelling.words[0] for spelling in SPELLINGS if spelling.additive is additive)
        capsule = attrs.evolve(PLAIN_CAPSULE, ingredients=words)
        return additive in screened_additives(capsule, frozenset(), self.rulebook)

    @memoized
    def canonical_form(self, form: Form) -> Form:
        """The first form with the same ``Salt`` as ``form``. They have the same ceilings (upper levels of a day)."""
        own = salt(plain_capsule(form), self.rulebook)
        return next(candidate for candidate in Form if salt(plain_capsule(candidate), self.rulebook) is own)

    @memoized
    def ceiling_effect(
        self, highest_day: HighestDay, other: Elemental | None, band: AgeBand | None, form: Form
    ) -> FactEffect:
        """A ``FactEffect`` (verdict and rules): what the ceilings (upper levels of a day) contribute to the answer.

        They limit ``highest_day`` plus ``other``, the daily magnesium from elsewhere (None means not stated).
        """
        if isinstance(highest_day, Elemental):
            mildest_band = self.band_of(self.mildest.age_years)
            at_mildest = () if band else self._exceeded_ceilings(highest_day, other, mildest_band, form)
            return effect_of(self._exceeded_ceilings(highest_day, other, band, form), at_mildest)
        if highest_day is None:
            return NO_EFFECT
        supposed_band = band or self.band_of(self.mildest.age_years)
        rules_by_amount = [
            rules
            if day is None
            else rules | withholding_rules(self._exceeded_ceilings(day, other, supposed_band, form))
            for rules, day in highest_day
        ]
        return NO_EFFECT._replace(
            withheld_at_mildest=all(rules_by_amount), supposed_rules=frozenset[str]().union(*rules_by_amount)
        )

    @memoized
    def room_for_a_step(self, other: Elemental | None, band: AgeBand | None, form: Form) -> int:
        """The most nanograms a day that one step down may leave if a person gets ``other`` a day from elsewhere."""
        situation = Situation(other_magnesium=other, age_years=self.first_year(band))
        return room(situation, plain_capsule(form), self.rulebook)

    @memoized
    def _exceeded_ceilings(
        self, highest_day: Elemental, other: Elemental | None, band: AgeBand | None, form: Form
    ) -> tuple[Finding, ...]:
        situation = Situation(other_magnesium=other, age_years=self.first_year(band))
        found = ceilings(situation, plain_capsule(form), highest_day.nanograms, self.rulebook)
        return tuple(finding for finding, _ in found)

    def band_of(self, years: int) -> AgeBand:
        """The age band of a person of this age in whole years."""
        return age_band(years, self.rulebook)

    def first_year(self, band: AgeBand | None) -> int | None:
        """The lowest age of an age band, in whole years; None if ``band`` is None."""
        return None if band is None else self.rulebook.age_bands[band].then

    def kidney_situation(self, kidneys: KidneyFacts) -> Situation:
        """A made-up situation that states these facts about the kidneys and nothing else."""
        if kidneys.function is None and kidneys.band is None:
            return Situation()
        egfr = None if kidneys.band is None else self._egfr_by_band[kidneys.band]
        kidney_date = self._date_by_recency[kidneys.recency]
        as_of = None if kidney_date is None else AS_OF
        return Situation(kidney=kidneys.function, egfr=egfr, kidney_date=kidney_date, as_of=as_of)

    @cached_property
    def _egfr_by_band(self) -> dict[KidneyFunction, Egfr]:
        """A mapping from each kidney function that an eGFR can show to an example of such an eGFR."""
        rates = (Egfr(value=rate, unit=EgfrUnit.ML_MIN_SCALED) for rate in range(_RATES))
        return {egfr_band(rate, self.rulebook): rate for rate in rates}

    @cached_property
    def _date_by_recency(self) -> dict[Recency, date | None]:
        """A mapping from each ``Recency`` to an example of the date of a kidney result; None for ``UNDATED``."""
        dates = (AS_OF, AS_OF - timedelta(days=_LONG_AGO_DAYS))
        dated = {recency(day, AS_OF, self.rulebook): day for day in dates}
        return {**dated, Recency.UNDATED: None}

    def _effect(
        self, situation: Situation, mildest: Situation | None, product: Product, intent: Intent, *families: str
    ) -> FactEffect:
        at_mildest = () if mildest is None else self._findings(mildest, product, intent, *families)
        return effect_of(self._findings(situation, product, intent, *families), at_mildest)


_RATES = 201
_MOST_EXAMPLES = 4096
_LONG_AGO_DAYS = 366 * 100


@lru_cache(maxsize=16)
def fact_evaluator(rulebook: Rulebook) -> FactEvaluator:
    """The ``FactEvaluator`` of a rulebook. Later calls return the same object, with all results that it has kept."""
    return FactEvaluator(rulebook)
