"""Computes what each fact contributes to an answer, by the functions that ``assess`` uses. No rules are here.

Facts affect an answer independently: the answer follows the strictest of their verdicts. For each fact, this module
computes its strictest verdict, the rules that withhold, and the rules that ask for a clinician. For a needed fact that
is not stated, it computes which rules would withhold at the mildest value of that fact.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, wraps
from typing import Any, Final, TypeVar, TypeVarTuple, Unpack, final

import attrs

from alpims_mg.adapters.frames.readings import read_medicine
from alpims_mg.assessment.evaluation import evaluate
from alpims_mg.assessment.kidney import egfr_band, recency
from alpims_mg.assessment.screening import age_band, ceilings, salt, screen
from alpims_mg.dosing.titration import daily_totals, scheduled
from alpims_mg.model.decisions import Infeasible
from alpims_mg.model.findings import Finding, Verdict, worst
from alpims_mg.model.plans import DosePlan
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

ConsultId = tuple[str, str | None]
"""Identifies a finding that asks for a clinician: a pair of its rule id and what it is about (or None)."""

ZONE_AND_CONSULT: Final = ("zone", "consult")
AGE: Final = ("age",)
KIDNEY: Final = ("kidney",)
CONDITIONS: Final = ("condition",)
MEDICINES: Final = ("medicine",)
LABEL: Final = ("additive", "form")
DOSE: Final = ("dose",)
CEILINGS: Final = ("ceiling",)
"""Each constant from ``ZONE_AND_CONSULT`` on has the families of the rules that one group of facts can trigger."""


def rule_family(rule: str) -> str:
    """The family of a rule: the part of its id before the first dot."""
    return rule.partition(".")[0]


@final
@attrs.frozen(kw_only=True)
class FactEffect:
    """What one fact contributes to an answer: a severity, and the rules behind it.

    ``severity`` is that of the strictest verdict. ``withholding_rules`` has the ids of the rules that withhold.
    ``consults`` identifies the findings that ask for a clinician. ``supposed_rules`` has the ids of the rules that
    withhold at the mildest value of a fact that is not stated. ``withheld_at_mildest`` is true if at least one of them
    withholds, whatever the present amount is.
    """

    severity: int = 0
    withholding_rules: tuple[str, ...] = ()
    consults: tuple[ConsultId, ...] = ()
    withheld_at_mildest: bool = False
    supposed_rules: tuple[str, ...] = ()


NO_EFFECT: Final = FactEffect()


def effect_of(findings: Iterable[Finding], at_mildest: Iterable[Finding] | None = None) -> FactEffect:
    """The ``FactEffect`` of these findings. If a fact is not stated, ``at_mildest`` has those for its mildest value."""
    found = tuple(findings)
    supposed = () if at_mildest is None else _withholding_rules(at_mildest)
    consults = {(finding.rule, finding.about) for finding in found if finding.verdict is Verdict.CONSULT}
    return FactEffect(
        severity=worst(finding.verdict for finding in found).severity,
        withholding_rules=_withholding_rules(found),
        consults=tuple(sorted(consults, key=str)),
        withheld_at_mildest=bool(supposed),
        supposed_rules=supposed,
    )


def _withholding_rules(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.rule for finding in findings if finding.verdict is Verdict.WITHHOLD}))


@final
@attrs.frozen(kw_only=True)
class DoseResult:
    """The result of the dose arithmetic: its effect on the answer, and the plan (None without a plan).

    ``open_proposal`` is the proposal if it needs a present amount that is not stated, otherwise None.
    """

    effect: FactEffect = NO_EFFECT
    plan: DosePlan | None = None
    open_proposal: Proposal | None = None

    @property
    def first_daily(self) -> Elemental | None:
        """The daily amount on the first rung of the plan; None without a plan."""
        return self.plan and self.plan.steps[0].daily

    @property
    def last_daily(self) -> Elemental | None:
        """The daily amount on the last rung of the plan; None without a plan."""
        return self.plan and self.plan.steps[-1].daily

    @property
    def rungs(self) -> int | None:
        """The number of rungs in the plan; None without a plan."""
        return self.plan and len(self.plan.steps)


HighestDay = Elemental | frozenset[tuple[tuple[str, ...], Elemental | None]] | None
"""The amount to compare with the ceilings. With a plan: the amount on its highest day. If the present amount is needed
and not stated: a set of pairs, one for each possible present amount. A pair has the ids of the rules that withhold, and
the amount on the highest day (None without a plan). In all other cases: None."""


@final
@attrs.frozen(kw_only=True)
class KidneyFacts:
    """What a row states about the kidneys. ``band`` is the function that the eGFR means. None means not stated."""

    function: KidneyFunction | None
    band: KidneyFunction | None
    recency: Recency


TOPICAL: Final = Topical(vehicle=Vehicle.OIL)


def plain_capsule(form: Form) -> Capsule:
    """A capsule of this form with 1 mg, for computations where only the form matters."""
    return Capsule(form=form, elemental=Elemental.mg(1), divides_into=1)


PRODUCTS: Final = (plain_capsule(next(iter(Form))), TOPICAL)
"""One example product for each route. The first is a capsule, the second is topical."""
AS_OF: Final = date(2026, 1, 1)
"""An arbitrary date, on which the example kidney results of this module are judged."""


A = TypeVarTuple("A")
R = TypeVar("R")


def memoized(method: Callable[["FactEvaluator", Unpack[A]], R]) -> Callable[["FactEvaluator", Unpack[A]], R]:
    """The same method of ``FactEvaluator``, with its results kept in ``memo``. A full ``memo`` is emptied."""

    @wraps(method)
    def wrapper(self: "FactEvaluator", *args: *A) -> R:
        memo: dict[Any, R] = self.memo
        key = (method, *args)
        try:
            return memo[key]
        except KeyError:
            result = method(self, *args)
        if len(memo) > _MEMO_LIMIT:
            memo.clear()
        memo[key] = result
        return result

    return wrapper


_MEMO_LIMIT: Final = 2**18


class FactEvaluator:
    """Computes by one rulebook what each fact contributes to an answer. It keeps its results for later calls."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.memo: dict[Any, Any] = {}
        self._canonical_kidneys: dict[tuple[FactEffect, ...], KidneyFacts] = {}
        self._plan_by_highest_day: dict[Elemental, DosePlan] = {}

    @property
    def mildest(self) -> Mildest:
        """The mildest value of each fact that a row can leave out, as the rulebook states it."""
        return self.rulebook.suppositions[Supposition.MILDEST].then

    def _findings(self, situation: Situation, product: Product, intent: Intent, *families: str) -> Iterator[Finding]:
        proposal = Proposal(intent=intent, product=product)
        for finding, _ in screen(situation, proposal, self.rulebook):
            if rule_family(finding.rule) in families:
                yield finding

    @memoized
    def needs(self, fact: Fact, product: Product, intent: Intent) -> bool:
        """Whether a decision on this product with this intent needs this fact."""
        return fact in evaluate(Situation(), Proposal(intent=intent, product=product), self.rulebook).missing

    @memoized
    def zone_effect(self, zone: Zone | None, product: Product, intent: Intent, tolerance: Tolerance) -> FactEffect:
        """A ``FactEffect``: what the zone, the intent and the tolerance contribute to an answer, for this route.

        A zone of None is not stated.
        """
        situation = Situation(zone=zone, tolerance=tolerance)
        mildest = None if zone else Situation(zone=self.mildest.zone, tolerance=tolerance)
        return self._effect(situation, mildest, product, intent, *ZONE_AND_CONSULT)

    @memoized
    def age_effect(self, band: AgeBand | None, product: Product) -> FactEffect:
        """A ``FactEffect``: what an age in this band contributes to an answer. A band of None is not stated."""
        mildest = None if band else Situation(age_years=self.mildest.age_years)
        return self._effect(Situation(age_years=self.first_year(band)), mildest, product, Intent.START, *AGE)

    @memoized
    def kidney_effect(self, kidneys: KidneyFacts, product: Product) -> FactEffect:
        """A ``FactEffect``: what these facts about the kidneys contribute to an answer on this product."""
        stated = kidneys.function or kidneys.band
        mildest = None if stated else Situation(kidney=self.mildest.kidney)
        return self._effect(self.kidney_situation(kidneys), mildest, product, Intent.START, *KIDNEY)

    @memoized
    def conditions_effect(self, conditions: frozenset[Condition], product: Product) -> FactEffect:
        """A ``FactEffect``: what these conditions contribute to an answer on this product."""
        return effect_of(self._findings(Situation(conditions=conditions), product, Intent.START, *CONDITIONS))

    @memoized
    def medicines_effect(self, medicines: tuple[Medicine, ...], kidneys: KidneyFacts, product: Product) -> FactEffect:
        """A ``FactEffect``: what the medicines contribute to an answer, with these facts about the kidneys."""
        situation = attrs.evolve(self.kidney_situation(kidneys), medicines=medicines)
        stated = kidneys.function or kidneys.band
        mildest = None if stated else Situation(kidney=self.mildest.kidney, medicines=medicines)
        return self._effect(situation, mildest, product, Intent.START, *MEDICINES)

    @memoized
    def unmeasured_magnesium(
        self, medicines: tuple[Medicine, ...], band: AgeBand | None, product: Product
    ) -> FactEffect:
        """A ``FactEffect``: what unmeasured magnesium in these medicines contributes to an answer, at this age."""
        situation = Situation(medicines=medicines, age_years=self.first_year(band))
        findings = self._findings(situation, product, Intent.START, *CEILINGS)
        return effect_of(finding for finding in findings if finding.about is not None)

    @memoized
    def label_effect(
        self,
        ingredients: tuple[str, ...] | None,
        avoids: frozenset[Additive],
        form: Form,
        intent: Intent,
        tolerance: Tolerance,
    ) -> FactEffect:
        """A ``FactEffect``: what the form and the ingredients contribute. ``avoids`` are additives to screen for."""
        capsule = attrs.evolve(plain_capsule(form), ingredients=ingredients)
        situation = Situation(tolerance=tolerance, avoids=avoids)
        return effect_of(self._findings(situation, capsule, intent, *LABEL))

    @memoized
    def dose_result(
        self, capsule: Capsule, intent: Intent, target: Elemental | None, current: Elemental | None
    ) -> DoseResult:
        """The dose arithmetic for a capsule. ``target`` and ``current`` are amounts a day; None means not stated."""
        proposal = Proposal(intent=intent, product=capsule, target=target, current_daily=current)
        if current is None and self.needs(Fact.PRESENT_AMOUNT, capsule, intent):
            return DoseResult(open_proposal=proposal)
        outcome, findings = scheduled(capsule, intent, target, current, proposal.hold_days, self.rulebook)
        if isinstance(outcome, Infeasible):
            return DoseResult(effect=effect_of(findings))
        return DoseResult(effect=effect_of(findings), plan=outcome)

    @memoized
    def canonical_kidney(self, kidneys: KidneyFacts) -> KidneyFacts:
        """The first kidney facts seen with which every medicine class has the same effect as with ``kidneys``."""
        return self._canonical_kidneys.setdefault(self._medicine_effects(kidneys), kidneys)

    def _medicine_effects(self, kidneys: KidneyFacts) -> tuple[FactEffect, ...]:
        readings = (read_medicine(str(medicine_class)) for medicine_class in MedicineClass)
        medicines = [medicine for medicine in readings if isinstance(medicine, Medicine)]
        return tuple(
            self.medicines_effect((medicine,), kidneys, product) for product in PRODUCTS for medicine in medicines
        )

    @memoized
    def highest_day(self, dose: DoseResult) -> "HighestDay":
        """The amount of this dose to compare with the ceilings, in one of the forms that ``HighestDay`` describes."""
        if isinstance(dose.plan, DosePlan):
            highest = max(step.daily for step in dose.plan.steps)
            self._plan_by_highest_day.setdefault(highest, dose.plan)
            return highest
        if dose.open_proposal is None or not isinstance(dose.open_proposal.product, Capsule):
            return None
        proposal, capsule = dose.open_proposal, dose.open_proposal.product
        amounts = daily_totals(capsule, self.rulebook) or (self.rulebook.dose_amounts[Amount.LAST_MOST].then,)
        doses = [self.dose_result(capsule, proposal.intent, proposal.target, amount) for amount in amounts]
        days = (self.highest_day(possible) for possible in doses)
        return frozenset(
            (possible.effect.withholding_rules, day if isinstance(day, Elemental) else None)
            for possible, day in zip(doses, days, strict=True)
        )

    @memoized
    def canonical_form(self, form: Form) -> Form:
        """The first form whose salt has the same rules as the salt of this form. Both forms have the same ceilings."""
        own = salt(plain_capsule(form), self.rulebook)
        return next(candidate for candidate in Form if salt(plain_capsule(candidate), self.rulebook) is own)

    @memoized
    def ceiling_effect(
        self, highest_day: "HighestDay", other: Elemental | None, band: AgeBand | None, form: Form
    ) -> FactEffect:
        """A ``FactEffect``: what the ceilings contribute to an answer, for the plan plus ``other``, other magnesium.

        It includes the finding on other magnesium that is not stated.
        """
        findings = self._other_magnesium_findings(other, band, form)
        if isinstance(highest_day, Elemental):
            mildest_band = self.band_of(self.mildest.age_years)
            at_mildest = None if band else self._exceeded_ceilings(highest_day, other, mildest_band, form)
            return effect_of((*findings, *self._exceeded_ceilings(highest_day, other, band, form)), at_mildest)
        if highest_day is None:
            return effect_of(findings)
        supposed_band = band or self.band_of(self.mildest.age_years)
        rules_by_amount = [
            (
                *rules,
                *(() if day is None else _withholding_rules(self._exceeded_ceilings(day, other, supposed_band, form))),
            )
            for rules, day in highest_day
        ]
        supposed_rules = tuple(sorted({rule for rules in rules_by_amount for rule in rules}))
        withheld = all(rules_by_amount)
        return attrs.evolve(effect_of(findings), withheld_at_mildest=withheld, supposed_rules=supposed_rules)

    @memoized
    def _other_magnesium_findings(
        self, other: Elemental | None, band: AgeBand | None, form: Form
    ) -> tuple[Finding, ...]:
        situation = Situation(other_magnesium=other, age_years=self.first_year(band))
        return tuple(self._findings(situation, plain_capsule(form), Intent.START, *CEILINGS))

    @memoized
    def _exceeded_ceilings(
        self, highest_day: Elemental, other: Elemental | None, band: AgeBand | None, form: Form
    ) -> tuple[Finding, ...]:
        situation = Situation(other_magnesium=other, age_years=self.first_year(band))
        plan = self._plan_by_highest_day[highest_day]
        return tuple(finding for finding, _ in ceilings(situation, plain_capsule(form), plan, self.rulebook))

    def band_of(self, years: int) -> AgeBand:
        """The age band of a person of this age in whole years."""
        return age_band(years, self.rulebook)

    def first_year(self, band: AgeBand | None) -> int | None:
        """The lowest age of an age band, in whole years; None without a band."""
        return None if band is None else self.rulebook.age_bands[band].then

    def kidney_situation(self, kidneys: KidneyFacts) -> Situation:
        """A situation that states only these facts about the kidneys. Its eGFR and its dates are examples."""
        if kidneys.function is None and kidneys.band is None:
            return Situation()
        egfr = None if kidneys.band is None else self._egfr_by_band[kidneys.band]
        kidney_date = self._date_by_recency[kidneys.recency]
        as_of = None if kidney_date is None else AS_OF
        return Situation(kidney=kidneys.function, egfr=egfr, kidney_date=kidney_date, as_of=as_of)

    @cached_property
    def _egfr_by_band(self) -> dict[KidneyFunction, Egfr]:
        """One example of an eGFR for each kidney function that an eGFR can mean."""
        rates = (Egfr(value=rate, unit=EgfrUnit.ML_MIN_SCALED) for rate in range(_RATES))
        return {egfr_band(rate, self.rulebook): rate for rate in rates}

    @cached_property
    def _date_by_recency(self) -> dict[Recency, date | None]:
        """One example of the date of a kidney result for each recency; None for an undated result."""
        dates = (AS_OF, AS_OF - timedelta(days=_LONG_AGO_DAYS))
        dated = {recency(day, AS_OF, self.rulebook): day for day in dates}
        return {**dated, Recency.UNDATED: None}

    def _effect(
        self, situation: Situation, mildest: Situation | None, product: Product, intent: Intent, *families: str
    ) -> FactEffect:
        at_mildest = None if mildest is None else self._findings(mildest, product, intent, *families)
        return effect_of(self._findings(situation, product, intent, *families), at_mildest)


_RATES = 201
_LONG_AGO_DAYS = 366 * 100
