"""Plain values that many tests begin with: one person, one capsule, and their variations."""

from collections.abc import Callable
from typing import Any

from alpims_mg import (
    Acknowledgement,
    Capsule,
    DosageForm,
    DosePlan,
    Elemental,
    Form,
    Intent,
    KidneyFunction,
    Proposal,
    Situation,
    Topical,
    Vehicle,
    Zone,
    titration_schedule,
)
from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.provenance import Citation, Source, SourceKind

CITE = Citation(source=Source(title="a book", kind=SourceKind.GUIDE), place="page 1", claim="so it is")
START_ACKNOWLEDGED = Acknowledgement(rule="consult.start", reason="discussed in clinic")


def capsule(strength: int | str = 100, parts: int = 4, form: Form = Form.GLYCINATE, **more: Any) -> Capsule:
    stated = {
        "form": form,
        "elemental": Elemental.mg(strength),
        "divides_into": parts,
        "dosage_form": DosageForm.HARD_CAPSULE,
        "ingredients": [],
    }
    return Capsule(**{**stated, **more})


IN_HALVES = capsule(100, parts=2)
"""Half of it, 50 mg, is more than a smaller usual rise would hold: its ladder stays 50, 100, 150, 200 mg."""


def situation(**changed: Any) -> Situation:
    """An adult in Green, with every fact stated and nothing that rules a capsule out."""
    stated = {
        "zone": Zone.GREEN,
        "age_years": 34,
        "kidney": KidneyFunction.NORMAL,
        "conditions": [],
        "medicines": [],
        "other_magnesium": Elemental.mg(0),
    }
    return Situation(**{**stated, **changed})


def proposal(product: Any = None, intent: Intent = Intent.START, **more: Any) -> Proposal:
    return Proposal(product=capsule() if product is None else product, intent=intent, **more)


def topical(intent: Intent = Intent.START) -> Proposal:
    return Proposal(product=Topical(vehicle=Vehicle.OIL), intent=intent)


def dose_plan(product: Capsule, **more: Any) -> DosePlan:
    """The schedule of a capsule that has one."""
    plan = titration_schedule(product, **more)
    assert isinstance(plan, DosePlan)
    return plan


def a_finding(rule: str = "a.rule", verdict: Verdict = Verdict.CAUTION, because: str = "so", **more: Any) -> Finding:
    return Finding(rule=rule, verdict=verdict, because=because, **{"cites": (CITE,), **more})


def faults_of(make: Callable[..., object], *args: Any, **kwargs: Any) -> tuple[Fault, ...]:
    """The faults that a call raises; none if it raises no ``InvalidInputError``."""
    try:
        make(*args, **kwargs)
    except InvalidInputError as error:
        return error.faults
    return ()


def paths_of(make: Callable[..., object], *args: Any, **kwargs: Any) -> list[str]:
    """The paths of the faults that a call raises."""
    return [fault.path for fault in faults_of(make, *args, **kwargs)]
