"""Lists each change of one fact of a case that the rulebook allows, with a function that makes the change.

The new values come from the rulebook, so their number is finite. No change leaves out a medicine.
"""

from collections.abc import Callable, Iterator
from typing import Any, final

import attrs

from alpims_mg._internal.messages import say
from alpims_mg.assessment.evaluation import evaluate, with_fitting_holds
from alpims_mg.assessment.kidney import recency
from alpims_mg.assessment.screening import screened_additives, without_additives
from alpims_mg.dosing.dividing import suggested_capsule
from alpims_mg.dosing.titration import daily_totals, last_totals
from alpims_mg.explanation.counterfactuals import Change
from alpims_mg.labels.ingredients import label_was_read
from alpims_mg.medicines.recognition import member_names
from alpims_mg.model.findings import Verdict
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.quantities import Elemental
from alpims_mg.model.situations import Acknowledgement, Situation
from alpims_mg.model.vocabulary import (
    Condition,
    DosageForm,
    FactList,
    Form,
    Intent,
    KidneyFunction,
    Tolerance,
    Vehicle,
    Zone,
)
from alpims_mg.rulebook.changes import Changeable, Persistence
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Division
from alpims_mg.rulebook.kidney import Recency
from alpims_mg.rules.findings import finding

Edit = Callable[[Case], Case]
"""A function from a case to the case after one change. It returns an equal case if the change does not apply."""


@final
@attrs.frozen(kw_only=True, eq=False, repr=False)
class PossibleChange:
    """One new value for one thing in a case, such as another zone. The rulebook allows this change.

    ``change`` describes the change, and ``edit`` is a function that applies it to a case. ``thing`` is a pair that
    identifies what changes. First comes its kind. Then comes the condition, the index of the medicine, or None.
    """

    change: Change
    thing: tuple[Changeable, object]
    edit: Edit


def possible_changes(case: Case, rulebook: Rulebook) -> Iterator[PossibleChange]:
    """Yields a ``PossibleChange`` for each new value that the rulebook allows anywhere in the case.

    Callers that apply several of them together apply them in the order of this list.
    """
    situation, proposal = case.situation, case.proposal
    if isinstance(proposal.product, Capsule):
        yield from _product_changes(proposal, proposal.product, situation, rulebook)
    what = Changeable.ZONE_TODAY if situation.zone is None else Changeable.ZONE
    for zone in Zone:
        if zone is not situation.zone:
            yield _situation_change(what, str(zone), rulebook, zone=zone)
    if situation.tolerance is Tolerance.UNPROVEN:
        yield _situation_change(Changeable.TOLERANCE, str(Tolerance.PROVEN), rulebook, tolerance=Tolerance.PROVEN)
    if situation.age_years is None:
        for band, rule in rulebook.age_bands:
            yield _situation_change(Changeable.AGE, f"{band} years", rulebook, age_years=rule.then)
    unmeasured = situation.kidney in (None, KidneyFunction.NOT_ASSESSED) and situation.egfr is None
    if unmeasured or recency(situation.kidney_date, situation.as_of, rulebook) is Recency.STALE:
        for kidney in KidneyFunction:
            if kidney is not KidneyFunction.NOT_ASSESSED:
                result: dict[str, Any] = {"kidney": kidney, "egfr": None, "kidney_date": situation.as_of}
                yield _situation_change(Changeable.KIDNEY, str(kidney), rulebook, **result)
    if situation.conditions is None:
        yield _situation_change(Changeable.CONDITIONS, "none", rulebook, conditions=())
    if FactList.CONDITIONS in situation.partial:
        edit = _without_rest(FactList.CONDITIONS)
        yield possible_change(Changeable.REST_OF_CONDITIONS, "none", rulebook, edit)
    for condition in sorted(situation.conditions or (), key=str):
        if (persistence := rulebook.persistence[condition]).then is Persistence.PASSES:
            yield possible_change(
                Changeable.CONDITION,
                str(condition),
                rulebook,
                _without_condition(condition),
                of=condition,
                how=persistence.reason,
            )
    if situation.medicines is None:
        yield _situation_change(Changeable.MEDICINES, "none", rulebook, medicines=())
    if FactList.MEDICINES in situation.partial:
        edit = _without_rest(FactList.MEDICINES)
        yield possible_change(Changeable.REST_OF_MEDICINES, "none", rulebook, edit)
    yield from _medicine_changes(case, rulebook)
    if situation.other_magnesium != Elemental.mg(0):
        what = Changeable.OTHER_AMOUNT if situation.other_magnesium is None else Changeable.OTHER_MAGNESIUM
        yield _situation_change(what, "0 mg", rulebook, other_magnesium=Elemental.mg(0))


