"""The laws of the library as plain functions: each raises ``LawBrokenError`` for a case that breaks it.

They take any rulebook, so that a clinic can hold its own to them.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise, product
from typing import Any

import attrs

from alpims_mg.assessment.evaluation import assess
from alpims_mg.dosing.titration import titration_schedule
from alpims_mg.errors import AlpimsMgError
from alpims_mg.explanation.explanations import explain
from alpims_mg.explanation.options import FormOption, RouteOption
from alpims_mg.explanation.ranking import form_options, route_options
from alpims_mg.explanation.search import what_would_change
from alpims_mg.labels.label import Label
from alpims_mg.medicines.recognition import medicine_classes
from alpims_mg.model.decisions import Consult, Decision, Infeasible, NeedsInformation, Offer, Withhold
from alpims_mg.model.findings import DoseSeparation, Verdict, strictest, worst
from alpims_mg.model.plans import DosePlan, LimitCheck, LimitOutcome
from alpims_mg.model.products import Capsule, Topical
from alpims_mg.model.proposals import Case, Proposal
from alpims_mg.model.quantities import Compound, Elemental
from alpims_mg.model.situations import Egfr, Medicine, Situation
from alpims_mg.model.vocabulary import Aim, Condition, Domain, Form, Intent, KidneyFunction, Route, Zone
from alpims_mg.rulebook.changes import Persistence
from alpims_mg.rulebook.current import CURRENT, Rulebook
from alpims_mg.rulebook.dosing import Amount, Count
from alpims_mg.rulebook.forms import Intakes, TimesKey
from alpims_mg.rulebook.medicines.tables import Interaction, MedicineKey, Window, WindowKey
from alpims_mg.rules.index import rules_by_id, tables
from alpims_mg.rules.strictness import verdict_of
from alpims_mg.wire import make_converter

__all__ = [
    "LawBrokenError",
    "a_label_never_invents_an_amount",
    "a_lower_egfr_never_permits_more",
    "acknowledgement_never_lifts_a_withhold",
    "adding_a_compound_never_permits_more",
    "adding_a_condition_never_permits_more",
    "adding_a_medicine_never_permits_more",
    "adding_an_egfr_never_permits_more",
    "adding_an_ingredient_never_permits_more",
    "alternatives_are_never_withheld",
    "answer_follows_the_worst_finding",
    "asking_in_another_order_ranks_the_same",
    "blocked_options_come_last",
    "counterfactuals_keep_every_medicine",
    "counterfactuals_lead_where_they_promise",
    "directions_are_never_swapped",
    "every_option_is_listed_with_cited_reasons",
    "explanation_names_every_finding",
    "limits_say_what_the_plan_does",
    "no_capsule_starts_or_rises_outside_green",
    "one_more_risk_never_unblocks_an_option",
    "option_is_what_assess_answers",
    "order_never_matters",
    "permission",
    "plan_is_divided",
    "plan_is_made_of_whole_portions",
    "rounding_never_adds",
    "start_plan_keeps_the_bands",
    "stating_more_never_lifts_a_withhold",
    "strictest_member",
    "structure_after_unstructure_is_identity",
    "tightened_never_permits_more",
    "unknown_is_never_permission",
    "windows_are_never_shrunk",
]

_SOME_DAY = date(2000, 1, 2)


class LawBrokenError(AlpimsMgError, AssertionError):
    """A case that breaks a law; the message shows it."""


def permission(decision: Decision) -> int:
    """How much an answer permits: 0 withholds, 1 needs information, 2 asks for a clinician, 3 offers."""
    return decision.answer.permission


def unknown_is_never_permission(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """While a needed fact is not stated, the answer is neither an offer nor a draft."""
    needed: list[object] = [situation.zone]
    if isinstance(proposal.product, Capsule):
        needed += [situation.age_years, situation.kidney or situation.egfr, situation.conditions, situation.medicines]
        if proposal.intent is not Intent.START:
            needed.append(proposal.current_daily)
    decision = assess(situation, proposal, rulebook=rulebook)
    if None in needed:
        _hold(isinstance(decision, Withhold | NeedsInformation), "permitted on what is not known", situation, proposal)
    else:
        _hold(not isinstance(decision, NeedsInformation), "asks for what is stated", situation, proposal)


def stating_more_never_lifts_a_withhold(
    situation: Situation, stated: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """What is withheld while facts are missing is withheld whatever they turn out to be.

    The facts that ``situation`` does not state are taken from ``stated``.
    """
    facts = ("zone", "age_years", "kidney", "egfr", "conditions", "medicines")
    missing = {fact: getattr(stated, fact) for fact in facts if getattr(situation, fact) is None}
    fuller = attrs.evolve(situation, **missing)
    if isinstance(assess(situation, proposal, rulebook=rulebook), Withhold):
        after = assess(fuller, proposal, rulebook=rulebook)
        _hold(isinstance(after, Withhold), "stating more lifted a withhold", situation, fuller, proposal)


def adding_a_condition_never_permits_more(
    situation: Situation, proposal: Proposal, extra: Condition, rulebook: Rulebook = CURRENT
) -> None:
    """One more condition on a stated list never moves an answer towards permission."""
    if situation.conditions is not None:
        riskier = attrs.evolve(situation, conditions=situation.conditions | {extra})
        _no_more_permissive(situation, proposal, riskier, proposal, rulebook)


def adding_a_medicine_never_permits_more(
    situation: Situation, proposal: Proposal, extra: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """One more medicine, under a name of its own, on a stated list never moves an answer towards permission."""
    if situation.medicines is not None and str(extra) not in map(str, situation.medicines):
        riskier = attrs.evolve(situation, medicines=(*situation.medicines, extra))
        _no_more_permissive(situation, proposal, riskier, proposal, rulebook)


def adding_an_egfr_never_permits_more(
    situation: Situation, proposal: Proposal, egfr: Egfr, rulebook: Rulebook = CURRENT
) -> None:
    """An eGFR beside a kidney function stated in words never moves an answer towards permission."""
    if situation.kidney is not None:
        before, after = attrs.evolve(situation, egfr=None), attrs.evolve(situation, egfr=egfr)
        _no_more_permissive(before, proposal, after, proposal, rulebook)


def a_lower_egfr_never_permits_more(
    situation: Situation, proposal: Proposal, egfr: Egfr, lower: Egfr, rulebook: Rulebook = CURRENT
) -> None:
    """A lower eGFR in whatever unit never moves an answer towards permission.

    Acknowledgements are left out, since one may name the row of the lower value alone.
    """
    low, high = sorted((egfr, lower), key=lambda one: one.value)
    alone = attrs.evolve(situation, acknowledged=())
    before, after = attrs.evolve(alone, egfr=high), attrs.evolve(alone, egfr=low)
    _no_more_permissive(before, proposal, after, proposal, rulebook)


def limits_say_what_the_plan_does(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """A plan names what made it end where it ends, and every upper level with what the plan comes to under it; a
    level is passed exactly where a finding says so.
    """
    decision = assess(situation, proposal, rulebook=rulebook)
    plan = decision.plan if isinstance(decision, Offer) else decision.draft if isinstance(decision, Consult) else None
    if not isinstance(plan, DosePlan) or not isinstance(proposal.product, Capsule):
        return
    case = (situation, proposal, plan.limits)
    bare = titration_schedule(
        proposal.product,
        intent=proposal.intent,
        target=proposal.target,
        current_daily=proposal.current_daily,
        hold_days=proposal.hold_days,
        rulebook=rulebook,
    )
    own = set(bare.limits) if isinstance(bare, DosePlan) else set[LimitCheck]()
    _hold(own and own < set(plan.limits), "a bound of the schedule is lost", *case)
    outcomes = [one.outcome for one in plan.limits]
    _hold(LimitOutcome.BINDING in outcomes, "nothing ends the plan", *case)
    _hold(outcomes == sorted(outcomes, key=tuple(LimitOutcome).index), "the bounds are out of order", *case)
    _hold(len({one.rule for one in plan.limits}) == len(plan.limits), "a bound stands twice", *case)
    highest = max(step.daily.nanograms for step in plan.steps)
    intake = max(intake.elemental.nanograms for step in plan.steps for intake in step.intakes)
    beside = [one.magnesium for one in situation.medicines or ()] + [situation.other_magnesium]
    total = highest + sum(one.nanograms for one in beside if one is not None)
    passed = {one.rule for one in plan.limits if one.outcome is LimitOutcome.EXCEEDED}
    levels = {rule.id: rule.then for _, rule in rulebook.ceilings if isinstance(rule.then.level, Elemental)}
    found = {one.rule for one in decision.findings if one.rule in levels}
    _hold(passed == found, "a level is passed without a finding, or the other way round", *case)
    for one in plan.limits:
        over = one.amount.nanograms - one.level.nanograms
        _hold(one.margin.nanograms == abs(over), "a margin is not the difference", *case)
        if one.outcome is not LimitOutcome.BINDING:
            _hold((one.outcome is LimitOutcome.EXCEEDED) is (over > 0), "an outcome is not what the amounts say", *case)
        if one.rule in levels:
            same = (one.level, one.amount.nanograms) == (levels[one.rule].level, total)
            _hold(same, "a level is not the rulebook's, or the sum is wrong", *case)
        elif one.rule.startswith("ceiling.occasion."):
            _hold(one.amount.nanograms == intake and over < 0, "an intake is not below its level", *case)
    said = {one.rule: one.amount.nanograms for one in plan.limits}
    for amount, comes_to in ((Amount.INTAKE_MOST, intake), (Amount.LAST_MOST, highest)):
        _hold(said[rulebook.dose_amounts[amount].id] == comes_to, "a bound is not what the steps say", *case)


def adding_an_ingredient_never_permits_more(
    situation: Situation, proposal: Proposal, extra: str, rulebook: Rulebook = CURRENT
) -> None:
    """One more ingredient on a label that was read never moves an answer towards permission."""
    product = proposal.product
    if isinstance(product, Capsule) and product.ingredients is not None:
        more = attrs.evolve(product, ingredients=(*product.ingredients, extra))
        _no_more_permissive(situation, proposal, situation, attrs.evolve(proposal, product=more), rulebook)


def adding_a_compound_never_permits_more(
    situation: Situation, proposal: Proposal, compound: Compound, rulebook: Rulebook = CURRENT
) -> None:
    """A capsule whose compound is stated too is never permitted more than without it."""
    if isinstance(proposal.product, Capsule):
        without = attrs.evolve(proposal, product=attrs.evolve(proposal.product, compound=None))
        stated = attrs.evolve(proposal, product=attrs.evolve(proposal.product, compound=compound))
        _no_more_permissive(situation, without, situation, stated, rulebook)


def a_label_never_invents_an_amount(text: str, rulebook: Rulebook = CURRENT) -> None:
    """Every amount that is read from a label stands in its text, in one unit of mass or another."""
    written = {
        Decimal(number) * nanograms
        for digits in _numbers(unicodedata.normalize("NFKC", text))
        for number in (digits.replace(",", ""), digits.replace(",", "."))
        if number.count(".") < 2
        for nanograms in (10**3, 10**6, 10**9)
    }
    for serving in Label.from_text(text, rulebook=rulebook).servings:
        for amount in (serving.elemental, serving.compound):
            _hold(amount is None or amount.nanograms in written, "an amount stands nowhere in the text", text, amount)


def _numbers(text: str) -> list[str]:
    """The numbers of a text as they are written, each run of digits with the points and commas inside it."""
    only = "".join(sign if sign in "0123456789.," else " " for sign in text)
    return [number for number in (run.strip(".,") for run in only.split()) if number]


def windows_are_never_shrunk(
    situation: Situation, proposal: Proposal, extra: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """From each medicine the answer keeps, in each direction, at least the hours of every row that the medicine meets;
    one more medicine, under a name of its own, shortens the hours of no other.
    """
    before = assess(situation, proposal, rulebook=rulebook).separation_by_medicine()
    for medicine in situation.medicines or ():
        window = rulebook.windows[WindowKey(route=proposal.product.route, given=medicine.route)].then
        kinds = medicine_classes(medicine) if window is Window.APPLIES else ()
        for kind, kidney in product(kinds, KidneyFunction):
            key = MedicineKey(medicine=kind, route=proposal.product.route, kidney=kidney)
            then = rulebook.medicines[key].then
            _keeps(before.get(str(medicine)), then.separation, situation, medicine)
    if situation.medicines is not None and str(extra) not in map(str, situation.medicines):
        more = attrs.evolve(situation, medicines=(extra, *situation.medicines))
        after = assess(more, proposal, rulebook=rulebook).separation_by_medicine()
        for name, separation in before.items():
            _keeps(after.get(name), separation, situation, extra)


def directions_are_never_swapped(separation: DoseSeparation, medicine_at: time, magnesium_at: time) -> None:
    """Magnesium that is allowed comes at least the first gap after every medicine before it, and at least the second
    gap before every medicine after it, day after day; magnesium that is not allowed breaks one of the two.
    """
    taken = datetime.combine(_SOME_DAY, magnesium_at)
    doses = [datetime.combine(_SOME_DAY + timedelta(days=days), medicine_at) for days in (-1, 0, 1)]
    after = all(taken - dose >= timedelta(hours=separation.medicine_to_magnesium) for dose in doses if dose <= taken)
    before = all(dose - taken >= timedelta(hours=separation.magnesium_to_medicine) for dose in doses if dose >= taken)
    allowed = separation.allows(medicine_at=medicine_at, magnesium_at=magnesium_at)
    _hold(
        allowed is (after and before), "a gap is counted in the wrong direction", separation, medicine_at, magnesium_at
    )


def strictest_member(
    shorter: str, longer: str, kidney: KidneyFunction = KidneyFunction.NORMAL, rulebook: Rulebook = CURRENT
) -> None:
    """A group that is only named by the beginning of a code is answered as strictly as each medicine in it: its word,
    and where it is not withheld the hours of each direction by itself, and how grave it is held to be.
    """
    group, member = (_of_code(code, kidney, rulebook) for code in (shorter, longer))
    verdicts = [worst(one.verdict for one in rows) for rows in (group, member)]
    _hold(verdicts[0].severity >= verdicts[1].severity, "a group is milder than its member", shorter, longer, kidney)
    if verdicts[0] is not Verdict.WITHHOLD:
        own, theirs = (strictest(*(one.separation for one in rows if one.separation)) for rows in (group, member))
        _keeps(own, theirs, shorter, longer, kidney)
    grades = [max(one.severity.grade for one in rows) for rows in (group, member)]
    _hold(grades[0] >= grades[1], "a group is held less grave than its member", shorter, longer, kidney)


def order_never_matters(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """The order in which medicines, ingredients and acknowledgements are given changes nothing of the answer."""
    product = proposal.product
    if isinstance(product, Capsule) and product.ingredients:
        product = attrs.evolve(product, ingredients=product.ingredients[::-1])
    turned = attrs.evolve(
        situation,
        medicines=situation.medicines and situation.medicines[::-1],
        acknowledged=situation.acknowledged[::-1],
    )
    before = assess(situation, proposal, rulebook=rulebook)
    after = assess(turned, attrs.evolve(proposal, product=product), rulebook=rulebook)
    same = type(before) is type(after) and before.findings == after.findings
    _hold(same and before.acknowledged == after.acknowledged, "order mattered", situation, proposal)


def no_capsule_starts_or_rises_outside_green(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """In Yellow and in Red nothing oral begins or is raised."""
    changes = isinstance(proposal.product, Capsule) and proposal.intent is not Intent.MAINTAIN
    if changes and situation.zone in (Zone.YELLOW, Zone.RED):
        decision = assess(situation, proposal, rulebook=rulebook)
        _hold(isinstance(decision, Withhold), "a capsule changed outside Green", situation, proposal)


def answer_follows_the_worst_finding(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """A finding that withholds withholds; an offer leaves no question for a clinician open."""
    decision = assess(situation, proposal, rulebook=rulebook)
    verdict = worst(one.verdict for one in decision.findings)
    withheld = (verdict is Verdict.WITHHOLD) is isinstance(decision, Withhold)
    _hold(withheld, "withheld without a finding, or not with one", situation, proposal)
    if isinstance(decision, Consult):
        _hold(decision.asks(), "asks a clinician about nothing", situation, proposal)
    if isinstance(decision, Offer):
        given = {(one.rule, one.about) for one in situation.acknowledged}
        asked = {(one.rule, one.about) for one in decision.findings if one.verdict is Verdict.CONSULT}
        _hold(asked <= given, "offered what a clinician was not asked about", situation, proposal)


def acknowledgement_never_lifts_a_withhold(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """Taking every acknowledgement away changes neither what is withheld nor what is missing."""
    before = assess(attrs.evolve(situation, acknowledged=()), proposal, rulebook=rulebook)
    after = assess(situation, proposal, rulebook=rulebook)
    if isinstance(before, Withhold | NeedsInformation):
        _hold(type(before) is type(after), "an acknowledgement lifted more than a consultation", situation, proposal)
    _hold(before.findings == after.findings, "an acknowledgement changed the findings", situation, proposal)


def alternatives_are_never_withheld(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """What is named instead of something withheld is not withheld itself."""
    decision = assess(situation, proposal, rulebook=rulebook)
    if isinstance(decision, Withhold):
        for one in decision.alternatives:
            other = assess(situation, one.proposal, rulebook=rulebook)
            _hold(not isinstance(other, Withhold), "an alternative is withheld", situation, one.proposal)
        topical = any(isinstance(one.proposal.product, Topical) for one in decision.alternatives)
        _hold(topical, "topical magnesium is not named instead", situation, proposal)


def counterfactuals_lead_where_they_promise(
    situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT
) -> None:
    """What would change an answer, done, gives the answer that it promises, and that one permits more."""
    decision = assess(situation, proposal, rulebook=rulebook)
    for counterfactual in what_would_change(situation, proposal, rulebook=rulebook).counterfactuals:
        after = assess(counterfactual.case.situation, counterfactual.case.proposal, rulebook=rulebook)
        _hold(after == counterfactual.decision, "a way leads elsewhere", situation, proposal, counterfactual)
        _hold(permission(after) > permission(decision), "a way permits no more", situation, proposal, counterfactual)


def counterfactuals_keep_every_medicine(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """No way asks for a medicine to be left out, nor for a lasting condition to be forgotten."""
    for counterfactual in what_would_change(situation, proposal, rulebook=rulebook).counterfactuals:
        kept = counterfactual.case.situation.medicines or ()
        _hold(len(kept) == len(situation.medicines or ()), "a way leaves a medicine out", situation, counterfactual)
        gone = (situation.conditions or frozenset()) - (counterfactual.case.situation.conditions or frozenset())
        lasts = [one for one in gone if rulebook.persistence[one].then is Persistence.LASTS]
        _hold(not lasts, "a way forgets a condition", situation, counterfactual)


def explanation_names_every_finding(situation: Situation, proposal: Proposal, rulebook: Rulebook = CURRENT) -> None:
    """Each finding stands in the explanation by its rule, with all places that it cites, beside the disclaimer."""
    decision = assess(situation, proposal, rulebook=rulebook)
    words = explain(decision)
    for one in decision.findings:
        named = f"({one.rule})" in words and all(str(cite) in words for cite in one.cites)
        _hold(named, "the explanation leaves a finding out", situation, proposal, one)
    _hold(decision.disclaimer in words, "the explanation leaves the disclaimer out", situation, proposal)


def blocked_options_come_last(
    situation: Situation, aims: Sequence[Aim] = (), domains: Sequence[Domain] = (), rulebook: Rulebook = CURRENT
) -> None:
    """No option that is blocked has a rank before, or the same as, one that is not; equal ranks leave room."""
    for options in _rankings(situation, aims, domains, rulebook):
        ranks = [one.rank for one in options]
        open_ranks = [one.rank for one in options if not one.blocked]
        blocked = [one.rank for one in options if one.blocked]
        fits = not open_ranks or not blocked or max(open_ranks) < min(blocked)
        _hold(fits, "a blocked option outranks one that is not", situation, aims, domains, options)
        counted = [1 + sum(other < rank for other in ranks) for rank in ranks]
        _hold(ranks == sorted(counted), "the ranks are no ranks", situation, aims, domains, ranks)


def asking_in_another_order_ranks_the_same(
    situation: Situation, aims: Sequence[Aim], domains: Sequence[Domain], rulebook: Rulebook = CURRENT
) -> None:
    """The order in which aims and domains are given, and naming one twice, changes nothing."""
    before = tuple(_rankings(situation, aims, domains, rulebook))
    after = tuple(_rankings(situation, (*aims[::-1], *aims), (*domains[::-1], *domains), rulebook))
    _hold(before == after, "the order of asking mattered", situation, aims, domains)


def one_more_risk_never_unblocks_an_option(
    situation: Situation, condition: Condition, medicine: Medicine, rulebook: Rulebook = CURRENT
) -> None:
    """One more condition, or one more medicine under a name of its own, on a stated list unblocks nothing."""
    riskier: list[Situation] = []
    if situation.conditions is not None:
        riskier.append(attrs.evolve(situation, conditions=situation.conditions | {condition}))
    if situation.medicines is not None and str(medicine) not in map(str, situation.medicines):
        riskier.append(attrs.evolve(situation, medicines=(*situation.medicines, medicine)))
    for more in riskier:
        for before, after in zip(
            _rankings(situation, (), (), rulebook), _rankings(more, (), (), rulebook), strict=True
        ):
            still = {one.name for one in after if one.blocked}
            _hold({one.name for one in before if one.blocked} <= still, "more risk unblocked", situation, more)


def every_option_is_listed_with_cited_reasons(
    situation: Situation, aims: Sequence[Aim] = (), domains: Sequence[Domain] = (), rulebook: Rulebook = CURRENT
) -> None:
    """All six forms and both routes are always there, and each of their reasons is a row with its sources."""
    forms, routes = _rankings(situation, aims, domains, rulebook)
    names = [sorted(one.name for one in options) for options in (forms, routes)]
    expected = [sorted(str(word) for word in words) for words in (Form, Route)]
    _hold(names == expected, "an option is not listed", situation, names)
    rules = rules_by_id(rulebook)
    for one in (*forms, *routes):
        for reason in (*one.reasons_for, *one.against, *one.blocking):
            cited = reason.rule in rules and set(rules[reason.rule].cites) <= set(reason.cites)
            _hold(reason.cites and cited, "a reason is no cited row", situation, aims, domains, reason)
        mild = all(reason.verdict is Verdict.PERMIT for reason in one.reasons_for)
        stern = all(reason.verdict is Verdict.WITHHOLD for reason in one.blocking)
        asks = all(reason.verdict in (Verdict.CAUTION, Verdict.CONSULT) for reason in one.against)
        _hold(mild and stern and asks, "a reason stands on the wrong side", situation, aims, domains, one)


def option_is_what_assess_answers(situation: Situation, rulebook: Rulebook = CURRENT) -> None:
    """An option is blocked, or waits, exactly as beginning its own product does, and no finding of it is lost."""
    for options in _rankings(situation, (), (), rulebook):
        for one in options:
            decision = assess(situation, Proposal(intent=Intent.START, product=one.product), rulebook=rulebook)
            held = {*one.against, *one.blocking}
            told = all(found in held for found in decision.findings if found.verdict is not Verdict.PERMIT)
            same = one.answer is decision.answer and one.not_checked == decision.not_checked
            _hold(same and told, "an option is not what is answered", situation, one)
            _hold(one.blocked is bool(one.blocking), "blocked without a finding, or not with one", situation, one)


def start_plan_keeps_the_bands(
    capsule: Capsule, target: Elemental | None, hold_days: int, rulebook: Rulebook = CURRENT
) -> None:
    """A start begins within the start band's upper end, never falls, ends in the target band, and holds each rung."""
    plan = titration_schedule(capsule, target=target, hold_days=hold_days, rulebook=rulebook)
    if isinstance(plan, Infeasible):
        return
    amounts = {amount: rule.then for amount, rule in rulebook.dose_amounts}
    daily = [step.daily for step in plan.steps]
    _hold(daily[0] <= amounts[Amount.START_MOST], "begins above the start band", capsule, plan)
    _hold(all(lower < higher for lower, higher in pairwise(daily)), "does not rise", capsule, plan)
    rises = (higher.nanograms - lower.nanograms for lower, higher in pairwise(daily))
    _hold(all(rise <= amounts[Amount.RISE_MOST].nanograms for rise in rises), "rises too far at once", capsule, plan)
    _hold(amounts[Amount.LAST_LEAST] <= daily[-1] <= amounts[Amount.LAST_MOST], "ends outside the band", capsule, plan)
    days = [step.days for step in plan.steps]
    _hold(days == [hold_days] * (len(days) - 1) + [None], "does not hold its rungs", capsule, plan)


