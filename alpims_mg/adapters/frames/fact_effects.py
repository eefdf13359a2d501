"""What each fact adds to an answer, computed by the scalar functions. There are no rules in this module.

Facts affect an answer independently of each other: the answer is the strictest of their verdicts. So for each fact
this module computes its strictest verdict, the rules that withhold, and the rules that ask for a clinician. For a
needed fact that is not stated, it computes which rules would withhold at the mildest value of that fact.
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
"""The rule id of a finding that asks for a clinician, and what the finding is about."""

ZONE_AND_CONSULT: Final = ("zone", "consult")
AGE: Final = ("age",)
KIDNEY: Final = ("kidney",)
CONDITIONS: Final = ("condition",)
MEDICINES: Final = ("medicine",)
LABEL: Final = ("additive", "form")
DOSE: Final = ("dose",)
CEILINGS: Final = ("ceiling",)
"""The families of the rules that each group of facts can trigger."""


def rule_family(rule: str) -> str:
    """The family of a rule: the first part of its id."""
    return rule.partition(".")[0]


@final
@attrs.frozen(kw_only=True)
class FactEffect:
    """What one fact adds to an answer.

    ``severity`` is the severity of the strictest verdict. ``withholding_rules`` are the rules that withhold.
    ``consults`` are the findings that ask for a clinician. ``supposed_rules`` are the rules that withhold at the
    mildest value of a fact that is not stated. Even with such rules ``withheld_at_mildest`` may be false, because they
    may withhold for only some present amounts.
    """

    severity: int = 0
    withholding_rules: tuple[str, ...] = ()
    consults: tuple[ConsultId, ...] = ()
    withheld_at_mildest: bool = False
    supposed_rules: tuple[str, ...] = ()


NO_EFFECT: Final = FactEffect()


def effect_of(findings: Iterable[Finding], at_mildest: Iterable[Finding] | None = None) -> FactEffect:
    """The effect of these findings. ``at_mildest`` are the findings for the mildest value of an unstated fact."""
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
    """The result of the dose arithmetic: its effect, and the plan if there is one.

    ``open_proposal`` is the proposal, if it needs the present amount and that amount is not stated.
    """

    effect: FactEffect = NO_EFFECT
    plan: DosePlan | None = None
    open_proposal: Proposal | None = None

    @property
    def first_daily(self) -> Elemental | None:
        """The daily amount on the first rung."""
        return self.plan and self.plan.steps[0].daily

    @property
    def last_daily(self) -> Elemental | None:
        """The daily amount on the last rung."""
        return self.plan and self.plan.steps[-1].daily

    @property
    def rungs(self) -> int | None:
        """The number of rungs."""
        return self.plan and len(self.plan.steps)


HighestDay = Elemental | frozenset[tuple[tuple[str, ...], Elemental | None]] | None
"""What is compared with the ceilings. With a plan, this is the amount on its highest day. If the present amount is
needed and not stated, each possible amount has a pair: the rules that withhold, and the highest day of its plan.
Otherwise, None."""


@final
@attrs.frozen(kw_only=True)
class KidneyFacts:
    """What is stated about the kidneys: the function, the band of the eGFR (both may be None), and the recency."""

    function: KidneyFunction | None
    band: KidneyFunction | None
    recency: Recency


TOPICAL: Final = Topical(vehicle=Vehicle.OIL)


def plain_capsule(form: Form) -> Capsule:
    """A capsule of this form, for questions where only the form matters."""
    return Capsule(form=form, elemental=Elemental.mg(1), divides_into=1)


PRODUCTS: Final = (plain_capsule(next(iter(Form))), TOPICAL)
"""One product for each route."""
AS_OF: Final = date(2026, 1, 1)
"""An arbitrary date from which the age of a kidney result is counted."""


A = TypeVarTuple("A")
R = TypeVar("R")


def memoized(method: Callable[["FactEvaluator", Unpack[A]], R]) -> Callable[["FactEvaluator", Unpack[A]], R]:
    """Keep the results of a method of ``FactEvaluator``. When there are too many, drop all of them."""

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
    """Computes the effects of facts by one rulebook. Each effect is computed once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.memo: dict[Any, Any] = {}
        self._canonical_kidneys: dict[tuple[FactEffect, ...], KidneyFacts] = {}
        self._plan_by_highest_day: dict[Elemental, DosePlan] = {}

    @property
    def mildest(self) -> Mildest:
        """The mildest value of each fact that a row can leave out."""
        return self.rulebook.suppositions[Supposition.MILDEST].then

    def _findings(self, situation: Situation, product: Product, intent: Intent, *families: str) -> Iterator[Finding]:
        proposal = Proposal(intent=intent, product=product)
        for finding, _ in screen(situation, proposal, self.rulebook):
            if rule_family(finding.rule) in families:
                yield finding

    @memoized
    def needs(self, fact: Fact, product: Product, intent: Intent) -> bool:
        """Whether a decision needs this fact."""
        return fact in evaluate(Situation(), Proposal(intent=intent, product=product), self.rulebook).missing

    @memoized
    def zone_effect(self, zone: Zone | None, product: Product, intent: Intent, tolerance: Tolerance) -> FactEffect:
        """The effect of the zone, the route, the intent and the tolerance."""
        situation = Situation(zone=zone, tolerance=tolerance)
        mildest = None if zone else Situation(zone=self.mildest.zone, tolerance=tolerance)
        return self._effect(situation, mildest, product, intent, *ZONE_AND_CONSULT)

    @memoized
    def age_effect(self, band: AgeBand | None, product: Product) -> FactEffect:
        """The effect of the age."""
        mildest = None if band else Situation(age_years=self.mildest.age_years)
        return self._effect(Situation(age_years=self.first_year(band)), mildest, product, Intent.START, *AGE)

    @memoized
    def kidney_effect(self, kidneys: KidneyFacts, product: Product) -> FactEffect:
        """The effect of the kidney function."""
        stated = kidneys.function or kidneys.band
        mildest = None if stated else Situation(kidney=self.mildest.kidney)
        return self._effect(self.kidney_situation(kidneys), mildest, product, Intent.START, *KIDNEY)

    @memoized
    def conditions_effect(self, conditions: frozenset[Condition], product: Product) -> FactEffect:
        """The effect of the conditions."""
        return effect_of(self._findings(Situation(conditions=conditions), product, Intent.START, *CONDITIONS))

    @memoized
    def medicines_effect(self, medicines: tuple[Medicine, ...], kidneys: KidneyFacts, product: Product) -> FactEffect:
        """The effect of the medicines, given the kidney function."""
        situation = attrs.evolve(self.kidney_situation(kidneys), medicines=medicines)
        stated = kidneys.function or kidneys.band
        mildest = None if stated else Situation(kidney=self.mildest.kidney, medicines=medicines)
        return self._effect(situation, mildest, product, Intent.START, *MEDICINES)

    @memoized
    def unmeasured_magnesium(
        self, medicines: tuple[Medicine, ...], band: AgeBand | None, product: Product
    ) -> FactEffect:
        """The effect of medicines that contain an unmeasured amount of magnesium, given the age."""
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
        """The effect of the form, the ingredients on the label and the additives to screen for."""
        capsule = attrs.evolve(plain_capsule(form), ingredients=ingredients)
        situation = Situation(tolerance=tolerance, avoids=avoids)
        return effect_of(self._findings(situation, capsule, intent, *LABEL))

    @memoized
    def dose_result(
        self, capsule: Capsule, intent: Intent, target: Elemental | None, current: Elemental | None
    ) -> DoseResult:
        """The result of the dose arithmetic."""
        proposal = Proposal(intent=intent, product=capsule, target=target, current_daily=current)
        if current is None and self.needs(Fact.PRESENT_AMOUNT, capsule, intent):
            return DoseResult(open_proposal=proposal)
        outcome, findings = scheduled(capsule, intent, target, current, proposal.hold_days, self.rulebook)
        if isinstance(outcome, Infeasible):
            return DoseResult(effect=effect_of(findings))
        return DoseResult(effect=effect_of(findings), plan=outcome)

    @memoized
    def canonical_kidney(self, kidneys: KidneyFacts) -> KidneyFacts:
        """One representative of all kidney facts that are equivalent for every medicine class."""
        return self._canonical_kidneys.setdefault(self._medicine_effects(kidneys), kidneys)

    def _medicine_effects(self, kidneys: KidneyFacts) -> tuple[FactEffect, ...]:
        readings = (read_medicine(str(medicine_class)) for medicine_class in MedicineClass)
        medicines = [medicine for medicine in readings if isinstance(medicine, Medicine)]
        return tuple(
            self.medicines_effect((medicine,), kidneys, product) for product in PRODUCTS for medicine in medicines
        )

    @memoized
    def highest_day(self, dose: DoseResult) -> "HighestDay":
        """The amount on the highest day of a plan, or of each possible plan if the present amount is not stated."""
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
        """One representative of all forms that are equivalent for the ceilings. Their salts have the same rules."""
        own = salt(plain_capsule(form), self.rulebook)
        return next(candidate for candidate in Form if salt(plain_capsule(candidate), self.rulebook) is own)

    @memoized
    def ceiling_effect(
        self, highest_day: "HighestDay", other: Elemental | None, band: AgeBand | None, form: Form
    ) -> FactEffect:
        """The effect of the ceilings on the plan plus other magnesium, and of other magnesium that is not stated."""
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
        """The band of an age."""
        return age_band(years, self.rulebook)

    def first_year(self, band: AgeBand | None) -> int | None:
        """The first year of an age band."""
        return None if band is None else self.rulebook.age_bands[band].then

    def kidney_situation(self, kidneys: KidneyFacts) -> Situation:
        """A situation with these facts about the kidneys, and no other facts."""
        if kidneys.function is None and kidneys.band is None:
            return Situation()
        egfr = None if kidneys.band is None else self._egfr_by_band[kidneys.band]
        kidney_date = self._date_by_recency[kidneys.recency]
        as_of = None if kidney_date is None else AS_OF
        return Situation(kidney=kidneys.function, egfr=egfr, kidney_date=kidney_date, as_of=as_of)

    @cached_property
    def _egfr_by_band(self) -> dict[KidneyFunction, Egfr]:
        """One eGFR for each kidney function that an eGFR can mean."""
        rates = (Egfr(value=rate, unit=EgfrUnit.ML_MIN_SCALED) for rate in range(_RATES))
        return {egfr_band(rate, self.rulebook): rate for rate in rates}

    @cached_property
    def _date_by_recency(self) -> dict[Recency, date | None]:
        """One date of a kidney result for each recency."""
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