def _product_changes(
    proposal: Proposal, capsule: Capsule, situation: Situation, rulebook: Rulebook
) -> Iterator[PossibleChange]:
    """Yields each change that one could make to the proposal of a case, if that is for a capsule.

    The new value is another intent, route, product, label, present amount or target.
    """
    if proposal.intent is Intent.LOWER:
        yield from _present_amounts(proposal, capsule, rulebook)  # nothing else stands in the way of taking less
        return
    if proposal.intent is Intent.INCREASE:
        yield _proposal_change(Changeable.INTENT, str(Intent.MAINTAIN), rulebook, intent=Intent.MAINTAIN, target=None)
    vehicle = next(iter(Vehicle))  # an oil: only a bath may be too hot
    topical: dict[str, Any] = {
        "product": Topical(vehicle=vehicle),
        "intent": Intent.START,
        "target": None,
        "current_daily": None,
    }
    yield _proposal_change(Changeable.ROUTE, str(vehicle), rulebook, **topical)
    offered = suggested_capsule(capsule.form, rulebook)
    sizes: dict[str, Any] = {
        "elemental": offered.elemental,
        "divides_into": offered.divides_into,
        "dosage_form": offered.dosage_form,
    }
    suggested = attrs.evolve(capsule, **sizes)
    if proposal.intent is Intent.START or proposal.current_daily is not None:
        for form in Form:
            if form is not capsule.form:
                yield _new_product_change(Changeable.FORM, str(form), rulebook, form=form)
        if suggested != capsule:
            to = say(
                "view.changes",
                "{mg} mg, {dosage_form}, divided into {parts}",
                mg=offered.elemental.format_mg(),
                dosage_form=offered.dosage_form,
                parts=offered.divides_into,
            )
            yield _new_product_change(Changeable.STRENGTH, str(to), rulebook, **sizes)
        if additives := screened_additives(capsule, situation.avoids, rulebook):
            named = ", ".join(sorted(map(str, additives)))
            yield _new_product_change(
                Changeable.ADDITIVES, named, rulebook, ingredients=without_additives(capsule, additives).ingredients
            )
    else:
        yield from _present_amounts(proposal, capsule, rulebook)
    if capsule.divides_into != Division.WHOLE.value:
        edit = _with_capsule(divides_into=Division.WHOLE.value)
        yield possible_change(Changeable.DIVISION, str(say("view.changes", "whole ones only")), rulebook, edit)
    if capsule.dosage_form is None:
        for dosage_form in DosageForm:
            edit = _with_capsule(dosage_form=dosage_form)
            yield possible_change(Changeable.DOSAGE_FORM, str(dosage_form), rulebook, edit)
    if not label_was_read(capsule.ingredients):
        to_read = str(say("view.changes", "no additive to avoid"))
        yield possible_change(Changeable.LABEL, to_read, rulebook, _with_capsule(ingredients=()))
    if proposal.intent is not Intent.MAINTAIN:
        for total in sorted({*last_totals(capsule, rulebook), *last_totals(suggested, rulebook)}):
            if total != proposal.target:
                yield possible_change(Changeable.TARGET, f"{total.format_mg()} mg", rulebook, _with_target(total))


def _present_amounts(proposal: Proposal, capsule: Capsule, rulebook: Rulebook) -> Iterator[PossibleChange]:
    """Yields a change for each present amount that the capsule can give. To take less, it is above ``lower_to``."""
    for total in daily_totals(capsule, rulebook):
        if proposal.lower_to is None or proposal.lower_to < total:
            yield _proposal_change(Changeable.PRESENT_AMOUNT, f"{total.format_mg()} mg", rulebook, current_daily=total)


def _medicine_changes(case: Case, rulebook: Rulebook) -> Iterator[PossibleChange]:
    """Yields a change for each medicine in the case that is stated only as a group: state one member of the group.

    The member is the first that the case does not name yet and for which no finding withholds. A group without such a
    member gives no change.
    """
    medicines = case.situation.medicines or ()
    names = {str(medicine) for medicine in medicines}
    for i, medicine in enumerate(medicines):
        for name in member_names(medicine):
            edit = _with_medicine_name(i, name)
            if name not in names and not _withholds(name, edit(case), rulebook):
                yield possible_change(Changeable.MEDICINE, f"{medicine} is {name}", rulebook, edit, of=i)
                break


