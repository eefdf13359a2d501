"""What each fact adds to an answer, asked of the scalar functions: no rule is written here.

An answer is the strictest word over facts that speak for themselves, so it is enough to know what each says: its
strictest verdict, the rules that withhold, and those that ask for a clinician. A fact that is needed and not stated
says nothing, and beside it stands what it would say at its mildest.
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

Asks = tuple[str, str | None]
"""A finding that asks for a clinician: its rule, and what it is about."""

HEAD: Final = ("zone", "consult")
AGE: Final = ("age",)
KIDNEY: Final = ("kidney",)
CONDITIONS: Final = ("condition",)
MEDICINES: Final = ("medicine",)
LABEL: Final = ("additive", "form")
DOSE: Final = ("dose",)
CEILINGS: Final = ("ceiling",)
"""The families of the rules that facts may name."""


def family(rule: str) -> str:
    """The family of a rule: the first part of its id."""
    return rule.partition(".")[0]


@final
@attrs.frozen(kw_only=True)
class Says:
    """What one fact adds: its strictest verdict, what withholds, what asks, and what would withhold at its mildest.

    ``anyhow`` is told apart from ``supposed``: the rules to name, and whether they withhold whatever the fact may be.
    """

    severity: int = 0
    withholds: tuple[str, ...] = ()
    asks: tuple[Asks, ...] = ()
    anyhow: bool = False
    supposed: tuple[str, ...] = ()


SILENT: Final = Says()


def says(findings: Iterable[Finding], milder: Iterable[Finding] | None = None) -> Says:
    """What these findings come to; ``milder`` are those of the mildest values, where a fact is not stated."""
    found = tuple(findings)
    supposed = () if milder is None else _withholding(milder)
    return Says(
        severity=worst(one.verdict for one in found).severity,
        withholds=_withholding(found),
        asks=tuple(sorted({(one.rule, one.about) for one in found if one.verdict is Verdict.CONSULT}, key=str)),
        anyhow=bool(supposed),
        supposed=supposed,
    )


def _withholding(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({one.rule for one in findings if one.verdict is Verdict.WITHHOLD}))


@final
@attrs.frozen(kw_only=True)
class Dose:
    """What the arithmetic of a dose comes to: a plan or none, or a proposal whose present amount is not stated."""

    says: Says = SILENT
    plan: DosePlan | None = None
    unstated: Proposal | None = None

    @property
    def first(self) -> Elemental | None:
        """What the first rung gives a day."""
        return self.plan and self.plan.steps[0].daily

    @property
    def last(self) -> Elemental | None:
        """What the last rung gives a day."""
        return self.plan and self.plan.steps[-1].daily

    @property
    def rungs(self) -> int | None:
        """How many rungs there are."""
        return self.plan and len(self.plan.steps)


Load = Elemental | frozenset[tuple[tuple[str, ...], Elemental | None]] | None
"""What levels are held against: the highest day; or for each amount that may be taken now what withholds it, and the
highest day that it leads to; None where there is no schedule."""


@final
@attrs.frozen(kw_only=True)
class KidneyTold:
    """Everything that is told of the kidneys; None for what is not."""

    function: KidneyFunction | None
    band: KidneyFunction | None
    recency: Recency


TOPICAL: Final = Topical(vehicle=Vehicle.OIL)


def plain_capsule(form: Form) -> Capsule:
    """A capsule that is nothing but its form, for what does not ask for more."""
    return Capsule(form=form, elemental=Elemental.mg(1), divides_into=1)


PRODUCTS: Final = (plain_capsule(next(iter(Form))), TOPICAL)
"""One product for each route."""
AS_OF: Final = date(2026, 1, 1)
"""A day to count the age of a kidney result from, where only the age counts."""


A = TypeVarTuple("A")
R = TypeVar("R")


def once(ask: Callable[["Factors", Unpack[A]], R]) -> Callable[["Factors", Unpack[A]], R]:
    """Ask the same but once, as long as not too much is remembered."""

    @wraps(ask)
    def asked(self: "Factors", *args: *A) -> R:
        answers: dict[Any, R] = self.known
        key = (ask, *args)
        try:
            return answers[key]
        except KeyError:
            answer = ask(self, *args)
        if len(answers) > _MOST_KNOWN:
            answers.clear()
        answers[key] = answer
        return answer

    return asked


_MOST_KNOWN: Final = 2**18


class Factors:
    """The facts of one rulebook, each asked of the scalar functions once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.known: dict[Any, Any] = {}
        self._alikes: dict[tuple[Says, ...], KidneyTold] = {}
        self._plans: dict[Elemental, DosePlan] = {}

    @property
    def mildest(self) -> Mildest:
        """What is supposed of facts that are not stated."""
        return self.rulebook.suppositions[Supposition.MILDEST].then

    def _found(self, situation: Situation, product: Product, intent: Intent, *families: str) -> Iterator[Finding]:
        asked = Proposal(intent=intent, product=product)
        for found, _ in screen(situation, asked, self.rulebook):
            if family(found.rule) in families:
                yield found

    @once
    def needs(self, fact: Fact, product: Product, intent: Intent) -> bool:
        """Whether a decision needs this fact."""
        return fact in evaluate(Situation(), Proposal(intent=intent, product=product), self.rulebook).missing

    @once
    def head(self, zone: Zone | None, product: Product, intent: Intent, tolerance: Tolerance) -> Says:
        """The zone, the route, the intent and the tolerance."""
        told = Situation(zone=zone, tolerance=tolerance)
        milder = None if zone else Situation(zone=self.mildest.zone, tolerance=tolerance)
        return self._both(told, milder, product, intent, *HEAD)

    @once
    def age(self, band: AgeBand | None, product: Product) -> Says:
        """The age."""
        milder = None if band else Situation(age_years=self.mildest.age_years)
        return self._both(Situation(age_years=self.years(band)), milder, product, Intent.START, *AGE)

    @once
    def kidney(self, told: KidneyTold, product: Product) -> Says:
        """The kidney function."""
        stated = told.function or told.band
        milder = None if stated else Situation(kidney=self.mildest.kidney)
        return self._both(self.kidneys(told), milder, product, Intent.START, *KIDNEY)

    @once
    def conditions(self, conditions: frozenset[Condition], product: Product) -> Says:
        """The conditions."""
        return says(self._found(Situation(conditions=conditions), product, Intent.START, *CONDITIONS))

    @once
    def medicines(self, medicines: tuple[Medicine, ...], told: KidneyTold, product: Product) -> Says:
        """The medicines, beside what is told of the kidneys."""
        situation = attrs.evolve(self.kidneys(told), medicines=medicines)
        stated = told.function or told.band
        milder = None if stated else Situation(kidney=self.mildest.kidney, medicines=medicines)
        return self._both(situation, milder, product, Intent.START, *MEDICINES)

    @once
    def uncounted(self, medicines: tuple[Medicine, ...], band: AgeBand | None, product: Product) -> Says:
        """Magnesium that medicines hold, beside the age."""
        situation = Situation(medicines=medicines, age_years=self.years(band))
        found = self._found(situation, product, Intent.START, *CEILINGS)
        return says(one for one in found if one.about is not None)

    @once
    def label(
        self,
        ingredients: tuple[str, ...] | None,
        avoids: frozenset[Additive],
        form: Form,
        intent: Intent,
        tolerance: Tolerance,
    ) -> Says:
        """The form, its label and what is screen for."""
        capsule = attrs.evolve(plain_capsule(form), ingredients=ingredients)
        situation = Situation(tolerance=tolerance, avoids=avoids)
        return says(self._found(situation, capsule, intent, *LABEL))

    @once
    def dose(self, capsule: Capsule, intent: Intent, target: Elemental | None, current: Elemental | None) -> Dose:
        """The arithmetic of the dose."""
        asked = Proposal(intent=intent, product=capsule, target=target, current_daily=current)
        if current is None and self.needs(Fact.PRESENT_AMOUNT, capsule, intent):
            return Dose(unstated=asked)
        outcome, matters = scheduled(capsule, intent, target, current, asked.hold_days, self.rulebook)
        if isinstance(outcome, Infeasible):
            return Dose(says=says(matters))
        return Dose(says=says(matters), plan=outcome)

    @once
    def alike(self, told: KidneyTold) -> KidneyTold:
        """The first telling of the kidneys beside which every kind of medicine says the same as beside this one."""
        return self._alikes.setdefault(self._beside_kidneys(told), told)

    def _beside_kidneys(self, told: KidneyTold) -> tuple[Says, ...]:
        kinds = [one for kind in MedicineClass if isinstance(one := read_medicine(str(kind)), Medicine)]
        return tuple(self.medicines((one,), told, product) for product in PRODUCTS for one in kinds)

    @once
    def load(self, dose: Dose) -> "Load":
        """What a dose comes to on its highest day, or may come to where the present amount is not stated."""
        if isinstance(dose.plan, DosePlan):
            highest = max(step.daily for step in dose.plan.steps)
            self._plans.setdefault(highest, dose.plan)
            return highest
        if dose.unstated is None or not isinstance(dose.unstated.product, Capsule):
            return None
        asked, capsule, most = dose.unstated, dose.unstated.product, self.rulebook.dose_amounts[Amount.LAST_MOST].then
        amounts = daily_totals(capsule, self.rulebook) or (most,)
        doses = [self.dose(capsule, asked.intent, asked.target, amount) for amount in amounts]
        days = (self.load(one) for one in doses)
        return frozenset(
            (one.says.withholds, day if isinstance(day, Elemental) else None)
            for one, day in zip(doses, days, strict=True)
        )

    @once
    def alike_form(self, form: Form) -> Form:
        """The first form that is under the same law as this one: levels ask for nothing else of a form."""
        own = salt(plain_capsule(form), self.rulebook)
        return next(one for one in Form if salt(plain_capsule(one), self.rulebook) is own)

    @once
    def levels(self, load: "Load", other: Elemental | None, band: AgeBand | None, form: Form) -> Says:
        """The upper levels over a load, other magnesium counted in, and whether that magnesium is stated at all."""
        told = self._beside(other, band, form)
        if isinstance(load, Elemental):
            mildest = None if band else self._passed(load, other, self.band(self.mildest.age_years), form)
            return says((*told, *self._passed(load, other, band, form)), mildest)
        if load is None:
            return says(told)
        supposed = band or self.band(self.mildest.age_years)
        taken = [
            (*rules, *(() if day is None else _withholding(self._passed(day, other, supposed, form))))
            for rules, day in load
        ]
        named = tuple(sorted({rule for rules in taken for rule in rules}))
        return attrs.evolve(says(told), anyhow=all(taken), supposed=named)

    @once
    def _beside(self, other: Elemental | None, band: AgeBand | None, form: Form) -> tuple[Finding, ...]:
        situation = Situation(other_magnesium=other, age_years=self.years(band))
        return tuple(self._found(situation, plain_capsule(form), Intent.START, *CEILINGS))

    @once
    def _passed(
        self, highest: Elemental, other: Elemental | None, band: AgeBand | None, form: Form
    ) -> tuple[Finding, ...]:
        situation = Situation(other_magnesium=other, age_years=self.years(band))
        passed = ceilings(situation, plain_capsule(form), self._plans[highest], self.rulebook)
        return tuple(found for found, _ in passed)

    def band(self, years: int) -> AgeBand:
        """The band of an age."""
        return age_band(years, self.rulebook)

    def years(self, band: AgeBand | None) -> int | None:
        """The first year of a band."""
        return None if band is None else self.rulebook.age_bands[band].then

    def kidneys(self, told: KidneyTold) -> Situation:
        """A situation that tells as much of the kidneys, and nothing else."""
        if told.function is None and told.band is None:
            return Situation()
        egfr = None if told.band is None else self._egfrs[told.band]
        taken = self._days[told.recency]
        as_of = None if taken is None else AS_OF
        return Situation(kidney=told.function, egfr=egfr, kidney_date=taken, as_of=as_of)

    @cached_property
    def _egfrs(self) -> dict[KidneyFunction, Egfr]:
        """An eGFR for each function that one can stand for."""
        rates = (Egfr(value=rate, unit=EgfrUnit.ML_MIN_SCALED) for rate in range(_EGFRS))
        return {egfr_band(one, self.rulebook): one for one in rates}

    @cached_property
    def _days(self) -> dict[Recency, date | None]:
        """A day for each age of a result."""
        days = (AS_OF, AS_OF - timedelta(days=_LONG_AGO))
        dated = {recency(day, AS_OF, self.rulebook): day for day in days}
        return {**dated, Recency.UNDATED: None}

    def _both(
        self, told: Situation, milder: Situation | None, product: Product, intent: Intent, *families: str
    ) -> Says:
        supposed = None if milder is None else self._found(milder, product, intent, *families)
        return says(self._found(told, product, intent, *families), supposed)


_EGFRS = 201
_LONG_AGO = 366 * 100
