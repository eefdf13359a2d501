"""Which pieces of a product a plan needs, and what the rules say about dividing it into these pieces."""

from collections.abc import Iterable
from functools import lru_cache

import attrs

from alpims_mg.dosing.rungs import Schedule
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.intakes import Intake
from alpims_mg.model.plans import Step
from alpims_mg.model.products import Capsule
from alpims_mg.model.products_without_plan import Infeasible
from alpims_mg.model.vocabulary import DosageForm, Form
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosage_forms import Dividing, DividingKey, Pieces
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rules.findings import finding

_QUARTERS_OF_A_UNIT = Division.QUARTERS.value
_QUARTERS_OF_A_HALF = Division.HALVES.value


def smallest_pieces(steps: Iterable[Step]) -> Intake | None:
    """The first of the intakes that need the smallest pieces of a unit. None if every intake is of whole units.

    An intake of 3/4 or of 1 1/4 needs quarters, one of 1 1/2 needs halves.

    >>> from alpims_mg import Elemental, titration_schedule
    >>> plan = titration_schedule(Capsule(form=Form.MALATE, elemental=Elemental.mg(200), divides_into=4))
    >>> print(smallest_pieces(plan.steps))
    breakfast: 1/4 capsule (50 mg), with food
    """
    return _smallest_of(intake for step in steps for intake in step.intakes)


def must_stay_whole(dosage_form: DosageForm | None, rulebook: Rulebook) -> bool:
    """Whether a product of this dosage form must be swallowed whole. No if it is not stated: then it is not known."""
    if dosage_form is None:
        return False
    rows = (rulebook.dosage_forms[DividingKey(dosage_form=dosage_form, pieces=pieces)] for pieces in Pieces)
    return all(row.then is Dividing.NOT_DIVIDED for row in rows)


def asks_before_dividing(intakes: Iterable[Intake], dosage_form: DosageForm | None, rulebook: Rulebook) -> bool:
    """Whether the rules withhold these intakes or ask for a clinician because they divide the product."""
    dividing = _dividing(_smallest_of(intakes), dosage_form, rulebook)
    return rulebook.dividing_findings[dividing].then in (Verdict.CONSULT, Verdict.WITHHOLD)


def _smallest_of(intakes: Iterable[Intake]) -> Intake | None:
    every = tuple(intakes)
    return next((intake for pieces in (_needs_quarters, _needs_halves) for intake in every if pieces(intake)), None)


def _dividing(smallest: Intake | None, dosage_form: DosageForm | None, rulebook: Rulebook) -> Dividing:
    """How the product is divided if ``smallest`` is the intake with the smallest pieces, or None for whole ones."""
    if smallest is None:
        return Dividing.NOTHING
    if dosage_form is None:
        return Dividing.NOT_STATED
    pieces = Pieces.QUARTERS if _needs_quarters(smallest) else Pieces.HALVES
    return rulebook.dosage_forms[DividingKey(dosage_form=dosage_form, pieces=pieces)].then


def _needs_quarters(intake: Intake) -> bool:
    return intake.portion.quarters % _QUARTERS_OF_A_HALF != 0


def _needs_halves(intake: Intake) -> bool:
    return intake.portion.quarters % _QUARTERS_OF_A_UNIT != 0


@lru_cache(maxsize=4096)
def with_dividing(
    schedule: Schedule, dosage_form: DosageForm | None, rulebook: Rulebook
) -> tuple[Schedule | Infeasible, Finding]:
    """A pair: the schedule with advice on dividing the product, and the finding about dividing it.

    ``dosage_form`` is that of the product, or None if it is not stated. If the product must not be divided and the
    schedule needs a part of it, the first item is an ``Infeasible``.
    """
    smallest = smallest_pieces(schedule.steps)
    dividing = _dividing(smallest, dosage_form, rulebook)
    kind = () if dosage_form is None else (("dosage_form", dosage_form.noun),)
    numbers = () if smallest is None else (*kind, ("portion", str(smallest.portion)))
    rule = rulebook.dividing_findings[dividing]
    found = finding(rule, numbers=tuple(pair for pair in numbers if f"{{{pair[0]}}}" in rule.because))
    if found.verdict is Verdict.WITHHOLD:
        return Infeasible(finding=found), found
    about = () if found.verdict is Verdict.PERMIT else (found,)
    advice = (finding(rule, verdict=Verdict.CAUTION) for _, rule in rulebook.dividing_advice if dividing in rule.then)
    return attrs.evolve(schedule, advice=(*about, *schedule.advice, *advice)), found


def suggested_capsule(form: Form, rulebook: Rulebook) -> Capsule:
    """The product of this form that the rules suggest: a hard capsule that is opened and divided into quarters."""
    return Capsule(
        form=form,
        elemental=rulebook.dose_amounts[Amount.SUGGESTED_STRENGTH].then,
        divides_into=Division.QUARTERS.value,
        dosage_form=DosageForm.HARD_CAPSULE,
    )