def _withholds(name: str, case: Case, rulebook: Rulebook) -> bool:
    withheld = evaluate(case.situation, case.proposal, rulebook).withheld
    return any(finding.about == name for finding in withheld)


def _situation_change(what: Changeable, to: str, rulebook: Rulebook, **facts: Any) -> PossibleChange:
    return possible_change(what, to, rulebook, _evolve_case(situation=facts))


def _proposal_change(what: Changeable, to: str, rulebook: Rulebook, **facts: Any) -> PossibleChange:
    return possible_change(what, to, rulebook, _evolve_case(proposal=facts))


def _new_product_change(what: Changeable, to: str, rulebook: Rulebook, **facts: Any) -> PossibleChange:
    """A change to another product: it gives the capsule the new ``facts`` and proposes to start that product.

    ``facts`` maps field names of the capsule to new values. ``to`` is the new value in words.
    """

    def edit(case: Case) -> Case:
        if isinstance(case.proposal.product, Topical):
            return case
        product: Any = attrs.evolve(case.proposal.product, **facts, compound=None)
        start = attrs.evolve(case.proposal, intent=Intent.START, current_daily=None, product=product)
        return attrs.evolve(case, proposal=start)

    return possible_change(what, to, rulebook, edit)


def possible_change(
    what: Changeable, to: str, rulebook: Rulebook, edit: Edit, *, of: object = None, how: str | None = None
) -> PossibleChange:
    """Builds a ``PossibleChange``. Its reason is a finding from the rule that allows the change.

    ``what`` is the kind of thing that changes, and ``to`` is its new value in words. ``of`` tells which condition, or
    gives the index of the medicine. It is None for other kinds. ``how`` replaces the rule's own words on what to do.
    """
    rule = rulebook.changes[what]
    reason = finding(rule, verdict=Verdict.CAUTION)
    change = Change(what=what, means=rule.then.means, how=how or rule.then.words, to=to, reason=reason)

    def fitting_edit(case: Case) -> Case:
        edited = edit(case)
        return attrs.evolve(edited, proposal=with_fitting_holds(edited.proposal, rulebook))

    return PossibleChange(change=change, thing=(what, of), edit=fitting_edit)


def _evolve_case(*, situation: dict[str, Any] | None = None, proposal: dict[str, Any] | None = None) -> Edit:
    """A function from a case to a copy with new values. Both arguments map field names to these values."""

    def edit(case: Case) -> Case:
        return Case(
            situation=attrs.evolve(case.situation, **(situation or {})),
            proposal=attrs.evolve(case.proposal, **(proposal or {})),
        )

    return edit


def _without_rest(one: FactList) -> Edit:
    """A function that makes a list whole, of which only a part is stated: it holds nothing else."""

    def edit(case: Case) -> Case:
        partial = case.situation.partial - {one}
        return attrs.evolve(case, situation=attrs.evolve(case.situation, partial=partial))

    return edit


def _without_condition(condition: Condition) -> Edit:
    def edit(case: Case) -> Case:
        others = (case.situation.conditions or frozenset()) - {condition}
        return attrs.evolve(case, situation=attrs.evolve(case.situation, conditions=others))

    return edit


def _with_medicine_name(i: int, name: str) -> Edit:
    def edit(case: Case) -> Case:
        medicines = list(case.situation.medicines or ())
        medicines[i] = attrs.evolve(medicines[i], name=name, atc=None, rxnorm=None)
        return attrs.evolve(case, situation=attrs.evolve(case.situation, medicines=medicines))

    return edit


def with_acknowledgements(acknowledgements: tuple[Acknowledgement, ...]) -> Edit:
    """Returns a function that adds these acknowledgements to the situation of a case."""

    def edit(case: Case) -> Case:
        acknowledged = (*case.situation.acknowledged, *acknowledgements)
        return attrs.evolve(case, situation=attrs.evolve(case.situation, acknowledged=acknowledged))

    return edit


def _with_target(total: Elemental) -> Edit:
    def edit(case: Case) -> Case:
        if isinstance(case.proposal.product, Topical) or case.proposal.intent is Intent.MAINTAIN:
            return case  # such a proposal has no target
        return attrs.evolve(case, proposal=attrs.evolve(case.proposal, target=total))

    return edit


def _with_capsule(**facts: Any) -> Edit:
    """A function that gives the capsule of a case new ``facts``, and leaves a topical product as it is."""

    def edit(case: Case) -> Case:
        product = case.proposal.product
        if isinstance(product, Capsule):
            product = attrs.evolve(product, **facts)
        return attrs.evolve(case, proposal=attrs.evolve(case.proposal, product=product))

    return edit