def plan_is_made_of_whole_portions(capsule: Capsule, plan: DosePlan) -> None:
    """Every intake is whole units of the product and holds exactly what they hold; every day is the sum of them."""
    for step in plan.steps:
        for intake in step.intakes:
            whole = intake.portion.quarters % capsule.unit.quarters == 0
            exact = intake.portion.of(capsule.elemental) == intake.elemental
            _hold(whole and exact, "an intake is no whole portion", capsule, intake)
        total = sum(intake.elemental.nanograms for intake in step.intakes)
        _hold(total == step.daily.nanograms, "a day is not the sum of its intakes", capsule, step)


def plan_is_divided(capsule: Capsule, plan: DosePlan, rulebook: Rulebook = CURRENT) -> None:
    """A day above what may be taken at once has at least two intakes, none too large, as even as units allow, at the
    form's own times and no more of them than needed.
    """
    amounts = {amount: rule.then.nanograms for amount, rule in rulebook.dose_amounts}
    unit = capsule.unit.of(capsule.elemental).nanograms
    for step in plan.steps:
        number, units = len(step.intakes), step.daily.nanograms // unit
        sizes = [intake.elemental.nanograms // unit for intake in step.intakes]
        _hold(max(sizes) * unit <= amounts[Amount.INTAKE_MOST], "an intake is too large", capsule, step)
        if step.daily.nanograms > amounts[Amount.ONCE_MOST] and units > 1:
            _hold(number > 1, "a day is not divided", capsule, step)
        _hold(max(sizes) - min(sizes) <= 1, "the intakes are uneven", capsule, step)
        fewer_would_do = -(-units // max(1, number - 1)) * unit <= amounts[Amount.INTAKE_MOST]
        at_once = number == 2 and step.daily.nanograms > amounts[Amount.ONCE_MOST]
        _hold(number == 1 or at_once or not fewer_would_do, "there are more intakes than needed", capsule, step)
        times = rulebook.times[TimesKey(form=capsule.form, intakes=tuple(Intakes)[number - 1])].then
        _hold(tuple(intake.at for intake in step.intakes) == times, "the times are not the form's", capsule, step)


def rounding_never_adds(capsule: Capsule, target: Elemental, rulebook: Rulebook = CURRENT) -> None:
    """A plan towards a target never passes it, and falls short of it by less than one unit."""
    plan = titration_schedule(capsule, target=target, rulebook=rulebook)
    if isinstance(plan, DosePlan):
        last, unit = plan.steps[-1].daily.nanograms, capsule.unit.of(capsule.elemental).nanograms
        _hold(0 <= target.nanograms - last < unit, "the last rung is not the nearest below", capsule, target)
        most = rulebook.dose_counts[Count.CAPSULES_MOST].then
        _hold(last <= most * capsule.elemental.nanograms, "too many capsules", capsule, target)


def structure_after_unstructure_is_identity(value: Any, kind: Any) -> None:
    """What goes over the wire comes back equal."""
    converter = make_converter()
    back = converter.structure(converter.unstructure(value, unstructure_as=kind), kind)
    _hold(back == value, "the wire changed a value", value, back)


def tightened_never_permits_more(before: Rulebook, after: Rulebook, cases: Sequence[Case]) -> None:
    """A stricter rulebook says at least as much, cell by cell and case by case.

    Acknowledgements are left out of the cases, since a stricter row has an id of its own.
    """
    for name, table in tables(before):
        for key, rule in table:
            own, theirs = verdict_of(getattr(after, name)[key].then), verdict_of(rule.then)
            stricter = own is theirs or (own and theirs and own.severity > theirs.severity)
            _hold(stricter, "a cell permits more", name, key)
    for case in cases:
        alone = attrs.evolve(case.situation, acknowledged=())
        _no_more_permissive(alone, case.proposal, alone, case.proposal, before, after)


def _rankings(
    situation: Situation, aims: Sequence[Aim], domains: Sequence[Domain], rulebook: Rulebook
) -> Iterator[Sequence[FormOption] | Sequence[RouteOption]]:
    """Both rankings: of the forms, and of the routes."""
    yield form_options(aims=aims, domains=domains, situation=situation, rulebook=rulebook).options
    yield route_options(aims=aims, domains=domains, situation=situation, rulebook=rulebook).options


def _no_more_permissive(
    situation: Situation,
    proposal: Proposal,
    riskier: Situation,
    changed: Proposal,
    rulebook: Rulebook,
    other: Rulebook | None = None,
) -> None:
    before = assess(situation, proposal, rulebook=rulebook)
    after = assess(riskier, changed, rulebook=other or rulebook)
    _hold(permission(after) <= permission(before), "more risk permitted more", situation, proposal, riskier, changed)


def _of_code(code: str, kidney: KidneyFunction, rulebook: Rulebook) -> list[Interaction]:
    kinds = medicine_classes(Medicine(atc=code))
    keys = (MedicineKey(medicine=kind, route=Route.CAPSULE, kidney=kidney) for kind in kinds)
    return [rulebook.medicines[key].then for key in keys]


def _keeps(kept: DoseSeparation | None, least: DoseSeparation | None, *case: object) -> None:
    if least:
        _hold(kept and strictest(kept, least) == kept, "hours are shortened", kept, least, *case)


def _hold(true: object, law: str, *case: object) -> None:
    if not true:
        raise LawBrokenError(f"{law}: {'; '.join(map(repr, case))}")
