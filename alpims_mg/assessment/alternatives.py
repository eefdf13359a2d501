"""What a person may do instead of a proposal that is withheld: another proposal today, or a day to ask again."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import attrs

from alpims_mg._internal.templates import fill
from alpims_mg.assessment.evaluation import Evaluation, evaluate, is_withheld, with_fitting_holds
from alpims_mg.assessment.screening import (
    screened_additives,
    without_additives,
)
from alpims_mg.dosing.dividing import suggested_capsule
from alpims_mg.dosing.rungs import Schedule
from alpims_mg.dosing.titration import last_totals
from alpims_mg.model.decisions import (
    Alternative,
)
from alpims_mg.model.findings import Finding, Verdict
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Proposal
from alpims_mg.model.quantities import Elemental, in_mg
from alpims_mg.model.situations import Situation
from alpims_mg.model.vocabulary import Additive, Answer, Form, Intent, Vehicle
from alpims_mg.rulebook.alternatives import AlternativeKind, ProductDifference, Suggestion
from alpims_mg.rulebook.current import Rulebook
from alpims_mg.rulebook.dosing import Amount, Division
from alpims_mg.rules.findings import finding


def find_alternatives(
    situation: Situation, proposal: Proposal, evaluation: Evaluation, rulebook: Rulebook
) -> Iterator[Alternative]:
    """For each kind of alternative to a withheld capsule, yield the first proposal that is not withheld today.

    A kind (such as another form) is skipped unless it addresses every finding that withholds.
    """
    if isinstance(proposal.product, Topical):
        return
    capsule, refused = proposal.product, attrs.evolve(proposal.product, compound=None)
    blocking = [found.rule for found in evaluation.withheld]
    for kind, rule in rulebook.alternatives:
        addressed = tuple(f"{family}." for family in rule.then)
        if all(rule_id.startswith(addressed) for rule_id in blocking):
            for unfitted in _candidates(kind, situation, proposal, capsule, rulebook):
                candidate = with_fitting_holds(unfitted, rulebook)
                if is_withheld(situation, candidate, situation.zone, rulebook):
                    continue
                if kind is AlternativeKind.ANOTHER_PRODUCT and candidate.product == refused:
                    break  # the product is not what rules the proposal out
                answered = evaluate(situation, candidate, rulebook)
                numbers = tuple(_numbers(kind, situation, capsule, candidate, answered, rulebook))
                reason = finding(rule, verdict=Verdict.CAUTION, numbers=numbers)
                yield from as_alternative(candidate, (answered,), reason, rulebook)
                break


def as_alternative(
    proposal: Proposal, evaluations: Iterable[Evaluation], reason: Finding, rulebook: Rulebook
) -> Iterator[Alternative]:
    """Yield the proposal as an alternative with its own answer, unless it is withheld.

    A day of a course can have several evaluations, because reports can disagree. The least permissive answer counts.
    If its own answer has advice instead of a plan, such as to stop, the alternative says that.
    """
    strictest = min(evaluations, key=lambda evaluation: list(Answer).index(evaluation.answer))
    rule = rulebook.alternative_answers[strictest.answer]
    if rule.then is Suggestion.NOT_SUGGESTED:
        return
    facts = strictest.missing_words(rulebook)
    said = finding(rule, verdict=Verdict.CAUTION, numbers=(("facts", facts),) if facts else ())
    advice = next(iter(strictest.advice), said)
    missing = tuple(map(str, strictest.missing))
    yield Alternative(proposal=proposal, reason=reason, answer=strictest.answer, advice=advice, missing=missing)


def _numbers(
    kind: AlternativeKind,
    situation: Situation,
    refused: Capsule,
    candidate: Proposal,
    answered: Evaluation,
    rulebook: Rulebook,
) -> Iterator[tuple[str, str]]:
    """Yield the pairs that fill the text of an alternative: its amount, or what is different about its product.

    ``answered`` holds the results of all rules for the alternative.
    """
    if kind is AlternativeKind.LOWER and isinstance(answered.schedule, Schedule):
        yield "lower_mg", in_mg(answered.schedule.highest_day)
    if kind is AlternativeKind.ANOTHER_TARGET and candidate.target:
        yield "target_mg", candidate.target.format_mg()
    if kind is AlternativeKind.ANOTHER_PRODUCT and isinstance(candidate.product, Capsule):
        additives = screened_additives(refused, situation.avoids, rulebook)
        left_out = additives - screened_additives(candidate.product, situation.avoids, rulebook)
        yield "differences", ", ".join(_differences(refused, candidate.product, left_out, rulebook))


def _differences(
    refused: Capsule, suggested: Capsule, left_out: frozenset[Additive], rulebook: Rulebook
) -> Iterator[str]:
    """Yield words for each difference of two products. ``left_out`` holds the additives of the refused one only."""
    words = rulebook.product_differences
    if suggested.form is not refused.form:
        yield fill(words[ProductDifference.FORM].then, (("form", str(suggested.form)),))
    if suggested.elemental != refused.elemental:
        yield fill(words[ProductDifference.STRENGTH].then, (("strength_mg", suggested.elemental.format_mg()),))
    if suggested.divides_into != refused.divides_into:
        whole = suggested.divides_into == Division.WHOLE.value
        row = words[ProductDifference.WHOLE if whole else ProductDifference.DIVISION]
        yield fill(row.then, (("parts", str(suggested.divides_into)),))
    if suggested.dosage_form is not refused.dosage_form and suggested.dosage_form is not None:
        row = words[ProductDifference.DOSAGE_FORM]
        yield fill(row.then, (("dosage_form", suggested.dosage_form.noun),))
    if left_out:
        named = " or ".join(sorted(str(additive).replace("-", " ") for additive in left_out))
        yield fill(words[ProductDifference.ADDITIVES].then, (("additives", named),))


def _candidates(
    kind: AlternativeKind, situation: Situation, proposal: Proposal, capsule: Capsule, rulebook: Rulebook
) -> Iterable[Proposal]:
    """The proposals to try for one kind of alternative, in the order in which to try them."""
    match kind:
        case AlternativeKind.TOPICAL:
            return _topical_proposals()
        case AlternativeKind.STAY:
            staying = attrs.evolve(proposal, intent=Intent.MAINTAIN, target=None)
            return (staying,) if proposal.intent is Intent.INCREASE and proposal.current_daily else ()
        case AlternativeKind.LOWER:
            return _lower_proposals(proposal)
        case AlternativeKind.ANOTHER_TARGET:
            target = proposal.target or rulebook.dose_amounts[Amount.LAST_LEAST].then
            totals = last_totals(capsule, rulebook) if proposal.intent is not Intent.MAINTAIN else ()
            nearest = sorted(totals, key=lambda total: abs(total.nanograms - target.nanograms))
            return (attrs.evolve(proposal, target=total) for total in nearest)
        case AlternativeKind.UNDIVIDED:
            whole = attrs.evolve(capsule, divides_into=Division.WHOLE.value)
            return (attrs.evolve(proposal, product=whole),)
        case _:
            start: dict[str, Any] = {"intent": Intent.START, "current_daily": None}
            additives = screened_additives(capsule, situation.avoids, rulebook)
            products = _products(capsule, additives, rulebook)
            return (attrs.evolve(proposal, product=product, **start) for product in products)


def _lower_proposals(proposal: Proposal) -> tuple[Proposal, ...]:
    """One step down for a person who takes the product. To nothing, if the present amount is not stated."""
    if proposal.intent is Intent.START or proposal.current_daily == Elemental.mg(0):
        return ()
    lower_to = Elemental.mg(0) if proposal.current_daily is None else None
    return (attrs.evolve(proposal, intent=Intent.LOWER, target=None, lower_to=lower_to),)


@cache
def _topical_proposals() -> tuple[Proposal, ...]:
    return tuple(Proposal(intent=Intent.START, product=Topical(vehicle=vehicle)) for vehicle in Vehicle)


def _products(capsule: Capsule, additives: frozenset[Additive], rulebook: Rulebook) -> Iterator[Capsule]:
    """For each form, yield two capsules to try instead of ``capsule``, both without ``additives``.

    The form of ``capsule`` comes first. The first of the two keeps the strength, the division and the dosage form. The
    second is a hard capsule of the strength that the rulebook suggests, and divides into quarters.
    """
    without = without_additives(capsule, additives)
    for form in sorted(Form, key=lambda form: form is not capsule.form):
        similar = attrs.evolve(without, form=form, compound=None)
        yield similar
        yield attrs.evolve(suggested_capsule(form, rulebook), ingredients=without.ingredients)


def when_to_ask_again(
    situation: Situation, proposal: Proposal, evaluation: Evaluation, rulebook: Rulebook
) -> Iterator[Finding]:
    """For a withheld proposal, yield advice (a finding) for each zone that would not withhold it: ask again then.

    The advice says which answer that zone would bring with the same facts, and names the facts that are missing.
    """
    of_zones = f"{rulebook.zones.name}."
    if any(not (found.supposed or found.rule.startswith(of_zones)) for found in evaluation.withheld):
        return  # no zone lifts what another fact withholds
    for zone in dict.fromkeys(rule.then for _, rule in rulebook.ask_again):
        then = evaluate(attrs.evolve(situation, zone=zone), proposal, rulebook)
        facts = then.missing_words(rulebook)
        for key, rule in rulebook.ask_again:
            if rule.then is zone and str(key) == str(then.answer):
                yield finding(rule, verdict=Verdict.CAUTION, numbers=(("facts", facts),) if facts else ())
