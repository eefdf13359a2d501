"""The facts that a grid of answers can go through, and the values that each of them may have."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final, NamedTuple, final

import attrs

from alpims_mg.errors import Fault, InvalidInputError
from alpims_mg.medicines import medicine_classes
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Case
from alpims_mg.model.situations import Medicine
from alpims_mg.model.vocabulary import (
    Condition,
    DosageForm,
    Form,
    Intent,
    KidneyFunction,
    MedicineClass,
    Tolerance,
    Vehicle,
    Word,
    Zone,
)
from alpims_mg.rulebook.current import Rulebook

NOT_STATED: Final = "not-stated"
"""The word for a fact that is not stated."""
AS_STATED: Final = "as-stated"
"""The word for a list of conditions or medicines to which nothing is added."""


class GridFact(Word):
    """A fact that a grid of answers can go through."""

    ZONE = "zone"
    TOLERANCE = "tolerance"
    AGE = "age"
    """The bands of ages that the rules treat alike."""
    KIDNEY = "kidney"
    CONDITION = "condition"
    """One more condition, beside those that are stated."""
    MEDICINE = "medicine"
    """One more medicine, beside those that are stated."""
    INTENT = "intent"
    FORM = "form"
    """The form of the capsule."""
    DOSAGE_FORM = "dosage-form"
    """What is swallowed, such as a tablet."""
    VEHICLE = "vehicle"
    """The kind of a product for the skin."""


@final
class FactValue(NamedTuple):
    """One value of a fact: its word, its name for people, and a function that gives a case this value."""

    word: str
    name: str
    edit: Callable[[Case], Case]


TITLES: Final = {
    GridFact.ZONE: "Zone",
    GridFact.TOLERANCE: "Tolerated so far",
    GridFact.AGE: "Age",
    GridFact.KIDNEY: "Kidney function",
    GridFact.CONDITION: "One more condition",
    GridFact.MEDICINE: "One more medicine",
    GridFact.INTENT: "What you want to do",
    GridFact.FORM: "Form",
    GridFact.DOSAGE_FORM: "Kind of product",
    GridFact.VEHICLE: "For the skin",
}
"""What each fact is called on a page."""

_NAMES: Final[dict[Word, str]] = {
    KidneyFunction.MODERATE: "Moderately reduced",
    KidneyFunction.SEVERE: "Severely reduced",
    KidneyFunction.NOT_ASSESSED: "Never measured",
    Tolerance.PROVEN: "Yes",
    Tolerance.UNPROVEN: "Not yet",
    Condition.MCAS: "MCAS",
    Condition.POTS: "POTS",
    Condition.EDS: "EDS",
    Condition.ME_CFS: "ME/CFS",
    Condition.IBS: "IBS",
    Condition.IBD_FLARE: "IBD flare",
    Intent.MAINTAIN: "Keep",
    Intent.INCREASE: "Raise",
}
"""The names of values for people, where they differ from the word."""


def fact_values(fact: GridFact, case: Case, rulebook: Rulebook) -> tuple[FactValue, ...]:
    """All values of a fact, in the order of its words. "Not stated" is the last, where the answer may depend on that.

    Raises: ``InvalidInputError`` if the case leaves the fact without a meaning: the form of a product for the skin, the
    vehicle of a capsule, or one more condition where the conditions are not stated.
    """
    _check_fits(fact, case)
    return tuple(_values(fact, case, rulebook))


def _check_fits(fact: GridFact, case: Case) -> None:
    product, situation = case.proposal.product, case.situation
    needed: dict[GridFact, tuple[bool, str, str, str]] = {
        GridFact.FORM: (isinstance(product, Capsule), "proposal.product", "a Capsule", str(product)),
        GridFact.DOSAGE_FORM: (isinstance(product, Capsule), "proposal.product", "a Capsule", str(product)),
        GridFact.VEHICLE: (isinstance(product, Topical), "proposal.product", "a Topical", str(product)),
        GridFact.CONDITION: (situation.conditions is not None, "situation.conditions", "stated", "None"),
        GridFact.MEDICINE: (situation.medicines is not None, "situation.medicines", "stated", "None"),
    }
    fits, path, expected, actual = needed.get(fact, (True, "", "", ""))
    if not fits:
        fix = "write [] if there are none" if expected == "stated" else "choose another fact, or another product"
        needs = f"{expected}, for a grid over the fact {fact}"
        raise InvalidInputError(Fault(path=path, expected=needs, actual=actual, fix=fix))


def _values(fact: GridFact, case: Case, rulebook: Rulebook) -> Iterator[FactValue]:
    match fact:
        case GridFact.ZONE:
            yield from (_value(zone, _situation_edit(zone=zone)) for zone in Zone)
        case GridFact.TOLERANCE:
            yield from (_value(tolerance, _situation_edit(tolerance=tolerance)) for tolerance in Tolerance)
        case GridFact.AGE:
            for band, rule in rulebook.age_bands:
                yield FactValue(str(band), _years(str(band)), _situation_edit(age_years=rule.then))
            yield _not_stated(_situation_edit(age_years=None))
        case GridFact.KIDNEY:
            yield from (_value(kidney, _situation_edit(kidney=kidney, egfr=None)) for kidney in KidneyFunction)
            yield _not_stated(_situation_edit(kidney=None, egfr=None, kidney_date=None))
        case GridFact.CONDITION:
            yield _as_stated(case.situation.whole_conditions)
            yield from (_value(condition, _with_condition(condition)) for condition in Condition)
        case GridFact.MEDICINE:
            yield _as_stated(case.situation.whole_medicines)
            yield from (_value(medicine, _with_medicine(medicine)) for medicine in MedicineClass if _is_named(medicine))
        case GridFact.INTENT:
            yield from (_value(intent, _with_intent(intent)) for intent in Intent)
        case GridFact.FORM:
            yield from (_value(form, _product_edit(form=form, compound=None)) for form in Form)
        case GridFact.DOSAGE_FORM:
            for dosage_form in DosageForm:
                yield _value(dosage_form, _product_edit(dosage_form=dosage_form))
            yield _not_stated(_product_edit(dosage_form=None))
        case _:
            yield from (_value(vehicle, _product_edit(vehicle=vehicle)) for vehicle in Vehicle)


def _value(word: Word, edit: Callable[[Case], Case]) -> FactValue:
    text = str(word).replace("-", " ")
    return FactValue(str(word), _NAMES.get(word, f"{text[:1].upper()}{text[1:]}"), edit)


def _not_stated(edit: Callable[[Case], Case]) -> FactValue:
    return FactValue(NOT_STATED, "Not stated", edit)


def _as_stated(whole: Collection[object] | None) -> FactValue:
    """The list as it is stated. If that is not the whole list, nobody says that there are no more."""
    return FactValue(AS_STATED, "Not stated whether more" if whole is None else "None more", _situation_edit())


def _years(band: str) -> str:
    """A band of ages for people, such as "4 to 8 years"."""
    if band == "0":
        return "Under 1 year"
    if band.endswith("+"):
        return f"{band[:-1]} years or more"
    return f"{band.replace('-', ' to ')} years"


def _situation_edit(**facts: Any) -> Callable[[Case], Case]:
    return lambda case: attrs.evolve(case, situation=attrs.evolve(case.situation, **facts))


def _product_edit(**facts: Any) -> Callable[[Case], Case]:
    def edit(case: Case) -> Case:
        product: Any = attrs.evolve(case.proposal.product, **facts)
        return attrs.evolve(case, proposal=attrs.evolve(case.proposal, product=product))

    return edit


def _with_condition(condition: Condition) -> Callable[[Case], Case]:
    return lambda case: _situation_edit(conditions={*(case.situation.conditions or ()), condition})(case)


def _with_medicine(medicine: MedicineClass) -> Callable[[Case], Case]:
    more = Medicine(name=str(medicine))
    return lambda case: _situation_edit(medicines=(*(case.situation.medicines or ()), more))(case)


def _is_named(medicine: MedicineClass) -> bool:
    """Whether the word of a class is the name of a medicine of that class."""
    return medicine in medicine_classes(Medicine(name=str(medicine))).classes


def _with_intent(intent: Intent) -> Callable[[Case], Case]:
    """A function that gives a case another intent, without the amounts that do not fit it."""

    def edit(case: Case) -> Case:
        proposal = case.proposal
        target = proposal.target if intent in (Intent.START, Intent.INCREASE) else None
        lower_to = proposal.lower_to if intent is Intent.LOWER else None
        return attrs.evolve(case, proposal=attrs.evolve(proposal, intent=intent, target=target, lower_to=lower_to))

    return edit
